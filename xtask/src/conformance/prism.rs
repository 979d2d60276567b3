//! `cargo xtask conformance prism`: generated clients before Prism, which answers as the description says, and before the
//! mocks of generated servers with Prism between, which holds every request and every response against the description.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use anyhow::{Context, bail};
use clap::Args;
use specwright::{Description, Notation, WrittenFormat, convert};

use super::processes::Process;
use super::served::Served;
use super::tools::{node, npm_package};
use crate::conformance::schemathesis::descriptions;
use crate::corpus::{Caller, PROXIES, Wire, aligned, callers};
use crate::workspace::Workspace;

const PRISM: &str = "5.14.2";

const HEADS: [&str; 7] = [
    "description",
    "server",
    "operations",
    "calls",
    "answered",
    "decoded",
    "failures",
];

/// What Prism prints before its address.
const LISTENING: &str = "Prism is listening on ";

/// How long Prism may take to read a document.
const START: Duration = Duration::from_secs(120);

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Only descriptions in specs/ whose path holds this text
    #[arg(long, value_name = "SUBSTRING")]
    spec: Option<String>,
}

/// Prism's program.
struct Prism {
    interpreter: PathBuf,
    script: PathBuf,
    /// Where it runs: it finds no configuration there.
    folder: PathBuf,
}

/// The calls of one client before one server.
struct Row {
    description: String,
    server: &'static str,
    wire: Wire,
}

pub(crate) fn run(arguments: &Arguments, repository: &Path) -> anyhow::Result<ExitCode> {
    let descriptions = descriptions(repository, arguments.spec.as_deref())?;
    let folder = repository.join("target").join("conformance").join("prism");
    let prism = Prism {
        interpreter: node(repository)?,
        script: npm_package(repository, "@stoplight/prism-cli", PRISM)?.join("dist/index.js"),
        folder: folder.clone(),
    };
    let (workspace, callers) = callers(&descriptions, repository, &folder.join("crates"))?;
    let mut rows = Vec::new();
    for (description, caller) in descriptions.iter().zip(&callers) {
        rows.extend(try_one(description, caller, &workspace, &prism)?);
    }
    print!("{}", table(&rows));
    match rows.iter().filter(|row| row.wire.is_failure()).count() {
        0 => Ok(ExitCode::SUCCESS),
        failures => {
            println!("{failures} of {} failed", rows.len());
            Ok(ExitCode::FAILURE)
        }
    }
}

/// Calls all operations of a description: of Prism, and of the mock behind Prism.
fn try_one(description: &Path, caller: &Caller, workspace: &Workspace, prism: &Prism) -> anyhow::Result<[Row; 2]> {
    eprintln!("trying {}", description.display());
    let (compilation, server) = workspace.build(&caller.server)?;
    if let Some(error) = compilation.first_error {
        bail!("the server of {} does not compile: {error}", description.display());
    }
    let document = prism.document(description)?;
    let row = |server: &'static str, wire: Wire| Row {
        description: description.display().to_string(),
        server,
        wire,
    };
    let mocked = prism.start(&["mock"], &document, &[])?;
    let first = row("Prism", caller.call(workspace, &mocked.address));
    let mock = Served::mock(&server)?;
    let proxied = prism.start(&["proxy", "--errors"], &document, &[mock.address()])?;
    let second = row("mock behind Prism", caller.call(workspace, &proxied.address));
    Ok([first, second])
}

/// Prism as a server.
struct Listening {
    /// Ends the program when it is dropped.
    _process: Process,
    address: String,
}

impl Prism {
    /// Writes a description as OpenAPI.
    fn document(&self, description: &Path) -> anyhow::Result<PathBuf> {
        let converted = convert(
            Description::read(description),
            WrittenFormat::OpenApi3_1,
            Notation::Json,
        );
        let text = converted
            .text
            .with_context(|| format!("{} cannot be converted", description.display()))?;
        let name = description
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or_default();
        let path = self.folder.join(format!("{name}.json"));
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
        Ok(path)
    }

    /// Starts Prism with a document, on a free port.
    fn start(&self, command: &[&str], document: &Path, rest: &[&str]) -> anyhow::Result<Listening> {
        let mut program = Command::new(&self.interpreter);
        program.arg(&self.script).args(command).arg(document).args(rest);
        program.args(["--port", "0"]).current_dir(&self.folder);
        for variable in PROXIES {
            program.env_remove(variable);
        }
        let program = program
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut process = Process::start(program)?;
        let output = process.child().stdout.take().context("Prism has no output")?;
        let (sender, lines) = channel();
        thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                // Nobody waits for what comes after the address.
                let _ = sender.send(line);
            }
        });
        while let Ok(line) = lines.recv_timeout(START) {
            if let Some((_, address)) = line.split_once(LISTENING) {
                return Ok(Listening {
                    _process: process,
                    address: address.trim().to_owned(),
                });
            }
        }
        bail!("Prism does not listen with {}", document.display())
    }
}

/// The rows as a table, and below it what went wrong.
fn table(rows: &[Row]) -> String {
    let row = |row: &Row| {
        let wire = &row.wire;
        let numbers = [
            wire.operations,
            wire.calls,
            wire.answered,
            wire.decoded,
            wire.failures.len(),
        ];
        let [operations, calls, answered, decoded, failures] = numbers.map(|number| number.to_string());
        let (description, server) = (row.description.clone(), row.server.to_owned());
        [description, server, operations, calls, answered, decoded, failures]
    };
    let mut text = aligned(HEADS, rows.iter().map(row));
    for row in rows {
        for failure in &row.wire.failures {
            text.push_str(&format!("\n{}, {}: {failure}\n", row.description, row.server));
        }
    }
    text
}
