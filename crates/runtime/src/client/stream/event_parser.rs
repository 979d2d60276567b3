//! Event streams as text (WHATWG HTML, section 9.2.6, "Interpreting an event stream").

use std::collections::VecDeque;
use std::time::Duration;

use crate::Event;

/// What may stand once, at the start.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// What stands between two blank lines. Without data it is no event, and still counts.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Block {
    /// Each line ends in a line feed, the last one too.
    data: Option<String>,
    event: Option<String>,
    pub(super) id: Option<String>,
    pub(super) retry: Option<Duration>,
}

impl Block {
    /// The event, if there is one.
    pub(super) fn into_event(self) -> Option<Event<String>> {
        let mut data = self.data?;
        data.pop();
        Some(Event {
            data,
            event: self.event.filter(|event| !event.is_empty()),
            id: self.id,
            retry: self.retry,
        })
    }

    fn size(&self) -> usize {
        let length = |text: &Option<String>| text.as_ref().map_or(0, String::len);
        length(&self.data) + length(&self.event) + length(&self.id)
    }

    /// Takes the line in; `false` if it is blank, which ends the block.
    fn take_line(&mut self, line: &str) -> bool {
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "" => return !line.is_empty(),
            "data" => {
                let data = self.data.get_or_insert_default();
                data.push_str(value);
                data.push('\n');
            }
            "event" => self.event = Some(value.to_owned()),
            "id" if !value.contains('\0') => self.id = Some(value.to_owned()),
            "retry" if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.retry = value.parse().ok().map(Duration::from_millis);
            }
            _ => {}
        }
        true
    }
}

/// Takes an event stream apart that comes in arbitrary pieces.
#[derive(Debug)]
pub(super) struct EventParser {
    /// The most bytes that a block may have.
    limit: usize,
    /// The line that is not at its end yet.
    line: Vec<u8>,
    is_first_line: bool,
    /// Whether a line feed would belong to the line end before it.
    after_carriage_return: bool,
    block: Block,
    complete: VecDeque<Block>,
    overflown: bool,
}

impl EventParser {
    pub(super) fn new(limit: usize) -> Self {
        Self {
            limit,
            line: Vec::new(),
            is_first_line: true,
            after_carriage_return: false,
            block: Block::default(),
            complete: VecDeque::new(),
            overflown: false,
        }
    }

    /// Takes more of the stream in.
    pub(super) fn feed(&mut self, mut bytes: &[u8]) {
        while let Some((first, rest)) = bytes.split_first() {
            if std::mem::take(&mut self.after_carriage_return) && *first == b'\n' {
                bytes = rest;
                continue;
            }
            let end = bytes.iter().position(|byte| matches!(byte, b'\r' | b'\n'));
            let (text, after) = bytes.split_at(end.unwrap_or(bytes.len()));
            self.line.extend_from_slice(text);
            if self.line.len().saturating_add(self.block.size()) > self.limit {
                self.overflown = true;
                return;
            }
            if let Some((line_end, after)) = after.split_first() {
                self.after_carriage_return = *line_end == b'\r';
                self.end_line();
                bytes = after;
            } else {
                bytes = after;
            }
        }
    }

    /// The next block that is at its end.
    pub(super) fn next(&mut self) -> Option<Block> {
        self.complete.pop_front()
    }

    /// Whether a block was larger than the limit. Nothing comes after it.
    pub(super) fn is_overflown(&self) -> bool {
        self.overflown
    }

