//! Crates outside this workspace, and cargo.

use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// How cargo ended.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) succeeded: bool,
    pub(crate) errors: String,
}

/// The target directory of all crates here: what they have in common is built once.
pub(crate) fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("examples")
}

pub(crate) fn workspace() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    folder.canonicalize().unwrap()
}

/// Runs cargo in `folder`, without a network and with the dependencies of this workspace.
pub(crate) fn cargo(arguments: &[&str], folder: &Path) -> Ran {
    let lock = folder.join("Cargo.lock");
    std::fs::copy(workspace().join("Cargo.lock"), lock).unwrap();
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .args(["--offline", "--color=never"])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target())
        .output()
        .unwrap();
    Ran {
        succeeded: output.status.success(),
        errors: without_progress(&String::from_utf8(output.stderr).unwrap()),
    }
}

/// What cargo says without what it says of its progress. (`--quiet` leaves out warnings too.)
fn without_progress(text: &str) -> String {
    let steps = [
        "Blocking",
        "Compiling",
        "Checking",
        "Finished",
        "Locking",
        "Running",
        "Building",
    ];
    let is_progress = |line: &str| steps.iter().any(|step| line.trim_start().starts_with(step));
    let lines = text.lines().filter(|line| !is_progress(line));
    lines.map(|line| format!("{line}\n")).collect()
}

/// A crate in a folder of its own.
pub(crate) struct Package {
    folder: TempDir,
    name: &'static str,
}

impl Package {
    /// A crate whose build script generates from `described.openapi.yaml`, which has the text `description`: `calls`
    /// are those of the builder. Names differ, because the crates share a target directory.
    pub(crate) fn new(name: &'static str, description: &str, calls: &str) -> Self {
        Self::with_features(name, description, calls, &["chrono", "client", "serde", "server"])
    }

    /// As [`Package::new`], with these features of the runtime.
    pub(crate) fn with_features(name: &'static str, description: &str, calls: &str, features: &[&str]) -> Self {
        let package = Self {
            folder: tempfile::tempdir().unwrap(),
            name,
        };
        let [build, runtime] = ["build", "runtime"].map(|name| workspace().join("crates").join(name));
        package.write(
            "Cargo.toml",
            &format!(
                r#"
                package = {{ name = {name:?}, edition = "2024" }}
                build-dependencies = {{ specwright-build = {{ path = {build:?} }} }}
                [dependencies]
                specwright-runtime = {{ path = {runtime:?}, features = {features:?} }}
                "#
            ),
        );
        package.write("src/lib.rs", "");
        package.write("described.openapi.yaml", description);
        package.write(
            "build.rs",
            &format!(
                "use specwright_build::*;\n\
                 fn main() -> Result<(), Error> {{ configure(){calls}.compile(\"described.openapi.yaml\") }}\n"
            ),
        );
        package
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub(crate) fn check(&self) -> Ran {
        cargo(&["check"], self.folder.path())
    }

    /// The files of the crate, with their texts.
    pub(crate) fn files(&self) -> Vec<(PathBuf, String)> {
        let mut files = Vec::new();
        let mut folders = vec![self.folder.path().to_path_buf()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                match path.is_dir() {
                    true => folders.push(path),
                    false => files.push((path.clone(), std::fs::read_to_string(path).unwrap())),
                }
            }
        }
        files.sort();
        files
    }

    /// What the build script told cargo, and the code that it generated.
    pub(crate) fn built(&self) -> (String, String) {
        let begins = format!("{}-", self.name);
        let scripts = std::fs::read_dir(target().join("debug/build"))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.file_name().unwrap().to_string_lossy().starts_with(&begins))
            .filter(|path| path.join("output").exists());
        // Cargo keeps those of earlier builds.
        let script = scripts
            .max_by_key(|path| path.join("output").metadata().unwrap().modified().unwrap())
            .unwrap();
        let read = |path: &str| std::fs::read_to_string(script.join(path)).unwrap();
        (read("output"), read("out/described.code.rs"))
    }
}

/// Lines without their indentation: cargo indents what build scripts print.
pub(crate) fn unindented(text: &str) -> String {
    text.lines().map(str::trim).collect::<Vec<_>>().join("\n")
}
