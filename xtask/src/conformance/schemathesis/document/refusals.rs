//! The statuses with which generated servers refuse requests before anybody's code sees them (docs/targets.md, "The
//! server"), as responses of a document. Descriptions seldom name them, and need not: "documentation is not necessarily
//! expected to cover all possible HTTP response codes" (OpenAPI 3.1.1, section 4.8.16). Whatever body a description has for
//! such a status, that of the server's own refusal is a problem (RFC 9457), and its media type tells the two apart. With
//! refusals in the document, every other status that is not described is a failure, and every other body.

use serde_json::{Map, Value, json};

use crate::conformance::written::is_method;

/// The media type of problems (RFC 9457, section 3).
const PROBLEM: &str = "application/problem+json";

/// What of an operation decides how its requests can be refused.
struct Takes {
    credentials: bool,
    path_values: bool,
    values: bool,
    body: bool,
}

/// Adds the responses with which a server refuses requests to those that the document has for their statuses.
pub(super) fn complete(document: &mut Value) {
    let usual_security = document.get("security").cloned();
    let paths = document.get_mut("paths").and_then(Value::as_object_mut);
    for (path, item) in paths.into_iter().flatten() {
        let shared = item.get("parameters").cloned();
        let operations = item.as_object_mut().into_iter().flatten();
        for (_, operation) in operations.filter(|(key, _)| is_method(key)) {
            let takes = Takes {
                credentials: needs_credentials(operation.get("security").or(usual_security.as_ref())),
                path_values: path.contains('{'),
                values: [operation.get("parameters"), shared.as_ref()]
                    .into_iter()
                    .flatten()
                    .any(|parameters| parameters.as_array().is_some_and(|it| !it.is_empty())),
                body: operation.get("requestBody").is_some(),
            };
            let Some(operation) = operation.as_object_mut() else {
                continue;
            };
            let responses = operation.entry("responses").or_insert_with(|| json!({}));
            if let Some(responses) = responses.as_object_mut() {
                takes.refusals().for_each(|status| add_refusal(responses, status));
            }
        }
    }
}

impl Takes {
    fn refusals(&self) -> impl Iterator<Item = u16> {
        let statuses = [
            // Any query can be malformed, whether anybody reads it or not.
            (400, true),
            (401, self.credentials),
            // A value may make the path one that is not described.
            (404, self.path_values),
            (413, self.body),
            (415, self.body),
            (422, self.values || self.body),
        ];
        statuses
            .into_iter()
            .filter(|(_, applies)| *applies)
            .map(|(status, _)| status)
    }
}

/// Whether credentials must be presented: some are named, and none are not among the alternatives (OpenAPI 3.1.1,
/// section 4.8.30).
fn needs_credentials(security: Option<&Value>) -> bool {
    let alternatives = security.and_then(Value::as_array);
    let is_empty = |alternative: &Value| alternative.as_object().is_none_or(Map::is_empty);
    alternatives.is_some_and(|alternatives| !alternatives.is_empty() && !alternatives.iter().any(is_empty))
}

/// Adds what a server refuses with in a status to the response that is described for it: by its code, by its range, or
/// by default (OpenAPI 3.1.1, section 4.8.16).
fn add_refusal(responses: &mut Map<String, Value>, status: u16) {
    let range = format!("{}XX", status / 100);
    let keys = [status.to_string(), range, "default".to_owned()];
    let described = keys.iter().find_map(|key| responses.get(key)).cloned();
    let mut response = described.unwrap_or_else(|| json!({ "description": "It is refused.", "content": {} }));
    // A response without a body says nothing of the bodies of refusals.
    if let Some(content) = response.get_mut("content").and_then(Value::as_object_mut) {
        content.entry(PROBLEM).or_insert_with(problem);
    }
    responses.insert(status.to_string(), response);
}

/// A problem, as the server writes it.
fn problem() -> Value {
    let text = json!({ "type": "string" });
    let error = json!({
        "type": "object",
        "required": ["detail", "in"],
        "properties": { "detail": text, "in": text, "name": text, "pointer": text },
        "additionalProperties": false,
    });
    let problem = json!({
        "type": "object",
        "required": ["title", "status", "detail"],
        "properties": {
            "title": text,
            "status": { "type": "integer", "minimum": 400, "maximum": 499 },
            "detail": text,
            "errors": { "type": "array", "items": error },
        },
        "additionalProperties": false,
    });
    json!({ "schema": problem })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The statuses of an operation's responses.
    fn check(path: &str, operation: Value, expected: &str) {
        let mut document = json!({ "security": [{ "key": [] }], "paths": { path: { "post": operation } } });
        complete(&mut document);
        let responses = document["paths"][path]["post"]["responses"].as_object().unwrap();
        assert_eq!(responses.keys().cloned().collect::<Vec<_>>().join(" "), expected);
    }

    #[test]
    fn what_an_operation_takes_can_be_refused() {
        let responses = json!({ "200": {} });
        check("/a", json!({ "responses": responses }), "200 400 401");
        check("/a", json!({ "responses": responses, "security": [] }), "200 400");
        check(
            "/a",
            json!({ "responses": responses, "security": [{ "key": [] }, {}] }),
            "200 400",
        );
        check(
            "/a/{b}",
            json!({ "responses": responses, "security": [], "parameters": [{}] }),
            "200 400 404 422",
        );
        check(
            "/a",
            json!({ "responses": responses, "security": [], "requestBody": {} }),
            "200 400 413 415 422",
        );
    }

    /// The contents of the response to status 400 behind what `responses` has.
    fn check_contents(responses: Value, expected: &str) {
        let mut document = json!({ "paths": { "/a": { "get": { "responses": responses } } } });
        complete(&mut document);
        let content = document["paths"]["/a"]["get"]["responses"]["400"]["content"].as_object();
        let media_types: Vec<String> = content.into_iter().flatten().map(|(key, _)| key.clone()).collect();
        assert_eq!(media_types.join(" "), expected);
    }

    #[test]
    fn what_is_described_stays() {
        let described = json!({ "content": { "application/json": {} } });
        check_contents(json!({ "400": described }), "application/json application/problem+json");
        check_contents(
            json!({ "4XX": described, "default": {} }),
            "application/json application/problem+json",
        );
        check_contents(
            json!({ "default": described }),
            "application/json application/problem+json",
        );
        check_contents(json!({ "400": {}, "default": described }), "");
        check_contents(json!({ "200": described }), "application/problem+json");
        let mut document = json!({ "paths": { "/a": { "get": { "responses": { "400": {
            "content": { PROBLEM: { "schema": { "type": "object" } } },
        } } } } } });
        complete(&mut document);
        let content = &document["paths"]["/a"]["get"]["responses"]["400"]["content"];
        assert_eq!(content[PROBLEM]["schema"], json!({ "type": "object" }));
    }
}
