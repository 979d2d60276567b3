//! Descriptions in one format, written in another.

mod yaml;

use std::fmt;
use std::path::Path;
use std::str::FromStr;

use specwright_openapi::WrittenVersion;

use crate::stack::with_room;
use crate::{Description, Findings};

/// A format in which descriptions are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum WrittenFormat {
    /// OpenAPI 3.1.
    OpenApi3_1,
    /// OpenAPI 3.0.
    OpenApi3_0,
}

/// The name is not that of a [`WrittenFormat`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownWrittenFormat {
    /// The name that was given.
    pub name: String,
}

/// How a document is noted down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Notation {
    /// YAML 1.2, of the kind that readers of YAML 1.1 understand as well.
    #[default]
    Yaml,
    /// JSON, indented by two spaces.
    Json,
}

/// What came of a conversion.
#[derive(Debug)]
pub struct Converted {
    /// The document, with a line break at its end; none when the description has errors.
    pub text: Option<String>,
    /// What was found in the description, and what the format cannot say.
    pub findings: Findings,
}

/// Writes a description in a format. What that format cannot say is among the findings, at the place where the
/// description says it; a description with errors is not written, but for errors about examples and the like, on which
/// nothing depends ([`Rule::is_harmless`](specwright_diagnostics::Rule::is_harmless)).
pub fn convert(mut description: Description, format: WrittenFormat, notation: Notation) -> Converted {
    description.findings_mut().allow_harmless();
    let api = description.api().filter(|_| !description.findings().has_errors());
    let written = api.map(|api| with_room(|| specwright_openapi::write(api, format.version())));
    let text = written.map(|(document, diagnostics)| {
        description.add_findings(diagnostics);
        notation.text(&document)
    });
    Converted {
        text,
        findings: description.into_parts().0,
    }
}

impl WrittenFormat {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::OpenApi3_1, Self::OpenApi3_0];

    /// The name, in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Self::OpenApi3_1 => "openapi-3.1",
            Self::OpenApi3_0 => "openapi-3.0",
        }
    }

    fn version(self) -> WrittenVersion {
        match self {
            Self::OpenApi3_1 => WrittenVersion::V3_1,
            Self::OpenApi3_0 => WrittenVersion::V3_0,
        }
    }
}

impl Notation {
    /// The notation of a file by the ending of its name: JSON for `.json`, YAML for all others.
    pub fn of_file(path: &Path) -> Self {
        let is_json = path
            .extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
        if is_json { Self::Json } else { Self::Yaml }
    }

    fn text(self, document: &serde_json::Value) -> String {
        match self {
            Self::Yaml => yaml::text(document),
            Self::Json => json(document),
        }
    }
}

/// A document in JSON. Readers of YAML are used for JSON too: what they do not take unescaped has escapes, which it may
/// have in text alone.
fn json(document: &serde_json::Value) -> String {
    let mut text = String::new();
    for character in format!("{document:#}\n").chars() {
        if character == '\n' || yaml::is_printable(character) {
            text.push(character);
        } else {
            text.push_str(&yaml::escape(character));
        }
    }
    text
}

impl fmt::Display for WrittenFormat {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name())
    }
}

impl FromStr for WrittenFormat {
    type Err = UnknownWrittenFormat;

    fn from_str(name: &str) -> Result<Self, UnknownWrittenFormat> {
        let found = Self::ALL.into_iter().find(|format| format.name() == name);
        found.ok_or_else(|| UnknownWrittenFormat { name: name.to_owned() })
    }
}

impl fmt::Display for UnknownWrittenFormat {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = WrittenFormat::ALL.map(|format| format!("`{format}`")).join(" and ");
        write!(
            formatter,
            "{:?} is no format that is written; there are {names}",
            self.name
        )
    }
}

impl std::error::Error for UnknownWrittenFormat {}
