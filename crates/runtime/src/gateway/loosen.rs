//! Making the schema of a result one that results fit.
//!
//! A server that gives a schema for its results must give results that fit it (MCP 2025-11-25,
//! tools, output schema), and clients fail calls whose results do not. Real APIs leave required
//! properties out, send null where no null is described, and add values to enumerations. A model
//! needs to know what is in a result and what it means, not how it could be refused: so clients are
//! told the types, the properties and the prose, and no more.

use serde_json::Map as Object;

use crate::json::Value;

/// A schema that says what is in a value, and refuses nothing but another shape: `type`,
/// `properties`, `items`, compositions and prose are kept; null is allowed everywhere below the
/// top; nothing is required, closed, counted or compared.
pub(super) fn loosened(schema: &Value) -> Value {
    match schema {
        Value::Object(keywords) => Value::Object(keywords_of(keywords, false)),
        other => other.clone(),
    }
}

fn keywords_of(keywords: &Object<String, Value>, nullable: bool) -> Object<String, Value> {
    let mut loose = Object::new();
    for (keyword, value) in keywords {
        let value = match keyword.as_str() {
            "$ref" | "$schema" | "title" | "description" | "deprecated" => Some(value.clone()),
            "type" => Some(with_null(value, nullable)),
            "properties" | "$defs" => Some(each_of(value)),
            // What is left over is another rest, once what comes before it is not told.
            "items" if keywords.contains_key("prefixItems") => None,
            "additionalProperties" if keywords.contains_key("patternProperties") => None,
            "items" | "additionalProperties" => Some(below(value)).filter(Value::is_object),
            "allOf" => Some(all_of(value)),
            "anyOf" | "oneOf" => Some(all_of(value)),
            _ => None,
        };
        // Of several alternatives more than one may fit, now that they say less.
        let keyword = if keyword == "oneOf" && !keywords.contains_key("anyOf") {
            "anyOf"
        } else {
            keyword
        };
        if let Some(value) = value.filter(|_| keyword != "oneOf") {
            loose.insert(keyword.to_owned(), value);
        }
    }
    loose
}

fn below(schema: &Value) -> Value {
    match schema {
        Value::Object(keywords) => Value::Object(keywords_of(keywords, true)),
        // What must not be there at all may be there.
        _ => Value::Bool(true),
    }
}

fn each_of(schemas: &Value) -> Value {
    match schemas {
        Value::Object(schemas) => {
            let loose = schemas.iter().map(|(name, schema)| (name.clone(), below(schema)));
            Value::Object(loose.collect())
        }
        other => other.clone(),
    }
}

fn all_of(schemas: &Value) -> Value {
    match schemas {
        Value::Array(schemas) => Value::Array(schemas.iter().map(below).collect()),
        other => other.clone(),
    }
}

fn with_null(types: &Value, nullable: bool) -> Value {
    let mut names = match types {
        Value::Array(names) => names.clone(),
        name => vec![name.clone()],
    };
    // A number that happens to be whole is an integer for JSON Schema, and 1.5 is what some APIs
    // send where they describe an integer.
    for name in &mut names {
        if name == "integer" {
            *name = Value::from("number");
        }
    }
    if nullable && !names.iter().any(|name| name == "null") {
        names.push(Value::from("null"));
    }
    names.dedup();
    match names.as_slice() {
        [name] => name.clone(),
        _ => Value::Array(names),
    }
}

#[cfg(test)]
mod tests {
    use super::loosened;
    use crate::json::parse;

    #[track_caller]
    fn check(schema: &str, expected: &str) {
        let loose = loosened(&parse(schema.as_bytes()).unwrap());
        assert_eq!(loose, parse(expected.as_bytes()).unwrap(), "{loose}");
    }

    #[test]
    fn nothing_is_required_closed_or_compared() {
        check(
            r#"{
                "type": "object",
                "description": "A user",
                "required": ["id"],
                "additionalProperties": false,
                "properties": {
                    "id": {"type": "string", "format": "uuid", "pattern": "^a", "description": "The id"},
                    "status": {"type": "string", "enum": ["a", "b"]},
                    "count": {"type": "integer", "minimum": 1},
                    "required": {"type": ["string", "null"]}
                }
            }"#,
            r#"{
                "type": "object",
                "description": "A user",
                "properties": {
                    "id": {"type": ["string", "null"], "description": "The id"},
                    "status": {"type": ["string", "null"]},
                    "count": {"type": ["number", "null"]},
                    "required": {"type": ["string", "null"]}
                }
            }"#,
        );
    }

    #[test]
    fn the_rest_is_told_with_what_it_is_the_rest_of() {
        check(
            r#"{
                "type": "object",
                "patternProperties": {"^x": {"type": "integer"}},
                "additionalProperties": {"type": "string"},
                "properties": {"pair": {"type": "array", "prefixItems": [{"type": "string"}], "items": {"type": "integer"}}}
            }"#,
            r#"{"type": "object", "properties": {"pair": {"type": ["array", "null"]}}}"#,
        );
    }

    #[test]
    fn what_is_below_is_loosened_too() {
        check(
            r##"{
                "type": "object",
                "properties": {
                    "users": {"type": "array", "items": {"$ref": "#/$defs/user"}, "maxItems": 3},
                    "any": {"oneOf": [{"const": 1}, {"type": "object", "required": ["x"]}]},
                    "never": false
                },
                "additionalProperties": {"type": "string", "maxLength": 3},
                "$defs": {"user": {"type": "object", "allOf": [{"required": ["id"]}]}}
            }"##,
            r##"{
                "type": "object",
                "properties": {
                    "users": {"type": ["array", "null"], "items": {"$ref": "#/$defs/user"}},
                    "any": {"anyOf": [{}, {"type": ["object", "null"]}]},
                    "never": true
                },
                "additionalProperties": {"type": ["string", "null"]},
                "$defs": {"user": {"type": ["object", "null"], "allOf": [{}]}}
            }"##,
        );
    }
}
