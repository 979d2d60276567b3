//! `cargo xtask corpus --expected`: what Specwright reads of descriptions, held against what another parser reads.
//!
//! The folder has a subfolder `expected` with one summary for each description, `NAME.json`, where `/` in paths is
//! written as `__`. Both sides are brought into the same [`facts::Facts`], which are then compared. A difference is a failure
//! unless it stands in the list of known ones, with the reason.

mod amf;
mod compare;
mod drafter;
mod facts;
mod known;
mod model;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::Context;
use specwright::Description;
use specwright_diagnostics::Severity;

use super::table::aligned;
use compare::{Count, Difference, Subject};
use known::Known;

/// How long reading a description may take.
const SLOW: Duration = Duration::from_secs(2);

/// The heads of the table. Two numbers are what agrees and what the other parser found.
const HEADS: [&str; 11] = [
    "document",
    "read s",
    "errors",
    "warnings",
    "operations",
    "parameters",
    "transactions",
    "bodies",
    "groups",
    "types",
    "security",
];

/// The parser whose summary it is, which says what is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tool {
    /// Of API Blueprint.
    Drafter,
    /// Of RAML.
    Amf,
}

/// What another parser finds.
struct Expected {
    tool: Tool,
    /// None where it cannot read the document.
    facts: Option<facts::Facts>,
    /// Whether it finds no mistakes.
    is_without_mistakes: bool,
}

impl Expected {
    fn read(text: &str) -> anyhow::Result<Self> {
        #[derive(serde::Deserialize)]
        struct Summary {
            #[serde(default)]
            tool: String,
        }
        let summary: Summary = serde_json::from_str(text)?;
        if summary.tool.starts_with("amf") {
            let (facts, is_without_mistakes) = amf::facts(text)?;
            return Ok(Self {
                tool: Tool::Amf,
                facts: Some(facts),
                is_without_mistakes,
            });
        }
        Ok(Self {
            tool: Tool::Drafter,
            facts: drafter::facts(text)?,
            is_without_mistakes: true,
        })
    }
}

/// One description, and how it compares.
struct Row {
    document: String,
    read: Duration,
    errors: usize,
    warnings: usize,
    /// Whether the other parser read it.
    is_expected: bool,
    counts: [Count; Subject::ALL.len()],
    differences: Vec<Difference>,
    /// The panic.
    failure: Option<String>,
}

/// Compares every description of `folder` whose path holds `only`.
pub(super) fn run(folder: &Path, only: Option<&str>, repository: &Path) -> anyhow::Result<ExitCode> {
    let known = Known::read(&repository.join("xtask/known-differences.toml"))?;
    let mut rows = Vec::new();
    for (document, expected) in documents(folder, only)? {
        rows.push(row(folder, &document, &expected)?);
    }
    anyhow::ensure!(
        !rows.is_empty(),
        "{} has no folder `expected` with summaries",
        folder.display()
    );
    print!("{}", aligned(HEADS, rows.iter().map(cells)));
    let failures = report(&rows, &known, only.is_none());
    summary(&rows);
    Ok(if failures == 0 {
        ExitCode::SUCCESS
    } else {
        println!("{failures} failures");
        ExitCode::FAILURE
    })
}

/// The descriptions of a folder with a summary, in their order, and where each summary is.
fn documents(folder: &Path, only: Option<&str>) -> anyhow::Result<Vec<(String, PathBuf)>> {
    let summaries = folder.join("expected");
    let mut documents = Vec::new();
    for path in super::documents::files(folder)? {
        let (stem, _) = path.rsplit_once('.').unwrap_or((&path, ""));
        let summary = summaries.join(format!("{}.json", stem.replace('/', "__")));
        if summary.is_file() && only.is_none_or(|only| path.contains(only)) {
            documents.push((path, summary));
        }
    }
    Ok(documents)
}

