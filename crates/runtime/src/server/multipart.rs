//! Taking multipart forms apart (RFC 7578; the framing is RFC 2046's, section 5.1).

#[cfg(test)]
mod tests;

use axum::body::Bytes;
use http::header::CONTENT_DISPOSITION;
use http::{HeaderMap, HeaderName, HeaderValue};

/// The most parts that a form may have.
const MOST_PARTS: usize = 1000;

/// The most bytes that the head of a part may have.
const MOST_HEAD_BYTES: usize = 8 * 1024;

/// The most characters of a boundary (RFC 2046, section 5.1.1).
const MOST_BOUNDARY_CHARACTERS: usize = 70;

/// What ends a line, and twice what ends a head.
const LINE_END: &[u8] = b"\r\n";
const HEAD_END: &[u8] = b"\r\n\r\n";

/// One part of a form.
pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) file_name: Option<String>,
    pub(crate) headers: HeaderMap,
    pub(crate) content: Bytes,
}

/// Takes a body apart. What stands before the first and after the last boundary is passed over.
///
/// A line that only begins like a boundary is content.
///
/// # Errors
/// What is wrong with the body, for the caller.
pub(crate) fn parse(body: &Bytes, boundary: &str) -> Result<Vec<Part>, String> {
    if boundary.is_empty() || boundary.len() > MOST_BOUNDARY_CHARACTERS {
        return Err(format!(
            "the boundary does not have 1 to {MOST_BOUNDARY_CHARACTERS} characters"
        ));
    }
    let delimiter = format!("\r\n--{boundary}").into_bytes();
    let mut parts = Vec::new();
    let mut found = first_delimiter(body, &delimiter).ok_or("the body does not have its boundary")?;
    while let Some(start) = found.part {
        if parts.len() == MOST_PARTS {
            return Err(format!("the body has more than {MOST_PARTS} parts"));
        }
        // The line end before a boundary may be the one after the boundary before it.
        let from = start - LINE_END.len();
        let next = next_delimiter(body, from, &delimiter).ok_or("the last boundary is missing")?;
        parts.push(part(&body.slice(start..next.start.max(start)))?);
        found = next;
    }
    Ok(parts)
}

/// A line with the boundary.
struct Delimiter {
    /// Where it begins: with the line end before it.
    start: usize,
    /// Where the part after it begins; `None` after the last one.
    part: Option<usize>,
}

/// The first boundary: at the start of the body or of a line.
fn first_delimiter(body: &[u8], delimiter: &[u8]) -> Option<Delimiter> {
    let line = delimiter.strip_prefix(LINE_END).unwrap_or(delimiter);
    match body.strip_prefix(line).and_then(|rest| after_boundary(body, rest)) {
        Some(part) => Some(Delimiter { start: 0, part }),
        None => next_delimiter(body, 0, delimiter),
    }
}

/// The first boundary that begins at or after `from`.
fn next_delimiter(body: &[u8], mut from: usize, delimiter: &[u8]) -> Option<Delimiter> {
    loop {
        let rest = body.get(from..)?;
        let start = from + rest.iter().position(|byte| *byte == b'\r')?;
        let rest = body.get(start..)?.strip_prefix(delimiter);
        if let Some(part) = rest.and_then(|rest| after_boundary(body, rest)) {
            return Some(Delimiter { start, part });
        }
        from = start + 1;
    }
}

/// Where the part after a boundary begins, `Some(None)` after the last one. `None` if what follows
/// shows that it is no boundary. `rest` is the end of `body`.
fn after_boundary(body: &[u8], rest: &[u8]) -> Option<Option<usize>> {
    let (rest, is_last) = match rest.strip_prefix(b"--") {
        Some(rest) => (rest, true),
        None => (rest, false),
    };
    let padding = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let rest = rest.get(padding..)?;
    if is_last {
        let ends_line = rest.is_empty() || rest.starts_with(LINE_END);
        return ends_line.then_some(None);
    }
    let part = rest.strip_prefix(LINE_END)?;
    Some(Some(body.len() - part.len()))
}