    fn end_line(&mut self) {
        let mut line = self.line.as_slice();
        if std::mem::take(&mut self.is_first_line) {
            line = line.strip_prefix(BYTE_ORDER_MARK).unwrap_or(line);
        }
        if !self.block.take_line(&String::from_utf8_lossy(line)) {
            self.complete.push_back(std::mem::take(&mut self.block));
        }
        self.line.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Parses the text in one piece, byte by byte, and in two pieces wherever it can be cut, and
    /// writes the events down.
    fn check(text: &[u8], expected: &str) {
        let bytes: Vec<&[u8]> = text.chunks(1).collect();
        assert_eq!(parsed(&[text]), expected, "{}", text.escape_ascii());
        assert_eq!(parsed(&bytes), expected, "{} byte by byte", text.escape_ascii());
        for middle in 0..text.len() {
            let (start, end) = text.split_at(middle);
            assert_eq!(
                parsed(&[start, end]),
                expected,
                "{} cut at {middle}",
                text.escape_ascii()
            );
        }
    }

    /// `type#id:data` of each event, where `~` stands for a line feed.
    fn parsed(pieces: &[&[u8]]) -> String {
        let mut parser = EventParser::new(1000);
        let mut events = Vec::new();
        for piece in pieces {
            parser.feed(piece);
            while let Some(block) = parser.next() {
                events.extend(block.into_event());
            }
        }
        let shown = events.into_iter().map(|event| {
            let (name, id) = (event.event.unwrap_or_default(), event.id);
            let id = id.map(|id| format!("#{id}")).unwrap_or_default();
            let retry = event.retry.map(|retry| format!("+{retry:?}")).unwrap_or_default();
            format!("{name}{id}{retry}:{}", event.data.replace('\n', "~"))
        });
        shown.collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn fields_and_comments() {
        check(b"data: a\n\n", ":a");
        check(b": hello\nevent: add\nid: 7\nretry: 1500\ndata: a\n\n", "add#7+1.5s:a");
        check(b"data\n\n", ":");
        check(b"data:a\ndata:  b\ndata\ndata:\n\n", ":a~ b~~");
        check(b"data: a: b\n\n", ":a: b");
        check(b"Data: a\n data: b\nunknown: c\n\n", "");
        check(b"data: a\ndata: b\n\ndata: c\n\n", ":a~b | :c");
    }

    #[test]
    fn line_ends_of_all_kinds() {
        check(b"data: a\r\n\r\ndata: b\r\rdata: c\n\n", ":a | :b | :c");
        check(b"data: a\r\ndata: b\rdata: c\ndata: d\n\r", ":a~b~c~d");
        check(b"\r\n\n\r\rdata: a\n\n\n\n", ":a");
    }

    #[test]
    fn text_is_utf8_with_replacements() {
        check("\u{FEFF}data: h\u{e4}\u{1F980}\n\n".as_bytes(), ":h\u{e4}\u{1F980}");
        check("data: \u{FEFF}a\n\n\u{FEFF}data: b\n\n".as_bytes(), ":\u{FEFF}a");
        check(b"data: a\xE2\x82\ndata: \xFF\n\n", ":a\u{FFFD}~\u{FFFD}");
    }

    #[test]
    fn what_is_no_event_is_passed_over() {
        check(b"event: add\nid: 7\n\ndata: a\n\n", ":a");
        check(b"data: a\n\ndata: unfinished\n", ":a");
        check(b"data: a\nevent: add\nevent:\n\n", ":a");
        check(b"id: a\0b\nretry: 1s\nretry: -1\nretry:\ndata: a\n\n", ":a");
        check(b"retry: 99999999999999999999999\ndata: a\n\n", ":a");
    }

    #[test]
    fn blocks_without_data_still_count() {
        let mut parser = EventParser::new(1000);
        parser.feed(b"id: 7\n\nretry: 10\n\n");
        assert_eq!(parser.next().unwrap().id.unwrap(), "7");
        assert_eq!(parser.next().unwrap().retry, Some(Duration::from_millis(10)));
        assert_eq!(parser.next(), None);
    }

    #[test]
    fn the_size_of_a_block_is_limited() {
        let check = |text: &str, events: usize, overflown: bool| {
            let mut parser = EventParser::new(10);
            text.bytes().for_each(|byte| parser.feed(&[byte]));
            let found = std::iter::from_fn(|| parser.next()).filter_map(Block::into_event);
            assert_eq!(found.count(), events, "{text}");
            assert_eq!(parser.is_overflown(), overflown, "{text}");
        };
        check("data:12345\n\ndata:1\n\n", 2, false);
        check("data:1\n\ndata:123456", 1, true);
        check("data:1\ndata:2\ndata:3\ndata:4\n\n", 0, true);
        check("id:1234567\nevent:1\ndata:1\n\n", 0, true);
        check(":2345678901", 0, true);
        check(":234567890\n:234567890\n", 0, false);
    }
}
