//! The formats of API descriptions, and which one a document is in.

use std::fmt;

use specwright_diagnostics::Diagnostics;
use specwright_model::Api;
use specwright_source::{Reference, Sources, Tree};

/// A format of API descriptions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// OpenAPI 3, in YAML or JSON.
    OpenApi,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 1] = [Self::OpenApi];

    /// The format's name, as its authors write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::OpenApi => "OpenAPI",
        }
    }

    /// What people recognise the format by.
    pub(crate) fn mark(self) -> &'static str {
        match self {
            Self::OpenApi => "a key `openapi` at the top of a YAML or JSON document, such as `openapi: 3.1.0`",
        }
    }

    /// The format of a document; none when it is in none that is read.
    pub(crate) fn detect(sources: &Sources) -> Option<Self> {
        let tree = sources.entry_tree()?;
        specwright_openapi::detect(tree).then_some(Self::OpenApi)
    }

    /// The references to other files in a document of any format.
    pub(crate) fn references(tree: &Tree) -> Vec<Reference> {
        // The entry file's format is not known to the files that it refers to, and OpenAPI's is the only syntax of
        // references yet.
        specwright_openapi::references(tree)
    }

    /// Reads a document into the model.
    pub(crate) fn read(self, sources: &Sources) -> (Option<Api>, Diagnostics) {
        match self {
            Self::OpenApi => specwright_openapi::read(sources),
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}
