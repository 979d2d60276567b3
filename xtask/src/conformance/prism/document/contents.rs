//! Bodies as Prism reads them. It holds the texts of a form's parts against the schemas of their values, and the text of a
//! sequence against the schema of an item.

use serde_json::{Map, Value, json};

use crate::conformance::written::{essence, has_only, is_form, operations_mut, resolved};

/// The types of what is a text in a form.
const SCALARS: [&str; 4] = ["string", "integer", "number", "boolean"];

/// Describes the bodies of requests and responses as Prism reads them.
pub(super) fn complete(document: &mut Value) {
    let schemas = document.pointer("/components/schemas").cloned().unwrap_or_default();
    for operation in operations_mut(document) {
        let body = operation.get_mut("requestBody").into_iter();
        body.for_each(|body| complete_body(body, &schemas));
        let responses = operation.get_mut("responses").and_then(Value::as_object_mut);
        for (_, response) in responses.into_iter().flatten() {
            complete_body(response, &schemas);
        }
    }
}

fn complete_body(body: &mut Value, schemas: &Value) {
    let Some(contents) = body.get_mut("content").and_then(Value::as_object_mut) else {
        return;
    };
    for (media_type, content) in contents.iter_mut() {
        if let Some(content) = content.as_object_mut() {
            complete_content(media_type, content, schemas);
        }
    }
}

fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence.ends_with("/json") || essence.ends_with("+json")
}

fn complete_content(media_type: &str, content: &mut Map<String, Value>, schemas: &Value) {
    let Some(schema) = content.get("schema").map(|schema| resolved(schema, schemas)) else {
        return;
    };
    if is_form(media_type) {
        content.remove("encoding");
        match form(schema, schemas) {
            Some(form) => content.insert("schema".to_owned(), form),
            None => content.remove("schema"),
        };
    } else if !is_json(media_type) && !has_only(schema.get("type"), &["string"]) {
        content.remove("schema");
    }
}

/// The schema of a form with fields of text; none where no fields are described.
fn form(mut schema: Value, schemas: &Value) -> Option<Value> {
    let properties = schema.get_mut("properties")?.as_object_mut()?;
    for (_, property) in properties.iter_mut() {
        if !has_only(resolved(property, schemas).get("type"), &SCALARS) {
            *property = json!({});
        }
    }
    Some(schema)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(content: Value, expected: &str) {
        let mut document = json!({
            "paths": { "/a": { "put": { "requestBody": { "content": content }, "responses": {} } } },
            "components": { "schemas": { "Form": { "properties": { "n": { "type": "integer" }, "l": { "type": "array" } } } } },
        });
        complete(&mut document);
        assert_eq!(
            document["paths"]["/a"]["put"]["requestBody"]["content"].to_string(),
            expected
        );
    }

    #[test]
    fn forms_have_texts() {
        check(
            json!({ "multipart/form-data": { "schema": { "$ref": "#/components/schemas/Form" }, "encoding": {} } }),
            r#"{"multipart/form-data":{"schema":{"properties":{"n":{"type":"integer"},"l":{}}}}}"#,
        );
        check(
            json!({ "multipart/form-data; boundary=a": { "schema": { "type": "string" } } }),
            r#"{"multipart/form-data; boundary=a":{}}"#,
        );
    }

    #[test]
    fn sequences_are_no_items() {
        let item = json!({ "schema": { "type": "object" } });
        check(json!({ "application/jsonl": item }), r#"{"application/jsonl":{}}"#);
        check(
            json!({ "text/csv": { "schema": { "type": "string" } } }),
            r#"{"text/csv":{"schema":{"type":"string"}}}"#,
        );
    }
}
