//! Percent-encoding, and the texts that must not stand in a path.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::MalformedParameter;
use crate::json::Value;

/// All but the unreserved characters (RFC 3986, section 2.3).
pub(crate) const UNSAFE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// All but the unreserved characters and those reserved ones that end or split nothing in a query:
/// `#`, `[`, `]`, `&`, `+` and `%` stay encoded.
const UNSAFE_IN_QUERY: &AsciiSet = &UNSAFE
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';')
    .remove(b'=');

/// Percent-encodes all but the unreserved characters.
pub(super) fn encode(text: &str) -> String {
    utf8_percent_encode(text, UNSAFE).to_string()
}

/// Percent-encodes a query value whose parameter allows reserved characters.
pub(super) fn encode_reserved(text: &str) -> String {
    utf8_percent_encode(text, UNSAFE_IN_QUERY).to_string()
}

/// Percent-decodes a text.
pub(super) fn decode(text: &str) -> Result<String, MalformedParameter> {
    match percent_decode_str(text).decode_utf8() {
        Ok(decoded) => Ok(decoded.into_owned()),
        Err(_) => Err(MalformedParameter::new("percent-encodes bytes that are not UTF-8")),
    }
}

/// Percent-decodes a part of a query, where `+` is a space.
pub(super) fn decode_query(text: &str) -> Result<String, MalformedParameter> {
    decode(&text.replace('+', " "))
}

/// The text of a leaf: JSON for what has no text of its own, nothing for null, which RFC 6570,
/// section 2.3 calls undefined.
pub(super) fn leaf(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::Bool(boolean) => Some(boolean.to_string()),
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) => Some(text.clone()),
        Value::Array(_) | Value::Object(_) => Some(value.to_string()),
    }
}

/// The text of a leaf, empty for null.
#[cfg(any(feature = "client", feature = "server"))]
pub(crate) fn text_of_leaf(value: &Value) -> String {
    leaf(value).unwrap_or_default()
}

/// Why a text must not be a path value, if it must not.
///
/// A value with a dot segment would name another resource (RFC 3986, section 5.2.4), at once or
/// after one more decoding by something in between, so the encoded forms count too.
pub(super) fn refused_in_path(text: &str) -> Option<&'static str> {
    let plain = text
        .to_ascii_lowercase()
        .replace("%2e", ".")
        .replace("%2f", "/")
        .replace("%5c", "/")
        .replace('\\', "/");
    if plain.is_empty() {
        Some("is empty, which a path cannot express")
    } else if plain.bytes().all(|byte| byte == b'/') {
        Some("is nothing but slashes")
    } else if plain.split('/').any(is_dot_segment) {
        Some("has a dot segment, which would lead to another resource")
    } else {
        None
    }
}

/// Whether a segment of a path is `.` or `..`.
pub(crate) fn is_dot_segment(segment: &str) -> bool {
    segment == "." || segment == ".."
}
