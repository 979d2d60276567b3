//! Generated crates in one workspace, and what cargo says of them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, bail};
use serde_json::json;
use specwright_emit::{Crate, Output};

use crate::compilation::Compilation;

/// A member that needs every feature of the runtime. It is compiled along with every other, so that the runtime is
/// compiled once and not once for each set of features.
const DEPENDENCIES: &str = "corpus-dependencies";

/// What looks at crates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tool {
    /// `cargo check`.
    Check,
    /// `cargo clippy`, with the lints that are on by default.
    Clippy,
}

/// A workspace of generated crates.
pub(crate) struct Workspace {
    folder: PathBuf,
    is_offline: bool,
    /// How many compilers run at once; none: as many as cargo takes.
    jobs: Option<usize>,
}

impl Workspace {
    /// Writes the crates as members of a workspace in `folder`. The versions of dependencies are those of the workspace
    /// `origin`; `jobs` is how many compilers run at once.
    ///
    /// # Errors
    /// Where files cannot be written, or cargo cannot be run.
    pub(crate) fn write(
        folder: &Path,
        origin: &Path,
        runtime: &Path,
        crates: Vec<Crate>,
        jobs: Option<usize>,
    ) -> anyhow::Result<Self> {
        let names = crates.iter().map(|member| member.directory.as_str());
        let names: Vec<_> = names.chain([DEPENDENCIES]).collect();
        let manifest = toml(&json!({
            "workspace": { "resolver": "3", "members": names },
            // The crates are compiled once each, and nobody looks at them with a debugger.
            "profile": { "dev": { "debug": false, "incremental": false } },
        }))?;
        let output = Output {
            folder: folder.to_path_buf(),
            crates,
        };
        specwright_emit::write(&output)?;
        let source = folder.join(DEPENDENCIES).join("src");
        fs::create_dir_all(&source)?;
        fs::write(source.join("lib.rs"), "")?;
        fs::write(folder.join(DEPENDENCIES).join("Cargo.toml"), dependencies(runtime)?)?;
        fs::write(folder.join("Cargo.toml"), manifest)?;
        fs::copy(origin.join("Cargo.lock"), folder.join("Cargo.lock")).context("the workspace has no Cargo.lock")?;

        let mut workspace = Self {
            folder: folder.to_path_buf(),
            is_offline: true,
            jobs,
        };
        let metadata = workspace.cargo("metadata").arg("--format-version=1").output()?;
        workspace.is_offline = metadata.status.success();
        Ok(workspace)
    }

    /// Checks what all crates need, so that it is no part of the time that one of them takes.
    ///
    /// # Errors
    /// Where cargo cannot be run, or the runtime does not compile.
    pub(crate) fn prepare(&self) -> anyhow::Result<()> {
        eprintln!("checking what all crates need");
        match self.check(Tool::Check, &[])?.first_error {
            Some(error) => bail!("the runtime does not compile: {error}"),
            None => Ok(()),
        }
    }

    /// Lets a tool look at crates together.
    ///
    /// # Errors
    /// Where cargo cannot be run.
    pub(crate) fn check(&self, tool: Tool, crates: &[Crate]) -> anyhow::Result<Compilation> {
        let mut cargo = self.compiling(match tool {
            Tool::Check => "check",
            Tool::Clippy => "clippy",
        });
        cargo.args(["--all-targets", "--keep-going", "-p", DEPENDENCIES]);
        if tool == Tool::Clippy {
            cargo.arg("--no-deps");
        }
        for of in crates {
            cargo.args(["-p", of.directory.as_str()]);
        }
        hear(cargo)
    }

    /// Compiles a program of the workspace, and says where it is.
    ///
    /// # Errors
    /// Where cargo cannot be run.
    pub(crate) fn build(&self, package: &str) -> anyhow::Result<(Compilation, PathBuf)> {
        let mut cargo = self.compiling("build");
        cargo.args(["-p", package]);
        let program = self.target_folder().join("debug").join(package);
        Ok((hear(cargo)?, program.with_extension(std::env::consts::EXE_EXTENSION)))
    }

    /// A command that runs cargo in the workspace.
    pub(crate) fn cargo(&self, command: &str) -> Command {
        let mut cargo = cargo(&self.folder, command);
        cargo.env("CARGO_TARGET_DIR", self.target_folder());
        if self.is_offline {
            cargo.arg("--offline");
        }
        cargo
    }

    /// As [`cargo`](Self::cargo), with messages for [`hear`] and the number of jobs.
    fn compiling(&self, command: &str) -> Command {
        let mut cargo = self.cargo(command);
        cargo.arg("--message-format=json");
        if let Some(jobs) = self.jobs {
            cargo.args(["--jobs", &jobs.to_string()]);
        }
        cargo
    }

    fn target_folder(&self) -> PathBuf {
        self.folder.join("target")
    }
}

/// A command that runs cargo in `folder`.
pub(crate) fn cargo(folder: &Path, command: &str) -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.arg(command).current_dir(folder).stdin(Stdio::null());
    cargo
}

/// Runs cargo and takes in what it says.
fn hear(mut cargo: Command) -> anyhow::Result<Compilation> {
    let begin = Instant::now();
    let output = cargo.output().context("cargo cannot be run")?;
    let mut compilation = Compilation::default();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        compilation.hear(line);
    }
    compilation.time = begin.elapsed();
    if !output.status.success() && compilation.errors == 0 {
        compilation.errors = 1;
        compilation.first_error = Some(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    Ok(compilation)
}

fn dependencies(runtime: &Path) -> anyhow::Result<String> {
    toml(&json!({
        "package": { "name": DEPENDENCIES, "edition": "2024" },
        "dependencies": {
            "specwright-runtime": { "path": runtime, "features": ["client", "pattern", "rustls", "serve"] }
        }
    }))
}

/// A manifest.
///
/// # Errors
/// Where the value cannot be written as TOML.
pub(crate) fn toml(value: &serde_json::Value) -> anyhow::Result<String> {
    Ok(toml_edit::ser::to_string_pretty(value)?)
}
