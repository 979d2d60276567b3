//! The text of a page, and places in it.

use std::ops::Range;

/// A part of a page: at most one line, without spaces around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slice<'t> {
    pub(super) text: &'t str,
    /// The offset of its first byte in the page.
    pub(super) start: usize,
}

impl<'t> Slice<'t> {
    /// A part of the page that begins at `start`; spaces around it are left out.
    pub(super) fn new(text: &'t str, start: usize) -> Self {
        let behind = text.trim_start();
        Self {
            text: behind.trim_end(),
            start: start + text.len() - behind.len(),
        }
    }

    /// Its bytes in the page.
    pub(super) fn range(self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    /// The part between two of its own offsets, without spaces around it.
    pub(super) fn part(self, range: Range<usize>) -> Self {
        let text = self.text.get(range.clone()).unwrap_or("");
        Self::new(text, self.start + range.start)
    }

    /// What stands from one of its own offsets on.
    pub(super) fn from(self, start: usize) -> Self {
        self.part(start..self.text.len())
    }
}

/// The lines of a page that are not empty.
pub(super) fn lines(page: &str) -> Vec<Slice<'_>> {
    let page_start = page.strip_prefix('\u{FEFF}').map_or(0, |_| '\u{FEFF}'.len_utf8());
    let mut start = page_start;
    let mut lines = Vec::new();
    for line in page.get(page_start..).unwrap_or("").split_inclusive(['\n', '\r']) {
        let slice = Slice::new(line, start);
        start += line.len();
        if !slice.text.is_empty() {
            lines.push(slice);
        }
    }
    lines
}

/// Lines of prose as one text: a line break stays one, which CommonMark reads as a space.
pub(super) fn join(lines: &[Slice<'_>]) -> Option<String> {
    let lines: Vec<&str> = lines.iter().map(|line| line.text).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}
