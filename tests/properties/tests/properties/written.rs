//! Models written as OpenAPI, and read back.

use specwright_diagnostics::{Diagnostics, Format, Severity, Style, render};
use specwright_model::Api;
use specwright_openapi::{WrittenVersion, read, references, write};
use specwright_source::{Limits, Sources};

use crate::comparison::differences;

/// What is wrong with a model that is written as OpenAPI: what is read back has errors, or is another model, but for what
/// the findings say, which it gives.
pub(crate) fn check(api: &Api, version: WrittenVersion) -> Result<Diagnostics, String> {
    let (document, findings) = write(api, version);
    let text = format!("{document:#}");
    let sources = Sources::from_texts(&[("written.json", &text)], &Limits::default(), references)
        .map_err(|refusal| format!("what is written cannot be read: {:?}\n{text}", refusal.diagnostics))?;
    let (back, found) = read(&sources);
    let shown = || render(sources.files(), &found, Format::Concise, Style::Plain);
    if found.iter().any(|finding| finding.severity() == Severity::Error) {
        return Err(format!("what is written has errors:\n{}--- written:\n{text}", shown()));
    }
    let back = back.ok_or("what is written is no OpenAPI")?;
    let differences = differences(api, &back, version, &findings);
    if differences.is_empty() {
        return Ok(findings);
    }
    let differences = differences.join("\n");
    Err(format!(
        "{differences}\n--- found while it was read:\n{}--- written:\n{text}",
        shown()
    ))
}
