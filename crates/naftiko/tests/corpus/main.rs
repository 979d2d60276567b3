//! The capabilities that other people published, where they are there: all are read, or refused for a reason that is
//! stated here, and without their indentation they are the same.

#![expect(clippy::expect_used, reason = "helpers of tests fail like tests")]

#[path = "../common/facts.rs"]
mod facts;

use std::path::{Path, PathBuf};

use serde_json::Value;
use specwright_diagnostics::{Diagnostics, Format, Severity, Style};
use specwright_model::Api;
use specwright_source::{Limits, Sources};

use facts::facts;

/// The folder of descriptions and seeds beside the workspace, where there is one.
fn shared(name: &str) -> Option<PathBuf> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = workspace.join("../shared").join(name);
    if !folder.exists() {
        println!("{} is not here: nothing is compared", folder.display());
        return None;
    }
    Some(folder)
}

/// All capabilities below a folder: their names, in which `__` stands for `/`, and their texts.
fn capabilities(folder: &Path) -> Vec<(String, String)> {
    fn visit(folder: &Path, root: &Path, found: &mut Vec<(String, String)>) {
        let entries = std::fs::read_dir(folder).expect("a folder");
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
        paths.sort();
        for path in paths {
            let is_yaml = path.extension().is_some_and(|it| it == "yaml" || it == "yml");
            if path.is_dir() && !path.ends_with("mocks") && !path.ends_with("schemas") {
                visit(&path, root, found);
            } else if is_yaml {
                let name = path
                    .strip_prefix(root)
                    .expect("a path below")
                    .to_string_lossy()
                    .replace("__", "/");
                found.push((name, std::fs::read_to_string(&path).expect("text")));
            }
        }
    }
    let mut found = Vec::new();
    visit(folder, folder, &mut found);
    found
}

fn read_entry(texts: &[(String, String)], entry: usize) -> (Sources, Option<Api>, Diagnostics) {
    let mut named: Vec<(&str, &str)> = texts
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    named.swap(0, entry);
    let sources = Sources::from_texts(&named, &Limits::default(), specwright_naftiko::references).expect("YAML");
    let (api, diagnostics) = specwright_naftiko::read(&sources);
    (sources, api, diagnostics)
}

fn read_page(text: &str) -> (Sources, Option<Api>, Diagnostics) {
    let texts = [("page.txt", text)];
    let sources = Sources::from_texts(&texts, &Limits::default(), specwright_naftiko::references).expect("a text");
    let (api, diagnostics) = specwright_naftiko::page::read(&sources);
    (sources, api, diagnostics)
}

fn concise(sources: &Sources, diagnostics: &Diagnostics) -> String {
    specwright_diagnostics::render(sources.files(), diagnostics, Format::Concise, Style::default())
}

/// The model without places and prose.
fn facts_without_prose(api: &Api) -> Value {
    fn strip(value: &mut Value) {
        match value {
            Value::Object(map) => {
                map.remove("description");
                map.values_mut().for_each(strip);
            }
            Value::Array(items) => items.iter_mut().for_each(strip),
            _ => {}
        }
    }
    let mut value = facts(api);
    strip(&mut value);
    for place in ["/title", "/capability/name"] {
        if let Some(name) = value.pointer_mut(place) {
            *name = Value::Null;
        }
    }
    value
}

/// The text without indentation.
fn flattened(text: &str) -> String {
    text.lines().map(|line| line.trim().to_owned() + "\n").collect()
}

#[test]
fn every_capability_of_the_corpus_is_read_or_refused_for_a_reason() {
    let Some(folder) = shared("corpus/naftiko") else { return };
    let texts = capabilities(&folder);
    let mut refused = Vec::new();
    for (index, (name, _)) in texts.iter().enumerate() {
        let (_, api, diagnostics) = read_entry(&texts, index);
        assert!(api.is_some(), "{name} is not read");
        let errors = diagnostics.iter().filter(|it| it.severity() == Severity::Error);
        let mut codes: Vec<&str> = errors.map(|it| it.rule.code).collect();
        codes.dedup();
        if !codes.is_empty() {
            let name = name.rsplit('/').next().unwrap_or(name);
            refused.push(format!("{name}: {}", codes.join(", ")));
        }
    }
    refused.sort();
    insta::assert_snapshot!(refused.join("\n"));
}

