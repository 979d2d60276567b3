//! Vendor extensions that name types, imports or code mean nothing.

use serde_json::{Value, json};
use specwright::{Description, Target};
use specwright_source::{Limits, Sources};

use crate::generated::{crates, first_error};
use crate::template::Template;

/// Extensions that other generators act upon.
fn extensions() -> Vec<(&'static str, Value)> {
    vec![
        (
            "x-rust-type",
            json!({ "crate": "injected", "version": "1", "path": "injected::Injected" }),
        ),
        ("x-go-type", json!("injected.Injected")),
        ("x-go-type-import", json!({ "path": "example.com/injected" })),
        ("x-go-name", json!("Injected")),
        ("x-python-code", json!("__import__('os').system('injected')")),
        ("x-codegen-settings", json!({ "dependencies": { "injected": "1" } })),
        ("x-enum-varnames", json!(["Injected"])),
        ("x-operation-name", json!("injected")),
        ("x-implementation", json!("pub fn injected() {}")),
    ]
}

/// The values below which names stand that are the document's own: an extension there would be one of them.
const NAMES: &[&str] = &[
    "properties",
    "schemas",
    "variables",
    "paths",
    "webhooks",
    "callbacks",
    "headers",
    "content",
    "examples",
    "links",
    "securitySchemes",
    "security",
    "scopes",
    "mapping",
    "encoding",
    "patternProperties",
    "default",
    "value",
    "responses",
    "example",
];

/// Adds the extensions to every object that may have some.
fn extend(value: &mut Value, key: &str) {
    match value {
        Value::Object(members) => {
            members.iter_mut().for_each(|(name, member)| extend(member, name));
            // What a callback or a variable is called is the document's own too.
            let is_callback = members.keys().any(|name| name.starts_with("{$"));
            if !NAMES.contains(&key) && !is_callback {
                members.extend(extensions().into_iter().map(|(name, value)| (name.to_owned(), value)));
            }
        }
        Value::Array(items) if !NAMES.contains(&key) => items.iter_mut().for_each(|item| extend(item, "")),
        _ => {}
    }
}

#[test]
fn openapi() {
    let template = Template::open("everything.openapi.yaml");
    let plain = template.plain();
    let sources = Sources::from_texts(&[("a.yaml", &plain)], &Limits::default(), |_| Vec::new()).expect("a document");
    let mut value = sources.entry_tree().expect("a tree").root().to_value();
    let generated = |value: &Value| {
        let text = value.to_string();
        let targets = [Target::Client, Target::Server, Target::Mcp];
        let outcome = crates(Description::from_texts(&[("a.json", &text)]), &targets);
        assert_eq!(first_error(&outcome.findings), None);
        outcome.crates
    };
    let harmless = generated(&value);
    assert!(!harmless.is_empty(), "nothing generated");
    extend(&mut value, "");
    assert!(value.to_string().matches("x-rust-type").count() > 80);
    assert_eq!(generated(&value), harmless);
}

/// Each key in front of a document, in an operation and in a type: what is said of it, and whether it changes anything.
fn check(name: &str, document: &str) -> String {
    let generated = |text: &str| crates(Description::from_texts(&[(name, text)]), &[Target::Client]);
    let harmless = generated(&document.replace('§', "")).crates;
    assert!(!harmless.is_empty(), "nothing generated");
    let mut report = String::new();
    for (key, value) in extensions() {
        let outcome = generated(&document.replace('§', &format!("\"{key}\": {value}, ")));
        let error = first_error(&outcome.findings);
        if error.is_none() {
            assert_eq!(outcome.crates, harmless, "{key}");
        }
        report.push_str(&format!("{key}: {}\n", error.as_deref().unwrap_or("ignored")));
    }
    report
}

#[test]
fn raml() {
    let document = "#%RAML 1.0\n{§title: T, types: {A: {§properties: {a: {§type: string}}}}, /a: {§post: {§body: {application/json: {§type: A}}}}}\n";
    insta::assert_snapshot!(check("a.raml", document));
    // An annotation is how RAML has extensions; it has to be declared.
    let annotated = "#%RAML 1.0\ntitle: T\nannotationTypes: {x-rust-type: any}\ntypes: {A: {(x-rust-type): injected, properties: {a: string}}}\n/a: {post: {body: {application/json: A}}}\n";
    let generated = |text: &str| crates(Description::from_texts(&[("a.raml", text)]), &[Target::Client]).crates;
    assert!(!generated(annotated).is_empty());
    assert_eq!(
        generated(annotated),
        generated(&annotated.replace("(x-rust-type): injected, ", ""))
    );
}

#[test]
fn naftiko() {
    let document = "{§naftiko: 1.0.0-alpha2, info: {§label: T, description: D}, capability: {§consumes: [{§type: http, namespace: n, baseUri: 'https://a.example', resources: [{§name: r, path: /r, operations: [{§name: o, method: GET}]}]}]}}\n";
    insta::assert_snapshot!(check("a.yaml", document));
}

#[test]
fn api_blueprint() {
    let generated = |metadata: &str| {
        let text = format!("FORMAT: 1A\n{metadata}HOST: https://a.example\n\n# T\n\n# GET /a\n\n+ Response 204\n");
        let outcome = crates(Description::from_texts(&[("a.apib", &text)]), &[Target::Client]);
        assert_eq!(first_error(&outcome.findings), None);
        outcome.crates
    };
    let metadata: String = extensions()
        .into_iter()
        .map(|(key, value)| format!("{key}: {value}\n"))
        .collect();
    let harmless = generated("");
    assert!(!harmless.is_empty(), "nothing generated");
    assert_eq!(generated(&metadata), harmless);
}
