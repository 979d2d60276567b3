//! The lines of a document that a diagnostic shows: few, short, and without control characters.

use std::ops::Range;

use super::visible::character;
use crate::Span;

/// The longest line that is shown whole, and what is shown of a longer one, in characters.
const WIDTH: usize = 120;
/// How much of a longer line is shown before the marked place, in characters.
const LEAD: usize = 30;
/// The most lines that a mark runs over; a longer one is shown at its first line.
const MARKED_LINES: usize = 5;
/// The most lines of an excerpt, from its first mark to its last.
const LINES: usize = 20;

/// Lines of a text with marked ranges.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// The lines, ready to be shown.
    pub(super) text: String,
    /// The marked ranges, in bytes of `text`.
    pub(super) marks: Vec<Range<usize>>,
}

/// What is marked of a span: whole characters, without the white space at its end, and not too many lines.
pub(super) fn mark(text: &str, span: Span) -> Range<usize> {
    let start = floor_character(text, span.range().start);
    let end = floor_character(text, span.range().end).max(start);
    let marked = text.get(start..end).unwrap_or_default().trim_end();
    let shown = if marked.split('\n').count() > MARKED_LINES || marked.split('\n').any(is_long) {
        marked.split('\n').next().unwrap_or_default().trim_end()
    } else {
        marked
    };
    start..start + shown.len()
}

/// The lines that a marked range touches, from the beginning of the first to the end of the last.
pub(super) fn lines(text: &str, mark: &Range<usize>) -> Range<usize> {
    let before = text.get(..mark.start).unwrap_or_default();
    let behind = text.get(mark.end..).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |line_break| line_break + 1);
    let end = behind.find('\n').map_or(text.len(), |length| mark.end + length);
    start..end
}

/// The lines of two excerpts and those between, where these are few and short enough to be shown together.
pub(super) fn join(text: &str, a: &Range<usize>, b: &Range<usize>) -> Option<Range<usize>> {
    let joined = a.start.min(b.start)..a.end.max(b.end);
    if joined.len() > LINES * WIDTH {
        return None;
    }
    let mut lines = text.get(joined.clone())?.split('\n');
    let fits = lines.clone().count() <= LINES && !lines.any(is_long);
    fits.then_some(joined)
}

fn is_long(line: &str) -> bool {
    line.chars().nth(WIDTH).is_some()
}

fn floor_character(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    (0..=offset).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

impl Excerpt {
    /// The lines in the range `lines` of `text`; both it and `marks` are in bytes of `text`.
    pub(super) fn new(text: &str, lines: Range<usize>, marks: &[Range<usize>]) -> Self {
        let mut excerpt = Self {
            text: String::new(),
            marks: vec![0..0; marks.len()],
        };
        let mut offset = lines.start;
        for line in text.get(lines).unwrap_or_default().split('\n') {
            if !excerpt.text.is_empty() {
                excerpt.text.push('\n');
            }
            excerpt.push_line(line, offset, marks);
            offset += line.len() + 1;
        }
        excerpt
    }

    /// Appends a line that begins at `offset` of the whole text.
    fn push_line(&mut self, line: &str, offset: usize, marks: &[Range<usize>]) {
        let shown = line.strip_suffix('\r').unwrap_or(line);
        let window = window(shown, offset, marks);
        if window.start > 0 {
            self.text.push('…');
        }
        // A document may be one line of megabytes, with thousands of findings: only what is shown is looked at.
        self.place_marks(offset..offset + window.start, marks);
        let from = offset + window.start;
        for (at, of) in shown.get(window.clone()).unwrap_or_default().char_indices() {
            self.place_marks(from + at..from + at + 1, marks);
            self.text.push(character(of));
        }
        // What is behind, the line's end, and its line break.
        self.place_marks(offset + window.end..offset + line.len() + 1, marks);
        if window.end < shown.len() {
            self.text.push('…');
        }
    }

    /// Notes that offsets `at` of the whole text are at the end of what has been shown so far.
    fn place_marks(&mut self, at: Range<usize>, marks: &[Range<usize>]) {
        for (mark, placed) in marks.iter().zip(&mut self.marks) {
            if at.contains(&mark.start) {
                placed.start = self.text.len();
            }
            if at.contains(&mark.end) {
                placed.end = self.text.len();
            }
        }
    }
}

/// Which bytes of a line are shown: those around the first mark on a long one.
fn window(line: &str, offset: usize, marks: &[Range<usize>]) -> Range<usize> {
    if !is_long(line) {
        return 0..line.len();
    }
    let starts = marks.iter().filter_map(|mark| mark.start.checked_sub(offset));
    let first = starts.filter(|start| *start <= line.len()).min().unwrap_or(0);
    let mut before = line.get(..first).unwrap_or_default().char_indices().rev();
    let start = before.nth(LEAD - 1).map_or(0, |(at, _)| at);
    let mut behind = line.get(start..).unwrap_or_default().char_indices();
    start..behind.nth(WIDTH).map_or(line.len(), |(at, _)| start + at)
}
