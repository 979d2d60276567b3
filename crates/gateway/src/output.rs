//! The schema of what a tool gives back, where that is known to be an object.

use serde_json::Value;
use specwright_model::{Operation, SchemaId, Step, Tool, media_type};

use crate::operations::Operations;
use crate::schemas::{Reader, Schemas, Standalone};

/// The schema of a tool's result. None where it is not known, or may be something else than an object, such as nothing:
/// clients fail calls whose results are not as they were told.
pub(crate) fn of_tool(tool: &Tool, operations: &Operations<'_>, schemas: &mut Schemas<'_>) -> Option<Standalone> {
    let id = match (&tool.plan.result, tool.plan.steps.last()) {
        (Some(_), _) => tool.output?,
        (None, Some(Step::Call(call))) => response(operations.get(&call.operation)?.operation)?,
        (None, _) => return None,
    };
    let output = schemas.of_object(id, Reader::Model)?;
    says_something(&output.schema).then_some(output)
}

/// The schema of all successful responses, where they are JSON of one.
fn response(operation: &Operation) -> Option<SchemaId> {
    let successes = operation
        .responses
        .iter()
        .filter(|response| response.status.is_success());
    let mut ids = Vec::new();
    for response in successes {
        let [payload] = response.contents.as_slice() else {
            return None;
        };
        if !media_type::is_json(&payload.media_type) && !payload.media_type.is_empty() {
            return None;
        }
        ids.push(payload.schema?);
    }
    let first = *ids.first()?;
    ids.iter().all(|id| *id == first).then_some(first)
}

/// Whether a schema says more than that there is an object.
fn says_something(schema: &Value) -> bool {
    schema.as_object().is_some_and(|members| {
        members
            .keys()
            .any(|key| !["type", "description", "title"].contains(&key.as_str()))
    })
}
