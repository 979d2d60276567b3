//! The module of types, as it is generated of three small documents.

#![expect(clippy::expect_used, reason = "helpers of tests fail like tests")]

use specwright_render::Templates;
use specwright_source::{Limits, Sources};
use specwright_target::{Side, TYPES_TEMPLATE, types_module};

fn check(name: &str, side: Side, document: &str) {
    let sources = Sources::from_texts(&[("api.yaml", document)], &Limits::default(), |_| Vec::new());
    let (api, _) = specwright_openapi::read(&sources.expect("a document"));
    let (plan, _) = specwright_rust::plan(&api.expect("a document of OpenAPI"));
    let text = types_module(&plan, &Templates::new(&[TYPES_TEMPLATE]), side).expect("a module");
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, text);
    });
}

#[test]
fn petstore() {
    check("petstore", Side::Client, include_str!("documents/petstore.yaml"));
}

#[test]
fn unions() {
    check("unions", Side::Client, include_str!("documents/unions.yaml"));
}

#[test]
fn security() {
    check("security", Side::Server, include_str!("documents/security.yaml"));
}
