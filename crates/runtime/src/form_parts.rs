//! Multipart forms of which nobody has described the parts.

use std::fmt;

use crate::File;

/// The media type of a file of which none is said.
const BYTES: &str = "application/octet-stream";

/// The parts of a multipart form (RFC 7578), where a description says of a body that it is one and
/// nothing of its parts.
///
/// A form may have several parts of one name. They keep their order.
///
/// `Debug` shows the length of each part in place of its content.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct FormParts {
    parts: Vec<(String, File)>,
}

impl FormParts {
    /// A form without parts.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds plain text: a part without a file name and a media type, as a field of a form is sent.
    #[must_use]
    pub fn text(self, name: &str, text: &str) -> Self {
        self.part(name, File::new(text.as_bytes()))
    }

    /// Adds a file. Without a name of its own it has the part's, and without a media type
    /// `application/octet-stream`.
    #[must_use]
    pub fn file(self, name: &str, file: impl Into<File>) -> Self {
        let mut file = file.into();
        file.name.get_or_insert_with(|| name.to_owned());
        file.content_type.get_or_insert_with(|| BYTES.to_owned());
        self.part(name, file)
    }

    /// Adds a part as it is: with a file name and a media type only where `content` has them.
    #[must_use]
    pub fn part(mut self, name: &str, content: File) -> Self {
        self.parts.push((name.to_owned(), content));
        self
    }

    /// The first part of a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&File> {
        self.iter().find_map(|(own, part)| (own == name).then_some(part))
    }

    /// All parts with their names, in their order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &File)> {
        self.parts.iter().map(|(name, part)| (name.as_str(), part))
    }

    /// How many parts there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.parts.len()
    }

    /// Whether there are no parts.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }
}

impl fmt::Debug for FormParts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(&self.parts).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_keep_their_order_and_what_they_are() {
        let form = FormParts::new()
            .text("n", "1")
            .file("photo", b"1234")
            .file("photo", File::new(b"").named("a.png").typed("image/png"))
            .part("raw", File::new(b"12").typed("text/csv"));
        insta::assert_snapshot!(
            form.iter().map(|part| format!("{part:?}\n")).collect::<String>(),
            @r#"
        ("n", File { name: None, content_type: None, length: 1 })
        ("photo", File { name: Some("photo"), content_type: Some("application/octet-stream"), length: 4 })
        ("photo", File { name: Some("a.png"), content_type: Some("image/png"), length: 0 })
        ("raw", File { name: None, content_type: Some("text/csv"), length: 2 })
        "#
        );
        assert_eq!(form.get("photo").map(|file| file.bytes.len()), Some(4));
        assert_eq!(form.get("p"), None);
        assert_eq!(
            (form.len(), form.is_empty(), FormParts::new().is_empty()),
            (4, false, true)
        );
        assert!(!format!("{form:?}").contains("1234"));
    }
}
