//! Generating from several descriptions into one folder, and telling about it.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::io;
use std::path::PathBuf;
use std::time::Instant;

use rayon::prelude::*;
use specwright_emit::{Change, Crate, DirectoryName, Output, Report};
use specwright_render::Templates;

use super::colour::{difference, style};
use super::console::{elapsed, shown};
use super::currency::{NOT_GENERATED, not_current};
use super::shell::path_text;
use super::watch::{Inputs, Round, real};
use super::{Console, Exit, Verbosity};
use crate::stack::with_room;
use crate::{Description, Findings, Outcome, Request, Runtime, Target, generate_from, templates_with};

/// What to generate into one folder.
#[derive(Clone, Debug)]
pub struct Run {
    /// The descriptions, with different names.
    pub requests: Vec<Request>,
    /// The folder.
    pub folder: PathBuf,
    /// A folder with templates that take the place of the targets' own.
    pub templates: Option<PathBuf>,
    /// Where the crates find the runtime: a vendored one is generated beside them.
    pub runtime: Runtime,
    /// Whether these are all requests for the folder, so that other generated crates in it are out of date.
    pub is_complete: bool,
    /// Whether a configuration says all this, so that it is where people change it.
    pub is_configured: bool,
    /// The command that does the same again, for people.
    pub command: String,
}

impl Run {
    /// Generates the crates and writes them or, for `check`, compares them with what is there and prints how the two
    /// differ. Nothing is written of a description that has errors; the others are not held up by it.
    pub fn execute(&self, check: bool, console: Console) -> Exit {
        self.round(check, console).exit
    }

    /// As [`Run::execute`], with what it depends on.
    pub(super) fn round(&self, check: bool, console: Console) -> Round {
        let mut inputs = Inputs {
            files: self.files(),
            folder: self.templates.clone(),
        };
        let exit = self.generate_and_emit(check, console, &mut inputs);
        Round { exit, inputs }
    }

    /// The files that are named, without those that they refer to.
    fn files(&self) -> BTreeSet<PathBuf> {
        let named = self.requests.iter();
        let named = named.flat_map(|request| [Some(&request.description), request.schemas.as_ref()]);
        named.flatten().map(|path| real(path)).collect()
    }

    fn generate_and_emit(&self, check: bool, console: Console, inputs: &mut Inputs) -> Exit {
        let templates = match &self.templates {
            Some(folder) => templates_with(folder),
            None => Ok(Target::templates()),
        };
        let outcomes = match templates {
            Ok(templates) => self.generate(&templates, console),
            Err(findings) => {
                return Exit::Misuse.max(console.report(&findings));
            }
        };
        let mut findings = Findings::new();
        let mut crates = Vec::new();
        let mut packages = Vec::new();
        let mut tools = Vec::new();
        let mut allowable = BTreeSet::new();
        for (Generated { outcome, told }, request) in outcomes.into_iter().zip(&self.requests) {
            console.detail(told);
            allowable.extend(outcome.allowable);
            let paths = outcome.paths_read.iter().chain(&outcome.paths_missing);
            inputs.files.extend(paths.map(|path| real(path)));
            findings.append(outcome.findings);
            crates.extend(outcome.crates);
            packages.extend(outcome.packages);
            tools.push((&request.name, outcome.tools));
        }
        // A document for programs has all findings, also those on the way to the disk.
        if !console.format.is_for_programs() {
            console.findings(&findings);
        }
        for (name, summary) in tools.into_iter().filter(|(_, summary)| summary.tools > 0) {
            console.status(format!("{name}: {summary}"));
        }
        if !allowable.is_empty() {
            console.status(self.hint_at_allowing(&allowable));
        }
        let since = Instant::now();
        let emitted = self.emit(crates, packages, check, console);
        let done = if check { "compared" } else { "written" };
        console.detail(format_args!("{done} in {}", elapsed(since)));
        let mut exit = Exit::of(&findings);
        match emitted {
            Ok((emitted, found)) => {
                exit = exit.max(emitted);
                findings.append(found);
            }
            Err(error) => {
                console.error(error);
                exit = exit.max(Exit::Findings);
            }
        }
        if console.format.is_for_programs() {
            exit = exit.max(console.report(&findings));
        }
        exit
    }

    /// What can be done about errors of these codes without changing the description.
    fn hint_at_allowing(&self, codes: &BTreeSet<&str>) -> String {
        let way = if self.is_configured {
            let codes: Vec<String> = codes.iter().map(|code| format!("\"{code}\"")).collect();
            format!("`allow = [{}]` in its table `[[api]]`", codes.join(", "))
        } else {
            let codes: Vec<&str> = codes.iter().copied().collect();
            format!("`--allow {}`", codes.join(","))
        };
        format!(
            "nothing is generated from a description with errors; {way} takes them for warnings, and leaves out what \
             they are about"
        )
    }

    /// The outcomes of all requests, in their order.
    fn generate(&self, templates: &Templates, console: Console) -> Vec<Generated> {
        let bar = console.progress(self.requests.len());
        let one = |request: &Request| {
            bar.set_message(request.name.to_string());
            let generated = Generated::from(request, templates, console.verbosity);
            bar.inc(1);
            generated
        };
        let outcomes = with_room(|| self.requests.par_iter().map(one).collect());
        bar.finish_and_clear();
        outcomes
    }

