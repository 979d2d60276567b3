//! The schemas of a description as JSON Schema 2020-12 of responses.
//!
//! OpenAPI 3.0 has a dialect of its own. From 3.1 on schemas are JSON Schema, in which what is only sent would be
//! required of responses too.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::document::Document;

/// The keywords of OpenAPI 3.0.3, section 4.7.24, that both know and that say something of a value. What else stands
/// in a schema object of 3.0 says nothing.
const KEYWORDS: [&str; 29] = [
    "title",
    "description",
    "default",
    "multipleOf",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "maxProperties",
    "minProperties",
    "required",
    "enum",
    "type",
    "format",
    "allOf",
    "oneOf",
    "anyOf",
    "not",
    "items",
    "properties",
    "additionalProperties",
    "readOnly",
    "writeOnly",
];

/// The keywords that hold a schema (JSON Schema 2020-12, sections 10 and 11).
const HOLDING_ONE: [&str; 10] = [
    "additionalProperties",
    "contains",
    "else",
    "if",
    "items",
    "not",
    "propertyNames",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
];

/// The keywords that hold a list of schemas.
const HOLDING_A_LIST: [&str; 4] = ["allOf", "anyOf", "oneOf", "prefixItems"];

/// The keywords that hold schemas by names.
const HOLDING_BY_NAME: [&str; 4] = ["$defs", "dependentSchemas", "patternProperties", "properties"];

/// In which words schemas are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Dialect {
    /// OpenAPI 3.0's own.
    OpenApi30,
    /// JSON Schema 2020-12.
    JsonSchema,
}

/// Turns all schemas that responses lead to into JSON Schema of responses, each where it stands.
pub(super) fn convert(document: &mut Document) {
    let dialect = match document.is_version_30() {
        true => Dialect::OpenApi30,
        false => Dialect::JsonSchema,
    };
    let mut open = document.response_schemas();
    let mut done = BTreeSet::new();
    while let Some(place) = open.pop() {
        if !done.insert(place.clone()) {
            continue;
        }
        let file = document.files.get_mut(&place.file);
        let Some(schema) = file.and_then(|file| file.pointer_mut(&place.pointer)) else {
            continue;
        };
        let mut references = Vec::new();
        convert_schema(schema, dialect, &mut references);
        let targets = references.iter().filter_map(|reference| place.resolve(reference).ok());
        open.extend(targets);
    }
}

/// Turns one schema and those within it into JSON Schema of responses, and adds the references in it. A schema that was
/// turned already stays as it is.
fn convert_schema(schema: &mut Value, dialect: Dialect, references: &mut Vec<String>) {
    let Value::Object(object) = schema else { return };
    if let Some(Value::String(reference)) = object.get("$ref") {
        references.push(reference.clone());
        if dialect == Dialect::OpenApi30 {
            // What stands beside a reference is passed over (OpenAPI 3.0.3, section 4.7.23).
            *schema = json!({ "$ref": reference });
            return;
        }
    }
    if dialect == Dialect::OpenApi30 {
        convert_keywords(object);
    }
    drop_write_only(object);
    for (keyword, held) in object {
        let keyword = keyword.as_str();
        if HOLDING_ONE.contains(&keyword) {
            convert_schema(held, dialect, references);
        } else if HOLDING_A_LIST.contains(&keyword) {
            let list = held.as_array_mut().into_iter().flatten();
            list.for_each(|inner| convert_schema(inner, dialect, references));
        } else if HOLDING_BY_NAME.contains(&keyword) {
            let named = held.as_object_mut().into_iter().flatten();
            named.for_each(|(_, inner)| convert_schema(inner, dialect, references));
        }
    }
}

/// Turns the keywords of OpenAPI 3.0 into those of JSON Schema.
fn convert_keywords(object: &mut Map<String, Value>) {
    let is_nullable = object.get("nullable") == Some(&Value::Bool(true));
    object.retain(|keyword, _| KEYWORDS.contains(&keyword.as_str()));
    for (exclusive, inclusive) in [("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")] {
        convert_bound(object, exclusive, inclusive);
    }
    // Without a type beside it `nullable` has no effect (OpenAPI 3.0.3, section 4.7.24).
    if let (true, Some(Value::String(name))) = (is_nullable, object.get("type")) {
        let types = json!([name, "null"]);
        object.insert("type".to_owned(), types);
    }
}

