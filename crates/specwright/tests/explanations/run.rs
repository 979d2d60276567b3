//! The files of an example, given to the library.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use specwright::{
    Configuration, Description, Findings, Name, Request, Target, WrittenFormat, convert, generate, templates_with,
};
use specwright_diagnostics::{Format, Severity, Style};
use specwright_model::Api;
use specwright_render::Templates;
use specwright_target::RuntimeSource;

use crate::page::{Example, Way};

/// What was found in the files of an example.
pub(crate) struct Found {
    /// The codes.
    pub(crate) codes: BTreeSet<&'static str>,
    /// Whether nothing would be generated or written.
    pub(crate) has_errors: bool,
    /// The findings, for people.
    pub(crate) text: String,
}

impl Found {
    /// Writes the files to a folder of their own, and does with the first what the example is about.
    pub(crate) fn in_files(example: &Example) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in &example.files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let (first, _) = example.files.first().unwrap();
        let entry = folder.path().join(first);
        match example.way {
            Way::Generate => Self::of(&generated(&request(&entry), &Target::templates())),
            Way::Check => {
                let mut description = Description::read(&entry);
                description.plan();
                Self::of(description.findings())
            }
            Way::Convert => Self::of(&converted(&entry)),
            Way::Configuration => Self::of(&configured(&entry)),
        }
    }

    fn of(findings: &Findings) -> Self {
        let diagnostics = findings.diagnostics();
        Self {
            codes: diagnostics.iter().map(|found| found.rule.code).collect(),
            has_errors: diagnostics.count(Severity::Error) > 0,
            text: findings.render(Format::Concise, Style::Plain),
        }
    }
}

/// What is found on the way to the crates that are asked for or, where none are, to those that make sense of the
/// description.
fn generated(request: &Request, templates: &Templates) -> Findings {
    let mut request = request.clone();
    if request.targets.is_empty() {
        let description = Description::read_as(&request.description, &request.reading);
        if let Some(api) = description.api() {
            request.targets = targets(api);
        }
    }
    generate(&request, templates).findings
}

fn targets(api: &Api) -> Vec<Target> {
    let has_operations = api.resources.iter().any(|resource| !resource.operations.is_empty());
    match &api.capability {
        // Nothing is exposed where only what is consumed matters.
        Some(capability) if capability.adapters.is_empty() => vec![Target::Client],
        Some(_) => vec![Target::Client, Target::Gateway],
        None if has_operations => vec![Target::Client, Target::Server, Target::Mcp],
        None => vec![Target::Client, Target::Server],
    }
}

fn request(description: &Path) -> Request {
    let runtime = RuntimeSource::Version("0.1.0".to_owned());
    Request::new(description.to_path_buf(), Name::of_file(description), runtime)
}

fn converted(entry: &Path) -> Findings {
    let mut findings = Findings::new();
    for format in WrittenFormat::ALL {
        let converted = convert(Description::read(entry), format, specwright::Notation::Yaml);
        findings.append(converted.findings);
    }
    findings
}

fn configured(entry: &Path) -> Findings {
    let configuration = match Configuration::read(entry) {
        Ok(configuration) => configuration,
        Err(findings) => return findings,
    };
    let templates = match &configuration.templates {
        Some(folder) => templates_with(folder),
        None => Ok(Target::templates()),
    };
    let templates = match templates {
        Ok(templates) => templates,
        Err(findings) => return findings,
    };
    let mut findings = Findings::new();
    for request in configuration.requests(&[], |_| "generate".to_owned()).unwrap() {
        findings.append(generated(&request, &templates));
    }
    findings
}
