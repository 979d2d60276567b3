//! Types that a reader concluded from examples: their documentation says so, once for each type.

use std::fmt::Write as _;

use specwright_model::{Basis, SchemaId};
use specwright_rust::{Docs, TypeKind};
use specwright_source::{Limits, Sources};

/// The documentation of all types and fields, where all schemas are concluded rather than written.
fn check(schemas: &str) -> String {
    let document = crate::document("{}", schemas);
    let sources = Sources::from_texts(&[("api.yaml", &document)], &Limits::default(), |_| Vec::new());
    let sources = sources.unwrap_or_else(|_| panic!("a document that can be read"));
    let mut api = specwright_openapi::read(&sources).0.expect("a document of OpenAPI");
    let ids: Vec<SchemaId> = api.schemas.iter().map(|(id, _)| id).collect();
    for id in ids {
        api.schemas.get_mut(id).expect("a schema").origin.basis = Basis::Inferred;
    }
    let (plan, _) = specwright_rust::plan(&api);
    let mut text = String::new();
    for (_, definition) in plan.types.iter() {
        writeln!(text, "{}:{}", definition.name, lines(&definition.docs)).expect("text");
        if let TypeKind::Struct(structure) = &definition.kind {
            for field in &structure.fields {
                writeln!(text, "  {}:{}", field.name, lines(&field.docs)).expect("text");
            }
        }
    }
    text
}

fn lines(docs: &Docs) -> String {
    docs.lines().map(|line| format!(" {line}")).collect()
}

#[test]
fn types_say_that_they_are_inferred() {
    insta::assert_snapshot!(check("
User:
  description: A person.
  properties:
    name: {type: string, description: Their name.}
    home: {properties: {street: {type: string}}}
    key: {oneOf: [{type: string}, {type: integer}]}
Users: {type: array, items: {$ref: '#/components/schemas/User'}}
"), @r"
    User: A person.  Inferred from the examples of the description.
      name: Their name.
      home:
      key:
    UserHome: Inferred from the examples of the description.
      street:
    UserKey: Inferred from the examples of the description.
    Users: Inferred from the examples of the description.
    ");
}
