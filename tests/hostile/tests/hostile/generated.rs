//! Crates of a document, in memory.

use std::path::PathBuf;
use std::sync::LazyLock;

use specwright::{Description, Findings, Name, Outcome, Request, Target, generate_from};
use specwright_diagnostics::{Diagnostic, Diagnostics, Format, Location, Severity, Style, render};
use specwright_target::RuntimeSource;

/// The crates of a description, one after the other. None where it is refused.
pub(crate) fn crates(description: Description, targets: &[Target]) -> Outcome {
    named_crates("hostile", description, targets)
}

/// As [`crates`], with a name for the packages.
pub(crate) fn named_crates(name: &str, description: Description, targets: &[Target]) -> Outcome {
    static TEMPLATES: LazyLock<specwright_render::Templates> = LazyLock::new(Target::templates);
    let name = Name::new(name).expect("a name");
    let request = Request {
        targets: targets.to_vec(),
        ..Request::new(PathBuf::from("hostile.yaml"), name, runtime())
    };
    generate_from(description, &request, &TEMPLATES)
}

/// How manifests name the runtime of this repository.
fn runtime() -> RuntimeSource {
    let runtime = concat!(env!("CARGO_MANIFEST_DIR"), "/../../crates/runtime");
    RuntimeSource::Path(runtime.to_owned())
}

/// The errors with their places, if they have one; each on one line: where it is, its code and what it says.
pub(crate) fn errors(findings: &Findings) -> Vec<(Option<Location>, String)> {
    let is_error = |finding: &&Diagnostic| finding.severity() == Severity::Error && !finding.rule.is_harmless;
    let errors = findings.diagnostics().iter().filter(is_error);
    let shown = errors.map(|error| {
        let mut alone = Diagnostics::new();
        alone.push(error.clone());
        let text = render(findings.files(), &alone, Format::Concise, Style::Plain);
        // Without the name of the file: what is said must not depend on where it is.
        let said = match error.location {
            Some(_) => text.split_once(':').map_or(text.as_str(), |(_, said)| said),
            None => &text,
        };
        (error.location, said.trim_end().to_owned())
    });
    shown.collect()
}

/// The first error.
pub(crate) fn first_error(findings: &Findings) -> Option<String> {
    errors(findings).into_iter().next().map(|(_, error)| error)
}
