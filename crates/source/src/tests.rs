//! How texts become trees, and how files find one another.

use std::fmt::Write;

use specwright_diagnostics::{Diagnostics, Files};

use crate::{Kind, Limits, LoadProblem, Node, OpenOptions, Reference, ReferenceKind, Sources, Syntax, Tree, parse};

mod documents;
mod files;
mod limits;
mod seen;

/// Parses a text under a name and hands its tree on; the outcome is the tree as JSON, then the findings.
fn tree_and_findings(name: &str, text: &str, limits: &Limits) -> (Option<Tree>, String) {
    let mut files = Files::new();
    let file = files.add(name, text);
    let (tree, diagnostics) = parse(file, files.shared_text(file), Syntax::of_name(name), limits);
    (tree, concise(&files, &diagnostics))
}

fn read(name: &str, text: &str) -> String {
    let (tree, findings) = tree_and_findings(name, text, &Limits::default());
    let value = tree.map_or("nothing".to_owned(), |tree| tree.root().to_value().to_string());
    format!("{value}\n{findings}")
}

fn concise(files: &Files, diagnostics: &Diagnostics) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        if let Some(location) = diagnostic.location {
            let start = files.start(location);
            let name = files.name(location.file);
            let _ = write!(text, "{name}:{}:{}: ", start.line, start.column);
        }
        let _ = writeln!(text, "{} [{}]", diagnostic.message, diagnostic.rule.code);
    }
    text
}

fn no_references(_: &Tree) -> Vec<Reference> {
    Vec::new()
}
