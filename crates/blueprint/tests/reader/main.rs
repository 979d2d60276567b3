//! What the reader makes of blueprints.

mod documents;
mod mutation;
mod outline;
mod positions;
mod rules;
mod size;

use std::path::Path;

use specwright_diagnostics::{Diagnostics, Files, Format, Style, render};
use specwright_model::Api;
use specwright_source::{Limits, Sources};

/// A blueprint that was read.
struct Reading {
    files: Files,
    api: Option<Api>,
    findings: Diagnostics,
}

impl Reading {
    /// Reads a text that is called `name`.
    fn of(name: &str, text: &str) -> Self {
        match Sources::from_texts(&[(name, text)], &Limits::default(), |_| Vec::new()) {
            Ok(sources) => {
                let (api, mut findings) = specwright_blueprint::read(&sources);
                findings.append(sources.diagnostics().clone());
                let files = sources.files().clone();
                Self { files, api, findings }
            }
            Err(error) => Self {
                files: error.files,
                api: None,
                findings: error.diagnostics,
            },
        }
    }

    /// Reads a file.
    fn of_file(path: &Path) -> std::io::Result<Self> {
        let text = std::fs::read_to_string(path)?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        Ok(Self::of(&name.unwrap_or_default(), &text))
    }

    fn outline(&self) -> String {
        self.api.as_ref().map(outline::api).unwrap_or_default()
    }

    /// The findings as people see them.
    fn findings(&self, format: Format) -> String {
        render(&self.files, &self.findings, format, Style::Plain)
    }

    /// The codes of all findings, in their order.
    fn codes(&self) -> Vec<&'static str> {
        self.findings.iter().map(|finding| finding.rule.code).collect()
    }
}
