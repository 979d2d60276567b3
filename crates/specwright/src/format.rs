//! The formats of API descriptions, and which one a document is in.

use std::fmt;
use std::path::Path;

use specwright_diagnostics::Diagnostics;
use specwright_model::Api;
use specwright_source::{OpenError, OpenOptions, Reference, Sources, Tree};

use crate::Findings;

/// A format of API descriptions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// OpenAPI 3, in YAML or JSON.
    OpenApi,
    /// API Blueprint 1A9, in Markdown.
    ApiBlueprint,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 2] = [Self::OpenApi, Self::ApiBlueprint];

    /// The format's name, as its authors write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::OpenApi => "OpenAPI",
            Self::ApiBlueprint => "API Blueprint",
        }
    }

    /// The format of the file `path`, without a look at the files that it refers to; none when it is in none that is
    /// read, such as a part of a description.
    ///
    /// # Errors
    /// When the file cannot be read or is not well-formed.
    pub fn of_file(path: &Path) -> Result<Option<Self>, Findings> {
        let sources = Sources::open(path, &OpenOptions::default(), |_| Vec::new());
        match sources {
            Ok(sources) => Ok(Self::detect(&sources)),
            Err(OpenError { files, diagnostics }) => Err(Findings::of(files, diagnostics)),
        }
    }

    /// What people recognise the format by.
    pub(crate) fn mark(self) -> &'static str {
        match self {
            Self::OpenApi => "a key `openapi` at the top of a YAML or JSON document, such as `openapi: 3.1.0`",
            Self::ApiBlueprint => {
                "a name that ends in `.apib` or `.md`, with `FORMAT: 1A` at the top of the text or a heading such as \
                 `# GET /users`"
            }
        }
    }

    /// The format of a document; none when it is in none that is read.
    pub(crate) fn detect(sources: &Sources) -> Option<Self> {
        match sources.entry_tree() {
            Some(tree) => specwright_openapi::detect(tree).then_some(Self::OpenApi),
            None => {
                let name = sources.files().name(sources.entry());
                let is_blueprint =
                    name.ends_with(".apib") || specwright_blueprint::detect(sources.text(sources.entry()));
                is_blueprint.then_some(Self::ApiBlueprint)
            }
        }
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
            Self::ApiBlueprint => specwright_blueprint::read(sources),
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}
