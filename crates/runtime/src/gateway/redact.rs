//! Keeping secrets out of what is told.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::bind::Binds;
use crate::json::Value;
use crate::parameter::UNSAFE;

/// The shortest secret that is looked for. Shorter values are settings rather than secrets, and
/// replacing them would make nonsense of texts.
const SHORTEST: usize = 8;

/// What stands in place of a secret.
const REDACTED: &str = "[redacted]";

/// What browsers and the URL Standard encode at least: less than [`UNSAFE`].
const UNSAFE_IN_URLS: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'<').add(b'>');

/// Replaces the values of binds in texts, also where they are written as URLs, JSON, HTML, Base64 or
/// hexadecimal numbers have them.
pub(super) struct Redactor {
    /// Longer ones first: one may be part of another.
    secrets: Vec<String>,
}

impl Redactor {
    pub(super) fn new(binds: &Binds) -> Self {
        let exposed = binds.values().map(|secret| secret.expose().trim());
        let long = exposed.filter(|secret| secret.len() >= SHORTEST);
        let mut secrets: Vec<String> = long.flat_map(spellings).collect();
        secrets.sort_unstable_by(|one, other| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
        secrets.dedup();
        Self { secrets }
    }

    /// A text without secrets.
    pub(super) fn text(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for secret in &self.secrets {
            if text.contains(secret) {
                text = text.replace(secret, REDACTED);
            }
        }
        text
    }

    /// Bytes without secrets.
    pub(super) fn bytes(&self, bytes: Vec<u8>) -> Vec<u8> {
        // Texts are searched many times faster.
        let mut bytes = match String::from_utf8(bytes) {
            Ok(text) => return self.text(&text).into_bytes(),
            Err(error) => error.into_bytes(),
        };
        for secret in &self.secrets {
            if find(&bytes, secret.as_bytes()).is_some() {
                bytes = replaced(&bytes, secret.as_bytes());
            }
        }
        bytes
    }

    /// Whether there is a secret in bytes.
    pub(super) fn finds_one_in(&self, bytes: &[u8]) -> bool {
        self.secrets
            .iter()
            .any(|secret| find(bytes, secret.as_bytes()).is_some())
    }
}

/// The ways in which others may write a secret.
fn spellings(secret: &str) -> Vec<String> {
    let json = Value::from(secret).to_string();
    let json = json.trim_matches('"');
    let encoded = utf8_percent_encode(secret, UNSAFE).to_string();
    let hexadecimal: String = secret.bytes().map(|byte| format!("{byte:02x}")).collect();
    let html = secret.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let mut spellings = vec![
        secret.to_owned(),
        json.to_owned(),
        json.replace('/', "\\/"),
        secret.replace('/', "\\/"),
        html.replace('"', "&quot;").replace('\'', "&#39;"),
        html.replace('"', "&#34;").replace('\'', "&#x27;"),
        utf8_percent_encode(secret, UNSAFE_IN_URLS).to_string(),
        lower_case_escapes(&encoded),
        encoded.replace("%20", "+"),
        encoded,
        hexadecimal.to_uppercase(),
        hexadecimal,
    ];
    spellings.extend((0..3).flat_map(|offset| within_base64(secret, offset)));
    spellings
}

/// A percent-encoded text with its hexadecimal digits in lower case.
fn lower_case_escapes(encoded: &str) -> String {
    let mut parts = encoded.split('%');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (digits, rest) = part.split_at_checked(2).unwrap_or((part, ""));
        text.push('%');
        text.push_str(&digits.to_lowercase());
        text.push_str(rest);
    }
    text
}

