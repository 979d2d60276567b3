//! Finds out which line belongs to which object.
//!
//! Readings of the lines so far are kept side by side ([`reading`](super::reading)), each with what is open in it and what
//! speaks against it ([`cost`](super::cost)). A line is put wherever it fits in each of them ([`place`](super::place));
//! readings in which the same is open are one from then on, the better one. So the time grows with the number of lines
//! alone.

use specwright_diagnostics::{Diagnostic, Diagnostics, FileId, Location, Span};

use super::frame::{Frame, FrameKind};
use super::hints::Hints;
use super::line::{Line, Unit, units};
use super::place::{closing, put};
use super::places::Rebuilt;
use super::reading::Readings;
use crate::{objects, rules};

/// How many lines are reported of those that fit nowhere, or in several places.
const MOST_REPORTED: usize = 50;

/// The text with its indentation. Lines that fit nowhere are left out, which is reported, as are lines that fit in several
/// places.
pub(super) fn rebuild(lines: &[Line<'_>], file: FileId, diagnostics: &mut Diagnostics) -> Rebuilt {
    let units = units(lines);
    let hints = Hints::new(&units);
    let mut readings = Readings::new(Frame::new(FrameKind::Object(&objects::DOCUMENT), 0, None));
    for unit in &units {
        let limit = readings.limit();
        let mut next = Vec::new();
        for reading in readings.iter() {
            put(reading, limit, unit, lines, &hints, &mut next);
        }
        readings.replace(next);
    }
    let (columns, ambiguous) = readings.finish(closing);
    let location = |unit: usize| {
        let line = units.get(unit).and_then(|unit| lines.get(unit.first));
        let span = line.map_or(Span::default(), |line| {
            Span::new(line.offset, line.offset + line.text.len())
        });
        Location { file, span }
    };
    let left_out = columns.iter().enumerate().filter(|(_, column)| column.is_none());
    for (unit, _) in left_out.take(MOST_REPORTED) {
        let message = "the line fits nowhere in the capability, and is left out";
        diagnostics.push(Diagnostic::new(&rules::MISPLACED_LINE, location(unit), message));
    }
    for unit in ambiguous.into_iter().take(MOST_REPORTED) {
        let message = "the line may belong to several objects, and is read as part of the innermost";
        let diagnostic = Diagnostic::new(&rules::AMBIGUOUS_NESTING, location(unit), message);
        diagnostics.push(diagnostic.help("give the page its indentation back"));
    }
    indented(lines, &units, &columns)
}

fn indented(lines: &[Line<'_>], units: &[Unit<'_>], columns: &[Option<usize>]) -> Rebuilt {
    let mut rebuilt = Rebuilt::default();
    for (unit, column) in units.iter().zip(columns) {
        let Some(column) = column else { continue };
        let unit_lines = lines.get(unit.first..unit.first + unit.count).unwrap_or_default();
        for (number, line) in unit_lines.iter().enumerate() {
            let further = if number == 0 { 0 } else { 4 };
            rebuilt.push(column + further, line.text, line.offset);
        }
    }
    rebuilt
}
