//! OpenAPI documents as they are handed to Schemathesis: with what servers do beside what is described, and with what
//! OpenAPI says in ways that Schemathesis does not read.

mod contents;
mod parameters;
mod refusals;
mod schemas;
mod variants;

use serde_json::{Value, json};

use crate::conformance::written;

/// Completes a document.
pub(super) fn complete(document: &mut Value) {
    written::name_success(document);
    parameters::complete(document);
    refusals::complete(document);
    contents::complete(document);
    variants::complete(document);
    schemas::complete(document);
    name_bearers(document);
}

/// Writes schemes of OAuth 2.0 and OpenID Connect as what comes over the wire of them, a bearer token (RFC 6750):
/// Schemathesis tries wrong credentials for schemes of the kinds `http` and `apiKey` alone.
fn name_bearers(document: &mut Value) {
    let schemes = document.pointer_mut("/components/securitySchemes");
    let schemes = schemes.and_then(Value::as_object_mut);
    for (_, scheme) in schemes.into_iter().flatten() {
        if let Some("oauth2" | "openIdConnect") = scheme.get("type").and_then(Value::as_str) {
            *scheme = json!({ "type": "http", "scheme": "bearer" });
        }
    }
    // What is no OAuth has no scopes.
    for requirements in security_requirements(document) {
        for requirement in requirements {
            requirement
                .as_object_mut()
                .into_iter()
                .flatten()
                .for_each(|(_, scopes)| *scopes = json!([]));
        }
    }
}

/// The lists of security requirements: the document's own, and those of its operations.
fn security_requirements(document: &mut Value) -> impl Iterator<Item = &mut Vec<Value>> {
    let object = document.as_object_mut().into_iter().flatten();
    object.flat_map(|(key, value)| match key.as_str() {
        "security" => value.as_array_mut().into_iter().collect::<Vec<_>>(),
        "paths" => {
            let items = value.as_object_mut().into_iter().flatten();
            let operations = items.flat_map(|(_, item)| item.as_object_mut().into_iter().flatten());
            let lists = operations.filter_map(|(_, operation)| operation.get_mut("security")?.as_array_mut());
            lists.collect()
        }
        _ => Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_of_all_kinds_are_bearer_tokens() {
        let mut document = json!({
            "security": [{ "login": ["read"] }],
            "paths": { "/a": { "get": { "security": [{ "login": ["write"], "key": [] }] } } },
            "components": { "securitySchemes": {
                "login": { "type": "oauth2", "flows": {} },
                "key": { "type": "apiKey", "in": "header", "name": "X-Key" },
            } },
        });
        name_bearers(&mut document);
        let schemes = &document["components"]["securitySchemes"];
        assert_eq!(schemes["login"], json!({ "type": "http", "scheme": "bearer" }));
        assert_eq!(schemes["key"]["type"], "apiKey");
        assert_eq!(document["security"], json!([{ "login": [] }]));
        assert_eq!(
            document["paths"]["/a"]["get"]["security"],
            json!([{ "login": [], "key": [] }])
        );
    }
}
