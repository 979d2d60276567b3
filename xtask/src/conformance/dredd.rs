//! `cargo xtask conformance dredd`: the mocks of generated servers, called with the example requests of the blueprints
//! that they are made of, and held against the example responses by Dredd.

mod outcome;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use anyhow::{Context, bail};
use clap::Args;
use specwright::{Description, Name, Request, Runtime, Target, generate_from};
use specwright_diagnostics::Severity;
use specwright_emit::Crate;

use outcome::Outcome;

use super::served::Served;
use super::tools::npm_tool;
use crate::corpus::{PROXIES, aligned, files};
use crate::workspace::Workspace;

const DREDD: &str = "14.1.0";

/// What is tried where nothing else is asked for.
const USUAL: [&str; 3] = [
    "specs/scaleway-account-strict.apib",
    "crates/blueprint/tests/documents/simplest.apib",
    "crates/blueprint/tests/documents/strict.apib",
];

/// Variables that let Dredd send what came of the requests elsewhere.
const ELSEWHERE: [&str; 4] = ["APIARY_API_KEY", "APIARY_API_NAME", "APIARY_API_URL", "DREDD_REST_URL"];

const HEADS: [&str; 7] = [
    "document",
    "left out",
    "transactions",
    "passed",
    "failed",
    "errors",
    "skipped",
];

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Files, and folders with every *.apib file below them [default: those of the repository]
    paths: Vec<PathBuf>,
    /// Only files whose path holds this text
    #[arg(long, value_name = "SUBSTRING")]
    only: Option<String>,
    /// How many compilers run at once [default: one for each core]
    #[arg(long, value_name = "NUMBER")]
    jobs: Option<usize>,
}

/// A blueprint and the server crate that was made of it.
struct Document {
    path: PathBuf,
    server: anyhow::Result<Crate>,
}

pub(crate) fn run(arguments: &Arguments, repository: &Path) -> anyhow::Result<ExitCode> {
    let paths = arguments.documents(repository)?;
    if paths.is_empty() {
        bail!("there is no *.apib file to try");
    }
    let dredd = npm_tool(repository, "dredd", DREDD, "dredd")?;
    let folder = repository.join("target").join("conformance").join("dredd");
    let runtime = repository.join("crates").join("runtime");
    let read = |(index, path): (usize, PathBuf)| Document {
        server: server(&path, index, &runtime, &folder),
        path,
    };
    let documents: Vec<Document> = paths.into_iter().enumerate().map(read).collect();
    let crates: Vec<Crate> = documents
        .iter()
        .filter_map(|it| it.server.as_ref().ok())
        .cloned()
        .collect();
    let workspace = Workspace::write(&folder, repository, &runtime, crates, arguments.jobs)?;
    let mut rows = Vec::new();
    for document in documents {
        eprintln!("trying {}", document.path.display());
        let outcome = document
            .server
            .and_then(|server| call(&server, &document.path, &workspace, &dredd));
        rows.push((document.path.display().to_string(), outcome));
    }
    print!("{}", table(&rows));
    // The repository's own documents are written so that Dredd can call all of them.
    let may_refuse = !arguments.paths.is_empty();
    let is_failure = |(_, outcome): &(String, anyhow::Result<Outcome>)| {
        let failed = |outcome: &Outcome| outcome.is_failure() && !(may_refuse && outcome.is_refused());
        outcome.as_ref().map_or(true, failed)
    };
    match rows.iter().filter(|row| is_failure(row)).count() {
        0 => Ok(ExitCode::SUCCESS),
        failures => {
            println!("{failures} of {} failed", rows.len());
            Ok(ExitCode::FAILURE)
        }
    }
}

