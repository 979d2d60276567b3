//! A capability for an API that has none: an MCP server with a tool for each operation.

use specwright_diagnostics::{Diagnostic, Diagnostics};
use specwright_model::{
    Adapter, Api, Argument, Call, CallBody, Capability, Expression, Hints, Input, InputPlace, McpAdapter, Operation,
    OperationReference, Parameter, Payload, Plan, RequestBody, Schema, SchemaId, SchemaKind, Step, Text, Tool,
};
use specwright_rust::{Candidate, OperationPlan, Selection};

use crate::calls::{BodyForm, place_name};
use crate::credentials;
use crate::findings::finding;
use crate::names::SafeNames;
use crate::operations::{Called, Operations};
use crate::prose::shortened;
use crate::rules;

/// The most characters of a tool's title.
const LONGEST_TITLE: usize = 100;

/// The port of the MCP server.
pub(crate) const MCP_PORT: u16 = 9_090;

/// The tools for the operations of an API that `selection` chooses, on an adapter of their own, with the credentials
/// that these need, from environment variables that begin with `prefix`. None, with a finding, where none is chosen.
/// Schemas that bodies need and the API does not have are added to it.
pub(crate) fn capability(
    api: &mut Api,
    plan: &specwright_rust::Plan,
    selection: &Selection,
    prefix: &str,
    diagnostics: &mut Diagnostics,
) -> Option<Capability> {
    let mut bytes = None;
    let mut tools = Vec::new();
    let operations: Vec<(OperationReference, Operation, OperationPlan)> = Operations::new(api, plan)
        .all()
        .map(|(reference, Called { operation, plan, .. })| (reference, operation.clone(), plan.clone()))
        .collect();
    let mut names = SafeNames::default();
    let named: Vec<String> = operations
        .iter()
        .map(|(_, _, plan)| names.claim(&[plan.name.trim_start_matches("r#")]))
        .collect();
    let candidates: Vec<Candidate<'_>> = operations
        .iter()
        .zip(&named)
        .map(|((_, operation, plan), name)| Candidate {
            tags: &operation.tags,
            method: &plan.method,
            path: &plan.path,
            name,
        })
        .collect();
    for (kind, pattern) in selection.idle(&candidates) {
        let message = format!("no operation has a {kind} like `{pattern}`");
        diagnostics.push(Diagnostic::without_place(&rules::IDLE_PATTERN, message));
    }
    let chosen = operations.iter().zip(&candidates);
    let chosen: Vec<_> = chosen.filter(|(_, candidate)| selection.chooses(**candidate)).collect();
    if chosen.is_empty() {
        diagnostics.push(nothing_chosen(api, &candidates));
        return None;
    }
    let called = chosen.iter().map(|((_, operation, _), _)| operation);
    let (upstreams, binds) = credentials::of_operations(called, api, plan, prefix, diagnostics);
    for ((reference, operation, plan), candidate) in chosen {
        let mut builder = ToolBuilder::new(api, &mut bytes);
        tools.push(builder.tool(candidate.name, reference, operation, plan));
    }
    Some(Capability {
        name: api.title.clone(),
        description: api.description.clone().or_else(|| api.summary.clone()),
        binds,
        upstreams,
        adapters: vec![Adapter::Mcp(McpAdapter {
            namespace: "mcp".to_owned(),
            port: Some(MCP_PORT),
            tools,
            ..McpAdapter::default()
        })],
        origin: api.origin,
        ..Capability::default()
    })
}

/// The finding that there is no tool.
fn nothing_chosen(api: &Api, candidates: &[Candidate<'_>]) -> Diagnostic {
    let Some(first) = candidates.first() else {
        let message = "there is nothing that a gateway could serve: the API has no operation that can be called";
        return finding(&rules::NOTHING_EXPOSED, api.origin, message.to_owned());
    };
    let message = format!(
        "there is nothing that a gateway could serve: the patterns of `tools` leave out all {} operations",
        candidates.len()
    );
    let help = format!(
        "patterns are compared with tags, with paths, and with names of tools: `{} {}` is the tool `{}`",
        first.method, first.path, first.name
    );
    finding(&rules::NOTHING_EXPOSED, api.origin, message).help(help)
}

/// Makes the tool of an operation.
struct ToolBuilder<'a> {
    api: &'a mut Api,
    /// The schema of bytes as Base64 text.
    bytes: &'a mut Option<SchemaId>,
    names: SafeNames,
    inputs: Vec<Input>,
}

impl<'a> ToolBuilder<'a> {
    fn new(api: &'a mut Api, bytes: &'a mut Option<SchemaId>) -> Self {
        Self {
            api,
            bytes,
            names: SafeNames::default(),
            inputs: Vec::new(),
        }
    }

