//! The pages of `specwright explain` tell the truth: the example of each yields its code, and the mended example does not
//! and has no error.
//!
//! `EXPLANATIONS=raml` in the environment looks at the pages of one folder alone, and `EXPLANATIONS=raml/missing-title`
//! at one page.

#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

mod page;
mod run;

use std::path::{Path, PathBuf};
use std::{env, fs};

use page::Page;
use run::Found;

/// The pages that are asked for, as folder, code and text.
fn pages() -> Vec<(String, String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("explanations");
    let wanted = env::var("EXPLANATIONS").unwrap_or_default();
    let mut pages = Vec::new();
    for folder in entries(&root) {
        for file in entries(&folder) {
            let (folder, code) = (name(&folder), name(&file));
            if format!("{folder}/{code}").starts_with(&wanted) {
                pages.push((folder, code, fs::read_to_string(&file).unwrap()));
            }
        }
    }
    pages
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn name(path: &Path) -> String {
    path.file_stem().unwrap().to_str().unwrap().to_owned()
}

/// What is wrong with a page; nothing when all is well.
fn check(code: &str, text: &str) -> Result<(), String> {
    let page = Page::parse(code, text)?;
    if page.example.files.is_empty() != page.mended.files.is_empty() {
        return Err("either both sections have files, or none".to_owned());
    }
    if page.example.files.is_empty() {
        return Ok(());
    }
    let example = Found::in_files(&page.example);
    if !example.codes.contains(code) {
        return Err(format!("the example does not yield it, but:\n{}", example.text));
    }
    let mended = Found::in_files(&page.mended);
    if mended.codes.contains(code) || mended.has_errors {
        return Err(format!("the mended example has findings:\n{}", mended.text));
    }
    Ok(())
}

#[test]
fn examples_yield_their_codes_until_they_are_mended() {
    let mut failures = Vec::new();
    for (folder, code, text) in pages() {
        if let Err(failure) = check(&code, &text) {
            failures.push(format!("{folder}/{code}: {failure}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
