//! All stages in a row: a description in, crates out.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use specwright_diagnostics::{Diagnostic, Diagnostics};
use specwright_emit::{Crate, DirectoryName, File, InvalidPath, RelativePath};
use specwright_gateway::{Selection, Summary};
use specwright_model::Api;
use specwright_render::Templates;
use specwright_rust::{Plan, PlanOptions};
use specwright_target::{Options, RuntimeSource};

use crate::stack::with_room;
use crate::templates::mistake;
use crate::{Description, Findings, Limit, Name, Reading, Target, rules};

/// What to generate of one description.
#[derive(Clone, Debug)]
pub struct Request {
    /// The file of the description.
    pub description: PathBuf,
    /// How it is read.
    pub reading: Reading,
    /// A description of the API that has its schemas, where this one has none, as capabilities do: see
    /// [`Description::enrich`].
    pub schemas: Option<PathBuf>,
    /// What the packages are called, before `-client`, `-server`, `-gateway` or `-mcp`.
    pub name: Name,
    /// What is decided about the code, beside what the description says.
    pub code: PlanOptions,
    /// Packages that the generated ones need besides, as types of the user's do: by name, what a manifest says of them,
    /// in TOML (`"1.0"`, `{ path = "../money" }`).
    pub dependencies: BTreeMap<String, String>,
    /// The crates to generate. None at all: a client, and a server or, of a capability, a gateway. A gateway and an MCP
    /// server bring the client along, which they need.
    pub targets: Vec<Target>,
    /// Which operations are tools of an MCP server.
    pub tools: Selection,
    /// How their manifests name the runtime.
    pub runtime: RuntimeSource,
    /// The command that renews them, for their headers.
    pub command: String,
    /// Whether each tag of a large API is a Cargo feature. Code that becomes a part of a crate with a manifest of its
    /// own has none.
    pub features: bool,
}

impl Request {
    /// A request for the usual crates of the description at `description`, as they are where nobody says anything else.
    pub fn new(description: PathBuf, name: Name, runtime: RuntimeSource) -> Self {
        Self {
            description,
            reading: Reading::default(),
            schemas: None,
            name,
            code: PlanOptions::default(),
            dependencies: BTreeMap::new(),
            targets: Vec::new(),
            tools: Selection::default(),
            runtime,
            command: "specwright generate".to_owned(),
            features: true,
        }
    }

    /// The targets for an API, each once.
    fn targets(&self, api: &Api) -> Vec<Target> {
        let mut targets = match self.targets.is_empty() {
            true => Target::usual(api),
            false => self.targets.clone(),
        };
        if targets.iter().any(|target| target.needs_client()) && !targets.contains(&Target::Client) {
            targets.insert(0, Target::Client);
        }
        targets
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
    /// The names of the packages that are asked for, which are those of their directories. Where nobody says which, and
    /// nothing can be read, all that there might be.
    pub packages: Vec<String>,
    /// The tools of its gateway and its MCP server, with the size of their definitions.
    pub tools: Summary,
    /// The codes of errors that hold up the generation and could be [allowed](Reading::allow).
    pub allowable: BTreeSet<&'static str>,
    /// The files that were read.
    pub paths_read: Vec<PathBuf>,
    /// The files that it refers to and that do not exist.
    pub paths_missing: Vec<PathBuf>,
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
pub fn generate_from(description: Description, request: &Request, templates: &Templates) -> Outcome {
    with_room(|| generated(description, request, templates))
}

fn generated(mut description: Description, request: &Request, templates: &Templates) -> Outcome {
    if let Some(schemas) = &request.schemas {
        description.enrich(Description::read_as(schemas, &request.reading));
    }
    description.findings_mut().allow_harmless();
    let mut plan = description.plan_as(&request.code);
    if let Some(plan) = plan.as_mut().filter(|_| !request.features) {
        plan.without_features();
    }
    let targets = match description.api() {
        Some(api) => request.targets(api),
        None if request.targets.is_empty() => Target::ALL.to_vec(),
        None => request.targets.clone(),
    };
    let allowable = description.errors().map(|error| error.rule.code).collect();
    let mut crates = Vec::new();
    let mut tools = Summary::default();
    let mut found = Diagnostics::new();
    let mut mistakes = Findings::new();
    if let (Some(plan), Some(api)) = (&plan, description.api()) {
        for target in &targets {
            match generate_crate(api, plan, request, *target, templates) {
                Ok(generated) => {
                    found.extend(too_large(
                        &generated.package,
                        request.reading.limits.get(Limit::CodeBytes),
                    ));
                    crates.push(generated.package);
                    tools.tools += generated.tools.tools;
                    tools.bytes += generated.tools.bytes;
                    found.append(generated.diagnostics);
                }
                Err(mistake) => mistakes.append(mistake),
            }
        }
    }
    description.add_findings(found);
    let (mut findings, paths_read, paths_missing) = description.into_parts();
    findings.append(mistakes);
    if findings.has_errors() {
        crates.clear();
    }
    Outcome {
        findings,
        crates,
        packages: targets.iter().map(|target| request.name.package(*target)).collect(),
        tools,
        allowable,
        paths_read,
        paths_missing,
    }
}

/// The finding that a crate has more bytes than it may.
fn too_large(package: &Crate, most: usize) -> Option<Diagnostic> {
    let bytes: usize = package.files.iter().map(|file| file.contents.len()).sum();
    (bytes > most).then(|| {
        let name = &package.directory;
        let message = format!("`{name}` comes to {bytes} bytes of code, more than the limit of {most}");
        Diagnostic::without_place(&rules::CODE_TOO_LARGE, message)
            .help("generate the operations that you need alone: `include` of `[api.operations]`")
            .help(specwright_source::Limits::help("code-bytes"))
    })
}

/// A crate, with what was found on the way.
struct GeneratedCrate {
    package: Crate,
    diagnostics: Diagnostics,
    tools: Summary,
}

fn generate_crate(
    api: &Api,
    plan: &Plan,
    request: &Request,
    target: Target,
    templates: &Templates,
) -> Result<GeneratedCrate, Findings> {
    let package = request.name.package(target);
    let file_name = request.description.file_name().unwrap_or_default();
    let options = Options {
        package: package.clone(),
        source: file_name.to_string_lossy().into_owned(),
        command: request.command.clone(),
        runtime: request.runtime.clone(),
        dependencies: request.dependencies.clone(),
    };
    let generated = target
        .generate(api, plan, request, &options, templates)
        .map_err(|error| mistake(&error, &package, templates))?;
    let files = generated.files.into_iter().map(|file| {
        Ok(File {
            path: RelativePath::new(file.path)?,
            contents: file.contents,
        })
    });
    let files: Result<Vec<File>, InvalidPath> = files.collect();
    let package_of = |files| {
        Ok(Crate {
            directory: DirectoryName::new(&package)?,
            files,
        })
    };
    let made: Result<Crate, InvalidPath> = files.and_then(package_of);
    Ok(GeneratedCrate {
        package: made.map_err(|error| {
            let mut findings = Findings::new();
            let message = format!("{package}: {error}");
            findings.push(Diagnostic::without_place(&rules::GENERATED_PATH, message));
            findings
        })?,
        diagnostics: generated.diagnostics,
        tools: generated.summary,
    })
}
