//! Media types of bodies.

use specwright_model::media_type;

/// A media type as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct MediaType {
    text: String,
}

impl MediaType {
    pub(super) fn new(text: &str) -> Self {
        Self { text: text.to_owned() }
    }

    /// As it is written, parameters included.
    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether two bodies are of one form: parameters may differ.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.essence() == other.essence()
    }

    /// Type and subtype in small letters.
    pub(super) fn essence(&self) -> String {
        media_type::essence(&self.text)
    }

    /// Whether bodies are JSON.
    pub(super) fn is_json(&self) -> bool {
        media_type::is_json(&self.text)
    }

    /// Whether bodies are forms without parts.
    pub(super) fn is_form(&self) -> bool {
        self.essence() == "application/x-www-form-urlencoded"
    }

    /// Whether bodies are forms of parts.
    pub(super) fn is_multipart(&self) -> bool {
        self.essence() == "multipart/form-data"
    }

    /// Whether bodies are text that has no other structure. `plain/text` is how blueprints often turn it round.
    pub(super) fn is_text(&self) -> bool {
        matches!(self.essence().as_str(), "text/plain" | "plain/text" | "text/html")
    }

    /// The value of the parameter `boundary` (RFC 2046, section 5.1.1).
    pub(super) fn boundary(&self) -> Option<&str> {
        let parameters = self.text.split(';').skip(1);
        parameters
            .filter_map(|it| it.split_once('='))
            .find_map(|(name, value)| {
                let is_boundary = name.trim().eq_ignore_ascii_case("boundary");
                is_boundary.then(|| value.trim().trim_matches('"'))
            })
    }
}

/// The media type that a body without one most likely has.
pub(super) fn of_text(text: &str) -> &'static str {
    let text = text.trim();
    let lower = text.get(..15).unwrap_or(text).to_ascii_lowercase();
    if text.starts_with(['{', '[']) {
        "application/json"
    } else if lower.starts_with("<!doctype html") || lower.starts_with("<html") {
        "text/html"
    } else if lower.starts_with("<?xml") {
        "application/xml"
    } else {
        "text/plain"
    }
}
