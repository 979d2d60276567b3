//! Documents with words in brackets, `⟦title⟧`, where hostile texts are put.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;

/// How a document writes a text that it quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Notation {
    /// In quotation marks, with the escapes of JSON.
    Json,
    /// In quotation marks, with the escapes of YAML.
    Yaml,
    /// As it is, in formats that are read line by line.
    Lines,
}

/// A document with words in brackets.
pub(crate) struct Template {
    /// The name of its file, by which its format is told.
    pub(crate) name: String,
    notation: Notation,
    text: String,
    /// The words, each once, in the order in which they appear first.
    pub(crate) words: Vec<String>,
}

/// A document whose brackets are filled.
pub(crate) struct Filled {
    pub(crate) text: String,
    /// Where the texts stand that are no words, with the words in whose places they do.
    pub(crate) places: Vec<(Range<usize>, String)>,
}

/// The folder of the documents.
pub(crate) fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/documents"))
}

impl Template {
    /// The document of that name.
    pub(crate) fn open(name: &str) -> Self {
        let text = std::fs::read_to_string(folder().join(name)).expect("a document");
        let notation = match name.rsplit_once('.') {
            Some((_, "yaml" | "raml")) => Notation::Yaml,
            _ => Notation::Lines,
        };
        Self::new(name.to_owned(), notation, text)
    }

    pub(crate) fn new(name: String, notation: Notation, text: String) -> Self {
        let mut seen = BTreeSet::new();
        let words = text.split('⟦').skip(1).filter_map(|rest| rest.split_once('⟧'));
        let words = words.map(|(word, _)| word.to_owned());
        let words = words.filter(|word| seen.insert(word.clone())).collect();
        Self {
            name,
            notation,
            text,
            words,
        }
    }

    /// The same document as JSON.
    pub(crate) fn as_json(&self) -> Self {
        let texts = [(self.name.as_str(), self.text.as_str())];
        let sources =
            specwright_source::Sources::from_texts(&texts, &specwright_source::Limits::default(), |_| Vec::new());
        let sources = sources.expect("a document of YAML");
        let value = sources.entry_tree().expect("a tree").root().to_value();
        let text = serde_json::to_string_pretty(&value).expect("JSON");
        Self::new(self.name.replace(".yaml", ".json"), Notation::Json, text)
    }

    /// The harmless twin: every word as it stands.
    pub(crate) fn plain(&self) -> String {
        self.fill(|_| None).text
    }

    /// The document with `text_of` in the place of words; the words themselves where it gives none, and where a text of
    /// several lines would have to stand in the middle of a line.
    pub(crate) fn fill(&self, text_of: impl Fn(&str) -> Option<String>) -> Filled {
        let mut parts = self.text.split('⟦');
        let mut text = parts.next().unwrap_or_default().to_owned();
        let mut places = Vec::new();
        for part in parts {
            let (word, rest) = part.split_once('⟧').expect("a word in brackets");
            let start = text.len();
            let line = text.rsplit('\n').next().unwrap_or_default();
            match text_of(word).and_then(|hostile| self.written(&hostile, line, rest)) {
                None => text.push_str(word),
                Some(hostile) => {
                    text.push_str(&hostile);
                    places.push((start..text.len(), word.to_owned()));
                }
            }
            text.push_str(rest);
        }
        Filled { text, places }
    }

    /// A text as the document writes it between `before` and `after` on its line.
    fn written(&self, text: &str, before: &str, after: &str) -> Option<String> {
        // Some texts are JSON within a text of YAML, where quotes are escaped twice.
        let is_nested = self.notation != Notation::Lines && before.ends_with("\\\"");
        let is_json = before.ends_with('"') && after.starts_with('"') && self.notation == Notation::Lines;
        match self.notation {
            Notation::Lines if is_json => Some(quoted(text)),
            Notation::Lines => {
                let is_alone = before.trim().is_empty() && (after.is_empty() || after.starts_with('\n'));
                let is_line = !text.contains(['\n', '\r']);
                let indented = || text.replace('\n', &format!("\n{before}"));
                (is_alone || is_line).then(indented)
            }
            _ if is_nested => Some(quoted(&quoted(text))),
            // JSON Pointer in a fragment (RFC 6901, section 6).
            _ if before.ends_with("#/components/schemas/") => {
                let escaped = text.replace('~', "~0").replace('/', "~1").replace('%', "%25");
                Some(quoted(&escaped))
            }
            _ => Some(quoted(text)),
        }
    }
}

/// A text between quotation marks of JSON, which are those of YAML too; without the marks.
fn quoted(text: &str) -> String {
    let mut quoted = String::new();
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            // YAML has these as line ends or leaves them out, and JSON takes them escaped as well.
            '\u{0}'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{feff}'
            | '\u{fffe}'
            | '\u{ffff}' => {
                quoted.push_str(&format!("\\u{:04x}", u32::from(character)));
            }
            other => quoted.push(other),
        }
    }
    quoted
}
