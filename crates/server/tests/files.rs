//! The files of a crate, as they are generated of small documents. The module of types has tests of its own.

#![expect(clippy::expect_used, reason = "helpers of tests fail like tests")]

use specwright_model::{Api, ExampleMessage, ExampleResponse, Transaction};
use specwright_render::Templates;
use specwright_source::{Limits, Sources};
use specwright_target::{GeneratedFile, Options, RuntimeSource};

fn generate(name: &str, document: &str, edit: impl FnOnce(&mut Api)) -> Vec<GeneratedFile> {
    let sources = Sources::from_texts(&[("api.yaml", document)], &Limits::default(), |_| Vec::new());
    let (api, _) = specwright_openapi::read(&sources.expect("a document"));
    let mut api = api.expect("a document of OpenAPI");
    edit(&mut api);
    let (plan, _) = specwright_rust::plan(&api);
    let options = Options {
        package: format!("{name}-server"),
        source: format!("{name}.yaml"),
        command: "renew".to_owned(),
        runtime: RuntimeSource::Version("0.1".to_owned()),
        dependencies: std::collections::BTreeMap::new(),
    };
    let templates = Templates::new(&specwright_server::templates());
    specwright_server::generate(&api, &plan, &options, &templates).expect("a crate")
}

/// Compares the files that `is_checked` names with their snapshots.
fn check(name: &str, document: &str, is_checked: impl Fn(&str) -> bool) {
    check_edited(name, document, |_| {}, is_checked);
}

/// As [`check`], of a document of which `edit` makes what it cannot say itself.
fn check_edited(name: &str, document: &str, edit: impl FnOnce(&mut Api), is_checked: impl Fn(&str) -> bool) {
    for file in generate(name, document, edit)
        .iter()
        .filter(|file| is_checked(&file.path))
    {
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

/// An operation by its id gets examples of calls: one that is carried out, and one that is not.
fn with_transactions(api: &mut Api, id: &str) {
    let message = |media_type: &str, headers: &[(&str, &str)], body: &str| ExampleMessage {
        media_type: Some(media_type.to_owned()),
        headers: headers
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect(),
        body: Some(body.to_owned()),
    };
    let transaction = |request, status, message| Transaction {
        request,
        responses: vec![ExampleResponse { status, message }],
        ..Transaction::default()
    };
    let operations = api.resources.iter_mut().flat_map(|resource| &mut resource.operations);
    for operation in operations.filter(|operation| operation.id.as_deref() == Some(id)) {
        let json = "application/json";
        operation.transactions = vec![
            transaction(None, 204, ExampleMessage::default()),
            transaction(
                Some(message(json, &[("X-Trace", "\"#1")], "{\n  \"name\": \"Rex\"\n}")),
                201,
                message(
                    json,
                    &[("Location", "/pets/1")],
                    r##"{"id": "3fa85f64-5717-4562-b3fc-2c963f66afa6", "name": "\"#Rex"}"##,
                ),
            ),
            transaction(
                Some(message(json, &[], "{}")),
                404,
                message("text/plain", &[], "No \u{202e}pet."),
            ),
        ];
    }
}

#[test]
fn transactions() {
    let document = include_str!("../../target/tests/documents/petstore.yaml");
    let edit = |api: &mut Api| with_transactions(api, "createPet");
    check_edited("transactions", document, edit, |path| path == "src/mock.rs");
}

#[test]
fn transactions_of_groups_with_features() {
    let edit = |api: &mut Api| with_transactions(api, "moveHouse");
    let is_checked = |path: &str| ["src/mock/mod.rs", "src/mock/move.rs"].contains(&path);
    check_edited("groups-of-transactions", &many(150), edit, is_checked);
}

#[test]
fn defaults_of_parameters_are_applied() {
    let document = r#"
openapi: 3.1.0
info: { title: T, version: '1' }
paths:
  /x:
    get:
      operationId: list
      parameters:
        - { name: count, in: query, schema: { type: integer, default: 5 } }
        - { name: since, in: query, schema: { type: string, format: date, default: '2024-01-01' } }
        - { name: until, in: header, schema: { type: string, format: date, default: tomorrow } }
        - { name: page, in: query, schema: { type: object, required: [size], properties: { size: { type: integer, minimum: 1 } }, default: { size: 9 } } }
      responses: { '204': { description: Nothing. } }
"#;
    let files = generate("defaults", document, |_| {});
    let operations = files
        .iter()
        .find(|file| file.path == "src/operations.rs")
        .expect("the operations");
    let read = operations.contents.split_once("fn read(").expect("a request").1;
    let lines: Vec<&str> = read
        .lines()
        .skip(1)
        .take_while(|line| !line.contains("context"))
        .collect();
    insta::assert_snapshot!(lines.join("\n"), @r##"
    let count = incoming.query_or(&Parameter::query("count"), || 5);
    let since = incoming
        .query_or_json(&Parameter::query("since"), r#""2024-01-01""#);
    let until = incoming.header_optional(&Parameter::header("until"));
    let page: Option<types::ListPage> = incoming
        .query_or_json(
            &Parameter::query("page")
                .shape(runtime::parameter::Shape::Object)
                .properties(&["size"]),
            r#"{"size":9}"#,
        );
    incoming
        .check_parameter(
            server::Place::Query,
            &Parameter::query("page")
                .shape(runtime::parameter::Shape::Object)
                .properties(&["size"]),
            &page,
            |validator, value| {
                runtime::validate::Validate::validate(value, validator);
            },
        );
    "##);
}
