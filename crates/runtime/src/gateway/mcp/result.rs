//! Results of tools.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rmcp::model::{CallToolResult, ContentBlock, ResourceContents};

use super::toolset::ReadyTool;
use crate::gateway::engine::{Answer, Engine, Outcome};
use crate::gateway::fault::Fault;
use crate::gateway::inputs::is_text;
use crate::json::{self, Value, Violation};
use crate::media_type::MediaType;

/// What a call of a tool gives: an answer, a value, or why there is neither.
pub(super) fn of(outcome: Result<Outcome, Fault>, tool: &ReadyTool, engine: &Engine) -> CallToolResult {
    match outcome {
        Ok(Outcome::Answer(answer)) if answer.status.is_success() => of_success(answer, tool, engine),
        Ok(Outcome::Answer(answer)) => of_error(answer, engine),
        Ok(Outcome::Value(value)) => {
            let text = value.to_string();
            if let Some(refused) = too_large(text.len(), engine) {
                return refused;
            }
            with_value(CallToolResult::success(vec![ContentBlock::text(text)]), value, tool)
        }
        Err(Fault::Invalid(violations)) => invalid(&violations),
        Err(fault) => error(engine.redactor.text(&fault.detail())),
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
    let mut content = vec![ContentBlock::text(format!("The API answered {}", answer.status))];
    if answer.body.len() > engine.limits.tool_result_bytes {
        content.push(ContentBlock::text(format!("({} bytes, left out)", answer.body.len())));
    } else if !answer.body.is_empty() {
        let body = engine.redactor.bytes(answer.body);
        content.push(ContentBlock::text(String::from_utf8_lossy(&body)));
    }
    CallToolResult::error(content)
}

fn of_success(answer: Answer, tool: &ReadyTool, engine: &Engine) -> CallToolResult {
    if let Some(refused) = too_large(answer.body.len(), engine) {
        return refused;
    }
    if answer.body.is_empty() {
        let text = format!("Done: the API answered {} without a body", answer.status);
        return CallToolResult::success(vec![ContentBlock::text(text)]);
    }
    let media_type = answer.content_type().and_then(MediaType::parse);
    let is_json = media_type.as_ref().is_none_or(MediaType::is_json);
    if is_json && let Ok(value) = json::parse(&answer.body) {
        let text = String::from_utf8_lossy(&answer.body).into_owned();
        return with_value(CallToolResult::success(vec![ContentBlock::text(text)]), value, tool);
    }
    CallToolResult::success(vec![content(answer.body, media_type.as_ref(), tool)])
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

/// Tells a result as a value too, where clients know its schema and it fits.
///
/// One that does not fit is left out rather than told, since the protocol demands that it fits; the
/// text is there all the same.
fn with_value(mut result: CallToolResult, value: Value, tool: &ReadyTool) -> CallToolResult {
    if tool.output.as_ref().is_some_and(|schema| schema.fits(&value)) {
        result.structured_content = Some(value);
    }
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
