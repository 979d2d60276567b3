//! Every document of ours, written and read back: it must say the same as before.

use std::path::{Path, PathBuf};

use specwright_model::Api;
use specwright_openapi::{WrittenVersion, read, references, write};
use specwright_source::{Limits, OpenOptions, Sources};

use crate::comparison::differences;

/// The descriptions in OpenAPI below a folder of the repository.
fn descriptions(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.retain(|path| {
        path.extension()
            .is_some_and(|ending| ending == "yaml" || ending == "json")
    });
    paths.sort();
    paths
}

fn read_file(path: &Path) -> Option<Api> {
    let sources = Sources::open(path, &OpenOptions::default(), references).ok()?;
    let (api, diagnostics) = read(&sources);
    api.filter(|_| !diagnostics.has_errors())
}

fn check(folder: &str, version: WrittenVersion, at_least: usize) {
    let mut count = 0;
    let mut failures = Vec::new();
    for path in descriptions(folder) {
        let Some(first) = read_file(&path) else { continue };
        count += 1;
        let (document, findings) = write(&first, version);
        let text = serde_json::to_string(&document).unwrap();
        let sources = Sources::from_texts(&[("written.json", &text)], &Limits::default(), references).unwrap();
        let (back, found) = read(&sources);
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let errors = found
            .iter()
            .filter(|it| it.severity() == specwright_diagnostics::Severity::Error);
        failures.extend(errors.map(|it| format!("{name}: {}", it.message)));
        failures.extend(
            differences(&first, &back.unwrap(), version, &findings)
                .iter()
                .map(|it| format!("{name}: {it}")),
        );
    }
    assert!(count >= at_least, "only {count} documents");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn awkward_documents_say_the_same_in_3_1() {
    check("tests/documents", WrittenVersion::V3_1, 40);
}

#[test]
fn awkward_documents_say_the_same_in_3_0() {
    check("tests/documents", WrittenVersion::V3_0, 40);
}

#[test]
fn our_descriptions_say_the_same() {
    check("../../specs", WrittenVersion::V3_1, 2);
    check("../../specs", WrittenVersion::V3_0, 2);
}
