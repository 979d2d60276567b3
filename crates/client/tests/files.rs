//! The files of a crate, as they are generated of three small documents. The module of types has tests of its own.

#![expect(clippy::expect_used, reason = "helpers of tests fail like tests")]

use specwright_render::Templates;
use specwright_source::{Limits, Sources};
use specwright_target::{Options, RuntimeSource};

fn check(name: &str, document: &str) {
    let sources = Sources::from_texts(&[("api.yaml", document)], &Limits::default(), |_| Vec::new());
    let (api, _) = specwright_openapi::read(&sources.expect("a document"));
    let api = api.expect("a document of OpenAPI");
    let (plan, _) = specwright_rust::plan(&api);
    let options = Options {
        package: format!("{name}-client"),
        source: format!("{name}.yaml"),
        command: "renew".to_owned(),
        runtime: RuntimeSource::Version("0.1".to_owned()),
    };
    let templates = Templates::new(&specwright_client::templates());
    let files = specwright_client::generate(&api, &plan, &options, &templates).expect("a crate");
    for file in files.iter().filter(|file| file.path != "src/types.rs") {
        let snapshot = format!("{name}-{}", file.path.replace('/', "-"));
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(snapshot, file.contents);
        });
    }
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
