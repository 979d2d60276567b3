//! SARIF 2.1.0: one run, with the rules that were broken and a result per diagnostic.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::visible;
use crate::{Diagnostic, Diagnostics, Files, Location, Rule};

pub(super) fn render(files: &Files, diagnostics: &Diagnostics) -> String {
    let mut rules: Vec<&Rule> = diagnostics.iter().map(|it| it.rule).collect();
    rules.sort_by_key(|rule| rule.code);
    rules.dedup_by_key(|rule| rule.code);
    let results: Value = diagnostics.iter().map(|it| result(files, &rules, it)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {
                "driver": {
                    "name": "specwright",
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "rules": rules.iter().map(|it| rule(it)).collect::<Value>(),
                },
            },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    visible::json(&log)
}

/// A rule (section 3.49).
fn rule(rule: &Rule) -> Value {
    json!({
        "id": rule.code,
        "shortDescription": { "text": rule.summary },
        "help": { "text": format!("`specwright explain {}` says what it means, and how to mend it.", rule.code) },
        "defaultConfiguration": { "level": rule.severity.name() },
    })
}

/// A result (section 3.27).
fn result(files: &Files, rules: &[&Rule], diagnostic: &Diagnostic) -> Value {
    let mut result = Map::new();
    let index = rules.iter().position(|rule| rule.code == diagnostic.rule.code);
    result.insert("ruleId".into(), diagnostic.rule.code.into());
    result.insert("ruleIndex".into(), json!(index));
    result.insert("level".into(), diagnostic.severity().name().into());
    result.insert("message".into(), json!({ "text": message(diagnostic) }));
    if let Some(location) = diagnostic.location {
        let place = json!({ "physicalLocation": physical_location(files, location) });
        result.insert("locations".into(), json!([place]));
    }
    if !diagnostic.related.is_empty() {
        let related = diagnostic.related.iter().map(|label| {
            json!({
                "physicalLocation": physical_location(files, label.location),
                "message": { "text": label.message },
            })
        });
        result.insert("relatedLocations".into(), related.collect());
    }
    Value::Object(result)
}

/// The message, the label and the help, a line each: a result has no other place for them.
fn message(diagnostic: &Diagnostic) -> String {
    let mut message = diagnostic.message.clone();
    for line in std::iter::once(&*diagnostic.label).chain(diagnostic.help.iter().map(String::as_str)) {
        if !line.is_empty() {
            message.push('\n');
            message.push_str(line);
        }
    }
    message
}

/// A place in a file (section 3.29); the end of a region is behind its last character, as ours is (section 3.30).
fn physical_location(files: &Files, location: Location) -> Value {
    let (start, end) = (files.start(location), files.end(location));
    json!({
        "artifactLocation": { "uri": uri_reference(files.name(location.file)) },
        "region": {
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        },
    })
}

/// A file's name as a URI reference (RFC 3986, section 4.1), an absolute one as a URI (RFC 8089, section 2).
fn uri_reference(name: &str) -> String {
    if name.contains("://") {
        return name.to_owned();
    }
    let mut uri = String::with_capacity(name.len());
    if name.starts_with('/') {
        uri.push_str("file://");
    }
    for byte in name.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(byte.into()),
            b'\\' => uri.push('/'),
            // Writing to a String cannot fail.
            _ => {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    uri
}
