//! Pages beside the documents that they were rendered from: both are the same model.

use std::path::Path;

use specwright_model::Api;
use specwright_source::{OpenOptions, Sources};

use super::{outline, read};

/// Reads a document and its page, both in `tests/pages`.
fn check(name: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let document = folder.join(format!("{name}.raml"));
    let sources = Sources::open(&document, &OpenOptions::default(), crate::references).expect("a document");
    let (document, diagnostics) = crate::read(&sources);
    assert!(!diagnostics.has_errors(), "{diagnostics:?}");
    let page = std::fs::read_to_string(folder.join(format!("{name}.txt"))).expect("a page");
    let (page, diagnostics, _) = read(&page);
    assert!(!diagnostics.has_errors(), "{diagnostics:?}");
    assert_eq!(all(&page), all(&document.expect("a model")));
}

/// All but what a page does not show: where examples stand, and how tokens are given.
fn all(api: &Api) -> String {
    let mut parts = vec![api.title.clone(), api.version.clone()];
    parts.extend(api.servers.iter().map(|server| server.default_url()));
    parts.extend(api.tags.iter().map(|tag| format!("{} {:?}", tag.name, tag.description)));
    parts.extend(api.security_schemes.iter().map(|it| {
        let kind = serde_json::to_value(&it.kind).expect("JSON");
        format!("{} {} {:?}", it.name, kind["type"], it.description)
    }));
    parts.push(outline::operations(api).replace(" (1 shown)", ""));
    let used = outline::types(api);
    parts.extend(
        used.lines()
            .filter(|line| !line.starts_with("Problem:"))
            .map(str::to_owned),
    );
    let ids = api
        .operations()
        .map(|(_, operation)| operation.id.clone().unwrap_or_default());
    parts.push(ids.collect::<Vec<_>>().join(" "));
    parts
        .join("\n")
        .replace("application/json Problem", "application/json {error! string}")
}

#[test]
fn with_scopes_and_examples() {
    check("shelf");
}

#[test]
fn with_names_of_groups_and_a_key() {
    check("tickets");
}
