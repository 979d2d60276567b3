//! MCP's own conformance suite.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, bail};
use serde::Deserialize;

use super::client::{LIMIT, Script};
use crate::conformance::processes::finish;

/// What the suite prints once all scenarios have run.
const END: &str = "=== SUMMARY ===";

/// A version of the suite, with the revision of the protocol that it is to hold a server against.
#[derive(Debug)]
pub(super) struct Suite {
    pub(super) program: Script,
    pub(super) version: &'static str,
    pub(super) revision: &'static str,
}

/// What a scenario looked at.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "camelCase")]
pub(super) struct Check {
    pub(super) id: String,
    status: Status,
    #[serde(default)]
    error_message: Option<String>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "UPPERCASE")]
enum Status {
    Success,
    Info,
    Warning,
    Failure,
    Skipped,
}

impl Check {
    /// Whether there is nothing to say about it.
    pub(super) fn is_passed(&self) -> bool {
        matches!(self.status, Status::Success | Status::Info)
    }

    /// How it went, for a person.
    pub(super) fn shown(&self) -> String {
        let status = match self.status {
            Status::Success => "passed",
            Status::Info => "noted",
            Status::Warning => "warned of",
            Status::Failure => "failed",
            Status::Skipped => "skipped",
        };
        match &self.error_message {
            Some(message) => format!("{} {status}: {message}", self.id),
            None => format!("{} {status}", self.id),
        }
    }
}

/// The checks of scenarios, by their names.
pub(super) type Scenarios = BTreeMap<String, Vec<Check>>;

impl Suite {
    /// Runs all server scenarios of the revision, and says what each of them found.
    ///
    /// # Errors
    /// Where the suite does not come to its end, or writes what cannot be read.
    pub(super) fn run(&self, url: &str, folder: &Path) -> anyhow::Result<Scenarios> {
        let folder = folder.join(format!("suite-{}-{}", self.version, self.revision));
        if folder.exists() {
            fs::remove_dir_all(&folder).with_context(|| format!("cannot remove {}", folder.display()))?;
        }
        let mut command = self.program.command();
        command.args([
            "server",
            "--suite",
            "all",
            "--url",
            url,
            "--spec-version",
            self.revision,
        ]);
        let finished = finish(command.arg("--output-dir").arg(&folder), String::new(), LIMIT)?;
        // It fails whenever a scenario does.
        if !finished.output.contains(END) {
            bail!(
                "the suite does not come to its end\n{}{}",
                finished.output,
                finished.complaints
            );
        }
        read(&folder).with_context(|| format!("cannot read {}", folder.display()))
    }
}

/// Reads what the suite wrote: a folder for each scenario, and in it a file with checks.
fn read(folder: &Path) -> anyhow::Result<Scenarios> {
    let mut scenarios = Scenarios::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let scenario = scenario(&name).with_context(|| format!("{name} is of no scenario"))?;
        let text = fs::read_to_string(entry.path().join("checks.json"))?;
        let checks: Vec<Check> = serde_json::from_str(&text).with_context(|| name.clone())?;
        scenarios.entry(scenario.to_owned()).or_default().extend(checks);
    }
    Ok(scenarios)
}

/// The name of a scenario in that of its folder, `server-SCENARIO-2026-01-02T03-04-05-678Z`.
fn scenario(folder: &str) -> Option<&str> {
    let rest = folder.strip_prefix("server-")?;
    let (rest, time) = rest.rsplit_once('T')?;
    time.ends_with('Z').then_some(())?;
    let mut parts = rest.rsplitn(4, '-');
    parts.nth(3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_suite_writes_is_read() {
        let folder = std::env::temp_dir().join(format!("specwright-suite-{}", std::process::id()));
        let results = folder.join("server-tools-list-2026-11-22T20-06-21-169Z");
        fs::create_dir_all(&results).unwrap();
        let checks = r#"[
            {"id": "tools-list", "status": "SUCCESS", "details": {"toolCount": 13}},
            {"id": "tools-list-names", "status": "FAILURE", "errorMessage": "two of one name"},
            {"id": "tools-list-more", "status": "SKIPPED"}
        ]"#;
        fs::write(results.join("checks.json"), checks).unwrap();
        let scenarios = read(&folder).unwrap();
        fs::remove_dir_all(&folder).unwrap();
        let shown: Vec<_> = scenarios["tools-list"].iter().map(Check::shown).collect();
        assert_eq!(
            shown,
            [
                "tools-list passed",
                "tools-list-names failed: two of one name",
                "tools-list-more skipped"
            ]
        );
    }

    #[test]
    fn a_folder_is_named_after_its_scenario() {
        let check = |folder, expected| assert_eq!(scenario(folder), expected, "{folder}");
        check(
            "server-json-schema-2020-12-2026-11-22T20-06-21-169Z",
            Some("json-schema-2020-12"),
        );
        check("server-ping-2026-11-22T20-06-21-169Z", Some("ping"));
        check("client-ping-2026-11-22T20-06-21-169Z", None);
        check("server-ping", None);
    }
}
