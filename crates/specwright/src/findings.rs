//! Diagnostics together with the texts that they point into.

use std::collections::BTreeMap;

use specwright_diagnostics::{Diagnostic, Diagnostics, FileId, Files, Format, Location, Style, render};

use crate::AllowedError;

/// What was found in any number of documents, with the files that it was found in.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    files: Files,
    diagnostics: Diagnostics,
}

impl Findings {
    /// Nothing found yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// What was found in `files`, in the order of places.
    pub fn of(files: Files, mut diagnostics: Diagnostics) -> Self {
        diagnostics.sort();
        Self { files, diagnostics }
    }

    /// Adds what was found in other files, behind these.
    pub fn append(&mut self, other: Findings) {
        let added: BTreeMap<FileId, FileId> = other
            .files
            .ids()
            .map(|id| (id, self.files.add(other.files.name(id), other.files.shared_text(id))))
            .collect();
        let moved = |location: Location| {
            let file = added.get(&location.file).copied();
            file.map(|file| Location { file, ..location })
        };
        for diagnostic in other.diagnostics {
            self.diagnostics.push(Diagnostic {
                location: diagnostic.location.and_then(moved),
                related: diagnostic
                    .related
                    .into_iter()
                    .filter_map(|mut label| {
                        label.location = moved(label.location)?;
                        Some(label)
                    })
                    .collect(),
                ..diagnostic
            });
        }
    }

    /// Adds a finding about one of these files, or about none.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Adds what else was found in these files, and puts all in the order of places.
    pub(crate) fn extend(&mut self, diagnostics: Diagnostics) {
        self.diagnostics.append(diagnostics);
        self.diagnostics.sort();
    }

    /// Makes warnings of the errors that are put up with.
    pub(crate) fn allow(&mut self, errors: &[AllowedError]) {
        self.diagnostics
            .allow(|rule| errors.iter().any(|error| error.code() == rule.code));
    }

    /// Makes warnings of the errors on which no code depends.
    pub(crate) fn allow_harmless(&mut self) {
        self.diagnostics.allow(|rule| rule.is_harmless);
    }

    /// The files.
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// The diagnostics.
    pub fn diagnostics(&self) -> &Diagnostics {
        &self.diagnostics
    }

    /// Whether any of them is an error.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.has_errors()
    }

    /// All of them as text, as [`render`] describes it.
    pub fn render(&self, format: Format, style: Style) -> String {
        render(&self.files, &self.diagnostics, format, style)
    }
}

#[cfg(test)]
mod tests {
    use specwright_diagnostics::Span;

    use super::*;
    use crate::rules;

    fn found(name: &str, text: &str, (start, end): (usize, usize)) -> Findings {
        let mut files = Files::new();
        let file = files.add(name, text);
        let location = Location {
            file,
            span: Span::new(start, end),
        };
        let mut diagnostics = Diagnostics::new();
        let diagnostic = Diagnostic::new(&rules::SETTING_VALUE, location, format!("in {name}"));
        diagnostics.push(diagnostic.related(location, "here"));
        Findings::of(files, diagnostics)
    }

    #[test]
    fn findings_keep_their_files_when_they_are_joined() {
        let mut all = found("a.yaml", "one\ntwo\n", (4, 7));
        all.append(found("b.yaml", "one\ntwo\nthree\n", (8, 13)));
        insta::assert_snapshot!(all.render(Format::Concise, Style::Plain), @"
        a.yaml:2:1: error[setting-value]: in a.yaml
        b.yaml:3:1: error[setting-value]: in b.yaml
        ");
        for diagnostic in all.diagnostics() {
            assert_eq!(diagnostic.related[0].location, diagnostic.location.unwrap());
        }
    }
}
