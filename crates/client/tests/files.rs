//! The files of a crate, as they are generated of small documents. The module of types has tests of its own.

#![expect(clippy::expect_used, reason = "helpers of tests fail like tests")]

mod documents;

use specwright_model::Api;
use specwright_render::Templates;
use specwright_rust::{Layout, Plan};
use specwright_source::{Limits, Sources};
use specwright_target::{GeneratedFile, Options, RuntimeSource};

fn read(document: &str) -> (Api, Plan) {
    let sources = Sources::from_texts(&[("api.yaml", document)], &Limits::default(), |_| Vec::new());
    let (api, _) = specwright_openapi::read(&sources.expect("a document"));
    let api = api.expect("a document of OpenAPI");
    let (plan, _) = specwright_rust::plan(&api);
    (api, plan)
}

fn generate(name: &str, api: &Api, plan: &Plan) -> Vec<GeneratedFile> {
    let options = Options {
        package: format!("{name}-client"),
        source: format!("{name}.yaml"),
        command: "renew".to_owned(),
        runtime: RuntimeSource::Version("0.1".to_owned()),
        dependencies: std::collections::BTreeMap::new(),
    };
    let templates = Templates::new(&specwright_client::templates());
    specwright_client::generate(api, plan, &options, &templates).expect("a crate")
}

/// Compares the files with their snapshots, but those whose paths end as one of `others` does.
fn check_files(name: &str, files: &[GeneratedFile], others: &[&str]) {
    for file in files {
        if others.iter().any(|end| file.path.ends_with(end)) {
            continue;
        }
        let snapshot = format!("{name}-{}", file.path.replace('/', "-"));
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(snapshot, file.contents);
        });
    }
}

fn check(name: &str, document: &str) {
    let (api, plan) = read(document);
    check_files(name, &generate(name, &api, &plan), &["types.rs"]);
}

/// As [`check`], of the module of operations alone.
fn check_operations(name: &str, document: &str) {
    let (api, plan) = read(document);
    check_files(
        name,
        &generate(name, &api, &plan),
        &["types.rs", "lib.rs", "Cargo.toml"],
    );
}

/// As [`check`], with the layout of an API that is larger than the document.
fn check_layout(name: &str, document: &str, layout: Layout) {
    let (api, mut plan) = read(document);
    plan.layout = layout;
    check_files(name, &generate(name, &api, &plan), &["types.rs"]);
}

#[test]
fn petstore() {
    check("petstore", include_str!("../../target/tests/documents/petstore.yaml"));
}

#[test]
fn unions() {
    check("unions", include_str!("../../target/tests/documents/unions.yaml"));
}

#[test]
fn security() {
    check("security", include_str!("../../target/tests/documents/security.yaml"));
}

#[test]
fn a_body_of_several_forms_is_an_enumeration() {
    check_operations("forms", documents::FORMS);
}

#[test]
fn a_multipart_form_is_a_struct() {
    check_operations("multipart", documents::MULTIPART);
}

#[test]
fn a_sequence_arrives_piece_by_piece() {
    check_operations("streams", documents::STREAMS);
}

#[test]
fn header_fields_are_read_as_their_types() {
    check_operations("headers", documents::HEADERS);
}

#[test]
fn a_group_is_a_facet_in_a_module_of_its_own() {
    let layout = Layout {
        facets: true,
        features: false,
    };
    check_layout("groups", documents::GROUPS, layout);
}

#[test]
fn a_group_is_compiled_with_its_feature() {
    let layout = Layout {
        facets: true,
        features: true,
    };
    let (api, mut plan) = read(documents::GROUPS);
    plan.layout = layout;
    let files = generate("features", &api, &plan);
    check_files("features", &files, &["types.rs", "shelves.rs", "books.rs", "api.rs"]);
}
