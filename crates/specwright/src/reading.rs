//! How a description is read: from which folder, within which limits, and in spite of what.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use specwright_diagnostics::{Rule, Severity};

use crate::Limits;
use crate::rules::of_descriptions;

/// How a description is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The folder of which files may be read; that of the description where there is none.
    pub root: Option<PathBuf>,
    /// The errors that are put up with.
    pub allow: Vec<AllowedError>,
    /// How much it may ask for.
    pub limits: Limits,
}

/// A kind of error that is put up with: it counts as a warning, and what it is about is left out, or read as the reader
/// of the format could make it out. Where nothing at all could be read, it stays an error.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct AllowedError(&'static Rule);

impl AllowedError {
    /// The code of the error, such as `file-missing`.
    pub fn code(self) -> &'static str {
        self.0.code
    }
}

/// A text that is the code of no error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownError(String);

impl FromStr for AllowedError {
    type Err = UnknownError;

    fn from_str(code: &str) -> Result<Self, UnknownError> {
        match of_descriptions().find(|rule| rule.code == code) {
            Some(rule) if rule.severity == Severity::Error => Ok(Self(rule)),
            _ => Err(UnknownError(code.to_owned())),
        }
    }
}

impl fmt::Debug for AllowedError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("AllowedError").field(&self.code()).finish()
    }
}

impl fmt::Display for UnknownError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if of_descriptions().any(|rule| rule.code == self.0) {
            return write!(formatter, "`{}` is no error, and need not be allowed", self.0);
        }
        write!(formatter, "no error has the code {:?}", self.0)?;
        let errors = of_descriptions().filter(|rule| rule.severity == Severity::Error);
        match specwright_diagnostics::nearest(&self.0, errors.map(|rule| rule.code)) {
            Some(near) => write!(formatter, "; did you mean `{near}`?"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for UnknownError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(code: &str, expected: &str) {
        let shown = match code.parse::<AllowedError>() {
            Ok(allowed) => allowed.code().to_owned(),
            Err(unknown) => unknown.to_string(),
        };
        assert_eq!(shown, expected);
    }

    #[test]
    fn errors_are_allowed_by_their_codes() {
        check("file-missing", "file-missing");
        check(
            "file-mising",
            "no error has the code \"file-mising\"; did you mean `file-missing`?",
        );
        check("unknown-key", "`unknown-key` is no error, and need not be allowed");
    }
}
