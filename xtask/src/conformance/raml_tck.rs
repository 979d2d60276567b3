//! `cargo xtask conformance raml-tck`: the conformance kit of RAML. Each of its files whose name begins with `valid` is to
//! be read without errors, each whose name begins with `invalid` to be refused with a position.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use serde::Deserialize;
use specwright::Description;
use specwright_diagnostics::{Diagnostic, Severity};

/// How many of the valid files must be read without errors, and of the invalid ones be refused, in percent.
const LEAST_READ: usize = 98;
const LEAST_REFUSED: usize = 95;

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The folder of the kit
    folder: PathBuf,
    /// Only files whose path below the folder holds this text
    #[arg(long, value_name = "SUBSTRING")]
    only: Option<String>,
    /// Show the findings of every file
    #[arg(long)]
    findings: bool,
}

/// Files that are known to be read otherwise than the kit asks for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Known {
    #[serde(default, rename = "exception")]
    exceptions: Vec<Exception>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Exception {
    /// The path of the file below the kit's folder.
    document: String,
    reason: String,
}

/// What the kit asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Expectation {
    Read,
    Refused,
}

impl fmt::Display for Expectation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Read => "valid, and read without errors",
            Self::Refused => "invalid, and refused with a position",
        })
    }
}

/// A file of the kit.
struct Row {
    document: String,
    expectation: Expectation,
    /// None where it went as the kit asks for.
    failure: Option<String>,
    findings: Vec<String>,
}

pub(crate) fn run(arguments: &Arguments, repository: &Path) -> anyhow::Result<ExitCode> {
    let list = repository.join("xtask/known-tck.toml");
    let text = fs::read_to_string(&list).with_context(|| format!("cannot read {}", list.display()))?;
    let known: Known = toml_edit::de::from_str(&text).with_context(|| format!("cannot read {}", list.display()))?;
    let known: BTreeMap<&str, &str> = known
        .exceptions
        .iter()
        .map(|exception| (exception.document.as_str(), exception.reason.as_str()))
        .collect();
    let mut documents = Vec::new();
    list_documents(&arguments.folder, "", &mut documents)
        .with_context(|| format!("cannot list {}", arguments.folder.display()))?;
    documents.sort();
    let is_wanted = |document: &&String| arguments.only.as_ref().is_none_or(|only| document.contains(only));
    let rows: Vec<Row> = documents
        .iter()
        .filter(is_wanted)
        .filter_map(|document| row(&arguments.folder, document))
        .collect();
    anyhow::ensure!(
        !rows.is_empty(),
        "{} holds no file of the kit",
        arguments.folder.display()
    );
    let unknown = report(arguments, &rows, &known);
    let is_well = [(Expectation::Read, LEAST_READ), (Expectation::Refused, LEAST_REFUSED)]
        .map(|(expectation, least)| is_met(&rows, expectation, least));
    Ok(if unknown == 0 && is_well == [true; 2] {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn list_documents(folder: &Path, below: &str, documents: &mut Vec<String>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type()?.is_dir() {
            list_documents(&entry.path(), &format!("{below}{name}/"), documents)?;
        } else if name.ends_with(".raml") {
            documents.push(format!("{below}{name}"));
        }
    }
    Ok(())
}

/// How a file was read; none for a file that only others refer to.
fn row(folder: &Path, document: &str) -> Option<Row> {
    let name = document.rsplit('/').next().unwrap_or(document);
    let expectation = if name.starts_with("valid") {
        Expectation::Read
    } else if name.starts_with("invalid") {
        Expectation::Refused
    } else {
        return None;
    };
    let path = folder.join(document);
    let read = std::panic::catch_unwind(|| Description::read(&path));
    let Ok(description) = read else {
        return Some(Row {
            document: document.to_owned(),
            expectation,
            failure: Some("panic".to_owned()),
            findings: Vec::new(),
        });
    };
    let findings = description.findings();
    let errors: Vec<&Diagnostic> = findings
        .diagnostics()
        .iter()
        .filter(|it| it.severity() == Severity::Error)
        .collect();
    let failure = match expectation {
        Expectation::Read => errors.first().map(|error| format!("refused: {}", error.message)),
        Expectation::Refused if errors.is_empty() => Some("read without errors".to_owned()),
        Expectation::Refused if errors.iter().all(|error| error.location.is_none()) => {
            Some("refused without a position".to_owned())
        }
        Expectation::Refused => None,
    };
    let shown = |finding: &Diagnostic| {
        let place = finding.location.map(|location| {
            let start = findings.files().start(location);
            format!(
                "{}:{}:{}",
                findings.files().name(location.file),
                start.line,
                start.column
            )
        });
        format!(
            "{}: {}: {}",
            place.unwrap_or_default(),
            finding.rule.code,
            finding.message
        )
    };
    Some(Row {
        document: document.to_owned(),
        expectation,
        failure,
        findings: findings.diagnostics().iter().map(shown).collect(),
    })
}

/// Prints what went otherwise than the kit asks for, and gives the number of those that are not known.
fn report(arguments: &Arguments, rows: &[Row], known: &BTreeMap<&str, &str>) -> usize {
    let mut unknown = 0;
    for row in rows {
        match (&row.failure, known.get(row.document.as_str())) {
            (Some(failure), Some(reason)) => println!("{}: {failure} (known: {reason})", row.document),
            (Some(failure), None) => {
                println!("{}: {failure}", row.document);
                unknown += 1;
            }
            (None, Some(_)) => {
                println!("{}: a known exception is none any more", row.document);
                unknown += 1;
            }
            (None, None) => {}
        }
        if arguments.findings {
            row.findings
                .iter()
                .for_each(|finding| println!("    {}: {finding}", row.document));
        }
    }
    unknown
}

/// Prints how many files went as the kit asks for, and says whether they are enough.
fn is_met(rows: &[Row], expectation: Expectation, least: usize) -> bool {
    let of_kind = rows.iter().filter(|row| row.expectation == expectation);
    let (well, all) = of_kind.fold((0, 0), |(well, all), row| {
        (well + usize::from(row.failure.is_none()), all + 1)
    });
    println!("{expectation}: {well} of {all}");
    well * 100 >= all * least
}
