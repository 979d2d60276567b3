//! `cargo xtask conformance schemathesis`: the mocks of generated servers, called by Schemathesis with valid and invalid
//! requests that it makes up from the descriptions as their readers understood them, and their answers held against these.

mod document;
mod outcome;
mod settings;
mod trial;

use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use anyhow::Context;
use clap::Args;

use outcome::Outcome;
use trial::Trial;

use super::known::List;
use super::mocks::{self, Mock, descriptions};
use super::tools::pypi_tool;
use crate::corpus::aligned;

const SCHEMATHESIS: &str = "4.32.5";

/// How many of the descriptions are tried at once.
const AT_ONCE: usize = 2;

const HEADS: [&str; 6] = ["description", "operations", "carried out", "calls", "s", "failures"];

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Only descriptions in specs/ whose path holds this text
    #[arg(long, value_name = "SUBSTRING")]
    spec: Option<String>,
    /// How many requests are made up for each operation and phase at most, beside those that no chance decides
    #[arg(long, value_name = "NUMBER", default_value_t = 5)]
    examples: usize,
    /// What chance begins with
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    seed: u64,
}

/// A description, and how its mock fared.
struct Row {
    description: String,
    outcome: anyhow::Result<Outcome>,
}

impl Row {
    fn is_failure(&self) -> bool {
        self.outcome.as_ref().map_or(true, Outcome::is_failure)
    }
}

pub(crate) fn run(arguments: &Arguments, repository: &Path) -> anyhow::Result<ExitCode> {
    let descriptions = descriptions(repository, arguments.spec.as_deref())?;
    let program = pypi_tool(repository, "schemathesis", SCHEMATHESIS, "schemathesis")?;
    let folder = repository.join("target").join("conformance").join("schemathesis");
    let known = List::read("known-schemathesis.toml", repository)?;
    let mocks = mocks::build(&descriptions, repository)?;
    let trials = mocks.into_iter().map(|mock| {
        let name = mock.name().to_owned();
        let trial = Trial {
            schemathesis: &program,
            folder: folder.join("runs").join(&name),
            known: known.of(&name),
            examples: arguments.examples,
            seed: arguments.seed,
        };
        (mock, trial)
    });
    let rows = try_all(&trials.collect::<Vec<_>>());
    print!("{}", table(&rows));
    match rows.iter().filter(|row| row.is_failure()).count() {
        0 => Ok(ExitCode::SUCCESS),
        failures => {
            println!("{failures} of {} failed", rows.len());
            Ok(ExitCode::FAILURE)
        }
    }
}

/// Tries mocks, several at once; the outcomes are in the order of the mocks.
fn try_all(trials: &[(Mock, Trial<'_>)]) -> Vec<Row> {
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                while let Some((index, (mock, trial))) = take(&next, trials) {
                    eprintln!("trying {}", mock.description.display());
                    let row = Row {
                        description: mock.description.display().to_string(),
                        outcome: trial.run(mock),
                    };
                    if let Ok(mut done) = done.lock() {
                        done.push((index, row));
                    }
                }
            });
        }
    });
    let mut rows = done.into_inner().unwrap_or_default();
    rows.sort_by_key(|(index, _)| *index);
    rows.into_iter().map(|(_, row)| row).collect()
}

/// The first item that nobody has taken yet.
fn take<'a, T>(next: &AtomicUsize, items: &'a [T]) -> Option<(usize, &'a T)> {
    let index = next.fetch_add(1, Ordering::Relaxed);
    Some((index, items.get(index)?))
}

/// The rows as a table, and below it what went wrong.
fn table(rows: &[Row]) -> String {
    let row = |row: &Row| {
        let cells = match &row.outcome {
            Ok(outcome) => [
                outcome.operations.len().to_string(),
                outcome.carried_out().to_string(),
                outcome.calls.to_string(),
                format!("{:.0}", outcome.time.as_secs_f64()),
                outcome.failures().len().to_string(),
            ],
            Err(_) => ["-"; 5].map(str::to_owned),
        };
        let [operations, carried_out, calls, time, failures] = cells;
        [row.description.clone(), operations, carried_out, calls, time, failures]
    };
    let mut text = aligned(HEADS, rows.iter().map(row));
    for Row { description, outcome } in rows {
        match outcome {
            Err(error) => text.push_str(&format!("\n{description}: {error:#}\n")),
            Ok(outcome) => outcome
                .complaints()
                .iter()
                .for_each(|complaint| text.push_str(&format!("\n{description}: {complaint}\n"))),
        }
    }
    text
}

/// Makes a folder that is empty.
fn empty(folder: &Path) -> anyhow::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))
}
