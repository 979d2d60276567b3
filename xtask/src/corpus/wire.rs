//! Generated clients called against the mocks of generated servers, and what they answer held against the description.

mod body;
mod call;
mod document;
mod driver;
mod judge;
mod schema;

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::Context;

pub(super) use driver::{Driver, driver, shared};

use super::generation::JudgedBy;
use crate::workspace::Workspace;
use document::Document;
use judge::{Answer, Body, Judge, Judgement};

/// Variables that send requests elsewhere.
pub(crate) const PROXIES: [&str; 6] = [
    "http_proxy",
    "https_proxy",
    "all_proxy",
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "ALL_PROXY",
];

/// How the calls of one description went.
#[derive(Debug, Default)]
pub(crate) struct Wire {
    /// How many operations were called.
    pub(crate) operations: usize,
    /// How many operations of the description are in no generated crate.
    pub(super) left_out: usize,
    /// How many calls were made.
    pub(crate) calls: usize,
    /// How many were carried out in the status that was asked for.
    pub(crate) answered: usize,
    /// How many responses the client could read.
    pub(crate) decoded: usize,
    /// How many bodies fit the schema of the description.
    pub(crate) valid: usize,
    /// How many bodies there is no schema for.
    pub(super) unchecked: usize,
    /// How many bodies have a schema that no validator takes.
    pub(super) unusable: usize,
    /// The schemas that no validator takes, and why.
    pub(super) unusable_schemas: Vec<String>,
    /// What is wrong, with the operation.
    pub(crate) failures: Vec<String>,
}

/// Compiles and runs the program of a description, which calls the server at `address`; without one, the mock of the
/// generated server. What fails is in the result.
pub(super) fn run(workspace: &Workspace, driver: &Driver, judged_by: &JudgedBy, address: Option<&str>) -> Wire {
    let mut wire = Wire {
        operations: driver.operations,
        left_out: driver.left_out,
        ..Wire::default()
    };
    if let Err(error) = wire.run(workspace, driver, judged_by, address) {
        wire.failures.push(format!("{error:#}"));
    }
    wire
}

impl Wire {
    fn run(
        &mut self,
        workspace: &Workspace,
        driver: &Driver,
        judged_by: &JudgedBy,
        address: Option<&str>,
    ) -> anyhow::Result<()> {
        let mut document = match judged_by {
            JudgedBy::Files(paths) => Document::read(paths)?,
            JudgedBy::Converted(text) => Document::of_text(text)?,
        };
        schema::convert(&mut document);
        let registry = judge::registry(&document)?;
        let mut judge = Judge::new(&document, &registry);
        let (compilation, program) = workspace.build(driver.package.directory.as_str())?;
        if let Some(error) = compilation.first_error {
            anyhow::bail!("the program does not compile: {error}");
        }
        for answer in answers(&program, address)? {
            let is_converted = matches!(judged_by, JudgedBy::Converted(_));
            if is_converted && !document.has_operation(&answer.method, &answer.path) {
                // OpenAPI cannot say that there is a second operation on one route.
                self.count(&answer, Judgement::answered(true));
                continue;
            }
            let judgement = judge.judge(&answer);
            self.count(&answer, judgement);
        }
        let unusable = judge.unusable().map(|(place, why)| format!("{place}: {why}"));
        self.unusable_schemas = unusable.collect();
        Ok(())
    }

    fn count(&mut self, answer: &Answer, judgement: Judgement) {
        self.calls += 1;
        self.answered += usize::from(judgement.answered);
        self.decoded += usize::from(judgement.decoded);
        match judgement.body {
            Body::Valid => self.valid += 1,
            Body::Unchecked => self.unchecked += 1,
            Body::UnusableSchema => self.unusable += 1,
            Body::Invalid => {}
        }
        let how = match (answer.asked, answer.is_full, answer.form) {
            (Some(status), ..) => format!("asked for {status}"),
            (None, true, 0) => "with all arguments".to_owned(),
            (None, true, form) => format!("with all arguments and the body in form {}", form + 1),
            (None, false, _) => "with required arguments".to_owned(),
        };
        if let Some(problem) = judgement.problem {
            let sent = answer.request.as_deref().unwrap_or("nothing was sent");
            let failure = format!(
                "{} ({} {}), {how}: {problem} [{sent}]",
                answer.operation, answer.method, answer.path
            );
            self.failures.push(failure);
        }
    }

    /// Whether all went well.
    pub(crate) fn is_failure(&self) -> bool {
        !self.failures.is_empty()
    }
}

/// Runs a program, and reads what it prints.
fn answers(program: &Path, address: Option<&str>) -> anyhow::Result<Vec<Answer>> {
    let mut command = Command::new(program);
    command.args(address).stdin(Stdio::null());
    for variable in PROXIES {
        command.env_remove(variable);
    }
    let output = command.output().context("the program cannot be run")?;
    let text = String::from_utf8(output.stdout).context("the program prints no text")?;
    let answers: Result<Vec<Answer>, _> = text.lines().map(serde_json::from_str).collect();
    let answers = answers.context("the program prints no lines of JSON")?;
    if !output.status.success() {
        anyhow::bail!("the program fails: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(answers)
}
