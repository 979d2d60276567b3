//! The formats of API descriptions, and which one a document is in.

use std::fmt;
use std::path::Path;

use specwright_diagnostics::Diagnostics;
use specwright_model::Api;
use specwright_source::{OpenError, OpenOptions, Reference, Sources, Tree};

use crate::Findings;

/// A format of API descriptions. All but OpenAPI are features of this crate: a build script does without the readers
/// that it has no use for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// OpenAPI 3, in YAML or JSON.
    OpenApi,
    /// API Blueprint 1A9, in Markdown.
    #[cfg(feature = "api-blueprint")]
    ApiBlueprint,
    /// RAML 1.0 or 0.8, or the text of a reference page that was rendered from it.
    #[cfg(feature = "raml")]
    Raml,
    /// Naftiko capabilities, in YAML, or the text of a page that shows one.
    #[cfg(feature = "naftiko")]
    Naftiko,
}

/// Whether a document of that name, with that text, is in a format.
type IsOf = fn(name: &str, text: &str) -> bool;

/// How documents that are neither YAML nor JSON are told apart by their name and text, the surest first: a heading of a
/// blueprint may stand in any Markdown, the lines that a page is known by stand in nothing else.
const TEXTS: &[(Format, IsOf)] = &[
    #[cfg(feature = "api-blueprint")]
    (Format::ApiBlueprint, |name, _| name.ends_with(".apib")),
    #[cfg(feature = "raml")]
    (Format::Raml, |_, text| specwright_raml::page::detect(text)),
    #[cfg(feature = "naftiko")]
    (Format::Naftiko, |_, text| specwright_naftiko::page::detect(text)),
    #[cfg(feature = "api-blueprint")]
    (Format::ApiBlueprint, |_, text| specwright_blueprint::detect(text)),
];

impl Format {
    /// All formats that this build reads.
    pub const ALL: &[Self] = &[
        Self::OpenApi,
        #[cfg(feature = "api-blueprint")]
        Self::ApiBlueprint,
        #[cfg(feature = "raml")]
        Self::Raml,
        #[cfg(feature = "naftiko")]
        Self::Naftiko,
    ];

    /// The names of the formats that this build could read and does not, each with the feature that it is behind.
    pub(crate) const LACKING: &[(&str, &str)] = &[
        #[cfg(not(feature = "api-blueprint"))]
        ("API Blueprint", "api-blueprint"),
        #[cfg(not(feature = "raml"))]
        ("RAML", "raml"),
        #[cfg(not(feature = "naftiko"))]
        ("Naftiko", "naftiko"),
    ];

    /// The format's name, as its authors write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::OpenApi => "OpenAPI",
            #[cfg(feature = "api-blueprint")]
            Self::ApiBlueprint => "API Blueprint",
            #[cfg(feature = "raml")]
            Self::Raml => "RAML",
            #[cfg(feature = "naftiko")]
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
            #[cfg(feature = "api-blueprint")]
            Self::ApiBlueprint => {
                "a name that ends in `.apib` or `.md`, with `FORMAT: 1A` at the top of the text or a heading such as \
                 `# GET /users`"
            }
            #[cfg(feature = "raml")]
            Self::Raml => {
                "a first line that says so, such as `#%RAML 1.0`; the text of a rendered page by lines such as \
                 `get /users` and `Media type: application/json`"
            }
            #[cfg(feature = "naftiko")]
            Self::Naftiko => {
                "a key `naftiko` or `ikanos` at the top of a YAML document, such as `naftiko: 1.0.0-alpha2`; in the text \
                 of a page, on a line of its own"
            }
        }
    }

    /// The format of a document; none when it is in none that is read.
    pub(crate) fn detect(sources: &Sources) -> Option<Self> {
        match sources.entry_tree() {
            #[cfg(feature = "raml")]
            Some(tree) if specwright_raml::detect(tree) => Some(Self::Raml),
            #[cfg(feature = "naftiko")]
            Some(tree) if specwright_naftiko::detect(tree) => Some(Self::Naftiko),
            Some(tree) => specwright_openapi::detect(tree).then_some(Self::OpenApi),
            None => {
                let (name, text) = (sources.files().name(sources.entry()), sources.text(sources.entry()));
                let found = TEXTS.iter().find(|(_, is_of)| is_of(name, text));
                found.map(|(format, _)| *format)
            }
        }
    }

    /// The references to other files in a document of any format.
    pub(crate) fn references(tree: &Tree) -> Vec<Reference> {
        // The entry file's format is not known to the files that it refers to; RAML's references include those of the
        // JSON schemas that it uses, which are OpenAPI's.
        #[cfg(feature = "raml")]
        let references = specwright_raml::references(tree);
        #[cfg(not(feature = "raml"))]
        let references = specwright_openapi::references(tree);
        #[cfg(feature = "naftiko")]
        let references = [references, specwright_naftiko::references(tree)].concat();
        references
    }

    /// Reads a document into the model.
    pub(crate) fn read(self, sources: &Sources) -> (Option<Api>, Diagnostics) {
        match self {
            Self::OpenApi => specwright_openapi::read(sources),
            #[cfg(feature = "api-blueprint")]
            Self::ApiBlueprint => specwright_blueprint::read(sources),
            #[cfg(feature = "raml")]
            Self::Raml => match sources.entry_tree() {
                Some(_) => specwright_raml::read(sources),
                None => specwright_raml::page::read(sources),
            },
            #[cfg(feature = "naftiko")]
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
