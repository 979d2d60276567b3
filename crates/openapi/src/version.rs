//! Which version of OpenAPI a document follows.

use specwright_diagnostics::Diagnostic;
use specwright_source::{Kind, Node};

use crate::reader::{Reader, place};
use crate::rules;

/// The versions of OpenAPI that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Version {
    V3_0,
    V3_1,
    V3_2,
}

impl Version {
    /// As documents and people write it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::V3_0 => "3.0",
            Self::V3_1 => "3.1",
            Self::V3_2 => "3.2",
        }
    }

    /// The full number to declare.
    pub(crate) fn full(self) -> &'static str {
        match self {
            Self::V3_0 => "3.0.4",
            Self::V3_1 => "3.1.1",
            Self::V3_2 => "3.2.0",
        }
    }
}

/// What the dialects that schemas are read in are called: JSON Schema 2020-12, and OpenAPI's own, which are the same
/// with a few keywords more.
const DIALECTS: [&str; 2] = ["://json-schema.org/draft/2020-12/", "://spec.openapis.org/oas/3."];

/// What the other drafts of JSON Schema are called, and the newest one in some of them.
const DRAFTS: [&str; 6] = [
    "://json-schema.org/draft-03/",
    "://json-schema.org/draft-04/",
    "://json-schema.org/draft-06/",
    "://json-schema.org/draft-07/",
    "://json-schema.org/draft/2019-09/",
    "://json-schema.org/schema",
];

impl<'s> Reader<'s> {
    /// Reports a dialect of JSON Schema, under `$schema` or `jsonSchemaDialect`, in which schemas are not read.
    pub(crate) fn check_dialect(&mut self, node: Node<'s>, key: &str) {
        let Some(value) = node.get(key) else { return };
        let Some(text) = value.as_str() else {
            self.malformed(key, value, "the address of a dialect", "it is left out");
            return;
        };
        let drafts = DRAFTS.iter().filter(|_| self.reads_all_drafts);
        if DIALECTS.iter().chain(drafts).any(|known| text.contains(known)) {
            return;
        }
        let message = format!("`{text}` is no dialect that is known; schemas are read as JSON Schema 2020-12");
        let diagnostic = Diagnostic::new(&rules::UNKNOWN_DIALECT, value.location(), message);
        let help = "leave it out, and write schemas as JSON Schema 2020-12 has them";
        self.findings.push_about("", diagnostic.help(help));
    }
}

/// The version that the document's `openapi` key names, or why it cannot be read.
pub(crate) fn detect(root: Node<'_>) -> Result<Version, Diagnostic> {
    let Some(openapi) = root.get("openapi") else {
        return Err(missing(root));
    };
    let text = match openapi.kind() {
        // `openapi: 3.1` without quotes is a number.
        Kind::String(text) | Kind::Number(text) => text,
        _ => {
            let message = format!("`openapi` must be the version of OpenAPI, not {}", openapi.describe());
            let diagnostic = Diagnostic::new(&rules::UNKNOWN_VERSION, place(openapi), message);
            return Err(diagnostic.help("write `3.0.x`, `3.1.x` or `3.2.x`, in quotes"));
        }
    };
    let mut parts = text.split('.');
    match (parts.next(), parts.next()) {
        (Some("3"), Some("0")) => Ok(Version::V3_0),
        (Some("3"), Some("1")) => Ok(Version::V3_1),
        (Some("3"), Some("2")) => Ok(Version::V3_2),
        _ => {
            let message = format!("`{text}` is no version of OpenAPI that is known");
            Err(Diagnostic::new(&rules::UNKNOWN_VERSION, openapi.location(), message)
                .help("write `3.0.x`, `3.1.x` or `3.2.x`, in quotes"))
        }
    }
}

fn missing(root: Node<'_>) -> Diagnostic {
    if let Some(swagger) = root.entry("swagger") {
        let message = "this is a Swagger 2.0 document, which is not read";
        return Diagnostic::new(&rules::SWAGGER, swagger.key_location, message)
            .help("convert it to OpenAPI 3 first: swagger2openapi and the Swagger Editor do that");
    }
    if !root.is_mapping() {
        let message = format!("the document is {}, not a mapping", root.describe());
        let help = match root.kind() {
            Kind::Sequence => "take away the brackets, or the dash, around it",
            _ => "write `openapi: 3.1.1` as its first line, with a colon and a space",
        };
        return Diagnostic::new(&rules::NOT_OPENAPI, place(root), message).help(help);
    }
    for (key, format) in OTHER_FORMATS {
        if let Some(entry) = root.entry(key) {
            let message = format!("this is {format}, not an OpenAPI document");
            let diagnostic = Diagnostic::new(&rules::NOT_OPENAPI, entry.key_location, message);
            return diagnostic.help("name the OpenAPI document that uses or accompanies it");
        }
    }
    let message = "the document does not say which version of OpenAPI it follows";
    let is_meant = |key: &str| key.to_ascii_lowercase().contains("openapi");
    match root.peek_entries().find(|entry| is_meant(entry.key)) {
        Some(entry) => {
            Diagnostic::new(&rules::NOT_OPENAPI, entry.key_location, message).help("did you mean `openapi`?")
        }
        None => {
            Diagnostic::new(&rules::NOT_OPENAPI, place(root), message).help("add `openapi: 3.1.1` as its first line")
        }
    }
}

/// What other documents are, by the keys that tell.
const OTHER_FORMATS: [(&str, &str); 4] = [
    ("asyncapi", "an AsyncAPI document"),
    ("arazzo", "an Arazzo document"),
    ("overlay", "an OpenAPI Overlay"),
    ("$schema", "a JSON Schema"),
];
