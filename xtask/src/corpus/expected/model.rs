//! The facts that Specwright finds: those of the model, which is all that the targets see.

use specwright_model::{Api, Basis, ExampleMessage, Operation, Origin, ParameterPlace, Payload};

use super::Tool;
use super::facts::{self, Facts, digest};

/// The facts of an API that another parser finds as well.
pub(super) fn facts(api: &Api, tool: Tool) -> Facts {
    let mut facts = Facts::default();
    if tool == Tool::Drafter {
        facts.groups = api.tags.iter().map(|tag| tag.name.clone()).collect();
    }
    for (resource, operation) in api.operations() {
        let name = format!("{} {}", operation.method, resource.path);
        let operation = match tool {
            Tool::Drafter => of_examples(operation),
            Tool::Amf => of_descriptions(api, operation),
        };
        facts.operations.insert(name, operation);
    }
    let written = api
        .schemas
        .iter()
        .filter(|(_, schema)| schema.origin.basis == Basis::Written);
    facts.types = written.filter_map(|(_, schema)| schema.name.clone()).collect();
    facts
}

/// What an operation is described as.
///
/// What security schemes add to an operation (RAML 1.0, `describedBy`) is left out, since AMF leaves it with the schemes,
/// and so is that a call needs no credentials.
fn of_descriptions(api: &Api, operation: &Operation) -> facts::Operation {
    let is_own = |origin: &Origin| !is_of_scheme(api, origin);
    let parameters = operation.parameters.iter().filter(|it| is_own(&it.origin));
    let place = |place| match place {
        ParameterPlace::Path => "path",
        ParameterPlace::Query => "query",
        ParameterPlace::Header => "header",
        ParameterPlace::Cookie => "cookie",
    };
    let mut facts = facts::Operation {
        parameters: parameters
            .map(|it| (format!("{} {}", place(it.place), it.name), it.required))
            .collect(),
        ..facts::Operation::default()
    };
    let media_type = |payload: &Payload| Some(payload.media_type.clone()).filter(|it| !it.is_empty());
    for payload in operation.request_body.iter().flat_map(|body| &body.contents) {
        facts.message("request", media_type(payload).as_deref(), None);
    }
    for response in operation.responses.iter().filter(|it| is_own(&it.origin)) {
        let status = response.status.to_string();
        for payload in &response.contents {
            facts.message(&status, media_type(payload).as_deref(), None);
        }
        if response.contents.is_empty() {
            facts.message(&status, None, None);
        }
    }
    for requirement in operation.security.iter().filter(|it| !it.all.is_empty()) {
        let schemes = requirement.all.iter().map(|scheme| scheme.scheme.as_str());
        facts.security.insert(schemes.collect::<Vec<_>>().join(" and "));
    }
    facts
}

/// Whether something is written in the declaration of a security scheme.
fn is_of_scheme(api: &Api, origin: &Origin) -> bool {
    let Some(location) = origin.location else { return false };
    let schemes = api.security_schemes.iter().filter_map(|scheme| scheme.origin.location);
    schemes.into_iter().any(|scheme| {
        scheme.file == location.file && scheme.span.start <= location.span.start && location.span.end <= scheme.span.end
    })
}

/// What the examples of an operation show.
fn of_examples(operation: &Operation) -> facts::Operation {
    let in_uri = |place| matches!(place, ParameterPlace::Path | ParameterPlace::Query);
    let parameters = operation.parameters.iter().filter(|it| in_uri(it.place));
    let mut facts = facts::Operation {
        parameters: parameters.map(|it| (it.name.clone(), it.required)).collect(),
        ..facts::Operation::default()
    };
    for transaction in &operation.transactions {
        if let Some(request) = &transaction.request {
            message(&mut facts, "request", request);
        }
        for response in &transaction.responses {
            message(&mut facts, &response.status.to_string(), &response.message);
        }
    }
    facts
}

fn message(facts: &mut facts::Operation, kind: &str, message: &ExampleMessage) {
    let body = message.body.as_deref().filter(|body| !body.is_empty());
    facts.message(kind, message.media_type.as_deref(), body.map(digest));
}
