//! What tools and routes take: one schema for all inputs, and where each of them is.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};
use specwright_model::{Input, InputPlace, PathStep, ValuePath};

use crate::expression::InputNames;
use crate::names::SafeNames;
use crate::schemas::Schemas;

/// The name of the argument that the body of a route is.
pub(crate) const BODY: &str = "body";

/// An object of inputs that is being described.
#[derive(Debug, Default)]
struct ObjectSchema {
    properties: Map<String, Value>,
    required: Vec<String>,
}

impl ObjectSchema {
    fn add(&mut self, name: &str, schema: Map<String, Value>, required: bool) {
        if required {
            self.required.push(name.to_owned());
        }
        self.properties.insert(name.to_owned(), Value::Object(schema));
    }

    fn into_schema(self, is_closed: bool) -> Map<String, Value> {
        let mut schema = Map::new();
        schema.insert("type".to_owned(), json!("object"));
        schema.insert("properties".to_owned(), Value::Object(self.properties));
        if !self.required.is_empty() {
            schema.insert("required".to_owned(), json!(self.required));
        }
        if is_closed {
            schema.insert("additionalProperties".to_owned(), json!(false));
        }
        schema
    }
}

/// The schema of a tool's arguments, and their names where those of the inputs are not ones that all models take.
/// `in_paths` are the names of inputs that become parts of paths, where nothing can be empty.
pub(crate) fn of_tool(inputs: &[Input], in_paths: &BTreeSet<&str>, schemas: &mut Schemas<'_>) -> (Value, InputNames) {
    let mut object = ObjectSchema::default();
    let mut names = InputNames::default();
    let safe = SafeNames::all(inputs.iter().map(|input| input.name.as_str()));
    for (input, name) in inputs.iter().zip(safe) {
        names.insert(&input.name, &name, ValuePath::default());
        let mut schema = schema_of(input, schemas);
        if in_paths.contains(input.name.as_str()) {
            forbid_empty(&mut schema);
        }
        object.add(&name, schema, input.required);
    }
    (Value::Object(object.into_schema(true)), names)
}

/// Takes the empty text, array or object out of what fits, where nothing else does.
fn forbid_empty(schema: &mut Map<String, Value>) {
    let keyword = match schema.get("type").and_then(Value::as_str) {
        Some("string")
            if ["enum", "const", "format", "pattern"]
                .iter()
                .all(|key| !schema.contains_key(*key)) =>
        {
            "minLength"
        }
        Some("array") => "minItems",
        Some("object") => "minProperties",
        _ => return,
    };
    let known = schema.get(keyword).and_then(Value::as_u64);
    if known.is_none_or(|least| least == 0) {
        schema.insert(keyword.to_owned(), json!(1));
    }
}

/// The schema of what a route takes, the body as one input, and where the parts of the body are in that.
pub(crate) fn of_route(inputs: &[Input], is_unseen: bool, schemas: &mut Schemas<'_>) -> (Value, InputNames) {
    let mut object = ObjectSchema::default();
    let mut names = InputNames::default();
    let mut parts = ObjectSchema::default();
    let mut whole = None;
    for input in inputs {
        let schema = schema_of(input, schemas);
        match &input.place {
            InputPlace::Body(path) => {
                names.insert(&input.name, BODY, path.clone());
                match path.steps.as_slice() {
                    [] => whole = Some(schema),
                    [PathStep::Member(member)] => parts.add(member, schema, input.required),
                    // What stands deeper is not described: the place is what counts.
                    _ => {}
                }
            }
            _ => object.add(&input.name, schema, input.required),
        }
    }
    if has_body(inputs) {
        let parts = parts.into_schema(false);
        let body = if is_unseen { Map::new() } else { whole.unwrap_or(parts) };
        object.add(BODY, body, is_body_required(inputs));
    }
    (Value::Object(object.into_schema(true)), names)
}

/// Whether any input is in the body.
pub(crate) fn has_body(inputs: &[Input]) -> bool {
    inputs.iter().any(|input| matches!(input.place, InputPlace::Body(_)))
}

/// Whether a request without a body lacks something.
pub(crate) fn is_body_required(inputs: &[Input]) -> bool {
    inputs
        .iter()
        .any(|input| input.required && matches!(input.place, InputPlace::Body(_)))
}

fn schema_of(input: &Input, schemas: &mut Schemas<'_>) -> Map<String, Value> {
    let mut schema = schemas.part(input.schema);
    if let Some(description) = &input.description {
        schema.insert("description".to_owned(), json!(description));
    }
    if let Some(default) = &input.default {
        schema.entry("default").or_insert_with(|| default.clone());
    }
    schema
}