fn row(folder: &Path, document: &str, expected: &Path) -> anyhow::Result<Row> {
    let text = std::fs::read_to_string(expected).with_context(|| format!("cannot read {}", expected.display()))?;
    let expected = Expected::read(&text).with_context(|| format!("cannot read {}", expected.display()))?;
    let begin = Instant::now();
    let path = folder.join(document);
    let reading = super::documents::reading(folder, document);
    let description = super::generation::caught(|| Description::read_as(&path, &reading));
    let mut row = Row {
        document: document.to_owned(),
        read: begin.elapsed(),
        errors: 0,
        warnings: 0,
        is_expected: expected.facts.is_some(),
        counts: [Count::default(); Subject::ALL.len()],
        differences: Vec::new(),
        failure: None,
    };
    let description = match description {
        Ok(description) => description,
        Err(panic) => {
            row.failure = Some(panic);
            return Ok(row);
        }
    };
    let findings = description.findings().diagnostics();
    row.errors = findings.count(Severity::Error);
    row.warnings = findings.count(Severity::Warning);
    let found = description.api().map(|api| model::facts(api, expected.tool));
    if let Some(facts) = expected.facts {
        let mut found = found.unwrap_or_default();
        if expected.tool == Tool::Amf {
            // AMF lists the types that a document declares, the model also those of libraries and JSON schemas.
            found.types.retain(|name| facts.types.contains(name));
        }
        (row.counts, row.differences) = compare::compare(&facts, &found);
        if row.errors > 0 && expected.is_without_mistakes {
            let error = findings.iter().find(|it| it.severity() == Severity::Error);
            let message = error.map(|error| error.message.clone()).unwrap_or_default();
            row.differences.push(Difference::refused(message));
        }
    }
    Ok(row)
}

fn cells(row: &Row) -> [String; 11] {
    let [operations, parameters, transactions, bodies, groups, types, security] =
        row.counts.map(|count| match row.is_expected {
            true => format!("{}/{}", count.agreed, count.expected),
            false => "-".to_owned(),
        });
    [
        row.document.clone(),
        format!("{:.2}", row.read.as_secs_f64()),
        row.errors.to_string(),
        row.warnings.to_string(),
        operations,
        parameters,
        transactions,
        bodies,
        groups,
        types,
        security,
    ]
}

/// Prints every difference with its reason, and gives the number of those without one.
fn report(rows: &[Row], known: &Known, is_whole: bool) -> usize {
    let mut failures = 0;
    for row in rows {
        if let Some(failure) = &row.failure {
            println!("\n{}: panic: {failure}", row.document);
            failures += 1;
        }
        if row.read > SLOW {
            println!("\n{}: reading takes {:.1} s", row.document, row.read.as_secs_f64());
            failures += 1;
        }
        for difference in &row.differences {
            match known.reason(&row.document, difference) {
                Some(reason) => println!("{}: {difference} (known: {reason})", row.document),
                None => {
                    println!("{}: {difference}", row.document);
                    failures += 1;
                }
            }
        }
    }
    let compared = |document: &str| rows.iter().any(|row| row.document == document);
    for entry in known.unused(
        rows.iter()
            .flat_map(|row| row.differences.iter().map(|it| (row.document.as_str(), it))),
    ) {
        if is_whole && compared(&entry.document) {
            println!(
                "{}: a known difference is none any more: {}",
                entry.document, entry.difference
            );
            failures += 1;
        }
    }
    failures
}

fn summary(rows: &[Row]) {
    let expected: Vec<&Row> = rows.iter().filter(|row| row.is_expected).collect();
    for (index, subject) in Subject::ALL.into_iter().enumerate() {
        let of = |row: &&&Row| row.counts.get(index).copied().unwrap_or_default();
        let agree = expected.iter().filter(|row| of(row).is_agreement()).count();
        let counts = expected.iter().map(|row| of(&row));
        let (agreed, all) = counts.fold((0, 0), |(agreed, all), count| {
            (agreed + count.agreed, all + count.expected)
        });
        println!(
            "{subject}: {agree} of {} documents agree, {agreed} of {all} in all",
            expected.len()
        );
    }
    let refused: Vec<&Row> = rows.iter().filter(|row| !row.is_expected).collect();
    let read = refused
        .iter()
        .filter(|row| row.errors == 0 && row.failure.is_none())
        .count();
    println!(
        "{} documents that the other parser refuses: {read} read without errors",
        refused.len()
    );
    let slowest = rows.iter().max_by_key(|row| row.read);
    if let Some(row) = slowest {
        println!("slowest: {} in {:.2} s", row.document, row.read.as_secs_f64());
    }
}
