//! What the reader makes of blueprints.

mod documents;
mod mutation;
mod outline;
mod positions;
mod rules;
mod size;

use std::path::Path;

use specwright_diagnostics::{Diagnostics, Style, render};
use specwright_model::Api;
use specwright_source::{Limits, Sources};

/// A blueprint that was read.
struct Reading {
    sources: Sources,
    api: Option<Api>,
    findings: Diagnostics,
}

impl Reading {
    /// Reads a text that is called `name`.
    fn of(name: &str, text: &str) -> Self {
        let sources = Sources::from_texts(&[(name, text)], &Limits::default(), |_| Vec::new());
        let sources = sources.unwrap_or_else(|error| panic!("{name} is not opened: {:?}", error.diagnostics));
        let (api, mut findings) = specwright_blueprint::read(&sources);
        findings.append(sources.diagnostics().clone());
        Self { sources, api, findings }
    }

    /// Reads a file.
    fn of_file(path: &Path) -> Self {
        let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        Self::of(&name.unwrap_or_default(), &text)
    }

    fn outline(&self) -> String {
        self.api.as_ref().map(outline::api).unwrap_or_default()
    }

    /// The findings as people see them.
    fn findings(&self, format: specwright_diagnostics::Format) -> String {
        render(self.sources.files(), &self.findings, format, Style::Plain)
    }

    /// The codes of all findings, in their order.
    fn codes(&self) -> Vec<&'static str> {
        self.findings.iter().map(|finding| finding.rule.code).collect()
    }
}
