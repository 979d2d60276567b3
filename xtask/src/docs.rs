//! `cargo xtask docs`: the pages of `specwright explain` as files of docs/, with an index.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;
use std::{fs, io};

use anyhow::Context as _;
use clap::Args;
use specwright::{explain, stages};

/// The folder of the pages, which holds nothing else.
const FOLDER: &str = "docs/diagnostics";

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Write nothing; fail when files are not current, and name them
    #[arg(long)]
    check: bool,
}

pub(crate) fn run(arguments: &Arguments, workspace: &Path) -> anyhow::Result<ExitCode> {
    let folder = workspace.join(FOLDER);
    let expected = files()?;
    let found = read(&folder)?;
    let is_current = |name: &String| expected.get(name) == found.get(name);
    let changed: Vec<&String> = {
        let mut names: Vec<_> = expected.keys().chain(found.keys()).collect();
        names.sort();
        names.dedup();
        names.into_iter().filter(|name| !is_current(name)).collect()
    };
    if changed.is_empty() {
        println!("{FOLDER}: {} files are current", expected.len());
        return Ok(ExitCode::SUCCESS);
    }
    if arguments.check {
        for name in changed {
            println!("{FOLDER}/{name} is not current");
        }
        println!("run `cargo xtask docs` and commit the result");
        return Ok(ExitCode::FAILURE);
    }
    fs::create_dir_all(&folder)?;
    for name in &changed {
        let path = folder.join(name);
        match expected.get(*name) {
            Some(text) => fs::write(&path, text),
            None => fs::remove_file(&path),
        }
        .with_context(|| format!("{}", path.display()))?;
    }
    println!("{FOLDER}: {} files changed", changed.len());
    Ok(ExitCode::SUCCESS)
}

/// What the folder must hold: texts by the names of files.
fn files() -> anyhow::Result<BTreeMap<String, String>> {
    let mut files = BTreeMap::new();
    let mut index = String::from(
        "# Diagnostics\n\nWhat Specwright says about descriptions, by the stage that says it. `specwright explain CODE` \
         shows the same pages.\n\nNothing is generated from a description with errors, unless they are \
         [allowed](../../README.md); a warning names an assumption, or a part that is left out; a note is worth \
         knowing.\n",
    );
    for stage in stages() {
        write!(
            index,
            "\n## {}\n\n| Code | Severity | What it is about |\n| --- | --- | --- |\n",
            stage.title
        )?;
        for rule in stage.rules {
            let explanation = explain(rule.code).with_context(|| format!("{} has no page", rule.code))?;
            let summary = rule.summary.replace('|', r"\|");
            writeln!(
                index,
                "| [{code}]({code}.md) | {} | {summary} |",
                rule.severity,
                code = rule.code
            )?;
            files.insert(format!("{}.md", rule.code), explanation.to_string());
        }
    }
    files.insert("README.md".to_owned(), index);
    Ok(files)
}

/// The files of the folder, or none where there is no such folder.
fn read(folder: &Path) -> anyhow::Result<BTreeMap<String, String>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
        Err(error) => return Err(error).with_context(|| format!("{}", folder.display())),
    };
    let mut files = BTreeMap::new();
    for entry in entries {
        let entry = entry?;
        let text = fs::read_to_string(entry.path()).with_context(|| format!("{}", entry.path().display()))?;
        files.insert(entry.file_name().to_string_lossy().into_owned(), text);
    }
    Ok(files)
}
