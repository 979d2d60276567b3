//! Workflow commands of GitHub Actions, after "Workflow commands for GitHub Actions: Setting an error message".

use std::fmt::Write as _;

use super::visible::one_line;
use crate::{Diagnostic, Diagnostics, Files, Severity};

pub(super) fn render(files: &Files, diagnostics: &Diagnostics) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        command(&mut text, files, diagnostic);
    }
    text
}

fn command(text: &mut String, files: &Files, diagnostic: &Diagnostic) {
    text.push_str(match diagnostic.severity() {
        Severity::Error => "::error ",
        Severity::Warning => "::warning ",
        Severity::Note => "::notice ",
    });
    if let Some(location) = diagnostic.location {
        let (start, end) = (files.start(location), files.end(location));
        // Writing to a String cannot fail.
        let _ = write!(
            text,
            "file={},line={}",
            property(&one_line(files.name(location.file))),
            start.line
        );
        // An annotation of several lines has no columns.
        let _ = if start.line == end.line {
            write!(
                text,
                ",col={},endLine={},endColumn={},",
                start.column, end.line, end.column
            )
        } else {
            write!(text, ",endLine={},", end.line)
        };
    }
    let _ = write!(text, "title={}::", property(diagnostic.rule.code));

    let label = Some(&diagnostic.label).filter(|label| !label.is_empty());
    let help = diagnostic.help.iter().map(|help| format!("help: {}", one_line(help)));
    let lines = std::iter::once(one_line(&diagnostic.message))
        .chain(label.map(|label| one_line(label)))
        .chain(help);
    let lines: Vec<_> = lines.map(|line| data(&line)).collect();
    text.push_str(&lines.join("%0A"));
    text.push('\n');
}

/// Escapes the text of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes the value of a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
