//! The descriptions of the repository: what is damaged.

use std::path::{Path, PathBuf};

use specwright::{Description as Read, Notation, WrittenFormat, convert};

use crate::reduction::Description;

/// How many lines of a description are taken: what goes wrong with more goes wrong with these.
const LINES: usize = 160;

/// The repository.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The files right in a folder of the repository, by their paths.
fn files(folder: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root().join(folder)).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.is_file());
    paths.sort();
    paths
}

/// The descriptions in some folders whose names have one of the endings.
pub(crate) fn in_folders(folders: &[&str], endings: &[&str]) -> Vec<Description> {
    let paths = folders.iter().flat_map(|folder| files(folder));
    let named = paths.map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), path));
    let chosen = named.filter(|(name, _)| endings.iter().any(|ending| name.ends_with(ending)));
    chosen
        .map(|(name, path)| alone(name, &std::fs::read_to_string(path).unwrap()))
        .collect()
}

/// A description of one file.
fn alone(name: String, text: &str) -> Description {
    Description {
        name,
        text: text.split_inclusive('\n').take(LINES).collect(),
        others: Vec::new(),
        is_entry: true,
    }
}

/// The examples on the pages of a stage's findings: each breaks a rule, or no longer does.
pub(crate) fn of_explanations(stage: &str) -> Vec<Description> {
    let pages = files(&format!("crates/specwright/explanations/{stage}"));
    let texts = pages.iter().map(|path| std::fs::read_to_string(path).unwrap());
    texts.flat_map(|text| sections(&text)).flat_map(damageable).collect()
}

/// The files on a page, those of each section together.
fn sections(page: &str) -> Vec<Vec<(String, String)>> {
    let mut sections = vec![Vec::new()];
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if line.starts_with('#') {
            sections.push(Vec::new());
        } else if let Some((_, name)) = line.strip_prefix("```").and_then(|info| info.split_once(' ')) {
            let text = lines.by_ref().take_while(|line| !line.starts_with("```"));
            let text: String = text.map(|line| format!("{line}\n")).collect();
            let files = sections.last_mut().unwrap();
            files.push((name.to_owned(), text));
        }
    }
    sections.retain(|files| !files.is_empty());
    sections
}

/// A description of several files, once for each of them.
fn damageable(files: Vec<(String, String)>) -> Vec<Description> {
    let of = |index: usize| {
        let mut others = files.clone();
        let (name, text) = others.remove(index);
        Description {
            others,
            is_entry: index == 0,
            ..alone(name, &text)
        }
    };
    (0..files.len()).map(of).collect()
}

/// Descriptions in OpenAPI, in JSON.
pub(crate) fn as_json(descriptions: &[Description]) -> Vec<Description> {
    let converted = descriptions.iter().filter_map(|description| {
        let read = Read::from_texts(&description.files());
        let text = convert(read, WrittenFormat::OpenApi3_1, Notation::Json).text?;
        Some(alone(format!("{}.json", description.name), &text))
    });
    converted.collect()
}
