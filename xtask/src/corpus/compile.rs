//! The generated crates in one workspace, and what the compiler says of them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use serde_json::{Value, json};
use specwright_emit::{Crate, Output};

/// A member that needs every feature of the runtime. It is checked along with every other, so that the runtime is
/// compiled once and not once for each set of features.
const DEPENDENCIES: &str = "corpus-dependencies";

/// What the compiler says of the crates of one description.
pub(super) struct Compilation {
    pub(super) errors: usize,
    pub(super) warnings: usize,
    pub(super) time: Duration,
    /// The first error, as the compiler prints it.
    pub(super) first_error: Option<String>,
}

/// A workspace of generated crates.
pub(super) struct Workspace {
    folder: PathBuf,
    is_offline: bool,
}

impl Workspace {
    /// Writes the crates as members of a workspace in `folder` and compiles what all of them need. The versions of
    /// dependencies are those of the workspace `origin`.
    pub(super) fn write(folder: &Path, origin: &Path, runtime: &Path, crates: &[&[Crate]]) -> anyhow::Result<Self> {
        let members: Vec<Crate> = crates.iter().copied().flatten().cloned().collect();
        let names = members.iter().map(|member| member.directory.as_str());
        let names: Vec<_> = names.chain([DEPENDENCIES]).collect();
        let manifest = toml(&json!({ "workspace": { "resolver": "3", "members": names } }))?;
        let output = Output {
            folder: folder.to_path_buf(),
            crates: members,
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
        };
        let metadata = workspace.cargo("metadata").arg("--format-version=1").output()?;
        workspace.is_offline = metadata.status.success();
        eprintln!("checking what all crates need");
        let compilation = workspace.check(&[])?;
        match compilation.first_error {
            Some(error) => bail!("the runtime does not compile: {error}"),
            None => Ok(workspace),
        }
    }

    /// Checks crates together.
    pub(super) fn check(&self, crates: &[Crate]) -> anyhow::Result<Compilation> {
        let begin = Instant::now();
        let mut cargo = self.cargo("check");
        cargo.args([
            "--message-format=json",
            "--all-targets",
            "--keep-going",
            "-p",
            DEPENDENCIES,
        ]);
        for of in crates {
            cargo.args(["-p", of.directory.as_str()]);
        }
        let output = cargo.output().context("cargo cannot be run")?;
        let mut compilation = Compilation {
            errors: 0,
            warnings: 0,
            time: begin.elapsed(),
            first_error: None,
        };
        for line in String::from_utf8_lossy(&output.stdout).lines() {
            compilation.hear(line);
        }
        if !output.status.success() && compilation.errors == 0 {
            compilation.errors = 1;
            compilation.first_error = Some(String::from_utf8_lossy(&output.stderr).into_owned());
        }
        Ok(compilation)
    }

    fn cargo(&self, command: &str) -> Command {
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.arg(command).current_dir(&self.folder).stdin(Stdio::null());
        cargo.env("CARGO_TARGET_DIR", self.folder.join("target"));
        if self.is_offline {
            cargo.arg("--offline");
        }
        cargo
    }
}

impl Compilation {
    /// Takes one line of cargo's messages.
    fn hear(&mut self, line: &str) {
        let Ok(message) = serde_json::from_str::<Value>(line) else {
            return;
        };
        let text = |pointer: &str| message.pointer(pointer).and_then(Value::as_str);
        // The sum at the end of a crate has no code and no place.
        let has_place = message
            .pointer("/message/spans")
            .and_then(Value::as_array)
            .is_some_and(|spans| !spans.is_empty());
        if text("/reason") != Some("compiler-message") || !has_place {
            return;
        }
        match text("/message/level") {
            Some("warning") => self.warnings += 1,
            Some(level) if level.starts_with("error") => {
                self.errors += 1;
                let rendered = text("/message/rendered").unwrap_or_default();
                self.first_error.get_or_insert_with(|| rendered.to_owned());
            }
            _ => {}
        }
    }
}

fn dependencies(runtime: &Path) -> anyhow::Result<String> {
    toml(&json!({
        "package": { "name": DEPENDENCIES, "edition": "2024" },
        "dependencies": {
            "specwright-runtime": { "path": runtime, "features": ["client", "pattern", "rustls", "serve"] }
        }
    }))
}

fn toml(value: &Value) -> anyhow::Result<String> {
    Ok(toml_edit::ser::to_string_pretty(value)?)
}
