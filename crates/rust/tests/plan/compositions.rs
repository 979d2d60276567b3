//! `allOf`: what compositions become.

use super::schemas;

#[test]
fn objects_are_merged() {
    insta::assert_snapshot!(schemas("
A:
  type: object
  required: [id]
  properties: {id: {type: string}, shared: {type: string, minLength: 1}}
B:
  allOf:
  - $ref: '#/components/schemas/A'
  - type: object
    required: [extra]
    properties: {extra: {type: integer}, shared: {type: string, maxLength: 9, description: 'Refined.'}}
  description: Both.
"), @"");
}

#[test]
fn one_part_with_annotations_is_another_name() {
    insta::assert_snapshot!(schemas("
A: {type: object, properties: {id: {type: string}}}
Renamed: {allOf: [$ref: '#/components/schemas/A'], description: 'The same.'}
Holder:
  properties:
    plain: {$ref: '#/components/schemas/A'}
    described: {allOf: [$ref: '#/components/schemas/A'], description: 'Of the property.'}
    nullable: {allOf: [$ref: '#/components/schemas/A'], type: [object, 'null']}
    either: {oneOf: [{$ref: '#/components/schemas/A'}, {type: 'null'}]}
"), @"");
}

#[test]
fn values_are_intersected() {
    insta::assert_snapshot!(schemas("
A: {type: string, enum: [a, b, c]}
B: {allOf: [$ref: '#/components/schemas/A', {enum: [b, c, d]}]}
C: {allOf: [{type: integer, minimum: 1}, {type: number, maximum: 5}]}
D: {properties: {c: {$ref: '#/components/schemas/C'}}}
"), @"");
}

#[test]
fn parts_that_exclude_each_other_are_reported() {
    insta::assert_snapshot!(schemas("
A: {allOf: [{type: string}, {type: integer}]}
B: {properties: {a: {$ref: '#/components/schemas/A'}}}
"), @"");
}

#[test]
fn unions_are_multiplied_out() {
    insta::assert_snapshot!(schemas("
Base: {type: object, required: [id], properties: {id: {type: string}}}
A:
  allOf:
  - $ref: '#/components/schemas/Base'
  - oneOf:
    - {title: Card, type: object, required: [number], properties: {number: {type: string}}}
    - {title: Cash, type: object, required: [amount], properties: {amount: {type: integer}}}
Beside:
  type: object
  required: [id]
  properties: {id: {type: string}}
  anyOf: [{title: Left, properties: {l: {type: string}}}, {title: Right, properties: {r: {type: string}}}]
"), @"");
}

#[test]
fn unions_of_mere_requirements_give_no_shape() {
    insta::assert_snapshot!(schemas("
A:
  type: object
  properties: {a: {type: string}, b: {type: string}}
  anyOf: [{required: [a]}, {required: [b]}]
"), @"");
}

#[test]
fn a_composition_of_itself_is_cut() {
    insta::assert_snapshot!(schemas("
A: {allOf: [$ref: '#/components/schemas/B', {properties: {a: {type: string}}}]}
B: {allOf: [$ref: '#/components/schemas/A', {properties: {b: {type: string}}}]}
"), @"");
}

#[test]
fn recursion_through_merged_properties_ends() {
    insta::assert_snapshot!(schemas("
A: {type: object, properties: {next: {$ref: '#/components/schemas/A'}, a: {type: string}}}
B: {type: object, properties: {next: {$ref: '#/components/schemas/B'}, b: {type: string}}}
C: {allOf: [$ref: '#/components/schemas/A', $ref: '#/components/schemas/B']}
"), @"");
}
