//! What Schemathesis reports of a run.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use anyhow::Context;
use serde::Deserialize;

use crate::conformance::known::{Failure, Known};
use crate::conformance::written::OperationName;

/// The heads in what Schemathesis prints behind which failures and errors are told, with the lines that repeat them.
const TOLD: [&str; 2] = ["= ERRORS =", "= FAILURES ="];

/// The head behind which nothing is told that is not in the report.
const END: &str = "= SUMMARY =";

/// The codes that Schemathesis ends with: where it found something, and where it could not do its work or had none.
const FOUND: i32 = 1;
const IN_VAIN: i32 = 2;

/// How one mock fared.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// How often each operation was carried out: answered with a status that says neither that the request is refused
    /// nor that the server failed.
    pub(super) operations: BTreeMap<OperationName, usize>,
    /// How many requests were sent.
    pub(super) calls: usize,
    pub(super) time: Duration,
    /// What failed, and what errors there were.
    found: BTreeSet<Failure>,
    /// Why the run does not count, though nothing failed in it.
    flaws: Vec<String>,
    /// The failures and errors, as Schemathesis tells them.
    told: Vec<String>,
    /// What fails for other reasons than the server's.
    known: Known,
    /// The last run.
    run: Run,
}

/// What of one run says why Schemathesis ended as it did.
#[derive(Debug, Default)]
struct Run {
    /// The phases that failed.
    failed: BTreeSet<String>,
    /// The phases in which something was found.
    found_in: BTreeSet<String>,
    /// Whether there was nothing to do.
    is_idle: bool,
}

impl Run {
    /// Whether a code says no more than what was found.
    fn explains(&self, code: Option<i32>) -> bool {
        match code {
            Some(0) => true,
            Some(FOUND) => !self.found_in.is_empty() && self.failed.is_subset(&self.found_in),
            // Where no operation has to do with another there are no sequences: nothing is wrong then.
            Some(IN_VAIN) => self.is_idle,
            _ => false,
        }
    }
}

/// An event; those of other kinds have nothing of this.
#[derive(Deserialize)]
struct Event {
    #[serde(rename = "ScenarioFinished")]
    scenario: Option<Scenario>,
    #[serde(rename = "NonFatalError")]
    error: Option<Error>,
}

/// An error of Schemathesis, about an operation or a phase.
#[derive(Deserialize)]
struct Error {
    phase: Option<String>,
    label: String,
    value: ErrorValue,
}

#[derive(Deserialize)]
struct ErrorValue {
    message: String,
}

#[derive(Deserialize)]
struct Scenario {
    #[serde(default)]
    phase: String,
    recorder: Recorder,
}

/// The requests of a scenario by their identifiers.
#[derive(Deserialize)]
struct Recorder {
    #[serde(default)]
    cases: BTreeMap<String, Recorded>,
    #[serde(default)]
    interactions: BTreeMap<String, Interaction>,
    #[serde(default)]
    checks: BTreeMap<String, Vec<Check>>,
}

#[derive(Deserialize)]
struct Check {
    failure_info: Option<FailureInfo>,
}

#[derive(Deserialize)]
struct FailureInfo {
    failure: CheckFailure,
}

#[derive(Deserialize)]
struct CheckFailure {
    operation: String,
    title: String,
    message: String,
}

#[derive(Deserialize)]
struct Recorded {
    value: OperationOfCase,
}

#[derive(Deserialize)]
struct OperationOfCase {
    method: String,
    path: String,
}

#[derive(Deserialize)]
struct Interaction {
    response: Option<Response>,
}

#[derive(Deserialize)]
struct Response {
    status_code: u16,
}

/// The sums of a run.
#[derive(Deserialize)]
struct Report {
    stop_reason: String,
    operations: Option<Operations>,
    #[serde(default)]
    phases: BTreeMap<String, Phase>,
}

#[derive(Deserialize)]
struct Phase {
    status: String,
    skip_reason: Option<String>,
}

#[derive(Deserialize)]
struct Operations {
    total: usize,
}

impl Outcome {
    /// That of a mock with these operations of which no run was made yet.
    pub(super) fn of(operations: &[OperationName], known: Known) -> Self {
        Self {
            known,
            operations: operations.iter().map(|operation| (operation.clone(), 0)).collect(),
            ..Self::default()
        }
    }

