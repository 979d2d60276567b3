//! Documents that must be refused, each with all that is wrong with it; and documents that must not be refused for what
//! is wrong with them.

use std::path::Path;

use specwright_diagnostics::{Diagnostics, Files, Format, Style, render};
use specwright_openapi::{read, references};
use specwright_source::{OpenOptions, Sources};

use super::{concise, outline};

#[test]
fn broken_documents_are_refused() {
    let mut without_error = Vec::new();
    insta::glob!("../must-fail", "{*.yaml,*.json,*/api.yaml}", |path| {
        let (_, findings) = read_file(path, Format::Full);
        if !findings.contains("error[") {
            without_error.push(path.display().to_string());
        }
        insta::assert_snapshot!(findings);
    });
    assert_eq!(without_error, Vec::<String>::new(), "these documents are not refused");
}

#[test]
fn what_cannot_be_read_costs_nothing_else() {
    insta::glob!("../must-warn", "{*.yaml,*.json}", |path| {
        let (outline, findings) = read_file(path, Format::Concise);
        assert!(
            findings.contains("warning[") && !findings.contains("error["),
            "{} has an error, or no warning:\n{findings}",
            path.display()
        );
        insta::assert_snapshot!(format!("{outline}{findings}"));
    });
}

/// The outline of a file's model and the findings about it, by its name alone.
fn read_file(path: &Path, format: Format) -> (String, String) {
    let show = |files: &Files, diagnostics: &Diagnostics| match format {
        Format::Concise => concise(files, diagnostics),
        format => render(files, diagnostics, format, Style::Plain),
    };
    let (outline, findings) = match Sources::open(path, &OpenOptions::default(), references) {
        Ok(sources) => {
            let (api, findings) = read(&sources);
            let mut all = sources.diagnostics().clone();
            all.append(findings);
            let outline = api.as_ref().map(outline::api).unwrap_or_default();
            (outline, show(sources.files(), &all))
        }
        Err(error) => (String::new(), show(&error.files, &error.diagnostics)),
    };
    let folder = path.parent().unwrap_or(Path::new(""));
    (outline, findings.replace(&format!("{}/", folder.display()), ""))
}
