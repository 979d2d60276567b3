//! The files of a crate, as they are generated of small documents.

#![expect(clippy::expect_used, reason = "helpers of tests fail like tests")]

use specwright_diagnostics::{Files, Format, Style};
use specwright_gateway::{Exposure, Generated, Patterns, Selection};
use specwright_model::Api;
use specwright_render::Templates;
use specwright_source::{Limits, Sources};
use specwright_target::{Options, RuntimeSource};

fn read(document: &str) -> (Api, Files) {
    let sources = Sources::from_texts(&[("api.yaml", document)], &Limits::default(), |_| Vec::new());
    let sources = sources.expect("a document");
    let is_capability = sources.entry_tree().is_some_and(specwright_naftiko::detect);
    let (api, found) = if is_capability {
        specwright_naftiko::read(&sources)
    } else {
        specwright_openapi::read(&sources)
    };
    let findings = specwright_diagnostics::render(sources.files(), &found, Format::Concise, Style::Plain);
    assert!(!found.has_errors(), "{findings}");
    (api.expect("a description"), sources.files().clone())
}

fn generate(name: &str, api: &Api, exposure: Exposure<'_>) -> Generated {
    let (plan, _) = specwright_rust::plan(api);
    let target = if exposure == Exposure::Capability {
        "gateway"
    } else {
        "mcp"
    };
    let options = Options {
        package: format!("{name}-{target}"),
        source: format!("{name}.yaml"),
        command: "renew".to_owned(),
        runtime: RuntimeSource::Version("0.1".to_owned()),
        dependencies: std::collections::BTreeMap::new(),
    };
    let templates = Templates::new(&specwright_gateway::templates());
    let client = format!("{name}-client");
    specwright_gateway::generate(api, &plan, &client, exposure, &options, &templates).expect("a crate")
}

/// Compares the files of a crate, and what was found, with their snapshots.
fn check(name: &str, document: &str, exposure: Exposure<'_>) {
    let (api, files) = read(document);
    let generated = generate(name, &api, exposure);
    let findings = specwright_diagnostics::render(&files, &generated.diagnostics, Format::Concise, Style::Plain);
    let findings = ("findings".to_owned(), findings);
    let texts = generated.files.into_iter().map(|file| (file.path, file.contents));
    for (path, text) in texts.chain([findings].into_iter().filter(|(_, text)| !text.is_empty())) {
        let snapshot = format!("{name}-{}", path.replace('/', "-"));
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(snapshot, text);
        });
    }
}

#[test]
fn petstore() {
    let document = include_str!("../../target/tests/documents/petstore.yaml");
    check("petstore", document, Exposure::Tools(&Selection::default()));
}

#[test]
fn capability() {
    check(
        "users",
        include_str!("documents/users.naftiko.yaml"),
        Exposure::Capability,
    );
}

#[test]
fn steps() {
    check(
        "steps",
        include_str!("documents/steps.naftiko.yaml"),
        Exposure::Capability,
    );
}

#[test]
fn arguments() {
    check(
        "arguments",
        include_str!("documents/arguments.yaml"),
        Exposure::Tools(&Selection::default()),
    );
}

#[test]
fn security() {
    let selection = Selection {
        include: Patterns {
            names: vec!["*".to_owned()],
            tags: vec!["none".to_owned()],
            ..Patterns::default()
        },
        ..Selection::default()
    };
    let document = include_str!("../../target/tests/documents/security.yaml");
    check("security", document, Exposure::Tools(&selection));
}

/// Checks that nothing is generated of a document of OpenAPI.
fn check_refused(document: &str, exposure: Exposure<'_>, expected: &str) {
    let (api, files) = read(document);
    let generated = generate("petstore", &api, exposure);
    assert!(generated.files.is_empty());
    let findings = specwright_diagnostics::render(&files, &generated.diagnostics, Format::Concise, Style::Plain);
    assert_eq!(findings.lines().last(), Some(expected));
}

#[test]
fn an_api_without_a_capability_has_no_gateway() {
    let document = include_str!("../../target/tests/documents/petstore.yaml");
    let expected = "error[no-capability]: there is no capability to make a gateway of";
    check_refused(document, Exposure::Capability, expected);
}

#[test]
fn a_server_without_tools_is_none() {
    let selection = Selection {
        exclude: Patterns {
            names: vec!["*".to_owned()],
            ..Patterns::default()
        },
        ..Selection::default()
    };
    let document = include_str!("../../target/tests/documents/petstore.yaml");
    let expected =
        "api.yaml:2:1: error[nothing-exposed]: there is nothing that a gateway could serve: no route and no tool";
    check_refused(document, Exposure::Tools(&selection), expected);
}
