//! Small descriptions, and what is written of them.

use serde_json::Value;
use specwright_diagnostics::Diagnostics;
use specwright_model::Api;
use specwright_openapi::{WrittenVersion, read, references, write};
use specwright_source::{Limits, Sources};

/// The model of a document in YAML or JSON.
pub(crate) fn api(text: &str) -> Api {
    let sources = Sources::from_texts(&[("api.yaml", text)], &Limits::default(), references).unwrap();
    let (api, diagnostics) = read(&sources);
    assert!(!diagnostics.has_errors(), "{diagnostics:?}");
    api.unwrap()
}

/// The model of OpenAPI 3.1 with these paths and components, in YAML from their keys on.
pub(crate) fn api_with(rest: &str) -> Api {
    api(&format!("openapi: 3.1.0\ninfo: {{ title: T, version: '1' }}\n{rest}"))
}

/// What is written of a model, at a pointer (RFC 6901).
pub(crate) fn written(api: &Api, version: WrittenVersion, pointer: &str) -> Value {
    let (document, _) = write(api, version);
    document.pointer(pointer).cloned().unwrap_or(Value::Null)
}

/// The findings of the writer, a line each: code and message.
pub(crate) fn findings(api: &Api, version: WrittenVersion) -> String {
    let (_, found): (_, Diagnostics) = write(api, version);
    let lines: Vec<String> = found
        .iter()
        .map(|it| format!("{}: {}", it.rule.code, it.message))
        .collect();
    lines.join("\n")
}
