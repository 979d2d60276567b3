//! One description, converted and read back.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Context;
use specwright::{Description, Notation, WrittenFormat};
use specwright_diagnostics::{Diagnostics, Severity};
use specwright_model::Api;
use specwright_openapi::WrittenVersion;

use super::comparison::differences;

/// A description that was converted.
pub(super) struct Written {
    pub(super) format: WrittenFormat,
    /// The name of its file, in JSON.
    pub(super) file: String,
    /// How long it took to read the description and to convert it.
    pub(super) time: Duration,
    pub(super) bytes: usize,
    /// How many findings there are of what the format cannot say or asks for.
    pub(super) findings: usize,
    /// How what is read back differs from the description.
    pub(super) differences: Vec<String>,
}

/// Converts the description `path` and writes it into `folder`; none for a description with errors.
pub(super) fn convert(path: &Path, format: WrittenFormat, folder: &Path) -> anyhow::Result<Option<Written>> {
    let start = Instant::now();
    let description = Description::read(path);
    let Some(api) = description
        .api()
        .filter(|_| !description.findings().has_errors())
        .cloned()
    else {
        return Ok(None);
    };
    let known = description.findings().diagnostics().len();
    let converted = specwright::convert(description, format, Notation::Json);
    let time = start.elapsed();
    let json = converted.text.context("a description without errors is converted")?;
    let findings = converted.findings.diagnostics().len().saturating_sub(known);
    let file = file_name(path, format);
    let at = folder.join(&file);
    fs::write(&at, &json).with_context(|| format!("cannot write {}", at.display()))?;
    // What people read is YAML: so it is YAML that is read back.
    let yaml = specwright::convert(Description::read(path), format, Notation::Yaml);
    let yaml = yaml.text.context("a description is converted to any notation")?;
    Ok(Some(Written {
        format,
        file,
        time,
        bytes: json.len(),
        findings,
        differences: read_back(&api, &yaml, format, converted.findings.diagnostics()),
    }))
}

fn read_back(first: &Api, text: &str, format: WrittenFormat, findings: &Diagnostics) -> Vec<String> {
    let back = Description::from_texts(&[("written.yaml", text)]);
    let errors = back
        .findings()
        .diagnostics()
        .iter()
        .filter(|it| it.severity() == Severity::Error);
    let mut found: Vec<String> = errors.map(|error| format!("read back: {}", error.message)).collect();
    let version = match format {
        WrittenFormat::OpenApi3_0 => WrittenVersion::V3_0,
        _ => WrittenVersion::V3_1,
    };
    match back.api() {
        Some(api) => found.extend(differences(first, api, version, findings)),
        None => found.push("read back: there is nothing to compare".to_owned()),
    }
    found
}

/// A name of the file that no other description has: all of its path.
fn file_name(path: &Path, format: WrittenFormat) -> String {
    let path = path.to_string_lossy();
    let is_plain = |it: char| it.is_ascii_alphanumeric() || "._-".contains(it);
    let plain: String = path.chars().map(|it| if is_plain(it) { it } else { '-' }).collect();
    format!("{}.{format}.json", plain.trim_start_matches(['.', '-']))
}
