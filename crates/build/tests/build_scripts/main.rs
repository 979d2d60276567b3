//! Build scripts as crates outside this workspace have them. Slow: cargo builds Specwright and the runtime for them,
//! once for each target directory.

#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

use std::path::{Path, PathBuf};
use std::process::Command;

/// How cargo ended.
struct Ran {
    succeeded: bool,
    output: String,
    errors: String,
}

/// Runs cargo in `folder`, without a network and with the dependencies of this workspace.
fn cargo(command: &str, folder: &Path) -> Ran {
    let lock = folder.join("Cargo.lock");
    std::fs::copy(workspace().join("Cargo.lock"), lock).unwrap();
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("examples");
    let output = Command::new(env!("CARGO"))
        .args([command, "--offline", "--quiet"])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target)
        .output()
        .unwrap();
    Ran {
        succeeded: output.status.success(),
        output: String::from_utf8(output.stdout).unwrap(),
        errors: String::from_utf8(output.stderr).unwrap(),
    }
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .unwrap()
}

/// A crate with this description and this build script. Names differ, because the crates share a target directory.
fn package(name: &str, description: &str, script: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| std::fs::write(folder.path().join(path), text).unwrap();
    std::fs::create_dir(folder.path().join("src")).unwrap();
    let build = workspace().join("crates").join("build");
    write(
        "Cargo.toml",
        &format!(
            "[package]\nname = {name:?}\nedition = \"2024\"\n\n[build-dependencies]\nspecwright-build = {{ path = {build:?} }}\n"
        ),
    );
    write("src/lib.rs", "");
    write("described.openapi.yaml", description);
    write(
        "build.rs",
        &format!("fn main() -> Result<(), specwright_build::Error> {{ {script} }}\n"),
    );
    folder
}

#[test]
fn the_example_calls_its_own_server() {
    let ran = cargo("run", &workspace().join("examples/partner-client-build"));
    assert!(ran.succeeded, "{}", ran.errors);
    let expected = "organizations: 1\n3f0c9a52-7d1b-4e86-9a40-c25be81d6f37: string\n";
    assert_eq!(ran.output, expected);
}

#[test]
fn errors_in_a_description_fail_the_build_with_the_whole_listing() {
    let description = "openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths: []\n";
    let script = "specwright_build::configure().client().compile(\"described.openapi.yaml\")";
    let package = package("with-errors", description, script);
    let ran = cargo("check", package.path());
    assert!(!ran.succeeded);
    let expected = "
    --> described.openapi.yaml:3:8
      |
    3 | paths: []
      |        ^^
";
    assert!(
        unindented(&ran.errors).contains(&unindented(expected)),
        "{}",
        ran.errors
    );
}

#[test]
fn a_build_without_a_target_says_what_to_call() {
    let script = "specwright_build::configure().compile(\"described.openapi.yaml\")";
    let package = package(
        "without-target",
        "openapi: 3.1.0\ninfo: { title: T, version: '1' }\n",
        script,
    );
    let ran = cargo("check", package.path());
    assert!(!ran.succeeded);
    assert!(
        ran.errors.contains("call `client()` or `server()` before `compile`"),
        "{}",
        ran.errors
    );
}

/// Cargo indents what build scripts print.
fn unindented(text: &str) -> String {
    text.lines().map(str::trim).collect::<Vec<_>>().join("\n")
}
