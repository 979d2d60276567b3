//! The names that generated code reaches through the crate's root, and [`Bytes`].

use std::fmt;

pub use http;
pub use jiff;
pub use jiff::Timestamp;
pub use jiff::civil::Date;
pub use uuid;
pub use uuid::Uuid;

#[cfg(feature = "serde")]
#[doc(hidden)]
pub use serde_core;

pub use crate::event::{DataForm, Event};
pub use crate::file::File;
pub use crate::form_parts::FormParts;
pub use crate::framing::Framing;
pub use crate::json::Map;
pub use crate::problem::Problem;
pub use crate::secret::Secret;

/// The most bytes that `Debug` shows.
const MOST_BYTES_SHOWN: usize = 256;

/// Bytes that JSON carries as Base64 text (RFC 4648, section 4): the OpenAPI format `byte`.
///
/// As a whole body (the format `binary`) the bytes travel as they are.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bytes(Vec<u8>);

impl Bytes {
    /// The bytes as a slice.
    #[must_use]
    pub fn as_slice(&self) -> &[u8] {
        &self.0
    }

    /// The bytes themselves.
    #[must_use]
    pub fn into_vec(self) -> Vec<u8> {
        self.0
    }
}

impl fmt::Debug for Bytes {
    /// Writes the start of the bytes as an escaped byte string.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.get(..MOST_BYTES_SHOWN) {
            Some(start) => write!(formatter, "b\"{}\"… ({} bytes)", start.escape_ascii(), self.0.len()),
            None => write!(formatter, "b\"{}\"", self.0.escape_ascii()),
        }
    }
}

impl std::ops::Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl From<&[u8]> for Bytes {
    fn from(bytes: &[u8]) -> Self {
        Self(bytes.to_vec())
    }
}

impl<const LENGTH: usize> From<&[u8; LENGTH]> for Bytes {
    fn from(bytes: &[u8; LENGTH]) -> Self {
        Self(bytes.to_vec())
    }
}

impl From<Bytes> for Vec<u8> {
    fn from(bytes: Bytes) -> Self {
        bytes.0
    }
}
