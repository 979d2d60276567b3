//! Why a build script cannot go on.

use std::fmt;
use std::io;
use std::path::Path;

use specwright::InvalidName;

/// Why nothing was generated. `Debug`, which cargo shows when the `main` of a build script returns an error, says the
/// same as `Display`: the whole listing, with the places in the description.
pub struct Error {
    message: String,
    source: Option<io::Error>,
}

impl Error {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            source: None,
        }
    }

    pub(crate) fn name(invalid: InvalidName) -> Self {
        Self::new(format!(
            "{invalid}; write {:?}, for example",
            invalid.suggestion.as_str()
        ))
    }

    /// For `map_err`: the operating system refused `action` on `path`.
    pub(crate) fn io(action: &str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let message = format!("cannot {action} {}", path.display());
        move |error| Self {
            message: format!("{message}: {error}"),
            source: Some(error),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|source| source as _)
    }
}
