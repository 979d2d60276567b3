//! `cargo xtask bench`: what it costs to generate crates from large descriptions, and to compile them.

mod measure;
mod page;
mod table;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::SystemTime;

use anyhow::{Context, bail};
use clap::Args;
use specwright::{Name, Request, Runtime, Target};
use specwright_emit::Crate;

use crate::workspace::{Workspace, cargo};
use measure::{Measurement, measure, median};

/// The descriptions that are measured, below the folder.
const DESCRIPTIONS: [&str; 4] = [
    "3.0/petstore.yaml",
    "3.0/oxide-nexus.json",
    "3.1/discord.json",
    "3.0/github.json",
];

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Only descriptions whose path holds this text
    #[arg(long, value_name = "SUBSTRING")]
    only: Option<String>,
    /// How often each thing is measured; the median counts
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
    /// The folder of descriptions [default: ../shared/corpus/openapi, beside the repository]
    #[arg(long, value_name = "FOLDER")]
    folder: Option<PathBuf>,
    /// Only measure generation, and compile nothing
    #[arg(long)]
    no_check: bool,
    /// Put the table into docs/performance.md too
    #[arg(long)]
    write: bool,
}

/// What one description costs.
struct Row {
    description: &'static str,
    operations: usize,
    /// The lines of the client and of the server.
    lines: [usize; 2],
    /// To generate the client alone.
    client: Measurement,
    /// To generate client and server.
    both: Measurement,
    /// To check the client, all that it links being compiled.
    check: Option<Measurement>,
}

/// A description that is to be measured.
struct Subject {
    description: &'static str,
    operations: usize,
    crates: Vec<Crate>,
}

pub(crate) fn run(arguments: &Arguments, workspace: &Path) -> anyhow::Result<ExitCode> {
    let folder = match &arguments.folder {
        Some(folder) => folder.clone(),
        None => workspace.join("../shared/corpus/openapi"),
    };
    if !folder.is_dir() {
        bail!(
            "there is no folder {}: name one with --folder that holds {}",
            folder.display(),
            DESCRIPTIONS.join(", ")
        );
    }
    let bench = workspace.join("target").join("bench");
    let runtime = workspace.join("crates").join("runtime");
    let program = build_program(workspace)?;
    // A process starts with the memory of the one that starts it, as far as the system counts: what is large is read
    // here only when generation has been measured.
    let only = arguments.only.as_deref().unwrap_or_default();
    let mut generations = Vec::new();
    for description in DESCRIPTIONS.into_iter().filter(|it| it.contains(only)) {
        eprintln!("generating {description}");
        let path = folder.join(description);
        let generate = |targets: &str| {
            let measure = || measure(generation(&program, &path, targets, &bench.join("output")));
            median(arguments.runs, measure)
        };
        generations.push((generate("client")?, generate("client,server")?));
    }
    let subjects = subjects(arguments, &folder, &bench, &runtime)?;
    let compiled = match arguments.no_check {
        true => None,
        false => {
            let clients = subjects.iter().filter_map(|subject| subject.crates.first()).cloned();
            Some(Workspace::write(
                &bench.join("crates"),
                workspace,
                &runtime,
                clients.collect(),
                None,
            )?)
        }
    };
    let mut rows = Vec::new();
    for (subject, (client, both)) in subjects.iter().zip(generations) {
        eprintln!("checking {}", subject.description);
        rows.push(Row {
            description: subject.description,
            operations: subject.operations,
            lines: [0, 1].map(|index| subject.crates.get(index).map_or(0, lines)),
            client,
            both,
            check: compiled
                .as_ref()
                .map(|it| check(it, subject, &bench, arguments.runs))
                .transpose()?,
        });
    }
    let table = table::table(&rows);
    print!("{table}");
    if arguments.write {
        page::write(workspace, arguments.runs, &table)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Compiles the command as it is installed, and says where it is.
fn build_program(workspace: &Path) -> anyhow::Result<PathBuf> {
    eprintln!("compiling specwright");
    let mut build = cargo(workspace, "build");
    build.args(["--quiet", "--release", "-p", "specwright", "--features", "command"]);
    if !build.status().context("cargo cannot be run")?.success() {
        bail!("specwright does not compile");
    }
    let metadata = cargo(workspace, "metadata")
        .args(["--no-deps", "--format-version=1"])
        .output()?;
    let metadata: serde_json::Value = serde_json::from_slice(&metadata.stdout)?;
    let target = metadata.get("target_directory").and_then(serde_json::Value::as_str);
    let program = Path::new(target.context("cargo names no target directory")?).join("release/specwright");
    Ok(program.with_extension(std::env::consts::EXE_EXTENSION))
}

/// The descriptions, with the crates that are generated of each.
fn subjects(arguments: &Arguments, folder: &Path, bench: &Path, runtime: &Path) -> anyhow::Result<Vec<Subject>> {
    let templates = Target::templates();
    let only = arguments.only.as_deref().unwrap_or_default();
    let mut subjects = Vec::new();
    for description in DESCRIPTIONS.into_iter().filter(|it| it.contains(only)) {
        eprintln!("reading {description}");
        let path = folder.join(description);
        let read = specwright::Description::read(&path);
        let operations = read.api().map_or(0, |api| api.operations().count());
        let source = Runtime::Path(runtime.to_path_buf()).source(&bench.join("crates"));
        let request = Request {
            command: "cargo xtask bench".to_owned(),
            ..Request::new(path.clone(), Name::of_file(&path), source)
        };
        let outcome = specwright::generate_from(read, &request, &templates);
        if outcome.crates.is_empty() {
            bail!("nothing can be generated from {}", path.display());
        }
        subjects.push(Subject {
            description,
            operations,
            crates: outcome.crates,
        });
    }
    Ok(subjects)
}

fn lines(of: &Crate) -> usize {
    of.files.iter().map(|file| file.contents.lines().count()).sum()
}

/// A process that reads a description and writes crates of it.
fn generation(program: &Path, description: &Path, targets: &str, output: &Path) -> Command {
    let mut command = Command::new(program);
    command.args(["--quiet", "generate", "--target", targets, "--format", "concise"]);
    command.args([
        "--runtime",
        "version=0.1.0",
        "--name",
        Name::of_file(description).as_str(),
    ]);
    command.arg("--out").arg(output).arg(description);
    command
}

/// What it costs to check a client, as if it had changed as a whole.
fn check(workspace: &Workspace, subject: &Subject, bench: &Path, runs: u32) -> anyhow::Result<Measurement> {
    let Some(client) = subject.crates.first() else {
        bail!("there is no client of {}", subject.description);
    };
    let name = client.directory.as_str();
    // What the client links is compiled now.
    workspace.check(crate::workspace::Tool::Check, std::slice::from_ref(client))?;
    let library = bench.join("crates").join(name).join("src/lib.rs");
    median(runs, || {
        let file = File::options().append(true).open(&library)?;
        file.set_modified(SystemTime::now())?;
        let mut check = workspace.cargo("check");
        check.args(["--quiet", "-p", name]);
        measure(check)
    })
}
