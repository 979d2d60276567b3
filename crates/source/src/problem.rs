//! Why a file that a document refers to was not read.

use specwright_diagnostics::{Diagnostic, Location, Rule};

use crate::Limits;
use crate::rules;

/// Why a file that a document refers to was not read. A reader turns it into a diagnostic at the reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadProblem {
    /// The reference is a URL, which is never fetched.
    Url,
    /// The reference is an absolute path.
    Absolute,
    /// The reference leads out of the folder that may be read, by `..` or by a symbolic link.
    Outside,
    /// There is no such file.
    Missing,
    /// It is there, but is no regular file, or the operating system refuses to read it.
    Unreadable(String),
    /// The file exceeds the limit of bytes.
    TooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// All files together exceed their limit of bytes.
    TooLargeTogether {
        /// The limit in bytes.
        limit: usize,
    },
    /// The run has read as many files as it may.
    TooManyFiles {
        /// The limit.
        limit: usize,
    },
    /// The file was read, but is not well-formed; [`crate::Sources::diagnostics`] says why.
    Broken,
    /// The reference was not announced when the files were read.
    NotLoaded,
}

impl LoadProblem {
    /// The finding that `reference`, written at `location`, cannot be followed.
    pub fn diagnostic(&self, reference: &str, location: Location) -> Diagnostic {
        let rule = match self {
            Self::Url | Self::Absolute | Self::Outside => &rules::FILE_REFUSED,
            Self::TooLarge { .. } | Self::TooLargeTogether { .. } | Self::TooManyFiles { .. } => &rules::FILE_TOO_LARGE,
            _ => &rules::FILE_MISSING,
        };
        self.finding(rule, reference, location)
    }

    /// The same as a warning, where nothing is lost but what people alone read.
    pub fn warning(&self, reference: &str, location: Location) -> Diagnostic {
        self.finding(&rules::FILE_PASSED_OVER, reference, location)
    }

    /// The name of the limit that is broken.
    pub(crate) fn limit(&self) -> Option<&'static str> {
        match self {
            Self::TooLarge { .. } => Some("document-bytes"),
            Self::TooLargeTogether { .. } => Some("total-bytes"),
            Self::TooManyFiles { .. } => Some("files"),
            _ => None,
        }
    }

    fn finding(&self, rule: &'static Rule, reference: &str, location: Location) -> Diagnostic {
        let diagnostic = Diagnostic::new(rule, location, format!("`{reference}` is not read: {self}"));
        match self {
            Self::Url => diagnostic.help("save the file beside the document and refer to it by a relative path"),
            Self::Absolute => diagnostic.help("refer to the file by a path that is relative to this file"),
            Self::Outside => diagnostic.help("move the file into the folder, or name a wider root folder"),
            _ => match self.limit() {
                Some(limit) => diagnostic.help(Limits::help(limit)),
                None => diagnostic,
            },
        }
    }
}

impl std::fmt::Display for LoadProblem {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Url => write!(formatter, "URLs are never fetched"),
            Self::Absolute => write!(formatter, "absolute paths are refused"),
            Self::Outside => write!(formatter, "it leads out of the folder of the document"),
            Self::Missing => write!(formatter, "there is no such file"),
            Self::Unreadable(reason) => write!(formatter, "{reason}"),
            Self::TooLarge { limit } => write!(formatter, "the limit of {limit} bytes is exceeded"),
            Self::TooLargeTogether { limit } => {
                write!(formatter, "all files together exceed the limit of {limit} bytes")
            }
            Self::TooManyFiles { limit } => write!(formatter, "the limit of {limit} files is reached"),
            Self::Broken => write!(formatter, "the file is not well-formed"),
            Self::NotLoaded => write!(formatter, "the file was not announced"),
        }
    }
}

impl std::error::Error for LoadProblem {}
