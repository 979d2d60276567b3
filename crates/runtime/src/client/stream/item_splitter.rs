//! Finding the JSON texts in a body that is a sequence of them.

use std::collections::VecDeque;

use crate::Framing;

/// The control character before each text of a sequence (RFC 7464, section 2.2).
const RECORD_SEPARATOR: u8 = 0x1E;

/// One text of the sequence.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Text {
    /// Without the white space after it.
    pub(super) bytes: Vec<u8>,
    /// What is wrong with it before it is even read.
    pub(super) problem: Option<&'static str>,
}

/// Takes a sequence of JSON texts apart that comes in arbitrary pieces.
#[derive(Debug)]
pub(super) struct ItemSplitter {
    framing: Framing,
    /// The most bytes that a text may have.
    limit: usize,
    /// The text that is not at its end yet.
    text: Vec<u8>,
    /// Whether a record separator came before the text.
    is_separated: bool,
    scanner: Scanner,
    complete: VecDeque<Text>,
    overflown: bool,
}

impl ItemSplitter {
    pub(super) fn new(framing: Framing, limit: usize) -> Self {
        Self {
            framing,
            limit,
            text: Vec::new(),
            is_separated: false,
            scanner: Scanner::default(),
            complete: VecDeque::new(),
            overflown: false,
        }
    }

    /// Takes more of the body in.
    pub(super) fn feed(&mut self, bytes: &[u8]) {
        match self.framing {
            Framing::Lines => {
                for line in bytes.split_inclusive(|byte| *byte == b'\n') {
                    self.text.extend_from_slice(line);
                    if self.text.len() > self.limit {
                        self.overflown = true;
                        return;
                    }
                    if line.ends_with(b"\n") {
                        self.end_text(None);
                    }
                }
            }
            Framing::Sequence => {
                for byte in bytes {
                    self.feed_sequence(*byte);
                    if self.text.len() > self.limit {
                        self.overflown = true;
                        return;
                    }
                }
            }
        }
    }

    /// Takes in that the body is at its end.
    pub(super) fn finish(&mut self) {
        match self.framing {
            Framing::Lines => self.end_text(None),
            Framing::Sequence => self.end_sequence_text(),
        }
    }

    /// Takes in that the connection broke: what is not at its end is not given.
    pub(super) fn discard(&mut self) {
        self.text.clear();
    }

    /// The next text that is at its end.
    pub(super) fn next(&mut self) -> Option<Text> {
        self.complete.pop_front()
    }

    /// Whether a text was larger than the limit. Nothing comes after it.
    pub(super) fn is_overflown(&self) -> bool {
        self.overflown
    }

    fn feed_sequence(&mut self, byte: u8) {
        if byte == RECORD_SEPARATOR {
            self.end_sequence_text();
            self.is_separated = true;
            return;
        }
        self.text.push(byte);
        self.scanner.feed(byte);
        // A text is given as soon as it is at its end: the next separator may be long in coming.
        if byte == b'\n' && self.is_separated && self.scanner.is_complete() {
            self.end_sequence_text();
        }
    }

    fn end_sequence_text(&mut self) {
        let problem = if !self.is_separated {
            Some("no record separator stands before the text")
        } else if self.may_be_cut_off() {
            Some("the text may be cut off: no white space follows it")
        } else {
            None
        };
        self.is_separated = false;
        self.scanner = Scanner::default();
        self.end_text(problem);
    }

    /// Whether the text is a number or a word, and so would not show that its end is missing
    /// (RFC 7464, section 2.4).
    fn may_be_cut_off(&self) -> bool {
        let text = self.text.trim_ascii_start();
        let shows_its_end = matches!(text.first(), Some(b'{' | b'[' | b'"'));
        !shows_its_end && text.len() == text.trim_ascii_end().len()
    }

    fn end_text(&mut self, problem: Option<&'static str>) {
        let mut bytes = std::mem::take(&mut self.text);
        bytes.truncate(bytes.trim_ascii_end().len());
        if !bytes.is_empty() {
            self.complete.push_back(Text { bytes, problem });
        }
    }
}

