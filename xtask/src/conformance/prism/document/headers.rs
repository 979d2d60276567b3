//! Lists and objects in header fields. Prism takes their text apart before it looks whether there is any, and ends with an
//! error where a field is not there (`deserializeArray` of `undefined`); before its own mock it is never there, since it
//! makes up values for texts and numbers alone. So they are handed over as the texts that they are on the wire (OpenAPI
//! 3.1.1, section 4.8.12.1, style `simple`), with one that fits for an example.

use serde_json::{Map, Value, json};

use crate::conformance::written::{has_only, operations_mut, resolved};

/// Describes lists and objects in header fields of requests and responses as texts.
pub(super) fn complete(document: &mut Value) {
    let components = document.get("components").cloned().unwrap_or_default();
    let schemas = components.get("schemas").cloned().unwrap_or_default();
    let shared = document
        .pointer_mut("/components/headers")
        .and_then(Value::as_object_mut);
    for (_, header) in shared.into_iter().flatten() {
        flatten(header, &schemas);
    }
    for operation in operations_mut(document) {
        complete_operation(operation, &schemas);
    }
}

fn complete_operation(operation: &mut Map<String, Value>, schemas: &Value) {
    let parameters = operation.get_mut("parameters").and_then(Value::as_array_mut);
    let fields = parameters.into_iter().flatten();
    for field in fields.filter(|parameter| parameter.get("in").is_some_and(|place| place == "header")) {
        flatten(field, schemas);
    }
    let responses = operation.get_mut("responses").and_then(Value::as_object_mut);
    for (_, response) in responses.into_iter().flatten() {
        let headers = response.get_mut("headers").and_then(Value::as_object_mut);
        headers
            .into_iter()
            .flatten()
            .for_each(|(_, header)| flatten(header, schemas));
    }
}

/// Makes a text of a header that is a list or an object.
fn flatten(header: &mut Value, schemas: &Value) {
    let Some(header) = header.as_object_mut() else { return };
    let schema = header.get("schema").map(|schema| resolved(schema, schemas));
    let Some(schema) = schema else { return };
    let explode = header.get("explode") == Some(&json!(true));
    let Some(text) = written(&schema, explode, schemas) else {
        if is_lost(&schema) && header.get("example").or(header.get("examples")).is_none() {
            header.insert("example".to_owned(), json!(scalar(&schema, schemas)));
        }
        return;
    };
    header.retain(|key, _| !["style", "explode", "examples"].contains(&key.as_str()));
    header.insert("schema".to_owned(), json!({ "type": "string" }));
    header.insert("example".to_owned(), json!(text));
}

/// Whether Prism makes up no value, or zero, which it then takes for none.
fn is_lost(schema: &Value) -> bool {
    has_only(schema.get("type"), &["boolean", "integer", "number"])
}

/// A value of a list or an object as it is written in a field; none of others.
fn written(schema: &Value, explode: bool, schemas: &Value) -> Option<String> {
    match schema.get("type")?.as_str()? {
        "array" => Some(scalar(schema.get("items").unwrap_or(&Value::Null), schemas)),
        "object" => {
            let properties = schema.get("properties").and_then(Value::as_object);
            let pairs = properties.into_iter().flatten().map(|(name, property)| {
                let separator = if explode { '=' } else { ',' };
                format!("{name}{separator}{}", scalar(property, schemas))
            });
            Some(pairs.collect::<Vec<_>>().join(","))
        }
        _ => None,
    }
}

/// A value of a schema that is neither a list nor an object.
fn scalar(schema: &Value, schemas: &Value) -> String {
    let schema = resolved(schema, schemas);
    let stated = [
        schema.get("const"),
        schema.pointer("/enum/0"),
        schema.pointer("/examples/0"),
        schema.get("example"),
    ];
    match stated.into_iter().flatten().next() {
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
        None => match schema.get("type").and_then(Value::as_str) {
            Some("integer" | "number") => "1".to_owned(),
            Some("boolean") => "true".to_owned(),
            _ => "text".to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(header: Value, expected: Value) {
        let response = json!({ "headers": { "X-A": header } });
        let parameter = |mut header: Value| {
            header["in"] = json!("header");
            header
        };
        let mut document = json!({
            "paths": { "/a": { "get": { "responses": { "200": response }, "parameters": [parameter(header.clone())] } } },
            "components": { "headers": { "A": header }, "schemas": { "Color": { "enum": ["red"] } } },
        });
        complete(&mut document);
        let operation = &document["paths"]["/a"]["get"];
        assert_eq!(operation["responses"]["200"]["headers"]["X-A"], expected);
        assert_eq!(document["components"]["headers"]["A"], expected);
        assert_eq!(operation["parameters"][0], parameter(expected));
    }

    #[test]
    fn lists_and_objects_are_texts() {
        let text = |text: &str| json!({ "schema": { "type": "string" }, "example": text });
        let color = json!({ "$ref": "#/components/schemas/Color" });
        let list = json!({ "type": "array", "items": color });
        check(json!({ "schema": list }), text("red"));
        let object =
            json!({ "type": "object", "properties": { "a": { "type": "integer" }, "b": { "type": "boolean" } } });
        check(json!({ "schema": object, "style": "simple" }), text("a,1,b,true"));
        check(json!({ "schema": object, "explode": true }), text("a=1,b=true"));
    }

    #[test]
    fn numbers_and_truths_have_an_example() {
        let number = json!({ "type": "integer" });
        check(json!({ "schema": number }), json!({ "schema": number, "example": "1" }));
        let stated = json!({ "schema": number, "example": 7 });
        check(stated.clone(), stated);
    }

    #[test]
    fn all_others_stay_as_they_are() {
        let header = json!({ "required": true, "schema": { "type": "string" } });
        check(header.clone(), header);
    }
}
