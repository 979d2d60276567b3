//! `oneOf` and `anyOf`.

use super::schemas;

const CAT_AND_DOG: &str = "
Cat: {type: object, required: [kind], properties: {kind: {type: string}, name: {type: string}}}
Dog: {type: object, required: [kind], properties: {kind: {type: string}, bark: {type: string}}}
";

fn check(union: &str) -> String {
    let all = schemas(&format!("{CAT_AND_DOG}{union}"));
    let start = all.find("union ").unwrap_or(0);
    all[start..].to_owned()
}

#[test]
fn a_discriminator_tells_variants_apart() {
    insta::assert_snapshot!(check("
Mapped:
  oneOf: [$ref: '#/components/schemas/Cat', $ref: '#/components/schemas/Dog']
  discriminator: {propertyName: kind, mapping: {cat: '#/components/schemas/Cat', kitten: Cat, dog: '#/components/schemas/Dog'}}
Implied:
  oneOf: [$ref: '#/components/schemas/Cat', $ref: '#/components/schemas/Dog']
  discriminator: {propertyName: kind}
Half:
  oneOf: [$ref: '#/components/schemas/Cat', $ref: '#/components/schemas/Dog']
  discriminator: {propertyName: kind, mapping: {dog: Dog}}
"), @"");
}

#[test]
fn a_mapping_that_names_a_value_twice_tells_nothing_apart() {
    insta::assert_snapshot!(check("
A:
  oneOf: [$ref: '#/components/schemas/Cat', $ref: '#/components/schemas/Dog']
  discriminator: {propertyName: kind, mapping: {Dog: Cat}}
"), @"");
}

#[test]
fn a_constant_property_tells_variants_apart() {
    insta::assert_snapshot!(check("
Shape:
  oneOf:
  - {title: Round, required: [type, radius], properties: {type: {const: circle}, radius: {type: number}}}
  - {required: [type], properties: {type: {type: string, enum: [square, rectangle]}, side: {type: number}}}
ByConstant:
  discriminator: {propertyName: type}
  oneOf:
  - {required: [type], properties: {type: {const: circle}}}
  - {required: [type], properties: {type: {const: square}}}
"), @"");
}

#[test]
fn other_unions_are_tried_by_what_they_ask_for() {
    insta::assert_snapshot!(check("
Any:
  anyOf:
  - {}
  - {type: string}
  - {type: number}
  - {type: integer}
  - {title: Loose, properties: {a: {type: string}}}
  - {title: Strict, required: [a, b], properties: {a: {type: string}, b: {type: string}}}
  - {type: array, items: {type: string}}
"), @"");
}

#[test]
fn null_and_single_variants_are_no_union() {
    insta::assert_snapshot!(schemas("
A:
  required: [nullable, single, repeated, union]
  properties:
    nullable: {oneOf: [{type: string}, {type: 'null'}]}
    single: {anyOf: [{type: integer}]}
    repeated: {anyOf: [{$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/B'}]}
    union: {anyOf: [{type: string}, {type: integer}, {type: 'null'}]}
B: {properties: {b: {type: string}}}
NullableUnion: {anyOf: [{type: string}, {type: integer}, {type: 'null'}]}
C: {required: [u], properties: {u: {$ref: '#/components/schemas/NullableUnion'}}}
"), @"");
}

#[test]
fn variants_are_called_what_they_are() {
    insta::assert_snapshot!(check("
Event:
  anyOf:
  - {title: EventCreated, properties: {a: {type: string}}, required: [a]}
  - {type: string, enum: [only]}
  - {type: boolean}
  - {type: object, additionalProperties: {type: string}}
  - {type: string, format: date-time}
  - {type: string}
"), @"");
}

#[test]
fn type_lists_are_unions() {
    insta::assert_snapshot!(schemas("
A: {properties: {a: {type: [string, integer]}, b: {type: [string, integer, 'null'], minimum: 2, maxLength: 3}}}
"), @"");
}
