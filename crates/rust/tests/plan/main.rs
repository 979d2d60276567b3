//! What the plan makes of the constructs of OpenAPI documents.
//!
//! Each test reads a small document and compares the plan, printed by [`print`], with what is expected.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    reason = "helpers of tests fail like tests"
)]

mod bodies;
mod bounds;
mod checks;
mod compositions;
mod enumerations;
mod inferred;
mod inheritance;
mod layout;
mod operations;
mod options;
mod presence;
mod print;
mod recursion;
mod samples;
mod stability;
mod subjects;
mod types;
mod unions;
mod views;
mod webhooks;

use std::fmt::Write;

use specwright_diagnostics::{Diagnostics, Files};
use specwright_rust::{Plan, PlanOptions};
use specwright_source::{Limits, Sources};

/// The plan of a document, and its findings, one a line.
fn plan(document: &str) -> (Plan, String) {
    plan_as(document, &PlanOptions::default())
}

fn plan_as(document: &str, options: &PlanOptions) -> (Plan, String) {
    let sources = Sources::from_texts(&[("api.yaml", document)], &Limits::default(), |_| Vec::new());
    let sources = sources.unwrap_or_else(|error| panic!("{}", concise(&error.files, &error.diagnostics)));
    let (api, _) = specwright_openapi::read(&sources);
    let (plan, findings) = specwright_rust::plan_as(&api.expect("a document of OpenAPI"), options);
    let findings = concise(sources.files(), &findings);
    (plan, findings)
}

/// The types of a document with nothing but these schemas, then the findings.
fn schemas(schemas: &str) -> String {
    let (plan, findings) = plan(&document("{}", schemas));
    format!("{}{findings}", print::types(&plan))
}

/// The types and operations of a document with these paths and schemas, then the findings.
fn paths(paths: &str, schemas: &str) -> String {
    let (plan, findings) = plan(&document(&format!("\n{}", indented(paths, 2)), schemas));
    format!("{}{}{findings}", print::types(&plan), print::operations(&plan))
}

fn document(paths: &str, schemas: &str) -> String {
    let schemas = indented(schemas, 4);
    format!(
        "openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths: {paths}\ncomponents:\n  schemas:{}\n{schemas}",
        if schemas.trim().is_empty() { " {}" } else { "" }
    )
}

fn indented(text: &str, by: usize) -> String {
    let lines = text.lines().map(|line| format!("{:by$}{line}\n", ""));
    lines.collect()
}

/// Findings, one a line: `line: severity[code]: message`.
fn concise(files: &Files, diagnostics: &Diagnostics) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        let line = diagnostic.location.map_or(0, |location| files.start(location).line);
        let severity = format!("{:?}", diagnostic.severity()).to_lowercase();
        let _ = writeln!(
            text,
            "{line}: {severity}[{}]: {}",
            diagnostic.rule.code, diagnostic.message
        );
    }
    text
}