    fn emit(
        &self,
        mut crates: Vec<Crate>,
        packages: Vec<String>,
        check: bool,
        console: Console,
    ) -> Result<(Exit, Findings), Box<dyn Error>> {
        if !crates.is_empty() {
            crates.extend(self.runtime.vendored_crate()?);
        }
        let output = Output {
            folder: self.folder.clone(),
            crates,
        };
        let stale = self.stale(packages)?;
        for package in &output.crates {
            let folder = path_text(&self.folder.join(package.directory.as_str()));
            let done = if check { "comparing" } else { "writing" };
            console.detail(format_args!("{done} {folder}: {} files", package.files.len()));
        }
        if check {
            self.compare(&output, &stale, console)
        } else {
            self.write(&output, &stale, console)?;
            Ok((Exit::Success, Findings::new()))
        }
    }

    /// How the folder differs from what is generated: for people as they see it in their own tools, for programs as
    /// findings.
    fn compare(
        &self,
        output: &Output,
        stale: &[DirectoryName],
        console: Console,
    ) -> Result<(Exit, Findings), Box<dyn Error>> {
        let report = specwright_emit::check(output, &self.command)?;
        if report.is_current() && stale.is_empty() {
            if !output.crates.is_empty() {
                console.status(report.to_string().trim_end());
            }
            return Ok((Exit::Success, Findings::new()));
        }
        if console.format.is_for_programs() {
            return Ok((Exit::Findings, not_current(&self.folder, &report, stale)));
        }
        let mut shown = String::new();
        for name in stale {
            shown.push_str(&format!("{name}: {NOT_GENERATED}\n"));
        }
        if report.is_current() {
            shown.push_str(&format!("run `{}` and commit the result\n", self.command));
        } else {
            shown.push_str(&report.to_string());
        }
        Ok((
            console
                .output(difference(&shown, style(io::stdout())))
                .max(Exit::Findings),
            Findings::new(),
        ))
    }

    fn write(&self, output: &Output, stale: &[DirectoryName], console: Console) -> Result<(), Box<dyn Error>> {
        let report = specwright_emit::write(output)?;
        for name in stale {
            let removed = specwright_emit::remove_crate(&self.folder, name)?;
            console.status(summary(&removed));
        }
        if !output.crates.is_empty() {
            console.status(summary(&report));
        }
        Ok(())
    }

    /// The generated crates in the folder that no request asks for, whether or not its description has errors.
    /// `packages` are those that are asked for.
    fn stale(&self, packages: Vec<String>) -> Result<Vec<DirectoryName>, Box<dyn Error>> {
        if !self.is_complete {
            return Ok(Vec::new());
        }
        let mut expected = packages
            .into_iter()
            .map(DirectoryName::new)
            .collect::<Result<Vec<_>, _>>()?;
        expected.extend(self.runtime.vendored_crate()?.map(|vendored| vendored.directory));
        Ok(specwright_emit::stale_crates(&self.folder, &expected)?)
    }
}

/// What came of a request, and what is told of it where the command is verbose.
struct Generated {
    outcome: Outcome,
    told: String,
}

impl Generated {
    fn from(request: &Request, templates: &Templates, verbosity: Verbosity) -> Self {
        let begin = Instant::now();
        let description = Description::read_as(&request.description, &request.reading);
        let read = elapsed(begin);
        let format = description.format();
        let begin = Instant::now();
        let outcome = generate_from(description, request, templates);
        let mut told = String::new();
        if verbosity == Verbosity::Verbose {
            let format = format.map_or("no format that is known", |format| format.name());
            let files: usize = outcome.crates.iter().map(|package| package.files.len()).sum();
            told = format!("{}: {format}, read in {read}", request.name);
            for path in &outcome.paths_read {
                told.push_str(&format!("\n{}: read {}", request.name, shown(path)));
            }
            let generated = elapsed(begin);
            told.push_str(&format!("\n{}: {files} files generated in {generated}", request.name));
        }
        Self { outcome, told }
    }
}

/// What was written, in a line for each crate, and what has to be said of single files.
fn summary(report: &Report) -> String {
    let mut crates: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    let mut lines = Vec::new();
    for name in &report.recovered {
        lines.push(format!("{name}: put in order after an interrupted run"));
    }
    for file in &report.files {
        let change = match file.change {
            Change::Added => "added",
            Change::Updated => "updated",
            Change::Removed => "removed",
            Change::Unchanged => "unchanged",
        };
        let directory = file.path.as_str().split('/').next().unwrap_or_default();
        *crates.entry(directory).or_default().entry(change).or_default() += 1;
        if file.edited_by_hand {
            lines.push(format!("{}: {change}; it had been edited by hand", file.path));
        }
    }
    for (directory, changes) in crates {
        let changes: Vec<_> = changes
            .iter()
            .map(|(change, count)| format!("{count} {change}"))
            .collect();
        lines.push(format!("{directory}: {}", changes.join(", ")));
    }
    lines.join("\n")
}
