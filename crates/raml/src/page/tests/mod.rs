//! What is read from pages. Pages are written here without indentation, as they are when they are copied as text.

mod documents;
mod facts;
mod forms;
mod nesting;
mod outline;
mod prose;
mod traps;

use specwright_diagnostics::{Diagnostics, Files};
use specwright_model::Api;
use specwright_source::{Limits, Sources};

/// Reads a page.
fn read(text: &str) -> (Api, Diagnostics, Files) {
    let sources = Sources::from_texts(&[("page.txt", text)], &Limits::default(), |_| Vec::new()).expect("a text");
    let (api, diagnostics) = super::read(&sources);
    (api.expect("a model"), diagnostics, sources.files().clone())
}

/// The findings of a page: line, code and message of each.
fn findings(text: &str) -> String {
    let (_, diagnostics, files) = read(text);
    let lines = diagnostics.iter().map(|it| {
        let line = it.location.map_or(0, |location| files.start(location).line);
        format!("{line} {}: {}", it.rule.code, it.message)
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// A page with one operation that is sent an object: its properties are given as the page shows them.
fn with_body(lines: &str) -> String {
    format!(
        "Shop API documentation version 1\n/a\npost /a\nBody\nMedia type: application/json\n{lines}\nHTTP status code 204\n"
    )
}
