//! The names of schemas.

use super::{read_texts, schemas};
use crate::outline;

fn read(texts: &[(&str, &str)]) -> String {
    let (api, findings) = read_texts(texts);
    format!("{}{findings}", api.as_ref().map_or_else(String::new, outline::api))
}

/// A document whose operations answer with the schemas that are given.
fn answers(references: &[&str]) -> String {
    let operations = references.iter().enumerate().map(|(index, reference)| {
        format!(
            "  /p{index}: {{get: {{operationId: o{index}, responses: {{200: {{description: ok, content: \
             {{application/json: {{schema: {{$ref: '{reference}'}}}}}}}}}}}}}}\n"
        )
    });
    let operations: String = operations.collect();
    format!("openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths:\n{operations}")
}

#[test]
fn what_a_reference_leads_to_in_another_file_is_declared_there() {
    let api = answers(&[
        "models.yaml#/Payment",
        "./address.schema.yaml",
        "deep/index.yaml#/components/schemas/Pet",
    ]);
    insta::assert_snapshot!(read(&[
        ("api.yaml", &api),
        ("models.yaml", "Payment: {oneOf: [{$ref: '#/Card'}, {$ref: '#/Invoice'}], discriminator: {propertyName: kind, mapping: {card: '#/Card'}}}\nCard: {type: object, properties: {home: {$ref: address.schema.yaml}}}\nInvoice: {type: object, properties: {all: {$ref: '#/groups/of/Many'}}}\ngroups: {of: {Many: {type: array, items: {$ref: '#/Card/properties/home'}}}}\n"),
        ("address.schema.yaml", "type: object\nproperties: {next: {$ref: '#'}}\n"),
        ("deep/index.yaml", "components: {schemas: {Pet: {$ref: pet.yaml}, Owner: {$ref: pet.yaml}}}\n"),
        ("deep/pet.yaml", "type: object\nproperties: {owner: {$ref: 'index.yaml#/components/schemas/Owner'}}\n"),
    ]), @"
    GET /p0 o0
      200: application/json Payment
    GET /p1 o1
      200: application/json address
    GET /p2 o2
      200: application/json Pet
    schema Payment = one(Card | Invoice) by kind(card=Card)
    schema address = {next: address}
    schema Pet = {owner: Owner}
    schema Card = {home: address}
    schema Invoice = {all: Many}
    schema Owner = all(Pet)
    schema Many = [address…]
    ");
}

#[test]
fn names_do_not_depend_on_what_is_met_first() {
    let models = "A: {type: object, properties: {b: {$ref: b.yaml}}}\nb: {$ref: b.yaml}\nC: {$ref: '#/A'}\n";
    let names = |references: &[&str]| {
        let api = answers(references);
        let (api, _) = read_texts(&[
            ("api.yaml", &api),
            ("models.yaml", models),
            ("b.yaml", "type: integer\n"),
        ]);
        let api = api.expect("it is read");
        let mut names: Vec<_> = api
            .schemas
            .iter()
            .filter_map(|(_, schema)| schema.name.clone())
            .collect();
        names.sort();
        names
    };
    let references = ["models.yaml#/A", "b.yaml", "models.yaml#/C", "models.yaml#/b"];
    let mut backwards = references;
    backwards.reverse();
    assert_eq!(names(&references), ["A", "C", "b"]);
    assert_eq!(names(&backwards), names(&references));
}

#[test]
fn two_targets_of_one_name_keep_it() {
    let api = answers(&["one.yaml#/Item", "two.yaml#/Item"]);
    insta::assert_snapshot!(read(&[
        ("api.yaml", &api),
        ("one.yaml", "Item: {type: integer}"),
        ("two.yaml", "Item: {type: boolean}"),
    ]), @"
    GET /p0 o0
      200: application/json Item
    GET /p1 o1
      200: application/json Item
    schema Item = integer
    schema Item = boolean
    ");
}

#[test]
fn components_that_are_references_keep_their_names() {
    insta::assert_snapshot!(schemas("3.0.3", "\
B: {$ref: '#/components/schemas/A'}
A: {type: object, properties: {b: {$ref: '#/components/schemas/B'}}}
C: {$ref: '#/components/schemas/B'}
D: {$ref: '#/components/schemas/A/properties/b'}
a: {$ref: '#/components/schemas/A'}
"), @"
    schema B = all(A)
    schema A = {b: B}
    schema C = all(B)
    schema D = all(B)
    schema a = all(A)
    ");
}

#[test]
fn a_file_that_holds_a_component_goes_by_its_name() {
    let api = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\ncomponents:\n  schemas:\n    Pet: {$ref: pets/index.yaml}\n    Animal: {$ref: pets/index.yaml}\n    Owner: {$ref: 'models.yaml#/owner'}\n    Person: {$ref: 'models.yaml#/owner'}\n    Tag: {$ref: 'models.yaml#/Label'}\n";
    insta::assert_snapshot!(read(&[
        ("api.yaml", api),
        ("pets/index.yaml", "type: object\nproperties: {owner: {$ref: '../models.yaml#/owner'}, self: {$ref: '#'}}\n"),
        ("models.yaml", "owner: {type: object, properties: {pets: {type: array, items: {$ref: pets/index.yaml}}}}\nLabel: {type: string}\n"),
    ]), @"
    schema Pet = {owner: Owner, self: Pet}
    schema Animal = all(Pet)
    schema Owner = {pets: [Pet…]}
    schema Person = all(Owner)
    schema Tag = all(Label)
    schema Label = string
    ");
}

#[test]
fn parts_of_operations_and_schemas_have_no_name() {
    let api = answers(&[
        "#/paths/~1p1/get/responses/200/content/application~1json/schema",
        "models.yaml#/A/properties/b",
        "models.yaml#/A/allOf/0",
        "models.yaml#/A/$defs/Inner",
    ]);
    insta::assert_snapshot!(read(&[
        ("api.yaml", &api),
        ("models.yaml", "A: {allOf: [{type: object}], $defs: {Inner: {type: number}}, properties: {b: {type: integer}}}"),
    ]), @"
    GET /p0 o0
      200: application/json integer
    GET /p1 o1
      200: application/json integer
    GET /p2 o2
      200: application/json {}
    GET /p3 o3
      200: application/json Inner
    schema Inner = number
    ");
}
