//! Patterns that take long on some texts, and patterns that are none.

use std::time::{Duration, Instant};

use specwright::{Description, Target};
use specwright_diagnostics::Severity;

use crate::generated::crates;

/// Patterns with what is known of them: they take exponential time, are too large, or no regular expressions.
const PATTERNS: &[&str] = &[
    "^(a+)+$",
    "^(a|aa)+$",
    "^(.*,){40}P$",
    "(x+x+)+y",
    "^([a-zA-Z0-9]+\\s?)+$",
    "^(?=.*a)(?=.*b).+$",
    "(?<!a)b",
    "^(a)\\1$",
    "(?<n>a)\\k<n>",
    "a{1,1000000000}",
    "((a{1,1000}){1,1000}){1,1000}",
    "(",
    "[",
    "*",
    "a**",
    "a{2,1}",
    "[z-a]",
    "\\",
    "\\u{110000}",
    "\\p{NoSuchProperty}",
    "\\cJ",
    "(?i)injected",
    "/a/g",
    "(?#injected)",
    "\"#; pub fn injected() {} //",
    "",
    "🎉+\u{202e}\0\r\n",
];

/// The warnings of a document with a pattern, and the checks that are generated of it.
fn check(name: &str, text: &str) -> String {
    let start = Instant::now();
    let outcome = crates(
        Description::from_texts(&[(name, text)]),
        &[Target::Client, Target::Server],
    );
    assert!(start.elapsed() < Duration::from_secs(120), "{text}");
    let is_of_pattern = |code: &str| code.contains("pattern") || code.contains("regex");
    let mut said: Vec<String> = Vec::new();
    for finding in outcome.findings.diagnostics() {
        if finding.severity() == Severity::Error || is_of_pattern(finding.rule.code) {
            said.push(finding.rule.code.to_owned());
        }
    }
    let files = outcome
        .crates
        .iter()
        .filter(|it| it.directory.as_str() == "hostile-server")
        .flat_map(|it| &it.files);
    let code: String = files.map(|file| file.contents.as_str()).collect();
    let code: String = code.split_whitespace().collect::<Vec<_>>().join(" ");
    let checks = code
        .split("Pattern::new(")
        .skip(1)
        .filter_map(|rest| rest.split_once(')'));
    said.extend(checks.map(|(literal, _)| format!("checked by {}", literal.trim().trim_end_matches(','))));
    said.sort();
    said.dedup();
    said.join(", ")
}

fn deep(pattern: &str) -> String {
    serde_json::to_string(pattern).expect("JSON")
}

#[test]
fn patterns() {
    let nested = "(".repeat(100_000) + &")".repeat(100_000);
    let mut report = String::new();
    for pattern in PATTERNS.iter().copied().chain([nested.as_str()]) {
        let shown: String = format!("{pattern:?}").chars().take(60).collect();
        report.push_str(&format!("{shown}\n"));
        let quoted = deep(pattern);
        let documents = [
            (
                "OpenAPI",
                "a.yaml",
                format!(
                    "openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths: {{/x: {{get: {{operationId: x, parameters: [{{name: q, in: query, schema: {{type: string, pattern: {quoted}}}}}], responses: {{'204': {{description: D}}}}}}}}}}\n"
                ),
            ),
            (
                "RAML",
                "b.raml",
                format!(
                    "#%RAML 1.0\ntitle: T\n/x: {{get: {{queryParameters: {{q: {{type: string, pattern: {quoted}}}}}, responses: {{204: {{description: D}}}}}}}}\n"
                ),
            ),
            (
                "blueprint",
                "c.apib",
                format!(
                    "FORMAT: 1A\nHOST: https://a.example\n\n# T\n\n# POST /x\n\n+ Request (application/json)\n    + Schema\n\n            {{\"type\": \"object\", \"properties\": {{\"q\": {{\"type\": \"string\", \"pattern\": {quoted}}}}}}}\n\n+ Response 204\n"
                ),
            ),
        ];
        for (format, name, text) in documents {
            let said: String = check(name, &text).chars().take(160).collect();
            report.push_str(&format!("  {format}: {said}\n"));
        }
    }
    insta::assert_snapshot!(report);
}
