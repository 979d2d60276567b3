//! Texts by id, byte spans, and the line and column of an offset.

use std::sync::Arc;

use serde::Serialize;

/// Names one file of a [`Files`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct FileId(u32);

/// A range of bytes in one file: `start` is its first byte, `end` the one behind its last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Span {
    /// The offset of the first byte.
    pub start: u32,
    /// The offset behind the last byte.
    pub end: u32,
}

impl Span {
    /// The span from `start` up to, not including, `end`; an `end` before `start` counts as `start`.
    /// Offsets beyond 4 GiB are cut to that: `source` refuses documents of that size long before.
    pub fn new(start: usize, end: usize) -> Self {
        let clamp = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self {
            start: clamp(start),
            end: clamp(end.max(start)),
        }
    }

    /// The span as a range for slicing.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A span in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Location {
    /// The file.
    pub file: FileId,
    /// Where in it.
    pub span: Span,
}

/// A place as people name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct LineColumn {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters (Unicode scalar values), from 1.
    pub column: usize,
}

/// The files that one run has read: their names, as shown to people, and their texts.
#[derive(Clone, Debug, Default)]
pub struct Files {
    /// Shared, so that copies of the list are cheap.
    files: Vec<Arc<File>>,
}

#[derive(Debug)]
struct File {
    name: String,
    text: Arc<str>,
    /// The offset of the first byte of every line.
    line_starts: Vec<usize>,
}

impl Files {
    /// Holds no file yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file by the name that diagnostics show, and gives its id.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<Arc<str>>) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        let text = text.into();
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let line_starts = std::iter::once(0).chain(breaks.map(|(offset, _)| offset + 1)).collect();
        self.files.push(Arc::new(File {
            name: name.into(),
            text,
            line_starts,
        }));
        id
    }

    /// The ids of all files, in the order in which they were added.
    pub fn ids(&self) -> impl Iterator<Item = FileId> + '_ {
        (0..self.files.len()).map(|index| FileId(u32::try_from(index).unwrap_or(u32::MAX)))
    }

    /// The name of a file; empty for an id of another `Files`.
    pub fn name(&self, id: FileId) -> &str {
        self.file(id).map_or("", |file| &file.name)
    }

    /// The text of a file; empty for an id of another `Files`.
    pub fn text(&self, id: FileId) -> &str {
        self.file(id).map_or("", |file| &file.text)
    }

    /// The text of a file, shared.
    pub fn shared_text(&self, id: FileId) -> Arc<str> {
        self.file(id)
            .map_or_else(|| Arc::from(""), |file| Arc::clone(&file.text))
    }

    /// The text at a location; empty where the span does not fit the text.
    pub fn slice(&self, location: Location) -> &str {
        self.text(location.file).get(location.span.range()).unwrap_or("")
    }

    /// The line and column of a byte offset; an offset behind the end counts as the end.
    pub fn line_column(&self, id: FileId, offset: u32) -> LineColumn {
        let Some(file) = self.file(id) else {
            return LineColumn { line: 1, column: 1 };
        };
        let offset = (offset as usize).min(file.text.len());
        let line = file.line_starts.partition_point(|start| *start <= offset);
        let start = line
            .checked_sub(1)
            .and_then(|index| file.line_starts.get(index))
            .copied()
            .unwrap_or(0);
        let before = file.text.as_bytes().get(start..offset).unwrap_or_default();
        // Continuation bytes of UTF-8 do not begin a character.
        let column = before.iter().filter(|byte| (**byte & 0xC0) != 0x80).count() + 1;
        LineColumn {
            line: line.max(1),
            column,
        }
    }

    /// Where a location begins.
    pub fn start(&self, location: Location) -> LineColumn {
        self.line_column(location.file, location.span.start)
    }

    /// Where a location ends: the place behind its last character.
    pub fn end(&self, location: Location) -> LineColumn {
        self.line_column(location.file, location.span.end)
    }

    fn file(&self, id: FileId) -> Option<&File> {
        self.files.get(id.0 as usize).map(Arc::as_ref)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, offset: u32, expected: (usize, usize)) {
        let mut files = Files::new();
        let id = files.add("a.yaml", text);
        let place = files.line_column(id, offset);
        assert_eq!((place.line, place.column), expected, "{text:?} at {offset}");
    }

    #[test]
    fn lines_and_columns_count_from_one_in_characters() {
        check("", 0, (1, 1));
        check("ab\ncd", 0, (1, 1));
        check("ab\ncd", 2, (1, 3));
        check("ab\ncd", 3, (2, 1));
        check("äé\nü!", 6, (2, 2) /* ü takes two bytes; offset 6 is inside it */);
        check("äé\nü!", 7, (2, 2));
        check("ab", 99, (1, 3));
    }
}
