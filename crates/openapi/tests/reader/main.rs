//! What the reader makes of OpenAPI documents.

mod circles;
mod document;
mod drafts;
mod files;
mod findings;
mod identifiers;
mod inheritance;
mod keywords;
mod must_fail;
mod names;
mod operations;
mod outline;
mod rules;
mod schemas;
mod security;
mod version_3_2;

use std::fmt::Write;

use specwright_diagnostics::{Diagnostics, Files};
use specwright_model::Api;
use specwright_source::{Limits, Sources};

/// Reads texts by name, the first of them the entry: the model, and the findings one a line.
fn read_texts(texts: &[(&str, &str)]) -> (Option<Api>, String) {
    match Sources::from_texts(texts, &Limits::default(), specwright_openapi::references) {
        Ok(sources) => {
            let (api, findings) = specwright_openapi::read(&sources);
            let mut all = sources.diagnostics().clone();
            all.append(findings);
            (api, concise(sources.files(), &all))
        }
        Err(error) => (None, concise(&error.files, &error.diagnostics)),
    }
}

/// The outline of the model, then the findings.
fn read(text: &str) -> String {
    let (api, findings) = read_texts(&[("api.yaml", text)]);
    format!("{}{findings}", api.as_ref().map_or_else(String::new, outline::api))
}

/// Findings, one a line: `path:line:column: severity[code]: message`, then their help.
fn concise(files: &Files, diagnostics: &Diagnostics) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        if let Some(location) = diagnostic.location {
            let start = files.start(location);
            let _ = write!(text, "{}:{}:{}: ", files.name(location.file), start.line, start.column);
        }
        let severity = format!("{:?}", diagnostic.severity()).to_lowercase();
        let _ = writeln!(text, "{severity}[{}]: {}", diagnostic.rule.code, diagnostic.message);
        for help in &diagnostic.help {
            let _ = writeln!(text, "  help: {help}");
        }
    }
    text
}

/// A document of one version with nothing but schemas.
fn schemas(version: &str, schemas: &str) -> String {
    let indented: String = schemas.lines().map(|line| format!("    {line}\n")).collect();
    read(&format!(
        "openapi: {version}\ninfo: {{title: T, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n{indented}"
    ))
}

/// A document of OpenAPI 3.1 with nothing but paths.
fn paths(paths: &str) -> String {
    let indented: String = paths.lines().map(|line| format!("  {line}\n")).collect();
    read(&format!(
        "openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths:\n{indented}"
    ))
}
