//! `cargo xtask conformance prism`: generated clients before Prism, which answers as the description says, and before the
//! mocks of generated servers with Prism between. Both ways Prism holds every request and every response against the
//! description as its reader understood it.

mod document;
mod program;

use std::collections::BTreeSet;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use specwright::Description;

use super::known::{Failure, Known, List};
use super::mocks::{self, Mock, descriptions};
use super::served::Served;
use crate::corpus::{Caller, Wire, WireFailure, aligned, callers};
use crate::workspace::Workspace;
use program::Prism;

const HEADS: [&str; 10] = [
    "description",
    "server",
    "operations",
    "carried out",
    "calls",
    "answered",
    "decoded",
    "violations",
    "known",
    "failures",
];

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Only descriptions in specs/ whose path holds this text
    #[arg(long, value_name = "SUBSTRING")]
    spec: Option<String>,
}

/// The calls of one client before one server.
struct Row {
    server: &'static str,
    wire: Wire,
}

/// The calls of one client.
struct Trial {
    description: String,
    rows: Vec<Row>,
    /// What went wrong and is not known to, and what is known to go wrong and did not.
    failures: BTreeSet<Failure>,
}

pub(crate) fn run(arguments: &Arguments, repository: &Path) -> anyhow::Result<ExitCode> {
    let descriptions = descriptions(repository, arguments.spec.as_deref())?;
    let folder = repository.join("target").join("conformance").join("prism");
    let prism = Prism::installed(repository, &folder)?;
    let known = List::read("known-prism.toml", repository)?;
    let mocks = mocks::build(&descriptions, repository)?;
    let (workspace, callers) = callers(&descriptions, repository, &folder.join("crates"))?;
    let mut trials = Vec::new();
    for (mock, caller) in mocks.iter().zip(&callers) {
        eprintln!("trying {}", mock.description.display());
        let rows = try_one(mock, caller, &workspace, &prism)?;
        let known = known.of(mock.name());
        trials.push(Trial::of(mock.description.display().to_string(), rows, caller, &known));
    }
    print!("{}", table(&trials));
    match trials.iter().filter(|trial| !trial.failures.is_empty()).count() {
        0 => Ok(ExitCode::SUCCESS),
        failures => {
            println!("{failures} of {} failed", trials.len());
            Ok(ExitCode::FAILURE)
        }
    }
}

/// Calls all operations of a description: of Prism, and of the mock behind Prism.
fn try_one(mock: &Mock, caller: &Caller, workspace: &Workspace, prism: &Prism) -> anyhow::Result<Vec<Row>> {
    let mut described = mock.document.clone();
    let description = Description::read(&mock.description);
    let api = description.api().context("the description cannot be read")?;
    document::complete(&mut described, &specwright_rust::plan(api).0);
    let document = prism.document(mock.name(), &described)?;
    let row = |server: &'static str, wire: Wire| Row { server, wire };
    let mocked = prism.mock(&document)?;
    let first = row("Prism", caller.call(workspace, mocked.address()));
    drop(mocked);
    let served = Served::mock(&mock.program)?;
    let proxied = prism.proxy(&document, served.address())?;
    let second = row("mock behind Prism", caller.call(workspace, proxied.address()));
    Ok(vec![first, second])
}

impl Row {
    fn failure(&self, failure: &WireFailure) -> Failure {
        Failure {
            operation: failure.operation.clone(),
            message: format!("{}, {}", self.server, failure.message),
        }
    }

    /// What went wrong, with what was refused and with the operations that were not carried out at all.
    fn failures(&self) -> BTreeSet<Failure> {
        let (operations, carried_out) = (self.wire.operations, self.wire.carried_out);
        let missing = (carried_out < operations).then(|| Failure {
            operation: String::new(),
            message: format!(
                "{}, {} of {operations} operations were never carried out",
                self.server,
                operations - carried_out
            ),
        });
        let failures = self
            .wire
            .failures
            .iter()
            .chain(&self.wire.refused)
            .map(|failure| self.failure(failure));
        failures.chain(missing).collect()
    }

    /// The row of a trial as it is shown.
    fn cells(&self, trial: &Trial) -> [String; HEADS.len()] {
        let (wire, found) = (&self.wire, self.failures());
        let failures = found.intersection(&trial.failures).count();
        let numbers = [
            wire.operations,
            wire.carried_out,
            wire.calls,
            wire.answered,
            wire.decoded,
            wire.violations,
            found.len() - failures,
            failures,
        ];
        let mut cells = [trial.description.clone(), self.server.to_owned()]
            .into_iter()
            .chain(numbers.map(|number| number.to_string()));
        std::array::from_fn(|_| cells.next().unwrap_or_default())
    }
}

impl Trial {
    fn of(description: String, rows: Vec<Row>, caller: &Caller, known: &Known) -> Self {
        let mut found: BTreeSet<Failure> = rows.iter().flat_map(Row::failures).collect();
        if caller.left_out > 0 {
            found.insert(Failure {
                operation: String::new(),
                message: format!("{} operations are in no client", caller.left_out),
            });
        }
        Self {
            description,
            rows,
            failures: known.judge(&found),
        }
    }
}

/// The trials as a table, and below it what went wrong.
fn table(trials: &[Trial]) -> String {
    let rows = trials
        .iter()
        .flat_map(|trial| trial.rows.iter().map(move |row| row.cells(trial)));
    let mut text = aligned(HEADS, rows);
    for trial in trials {
        for Failure { operation, message } in &trial.failures {
            text.push_str(&format!("\n{}: {operation}: {message}\n", trial.description));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_never_carried_out_is_a_failure() {
        let check = |carried_out: usize, expected: &[&str]| {
            let mut wire = Wire::default();
            (wire.operations, wire.carried_out) = (3, carried_out);
            let failures = Row { server: "Prism", wire }.failures();
            let messages: Vec<_> = failures.iter().map(|failure| failure.message.as_str()).collect();
            assert_eq!(messages, expected);
        };
        check(3, &[]);
        check(1, &["Prism, 2 of 3 operations were never carried out"]);
    }
}
