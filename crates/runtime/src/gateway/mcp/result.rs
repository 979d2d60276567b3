//! Results of tools.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rmcp::model::{CallToolResult, ContentBlock, ResourceContents};

use super::toolset::ReadyTool;
use crate::gateway::answer::{Answer, content_type, is_encoded};
use crate::gateway::engine::Engine;
use crate::gateway::fault::Fault;
use crate::gateway::inputs::is_text;
use crate::json::{self, Value, Violation};
use crate::media_type::MediaType;

/// The result that the upstream's answer is.
pub(super) fn of_answer(answer: Answer, tool: &ReadyTool, engine: &Engine) -> CallToolResult {
    if answer.status.is_success() {
        of_success(answer, tool, engine)
    } else {
        of_error(answer, engine)
    }
}

/// The result that a plan made.
pub(super) fn of_value(value: Value, tool: &ReadyTool, engine: &Engine) -> CallToolResult {
    let text = value.to_string();
    if let Some(refused) = too_large(text.len(), engine) {
        return refused;
    }
    let result = CallToolResult::success(vec![ContentBlock::text(text)]);
    with_value(result, Some(value), tool)
}

/// The error that a plan ended with.
pub(super) fn of_fault(fault: &Fault, engine: &Engine) -> CallToolResult {
    match fault {
        Fault::Invalid(violations) => invalid(violations),
        fault => error(engine.redactor.text(&fault.detail())),
    }
}

/// Arguments that cannot be used, each with the place of what is wrong.
pub(super) fn invalid(violations: &[Violation]) -> CallToolResult {
    let mut text = "The arguments cannot be used:".to_owned();
    for violation in violations {
        text.push_str("\n- ");
        text.push_str(&violation.to_string());
    }
    error(text)
}

fn error(text: String) -> CallToolResult {
    CallToolResult::error(vec![ContentBlock::text(text)])
}

/// An answer with a status from 300 on: the status, and the body as text, without the secrets of the
/// gateway.
fn of_error(answer: Answer, engine: &Engine) -> CallToolResult {
    let answer = answer.without_secrets(&engine.redactor);
    let mut content = vec![ContentBlock::text(format!("The API answered {}", answer.status))];
    if answer.body.len() > engine.limits.tool_result_bytes {
        content.push(ContentBlock::text(format!("({} bytes, left out)", answer.body.len())));
    } else if !answer.body.is_empty() {
        content.push(ContentBlock::text(String::from_utf8_lossy(&answer.body)));
    }
    CallToolResult::error(content)
}

fn of_success(answer: Answer, tool: &ReadyTool, engine: &Engine) -> CallToolResult {
    if let Some(refused) = too_large(answer.body.len(), engine) {
        return refused;
    }
    if answer.body.is_empty() {
        let text = format!("Done: the API answered {} without a body", answer.status);
        let result = CallToolResult::success(vec![ContentBlock::text(text)]);
        return with_value(result, None, tool);
    }
    if is_encoded(&answer.headers) {
        return of_fault(&Fault::Unreadable, engine);
    }
    let media_type = content_type(&answer.headers).and_then(MediaType::parse);
    let is_json = media_type.as_ref().is_none_or(MediaType::is_json);
    let value = is_json.then(|| json::parse(&answer.body).ok()).flatten();
    let content = match value {
        Some(_) => ContentBlock::text(String::from_utf8_lossy(&answer.body)),
        None => content(answer.body, media_type.as_ref(), tool),
    };
    with_value(CallToolResult::success(vec![content]), value, tool)
}

/// A body that is no JSON.
fn content(body: Vec<u8>, media_type: Option<&MediaType>, tool: &ReadyTool) -> ContentBlock {
    let essence = media_type.map_or_else(|| "application/octet-stream".to_owned(), MediaType::essence);
    let text = media_type.is_some_and(|media_type| is_text(media_type, &essence) || media_type.is_json());
    let body = match String::from_utf8(body) {
        Ok(body) if text || media_type.is_none() => return ContentBlock::text(body),
        Ok(body) => body.into_bytes(),
        Err(error) if text => return ContentBlock::text(String::from_utf8_lossy(error.as_bytes())),
        Err(error) => error.into_bytes(),
    };
    let encoded = STANDARD.encode(body);
    match essence.split_once('/') {
        Some(("image", _)) => ContentBlock::image(encoded, essence),
        Some(("audio", _)) => ContentBlock::audio(encoded, essence),
        _ => {
            let uri = format!("tool-result:{}", tool.tool.name);
            ContentBlock::resource(ResourceContents::blob(encoded, uri).with_mime_type(essence))
        }
    }
}

/// Tells a result as a value too, where clients know its schema: what fits of it.
///
/// A tool that has told a schema must give a value that fits it (MCP 2025-11-25, tools, output
/// schema), and clients fail calls that come without one. The schema says so little that an empty
/// object fits: that stands for what is no object at all. The text says everything.
pub(super) fn with_value(mut result: CallToolResult, value: Option<Value>, tool: &ReadyTool) -> CallToolResult {
    result.structured_content = tool
        .output
        .as_ref()
        .and_then(|schema| schema.fitting(value.unwrap_or_default()));
    result
}

fn too_large(length: usize, engine: &Engine) -> Option<CallToolResult> {
    let limit = engine.limits.tool_result_bytes;
    (length > limit).then(|| {
        error(format!(
            "The call succeeded, but its result has {length} bytes, more than the {limit} that a tool may give. \
             Ask for less, with filters or smaller pages."
        ))
    })
}
