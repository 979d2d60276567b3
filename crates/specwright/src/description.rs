//! API descriptions: from a path to the model.

use std::path::{Path, PathBuf};

use specwright_diagnostics::{Diagnostic, Diagnostics, Location, Severity, Span};
use specwright_model::Api;
use specwright_rust::{Plan, PlanOptions};
use specwright_source::{OpenError, OpenOptions, Sources};

use crate::enrichment::enrich;
use crate::limits::long_names;
use crate::stack::with_room;
use crate::{AllowedError, Findings, Format, Limit, Limits, Reading, rules};

/// An API description that was read.
#[derive(Debug)]
pub struct Description {
    format: Option<Format>,
    api: Option<Api>,
    findings: Findings,
    allowed: Vec<AllowedError>,
    paths_read: Vec<PathBuf>,
    paths_missing: Vec<PathBuf>,
}

impl Description {
    /// Reads the file `path` and the files below its folder that it refers to, whatever their format. What is wrong
    /// with them, also that there is no such file, is among the findings.
    pub fn read(path: &Path) -> Self {
        Self::read_as(path, &Reading::default())
    }

    /// Reads the file `path` like [`Description::read`], from the folder and in spite of the errors that `reading` says.
    pub fn read_as(path: &Path, reading: &Reading) -> Self {
        let options = OpenOptions {
            root: reading.root.clone(),
            limits: reading.limits.of_reading(),
            ..OpenOptions::default()
        };
        let mut description = with_room(|| {
            let opened = Sources::open(path, &options, Format::references);
            Self::from_sources(opened, &reading.limits)
        });
        if description.api.is_some() {
            description.findings.allow(&reading.allow);
            description.allowed.clone_from(&reading.allow);
        }
        description
    }

    /// Reads texts by name in place of files; the first is the entry.
    pub fn from_texts(texts: &[(&str, &str)]) -> Self {
        let limits = Limits::default();
        with_room(|| {
            let sources = Sources::from_texts(texts, &limits.of_reading(), Format::references);
            Self::from_sources(sources, &limits)
        })
    }

    fn from_sources(sources: Result<Sources, OpenError>, limits: &Limits) -> Self {
        let sources = match sources {
            Ok(sources) => sources,
            Err(OpenError { files, diagnostics }) => {
                return Self {
                    format: None,
                    api: None,
                    findings: Findings::of(files, diagnostics),
                    allowed: Vec::new(),
                    paths_read: Vec::new(),
                    paths_missing: Vec::new(),
                };
            }
        };
        let format = Format::detect(&sources);
        let (api, found) = match format {
            Some(format) => format.read(&sources),
            None => (None, unknown_format(&sources)),
        };
        let mut diagnostics = sources.diagnostics().clone();
        diagnostics.append(found);
        if let Some(api) = &api {
            diagnostics.append(long_names(api, limits.get(Limit::NameCharacters)));
        }
        Self {
            format,
            api,
            findings: Findings::of(sources.files().clone(), diagnostics),
            allowed: Vec::new(),
            paths_read: sources.paths_read().map(Path::to_path_buf).collect(),
            paths_missing: sources.paths_missing().to_vec(),
        }
    }

    /// The format; none when the file cannot be read or is in none that is known.
    pub fn format(&self) -> Option<Format> {
        self.format
    }

    /// The model of what could be read; none when there is nothing to build on. Nothing should be generated of it when
    /// the findings have errors.
    pub fn api(&self) -> Option<&Api> {
        self.api.as_ref()
    }

    /// What is wrong with the description.
    pub fn findings(&self) -> &Findings {
        &self.findings
    }

    /// Plans the description in Rust terms, and adds what is found on the way to the findings. None when the
    /// description has errors.
    pub fn plan(&mut self) -> Option<Plan> {
        self.plan_as(&PlanOptions::default())
    }

    /// As [`Description::plan`], with what is decided about the code.
    pub fn plan_as(&mut self, options: &PlanOptions) -> Option<Plan> {
        let api = self.api.as_ref().filter(|_| !self.findings.has_errors())?;
        let (plan, diagnostics) = with_room(|| specwright_rust::plan_as(api, options));
        self.findings.extend(diagnostics);
        self.findings.allow(&self.allowed);
        (!self.findings.has_errors()).then_some(plan)
    }

