//! The versions of the format, and how each spells things.

use specwright_diagnostics::Diagnostic;
use specwright_source::Node;

use crate::rules;

/// How a version spells things. Up to 1.0.0-alpha2 (`naftiko:`) things are lists of objects with names; later versions
/// (`ikanos:`) have mappings by name, and other words for some keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spelling {
    /// `naftiko: 0.4` to `naftiko: 1.0.0-alpha2`.
    Lists,
    /// `ikanos:`, and `naftiko: 1.0.0-alpha3`.
    Mappings,
}

/// The version that a document declares.
#[derive(Clone, Debug)]
pub(crate) struct Version {
    /// As written, for messages.
    pub(crate) name: String,
    pub(crate) spelling: Spelling,
}

/// The versions whose lists and keys are those of [`Spelling::Lists`].
const WITH_LISTS: [&str; 4] = ["0.4", "0.5", "1.0.0-alpha1", "1.0.0-alpha2"];

/// The versions whose names are those of [`Spelling::Mappings`].
const WITH_MAPPINGS: [&str; 7] = [
    "1.0.0-alpha3",
    "1.0.0-alpha4",
    "1.0.0-beta1",
    "1.0.0-beta2",
    "1.0.0-beta3",
    "1.0.0-beta4",
    "1.0.0-beta5",
];

impl Version {
    /// The version of a document, and what is to be said about it.
    ///
    /// # Errors
    /// When the document declares none, or one that does not exist.
    pub(crate) fn of(root: Node<'_>) -> Result<(Self, Option<Diagnostic>), Diagnostic> {
        let entry = root.entry("ikanos").or_else(|| root.entry("naftiko"));
        let Some(entry) = entry.filter(|entry| !entry.value.is_null()) else {
            let message = "the document does not say its version";
            let diagnostic = Diagnostic::new(&rules::UNSUPPORTED_VERSION, root.location(), message);
            return Err(diagnostic.help("begin it with `naftiko: 1.0.0-alpha2`, or a later version"));
        };
        let written = entry.value.as_text().unwrap_or_default().trim();
        let number = written.strip_prefix('v').unwrap_or(written);
        let spelling = if WITH_LISTS.contains(&number) {
            Some(Spelling::Lists)
        } else if WITH_MAPPINGS.contains(&number) {
            Some(Spelling::Mappings)
        } else {
            None
        };
        let name = format!("{}: {written}", entry.key);
        if let Some(spelling) = spelling {
            return Ok((Self { name, spelling }, None));
        }
        if ["0.1", "0.2", "0.3"].contains(&number) || !number.starts_with(|it: char| it.is_ascii_digit()) {
            let message = format!("`{written}` is no version that is read");
            let diagnostic = Diagnostic::new(&rules::UNSUPPORTED_VERSION, entry.value.location(), message);
            return Err(diagnostic.help("`0.4`, `0.5` and everything from `1.0.0-alpha1` on are"));
        }
        let message = format!("version `{written}` is not known, and is read as 1.0.0-beta5");
        let diagnostic = Diagnostic::new(&rules::ASSUMED_VERSION, entry.value.location(), message);
        let spelling = Spelling::Mappings;
        Ok((Self { name, spelling }, Some(diagnostic)))
    }
}