    /// Takes in what was written of a run: its events, one a line, and its sums.
    ///
    /// # Errors
    /// Where they are not what Schemathesis writes.
    pub(super) fn read(&mut self, events: &str, report: &str) -> anyhow::Result<()> {
        self.run = Run::default();
        for line in events.lines() {
            let event: Event = serde_json::from_str(line).context("schemathesis' events cannot be read")?;
            if let Some(scenario) = event.scenario {
                self.count(scenario);
            }
            if let Some(error) = event.error {
                self.run.found_in.extend(error.phase);
                self.found.insert(Failure {
                    operation: error.label,
                    message: error.value.message,
                });
            }
        }
        let report: Report = serde_json::from_str(report).context("schemathesis' report cannot be read")?;
        self.sum_up(&report);
        Ok(())
    }

    fn count(&mut self, Scenario { phase, recorder }: Scenario) {
        self.calls += recorder.interactions.len();
        let checks = recorder.checks.into_values().flatten();
        let failures = checks.filter_map(|check| Some(check.failure_info?.failure));
        for failure in failures {
            self.run.found_in.insert(phase.clone());
            self.found.insert(Failure {
                operation: failure.operation,
                message: format!("{}: {}", failure.title, failure.message),
            });
        }
        for (id, interaction) in recorder.interactions {
            let status = interaction.response.map(|response| response.status_code);
            let Some((200..=399, case)) = status.zip(recorder.cases.get(&id)) else {
                continue;
            };
            let name = OperationName {
                method: case.value.method.to_uppercase(),
                path: case.value.path.clone(),
            };
            if let Some(times) = self.operations.get_mut(&name) {
                *times += 1;
            }
        }
    }

    fn sum_up(&mut self, report: &Report) {
        if report.stop_reason != "completed" {
            self.flaws
                .push(format!("the run was not completed: {}", report.stop_reason));
        }
        let found = report.operations.as_ref().map_or(0, |operations| operations.total);
        if found != self.operations.len() {
            let described = self.operations.len();
            self.flaws
                .push(format!("of {described} operations Schemathesis finds {found}"));
        }
        let phases = &report.phases;
        self.run.is_idle = phases.values().all(|phase| phase.skip_reason.is_some()) && !phases.is_empty();
        let failed = phases
            .iter()
            .filter(|(_, phase)| ["failure", "error"].contains(&phase.status.as_str()));
        self.run.failed = failed.map(|(name, _)| name.clone()).collect();
    }

    /// Takes in what Schemathesis printed, and the code that it ended with; none where a signal ended it.
    pub(super) fn hear(&mut self, output: &str, code: Option<i32>) {
        let starts = TOLD.iter().filter_map(|head| output.find(head));
        if let Some((_, told)) = starts.min().and_then(|start| output.split_at_checked(start)) {
            let told = told.split_once(END).map_or(told, |(told, _)| told);
            self.told.push(told.trim_matches(['=', ' ', '\n']).to_owned());
        }
        if !self.run.explains(code) {
            self.flaws.push(format!("schemathesis failed\n{output}"));
        }
    }

    /// How many operations were carried out at least once.
    pub(super) fn carried_out(&self) -> usize {
        self.operations.values().filter(|times| **times > 0).count()
    }

    /// What failed and is not known.
    pub(super) fn failures(&self) -> BTreeSet<Failure> {
        self.known.judge(&self.found)
    }

    pub(super) fn is_failure(&self) -> bool {
        !self.failures().is_empty() || !self.flaws.is_empty() || self.carried_out() < self.operations.len()
    }