/// What Base64 text has of a secret that stands `offset` bytes (modulo 3) behind the start of what is
/// encoded, as a password does in `name:password`: the characters that depend on the secret alone.
fn within_base64(secret: &str, offset: usize) -> [String; 2] {
    let bytes = [&b"\0\0"[..], secret.as_bytes()].concat();
    let bytes = bytes.get(2 - offset..).unwrap_or_default();
    // Six bits a character: those before the secret, and the last one if bits of it are to come.
    let (before, whole) = ((offset * 8).div_ceil(6), bytes.len() * 8 / 6);
    let inner = |encoded: String| encoded.get(before..whole).unwrap_or_default().to_owned();
    [
        inner(STANDARD_NO_PAD.encode(bytes)),
        inner(URL_SAFE_NO_PAD.encode(bytes)),
    ]
}

fn find(bytes: &[u8], secret: &[u8]) -> Option<usize> {
    bytes.windows(secret.len()).position(|window| window == secret)
}

fn replaced(mut bytes: &[u8], secret: &[u8]) -> Vec<u8> {
    let mut clean = Vec::with_capacity(bytes.len());
    while let Some((before, rest)) = find(bytes, secret).and_then(|place| bytes.split_at_checked(place)) {
        clean.extend_from_slice(before);
        clean.extend_from_slice(REDACTED.as_bytes());
        bytes = rest.get(secret.len()..).unwrap_or_default();
    }
    clean.extend_from_slice(bytes);
    clean
}

#[cfg(test)]
mod tests {
    use base64::engine::general_purpose::{STANDARD, URL_SAFE};

    use super::*;

    #[test]
    fn every_occurrence_is_replaced() {
        let binds = Binds::new()
            .with("KEY", "swordfish")
            .with("LONG", "swordfish-2")
            .with("REGION", "fr-par");
        let redactor = Redactor::new(&binds);
        let check = |text: &str, expected: &str| {
            assert_eq!(redactor.text(text), expected);
            assert_eq!(redactor.bytes(text.as_bytes().to_vec()), expected.as_bytes());
            let (text_bytes, expected_bytes) = (
                [text.as_bytes(), b"\xFF"].concat(),
                [expected.as_bytes(), b"\xFF"].concat(),
            );
            assert_eq!(redactor.bytes(text_bytes), expected_bytes);
            assert_eq!(redactor.finds_one_in(text.as_bytes()), text != expected);
        };
        check(
            "a swordfish, swordfish-2 and fr-par",
            "a [redacted], [redacted] and fr-par",
        );
        check("swordfishswordfish", "[redacted][redacted]");
        check("swordfis", "swordfis");
        check("", "");
    }

    #[test]
    fn other_spellings_are_replaced_too() {
        let redactor = Redactor::new(&Binds::new().with("KEY", "sword/fish\"4 7&11"));
        for text in [
            r#"sword/fish"4 7&11"#,
            r#"sword/fish\"4 7&11"#,
            r#"sword\/fish"4 7&11"#,
            r#"sword\/fish\"4 7&11"#,
            "sword%2Ffish%224%207%2611",
            "sword%2ffish%224%207%2611",
            "sword%2Ffish%224+7%2611",
            "sword/fish%224%207&11",
            "sword/fish&quot;4 7&amp;11",
            "73776f72642f6669736822342037263131",
            "73776F72642F6669736822342037263131",
        ] {
            assert_eq!(redactor.text(&format!("<{text}>")), "<[redacted]>", "{text}");
        }
    }

    #[test]
    fn secrets_are_found_within_base64() {
        let redactor = Redactor::new(&Binds::new().with("KEY", "sw>rd?ish"));
        let check = |text: &str, expected: &str| {
            assert_eq!(redactor.text(&STANDARD.encode(text)), expected);
            assert_eq!(redactor.text(&URL_SAFE.encode(text)), expected);
        };
        check("sw>rd?ish", "[redacted]");
        check("joe:sw>rd?ish", "am9lOn[redacted]A==");
        check("ab:sw>rd?ish!", "YWI6[redacted]IQ==");
        check("a:sw>rd?ish, and more", "YTp[redacted]gsIGFuZCBtb3Jl");
        check("swordfish", "c3dvcmRmaXNo");
    }
}
