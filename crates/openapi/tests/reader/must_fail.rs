//! Documents that must be refused, each with all that is wrong with it.

use std::path::Path;

use specwright_openapi::{read, references};
use specwright_source::{OpenOptions, Sources};

use super::concise;

#[test]
fn broken_documents_are_refused() {
    insta::glob!("../must-fail", "*.yaml", |path| {
        let findings = refused(path);
        assert!(
            findings.contains("error["),
            "{} has no error:\n{findings}",
            path.display()
        );
        insta::assert_snapshot!(findings);
    });
}

/// The findings about a file, by its name alone.
fn refused(path: &Path) -> String {
    let findings = match Sources::open(path, &OpenOptions::default(), references) {
        Ok(sources) => {
            let mut all = sources.diagnostics().clone();
            all.append(read(&sources).1);
            concise(sources.files(), &all)
        }
        Err(error) => concise(&error.files, &error.diagnostics),
    };
    let folder = path.parent().unwrap_or(Path::new(""));
    findings.replace(&format!("{}/", folder.display()), "")
}
