//! The text of a blueprint in the form that Markdown's grammar knows, with the way back to what is written.
//!
//! Blueprints are written with tabs, with carriage returns, and with headings that lack the space behind their hashes.
//! All of it is accepted: the text is normalised first, and every offset in it can be turned back into one of the
//! document.

use specwright_diagnostics::{FileId, Location, Span};

/// How wide a tab is, in columns (CommonMark 0.31, section 2.2).
const TAB: usize = 4;

/// A normalised text.
#[derive(Debug)]
pub(crate) struct Text {
    file: FileId,
    text: String,
    /// Where the two texts go apart: from the first offset on, in the normalised text, the second is its counterpart
    /// in the document. In the order of both.
    shifts: Vec<(usize, usize)>,
    /// How long the document is, in bytes.
    length: usize,
    /// The offsets of headings without a space behind their hashes.
    cramped_headings: Vec<usize>,
}

impl Text {
    /// Normalises the text of a file: lines end in line feeds, indentation is spaces, headings have their space.
    pub(crate) fn new(file: FileId, original: &str) -> Self {
        let mut text = Self {
            file,
            text: String::with_capacity(original.len() + original.len() / 16),
            shifts: vec![(0, 0)],
            length: original.len(),
            cramped_headings: Vec::new(),
        };
        let mut fence = None;
        let body = original.strip_prefix('\u{FEFF}').unwrap_or(original);
        let mut offset = original.len() - body.len();
        text.resume(offset);
        for line in lines(body) {
            text.line(line, offset, &mut fence);
            offset += line.len();
        }
        text
    }

    /// The normalised text.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// The offsets of headings that were written without a space behind their hashes.
    pub(crate) fn cramped_headings(&self) -> &[usize] {
        &self.cramped_headings
    }

    /// The place in the document of a range of the normalised text.
    pub(crate) fn location(&self, range: std::ops::Range<usize>) -> Location {
        let start = self.original(range.start);
        let end = if range.end <= range.start {
            start
        } else {
            // The end is behind the last character, wherever what follows has gone.
            (self.original(range.end - 1) + 1).min(self.length).max(start)
        };
        Location {
            file: self.file,
            span: Span::new(start, end),
        }
    }

    fn original(&self, offset: usize) -> usize {
        let next = self.shifts.partition_point(|(here, _)| *here <= offset);
        let shift = next.checked_sub(1).and_then(|index| self.shifts.get(index));
        let original = shift.map_or(offset, |(here, there)| there + (offset - here));
        // The blanks that stand for a tab are more than it is long.
        let end = self.shifts.get(next).map_or(self.length, |(_, there)| *there);
        original.min(end)
    }

    /// Says that the end of the text so far has its counterpart at `original`.
    fn resume(&mut self, original: usize) {
        let here = self.text.len();
        if self.original(here) == original {
            return;
        }
        if self.shifts.last().is_some_and(|(known, _)| *known == here) {
            self.shifts.pop();
        }
        self.shifts.push((here, original));
    }

    fn line(&mut self, line: &str, offset: usize, fence: &mut Option<Fence>) {
        let content = line.trim_end_matches(['\n', '\r']);
        let rest = content.trim_start_matches([' ', '\t']);
        let indentation = content.len() - rest.len();
        let column = self.indent(content.get(..indentation).unwrap_or(""), offset);
        self.resume(offset + indentation);

        let is_heading = fence.is_none() && column < TAB && is_cramped_heading(rest);
        if is_heading {
            let hashes = rest.len() - rest.trim_start_matches('#').len();
            self.cramped_headings.push(self.text.len());
            let (marks, title) = rest.split_at_checked(hashes).unwrap_or((rest, ""));
            self.text.push_str(marks);
            self.text.push(' ');
            self.resume(offset + indentation + hashes);
            self.text.push_str(title);
        } else {
            *fence = Fence::behind(*fence, rest, column);
            self.text.push_str(rest);
        }
        if content.len() < line.len() {
            // `\r\n` is one line break, and its last byte stands for it.
            self.resume(offset + line.len() - 1);
            self.text.push('\n');
        }
        self.resume(offset + line.len());
    }

