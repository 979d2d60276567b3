//! Prism's program.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use anyhow::{Context, bail};
use serde_json::Value;

use crate::conformance::processes::Process;
use crate::conformance::tools::{node, npm_package};
use crate::corpus::PROXIES;

/// The last version that runs on Node.js 22.
const VERSION: &str = "5.14.2";

/// What Prism prints before its address.
const LISTENING: &str = "Prism is listening on ";

/// How long Prism may take to read a document.
const START: Duration = Duration::from_secs(120);

/// Prism, installed.
pub(super) struct Prism {
    interpreter: PathBuf,
    script: PathBuf,
    /// Where documents are written and the program runs: it finds no configuration there.
    folder: PathBuf,
}

/// Prism as a server, until this value is dropped.
pub(super) struct Listening {
    /// Ends the program when it is dropped.
    _process: Process,
    address: String,
}

impl Listening {
    pub(super) fn address(&self) -> &str {
        &self.address
    }
}

impl Prism {
    /// Installs Prism below `repository` unless it is there.
    ///
    /// # Errors
    /// Where it cannot be installed, or `folder` cannot be made.
    pub(super) fn installed(repository: &Path, folder: &Path) -> anyhow::Result<Self> {
        fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
        Ok(Self {
            interpreter: node(repository)?,
            script: npm_package(repository, "@stoplight/prism-cli", VERSION)?.join("dist/index.js"),
            folder: folder.to_path_buf(),
        })
    }

    /// Writes a document that Prism is to read.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub(super) fn document(&self, name: &str, document: &Value) -> anyhow::Result<PathBuf> {
        let path = self.folder.join(format!("{name}.json"));
        fs::write(&path, format!("{document:#}\n")).with_context(|| format!("cannot write {}", path.display()))?;
        Ok(path)
    }

    /// Starts Prism as a server that answers as a document says.
    ///
    /// # Errors
    /// Where it cannot be run or does not listen.
    pub(super) fn mock(&self, document: &Path) -> anyhow::Result<Listening> {
        self.start("mock", document, None)
    }

    /// Starts Prism before a server. What it finds wrong it says in a field of the response, and passes both on.
    ///
    /// # Errors
    /// Those of [`mock`](Self::mock).
    pub(super) fn proxy(&self, document: &Path, server: &str) -> anyhow::Result<Listening> {
        self.start("proxy", document, Some(server))
    }

    /// Starts Prism on a free port.
    fn start(&self, command: &str, document: &Path, server: Option<&str>) -> anyhow::Result<Listening> {
        let mut program = Command::new(&self.interpreter);
        program.arg(&self.script).arg(command).arg(document).args(server);
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
