//! Parameters in styles that Prism does not take apart: it ends with an error at some of them, and takes others for lists
//! where they are none. Of these it is only told that they are there.

use serde_json::{Map, Value, json};

use crate::conformance::written::{has_only, is_delimited, parameter_lists, resolved};

/// The styles of paths that Prism looks for signs of which its router has taken away.
const SIGNED: [&str; 2] = ["label", "matrix"];

/// Describes the parameters of operations as Prism reads them.
pub(super) fn complete(document: &mut Value) {
    let schemas = document.pointer("/components/schemas").cloned().unwrap_or_default();
    let parameters = parameter_lists(document).flatten();
    parameters
        .filter_map(Value::as_object_mut)
        .for_each(|it| complete_one(it, &schemas));
}

fn complete_one(parameter: &mut Map<String, Value>, schemas: &Value) {
    let text = |key: &str| parameter.get(key).and_then(Value::as_str).unwrap_or_default();
    let schema = parameter.get("schema").map(|schema| resolved(schema, schemas));
    let types = schema.as_ref().and_then(|schema| schema.get("type"));
    let is_nested = has_only(types, &["array", "object"]);
    let is_unread = match text("in") {
        "path" => SIGNED.contains(&text("style")) || schema.is_none() || is_nested,
        // Prism reads no objects there, and takes what is absent for a list of nothing.
        "query" => is_delimited(text("style")),
        _ => false,
    };
    if is_unread {
        parameter.retain(|key, _| !["style", "explode", "content"].contains(&key.as_str()));
        parameter.insert("schema".to_owned(), json!({}));
        return;
    }
    // Every value is a text, and those of other types are taken for several types at once.
    if let Some(Value::Object(mut schema)) = schema
        && let Some(alternatives) = schema.remove("oneOf")
    {
        schema.insert("anyOf".to_owned(), alternatives);
        parameter.insert("schema".to_owned(), Value::Object(schema));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(parameter: Value, expected: Value) {
        let mut document = json!({
            "paths": { "/a": { "parameters": [parameter], "get": { "parameters": [parameter] } } },
            "components": { "schemas": { "Size": { "type": "object" }, "Either": { "oneOf": [{}] } } },
        });
        complete(&mut document);
        assert_eq!(document["paths"]["/a"]["parameters"][0], expected);
        assert_eq!(document["paths"]["/a"]["get"]["parameters"][0], expected);
    }

    #[test]
    fn what_prism_does_not_read_may_be_anything() {
        let path = json!({ "in": "path", "required": true, "schema": {} });
        let text = json!({ "type": "string" });
        check(
            json!({ "in": "path", "required": true, "style": "label", "schema": text }),
            path.clone(),
        );
        let size = json!({ "$ref": "#/components/schemas/Size" });
        check(
            json!({ "in": "path", "required": true, "explode": true, "schema": size }),
            path.clone(),
        );
        check(
            json!({ "in": "path", "required": true, "content": { "application/json": {} } }),
            path,
        );
        check(
            json!({ "in": "query", "style": "pipeDelimited", "schema": size }),
            json!({ "in": "query", "schema": {} }),
        );
    }

    #[test]
    fn a_text_may_be_of_several_types() {
        let either = json!({ "$ref": "#/components/schemas/Either" });
        check(
            json!({ "in": "query", "schema": either }),
            json!({ "in": "query", "schema": { "anyOf": [{}] } }),
        );
    }

    #[test]
    fn all_others_stay_as_they_are() {
        for parameter in [
            json!({ "in": "path", "schema": { "type": "integer" } }),
            json!({ "in": "query", "style": "deepObject", "schema": { "$ref": "#/components/schemas/Size" } }),
        ] {
            check(parameter.clone(), parameter);
        }
    }
}
