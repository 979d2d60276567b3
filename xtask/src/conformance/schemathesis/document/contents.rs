//! Contents that are no JSON, as they come over the wire.

use serde_json::{Map, Value, json};

use crate::conformance::written::{essence, has_only, is_form, resolved};

/// Completes the contents of all requests and responses.
pub(super) fn complete(document: &mut Value) {
    let schemas = document.pointer("/components/schemas").cloned().unwrap_or_default();
    complete_within(document, &schemas);
}

fn complete_within(value: &mut Value, schemas: &Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| complete_within(item, schemas)),
        Value::Object(object) => {
            for (key, value) in object.iter_mut() {
                match (key.as_str(), &mut *value) {
                    ("content", Value::Object(contents)) => contents
                        .iter_mut()
                        .for_each(|(media_type, content)| complete_content(media_type, content, schemas)),
                    ("example" | "examples" | "default", _) => {}
                    _ => complete_within(value, schemas),
                }
            }
        }
        _ => {}
    }
}

fn complete_content(media_type: &str, content: &mut Value, schemas: &Value) {
    let essence = essence(media_type);
    let encoding = content.get("encoding").cloned().unwrap_or_default();
    if essence == "multipart/form-data"
        && let Some(content) = content.as_object_mut()
        && content.get("schema").is_none_or(has_no_parts)
    {
        // A form that is no object is written by Schemathesis as a part without a name.
        content.insert("schema".to_owned(), json!({ "type": "object" }));
    }
    let Some(schema) = content.get_mut("schema") else {
        return;
    };
    if essence == "text/event-stream" {
        // The schema is that of the data. Schemathesis holds whole events against it, as OpenAPI 3.2 (section 4.14) does.
        let data = json!({ "type": "string", "contentMediaType": "application/json", "contentSchema": schema });
        *schema = json!({ "type": "object", "properties": { "data": data } });
    } else if essence.starts_with("text/") && schema == &json!({ "type": "string" }) {
        // Whatever is sent is a text. Schemathesis knows that of `text/plain` alone.
        *schema = json!({});
    } else if is_form(essence) {
        *schema = resolved(schema, schemas);
        if let Some(schema) = schema.as_object_mut() {
            complete_form(schema, &encoding, schemas);
        }
    }
}

/// Whether the schema of a form says nothing of parts.
fn has_no_parts(form: &Value) -> bool {
    *form == json!({}) || form.get("format").is_some_and(|format| format == "binary")
}

/// Describes a form as it comes over the wire: in fields, of which a list has one for each item.
fn complete_form(form: &mut Map<String, Value>, encoding: &Value, schemas: &Value) {
    let required = form.get("required").cloned().unwrap_or_default();
    let is_required = |name: &str| {
        required
            .as_array()
            .is_some_and(|names| names.iter().any(|it| it == name))
    };
    let Some(properties) = form.get_mut("properties").and_then(Value::as_object_mut) else {
        return;
    };
    properties.retain(|name, property| {
        *property = resolved(property, schemas);
        let Some(items) = property.get("items").map(|items| resolved(items, schemas)) else {
            return true;
        };
        let is_json = encoding
            .get(name)
            .and_then(|encoding| encoding.get("contentType"))
            .is_some_and(|media_type| media_type == "application/json");
        let is_text = has_only(items.get("type"), &["string"]) && !is_json;
        if is_text && items.get("format").is_none() {
            // One text is a list of one.
            *property = json!({ "anyOf": [property, items] });
        }
        // Of a list in one field, and of lists of objects, Schemathesis writes something else than JSON.
        is_text || is_required(name)
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(media_type: &str, schema: Value, expected: Value) {
        let mut document = json!({ "requestBody": { "content": { media_type: { "schema": schema } } } });
        complete(&mut document);
        assert_eq!(document["requestBody"]["content"][media_type]["schema"], expected);
    }

    #[test]
    fn whatever_is_sent_as_text_is_text() {
        check("text/csv; header=present", json!({ "type": "string" }), json!({}));
        let limited = json!({ "type": "string", "maxLength": 3 });
        check("text/csv", limited.clone(), limited);
        check(
            "application/json",
            json!({ "type": "string" }),
            json!({ "type": "string" }),
        );
    }

    #[test]
    fn forms_have_fields() {
        let text = json!({ "type": "string" });
        let list = json!({ "type": "array", "items": text });
        check(
            "multipart/form-data",
            json!({ "type": "object", "properties": { "a": text, "b": list, "c": { "type": "array", "items": {} } } }),
            json!({
                "type": "object",
                "properties": { "a": text, "b": { "anyOf": [list, text] } },
            }),
        );
    }

    #[test]
    fn encodings_are_found_by_any_name() {
        let list = json!({ "type": "array", "items": { "type": "string" } });
        let mut document = json!({ "requestBody": { "content": { "multipart/form-data": {
            "schema": { "type": "object", "properties": { "a/b~c": list } },
            "encoding": { "a/b~c": { "contentType": "application/json" } },
        } } } });
        complete(&mut document);
        let schema = &document["requestBody"]["content"]["multipart/form-data"]["schema"];
        assert_eq!(schema["properties"], json!({}));
    }

    #[test]
    fn a_form_is_an_object() {
        let object = json!({ "type": "object" });
        check("multipart/form-data", json!({}), object.clone());
        check(
            "multipart/form-data",
            json!({ "type": "string", "format": "binary" }),
            object,
        );
    }

    #[test]
    fn the_data_of_events_have_a_schema() {
        let data =
            json!({ "type": "string", "contentMediaType": "application/json", "contentSchema": { "type": "null" } });
        check(
            "text/event-stream",
            json!({ "type": "null" }),
            json!({ "type": "object", "properties": { "data": data } }),
        );
    }
}
