//! Documents that must be refused, each with all that is wrong with it; and documents that must not be refused for what
//! is wrong with them.

use std::path::Path;

use specwright_openapi::{read, references};
use specwright_source::{OpenOptions, Sources};

use super::{concise, outline};

#[test]
fn broken_documents_are_refused() {
    insta::glob!("../must-fail", "*.yaml", |path| {
        let (_, findings) = read_file(path);
        assert!(
            findings.contains("error["),
            "{} has no error:\n{findings}",
            path.display()
        );
        insta::assert_snapshot!(findings);
    });
}

#[test]
fn what_cannot_be_read_costs_nothing_else() {
    insta::glob!("../must-warn", "*.yaml", |path| {
        let (outline, findings) = read_file(path);
        assert!(
            findings.contains("warning[") && !findings.contains("error["),
            "{} has an error, or no warning:\n{findings}",
            path.display()
        );
        insta::assert_snapshot!(format!("{outline}{findings}"));
    });
}

/// The outline of a file's model and the findings about it, by its name alone.
fn read_file(path: &Path) -> (String, String) {
    let (outline, findings) = match Sources::open(path, &OpenOptions::default(), references) {
        Ok(sources) => {
            let (api, findings) = read(&sources);
            let mut all = sources.diagnostics().clone();
            all.append(findings);
            let outline = api.as_ref().map(outline::api).unwrap_or_default();
            (outline, concise(sources.files(), &all))
        }
        Err(error) => (String::new(), concise(&error.files, &error.diagnostics)),
    };
    let folder = path.parent().unwrap_or(Path::new(""));
    (outline, findings.replace(&format!("{}/", folder.display()), ""))
}
