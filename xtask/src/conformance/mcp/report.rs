//! What is printed in the end.

use std::collections::BTreeSet;

use super::known::Verdict;
use super::trial::Trial;
use crate::corpus::aligned;

const TRIAL_HEADS: [&str; 7] = [
    "gateway",
    "client",
    "tools",
    "calls",
    "passed",
    "of these errors",
    "failures",
];
const SUITE_HEADS: [&str; 6] = ["suite", "protocol", "scenarios", "passed", "left out", "failures"];

/// All that was tried.
#[derive(Debug, Default)]
pub(super) struct Report {
    /// The tools of gateways: the gateway, the client, and how it went.
    pub(super) trials: Vec<(String, String, Trial)>,
    /// The conformance suite: its version, the revision of the protocol, and how it went.
    pub(super) verdicts: Vec<(String, String, Verdict)>,
}

impl Report {
    /// How everything went, as tables, and below them the errors of tools that may fail.
    pub(super) fn tables(&self) -> String {
        let trials = self.trials.iter().map(|(gateway, client, trial)| {
            let numbers = [
                trial.tools,
                trial.calls,
                trial.passed,
                trial.errors.len(),
                trial.failures.len(),
            ];
            let [tools, calls, passed, errors, failures] = numbers.map(|number| number.to_string());
            [gateway.clone(), client.clone(), tools, calls, passed, errors, failures]
        });
        let verdicts = self.verdicts.iter().map(|(version, revision, verdict)| {
            let numbers = [
                verdict.scenarios,
                verdict.passed,
                verdict.left_out,
                verdict.failures.len(),
            ];
            let [scenarios, passed, left_out, failures] = numbers.map(|number| number.to_string());
            [version.clone(), revision.clone(), scenarios, passed, left_out, failures]
        });
        let mut text = format!("{}\n{}", aligned(TRIAL_HEADS, trials), aligned(SUITE_HEADS, verdicts));
        for error in self.errors() {
            text.push_str(&format!("\n{error}\n"));
        }
        text
    }

    /// What tools say that may fail, each once: all clients see the same.
    fn errors(&self) -> BTreeSet<String> {
        let errors = self.trials.iter().flat_map(|(gateway, _, trial)| {
            let errors = trial.errors.iter();
            errors.map(move |error| format!("{gateway}, known to fail: {error}"))
        });
        errors.collect()
    }

    /// What went wrong, and where.
    pub(super) fn failures(&self) -> impl Iterator<Item = String> {
        let trials = self.trials.iter().flat_map(|(gateway, client, trial)| {
            let failures = trial.failures.iter();
            failures.map(move |failure| format!("{gateway}, {client}: {failure}"))
        });
        let verdicts = self.verdicts.iter().flat_map(|(version, revision, verdict)| {
            let failures = verdict.failures.iter();
            failures.map(move |failure| format!("suite {version} for {revision}: {failure}"))
        });
        trials.chain(verdicts)
    }
}