    /// What went wrong; all that Schemathesis tells, where it is more than is known.
    pub(super) fn complaints(&self) -> Vec<String> {
        let mut complaints = self.flaws.clone();
        let idle = self.operations.iter().filter(|(_, times)| **times == 0);
        complaints.extend(idle.map(|(name, _)| format!("{} {} was never carried out", name.method, name.path)));
        let failures = self.failures();
        complaints.extend(
            failures
                .iter()
                .map(|failure| format!("{}: {}", failure.operation, failure.message)),
        );
        if !failures.is_empty() {
            complaints.extend(self.told.iter().cloned());
        }
        complaints
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = r#"{"stop_reason":"completed","operations":{"total":1}}"#;

    /// The events of one answer, and what is complained of then.
    fn check(method: &str, status: u16, report: &str, expected: &[&str]) {
        let operation = OperationName {
            method: "GET".to_owned(),
            path: "/a".to_owned(),
        };
        let event = serde_json::json!({ "ScenarioFinished": { "recorder": {
            "cases": { "1": { "value": { "method": method, "path": "/a" } } },
            "interactions": { "1": { "response": { "status_code": status } } },
        } } });
        let mut outcome = Outcome::of(&[operation], Known::default());
        outcome.read(&event.to_string(), report).unwrap();
        assert_eq!(outcome.calls, 1);
        assert_eq!(outcome.is_failure(), !expected.is_empty());
        assert_eq!(outcome.complaints(), expected);
    }

    #[test]
    fn an_operation_must_be_carried_out() {
        check("GET", 200, REPORT, &[]);
        check("get", 304, REPORT, &[]);
        check("GET", 422, REPORT, &["GET /a was never carried out"]);
        check("POST", 200, REPORT, &["GET /a was never carried out"]);
    }

    #[test]
    fn a_run_must_be_whole() {
        check(
            "GET",
            200,
            &REPORT.replace("completed", "interrupted"),
            &["the run was not completed: interrupted"],
        );
        check(
            "GET",
            200,
            &REPORT.replace("\"total\":1", "\"total\":0"),
            &["of 1 operations Schemathesis finds 0"],
        );
    }

    #[test]
    fn failures_and_errors_are_told() {
        let mut outcome = Outcome::default();
        let failed = serde_json::json!({ "ScenarioFinished": { "recorder": { "checks": { "1": [
            { "failure_info": null },
            { "failure_info": { "failure": { "operation": "GET /a", "title": "Wrong", "message": "why" } } },
        ] } } } });
        let error = serde_json::json!({ "NonFatalError": { "phase": "fuzzing", "label": "GET /b", "value": { "message": "how" } } });
        let report = REPORT.replace("\"total\":1", "\"total\":0");
        outcome.read(&format!("{failed}\n{error}"), &report).unwrap();
        outcome.hear("…\n==== FAILURES ====\nGET /a\n==== SUMMARY ====\n…", Some(FOUND));
        let expected = ["GET /a: Wrong: why", "GET /b: how", "FAILURES ====\nGET /a"];
        assert_eq!(outcome.complaints(), expected);
    }
    /// A run that ends with a code after one in which something was found, and whether it is a flaw.
    #[test]
    fn a_run_must_find_what_it_fails_for() {
        let error = r#"{"NonFatalError":{"phase":"examples","label":"GET /b","value":{"message":"how"}}}"#;
        let check = |events: &str, phases: &str, code: Option<i32>, is_flaw: bool| {
            let mut outcome = Outcome::default();
            let report = |phases: &str| format!(r#"{{"stop_reason":"completed","phases":{phases}}}"#);
            outcome.read(error, &report("{}")).unwrap();
            outcome.hear("", Some(FOUND));
            assert!(outcome.flaws.is_empty());
            outcome.read(events, &report(phases)).unwrap();
            outcome.hear("why", code);
            assert_eq!(!outcome.flaws.is_empty(), is_flaw, "{events} {phases} {code:?}");
        };
        let phases = |examples: &str, stateful: &str| {
            format!(r#"{{"examples":{{"status":"{examples}"}},"stateful":{{"status":"{stateful}"}}}}"#)
        };
        check("", &phases("success", "success"), Some(0), false);
        check(error, &phases("error", "success"), Some(FOUND), false);
        check("", &phases("success", "success"), Some(FOUND), true);
        check(error, &phases("error", "failure"), Some(FOUND), true);
        check(error, &phases("error", "success"), Some(IN_VAIN), true);
        check(error, &phases("error", "success"), None, true);
        let idle = r#"{"stateful":{"status":"skip","skip_reason":"not_applicable"}}"#;
        check("", idle, Some(IN_VAIN), false);
    }
}
