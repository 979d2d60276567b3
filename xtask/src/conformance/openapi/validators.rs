//! What validators of others say of documents: openapi-spec-validator, which holds them against the schemas of the
//! OpenAPI Initiative, and redocly, which knows the rules that no schema says.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context;
use serde::Deserialize;

use crate::conformance::tools::{npm_tool, pypi_tool};

const REDOCLY: &str = "2.77.0";
const OPENAPI_SPEC_VALIDATOR: &str = "0.9.0";

/// The rules of redocly, with the reasons for those that are no errors here.
const REDOCLY_CONFIGURATION: &str = include_str!("redocly.yaml");

/// What validators say of one document.
#[derive(Debug, Default)]
pub(super) struct Verdict {
    /// What openapi-spec-validator says is wrong.
    pub(super) invalid: Option<String>,
    /// The errors of redocly, with the rule and the place.
    pub(super) errors: Vec<String>,
    /// How many warnings redocly has.
    pub(super) warnings: usize,
}

impl Verdict {
    pub(super) fn is_failure(&self) -> bool {
        self.invalid.is_some() || !self.errors.is_empty()
    }
}

/// The programs.
pub(super) struct Validators {
    redocly: PathBuf,
    openapi_spec_validator: PathBuf,
}

/// What redocly prints as JSON for a document.
#[derive(Deserialize)]
struct Report {
    problems: Vec<Problem>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Problem {
    rule_id: String,
    severity: String,
    message: String,
    #[serde(default)]
    location: Vec<Location>,
}

#[derive(Deserialize)]
struct Location {
    source: Source,
    #[serde(default)]
    pointer: Option<String>,
}

#[derive(Deserialize)]
struct Source {
    #[serde(rename = "ref")]
    file: String,
}

impl Validators {
    /// The programs at their pinned versions, installed where they are not yet.
    pub(super) fn install(repository: &Path) -> anyhow::Result<Self> {
        let pypi = "openapi-spec-validator";
        Ok(Self {
            redocly: npm_tool(repository, "@redocly/cli", REDOCLY, "redocly")?,
            openapi_spec_validator: pypi_tool(repository, pypi, OPENAPI_SPEC_VALIDATOR, pypi)?,
        })
    }

    /// The verdicts on files of a folder, in their order.
    pub(super) fn validate(&self, folder: &Path, files: &[String]) -> anyhow::Result<Vec<Verdict>> {
        let mut verdicts: BTreeMap<&str, Verdict> =
            files.iter().map(|file| (file.as_str(), Verdict::default())).collect();
        self.lint(folder, files, &mut verdicts)?;
        self.hold_against_schemas(folder, files, &mut verdicts)?;
        let verdict = |file: &String| verdicts.remove(file.as_str()).unwrap_or_default();
        Ok(files.iter().map(verdict).collect())
    }

    fn lint(&self, folder: &Path, files: &[String], verdicts: &mut BTreeMap<&str, Verdict>) -> anyhow::Result<()> {
        let configuration = folder.join("redocly.yaml");
        std::fs::write(&configuration, REDOCLY_CONFIGURATION)
            .with_context(|| format!("cannot write {}", configuration.display()))?;
        eprintln!("redocly lint");
        let mut command = Command::new(&self.redocly);
        command.args([
            "lint",
            "--config",
            "redocly.yaml",
            "--format",
            "json",
            "--max-problems",
            "1000000",
        ]);
        // It neither reports its use nor asks for a newer version.
        command.envs([("REDOCLY_TELEMETRY", "off"), ("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true")]);
        // All documents at once, the largest of which fill what Node takes by default.
        command.env("NODE_OPTIONS", "--max-old-space-size=4096");
        let (text, said) = output(command.args(files), folder)?;
        // One value for each document, behind one another.
        let reports = serde_json::Deserializer::from_str(&text).into_iter::<Report>();
        let reports: Vec<Report> = reports
            .collect::<Result<_, _>>()
            .with_context(|| format!("redocly says:\n{text}{said}"))?;
        for problem in reports.into_iter().flat_map(|report| report.problems) {
            let place = problem.location.first();
            let file = place.map(|place| Path::new(&place.source.file));
            let name = file
                .and_then(Path::file_name)
                .and_then(OsStr::to_str)
                .unwrap_or_default();
            let Some(verdict) = verdicts.get_mut(name) else {
                continue;
            };
            if problem.severity == "error" {
                let pointer = place.and_then(|place| place.pointer.as_deref()).unwrap_or_default();
                verdict
                    .errors
                    .push(format!("{}: {} ({pointer})", problem.rule_id, problem.message));
            } else {
                verdict.warnings += 1;
            }
        }
        Ok(())
    }

    /// Runs the validator, which ends at the first file that is not valid, until it has looked at all files.
    fn hold_against_schemas(
        &self,
        folder: &Path,
        files: &[String],
        verdicts: &mut BTreeMap<&str, Verdict>,
    ) -> anyhow::Result<()> {
        let mut left = files;
        while !left.is_empty() {
            eprintln!("openapi-spec-validator: {} documents", left.len());
            let mut command = Command::new(&self.openapi_spec_validator);
            let (text, said) = output(command.args(left), folder)?;
            let valid = left
                .iter()
                .take_while(|file| text.lines().any(|line| line == format!("{file}: OK")))
                .count();
            let (_, rest) = left.split_at_checked(valid).unwrap_or_default();
            let Some((invalid, rest)) = rest.split_first() else {
                return Ok(());
            };
            let head = format!("{invalid}: ");
            let problem = text.split_once(&head).map_or(said.as_str(), |(_, problem)| problem);
            if let Some(verdict) = verdicts.get_mut(invalid.as_str()) {
                verdict.invalid = Some(problem.trim().to_owned());
            }
            left = rest;
        }
        Ok(())
    }
}

/// What a program prints in a folder; both fail in their way when documents are not valid.
fn output(command: &mut Command, folder: &Path) -> anyhow::Result<(String, String)> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command
        .current_dir(folder)
        .output()
        .with_context(|| format!("cannot run {name}"))?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Ok((text(&output.stdout), text(&output.stderr)))
}
