//! Where the bytes of a text whose indentation was put back stand on the page.

use specwright_diagnostics::{Diagnostic, FileId, Location, Span};

/// A text whose indentation was put back.
#[derive(Debug, Default)]
pub(super) struct Rebuilt {
    pub(super) text: String,
    pub(super) lines: Vec<RebuiltLine>,
}

/// A line of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct RebuiltLine {
    /// Where it begins.
    start: usize,
    /// How far it is indented.
    indentation: usize,
    /// Where its text begins on the page.
    original: usize,
}

impl Rebuilt {
    /// Adds a line.
    pub(super) fn push(&mut self, indentation: usize, text: &str, original: usize) {
        self.lines.push(RebuiltLine {
            start: self.text.len(),
            indentation,
            original,
        });
        self.text.extend(std::iter::repeat_n(' ', indentation));
        self.text.push_str(text);
        self.text.push('\n');
    }
}

/// The text as it stands on the page.
pub(super) fn as_written(text: &str, start: usize) -> Rebuilt {
    let mut rebuilt = Rebuilt::default();
    let mut offset = start;
    for line in text.get(start..).unwrap_or_default().split_inclusive('\n') {
        rebuilt.push(0, line.trim_end(), offset);
        offset += line.len();
    }
    rebuilt
}

/// Where the bytes of a rebuilt text stand on the page.
#[derive(Debug)]
pub(crate) struct Places {
    file: FileId,
    lines: Vec<RebuiltLine>,
}

impl Places {
    pub(super) fn new(file: FileId, lines: &[RebuiltLine]) -> Self {
        Self {
            file,
            lines: lines.to_vec(),
        }
    }

    /// The place on the page of a place in the rebuilt text.
    pub(crate) fn original(&self, location: Location) -> Location {
        let range = location.span.range();
        let span = Span::new(self.offset(range.start), self.offset(range.end));
        Location { file: self.file, span }
    }

    fn offset(&self, offset: usize) -> usize {
        let index = self
            .lines
            .partition_point(|line| line.start <= offset)
            .saturating_sub(1);
        let Some(line) = self.lines.get(index) else {
            return offset;
        };
        line.original + offset.saturating_sub(line.start + line.indentation)
    }

    /// A finding about the rebuilt text as one about the page.
    pub(super) fn on_the_page(&self, mut diagnostic: Diagnostic) -> Diagnostic {
        diagnostic.location = diagnostic.location.map(|location| self.original(location));
        for label in &mut diagnostic.related {
            label.location = self.original(label.location);
        }
        diagnostic
    }
}