/// Follows a JSON text to find its end.
#[derive(Debug, Default)]
struct Scanner {
    depth: usize,
    in_string: bool,
    escaped: bool,
    has_content: bool,
}

impl Scanner {
    fn feed(&mut self, byte: u8) {
        if self.in_string {
            self.in_string = self.escaped || byte != b'"';
            self.escaped = byte == b'\\' && !self.escaped;
            return;
        }
        match byte {
            b'"' => self.in_string = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        self.has_content |= !byte.is_ascii_whitespace();
    }

    fn is_complete(&self) -> bool {
        self.has_content && self.depth == 0 && !self.in_string
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Splits the body in one piece, byte by byte, and in two pieces wherever it can be cut, and
    /// writes the texts down.
    fn check(framing: Framing, body: &str, expected: &str) {
        let body = body.as_bytes();
        let bytes: Vec<&[u8]> = body.chunks(1).collect();
        assert_eq!(split(framing, &[body]), expected, "{}", body.escape_ascii());
        assert_eq!(split(framing, &bytes), expected, "{} byte by byte", body.escape_ascii());
        for middle in 0..body.len() {
            let (start, end) = body.split_at(middle);
            assert_eq!(
                split(framing, &[start, end]),
                expected,
                "{} cut at {middle}",
                body.escape_ascii()
            );
        }
    }

    /// The texts, `!` before those that have a problem.
    fn split(framing: Framing, pieces: &[&[u8]]) -> String {
        let mut splitter = ItemSplitter::new(framing, 1000);
        pieces.iter().for_each(|piece| splitter.feed(piece));
        splitter.finish();
        let texts = std::iter::from_fn(|| splitter.next()).map(|text| {
            let mark = if text.problem.is_some() { "!" } else { "" };
            format!("{mark}{}", text.bytes.escape_ascii())
        });
        texts.collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn lines() {
        let check = |body, expected| check(Framing::Lines, body, expected);
        check("", "");
        check("1\n2\n", "1 | 2");
        check("1\r\n\n  \n2", "1 | 2");
        check("{\"a\":\"\u{e4}\"}\n[1]\n", "{\\\"a\\\":\\\"\\xc3\\xa4\\\"} | [1]");
    }

    #[test]
    fn sequences() {
        let check = |body, expected| check(Framing::Sequence, body, expected);
        check("", "");
        check("\u{1E}1\n\u{1E}2\n", "1 | 2");
        check("\u{1E}\u{1E}[1,\n2]\n\u{1E} \n", "[1,\\n2]");
        check("\u{1E}\"a}\\\"\n\\\\\"\n", "\\\"a}\\\\\\\"\\n\\\\\\\\\\\"");
        check("\u{1E}{\u{1E}[1]\u{1E}2 \u{1E}", "{ | [1] | 2");
    }

    #[test]
    fn sequences_with_problems() {
        let check = |body, expected| check(Framing::Sequence, body, expected);
        check("1\n\u{1E}2\n", "!1 | 2");
        check("\u{1E}1\n2\n", "1 | !2");
        check("\u{1E}12\u{1E}tru\u{1E}3", "!12 | !tru | !3");
    }

    #[test]
    fn a_text_of_a_sequence_is_given_at_its_line_end() {
        let mut splitter = ItemSplitter::new(Framing::Sequence, 1000);
        splitter.feed(b"\x1E{\"a\":\n1}");
        assert_eq!(splitter.next(), None);
        splitter.feed(b"\n");
        assert!(splitter.next().is_some());
    }

    #[test]
    fn the_size_of_a_text_is_limited() {
        for framing in [Framing::Lines, Framing::Sequence] {
            let mut splitter = ItemSplitter::new(framing, 4);
            splitter.feed(b"\x1E1\n\x1E2\n");
            assert!(!splitter.is_overflown());
            splitter.feed(b"\x1E34567");
            assert!(splitter.is_overflown());
            assert_eq!(std::iter::from_fn(|| splitter.next()).count(), 2);
        }
    }
}
