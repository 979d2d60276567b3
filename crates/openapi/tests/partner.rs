//! The Partner API: our transcription, the provider's own document, and the provider's reference page agree.

#![expect(clippy::expect_used, reason = "helpers of tests fail like tests")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};
use specwright_model::{Api, SchemaKind};
use specwright_source::{OpenOptions, Sources};

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(path: &Path) -> Api {
    let sources = Sources::open(path, &OpenOptions::default(), specwright_openapi::references).expect("a document");
    let (api, diagnostics) = specwright_openapi::read(&sources);
    assert!(!diagnostics.has_errors(), "{diagnostics:?}");
    api.expect("an API")
}

fn transcription() -> Api {
    read(&workspace().join("specs/scaleway-partner.openapi.yaml"))
}

/// A file of the provider, where there is one; says so where there is none.
fn seed(name: &str) -> Option<PathBuf> {
    let path = workspace().join("../shared/seeds").join(name);
    if !path.exists() {
        println!(
            "{} is not here: the transcription is not compared with it",
            path.display()
        );
        return None;
    }
    Some(path)
}

/// The model without what is not a fact of the API: prose, the values of examples, and places in the file.
fn facts(api: &Api) -> Value {
    fn strip(value: &mut Value) {
        const PROSE: [&str; 5] = ["description", "summary", "origin", "examples", "x-codeSamples"];
        match value {
            Value::Object(map) => {
                map.retain(|key, _| !PROSE.contains(&key.as_str()));
                map.values_mut().for_each(strip);
            }
            Value::Array(items) => items.iter_mut().for_each(strip),
            _ => {}
        }
    }
    let mut value = serde_json::to_value(api).expect("JSON");
    strip(&mut value);
    value
}

#[test]
fn the_transcription_has_every_operation() {
    let api = transcription();
    let operations: Vec<String> = api
        .operations()
        .map(|(resource, operation)| {
            let id = operation.id.as_deref().unwrap_or_default();
            format!("{} {} {id}", operation.method, resource.path)
        })
        .collect();
    assert_eq!(
        operations,
        [
            "GET /partner/v1/organizations ListOrganizations",
            "POST /partner/v1/organizations CreateOrganization",
            "GET /partner/v1/organizations/{organization_id} GetOrganization",
            "PATCH /partner/v1/organizations/{organization_id} UpdateOrganization",
            "POST /partner/v1/organizations/{organization_id}/lock LockOrganization",
            "POST /partner/v1/organizations/{organization_id}/request-admin-role RequestAdminRole",
            "POST /partner/v1/organizations/{organization_id}/unlock UnlockOrganization",
        ]
    );
}

#[test]
fn the_transcription_states_the_facts_of_the_seed() {
    let Some(path) = seed("scaleway-partner.openapi.yaml") else {
        return;
    };
    let (ours, theirs) = (facts(&transcription()), facts(&read(&path)));
    assert_eq!(ours, theirs);
    // Both are compared, and not two empty things.
    assert_eq!(theirs.get("resources").and_then(Value::as_array).map(Vec::len), Some(5));
}

#[test]
fn examples_have_the_shape_of_the_seed() {
    let Some(path) = seed("scaleway-partner.openapi.yaml") else {
        return;
    };
    let shapes = |api: &Api| -> Vec<String> {
        let of = |value: &Value| match value {
            Value::String(text) => text
                .chars()
                .map(|it| if it.is_ascii_alphanumeric() { 'x' } else { it })
                .collect(),
            other => other.to_string(),
        };
        api.schemas
            .iter()
            .flat_map(|(_, schema)| schema.examples.iter().map(of))
            .collect()
    };
    let theirs = shapes(&read(&path));
    assert_eq!(shapes(&transcription()), theirs);
    assert_eq!(theirs.len(), 3);
}

/// The letters and digits of a text: what is left of prose when a page loses its markup.
fn squeeze(text: &str) -> String {
    text.chars().filter(|character| character.is_alphanumeric()).collect()
}

/// The names of an API's parameters and properties, longest first.
fn names(api: &Api) -> Vec<String> {
    let parameters = api.operations().flat_map(|(_, operation)| &operation.parameters);
    let mut names: BTreeSet<String> = parameters.map(|parameter| parameter.name.clone()).collect();
    for (_, schema) in api.schemas.iter() {
        if let SchemaKind::Object(object) = &schema.kind {
            names.extend(object.properties.iter().map(|property| property.name.clone()));
        }
    }
    let mut names: Vec<String> = names.into_iter().collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names
}

/// All prose of an API.
fn prose(api: &Api) -> String {
    fn collect(map: &Map<String, Value>, found: &mut Vec<String>) {
        for (key, value) in map {
            match value {
                Value::String(text) if key == "description" || key == "summary" || key == "name" => {
                    found.push(squeeze(text));
                }
                Value::Object(inner) => collect(inner, found),
                Value::Array(items) => items
                    .iter()
                    .filter_map(Value::as_object)
                    .for_each(|it| collect(it, found)),
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    if let Value::Object(map) = serde_json::to_value(api).expect("JSON") {
        collect(&map, &mut found);
    }
    found.join("\n")
}

/// What is left of a line of the page when names in front of it are taken off, and the names.
fn split_names<'a>(mut line: &'a str, names: &[String]) -> (Vec<String>, &'a str) {
    let mut found = Vec::new();
    while let Some((name, rest)) = names
        .iter()
        .find_map(|name| Some((name, line.strip_prefix(name.as_str())?)))
    {
        found.push(name.clone());
        line = rest;
    }
    (found, line)
}

#[test]
fn every_name_on_the_page_is_in_the_model() {
    let (Some(document), Some(page)) = (seed("scaleway-partner.openapi.yaml"), seed("scaleway-partner.docs.txt"))
    else {
        return;
    };
    let api = read(&document);
    let (names_of_seed, prose) = (names(&api), prose(&api));
    let page = std::fs::read_to_string(page).expect("text");
    let mut on_page = BTreeSet::new();
    for line in page.lines() {
        let heading = ["query Parameters", "path Parameters"].contains(&line)
            || line
                .strip_suffix(" › Responses")
                .or(line.strip_suffix(" › Request Body"))
                .is_some_and(|operation| {
                    api.operations()
                        .any(|(_, known)| known.summary.as_deref() == Some(operation))
                });
        if heading {
            continue;
        }
        let (found, rest) = split_names(line, &names_of_seed);
        on_page.extend(found);
        assert!(
            prose.contains(&squeeze(rest)),
            "`{rest}` of the line `{line}` is nowhere in the model"
        );
    }
    let ours = names(&transcription());
    for name in &on_page {
        assert!(
            ours.contains(name),
            "{name} is on the page and not in the transcription"
        );
    }
    // The page shows the list's description without its name.
    let missing: Vec<&String> = names_of_seed.iter().filter(|name| !on_page.contains(*name)).collect();
    assert_eq!(missing, ["organizations"]);
}
