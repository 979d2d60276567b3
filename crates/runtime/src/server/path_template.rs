//! Path templates (`/a/{b}/{c}.json`) and how the path of a request is matched against them.
//!
//! A path is split at its raw slashes before anything is percent-decoded, so an encoded slash
//! (`%2F`) belongs to a value and can never lead to another route (RFC 3986, section 2.2). Dot
//! segments are never resolved: a server that receives `/a/../b` does not answer for `/b`.

use std::cmp::Ordering;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// Every character that is percent-encoded in the normal form of a template's literal text.
const ENCODED_IN_LITERALS: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    // sub-delims, ":" and "@" stand for themselves in a segment (RFC 3986, section 3.3).
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b':')
    .remove(b'@');

/// A parsed path template.
#[derive(Debug)]
pub(crate) struct PathTemplate {
    segments: Vec<Segment>,
}

/// What stands between two slashes of a template.
#[derive(Debug)]
enum Segment {
    /// No variable: the decoded bytes that the decoded segment must equal.
    Literal(Vec<u8>),
    /// At least one variable, maybe between literal texts, as in `{id}.json` or `{from}-{to}`.
    Pattern(Vec<Piece>),
    /// `{+name}` at the end of a template: the rest of the path, slashes included (RFC 6570,
    /// section 3.2.3).
    Rest(&'static str),
}

/// One part of a [`Segment::Pattern`].
#[derive(Debug)]
enum Piece {
    /// Literal text in the normal form of [`normalize`].
    Literal(String),
    /// A variable by its name.
    Variable(&'static str),
}

/// The values of a template's variables: name and text as it stood in the path, still encoded.
pub(crate) type PathValues = Vec<(&'static str, String)>;

impl PathTemplate {
    /// Parses a template. A brace that opens no variable is literal text.
    pub(crate) fn parse(template: &'static str) -> Self {
        let path = template.strip_prefix('/').unwrap_or(template);
        let mut segments: Vec<Segment> = path.split('/').map(Segment::parse).collect();
        if let Some(name) = path.rsplit('/').next().and_then(rest_variable) {
            segments.pop();
            segments.push(Segment::Rest(name));
        }
        Self { segments }
    }

    /// Gives the values of the variables when `path` (raw, as it was received) fits.
    pub(crate) fn matches(&self, path: &str) -> Option<PathValues> {
        let mut rest = Some(path.strip_prefix('/')?);
        let mut values = PathValues::new();
        for segment in &self.segments {
            let text = rest?;
            let (head, tail) = match text.split_once('/') {
                Some((head, tail)) => (head, Some(tail)),
                None => (text, None),
            };
            match segment {
                Segment::Literal(literal) => {
                    if !percent_decode_str(head).eq(literal.iter().copied()) {
                        return None;
                    }
                }
                Segment::Pattern(pieces) => match_pieces(pieces, head, &mut values)?,
                Segment::Rest(name) => {
                    values.push((name, text.to_owned()));
                    return Some(values);
                }
            }
            rest = tail;
        }
        rest.is_none().then_some(values)
    }

    /// Orders templates by precedence: the one to try first is less. Segment by segment, literal
    /// text comes before a variable, and more literal text before less (OpenAPI 3.1.1, section
    /// 4.8.8.2: "concrete" paths are matched before their templated counterparts).
    pub(crate) fn precedence(&self, other: &Self) -> Ordering {
        let ranks = |template: &Self| template.segments.iter().map(Segment::rank).collect::<Vec<_>>();
        ranks(self).cmp(&ranks(other))
    }
}

impl Segment {
    fn parse(text: &'static str) -> Self {
        let mut pieces = Vec::new();
        let mut literal = String::new();
        let mut rest = text;
        while let Some((before, name, after)) = next_variable(rest) {
            literal.push_str(before);
            if !literal.is_empty() {
                pieces.push(Piece::Literal(normalize(&literal)));
                literal.clear();
            }
            pieces.push(Piece::Variable(name));
            rest = after;
        }
        literal.push_str(rest);
        if pieces.is_empty() {
            return Self::Literal(percent_decode_str(&literal).collect());
        }
        if !literal.is_empty() {
            pieces.push(Piece::Literal(normalize(&literal)));
        }
        Self::Pattern(pieces)
    }

    /// Kind of segment first, then how much literal text it has (more is less).
    fn rank(&self) -> (u8, std::cmp::Reverse<usize>) {
        let (kind, length) = match self {
            Self::Literal(_) => (0, 0),
            Self::Pattern(pieces) => (1, pieces.iter().map(Piece::literal_length).sum()),
            Self::Rest(_) => (2, 0),
        };
        (kind, std::cmp::Reverse(length))
    }
}

impl Piece {
    fn literal_length(&self) -> usize {
        match self {
            Self::Literal(text) => text.len(),
            Self::Variable(_) => 0,
        }
    }
}

/// Splits `text` at its first `{name}`: what stands before, the name, what stands after.
fn next_variable(text: &'static str) -> Option<(&'static str, &'static str, &'static str)> {
    let (before, opened) = text.split_once('{')?;
    let (name, after) = opened.split_once('}')?;
    Some((before, name, after))
}

/// The name in `{+name}`, when that is the whole segment.
fn rest_variable(segment: &'static str) -> Option<&'static str> {
    segment
        .strip_prefix("{+")?
        .strip_suffix('}')
        .filter(|name| !name.contains(['{', '}']))
}

/// Matches one raw segment of a path against literal texts and variables.
///
/// A variable beside literal text takes at least one character and as few as possible; literal
/// text that ends the pattern is found at the end of the segment. Of two variables side by side the
/// second is an extension, such as `.json`.
fn match_pieces(pieces: &[Piece], segment: &str, values: &mut PathValues) -> Option<()> {
    if let [Piece::Variable(name)] = pieces {
        // The whole segment, even when empty: the empty value is refused with a clear message
        // later, which helps a caller more than "no such path".
        values.push((name, segment.to_owned()));
        return Some(());
    }
    let segment = normalize(segment);
    let mut rest = segment.as_str();
    let mut pieces = pieces.iter().peekable();
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Literal(literal) => rest = rest.strip_prefix(literal.as_str())?,
            Piece::Variable(name) => {
                let value = match pieces.peek() {
                    None => rest,
                    Some(Piece::Variable(_)) => before_extension(rest)?,
                    Some(Piece::Literal(literal)) => until(rest, literal, pieces.len() == 1)?,
                };
                if value.is_empty() {
                    return None;
                }
                values.push((name, value.to_owned()));
                rest = rest.strip_prefix(value)?;
            }
        }
    }
    rest.is_empty().then_some(())
}

/// What stands before `literal`: before its last place when the pattern ends with it, else before
/// its first place that leaves at least one character.
fn until<'text>(text: &'text str, literal: &str, at_end: bool) -> Option<&'text str> {
    if at_end {
        return text.strip_suffix(literal);
    }
    let first = first_character(text)?;
    let (before, _) = text.strip_prefix(first)?.split_once(literal)?;
    text.get(..first.len() + before.len())
}

