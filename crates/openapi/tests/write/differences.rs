//! That the comparison sees what differs: a comparison that sees nothing would let everything pass.

use specwright_diagnostics::Diagnostics;
use specwright_openapi::WrittenVersion;

use crate::comparison::differences;
use crate::support::api;

const DOCUMENT: &str = "
openapi: 3.1.0
info: { title: Pets, version: '1', summary: About pets. }
servers: [{ url: https://pets.example }]
tags: [{ name: pets }]
paths:
  /pets/{id}:
    get:
      operationId: getPet
      tags: [pets]
      security: [{ key: [] }]
      parameters:
        - { name: id, in: path, required: true, schema: { type: string, maxLength: 20 } }
        - { name: fields, in: query, explode: false, schema: { type: array, items: { type: string } } }
      responses:
        '200':
          description: The pet.
          headers: { ETag: { schema: { type: string } } }
          content: { application/json: { schema: { $ref: '#/components/schemas/Pet' }, example: { name: Rex } } }
components:
  securitySchemes: { key: { type: apiKey, in: header, name: X-Key } }
  schemas:
    Alone: { type: string }
    Pet:
      type: object
      required: [name]
      properties:
        name: { type: string, minLength: 1 }
        age: { type: [integer, 'null'], minimum: 0 }
        friends: { type: array, items: { $ref: '#/components/schemas/Pet' } }
        kind: { enum: [cat, dog], default: dog }
      additionalProperties: false
";

/// That a change of the document is seen, and where.
fn check(from: &str, to: &str, seen: &str) {
    assert!(DOCUMENT.contains(from), "{from}");
    let changed = api(&DOCUMENT.replacen(from, to, 1));
    let found = differences(&api(DOCUMENT), &changed, WrittenVersion::V3_1, &Diagnostics::new());
    assert!(
        found.iter().any(|line| line.contains(seen)),
        "{from} as {to}: {found:?}"
    );
}

#[test]
fn what_is_equal_is_no_difference() {
    let found = differences(
        &api(DOCUMENT),
        &api(DOCUMENT),
        WrittenVersion::V3_1,
        &Diagnostics::new(),
    );
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn changes_of_operations_are_seen() {
    check("title: Pets", "title: Cats", "the API: title");
    check("https://pets.example", "https://cats.example", "the API: servers");
    check("/pets/{id}:", "/cats/{id}:", "/pets/{id}: did not come back");
    check("    get:", "    put:", "GET /pets/{id}: did not come back");
    check("getPet", "readPet", "GET /pets/{id}: id");
    check("[{ key: [] }]", "[]", "GET /pets/{id}: security");
    check("name: fields", "name: only", "GET /pets/{id}: parameters");
    check("explode: false", "explode: true", "parameter fields: style");
    check("'200':", "'201':", "GET /pets/{id}: responses");
    check("ETag", "Age", "response 200: headers");
    check("application/json", "application/xml", "media type");
    check("name: Rex", "name: Max", "example");
    check("X-Key", "X-Token", "security scheme key: kind");
}

#[test]
fn changes_of_schemas_are_seen() {
    check("maxLength: 20", "maxLength: 30", "string");
    check("Alone:", "Other:", "Alone: the schema did not come back");
    check("required: [name]", "required: [age]", "schema Pet");
    check("minLength: 1", "minLength: 2", "string");
    check("[integer, 'null']", "integer", "annotations");
    check("minimum: 0", "exclusiveMinimum: 0", "range");
    check(
        "items: { $ref: '#/components/schemas/Pet' }",
        "items: { type: string }",
        "kind",
    );
    check("enum: [cat, dog]", "enum: [cat, dog, fox]", "values");
    check("default: dog", "default: cat", "annotations");
    check(
        "additionalProperties: false",
        "additionalProperties: true",
        "other properties",
    );
}
