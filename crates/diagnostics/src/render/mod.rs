//! Diagnostics as text, for people and for programs; one module per format.

mod concise;
mod excerpt;
mod full;
mod github;
mod json;
mod sarif;
mod visible;

use std::fmt;
use std::str::FromStr;

use crate::{Diagnostics, Files, Severity};

/// How diagnostics are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// For people: excerpts of the document with the places underlined, and how to mend them.
    #[default]
    Full,
    /// One line per diagnostic: `path:line:column: severity[code]: message`.
    Concise,
    /// One JSON array with an object per diagnostic.
    ///
    /// Its members: `code`; `severity` (`error`, `warning` or `note`); `message`; `file`, `start` and `end` (each
    /// `null` for a diagnostic without a place); `label`; `related`, an array of `file`, `start`, `end` and `message`;
    /// and `help`, an array of strings. `start` and `end` have a `line` and a `column`, which count from 1, columns in
    /// Unicode scalar values; `end` is the place behind the last character.
    Json,
    /// Workflow commands, which GitHub shows beside the lines of a pull request.
    Github,
    /// SARIF 2.1.0, which code scanning services read.
    Sarif,
}

/// Whether text for people has colours. The formats for programs never have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Style {
    /// Without colours.
    #[default]
    Plain,
    /// With the escape sequences of ANSI terminals.
    Coloured,
}

/// The name is not that of a [`Format`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownFormat {
    /// The name that was given.
    pub name: String,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 5] = [Self::Full, Self::Concise, Self::Json, Self::Github, Self::Sarif];

    /// The format's name, in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Concise => "concise",
            Self::Json => "json",
            Self::Github => "github",
            Self::Sarif => "sarif",
        }
    }

    /// Whether programs read it, rather than people.
    pub fn is_for_programs(self) -> bool {
        matches!(self, Self::Json | Self::Github | Self::Sarif)
    }
}

impl fmt::Display for Format {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name())
    }
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        let found = Self::ALL.into_iter().find(|format| format.name() == name);
        found.ok_or_else(|| UnknownFormat { name: name.to_owned() })
    }
}

impl fmt::Display for UnknownFormat {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?} is not a format of diagnostics; there are ", self.name)?;
        let names = Format::ALL.map(Format::name);
        formatter.write_str(&names.join(", "))
    }
}

impl std::error::Error for UnknownFormat {}

/// Shows diagnostics in their order.
///
/// `files` holds the texts that their locations refer to. The result ends with a line break, except that the formats
/// for people and for GitHub show nothing as an empty text. Control characters from documents, also those that change
/// the direction of text, are made visible, and what is shown of a document is bounded, however long its lines are.
pub fn render(files: &Files, diagnostics: &Diagnostics, format: Format, style: Style) -> String {
    match format {
        Format::Full => full::render(files, diagnostics, style),
        Format::Concise => concise::render(files, diagnostics, style),
        Format::Json => json::render(files, diagnostics),
        Format::Github => github::render(files, diagnostics),
        Format::Sarif => sarif::render(files, diagnostics),
    }
}

/// How many diagnostics of each severity there are, such as `3 errors, 1 warning`; `no problems` for none.
pub fn summary(diagnostics: &Diagnostics) -> String {
    let counts = [Severity::Error, Severity::Warning, Severity::Note].map(|severity| {
        let name = severity.name();
        match diagnostics.count(severity) {
            0 => None,
            1 => Some(format!("1 {name}")),
            count => Some(format!("{count} {name}s")),
        }
    });
    let counts: Vec<_> = counts.into_iter().flatten().collect();
    if counts.is_empty() {
        "no problems".to_owned()
    } else {
        counts.join(", ")
    }
}

#[cfg(test)]
mod tests;
