//! How Schemathesis is told to call a mock: what holds for all of them, and the credentials for the schemes of one.

use anyhow::Context;
use serde_json::{Map, Value, json};

use crate::workspace::toml;

/// What holds for all mocks.
const COMMON: &str = include_str!("schemathesis.toml");

/// What the mock takes as a key, a token or a password.
pub(super) const SECRET: &str = "conformance";

/// The configuration for the mock of a document.
///
/// # Errors
/// Where it cannot be written as TOML.
pub(super) fn text(document: &Value) -> anyhow::Result<String> {
    let schemes = document.pointer("/components/securitySchemes");
    let credentials: Map<String, Value> = schemes
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
        .filter_map(|(name, scheme)| Some((name.clone(), credential(scheme)?)))
        .collect();
    if credentials.is_empty() {
        return Ok(COMMON.to_owned());
    }
    let credentials = toml(&json!({ "auth": { "openapi": credentials } })).context("cannot write credentials")?;
    Ok(format!("{COMMON}\n{credentials}"))
}

/// The credential that Schemathesis presents for a scheme; none where it knows of no way.
fn credential(scheme: &Value) -> Option<Value> {
    let text = |key: &str| scheme.get(key).and_then(Value::as_str).unwrap_or_default();
    match (text("type"), text("scheme").to_lowercase().as_str()) {
        ("apiKey", _) => Some(json!({ "api_key": SECRET })),
        ("http", "basic") => Some(json!({ "username": "user", "password": SECRET })),
        ("http", "bearer") => Some(json!({ "bearer": SECRET })),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_a_credential_for_every_scheme_that_has_one() {
        let document = json!({ "components": { "securitySchemes": {
            "key": { "type": "apiKey" },
            "login": { "type": "http", "scheme": "Basic" },
            "token": { "type": "http", "scheme": "bearer" },
            "certificate": { "type": "mutualTLS" },
        } } });
        let text = text(&document).unwrap();
        let credentials = text.strip_prefix(COMMON).unwrap();
        assert_eq!(
            credentials.split_whitespace().collect::<Vec<_>>().join(" "),
            "[auth.openapi.key] api_key = \"conformance\" \
             [auth.openapi.login] username = \"user\" password = \"conformance\" \
             [auth.openapi.token] bearer = \"conformance\""
        );
    }
}
