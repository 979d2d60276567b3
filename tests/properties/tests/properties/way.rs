//! The way of a description: read, planned, rendered and written in another format, all in memory.

use specwright::{Description as Read, Findings};
use specwright_diagnostics::{Diagnostics, Files, Format, Location, Style};
use specwright_openapi::WrittenVersion;

use crate::reduction::Description;
use crate::{generated, written};

/// What is wrong with the way that a description takes, whatever it says: it is refused for a reason that has a place,
/// or what it says becomes crates. Errors do not end the way, since users may allow them.
pub(crate) fn check(description: &Description) -> Result<(), String> {
    let read = Read::from_texts(&description.files());
    let findings = read.findings();
    places(findings.files(), findings.diagnostics())?;
    shown(findings);
    let Some(api) = read.api() else {
        return match findings.has_errors() {
            true => Ok(()),
            false => Err("there is neither a model nor an error".to_owned()),
        };
    };
    places(findings.files(), &generated::check(api)?)?;
    for version in [WrittenVersion::V3_1, WrittenVersion::V3_0] {
        let found = match findings.has_errors() {
            true => specwright_openapi::write(api, version).1,
            false => written::check(api, version)?,
        };
        places(findings.files(), &found)?;
    }
    Ok(())
}

/// Findings can be shown to people and to programs.
fn shown(findings: &Findings) {
    for format in [Format::Full, Format::Concise, Format::Json] {
        findings.render(format, Style::Plain);
    }
}

/// The place of a finding is in a file, does not cut a character, and has a line and a column.
fn places(files: &Files, found: &Diagnostics) -> Result<(), String> {
    for finding in found {
        let related = finding.related.iter().map(|label| label.location);
        for location in finding.location.into_iter().chain(related) {
            place(files, location)
                .map_err(|problem| format!("{}: {}: {problem}", finding.rule.code, finding.message))?;
        }
    }
    Ok(())
}

fn place(files: &Files, location: Location) -> Result<(), String> {
    if !files.ids().any(|id| id == location.file) {
        return Err(format!("{location:?} is in no file that was read"));
    }
    let text = files.text(location.file);
    if text.get(location.span.range()).is_none() {
        return Err(format!("{location:?} is no part of a text of {} bytes", text.len()));
    }
    for place in [files.start(location), files.end(location)] {
        // A line break ends a line; the last line may be empty.
        let line = text.split('\n').nth(place.line - 1);
        let is_there = line.is_some_and(|line| place.column <= line.chars().count() + 1);
        if !is_there {
            return Err(format!("{place:?} is not in the text"));
        }
    }
    Ok(())
}