/// A boolean that makes a bound exclusive, as a bound of its own.
fn convert_bound(object: &mut Map<String, Value>, exclusive: &str, inclusive: &str) {
    match object.get(exclusive) {
        Some(Value::Bool(true)) => {
            object.remove(exclusive);
            if let Some(bound) = object.remove(inclusive) {
                object.insert(exclusive.to_owned(), bound);
            }
        }
        Some(Value::Bool(false)) => {
            object.remove(exclusive);
        }
        _ => {}
    }
}

/// Properties that are only sent are not required of a response: OpenAPI 3.0.3, section 4.7.24.2, says so, and JSON
/// Schema 2020-12 that they are never there (Validation, section 9.4).
fn drop_write_only(object: &mut Map<String, Value>) {
    let Some(properties) = object.get("properties").and_then(Value::as_object) else {
        return;
    };
    let is_write_only = |property: &Value| property.get("writeOnly") == Some(&Value::Bool(true));
    let only_sent: Vec<String> = properties
        .iter()
        .filter(|(_, property)| is_write_only(property))
        .map(|(name, _)| name.clone())
        .collect();
    if let Some(required) = object.get_mut("required").and_then(Value::as_array_mut) {
        required.retain(|name| !only_sent.iter().any(|it| name == it));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Converted twice it must be what it is converted once.
    fn check(schema: Value, expected: Value) {
        let mut converted = schema;
        for _ in 0..2 {
            convert_schema(&mut converted, Dialect::OpenApi30, &mut Vec::new());
            assert_eq!(converted, expected);
        }
    }

    #[test]
    fn null_is_a_type() {
        check(
            json!({ "type": "string", "nullable": true }),
            json!({ "type": ["string", "null"] }),
        );
        check(
            json!({ "type": "string", "nullable": false }),
            json!({ "type": "string" }),
        );
        check(json!({ "nullable": true, "allOf": [] }), json!({ "allOf": [] }));
    }

    #[test]
    fn exclusive_bounds_are_bounds() {
        check(
            json!({ "minimum": 1, "exclusiveMinimum": true }),
            json!({ "exclusiveMinimum": 1 }),
        );
        check(
            json!({ "maximum": 1, "exclusiveMaximum": false }),
            json!({ "maximum": 1 }),
        );
    }

    #[test]
    fn what_is_no_keyword_of_both_goes() {
        let schema = json!({ "type": "object", "example": 1, "xml": {}, "const": 1, "x-a": 1, "discriminator": {} });
        check(schema, json!({ "type": "object" }));
        check(
            json!({ "$ref": "#/a", "nullable": true, "description": "a" }),
            json!({ "$ref": "#/a" }),
        );
    }

    #[test]
    fn schemas_within_are_converted() {
        let inner = json!({ "type": "string", "nullable": true });
        let outer = json!({ "type": ["string", "null"] });
        check(json!({ "items": inner }), json!({ "items": outer }));
        check(json!({ "anyOf": [inner] }), json!({ "anyOf": [outer] }));
        // The names of properties are no keywords.
        check(
            json!({ "properties": { "nullable": inner, "example": { "example": 1 } } }),
            json!({ "properties": { "nullable": outer, "example": {} } }),
        );
        check(
            json!({ "additionalProperties": false }),
            json!({ "additionalProperties": false }),
        );
    }

    #[test]
    fn what_is_only_sent_is_not_required() {
        check(
            json!({ "required": ["a", "b"], "properties": { "a": { "writeOnly": true }, "b": {} } }),
            json!({ "required": ["b"], "properties": { "a": { "writeOnly": true }, "b": {} } }),
        );
    }

    #[test]
    fn references_are_gathered() {
        let mut references = Vec::new();
        let mut schema = json!({ "allOf": [{ "$ref": "#/a" }, { "items": { "$ref": "b.yaml" } }] });
        convert_schema(&mut schema, Dialect::OpenApi30, &mut references);
        assert_eq!(references, ["#/a", "b.yaml"]);
    }

    #[test]
    fn json_schema_stays_but_for_what_is_only_sent() {
        let mut schema = json!({
            "$ref": "#/a", "nullable": true, "const": 1,
            "prefixItems": [{ "required": ["a"], "properties": { "a": { "writeOnly": true } } }],
        });
        let mut references = Vec::new();
        convert_schema(&mut schema, Dialect::JsonSchema, &mut references);
        assert_eq!(references, ["#/a"]);
        assert_eq!(schema["prefixItems"][0]["required"], json!([]));
        assert_eq!((&schema["nullable"], &schema["const"]), (&json!(true), &json!(1)));
    }
}