    fn tool(
        &mut self,
        name: &str,
        reference: &OperationReference,
        operation: &Operation,
        plan: &OperationPlan,
    ) -> Tool {
        // Parameters in the order of the plan: those of the path first, then what else is required.
        let mut arguments = Vec::new();
        for planned in &plan.parameters {
            let mut parameters = operation.parameters.iter();
            let found = parameters.find(|it| it.place == planned.place && it.name == planned.wire_name);
            arguments.extend(found.map(|parameter| self.parameter(parameter, planned.required)));
        }
        let body = operation.request_body.as_ref().and_then(|body| self.body(body));
        let call = Call {
            name: "call".to_owned(),
            operation: reference.clone(),
            arguments,
            body,
            origin: operation.origin,
        };
        Tool {
            name: name.to_owned(),
            title: operation.summary.as_deref().map(|text| shortened(text, LONGEST_TITLE)),
            description: Some(description(operation, plan)),
            hints: hints(operation.method.as_str()),
            inputs: std::mem::take(&mut self.inputs),
            plan: Plan {
                steps: vec![Step::Call(call)],
                result: None,
            },
            output: None,
            origin: operation.origin,
        }
    }

    fn parameter(&mut self, parameter: &Parameter, required: bool) -> Argument {
        let with_place = format!("{}_{}", place_name(parameter.place), parameter.name);
        let name = self.names.claim(&[&parameter.name, &with_place]);
        let schema = match parameter.schema {
            Some(schema) => schema,
            None => self.api.schemas.add(Schema::of(SchemaKind::String(Text::default()))),
        };
        self.inputs.push(Input {
            name: name.clone(),
            place: InputPlace::Argument,
            schema,
            required,
            description: parameter.description.clone(),
            default: None,
            origin: parameter.origin,
        });
        Argument {
            name: parameter.name.clone(),
            place: parameter.place,
            value: Expression::input(name),
        }
    }

    /// The body in the form that models write best; none where the description names no form.
    fn body(&mut self, body: &RequestBody) -> Option<CallBody> {
        let forms = body.contents.iter().map(|payload| (sent_media_type(payload), payload));
        let (media_type, payload) = forms.min_by_key(|(media_type, _)| BodyForm::of(media_type))?;
        let schema = match (BodyForm::of(&media_type), payload.schema) {
            (BodyForm::Bytes, _) => self.bytes(),
            (BodyForm::Text, _) => self.api.schemas.add(Schema::of(SchemaKind::String(Text::default()))),
            (_, Some(schema)) => schema,
            (_, None) => self.api.schemas.add(Schema::default()),
        };
        let name = self.names.claim(&["body", "request_body"]);
        self.inputs.push(Input {
            name: name.clone(),
            place: InputPlace::Argument,
            schema,
            required: body.required,
            description: body.description.clone(),
            default: None,
            origin: body.origin,
        });
        Some(CallBody {
            media_type,
            value: Expression::input(name),
        })
    }

    fn bytes(&mut self) -> SchemaId {
        let schemas = &mut self.api.schemas;
        *self.bytes.get_or_insert_with(|| {
            let text = Text {
                content_encoding: Some("base64".to_owned()),
                ..Text::default()
            };
            schemas.add(Schema::of(SchemaKind::String(text)))
        })
    }
}

/// The media type under which a body is sent: one that stands for its range, or for what is not said.
fn sent_media_type(payload: &Payload) -> String {
    let is_range = payload.media_type.is_empty() || payload.media_type.contains('*');
    match (is_range, payload.media_type.starts_with("text/"), payload.schema) {
        (false, _, _) => payload.media_type.clone(),
        (true, true, _) => "text/plain".to_owned(),
        (true, false, Some(_)) => "application/json".to_owned(),
        (true, false, None) => "application/octet-stream".to_owned(),
    }
}

/// What the description says of an operation.
fn description(operation: &Operation, plan: &OperationPlan) -> String {
    let line = format!("{} {}", plan.method, plan.path);
    let summary = operation
        .summary
        .as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty());
    let description = operation
        .description
        .as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty());
    let text = match (summary, description) {
        (None, None) => line,
        (Some(text), None) | (None, Some(text)) => text.to_owned(),
        (Some(summary), Some(description)) if description.starts_with(summary.trim_end_matches('.')) => {
            description.to_owned()
        }
        (Some(summary), Some(description)) => format!("{summary}\n\n{description}"),
    };
    let note = if operation.deprecated { "Deprecated. " } else { "" };
    format!("{note}{text}")
}

/// What a method says of the effects (RFC 9110, sections 9.2.1 and 9.2.2). Whether a POST only adds, nobody knows.
fn hints(method: &str) -> Hints {
    let hints = |read_only, destructive, idempotent| Hints {
        read_only: Some(read_only),
        destructive,
        idempotent,
        open_world: None,
    };
    match method {
        "GET" | "HEAD" | "OPTIONS" | "TRACE" | "QUERY" => hints(true, Some(false), Some(true)),
        "PUT" | "DELETE" => hints(false, Some(true), Some(true)),
        _ => hints(false, None, None),
    }
}
