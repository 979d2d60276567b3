//! The facts that Specwright finds: those of the model, which is all that the targets see.

use specwright_model::{Api, Basis, ExampleMessage, Operation, ParameterPlace};

use super::facts::{self, Facts, digest};

/// The facts of an API.
pub(super) fn facts(api: &Api) -> Facts {
    let mut facts = Facts {
        groups: api.tags.iter().map(|tag| tag.name.clone()).collect(),
        ..Facts::default()
    };
    for (resource, operation) in api.operations() {
        let name = format!("{} {}", operation.method, resource.path);
        facts.operations.insert(name, operation_facts(operation));
    }
    let written = api
        .schemas
        .iter()
        .filter(|(_, schema)| schema.origin.basis == Basis::Written);
    facts.types = written.filter_map(|(_, schema)| schema.name.clone()).collect();
    facts
}

fn operation_facts(operation: &Operation) -> facts::Operation {
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