    /// Writes indentation as spaces, and gives its width.
    fn indent(&mut self, indentation: &str, offset: usize) -> usize {
        let mut column = 0;
        for (index, byte) in indentation.bytes().enumerate() {
            self.resume(offset + index);
            let width = if byte == b'\t' { TAB - column % TAB } else { 1 };
            self.text.extend(std::iter::repeat_n(' ', width));
            column += width;
        }
        column
    }
}

/// The lines of a text with their ends, which are `\n`, `\r\n` or `\r`.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let break_at = rest.find(['\n', '\r']);
        let end = match break_at {
            _ if rest.is_empty() => return None,
            None => rest.len(),
            Some(at) if rest.get(at..).is_some_and(|rest| rest.starts_with("\r\n")) => at + 2,
            Some(at) => at + 1,
        };
        let (line, behind) = rest.split_at_checked(end)?;
        rest = behind;
        Some(line)
    })
}

/// Whether a line is a heading but for the space behind its one to six hashes.
fn is_cramped_heading(line: &str) -> bool {
    let title = line.trim_start_matches('#');
    let hashes = line.len() - title.len();
    (1..=6).contains(&hashes) && title.starts_with(|first: char| !first.is_whitespace())
}

/// A fenced code block that is open (CommonMark 0.31, section 4.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Fence {
    mark: char,
    length: usize,
}

impl Fence {
    /// The fence that is open behind a line, given the one before it. Fences of list items are seen as well.
    fn behind(open: Option<Self>, line: &str, column: usize) -> Option<Self> {
        let marks = |mark: char| line.len() - line.trim_start_matches(mark).len();
        match open {
            Some(fence) => {
                let length = marks(fence.mark);
                let is_bare = line.trim_start_matches(fence.mark).trim().is_empty();
                (length < fence.length || !is_bare).then_some(fence)
            }
            None => ['`', '~'].into_iter().find_map(|mark| {
                let length = marks(mark);
                let information = line.get(length..).unwrap_or("");
                let opens = length >= 3 && !(mark == '`' && information.contains('`'));
                // Four columns of a document that is no list are code, in which nothing is looked for anyway.
                (opens && column < 64).then_some(Self { mark, length })
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use specwright_diagnostics::Files;

    use super::*;

    fn check(original: &str, expected: &str) {
        let mut files = Files::new();
        let file = files.add("a.apib", original);
        let text = Text::new(file, original);
        assert_eq!(text.as_str(), expected);
        // Every character that is in both stands for itself.
        for (offset, character) in text.as_str().char_indices() {
            if character.is_whitespace() {
                continue;
            }
            let location = text.location(offset..offset + character.len_utf8());
            assert_eq!(
                files.slice(location),
                character.to_string(),
                "at {offset} of {original:?}"
            );
        }
    }

    #[test]
    fn text_without_oddities_stays() {
        check(
            "# A\n\n+ Response 200\n\n        ä\n",
            "# A\n\n+ Response 200\n\n        ä\n",
        );
        check("", "");
        check("no end", "no end");
    }

    #[test]
    fn a_byte_order_mark_is_no_text() {
        check("\u{FEFF}# A\n", "# A\n");
    }

    #[test]
    fn lines_end_in_line_feeds() {
        check("a\r\nb\rc\n\r\nd", "a\nb\nc\n\nd");
    }

    #[test]
    fn tabs_of_indentation_are_four_columns() {
        check("\ta\n  \tb\n\t\tc\td", "    a\n    b\n        c\td");
    }

    #[test]
    fn headings_get_their_space() {
        check(
            "#####[GET]\n#A\n## B\n#\n#######x",
            "##### [GET]\n# A\n## B\n#\n#######x",
        );
        check("    #in code", "    #in code");
        check("```\n#in code\n```\n#B", "```\n#in code\n```\n# B");
    }

    #[test]
    fn ends_of_ranges_are_behind_their_last_character() {
        let mut files = Files::new();
        let original = "#A\r\n\tbc\r\n";
        let file = files.add("a.apib", original);
        let text = Text::new(file, original);
        let at = text.as_str().find("bc").unwrap();
        assert_eq!(files.slice(text.location(at..at + 2)), "bc");
        assert_eq!(files.slice(text.location(0..3)), "#A");
        let tab = files.add("b.apib", "\t");
        assert_eq!(files.slice(Text::new(tab, "\t").location(0..4)), "\t");
    }
}
