//! Prism's program.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::Context;
use serde_json::Value;

use crate::conformance::served::Served;
use crate::conformance::tools::{node, npm_package};
use crate::corpus::PROXIES;

/// The last version that runs on Node.js 22.
const VERSION: &str = "5.14.2";

/// What Prism prints before its address.
const LISTENING: &str = "Prism is listening on ";

/// What keeps Prism from reaching servers by their names.
const OFFLINE: &str = include_str!("offline.cjs");

/// Prism, installed.
pub(super) struct Prism {
    interpreter: PathBuf,
    script: PathBuf,
    /// A script that runs first.
    preload: PathBuf,
    /// Where documents are written and the program runs: it finds no configuration there.
    folder: PathBuf,
}

impl Prism {
    /// Installs Prism below `repository` unless it is there.
    ///
    /// # Errors
    /// Where it cannot be installed, or `folder` cannot be made.
    pub(super) fn installed(repository: &Path, folder: &Path) -> anyhow::Result<Self> {
        fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
        let preload = folder.join("offline.cjs");
        fs::write(&preload, OFFLINE).with_context(|| format!("cannot write {}", preload.display()))?;
        Ok(Self {
            interpreter: node(repository)?,
            script: npm_package(repository, "@stoplight/prism-cli", VERSION)?.join("dist/index.js"),
            preload,
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
    pub(super) fn mock(&self, document: &Path) -> anyhow::Result<Served> {
        self.start("mock", document, None)
    }

    /// Starts Prism before a server. What it finds wrong it says in a field of the response, and passes both on.
    ///
    /// # Errors
    /// Those of [`mock`](Self::mock).
    pub(super) fn proxy(&self, document: &Path, server: &str) -> anyhow::Result<Served> {
        self.start("proxy", document, Some(server))
    }

    /// Starts Prism on a free port.
    fn start(&self, command: &str, document: &Path, server: Option<&str>) -> anyhow::Result<Served> {
        let mut program = Command::new(&self.interpreter);
        program.arg("--require").arg(&self.preload);
        program.arg(&self.script).arg(command).arg(document).args(server);
        program.args(["--port", "0"]).current_dir(&self.folder);
        for variable in PROXIES {
            program.env_remove(variable);
        }
        let served = Served::announced(program.stderr(Stdio::null()), |line| {
            Some(line.split_once(LISTENING)?.1.trim())
        });
        served.with_context(|| format!("Prism does not listen with {}", document.display()))
    }
}
