//! Messages of HTTP/1.1 as bytes: framed, but otherwise as they came (RFC 9112, section 6).

use std::io::{self, BufRead, Read};

/// The longest head and the longest body that are read.
const MOST_BYTES: u64 = 64 << 20;

/// A request or a response, as it is on the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Message {
    /// The first line and the fields, up to and with the empty line.
    pub(super) head: Vec<u8>,
    /// The content as it is framed, in chunks where it came so.
    pub(super) body: Vec<u8>,
}

/// What stands in the first line and in single fields of a head.
struct Head<'h> {
    lines: Vec<&'h str>,
}

impl<'h> Head<'h> {
    fn of(bytes: &'h [u8]) -> io::Result<Self> {
        let text = str::from_utf8(bytes).map_err(|_| invalid("the head is no text"))?;
        Ok(Self {
            lines: text.split("\r\n").collect(),
        })
    }

    fn field(&self, name: &str) -> Option<&'h str> {
        let mut fields = self.lines.iter().skip(1).filter_map(|line| line.split_once(':'));
        let field = fields.find(|(key, _)| key.eq_ignore_ascii_case(name));
        field.map(|(_, value)| value.trim())
    }
}

impl Message {
    /// Reads a request; none where the connection ends before one begins.
    ///
    /// # Errors
    /// Where it ends too early, or cannot be framed.
    pub(super) fn read_request(stream: &mut impl BufRead) -> io::Result<Option<Self>> {
        Self::read(stream, |_| true, false)
    }

    /// Reads the response to a request of that method; none where the connection ends before it.
    ///
    /// # Errors
    /// Where it ends too early, or cannot be framed.
    pub(super) fn read_response(stream: &mut impl BufRead, method: &str) -> io::Result<Option<Self>> {
        let has_content = |head: &Head<'_>| {
            let status = head.lines.first().and_then(|line| line.split(' ').nth(1));
            method != "HEAD" && !matches!(status, Some("204" | "304"))
        };
        Self::read(stream, has_content, true)
    }

    fn read(
        stream: &mut impl BufRead,
        has_content: impl Fn(&Head<'_>) -> bool,
        is_ended_by_closing: bool,
    ) -> io::Result<Option<Self>> {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            if line(stream, &mut head)? == 0 {
                return if head.is_empty() { Ok(None) } else { Err(cut()) };
            }
        }
        let mut body = Vec::new();
        let parsed = Head::of(&head)?;
        if has_content(&parsed) {
            match (parsed.field("transfer-encoding"), parsed.field("content-length")) {
                (Some(_), _) => chunks(stream, &mut body)?,
                (None, Some(length)) => {
                    let length = length.parse().map_err(|_| invalid("the length is no number"))?;
                    exactly(stream, length, &mut body)?;
                }
                (None, None) if is_ended_by_closing => {
                    stream.take(MOST_BYTES).read_to_end(&mut body)?;
                }
                (None, None) => {}
            }
        }
        Ok(Some(Self { head, body }))
    }

    /// The first word of a request.
    pub(super) fn method(&self) -> &str {
        let end = self.head.iter().position(|byte| *byte == b' ').unwrap_or_default();
        self.head
            .get(..end)
            .and_then(|word| str::from_utf8(word).ok())
            .unwrap_or_default()
    }

    /// The status of a response; 0 where it has none.
    pub(super) fn status(&self) -> u16 {
        let head = Head::of(&self.head).ok();
        let line = head.as_ref().and_then(|head| head.lines.first().copied());
        let status = line.and_then(|line| line.split(' ').nth(1));
        status.and_then(|status| status.parse().ok()).unwrap_or_default()
    }

    /// The value of a field.
    pub(super) fn field(&self, name: &str) -> Option<String> {
        Some(Head::of(&self.head).ok()?.field(name)?.to_owned())
    }

    /// The message without a field.
    pub(super) fn without(&self, name: &str) -> Self {
        let is_other = |line: &&[u8]| {
            let key = line.split(|byte| *byte == b':').next().unwrap_or_default();
            !key.eq_ignore_ascii_case(name.as_bytes())
        };
        Self {
            head: self
                .head
                .split_inclusive(|byte| *byte == b'\n')
                .filter(is_other)
                .flatten()
                .copied()
                .collect(),
            body: self.body.clone(),
        }
    }

    /// All of it.
    pub(super) fn bytes(&self) -> Vec<u8> {
        [self.head.as_slice(), &self.body].concat()
    }
}

/// Adds a line, with its end, and gives its length.
fn line(stream: &mut impl BufRead, to: &mut Vec<u8>) -> io::Result<usize> {
    let length = stream.take(MOST_BYTES).read_until(b'\n', to)?;
    if length > 0 && !to.ends_with(b"\n") {
        return Err(cut());
    }
    Ok(length)
}

fn exactly(stream: &mut impl BufRead, length: u64, to: &mut Vec<u8>) -> io::Result<()> {
    if length > MOST_BYTES {
        return Err(invalid("it is too long"));
    }
    match stream.take(length).read_to_end(to)? as u64 == length {
        true => Ok(()),
        false => Err(cut()),
    }
}

/// Adds all chunks, the last one and trailers included.
fn chunks(stream: &mut impl BufRead, to: &mut Vec<u8>) -> io::Result<()> {
    loop {
        let start = to.len();
        if line(stream, to)? == 0 {
            return Err(cut());
        }
        let size = to
            .get(start..)
            .and_then(|line| str::from_utf8(line).ok())
            .unwrap_or_default();
        let size = size.split(';').next().unwrap_or_default().trim();
        let size = u64::from_str_radix(size, 16).map_err(|_| invalid("a chunk has no size"))?;
        if size == 0 {
            break;
        }
        exactly(stream, size + 2, to)?;
    }
    loop {
        let start = to.len();
        if line(stream, to)? == 0 {
            return Err(cut());
        }
        if to.get(start..) == Some(b"\r\n") {
            return Ok(());
        }
    }
}

fn cut() -> io::Error {
    io::Error::new(io::ErrorKind::UnexpectedEof, "the message is cut off")
}

fn invalid(why: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<Option<(u16, &str)>, &str>) {
        let read = Message::read_response(&mut text.as_bytes(), "GET");
        let read = read
            .map(|message| message.map(|message| (message.status(), String::from_utf8(message.body.clone()).unwrap())));
        let expected = expected.map(|message| message.map(|(status, body)| (status, body.to_owned())));
        assert_eq!(read.map_err(|error| error.to_string()), expected.map_err(str::to_owned));
    }

    #[test]
    fn messages_end_where_their_framing_says() {
        check(
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nabcd",
            Ok(Some((200, "ab"))),
        );
        check("HTTP/1.1 204 No\r\n\r\nrest", Ok(Some((204, ""))));
        check(
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2;a=b\r\nab\r\n0\r\nT: 1\r\n\r\nrest",
            Ok(Some((200, "2;a=b\r\nab\r\n0\r\nT: 1\r\n\r\n"))),
        );
        check("HTTP/1.0 200 OK\r\n\r\nuntil the end", Ok(Some((200, "until the end"))));
        check("", Ok(None));
        check("HTTP/1.1 200 OK\r\n", Err("the message is cut off"));
        check(
            "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab",
            Err("the message is cut off"),
        );
    }

    #[test]
    fn a_field_is_taken_away() {
        let request = Message {
            head: b"GET / HTTP/1.1\r\nPrefer: code=500\r\nHost: a\r\n\r\n".to_vec(),
            body: Vec::new(),
        };
        assert_eq!(request.without("prefer").head, b"GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        assert_eq!(request.method(), "GET");
    }
}
