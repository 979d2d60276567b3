//! Generated files that are not current, as findings.

use std::path::Path;

use specwright_diagnostics::{Diagnostic, Diagnostics, Files, Location, Span};
use specwright_emit::{CheckReport, DirectoryName};

use super::shell::path_text;
use crate::{Findings, rules};

/// What is said of a crate that no description asks for.
pub(super) const NOT_GENERATED: &str = "this crate is not generated any more";

/// A finding for each file in `folder` that differs from what is generated, at the first line that does, and for each
/// crate that is not generated any more.
pub(super) fn not_current(folder: &Path, report: &CheckReport, stale: &[DirectoryName]) -> Findings {
    let mut files = Files::new();
    let mut diagnostics = Diagnostics::new();
    let help = format!("run `{}` and commit the result", report.command);
    for difference in &report.differences {
        let path = path_text(&folder.join(difference.path.as_str()));
        let message = format!("`{path}`: {}", difference.kind);
        let place = Location {
            file: files.add(path, difference.old.as_str()),
            span: Span::new(difference.place.start, difference.place.end),
        };
        diagnostics.push(Diagnostic::new(&rules::NOT_CURRENT, place, message).help(&help));
    }
    for name in stale {
        let path = path_text(&folder.join(name.as_str()));
        let message = format!("`{path}`: {NOT_GENERATED}");
        diagnostics.push(Diagnostic::without_place(&rules::NOT_CURRENT, message).help(&help));
    }
    Findings::of(files, diagnostics)
}
