//! The structure of RAML documents: what is read of small ones, and which mistakes are found where.

#![expect(clippy::panic, reason = "helpers of tests fail like tests")]

mod documents;
mod hostile;
mod mistakes;
mod modules;
mod old;
mod outline;
mod security;
mod templates;
mod unapplied;

use specwright_diagnostics::{Format, Style, render};
use specwright_model::Api;
use specwright_source::{Limits, Sources};

/// The model of texts by name, the first of which is the entry, and what is said about them.
fn read(texts: &[(&str, &str)]) -> (Option<Api>, String) {
    let sources = match Sources::from_texts(texts, &Limits::default(), specwright_raml::references) {
        Ok(sources) => sources,
        Err(error) => {
            return (
                None,
                render(&error.files, &error.diagnostics, Format::Concise, Style::Plain),
            );
        }
    };
    let (api, findings) = specwright_raml::read(&sources);
    (api, render(sources.files(), &findings, Format::Concise, Style::Plain))
}

/// Checks what is said about a RAML 1.0 document, given without its first line.
fn check_findings(text: &str, expected: &str) {
    let text = format!("#%RAML 1.0\n{}", text.trim_start());
    let (_, findings) = read(&[("a.raml", &text)]);
    assert_eq!(findings.trim(), expected.trim());
}

/// Checks the outline of documents in which nothing is wrong.
fn check_files(texts: &[(&str, &str)], expected: &str) {
    let (api, findings) = read(texts);
    assert_eq!(findings, "");
    let api = api.unwrap_or_else(|| panic!("no API"));
    assert_eq!(outline::api(&api).trim(), expected.trim());
}

/// Checks the outline of a RAML 1.0 document, given without its first line and its title.
fn check(text: &str, expected: &str) {
    let text = format!("#%RAML 1.0\ntitle: Test\n{}", text.trim_start());
    check_files(&[("api.raml", &text)], expected);
}
