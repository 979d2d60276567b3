//! Generated clients called against the mocks of generated servers, and what they answer held against the description.

mod body;
mod call;
mod document;
mod driver;
mod judge;
mod schema;

use std::collections::BTreeSet;
use std::fmt;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::Context;

pub(super) use driver::{Driver, Partner, driver, shared};

use super::generation::JudgedBy;
use crate::workspace::Workspace;
use document::Document;
use judge::{Answer, Body, Judge, Judgement, Response};

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
    /// How many operations were carried out at least once.
    pub(crate) carried_out: usize,
    /// The calls that were refused in a way that is described, though no such answer was asked for.
    pub(crate) refused: Vec<WireFailure>,
    /// How many times Prism says that a request or a response is not as described.
    pub(crate) violations: usize,
    /// What is wrong.
    pub(crate) failures: Vec<WireFailure>,
}

/// Something that went wrong with a call, or with all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WireFailure {
    /// The method and path of the operation; empty where it is about no one.
    pub(crate) operation: String,
    /// How the operation was called, and what is wrong.
    pub(crate) message: String,
}

impl WireFailure {
    /// Of no one operation.
    fn of_all(message: String) -> Self {
        let operation = String::new();
        Self { operation, message }
    }
}

impl fmt::Display for WireFailure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.operation.as_str() {
            "" => write!(formatter, "{}", self.message),
            operation => write!(formatter, "{operation}, {}", self.message),
        }
    }
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
        wire.failures.push(WireFailure::of_all(format!("{error:#}")));
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
        let mut carried_out = BTreeSet::new();
        for answer in answers(&program, address)? {
            let is_converted = matches!(judged_by, JudgedBy::Converted(_));
            if is_converted && !document.has_operation(&answer.method, &answer.path) {
                // OpenAPI cannot say that there is a second operation on one route.
                carried_out.insert(answer.operation.clone());
                self.count(&answer, Judgement::answered(true));
                continue;
            }
            let judgement = judge.judge(&answer);
            let is_refused = answer.was_refused() && document.describes_success(&answer.method, &answer.path);
            match (judgement.answered && answer.asked.is_none(), is_refused) {
                (true, true) => self
                    .refused
                    .push(failure_of(&answer, "refused, as is described".to_owned())),
                (true, false) => _ = carried_out.insert(answer.operation.clone()),
                (false, _) => {}
            }
            self.count(&answer, judgement);
        }
        self.carried_out = carried_out.len();
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
        let violations = answer.response.as_ref().map(Response::violations).unwrap_or_default();
        self.violations += violations.len();
        let problems = judgement.problem.into_iter().chain(violations);
        self.failures
            .extend(problems.map(|problem| failure_of(answer, problem)));
    }

    /// Whether all went well.
    pub(crate) fn is_failure(&self) -> bool {
        !self.failures.is_empty()
    }
}

/// What went wrong with a call.
fn failure_of(answer: &Answer, problem: String) -> WireFailure {
    let how = match (answer.asked, answer.is_full, answer.form) {
        (Some(status), ..) => format!("asked for {status}"),
        (None, true, 0) => "with all arguments".to_owned(),
        (None, true, form) => format!("with all arguments and the body in form {}", form + 1),
        (None, false, _) => "with required arguments".to_owned(),
    };
    let sent = answer.request.as_deref().unwrap_or("nothing was sent");
    WireFailure {
        operation: format!("{} {}", answer.method, answer.path),
        message: format!("{}, {how}: {problem} [{sent}]", answer.operation),
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