/// Reads what stands between two boundaries.
fn part(text: &Bytes) -> Result<Part, String> {
    let (head, content) = if text.starts_with(LINE_END) {
        (Bytes::new(), text.slice(LINE_END.len()..))
    } else {
        match text.windows(HEAD_END.len()).position(|window| window == HEAD_END) {
            Some(end) => (text.slice(..end), text.slice(end + HEAD_END.len()..)),
            None => (text.clone(), Bytes::new()),
        }
    };
    if head.len() > MOST_HEAD_BYTES {
        return Err(format!("the head of a part has more than {MOST_HEAD_BYTES} bytes"));
    }
    let (headers, disposition) = headers(&head).ok_or("the head of a part is malformed")?;
    if headers
        .get("content-transfer-encoding")
        .is_some_and(|encoding| !is_identity(encoding))
    {
        return Err("a part has a transfer encoding, which forms do not have".to_owned());
    }
    let disposition = std::str::from_utf8(disposition).ok();
    let disposition = disposition.and_then(Disposition::parse).unwrap_or_default();
    Ok(Part {
        name: disposition.name.ok_or("a part has no name")?,
        file_name: disposition.file_name,
        headers,
        content,
    })
}

/// Whether a transfer encoding leaves content as it is (RFC 2045, section 6.2).
fn is_identity(encoding: &HeaderValue) -> bool {
    let identities = [b"7bit".as_slice(), b"8bit", b"binary"];
    identities
        .iter()
        .any(|identity| encoding.as_bytes().eq_ignore_ascii_case(identity))
}

/// The fields of a head, and what the first `Content-Disposition` says; `None` if a line is none.
fn headers(mut head: &[u8]) -> Option<(HeaderMap, &[u8])> {
    let mut headers = HeaderMap::new();
    let mut disposition = None;
    while !head.is_empty() {
        let end = head.windows(LINE_END.len()).position(|window| window == LINE_END);
        let (line, rest) = head.split_at(end.unwrap_or(head.len()));
        head = rest.strip_prefix(LINE_END).unwrap_or_default();
        let colon = line.iter().position(|byte| *byte == b':')?;
        let (name, value) = line.split_at(colon);
        let name = HeaderName::from_bytes(name).ok()?;
        let value = value.strip_prefix(b":").unwrap_or(value).trim_ascii();
        let is_disposition = name == CONTENT_DISPOSITION;
        if is_disposition {
            disposition.get_or_insert(value);
        }
        match HeaderValue::from_bytes(value) {
            Ok(value) => headers.try_append(name, value).ok()?,
            // Of control characters in names, browsers escape line ends alone (WHATWG HTML, section 4.10.22.8).
            Err(_) if is_disposition => continue,
            Err(_) => return None,
        };
    }
    Some((headers, disposition.unwrap_or_default()))
}

/// What the header `Content-Disposition` says (RFC 7578, section 4.2).
#[derive(Debug, Default, PartialEq, Eq)]
struct Disposition {
    name: Option<String>,
    file_name: Option<String>,
}

impl Disposition {
    fn parse(text: &str) -> Option<Self> {
        let mut disposition = Self::default();
        let (_, mut rest) = text.split_once(';')?;
        loop {
            rest = rest.trim_start_matches([';', ' ', '\t']);
            if rest.is_empty() {
                return Some(disposition);
            }
            let (key, after) = rest.split_once('=')?;
            let (value, after) = parameter_value(after.trim_start())?;
            rest = after;
            match key.trim().to_ascii_lowercase().as_str() {
                "name" => disposition.name.get_or_insert(value),
                "filename" => disposition.file_name.get_or_insert(value),
                _ => continue,
            };
        }
    }
}

/// A parameter's value, and what follows it. `None` if a quote is not closed.
fn parameter_value(text: &str) -> Option<(String, &str)> {
    let Some(quoted) = text.strip_prefix('"') else {
        let (value, rest) = text.split_once(';').unwrap_or((text, ""));
        return Some((value.trim_end().to_owned(), rest));
    };
    let mut value = String::new();
    let mut characters = quoted.chars();
    loop {
        match characters.next()? {
            '"' => return Some((unescaped(&value), characters.as_str())),
            // Some senders escape like this; browsers send a backslash as it is.
            '\\' if characters.as_str().starts_with(['"', '\\']) => value.extend(characters.next()),
            other => value.push(other),
        }
    }
}

/// Takes back what browsers escape in names, and nothing else (WHATWG HTML, section 4.10.22.8).
fn unescaped(value: &str) -> String {
    value.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n")
}
