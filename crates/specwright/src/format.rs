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
    /// RAML 1.0 or 0.8, or the text of a reference page that was rendered from it.
    Raml,
    /// Naftiko capabilities, in YAML, or the text of a page that shows one.
    Naftiko,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 4] = [Self::OpenApi, Self::ApiBlueprint, Self::Raml, Self::Naftiko];

    /// The format's name, as its authors write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::OpenApi => "OpenAPI",
            Self::ApiBlueprint => "API Blueprint",
            Self::Raml => "RAML",
            Self::Naftiko => "Naftiko",
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
            Self::Raml => {
                "a first line that says so, such as `#%RAML 1.0`; the text of a rendered page by lines such as \
                 `get /users` and `Media type: application/json`"
            }
            Self::Naftiko => {
                "a key `naftiko` or `ikanos` at the top of a YAML document, such as `naftiko: 1.0.0-alpha2`; in the text \
                 of a page, on a line of its own"
            }
        }
    }

    /// The format of a document; none when it is in none that is read.
    pub(crate) fn detect(sources: &Sources) -> Option<Self> {
        match sources.entry_tree() {
            Some(tree) if specwright_raml::detect(tree) => Some(Self::Raml),
            Some(tree) if specwright_naftiko::detect(tree) => Some(Self::Naftiko),
            Some(tree) => specwright_openapi::detect(tree).then_some(Self::OpenApi),
            None => Self::detect_text(sources.files().name(sources.entry()), sources.text(sources.entry())),
        }
    }

    /// The format of a document that is neither YAML nor JSON.
    fn detect_text(name: &str, text: &str) -> Option<Self> {
        // A heading of a blueprint may stand in any Markdown; the lines that a page is known by stand in nothing else.
        if name.ends_with(".apib") {
            Some(Self::ApiBlueprint)
        } else if specwright_raml::page::detect(text) {
            Some(Self::Raml)
        } else if specwright_naftiko::page::detect(text) {
            Some(Self::Naftiko)
        } else {
            specwright_blueprint::detect(text).then_some(Self::ApiBlueprint)
        }
    }

    /// The references to other files in a document of any format.
    pub(crate) fn references(tree: &Tree) -> Vec<Reference> {
        // The entry file's format is not known to the files that it refers to; RAML's references include those of the
        // JSON schemas that it uses, which are OpenAPI's.
        let mut references = specwright_raml::references(tree);
        references.extend(specwright_naftiko::references(tree));
        references
    }

    /// Reads a document into the model.
    pub(crate) fn read(self, sources: &Sources) -> (Option<Api>, Diagnostics) {
        match self {
            Self::OpenApi => specwright_openapi::read(sources),
            Self::ApiBlueprint => specwright_blueprint::read(sources),
            Self::Raml => match sources.entry_tree() {
                Some(_) => specwright_raml::read(sources),
                None => specwright_raml::page::read(sources),
            },
            Self::Naftiko => match sources.entry_tree() {
                Some(_) => specwright_naftiko::read(sources),
                None => specwright_naftiko::page::read(sources),
            },
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}
