//! `cargo xtask conformance openapi`: descriptions converted to OpenAPI, what comes out validated by others, and read
//! back.

#[path = "../../../crates/openapi/tests/write/comparison/mod.rs"]
mod comparison;
mod conversion;
mod descriptions;
mod table;
mod validators;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use specwright::WrittenFormat;

use conversion::Written;
use validators::{Validators, Verdict};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Descriptions, and folders with descriptions below them
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Only descriptions whose path holds this text
    #[arg(long, value_name = "SUBSTRING")]
    only: Option<String>,
    /// Only this format: openapi-3.1 or openapi-3.0
    #[arg(long, value_name = "FORMAT")]
    to: Option<WrittenFormat>,
    /// Only convert and read back, and call no validator
    #[arg(long)]
    no_validators: bool,
}

/// One description in one format.
struct Row {
    description: String,
    written: Written,
    /// None where no validator was called.
    verdict: Option<Verdict>,
}

impl Row {
    fn is_failure(&self) -> bool {
        !self.written.differences.is_empty() || self.verdict.as_ref().is_some_and(Verdict::is_failure)
    }
}

pub(crate) fn run(arguments: &Arguments, repository: &Path) -> anyhow::Result<ExitCode> {
    let folder = repository.join("target").join("conformance").join("openapi");
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    let found = descriptions::find(&arguments.paths, arguments.only.as_deref())?;
    let mut rows = Vec::new();
    let mut unreadable = Vec::new();
    for path in &found {
        let description = path.display().to_string();
        eprintln!("converting {description}");
        match arguments.convert(path, &folder)? {
            Some(written) => rows.extend(written.into_iter().map(|written| Row {
                description: description.clone(),
                written,
                verdict: None,
            })),
            None => unreadable.push(description),
        }
    }
    if !arguments.no_validators && !rows.is_empty() {
        let files: Vec<_> = rows.iter().map(|row| row.written.file.clone()).collect();
        let verdicts = Validators::install(repository)?.validate(&folder, &files)?;
        for (row, verdict) in rows.iter_mut().zip(verdicts) {
            row.verdict = Some(verdict);
        }
    }
    print!("{}", table::table(&rows));
    for description in &unreadable {
        println!("{description}: has errors, and is not converted");
    }
    let failures = rows.iter().filter(|row| row.is_failure()).count();
    println!("{} documents, {failures} failed", rows.len());
    // A folder without descriptions, or with mistakes in all of them, shows nothing.
    let is_well = failures == 0 && !rows.is_empty();
    Ok(if is_well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

impl Arguments {
    /// The documents of a description, written into `folder`; none for a description with errors.
    fn convert(&self, path: &Path, folder: &Path) -> anyhow::Result<Option<Vec<Written>>> {
        let formats = WrittenFormat::ALL
            .into_iter()
            .filter(|format| self.to.is_none_or(|to| to == *format));
        formats
            .map(|format| conversion::convert(path, format, folder))
            .collect()
    }
}
