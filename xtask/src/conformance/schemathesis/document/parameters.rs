//! What of parameters can be written at all. The styles of parameters are those of URI templates (RFC 6570), to which a
//! list without items is undefined (section 2.3), and which have no way to write lists within lists; variables of paths
//! cannot be empty, since the path would be another. JSON Schema knows nothing of that.

use serde_json::{Map, Value, json};

use crate::conformance::written::{has_only, is_delimited, parameter_lists, resolved};

/// Constrains the parameters of operations to what can be written.
pub(super) fn complete(document: &mut Value) {
    let schemas = document.pointer("/components/schemas").cloned().unwrap_or_default();
    parameter_lists(document).for_each(|parameters| complete_list(parameters, &schemas));
}

fn complete_list(parameters: &mut Vec<Value>, schemas: &Value) {
    for parameter in parameters.iter_mut() {
        let in_path = parameter.get("in").is_some_and(|place| place == "path");
        if let Some(schema) = parameter.get_mut("schema") {
            *schema = resolved(schema, schemas);
            if let Some(schema) = schema.as_object_mut() {
                constrain(schema, in_path, schemas);
            }
        }
    }
    parameters.retain(is_written);
}

/// Whether Schemathesis can write a parameter. Objects in the styles `spaceDelimited` and `pipeDelimited` it writes as
/// lists of their keys, and those in cookies as Python does.
fn is_written(parameter: &Value) -> bool {
    let text = |key: &str| parameter.get(key).and_then(Value::as_str).unwrap_or_default();
    let is_object = has_only(parameter.pointer("/schema/type"), &["object"]);
    let is_lost = is_delimited(text("style")) || text("in") == "cookie";
    let is_required = parameter.get("required") == Some(&json!(true));
    is_required || !is_object || !is_lost
}

fn constrain(schema: &mut Map<String, Value>, in_path: bool, schemas: &Value) {
    match schema.get("type").and_then(Value::as_str) {
        Some("string") if in_path => {
            schema.entry("minLength").or_insert(json!(1));
        }
        Some("array") => {
            schema.entry("minItems").or_insert(json!(1));
            if let Some(items) = schema.get_mut("items") {
                *items = resolved(items, schemas);
                if let Some(items) = items.as_object_mut() {
                    constrain(items, in_path, schemas);
                }
            }
        }
        Some("object") => {
            name_properties(schema);
        }
        _ => {}
    }
}

/// Lets an object have the properties alone that are described: the names of others may hold what separates them.
fn name_properties(schema: &mut Map<String, Value>) {
    let properties = schema.get("properties").and_then(Value::as_object);
    let names: Vec<String> = properties.into_iter().flatten().map(|(name, _)| name.clone()).collect();
    schema
        .entry("propertyNames")
        .or_insert_with(|| json!({ "enum": names }));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Completes one parameter; nothing where it is left out.
    fn check(parameter: Value, expected: Value) {
        let mut document = json!({
            "paths": { "/a": { "get": { "parameters": [parameter] } } },
            "components": { "schemas": { "Size": { "type": "object", "properties": { "width": {} } } } },
        });
        complete(&mut document);
        let completed = &document["paths"]["/a"]["get"]["parameters"][0];
        assert_eq!(completed.get("schema").unwrap_or(&Value::Null), &expected);
    }

    #[test]
    fn lists_have_items_and_paths_have_texts() {
        check(
            json!({ "in": "query", "schema": { "type": "array", "items": { "type": "string" } } }),
            json!({ "type": "array", "minItems": 1, "items": { "type": "string" } }),
        );
        check(
            json!({ "in": "path", "schema": { "type": "array", "items": { "type": "string" } } }),
            json!({ "type": "array", "minItems": 1, "items": { "type": "string", "minLength": 1 } }),
        );
        check(
            json!({ "in": "path", "schema": { "type": "string", "minLength": 2 } }),
            json!({ "type": "string", "minLength": 2 }),
        );
    }

    #[test]
    fn objects_have_no_other_properties() {
        let reference = json!({ "$ref": "#/components/schemas/Size" });
        check(
            json!({ "in": "query", "schema": reference }),
            json!({ "type": "object", "properties": { "width": {} }, "propertyNames": { "enum": ["width"] } }),
        );
    }

    #[test]
    fn what_schemathesis_cannot_write_is_left_out_where_it_may_be() {
        let object = json!({ "type": "object", "propertyNames": { "enum": [] } });
        let pipes =
            |required: bool| json!({ "in": "query", "style": "pipeDelimited", "required": required, "schema": object });
        check(pipes(false), Value::Null);
        check(pipes(true), object.clone());
        check(json!({ "in": "cookie", "schema": object }), Value::Null);
    }
}
