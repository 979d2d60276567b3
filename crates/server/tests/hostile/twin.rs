//! The harmless twin of a document: the same but for every text with a payload in it, which is a plain word instead,
//! the same word wherever the text is the same.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use specwright_source::{Limits, Sources};

/// The twin of a document, as JSON.
pub(crate) fn of(name: &str, text: &str) -> String {
    let sources = Sources::from_texts(&[(name, text)], &Limits::default(), |_| Vec::new()).expect("a document");
    let value = sources.entry_tree().expect("a tree").root().to_value();
    let mut twin = Twin::default();
    twin.value(value).to_string()
}

#[derive(Default)]
struct Twin {
    words: BTreeMap<String, usize>,
}

impl Twin {
    fn value(&mut self, value: Value) -> Value {
        match value {
            Value::String(text) => Value::String(self.text(&text)),
            Value::Array(items) => items.into_iter().map(|item| self.value(item)).collect(),
            Value::Object(members) => {
                let members = members.into_iter();
                let members = members.map(|(name, value)| (self.text(&name), self.value(value)));
                Value::Object(members.collect::<Map<_, _>>())
            }
            other => other,
        }
    }

    fn text(&mut self, text: &str) -> String {
        if !decoded(text).to_lowercase().contains("injected") {
            return text.to_owned();
        }
        // What gives a text its place in the document stays: references, paths, addresses, media types.
        if let Some(pointer) = text.strip_prefix("#/") {
            return format!("#/{}", self.segments(pointer));
        }
        if let Some(path) = text.strip_prefix('/') {
            return format!("/{}", self.segments(path));
        }
        let prefixes = ["https://example.com/", "application/", "text/"];
        if let Some(prefix) = prefixes.iter().find(|prefix| text.starts_with(**prefix)) {
            return format!("{prefix}plain");
        }
        self.word(text)
    }

    fn segments(&mut self, path: &str) -> String {
        let segments = path.split('/').map(|segment| {
            let plain = decoded(segment);
            if plain.to_lowercase().contains("injected") {
                let braces = if plain.contains("{}") { "{}" } else { "" };
                self.word(&plain) + braces
            } else {
                segment.to_owned()
            }
        });
        segments.collect::<Vec<_>>().join("/")
    }

    fn word(&mut self, text: &str) -> String {
        let next = self.words.len() + 1;
        let number = self.words.entry(text.to_owned()).or_insert(next);
        format!("plain word {number}")
    }
}

/// A text with `%` escapes resolved, as references write them.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let escaped = behind.get(..2).filter(|_| *first == b'%');
        let escaped = escaped.and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        bytes.push(escaped.unwrap_or(*first));
        rest = if escaped.is_some() { &behind[2..] } else { behind };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
