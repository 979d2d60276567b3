//! Commands of the pages that no test can run, and what can be said of them nevertheless.

use std::collections::BTreeSet;
use std::process::Command;

use serde_json::Value;

use crate::folder::workspace;
use crate::pages::{PAGES, page};

/// Commands that are not run here, and why.
const NOT_RUN: &[(&str, &str)] = &[
    ("cargo xtask generate", "it would write into this repository"),
    ("cargo test --workspace", "it would run this test in itself"),
    ("cd fuzz", "what is below it needs a nightly compiler"),
    ("cargo run --package specwright-fuzz-seeds", "the same"),
    (
        "cargo +nightly fuzz run -s none openapi -- -dict=dictionaries/openapi -max_len=65536 -timeout=10 \
         -rss_limit_mb=1024 -max_total_time=900",
        "the same",
    ),
    (
        "cargo install --path crates/specwright",
        "it would install the program that is under test",
    ),
    (
        "SCALEWAY_API_KEY=… cargo run -p scaleway-iam-users-gateway",
        "it serves until it is stopped",
    ),
    (
        "cargo run -- http://127.0.0.1:8080 \"a secret key\"",
        "the tests of specwright-build run both examples",
    ),
    (
        "cargo run -- --port 8080",
        "the tests of specwright-build run both examples",
    ),
];

/// Whether the command is known and not run. Its comment does not count.
pub(crate) fn is_not_run(line: &str) -> bool {
    NOT_RUN.iter().any(|(known, _)| *known == command(line))
}

/// A command line without its comment.
fn command(line: &str) -> &str {
    line.split(" #").next().unwrap_or(line).trim()
}

/// All commands of cargo, in blocks and in the prose.
fn commands_of_cargo() -> BTreeSet<String> {
    let mut commands = BTreeSet::new();
    for path in PAGES {
        let page = page(path);
        let all = page.commands().map(|(line, _)| command(line)).chain(page.code_spans());
        let of_cargo = all.filter_map(|line| line.find("cargo ").and_then(|at| line.get(at..)));
        commands.extend(of_cargo.map(str::to_owned));
    }
    commands
}

/// What cargo says of the packages of this repository.
fn packages() -> Vec<Value> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
        .current_dir(workspace())
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    metadata.get("packages").and_then(Value::as_array).unwrap().clone()
}

/// Whether a package has a program.
fn has_program(package: &Value) -> bool {
    let targets = package.get("targets").and_then(Value::as_array).into_iter().flatten();
    let mut kinds = targets.filter_map(|target| target.get("kind").and_then(Value::as_array));
    kinds.any(|kinds| kinds.iter().any(|kind| kind == "bin"))
}

#[test]
fn commands_that_are_not_run_stand_in_a_page() {
    let pages: Vec<_> = PAGES.iter().map(|path| page(path)).collect();
    for (known, _) in NOT_RUN {
        let mut commands = pages.iter().flat_map(|page| page.commands());
        assert!(commands.any(|(line, _)| command(line) == *known), "{known}");
    }
}

#[test]
fn packages_that_are_run_or_installed_have_programs() {
    let packages = packages();
    let mut count = 0;
    for line in commands_of_cargo() {
        let words: Vec<_> = line.split_whitespace().collect();
        let is_wanted: Box<dyn Fn(&Value) -> bool> = match words.as_slice() {
            ["cargo", "run", "-p", name, ..] => {
                let name = (*name).to_owned();
                Box::new(move |package| package.get("name").is_some_and(|it| *it == name))
            }
            ["cargo", "install", "--path", path, ..] => {
                let manifest = workspace().join(path).join("Cargo.toml");
                let manifest = manifest.to_str().unwrap().to_owned();
                Box::new(move |package| package.get("manifest_path").is_some_and(|it| *it == manifest))
            }
            _ => continue,
        };
        count += 1;
        assert!(packages.iter().any(|it| is_wanted(it) && has_program(it)), "`{line}`");
    }
    assert!(count > 1);
}
