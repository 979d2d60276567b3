//! The module of types, as it is generated of three small documents.

#![expect(clippy::expect_used, reason = "helpers of tests fail like tests")]

use specwright_render::Templates;
use specwright_source::{Limits, Sources};
use specwright_target::{Options, RuntimeSource, TYPES_TEMPLATE, types_module};

fn check(name: &str, document: &str) {
    let sources = Sources::from_texts(&[("api.yaml", document)], &Limits::default(), |_| Vec::new());
    let (api, _) = specwright_openapi::read(&sources.expect("a document"));
    let (plan, _) = specwright_rust::plan(&api.expect("a document of OpenAPI"));
    let options = Options {
        package: format!("{name}-client"),
        source: format!("{name}.yaml"),
        command: "renew".to_owned(),
        runtime: RuntimeSource::Version("0.1".to_owned()),
    };
    let text = types_module(&plan, &options, &Templates::new(&[TYPES_TEMPLATE])).expect("a module");
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, text);
    });
}

#[test]
fn petstore() {
    check("petstore", include_str!("documents/petstore.yaml"));
}

#[test]
fn unions() {
    check("unions", include_str!("documents/unions.yaml"));
}

#[test]
fn security() {
    check("security", include_str!("documents/security.yaml"));
}