impl Arguments {
    /// The blueprints that are meant, in order.
    fn documents(&self, repository: &Path) -> anyhow::Result<Vec<PathBuf>> {
        let usual = USUAL
            .iter()
            .map(|path| repository.join(path))
            .filter(|path| path.exists());
        let roots: Vec<PathBuf> = match self.paths.as_slice() {
            [] => usual.collect(),
            paths => paths.to_vec(),
        };
        let mut found = Vec::new();
        for root in &roots {
            list(root, &mut found).with_context(|| format!("cannot list {}", root.display()))?;
        }
        if let Some(only) = &self.only {
            found.retain(|path| path.to_string_lossy().contains(only));
        }
        found.sort();
        found.dedup();
        Ok(found)
    }
}

/// A file, or every blueprint below a folder.
fn list(path: &Path, found: &mut Vec<PathBuf>) -> std::io::Result<()> {
    if !path.is_dir() {
        found.push(path.canonicalize()?);
        return Ok(());
    }
    let blueprints = files(path)?.into_iter().filter(|file| file.ends_with(".apib"));
    for file in blueprints {
        found.push(path.join(file).canonicalize()?);
    }
    Ok(())
}

/// Generates the server crate of a blueprint. `index` makes its name unique.
fn server(path: &Path, index: usize, runtime: &Path, folder: &Path) -> anyhow::Result<Crate> {
    let name = Name::derive(&format!("d{index}-{}", Name::of_file(path)));
    let request = Request {
        targets: vec![Target::Server],
        command: "cargo xtask conformance dredd".to_owned(),
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
        bail!("it cannot be read: {}", error.message);
    }
    outcome.crates.into_iter().next().context("no crate was generated")
}

/// Compiles a server, starts its mock, and lets Dredd call it.
fn call(server: &Crate, document: &Path, workspace: &Workspace, dredd: &Path) -> anyhow::Result<Outcome> {
    let (compilation, program) = workspace.build(server.directory.as_str())?;
    if let Some(error) = compilation.first_error {
        bail!("the server does not compile: {error}");
    }
    let mock = Served::mock(&program)?;
    let mut command = Command::new(dredd);
    command.arg(document).arg(mock.address()).arg("--no-color");
    // Dredd takes a dredd.yml of the folder that it runs in as its configuration: here there is none.
    let folder = dredd.parent().context("a program stands in a folder")?;
    command.current_dir(folder).stdin(Stdio::null());
    for variable in PROXIES.into_iter().chain(ELSEWHERE) {
        command.env_remove(variable);
    }
    let output = command.output().context("cannot run dredd")?;
    let [complained, said] = [&output.stderr, &output.stdout].map(|it| String::from_utf8_lossy(it));
    let outcome = Outcome::read(&format!("{complained}{said}"));
    if !output.status.success() && !outcome.is_failure() {
        bail!("dredd failed: {}\n{complained}{said}", output.status);
    }
    Ok(outcome)
}

/// The rows as a table, and below it what went wrong.
fn table(rows: &[(String, anyhow::Result<Outcome>)]) -> String {
    let row = |(document, outcome): &(String, anyhow::Result<Outcome>)| {
        let cells = match outcome {
            Ok(outcome) => [
                outcome.left_out,
                outcome.transactions,
                outcome.passed,
                outcome.failed,
                outcome.errors,
                outcome.skipped,
            ]
            .map(|number| number.to_string()),
            Err(_) => ["-"; 6].map(str::to_owned),
        };
        let [left_out, transactions, passed, failed, errors, skipped] = cells;
        [
            document.clone(),
            left_out,
            transactions,
            passed,
            failed,
            errors,
            skipped,
        ]
    };
    let mut text = aligned(HEADS, rows.iter().map(row));
    for (document, outcome) in rows {
        match outcome {
            Err(error) => text.push_str(&format!("\n{document}: {error:#}\n")),
            Ok(outcome) if outcome.transactions == 0 && outcome.failures.is_empty() => {
                text.push_str(&format!("\n{document}: Dredd finds no transaction in it\n"));
            }
            Ok(outcome) => {
                for failure in &outcome.failures {
                    text.push_str(&format!("\n{document}: {failure}\n"));
                }
            }
        }
    }
    text
}