#[test]
fn capabilities_without_indentation_are_the_same_or_called_ambiguous() {
    let Some(folder) = shared("corpus/naftiko") else { return };
    let texts = capabilities(&folder);
    let mut different = Vec::new();
    for (index, (name, text)) in texts.iter().enumerate() {
        let (_, api, diagnostics) = read_entry(&texts, index);
        let imports = text.contains("import:");
        let api = api.expect("a model");
        let (sources, page, findings) = read_page(&flattened(text));
        let is_ambiguous = findings.iter().any(|it| it.rule.code == "ambiguous-capability-nesting");
        let is_same = page.as_ref().is_some_and(|page| facts(page) == facts(&api));
        println!("{name}: same {is_same}, ambiguous {is_ambiguous}");
        if !is_same && !is_ambiguous && !imports {
            different.push(format!(
                "{name}: {}\n{}",
                diagnostics.len(),
                concise(&sources, &findings)
            ));
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
}

#[test]
fn both_forms_of_the_seed_are_one_model() {
    let Some(folder) = shared("seeds") else { return };
    let yaml = std::fs::read_to_string(folder.join("scaleway-iam-users.naftiko.yaml")).expect("the capability");
    let page = std::fs::read_to_string(folder.join("scaleway-iam-users.naftiko.txt")).expect("the page");
    let (_, api, diagnostics) = read_entry(&[("capability.yaml".to_owned(), yaml)], 0);
    let (sources, from_page, findings) = read_page(&page);
    let (api, from_page) = (api.expect("a model"), from_page.expect("a model"));
    assert_eq!(facts(&api), facts(&from_page), "{}", concise(&sources, &findings));
    assert_eq!(diagnostics.len(), findings.len(), "{}", concise(&sources, &findings));
    let operations: Vec<String> = api
        .operations()
        .map(|(resource, operation)| {
            let id = operation.id.as_deref().unwrap_or_default();
            format!("{id}: {} {}", operation.method, resource.path)
        })
        .collect();
    insta::assert_snapshot!(operations.join("\n"));
}

#[test]
fn the_transcription_has_the_facts_of_the_seed() {
    let Some(folder) = shared("seeds") else { return };
    let seed = std::fs::read_to_string(folder.join("scaleway-iam-users.naftiko.yaml")).expect("the capability");
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../specs/scaleway-iam-users.naftiko.yaml");
    let own = std::fs::read_to_string(own).expect("the transcription");
    let (_, seed, _) = read_entry(&[("seed.yaml".to_owned(), seed)], 0);
    let (_, own, _) = read_entry(&[("own.yaml".to_owned(), own)], 0);
    let (seed, own) = (seed.expect("a model"), own.expect("a model"));
    assert_eq!(facts_without_prose(&seed), facts_without_prose(&own));
}

#[test]
fn the_transcription_has_its_own_prose() {
    let Some(folder) = shared("seeds") else { return };
    let seed = std::fs::read_to_string(folder.join("scaleway-iam-users.naftiko.yaml")).expect("the capability");
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../specs/scaleway-iam-users.naftiko.yaml");
    let own = std::fs::read_to_string(own).expect("the transcription");
    let prose = |text: &str| -> Vec<String> {
        let lines = text
            .lines()
            .filter_map(|line| line.trim().strip_prefix("description: ").map(str::to_owned));
        lines.collect()
    };
    let theirs = prose(&seed);
    let same: Vec<String> = prose(&own).into_iter().filter(|line| theirs.contains(line)).collect();
    assert!(same.is_empty(), "{same:?}");
}
