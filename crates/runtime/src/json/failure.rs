//! What is wrong with a JSON text, and where.

use std::fmt;

/// One problem of a value, at a place in the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Where: a JSON pointer (RFC 6901), empty for the document as a whole.
    pub pointer: String,
    /// What, for a person.
    pub message: String,
}

impl Violation {
    /// A problem at a JSON pointer.
    #[must_use]
    pub fn new(pointer: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            pointer: pointer.into(),
            message: message.into(),
        }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.pointer.is_empty() {
            formatter.write_str(&self.message)
        } else {
            write!(formatter, "{}: {}", self.pointer, self.message)
        }
    }
}

/// Why a text could not be read as a value of a type.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Failure {
    /// The text is no JSON.
    Syntax {
        /// What is wrong.
        message: String,
        /// The line, counted from 1.
        line: usize,
        /// The column, counted from 1 in bytes; 0 at the end of a line.
        column: usize,
    },
    /// The text is JSON, and not of the shape that is due. Never empty.
    Violations(Vec<Violation>),
}

impl Failure {
    pub(crate) fn from_syntax(error: &serde_json::Error) -> Self {
        let (line, column) = (error.line(), error.column());
        let text = error.to_string();
        let position = format!(" at line {line} column {column}");
        let message = text.strip_suffix(&position).unwrap_or(&text).to_owned();
        Self::Syntax { message, line, column }
    }

    pub(crate) fn from_violations(mut violations: Vec<Violation>) -> Self {
        if violations.is_empty() {
            violations.push(Violation::new("", "not of the expected shape"));
        }
        Self::Violations(violations)
    }

    /// The problems; a syntax error counts as one problem of the whole document.
    #[must_use]
    pub fn into_violations(self) -> Vec<Violation> {
        match self {
            Self::Violations(violations) => violations,
            syntax => vec![Violation::new("", syntax.to_string())],
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax { message, line, column } => {
                write!(formatter, "invalid JSON at line {line}, column {column}: {message}")
            }
            Self::Violations(violations) => {
                for (index, violation) in violations.iter().enumerate() {
                    let separator = if index == 0 { "" } else { "; " };
                    write!(formatter, "{separator}{violation}")?;
                }
                Ok(())
            }
        }
    }
}

impl std::error::Error for Failure {}

/// Appends `/name` to a JSON pointer, with `~` and `/` escaped (RFC 6901, section 3).
pub(crate) fn push_pointer_segment(pointer: &mut String, name: &str) {
    pointer.push('/');
    for character in name.chars() {
        match character {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            other => pointer.push(other),
        }
    }
}
