//! What of the conformance suite does not apply to a server that offers tools alone, and which tools may fail.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::Context;
use serde::Deserialize;

use super::suite::{Check, Scenarios};

/// What every message is held against. It applies whatever a scenario is about.
const ALWAYS: &str = "wire-schema-";

/// What is known to fail.
#[derive(Debug)]
pub(super) struct Known {
    entries: Vec<Entry>,
    /// Which entries there was a use for.
    used: BTreeSet<usize>,
    failing: Vec<Failing>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    #[serde(rename = "left-out")]
    entries: Vec<Entry>,
    #[serde(default, rename = "may-fail")]
    failing: Vec<Failing>,
}

/// Tools that answer with errors though their arguments fit, and why.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Failing {
    gateway: String,
    tools: Vec<String>,
    reason: String,
}

/// Scenarios that do not apply, or some checks of one, and why.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    scenarios: Vec<String>,
    /// Only these checks of the scenarios; without any, all of them.
    #[serde(default)]
    checks: Vec<String>,
    reason: String,
}

impl Entry {
    fn covers(&self, scenario: &str, check: &str) -> bool {
        let is_named = self.checks.is_empty() || self.checks.iter().any(|it| it == check);
        is_named && !check.starts_with(ALWAYS) && self.scenarios.iter().any(|it| it == scenario)
    }
}

/// How the scenarios of one run went.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Verdict {
    pub(super) scenarios: usize,
    /// How many scenarios pass as a whole.
    pub(super) passed: usize,
    /// How many are left out, as a whole or in part.
    pub(super) left_out: usize,
    pub(super) failures: Vec<String>,
}

impl Verdict {
    /// A run that did not come to its end.
    pub(super) fn failed(reason: String) -> Self {
        Self {
            failures: vec![reason],
            ..Self::default()
        }
    }
}

impl Known {
    /// Reads the list.
    ///
    /// # Errors
    /// Where the file cannot be read, or is no such list.
    pub(super) fn read(path: &Path) -> anyhow::Result<Self> {
        let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        Self::of_text(&text).with_context(|| format!("cannot read {}", path.display()))
    }

    fn of_text(text: &str) -> anyhow::Result<Self> {
        let List { entries, failing } = toml_edit::de::from_str(text)?;
        Ok(Self {
            entries,
            used: BTreeSet::new(),
            failing,
        })
    }

    /// The tools of a gateway that may fail.
    pub(super) fn may_fail(&self, gateway: &str) -> Vec<String> {
        let of_gateway = self.failing.iter().filter(|it| it.gateway == gateway);
        of_gateway.flat_map(|it| it.tools.clone()).collect()
    }

    /// Holds the checks of a run against the list: each is to pass or to be left out, and not both.
    pub(super) fn judge(&mut self, scenarios: &Scenarios) -> Verdict {
        let mut verdict = Verdict {
            scenarios: scenarios.len(),
            ..Verdict::default()
        };
        for (scenario, checks) in scenarios {
            let (passed, other): (Vec<&Check>, Vec<&Check>) = checks.iter().partition(|check| check.is_passed());
            let (listed, unlisted): (Vec<&Check>, Vec<&Check>) =
                other.into_iter().partition(|check| self.is_left_out(scenario, check));
            let mut failures: Vec<String> = unlisted
                .iter()
                .map(|check| format!("{scenario}: {}", check.shown()))
                .collect();
            if checks.is_empty() {
                failures.push(format!("{scenario}: nothing was looked at"));
            }
            failures.extend(self.outdated(scenario, &passed, &listed));
            match (failures.is_empty(), listed.is_empty()) {
                (true, true) => verdict.passed += 1,
                (true, false) => verdict.left_out += 1,
                (false, _) => verdict.failures.append(&mut failures),
            }
        }
        verdict
    }

    fn is_left_out(&mut self, scenario: &str, check: &Check) -> bool {
        let found = self.entries.iter().position(|entry| entry.covers(scenario, &check.id));
        self.used.extend(found);
        found.is_some()
    }

