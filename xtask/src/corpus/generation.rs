//! One description through all stages up to generated text, whatever happens.

use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use specwright::{Description, Name, Request, Target, generate_from};
use specwright_diagnostics::{Diagnostics, Severity};
use specwright_emit::Crate;
use specwright_target::RuntimeSource;

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
}

/// Reads a description and generates all crates of it. A panic is a part of the answer.
pub(super) fn generate(path: &Path, name: &Name, runtime: &RuntimeSource) -> Generation {
    let message = Arc::new(Mutex::new(String::new()));
    let hook = panic::take_hook();
    let heard = Arc::clone(&message);
    panic::set_hook(Box::new(move |panic| {
        *heard.lock().unwrap_or_else(PoisonError::into_inner) = panic.to_string();
    }));
    let mut generation = Generation::default();
    let outcome = panic::catch_unwind(AssertUnwindSafe(|| run(path, name, runtime, &mut generation)));
    panic::set_hook(hook);
    if outcome.is_err() {
        let message = message.lock().unwrap_or_else(PoisonError::into_inner);
        generation.failure = Some(message.clone());
    }
    generation
}

fn run(path: &Path, name: &Name, runtime: &RuntimeSource, generation: &mut Generation) {
    let begin = Instant::now();
    let description = Description::read(path);
    generation.read = begin.elapsed();
    generation.count(description.findings().diagnostics());

    let request = Request {
        description: path.to_path_buf(),
        name: name.clone(),
        targets: Target::ALL.to_vec(),
        runtime: runtime.clone(),
        command: "cargo xtask corpus".to_owned(),
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
    fn count(&mut self, diagnostics: &Diagnostics) {
        self.errors = diagnostics.count(Severity::Error);
        self.warnings = diagnostics.count(Severity::Warning);
    }
}
