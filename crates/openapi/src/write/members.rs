//! Mappings that are being written.

use serde_json::{Map, Value};
use specwright_model::{Extensions, ExternalDocumentation};

/// A mapping that is being written, key by key.
#[derive(Debug, Default)]
pub(super) struct Members(Map<String, Value>);

impl Members {
    /// Adds a key, or gives one that is there another value.
    pub(super) fn put(&mut self, key: &str, value: impl Into<Value>) {
        self.0.insert(key.to_owned(), value.into());
    }

    /// Adds a key where there is a value.
    pub(super) fn option<T: Into<Value>>(&mut self, key: &str, value: Option<T>) {
        if let Some(value) = value {
            self.put(key, value);
        }
    }

    /// Adds a text where there is one.
    pub(super) fn text(&mut self, key: &str, text: Option<&String>) {
        self.option(key, text.map(String::as_str));
    }

    /// Adds a flag where it is set: all flags of OpenAPI that are not written are false, but for `explode`.
    pub(super) fn flag(&mut self, key: &str, is_set: bool) {
        if is_set {
            self.put(key, true);
        }
    }

    /// Adds a sequence where it is not empty.
    pub(super) fn sequence<T: Into<Value>>(&mut self, key: &str, items: Vec<T>) {
        if !items.is_empty() {
            self.put(key, items);
        }
    }

    /// Adds a mapping where it is not empty.
    pub(super) fn mapping(&mut self, key: &str, members: Self) {
        if !members.is_empty() {
            self.put(key, members);
        }
    }

    /// Adds an External Documentation Object (OpenAPI 3.1.1, section 4.8.11).
    pub(super) fn external_documentation(&mut self, documentation: Option<&ExternalDocumentation>) {
        let Some(documentation) = documentation else { return };
        let mut members = Self::default();
        members.text("description", documentation.description.as_ref());
        members.put("url", documentation.url.as_str());
        self.put("externalDocs", members);
    }

    /// Adds vendor extensions. Formats whose extensions have other names get the `x-` that OpenAPI asks for (OpenAPI
    /// 3.1.1, section 4.9).
    pub(super) fn extensions(&mut self, extensions: &Extensions) {
        for (name, value) in extensions {
            if name.starts_with("x-") {
                self.put(name, value.clone());
            } else {
                self.put(&format!("x-{name}"), value.clone());
            }
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn contains(&self, key: &str) -> bool {
        self.0.contains_key(key)
    }
}

impl From<Members> for Value {
    fn from(members: Members) -> Self {
        Self::Object(members.0)
    }
}