    /// What is listed and passes nevertheless.
    fn outdated(&self, scenario: &str, passed: &[&Check], listed: &[&Check]) -> Vec<String> {
        let mut outdated = Vec::new();
        for entry in self
            .entries
            .iter()
            .filter(|entry| entry.scenarios.iter().any(|it| it == scenario))
        {
            let passes = |name: &&String| passed.iter().any(|check| check.id == **name);
            outdated.extend(
                entry
                    .checks
                    .iter()
                    .filter(passes)
                    .map(|name| format!("{scenario}: {name} is listed as left out, and passes")),
            );
            if entry.checks.is_empty() && listed.is_empty() {
                outdated.push(format!("{scenario}: it is listed as left out, and passes"));
            }
        }
        outdated
    }

    /// The entries that nothing was left out for in any run, for a person.
    pub(super) fn unused(&self) -> Vec<String> {
        let entries = self.entries.iter().enumerate();
        let unused = entries.filter(|(index, _)| !self.used.contains(index));
        unused
            .map(|(_, entry)| format!("nothing is left out because {}", entry.reason))
            .collect()
    }

    /// What was left out or may fail, and why, a line for each reason.
    pub(super) fn reasons(&self) -> impl Iterator<Item = String> {
        let left_out = self.entries.iter().map(|entry| {
            let scenarios = entry.scenarios.join(", ");
            match entry.checks.as_slice() {
                [] => format!("{scenarios}: {}", entry.reason),
                checks => format!("{scenarios} ({}): {}", checks.join(", "), entry.reason),
            }
        });
        let failing = self.failing.iter();
        left_out.chain(failing.map(|it| format!("{} may fail at {}: {}", it.tools.join(", "), it.gateway, it.reason)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = r#"
        [[left-out]]
        scenarios = ["prompts-list"]
        reason = "there are no prompts"

        [[left-out]]
        scenarios = ["tools-list"]
        checks = ["pages"]
        reason = "there are no pages"
    "#;

    fn check(scenarios: &str, counts: [usize; 2], failures: &[&str], unused: &[&str]) {
        let mut list = Known::of_text(LIST).unwrap();
        let scenarios: Scenarios = serde_json::from_str(scenarios).unwrap();
        let verdict = list.judge(&scenarios);
        assert_eq!([verdict.passed, verdict.left_out], counts);
        assert_eq!(verdict.failures, failures);
        assert_eq!(list.unused(), unused);
    }

    #[test]
    fn what_is_listed_may_fail() {
        check(
            r#"{
                "ping": [{ "id": "ping", "status": "SUCCESS" }],
                "prompts-list": [
                    { "id": "prompts", "status": "FAILURE" },
                    { "id": "wire-schema-valid", "status": "SUCCESS" }
                ],
                "tools-list": [{ "id": "names", "status": "INFO" }, { "id": "pages", "status": "WARNING" }]
            }"#,
            [1, 2],
            &[],
            &[],
        );
    }

    #[test]
    fn nothing_else_may() {
        check(
            r#"{
                "ping": [],
                "prompts-list": [
                    { "id": "prompts", "status": "FAILURE" },
                    { "id": "wire-schema-valid", "status": "FAILURE", "errorMessage": "no id" }
                ],
                "tools-list": [{ "id": "names", "status": "SKIPPED" }, { "id": "pages", "status": "WARNING" }]
            }"#,
            [0, 0],
            &[
                "ping: nothing was looked at",
                "prompts-list: wire-schema-valid failed: no id",
                "tools-list: names skipped",
            ],
            &[],
        );
    }

    #[test]
    fn what_is_listed_and_passes_is_reported() {
        check(
            r#"{
                "prompts-list": [{ "id": "prompts", "status": "SUCCESS" }],
                "tools-list": [{ "id": "pages", "status": "SUCCESS" }]
            }"#,
            [0, 0],
            &[
                "prompts-list: it is listed as left out, and passes",
                "tools-list: pages is listed as left out, and passes",
            ],
            &[
                "nothing is left out because there are no prompts",
                "nothing is left out because there are no pages",
            ],
        );
    }
}
