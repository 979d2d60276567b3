//! One description through all stages up to generated text, whatever happens.

use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use specwright::{
    Description, Format, Name, Notation, Reading, Request, Target, WrittenFormat, convert, generate_from,
};
use specwright_diagnostics::{Diagnostics, Severity};
use specwright_emit::Crate;
use specwright_target::RuntimeSource;

use super::wire::{self, Driver, Partner};

/// How a description fared.
#[derive(Default)]
pub(super) struct Generation {
    /// The time to read it.
    pub(super) read: Duration,
    pub(super) errors: usize,
    pub(super) warnings: usize,
    /// The time to generate the crates.
    pub(super) generated: Duration,
    pub(super) crates: Vec<Crate>,
    /// The lines of all generated files.
    pub(super) lines: usize,
    /// The panic, or the template that could not be rendered.
    pub(super) failure: Option<String>,
    /// The program that calls every operation, where one is wanted.
    pub(super) driver: Option<Driver>,
    /// The files that calls are held against, the entry first.
    pub(super) judged_by: JudgedBy,
}

/// What the answers to calls are held against.
pub(super) enum JudgedBy {
    /// The description's own files, the entry first.
    Files(Vec<PathBuf>),
    /// The description as OpenAPI, where it is in another format.
    Converted(String),
}

impl Default for JudgedBy {
    fn default() -> Self {
        Self::Files(Vec::new())
    }
}

/// What to generate of a description.
pub(super) struct Task<'a> {
    /// Its file.
    pub(super) path: &'a Path,
    /// How it is read.
    pub(super) reading: Reading,
    /// What its packages are called.
    pub(super) name: &'a Name,
    /// The path from a package to the runtime.
    pub(super) runtime: &'a str,
    /// Whom a program is to call that calls every operation; none where there is to be no program.
    pub(super) wire: Option<Partner>,
}

/// Reads a description and generates all crates of it. A panic is a part of the answer.
pub(super) fn generate(task: &Task<'_>) -> Generation {
    let mut generation = Generation::default();
    if let Err(panic) = caught(|| run(task, &mut generation)) {
        generation.failure = Some(panic);
    }
    generation
}

/// Does something that may panic.
///
/// # Errors
/// What the panic says, and where it was.
pub(super) fn caught<T>(action: impl FnOnce() -> T) -> Result<T, String> {
    let message = Arc::new(Mutex::new(String::new()));
    let hook = panic::take_hook();
    let heard = Arc::clone(&message);
    panic::set_hook(Box::new(move |panic| {
        *heard.lock().unwrap_or_else(PoisonError::into_inner) = panic.to_string();
    }));
    let outcome = panic::catch_unwind(AssertUnwindSafe(action));
    panic::set_hook(hook);
    outcome.map_err(|_| message.lock().unwrap_or_else(PoisonError::into_inner).clone())
}

fn run(task: &Task<'_>, generation: &mut Generation) {
    let begin = Instant::now();
    let description = Description::read_as(task.path, &task.reading);
    generation.read = begin.elapsed();
    generation.count(description.findings().diagnostics());
    generation.judged_by = JudgedBy::Files(description.paths_read().to_vec());
    if let (Some(partner), Some(api), 0) = (task.wire, description.api(), generation.errors) {
        match wire::driver(task.name, api, task.runtime, partner) {
            Ok(driver) => generation.driver = Some(driver),
            Err(error) => generation.failure = Some(format!("{error:#}")),
        }
        if description.format() != Some(Format::OpenApi) {
            let converted = convert(
                Description::read_as(task.path, &task.reading),
                WrittenFormat::OpenApi3_1,
                Notation::Json,
            );
            generation.judged_by = JudgedBy::Converted(converted.text.unwrap_or_default());
        }
    }

    // Of an API with a capability a server is not usual, but possible, and what its client is tried with.
    let has_capability = description.api().is_some_and(|api| api.capability.is_some());
    let targets = match (task.wire, has_capability) {
        (Some(Partner::Address), _) => vec![Target::Client],
        (_, false) => vec![Target::Client, Target::Server],
        (_, true) => vec![Target::Client, Target::Server, Target::Gateway],
    };
    let runtime = RuntimeSource::Path(task.runtime.to_owned());
    let request = Request {
        reading: task.reading.clone(),
        targets,
        command: "cargo xtask corpus".to_owned(),
        ..Request::new(task.path.to_path_buf(), task.name.clone(), runtime)
    };
    let templates = Target::templates();
    let begin = Instant::now();
    let outcome = generate_from(description, &request, &templates);
    generation.generated = begin.elapsed();
    let errors_before = generation.errors;
    generation.count(outcome.findings.diagnostics());
    if errors_before == 0 && generation.errors > 0 {
        // What the reader accepts must be generated.
        let mut errors = outcome.findings.diagnostics().iter();
        let error = errors.find(|it| it.severity() == Severity::Error);
        generation.failure = error.map(|error| error.message.clone());
    }
    let files = outcome.crates.iter().flat_map(|it| &it.files);
    generation.lines = files.map(|file| file.contents.lines().count()).sum();
    generation.crates = outcome.crates;
}

impl Generation {
    /// All crates of the description, the program among them.
    pub(super) fn all_crates(&self) -> impl Iterator<Item = &Crate> {
        // A program without the crates that it calls cannot be compiled.
        let driver = self.driver.as_ref().filter(|_| !self.crates.is_empty());
        self.crates.iter().chain(driver.map(|driver| &driver.package))
    }

    fn count(&mut self, diagnostics: &Diagnostics) {
        self.errors = diagnostics.count(Severity::Error);
        self.warnings = diagnostics.count(Severity::Warning);
    }
}
