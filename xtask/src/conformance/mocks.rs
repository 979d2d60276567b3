//! The mocks of generated servers, and the documents that they are held against. All commands have the same ones, so that
//! they are compiled once.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use serde_json::Value;
use specwright::{
    Description, Format, Name, Notation, Request, Runtime, Target, WrittenFormat, convert, generate_from,
};
use specwright_diagnostics::Severity;
use specwright_emit::Crate;

use crate::corpus::files;
use crate::workspace::Workspace;

/// The mock of a description's server.
pub(super) struct Mock {
    pub(super) description: PathBuf,
    /// The description as OpenAPI.
    pub(super) document: Value,
    /// Its program.
    pub(super) program: PathBuf,
}

impl Mock {
    /// The name of the description's file.
    pub(super) fn name(&self) -> &str {
        file_name(&self.description)
    }
}

/// The name of a file; empty where it is no text.
pub(super) fn file_name(path: &Path) -> &str {
    path.file_name().and_then(|name| name.to_str()).unwrap_or_default()
}

/// The descriptions in specs/ whose path holds a text, in order. What is in folders below are parts of them.
///
/// # Errors
/// Where there are none.
pub(crate) fn descriptions(repository: &Path, only: Option<&str>) -> anyhow::Result<Vec<PathBuf>> {
    let folder = repository.join("specs");
    let below = files(&folder).with_context(|| format!("cannot list {}", folder.display()))?;
    let whole = below.into_iter().filter(|file| !file.contains('/'));
    let mut found: Vec<PathBuf> = whole.map(|file| folder.join(file)).collect();
    found.retain(|path| matches!(Format::of_file(path), Ok(Some(_))));
    found.retain(|path| only.is_none_or(|only| path.to_string_lossy().contains(only)));
    if found.is_empty() {
        bail!("there is no such description in {}", folder.display());
    }
    found.sort();
    Ok(found)
}

/// Generates and compiles the servers of descriptions, in a workspace of their own.
///
/// # Errors
/// Where a description has errors, and where the crates cannot be written or do not compile.
pub(super) fn build(descriptions: &[PathBuf], repository: &Path) -> anyhow::Result<Vec<Mock>> {
    let runtime = repository.join("crates").join("runtime");
    let folder = repository.join("target").join("conformance").join("mocks");
    let servers: Vec<Crate> = descriptions
        .iter()
        .map(|path| server(path, &runtime, &folder))
        .collect::<anyhow::Result<_>>()?;
    let workspace = Workspace::write(&folder, repository, &runtime, servers.clone(), None)?;
    let mocks = descriptions.iter().zip(&servers).map(|(path, server)| {
        eprintln!("building the server of {}", path.display());
        let (compilation, program) = workspace.build(server.directory.as_str())?;
        if let Some(error) = compilation.first_error {
            bail!("the server of {} does not compile: {error}", path.display());
        }
        Ok(Mock {
            description: path.clone(),
            document: document(path)?,
            program,
        })
    });
    mocks.collect()
}

/// Generates the server of a description.
fn server(path: &Path, runtime: &Path, folder: &Path) -> anyhow::Result<Crate> {
    // With its ending: there may be two descriptions of one API.
    let name = Name::derive(file_name(path));
    let request = Request {
        targets: vec![Target::Server],
        command: "cargo xtask conformance".to_owned(),
        features: false,
        ..Request::new(
            path.to_path_buf(),
            name,
            Runtime::Path(runtime.to_path_buf()).source(folder),
        )
    };
    let outcome = generate_from(Description::read(path), &request, &Target::templates());
    let mut errors = outcome.findings.diagnostics().iter();
    if let Some(error) = errors.find(|it| it.severity() == Severity::Error) {
        bail!("{} cannot be read: {}", path.display(), error.message);
    }
    let server = outcome.crates.into_iter().next();
    server.with_context(|| format!("no server was generated from {}", path.display()))
}

/// A description as OpenAPI 3.1, whatever its format: in one file, and as its reader understood it.
fn document(path: &Path) -> anyhow::Result<Value> {
    let converted = convert(Description::read(path), WrittenFormat::OpenApi3_1, Notation::Json);
    let text = converted
        .text
        .with_context(|| format!("{} cannot be converted", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is not converted to JSON", path.display()))
}
