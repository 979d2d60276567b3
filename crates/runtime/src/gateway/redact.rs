//! Keeping secrets out of what is told.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::utf8_percent_encode;

use super::bind::Binds;
use crate::json::Value;
use crate::parameter::UNSAFE;

/// The shortest secret that is looked for. Shorter values are settings rather than secrets, and
/// replacing them would make nonsense of texts.
const SHORTEST: usize = 8;

/// What stands in place of a secret.
const REDACTED: &str = "[redacted]";

/// Replaces the values of binds in texts, also where they are written as URLs, JSON or Base64 have
/// them.
pub(super) struct Redactor {
    /// Longer ones first: one may be part of another.
    secrets: Vec<String>,
}

impl Redactor {
    pub(super) fn new(binds: &Binds) -> Self {
        let mut redactor = Self { secrets: Vec::new() };
        binds.values().for_each(|secret| redactor.add(secret.expose()));
        redactor
    }

    /// Adds a secret.
    pub(super) fn add(&mut self, secret: &str) {
        let secret = secret.trim();
        if secret.len() < SHORTEST {
            return;
        }
        let json = Value::from(secret).to_string();
        self.secrets.extend([
            secret.to_owned(),
            secret.replace('/', "\\/"),
            json.trim_matches('"').to_owned(),
            utf8_percent_encode(secret, UNSAFE).to_string(),
            STANDARD.encode(secret),
        ]);
        self.secrets
            .sort_unstable_by(|one, other| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
        self.secrets.dedup();
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
    pub(super) fn bytes(&self, mut bytes: Vec<u8>) -> Vec<u8> {
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
        let redactor = Redactor::new(&Binds::new().with("KEY", "sword/fish\"4711"));
        for text in [
            "sword/fish\"4711",
            r#"sword/fish\"4711"#,
            r#"sword\/fish"4711"#,
            "sword%2Ffish%224711",
            "c3dvcmQvZmlzaCI0NzEx",
        ] {
            assert_eq!(redactor.text(&format!("<{text}>")), "<[redacted]>", "{text}");
        }
    }
}