    /// Takes over what another description of the same API says and this one does not: bodies, responses, and schemas
    /// of parameters. Its findings become some of this one's, and so do operations that it does not have.
    pub fn enrich(&mut self, other: Description) {
        let (Some(api), Some(described)) = (&mut self.api, &other.api) else {
            self.take_in(other);
            return;
        };
        let found = enrich(api, described);
        self.findings.extend(found);
        self.take_in(other);
    }

    fn take_in(&mut self, other: Description) {
        self.findings.append(other.findings);
        self.paths_read.extend(other.paths_read);
        self.paths_missing.extend(other.paths_missing);
    }

    /// Adds what was found on the way from the description to crates.
    pub(crate) fn add_findings(&mut self, diagnostics: Diagnostics) {
        self.findings.extend(diagnostics);
    }

    /// The errors in spite of which there is a model.
    pub(crate) fn errors(&self) -> impl Iterator<Item = &Diagnostic> {
        let diagnostics = self.api.is_some().then(|| self.findings.diagnostics().iter());
        let diagnostics = diagnostics.into_iter().flatten();
        diagnostics.filter(|diagnostic| diagnostic.severity() == Severity::Error)
    }

    pub(crate) fn findings_mut(&mut self) -> &mut Findings {
        &mut self.findings
    }

    /// The findings, the files that were read, and those that are missing.
    pub(crate) fn into_parts(self) -> (Findings, Vec<PathBuf>, Vec<PathBuf>) {
        (self.findings, self.paths_read, self.paths_missing)
    }

    /// The files that were read, for watching them.
    pub fn paths_read(&self) -> &[PathBuf] {
        &self.paths_read
    }
}

fn unknown_format(sources: &Sources) -> Diagnostics {
    let name = sources.files().name(sources.entry());
    let message = format!("`{name}` is in no format that Specwright reads");
    let known = Format::ALL
        .iter()
        .map(|format| format!("{format} is recognised by {}", format.mark()));
    let lacking = Format::LACKING
        .iter()
        .map(|(format, feature)| format!("this build does not read {format}: its feature `{feature}` is off"));
    let start = Location {
        file: sources.entry(),
        span: Span::new(0, 0),
    };
    let diagnostic = Diagnostic::new(&rules::UNKNOWN_FORMAT, start, message);
    let diagnostic = known.chain(lacking).fold(diagnostic, Diagnostic::help);
    let mut diagnostics = Diagnostics::new();
    diagnostics.push(diagnostic);
    diagnostics
}

#[cfg(test)]
mod tests {
    use specwright_diagnostics::{Format as Show, Style};

    use super::*;

    fn check(text: &str, expected: &str) {
        let description = Description::from_texts(&[("a.yaml", text)]);
        let shown = description.findings().render(Show::Concise, Style::Plain);
        assert_eq!(shown.trim_end(), expected);
    }

    #[test]
    fn a_description_is_read_by_its_format() {
        let text = "openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths: {}\n";
        let description = Description::from_texts(&[("a.yaml", text)]);
        assert_eq!(description.format(), Some(Format::OpenApi));
        assert_eq!(description.api().map(|api| api.title.as_str()), Some("T"));
        assert!(!description.findings().has_errors());
    }

    #[test]
    fn other_documents_are_refused() {
        check(
            "name: no API\n",
            "a.yaml:1:1: error[unknown-format]: `a.yaml` is in no format that Specwright reads",
        );
    }

    #[test]
    fn errors_that_are_allowed_hold_nothing_up() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.yaml");
        let text = "openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths:\n  /a: { $ref: other.yaml }\n";
        std::fs::write(&path, text).unwrap();
        let mut refused = Description::read(&path);
        assert!(refused.findings().has_errors());
        assert!(refused.plan().is_none());
        let allow = vec!["file-missing".parse().unwrap()];
        let reading = Reading {
            allow,
            ..Reading::default()
        };
        let mut read = Description::read_as(&path, &reading);
        assert_eq!(
            read.findings().diagnostics().len(),
            refused.findings().diagnostics().len()
        );
        assert!(read.plan().is_some());
    }

    #[test]
    fn a_missing_file_is_a_finding() {
        let description = Description::read(Path::new("no/such/file.yaml"));
        assert!(description.findings().has_errors());
        assert!(description.api().is_none());
    }
}
