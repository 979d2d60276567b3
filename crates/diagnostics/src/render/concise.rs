//! One line per diagnostic: `path:line:column: severity[code]: message`.

use std::fmt::Write as _;

use annotate_snippets::renderer::{DEFAULT_ERROR_STYLE, DEFAULT_NOTE_STYLE, DEFAULT_WARNING_STYLE};

use super::Style;
use super::visible::one_line;
use crate::{Diagnostics, Files, Severity};

pub(super) fn render(files: &Files, diagnostics: &Diagnostics, style: Style) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        if let Some(location) = diagnostic.location {
            let start = files.start(location);
            let name = one_line(files.name(location.file));
            // Writing to a String cannot fail.
            let _ = write!(text, "{name}:{}:{}: ", start.line, start.column);
        }
        let severity = diagnostic.severity();
        let kind = format!("{}[{}]", severity, diagnostic.rule.code);
        let kind = match style {
            Style::Plain => kind,
            Style::Coloured => {
                let colour = colour(severity);
                format!("{colour}{kind}{colour:#}")
            }
        };
        let _ = writeln!(text, "{kind}: {}", one_line(&diagnostic.message));
    }
    text
}

fn colour(severity: Severity) -> annotate_snippets::renderer::Style {
    match severity {
        Severity::Error => DEFAULT_ERROR_STYLE,
        Severity::Warning => DEFAULT_WARNING_STYLE,
        Severity::Note => DEFAULT_NOTE_STYLE,
    }
}
