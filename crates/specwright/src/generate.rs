//! All stages in a row: a description in, crates out.

use std::collections::BTreeSet;
use std::path::PathBuf;

use specwright_diagnostics::Diagnostic;
use specwright_emit::{Crate, DirectoryName, File, InvalidPath, RelativePath};
use specwright_model::Api;
use specwright_render::Templates;
use specwright_rust::Plan;
use specwright_target::{Options, RuntimeSource};

use crate::{Description, Findings, Name, Reading, Target, rules};

/// What to generate of one description.
#[derive(Clone, Debug)]
pub struct Request {
    /// The file of the description.
    pub description: PathBuf,
    /// How it is read.
    pub reading: Reading,
    /// What the packages are called, before `-client` or `-server`.
    pub name: Name,
    /// The crates to generate.
    pub targets: Vec<Target>,
    /// How their manifests name the runtime.
    pub runtime: RuntimeSource,
    /// The command that renews them, for their headers.
    pub command: String,
    /// Whether each tag of a large API is a Cargo feature. Code that becomes a part of a crate with a manifest of its
    /// own has none.
    pub features: bool,
}

impl Request {
    /// The names of the packages, which are those of their directories.
    pub fn packages(&self) -> impl Iterator<Item = String> {
        self.targets.iter().map(|target| self.name.package(*target))
    }
}

/// What came of a [`Request`].
#[derive(Debug)]
pub struct Outcome {
    /// What was found in the description, and in templates. Errors on which no code depends are warnings here
    /// ([`Rule::is_harmless`](specwright_diagnostics::Rule::is_harmless)).
    pub findings: Findings,
    /// The crates, in the order of the targets; none when the findings have errors.
    pub crates: Vec<Crate>,
    /// The codes of errors that hold up the generation and could be [allowed](Reading::allow).
    pub allowable: BTreeSet<&'static str>,
    /// The files that were read.
    pub paths_read: Vec<PathBuf>,
}

/// Reads the description of `request` and generates its crates in memory.
pub fn generate(request: &Request, templates: &Templates) -> Outcome {
    generate_from(
        Description::read_as(&request.description, &request.reading),
        request,
        templates,
    )
}

/// As [`generate`], of a description that was read already.
pub fn generate_from(mut description: Description, request: &Request, templates: &Templates) -> Outcome {
    description.findings_mut().allow_harmless();
    let mut plan = description.plan();
    if let Some(plan) = plan.as_mut().filter(|_| !request.features) {
        plan.without_features();
    }
    let allowable = description.errors().map(|error| error.rule.code).collect();
    let mut crates = Vec::new();
    if let (Some(plan), Some(api)) = (&plan, description.api()) {
        let generated = request
            .targets
            .iter()
            .map(|target| generate_crate(api, plan, request, *target, templates));
        match generated.collect() {
            Ok(all) => crates = all,
            Err(diagnostic) => description.findings_mut().push(diagnostic),
        }
    }
    let (findings, paths_read) = description.into_parts();
    Outcome {
        findings,
        crates,
        allowable,
        paths_read,
    }
}

fn generate_crate(
    api: &Api,
    plan: &Plan,
    request: &Request,
    target: Target,
    templates: &Templates,
) -> Result<Crate, Diagnostic> {
    let package = request.name.package(target);
    let file_name = request.description.file_name().unwrap_or_default();
    let options = Options {
        package: package.clone(),
        source: file_name.to_string_lossy().into_owned(),
        command: request.command.clone(),
        runtime: request.runtime.clone(),
    };
    let files = target
        .generate(api, plan, &options, templates)
        .map_err(|error| Diagnostic::without_place(&rules::TEMPLATE, format!("{package}: {error}")))?;
    let files = files.into_iter().map(|file| {
        Ok(File {
            path: RelativePath::new(file.path)?,
            contents: file.contents,
        })
    });
    let files: Result<Vec<File>, InvalidPath> = files.collect();
    let generated = files.and_then(|files| {
        Ok(Crate {
            directory: DirectoryName::new(&package)?,
            files,
        })
    });
    generated.map_err(|error| Diagnostic::without_place(&rules::GENERATED_PATH, format!("{package}: {error}")))
}
