//! The generated programs that are tried.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, bail};
use serde_json::Value;
use specwright::{Description, Name, Request, Runtime, Target, generate_from};
use specwright_diagnostics::Severity;
use specwright_emit::Crate;

use crate::conformance::processes::Process;
use crate::workspace::{Workspace, cargo};

/// What debugging information the repository's own programs have.
const DEBUG: &str = "line-tables-only";

/// Programs by the names of their packages.
#[derive(Debug, Default)]
pub(super) struct Programs(BTreeMap<String, PathBuf>);

impl Programs {
    /// Builds packages of the repository.
    ///
    /// # Errors
    /// Where cargo cannot be run, or one of them does not compile.
    pub(super) fn of_repository(repository: &Path, packages: &[&str]) -> anyhow::Result<Self> {
        let mut cargo = cargo(repository, "build");
        cargo.arg("--locked");
        Self::build(cargo, packages)
    }

    /// Generates a server of an OpenAPI document, and a gateway of a capability that calls it, and builds both, in
    /// `folder`. What the repository's packages were built of is used again.
    ///
    /// # Errors
    /// Where one of the documents has errors, and where the crates cannot be written or do not compile.
    pub(super) fn of_descriptions(&self, repository: &Path, folder: &Path, documents: &Path) -> anyhow::Result<Self> {
        let runtime = repository.join("crates").join("runtime");
        let capability = documents.join("conformance.naftiko.yaml");
        let api = documents.join("conformance.openapi.yaml");
        let mut crates = Vec::new();
        for (description, schemas, target) in [(&capability, Some(&api), Target::Gateway), (&api, None, Target::Server)]
        {
            let runtime = Runtime::Path(runtime.clone()).source(folder);
            crates.extend(generate(&Request {
                schemas: schemas.cloned(),
                targets: vec![target],
                command: "cargo xtask conformance mcp".to_owned(),
                features: false,
                ..Request::new(description.clone(), Name::derive("conformance"), runtime)
            })?);
        }
        let workspace = Workspace::write(folder, repository, &runtime, crates, None)?;
        let mut cargo = workspace.cargo("build");
        if let Some(target) = self.target_folder() {
            cargo.env("CARGO_TARGET_DIR", target);
        }
        if std::env::var_os("CARGO_PROFILE_DEV_DEBUG").is_none() {
            cargo.env("CARGO_PROFILE_DEV_DEBUG", DEBUG);
        }
        Self::build(cargo, &["conformance-gateway", "conformance-server"])
    }

    fn build(mut cargo: Command, packages: &[&str]) -> anyhow::Result<Self> {
        cargo.arg("--message-format=json-render-diagnostics");
        for package in packages {
            cargo.args(["-p", package]);
        }
        let (status, messages) = Process::start(cargo.stdout(Stdio::piped()))?.output()?;
        if !status.success() {
            bail!("the programs cannot be built");
        }
        Ok(Self::read(&messages))
    }

    /// The programs that cargo tells of, in messages of JSON, one a line.
    fn read(messages: &str) -> Self {
        let program = |line: &str| {
            let message: Value = serde_json::from_str(line).ok()?;
            let program = message.get("executable")?.as_str()?;
            let name = message.pointer("/target/name")?.as_str()?;
            Some((name.to_owned(), PathBuf::from(program)))
        };
        Self(messages.lines().filter_map(program).collect())
    }

    /// The program of a package.
    ///
    /// # Errors
    /// Where it has none.
    pub(super) fn get(&self, package: &str) -> anyhow::Result<&Path> {
        let program = self.0.get(package);
        program
            .map(PathBuf::as_path)
            .with_context(|| format!("{package} has no program"))
    }

    /// The target folder in which they were built.
    fn target_folder(&self) -> Option<&Path> {
        self.0.values().next()?.parent()?.parent()
    }
}

fn generate(request: &Request) -> anyhow::Result<Vec<Crate>> {
    let path = &request.description;
    let outcome = generate_from(Description::read(path), request, &Target::templates());
    let mut errors = outcome.findings.diagnostics().iter();
    if let Some(error) = errors.find(|it| it.severity() == Severity::Error) {
        bail!("{} cannot be read: {}", path.display(), error.message);
    }
    Ok(outcome.crates)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_are_found_in_what_cargo_says() {
        let messages = r#"
            {"reason":"compiler-artifact","target":{"name":"serde"},"executable":null}
            {"reason":"compiler-artifact","target":{"name":"users-gateway"},"executable":"/t/debug/users-gateway"}
            {"reason":"build-finished","success":true}
        "#;
        let programs = Programs::read(messages);
        assert_eq!(
            programs.get("users-gateway").unwrap(),
            Path::new("/t/debug/users-gateway")
        );
        assert_eq!(programs.get("serde").unwrap_err().to_string(), "serde has no program");
        assert_eq!(programs.target_folder(), Some(Path::new("/t")));
    }
}
