//! One run of Schemathesis against one mock.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::Context;

use super::outcome::Outcome;
use super::settings::SECRET;
use super::{document, empty, settings};
use crate::conformance::known::Known;
use crate::conformance::mocks::Mock;
use crate::conformance::processes::finish;
use crate::conformance::served::Served;
use crate::conformance::written::operations;
use crate::corpus::PROXIES;

/// How long a run may take.
const LIMIT: Duration = Duration::from_secs(3600);

/// How a mock is tried.
pub(super) struct Trial<'a> {
    /// Schemathesis' program.
    pub(super) schemathesis: &'a Path,
    /// Where its documents and reports are written.
    pub(super) folder: PathBuf,
    /// What is known to fail.
    pub(super) known: Known,
    pub(super) examples: usize,
    pub(super) seed: u64,
}

/// A run of Schemathesis.
#[derive(Clone, Copy, Debug)]
enum Round {
    /// Of operations by themselves.
    Single,
    /// Of operations one after the other, each with what came of those before. The mock remembers what is deleted then:
    /// otherwise each call is to be answered as if it were the first.
    Sequences,
}

impl Round {
    const ALL: [Self; 2] = [Self::Single, Self::Sequences];

    fn name(self) -> &'static str {
        match self {
            Self::Single => "single",
            Self::Sequences => "sequences",
        }
    }

    fn phases(self) -> &'static str {
        match self {
            Self::Single => "examples,coverage,fuzzing",
            Self::Sequences => "stateful",
        }
    }

    /// What the mock is started with.
    fn flags(self) -> &'static [&'static str] {
        match self {
            Self::Single => &["--secret", SECRET],
            Self::Sequences => &["--secret", SECRET, "--remember"],
        }
    }
}

impl Trial<'_> {
    /// Calls a mock.
    ///
    /// # Errors
    /// Where the mock or Schemathesis cannot be run, or what Schemathesis reports cannot be read.
    pub(super) fn run(&self, mock: &Mock) -> anyhow::Result<Outcome> {
        let begin = Instant::now();
        empty(&self.folder)?;
        let mut described = mock.document.clone();
        document::complete(&mut described);
        self.write("api.json", &format!("{described:#}\n"))?;
        self.write("schemathesis.toml", &settings::text(&described)?)?;
        let mut outcome = Outcome::of(&operations(&described), self.known.clone());
        for round in Round::ALL {
            self.go(round, mock, &mut outcome)?;
        }
        outcome.time = begin.elapsed();
        Ok(outcome)
    }

    fn go(&self, round: Round, mock: &Mock, outcome: &mut Outcome) -> anyhow::Result<()> {
        let served = Served::mock_with(&mock.program, round.flags())?;
        let finished = finish(&mut self.command(round, served.address()), String::new(), LIMIT)?;
        self.write(&format!("{}.txt", round.name()), &finished.output)?;
        let said = [&finished.output, &finished.complaints].map(String::as_str).concat();
        let read = |file: &str| {
            let path = self.folder.join(format!("{}.{file}", round.name()));
            fs::read_to_string(&path).with_context(|| format!("schemathesis wrote no {}\n{said}", path.display()))
        };
        outcome.read(&read("ndjson")?, &read("json")?)?;
        outcome.hear(&said, finished.status.code());
        Ok(())
    }

    fn command(&self, round: Round, address: &str) -> Command {
        let (examples, seed) = (self.examples.to_string(), self.seed.to_string());
        let [events, report] = ["ndjson", "json"].map(|ending| format!("{}.{ending}", round.name()));
        let mut command = Command::new(self.schemathesis);
        command.current_dir(&self.folder);
        command.args(["--no-color", "run", "api.json", "--url", address]);
        command.args(["--checks", "all", "--phases", round.phases(), "--continue-on-failure"]);
        command.args([
            "--max-examples",
            &examples,
            "--seed",
            &seed,
            "--generation-database",
            "none",
        ]);
        command.args(["--report-ndjson-path", &events, "--report-json-path", &report]);
        for variable in PROXIES {
            command.env_remove(variable);
        }
        command
    }

    fn write(&self, file: &str, text: &str) -> anyhow::Result<()> {
        let path = self.folder.join(file);
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))
    }
}
