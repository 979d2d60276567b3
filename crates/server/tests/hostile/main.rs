//! Documents that strangers wrote: whatever their texts hold, what is generated of them has the items that a harmless
//! document of the same shape gives, and nothing else.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail like tests"
)]

mod items;
mod large;
mod twin;

use std::{fs, path::Path};

use specwright_model::Api;
use specwright_render::Templates;
use specwright_source::{Limits, Sources};
use specwright_target::{GeneratedFile, Options, RuntimeSource};

/// The crates of a document: the client's files, then the server's.
fn generate(api: &Api) -> Vec<GeneratedFile> {
    let (plan, _) = specwright_rust::plan(api);
    let options = |target: &str| Options {
        package: format!("hostile-{target}"),
        source: "hostile.yaml".to_owned(),
        command: "renew".to_owned(),
        runtime: RuntimeSource::Version("0.1".to_owned()),
        dependencies: std::collections::BTreeMap::new(),
    };
    let templates = Templates::new(&specwright_client::templates());
    let mut files = specwright_client::generate(api, &plan, &options("client"), &templates).expect("a client");
    let templates = Templates::new(&specwright_server::templates());
    files.extend(specwright_server::generate(api, &plan, &options("server"), &templates).expect("a server"));
    files
}

fn read(name: &str, text: &str) -> Api {
    let sources = Sources::from_texts(&[(name, text)], &Limits::default(), |_| Vec::new());
    let sources = sources.unwrap_or_else(|_| panic!("{name} is no document"));
    specwright_openapi::read(&sources).0.expect("a document of OpenAPI")
}

/// What the files of a document hold: all items of Rust, and all keys of manifests.
fn outline(api: &Api) -> String {
    let files = generate(api);
    let outlines = files.iter().map(|file| {
        let items = match file.path.as_str() {
            "Cargo.toml" => manifest(&file.contents),
            _ => items::outline(&file.contents),
        };
        format!("{}\n{items}", file.path)
    });
    outlines.collect()
}

/// The keys of a manifest, with those of its tables.
fn manifest(text: &str) -> String {
    let document: toml_edit::DocumentMut = text.parse().expect("a manifest");
    let tables = document.iter().map(|(name, item)| {
        let keys = item.as_table().into_iter().flat_map(|table| table.iter());
        let keys: Vec<&str> = keys.map(|(key, _)| key).collect();
        format!("  [{name}] {}\n", keys.join(" "))
    });
    tables.collect()
}

fn documents() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../openapi/tests/documents");
    let entries = fs::read_dir(folder).expect("the folder of documents");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut documents: Vec<(String, String)> = paths
        .filter(|path| path.extension().is_some_and(|extension| extension != "md"))
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, fs::read_to_string(&path).expect("a text"))
        })
        .collect();
    documents.sort();
    assert!(documents.len() > 40, "where are the documents?");
    documents
}

#[test]
fn every_document_gives_valid_crates() {
    for (name, text) in documents() {
        let outline = outline(&read(&name, &text));
        for table in outline.lines().filter(|line| line.starts_with("  [")) {
            let known = ["package", "features", "dependencies", "bin"];
            assert!(
                known.iter().any(|known| table.starts_with(&format!("  [{known}]"))),
                "{name}: {table}"
            );
        }
        assert!(outline.contains("[dependencies] specwright-runtime\n"), "{name}");
    }
}

#[test]
fn hostile_documents_give_what_harmless_ones_do() {
    let hostile = documents()
        .into_iter()
        .filter(|(name, _)| name.starts_with("breakout-"));
    // In a path `{}` is a variable without a name, for which the whole path is refused: without it there is more to see.
    let texts = hostile.flat_map(|(name, text)| [(name.clone(), text.replace("() {}", "();")), (name, text)]);
    for (name, text) in texts {
        let harmless = twin::of(&name, &text);
        assert!(!harmless.to_lowercase().contains("injected"), "{name}: {harmless}");
        let expected = outline(&read("twin.json", &harmless));
        pretty_eq(&name, &outline(&read(&name, &text)), &expected);
    }
}

/// Fails with the first lines that differ.
fn pretty_eq(name: &str, found: &str, expected: &str) {
    let mut pairs = found.lines().zip(expected.lines());
    if let Some((found, expected)) = pairs.find(|(found, expected)| found != expected) {
        panic!("{name}: found `{found}`, expected `{expected}`");
    }
    assert_eq!(
        found.lines().count(),
        expected.lines().count(),
        "{name}\n{found}\n---\n{expected}"
    );
}

#[test]
fn an_injected_item_would_be_found() {
    let harmless = items::outline("pub fn a() -> u8 { 1 }");
    for injected in [
        "pub fn a() -> u8 { 1 } pub fn injected() {}",
        "pub fn a() -> u8 { static INJECTED: u8 = 1; 1 }",
        "pub fn a() -> u8 { injected!(); 1 }",
        "#[injected] pub fn a() -> u8 { 1 }",
        "mod b { pub fn a() -> u8 { 1 } }",
    ] {
        assert_ne!(items::outline(injected), harmless, "{injected}");
    }
}