/// What stands before the last dot, at least one character.
fn before_extension(text: &str) -> Option<&str> {
    let (before, _) = text.rsplit_once('.')?;
    (!before.is_empty()).then_some(before)
}

/// The first character of a text, an encoded octet (`%2F`) counting as one.
fn first_character(text: &str) -> Option<&str> {
    let length = if text.starts_with('%') {
        3
    } else {
        text.chars().next()?.len_utf8()
    };
    text.get(..length)
}

/// Brings raw path text into one form (RFC 3986, section 6.2.2): unreserved characters are not
/// encoded, everything that must be is, hexadecimal digits are upper case.
fn normalize(raw: &str) -> String {
    let mut normal = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((before, after)) = rest.split_once('%') {
        normal.extend(utf8_percent_encode(before, ENCODED_IN_LITERALS));
        match encoded_octet(after) {
            Some((octet, tail)) => {
                if octet.is_ascii_alphanumeric() || b"-._~".contains(&octet) {
                    normal.push(char::from(octet));
                } else {
                    normal.push_str(percent_encoding::percent_encode_byte(octet));
                }
                rest = tail;
            }
            None => {
                normal.push_str("%25");
                rest = after;
            }
        }
    }
    normal.extend(utf8_percent_encode(rest, ENCODED_IN_LITERALS));
    normal
}

/// Reads the two hexadecimal digits after a percent sign.
fn encoded_octet(text: &str) -> Option<(u8, &str)> {
    let digits = text
        .get(..2)
        .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    let octet = u8::from_str_radix(digits, 16).ok()?;
    Some((octet, text.get(2..)?))
}

/// Whether every percent sign of `text` is followed by two hexadecimal digits.
pub(crate) fn well_encoded(text: &str) -> bool {
    text.split('%').skip(1).all(|after| encoded_octet(after).is_some())
}

#[cfg(test)]
mod tests;
