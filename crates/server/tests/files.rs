//! The files of a crate, as they are generated of small documents. The module of types has tests of its own.

#![expect(clippy::expect_used, reason = "helpers of tests fail like tests")]

use specwright_render::Templates;
use specwright_source::{Limits, Sources};
use specwright_target::{GeneratedFile, Options, RuntimeSource};

fn generate(name: &str, document: &str) -> Vec<GeneratedFile> {
    let sources = Sources::from_texts(&[("api.yaml", document)], &Limits::default(), |_| Vec::new());
    let (api, _) = specwright_openapi::read(&sources.expect("a document"));
    let api = api.expect("a document of OpenAPI");
    let (plan, _) = specwright_rust::plan(&api);
    let options = Options {
        package: format!("{name}-server"),
        source: format!("{name}.yaml"),
        command: "renew".to_owned(),
        runtime: RuntimeSource::Version("0.1".to_owned()),
    };
    let templates = Templates::new(&specwright_server::templates());
    specwright_server::generate(&api, &plan, &options, &templates).expect("a crate")
}

/// Compares the files that `is_checked` names with their snapshots.
fn check(name: &str, document: &str, is_checked: impl Fn(&str) -> bool) {
    for file in generate(name, document).iter().filter(|file| is_checked(&file.path)) {
        let snapshot = format!("{name}-{}", file.path.replace('/', "-"));
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(snapshot, file.contents);
        });
    }
}

fn all_but_types(path: &str) -> bool {
    path != "src/types.rs"
}

#[test]
fn petstore() {
    check(
        "petstore",
        include_str!("../../target/tests/documents/petstore.yaml"),
        all_but_types,
    );
}

#[test]
fn unions() {
    check(
        "unions",
        include_str!("../../target/tests/documents/unions.yaml"),
        all_but_types,
    );
}

#[test]
fn security() {
    check(
        "security",
        include_str!("../../target/tests/documents/security.yaml"),
        all_but_types,
    );
}

#[test]
fn forms() {
    let is_checked = |path: &str| ["src/operations.rs", "src/mock.rs"].contains(&path);
    check("forms", include_str!("documents/forms.yaml"), is_checked);
}

#[test]
fn webhooks() {
    let is_checked = |path: &str| ["src/lib.rs", "src/schemes.rs", "src/webhooks.rs"].contains(&path);
    check("webhooks", include_str!("documents/webhooks.yaml"), is_checked);
}

/// A document with so many operations, one of which has a tag of its own.
fn many(operations: usize) -> String {
    let mut text = String::from("openapi: 3.1.0\ninfo: {title: Many, version: '1'}\npaths:\n");
    text.push_str(
        "  /move: {post: {operationId: moveHouse, tags: [move], responses: {'204': {description: Done.}}}}\n",
    );
    for number in 1..operations {
        let line = format!("  /{number}: {{get: {{operationId: get{number}, tags: [Events], responses: {{}}}}}}\n");
        text.push_str(&line);
    }
    text.push_str("webhooks: {moved: {post: {responses: {}}}}\n");
    text
}

/// The files that are short whatever the number of operations.
fn short_files(path: &str) -> bool {
    !["src/main.rs", "src/types.rs", "src/webhooks.rs"].contains(&path) && !path.ends_with("events.rs")
}

#[test]
fn groups_of_a_large_api_have_modules() {
    check("modules", &many(40), short_files);
}

#[test]
fn groups_of_a_very_large_api_have_features() {
    check("features", &many(150), short_files);
}
