//! Diagnostics to show.

mod excerpts;
mod formats;

use crate::{Diagnostic, Diagnostics, FileId, Files, Location, Rule, Severity, Span};

static UNKNOWN_KEY: Rule = Rule {
    code: "unknown-key",
    severity: Severity::Warning,
    is_harmless: false,
    summary: "A key that the format does not have.",
};
static DUPLICATE: Rule = Rule {
    code: "duplicate-operation",
    severity: Severity::Error,
    is_harmless: false,
    summary: "Two operations have one identifier.",
};
static UNREADABLE: Rule = Rule {
    code: "unreadable-file",
    severity: Severity::Error,
    is_harmless: false,
    summary: "A file cannot be read.",
};
static INFERRED: Rule = Rule {
    code: "inferred-type",
    severity: Severity::Note,
    is_harmless: false,
    summary: "A type was inferred.",
};

const DOCUMENT: &str = "\
openapi: 3.1.0
info:
  titel: Café
paths:
  /cats:
    get:
      operationId: list
  /dogs:
    get:
      operationId: list
";

/// The place of the `nth` occurrence (from 0) of `part` in a file.
fn place(files: &Files, file: FileId, part: &str, nth: usize) -> Location {
    let (start, _) = files.text(file).match_indices(part).nth(nth).expect("the part occurs");
    Location {
        file,
        span: Span::new(start, start + part.len()),
    }
}

fn example() -> (Files, Diagnostics) {
    let mut files = Files::new();
    let pets = files.add("specs/pets: v1,2.yaml", DOCUMENT);
    let common = files.add("specs/common.yaml", "Name:\n  maxLength: 5\n");
    let mut diagnostics = Diagnostics::new();
    diagnostics.push(Diagnostic::without_place(
        &UNREADABLE,
        "cannot read `specs/100%.yaml`: not found",
    ));
    diagnostics.push(
        Diagnostic::new(
            &UNKNOWN_KEY,
            place(&files, pets, "titel", 0),
            "`info` has no member `titel`",
        )
        .help("write `title`"),
    );
    diagnostics.push(
        Diagnostic::new(
            &DUPLICATE,
            place(&files, pets, "list", 1),
            "two operations are named `list`",
        )
        .label("named again here")
        .related(place(&files, pets, "list", 0), "first named here")
        .help("give one of them another `operationId`")
        .help("or leave it out, and a name is made from the path"),
    );
    diagnostics.push(
        Diagnostic::new(
            &INFERRED,
            place(&files, pets, "/cats:\n    get:", 0),
            "the type is inferred",
        )
        .related(place(&files, common, "maxLength: 5", 0), "from this"),
    );
    (files, diagnostics)
}
