//! Types of RAML: what they become in the model, and what is said about mistakes.

#![allow(clippy::panic, reason = "tests fail by panicking")]

mod examples;
mod external;
mod inheritance;
mod mistakes;
mod old;
mod outline;
mod scalars;
mod unions;

use specwright_diagnostics::{Diagnostics, Severity};
use specwright_model::Api;
use specwright_source::{Limits, Sources};

/// Reads a document of some texts; the first is the document.
fn read(texts: &[(&str, &str)]) -> (Api, Diagnostics, Sources) {
    let sources = Sources::from_texts(texts, &Limits::default(), specwright_raml::references);
    let sources = sources.unwrap_or_else(|error| panic!("no tree: {:?}", error.diagnostics));
    let (api, mut diagnostics) = specwright_raml::read(&sources);
    diagnostics.append(sources.diagnostics().clone());
    (api.unwrap_or_default(), diagnostics, sources)
}

/// The findings, a line each: the file's line, the rule and the message.
fn findings(diagnostics: &Diagnostics, sources: &Sources, least: Severity) -> String {
    let listed = diagnostics.iter().filter(|finding| finding.severity() <= least);
    let lines = listed.map(|finding| {
        let place = finding.location.map_or("-".to_owned(), |location| {
            let start = sources.files().start(location);
            format!("{}:{}", start.line, start.column)
        });
        format!("{place} {}: {}", finding.rule.code, finding.message)
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Takes the indentation of a literal away.
fn dedent(text: &str) -> String {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let indent = lines
        .iter()
        .map(|line| line.len() - line.trim_start().len())
        .min()
        .unwrap_or(0);
    let lines: Vec<&str> = lines
        .iter()
        .map(|line| line.get(indent..).unwrap_or_default())
        .collect();
    lines.join("\n")
}

/// The types of a document become these schemas, without any finding.
#[track_caller]
fn check(types: &str, expected: &str) {
    let indented: Vec<String> = dedent(types).lines().map(|line| format!("  {line}")).collect();
    let document = format!("#%RAML 1.0\ntitle: A\ntypes:\n{}\n", indented.join("\n"));
    let (api, diagnostics, sources) = read(&[("api.raml", &document)]);
    assert_eq!(findings(&diagnostics, &sources, Severity::Warning), "");
    assert_eq!(outline::schemas(&api.schemas), dedent(expected));
}

/// A library has these findings, errors and warnings, at lines of its own (the first is the one behind `types:`).
#[track_caller]
fn check_findings(types: &str, expected: &str) {
    let indented: Vec<String> = dedent(types).lines().map(|line| format!("  {line}")).collect();
    let document = format!("#%RAML 1.0 Library\ntypes:\n{}\n", indented.join("\n"));
    let (_, diagnostics, sources) = read(&[("library.raml", &document)]);
    let found = findings(&diagnostics, &sources, Severity::Warning);
    assert_eq!(found, dedent(expected));
}
