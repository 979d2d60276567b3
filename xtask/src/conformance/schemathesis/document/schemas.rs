//! Schemas as servers hold values against them, in keywords that Schemathesis knows.

use serde_json::{Map, Value, json};

use crate::conformance::written::has_type;

/// Keys whose values are data, and no schemas.
const DATA: [&str; 5] = ["example", "examples", "default", "enum", "const"];

/// Formats that servers take for annotations (JSON Schema Validation 2020-12, section 7.2.1), and Schemathesis for
/// assertions: no two engines agree on what a regular expression is.
const ANNOTATIONS: [&str; 2] = ["regex", "uri-template"];

/// Formats of which servers take the internationalized form too, with the names of these.
const INTERNATIONALIZED: [(&str, &str); 4] = [
    ("email", "idn-email"),
    ("hostname", "idn-hostname"),
    ("uri", "iri"),
    ("uri-reference", "iri-reference"),
];

/// What `decimal` means (OpenAPI Format Registry).
const DECIMAL: &str = r"^[+-]?[0-9]+(\.[0-9]+)?$";

/// Completes all schemas of a document.
pub(super) fn complete(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(complete),
        Value::Object(object) => {
            let is_data = |key: &String| DATA.contains(&key.as_str()) || key.starts_with("x-");
            let inner = object.iter_mut().filter(|(key, _)| !is_data(key));
            inner.for_each(|(_, value)| complete(value));
            bound(object);
            set_format(object);
            split_null(object);
        }
        _ => {}
    }
}

/// Adds the bounds of an integer's format (OpenAPI Format Registry), and those of 64 bits where there is none: integers of
/// any size are JSON's, but no type of Rust's.
fn bound(schema: &mut Map<String, Value>) {
    let format = schema.get("format").and_then(Value::as_str);
    let (least, greatest) = match format {
        Some("int8") => (json!(i8::MIN), json!(i8::MAX)),
        Some("int16") => (json!(i16::MIN), json!(i16::MAX)),
        Some("int32") => (json!(i32::MIN), json!(i32::MAX)),
        Some("uint8") => (json!(0), json!(u8::MAX)),
        Some("uint16") => (json!(0), json!(u16::MAX)),
        Some("uint32") => (json!(0), json!(u32::MAX)),
        Some("uint64") => (json!(0), json!(u64::MAX)),
        _ if has_type(schema.get("type"), "integer") => (json!(i64::MIN), json!(i64::MAX)),
        _ => return,
    };
    let bounds = [
        ("minimum", "exclusiveMinimum", least),
        ("maximum", "exclusiveMaximum", greatest),
    ];
    for (inclusive, exclusive, value) in bounds {
        if !schema.contains_key(exclusive) {
            schema.entry(inclusive).or_insert(value);
        }
    }
}

/// Leaves out the formats that are annotations, and names what servers take for the others.
fn set_format(schema: &mut Map<String, Value>) {
    let Some(format) = schema.get("format").and_then(Value::as_str) else {
        return;
    };
    if ANNOTATIONS.contains(&format) {
        schema.remove("format");
    } else if format == "decimal" {
        // Schemathesis does not know it.
        schema.remove("format");
        schema.entry("pattern").or_insert(json!(DECIMAL));
    } else if let Some((_, wider)) = INTERNATIONALIZED.iter().find(|(narrow, _)| *narrow == format) {
        schema.insert("format".to_owned(), json!(wider));
    }
}

/// Writes a schema of strings of a format and null as two schemas: of one with both types Schemathesis takes any string
/// for an example.
fn split_null(schema: &mut Map<String, Value>) {
    let types = schema.get("type");
    if !schema.contains_key("format") || !has_type(types, "null") || !has_type(types, "string") {
        return;
    }
    let format = schema.remove("format");
    let pattern = schema.remove("pattern");
    schema.remove("type");
    let text = json!({ "type": "string", "format": format, "pattern": pattern });
    let text: Map<String, Value> = text
        .as_object()
        .into_iter()
        .flatten()
        .filter(|(_, value)| !value.is_null())
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect();
    schema.insert("anyOf".to_owned(), json!([text, { "type": "null" }]));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(schema: Value, expected: Value) {
        let mut completed = schema;
        complete(&mut completed);
        assert_eq!(completed, expected);
    }

    #[test]
    fn integers_have_bounds() {
        check(
            json!({ "items": { "type": "integer", "format": "uint8" } }),
            json!({ "items": { "type": "integer", "format": "uint8", "minimum": 0, "maximum": 255 } }),
        );
        check(
            json!({ "format": "int8", "exclusiveMinimum": 1, "maximum": 2 }),
            json!({ "format": "int8", "exclusiveMinimum": 1, "maximum": 2 }),
        );
        check(
            json!({ "type": ["integer", "null"], "minimum": 0 }),
            json!({ "type": ["integer", "null"], "minimum": 0, "maximum": i64::MAX }),
        );
        check(json!({ "type": "number" }), json!({ "type": "number" }));
    }

    #[test]
    fn formats_of_strings_are_what_servers_make_of_them() {
        check(
            json!({ "type": "string", "format": "uri" }),
            json!({ "type": "string", "format": "iri" }),
        );
        check(
            json!({ "type": "string", "format": "regex" }),
            json!({ "type": "string" }),
        );
        check(
            json!({ "type": "string", "format": "uuid" }),
            json!({ "type": "string", "format": "uuid" }),
        );
        check(
            json!({ "type": ["string", "null"], "format": "date", "title": "a" }),
            json!({ "title": "a", "anyOf": [{ "type": "string", "format": "date" }, { "type": "null" }] }),
        );
    }

    #[test]
    fn data_stay_as_they_are() {
        let schema = json!({ "example": { "format": "int8" }, "format": "date", "x-a": { "format": "int8" } });
        check(schema.clone(), schema);
    }
}
