//! Files as parts of a multipart form.

use std::fmt;

use crate::Bytes;

/// A file, or any other content of bytes, in a multipart form (RFC 7578, section 4.2).
///
/// `Debug` shows the length of the content in place of the content.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct File {
    /// The name that the sender gives it. It is what the other side chose to write: never use it
    /// as a path without checking it.
    pub name: Option<String>,
    /// The media type of the content, as the sender says.
    pub content_type: Option<String>,
    /// The content.
    pub bytes: Bytes,
}

impl File {
    /// A file without a name and a media type.
    #[must_use]
    pub fn new(bytes: impl Into<Bytes>) -> Self {
        Self {
            name: None,
            content_type: None,
            bytes: bytes.into(),
        }
    }

    /// Sets the name.
    #[must_use]
    pub fn named(mut self, name: &str) -> Self {
        self.name = Some(name.to_owned());
        self
    }

    /// Sets the media type of the content, such as `image/png`.
    #[must_use]
    pub fn typed(mut self, content_type: &str) -> Self {
        self.content_type = Some(content_type.to_owned());
        self
    }
}

impl From<Vec<u8>> for File {
    fn from(bytes: Vec<u8>) -> Self {
        Self::new(bytes)
    }
}

impl From<&[u8]> for File {
    fn from(bytes: &[u8]) -> Self {
        Self::new(bytes)
    }
}

impl<const LENGTH: usize> From<&[u8; LENGTH]> for File {
    fn from(bytes: &[u8; LENGTH]) -> Self {
        Self::new(bytes)
    }
}

impl From<Bytes> for File {
    fn from(bytes: Bytes) -> Self {
        Self::new(bytes)
    }
}

impl fmt::Debug for File {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("File")
            .field("name", &self.name)
            .field("content_type", &self.content_type)
            .field("length", &self.bytes.len())
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::File;

    #[test]
    fn debug_shows_the_length_in_place_of_the_content() {
        let file = File::new(b"secret").named("a.txt").typed("text/plain");
        insta::assert_snapshot!(
            format!("{file:?}"),
            @r#"File { name: Some("a.txt"), content_type: Some("text/plain"), length: 6 }"#
        );
    }
}
