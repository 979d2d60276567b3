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
"), @r#"
    struct A validated
      id: String
      shared: String, optional [length 1..=]
    struct B validated
      id: String
      shared: String, optional // Refined. [length 1..=9]
      extra: i64
    "#);
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
"), @r#"
    struct A
      id: String, optional
    struct Holder
      plain: A, optional
      described: A, optional // Of the property.
      nullable: Option<A>, optional
      either: Option<A>, optional
    type Renamed = A
    "#);
}

#[test]
fn values_are_intersected() {
    insta::assert_snapshot!(schemas("
A: {type: string, enum: [a, b, c]}
B: {allOf: [$ref: '#/components/schemas/A', {enum: [b, c, d]}]}
C: {allOf: [{type: integer, minimum: 1}, {type: number, maximum: 5}]}
D: {properties: {c: {$ref: '#/components/schemas/C'}}}
"), @r#"
    enum A: A="a" B="b" C="c"
    enum B: B="b" C="c"
    struct D validated
      c: C, optional [>= 1 <= 5]
    type C = i64
    "#);
}

#[test]
fn parts_that_exclude_each_other_are_reported() {
    insta::assert_snapshot!(schemas("
A: {allOf: [{type: string}, {type: integer}]}
B: {properties: {a: {$ref: '#/components/schemas/A'}}}
"), @r#"
    struct B
      a: runtime::json::Value, optional
    7: warning[all-of-conflict]: no value is both a string and an integer
    "#);
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
"), @r#"
    struct Base
      id: String
    union A in turn
      Card(ACard)
      Cash(ACash)
    struct ACard
      id: String
      number: String
    struct ACash
      id: String
      amount: i64
    union Beside in turn
      Left(BesideLeft)
      Right(BesideRight)
    struct BesideLeft
      l: String, optional
      id: String
    struct BesideRight
      r: String, optional
      id: String
    15: warning[overlapping-variants]: a value may fit several of these objects at once, and is read as the first that it fits
    "#);
}

#[test]
fn unions_of_mere_requirements_give_no_shape() {
    insta::assert_snapshot!(schemas("
A:
  type: object
  properties: {a: {type: string}, b: {type: string}}
  anyOf: [{required: [a]}, {required: [b]}]
"), @r#"
    struct A
      a: String, optional
      b: String, optional
    "#);
}

#[test]
fn a_composition_of_itself_is_cut() {
    insta::assert_snapshot!(schemas("
A: {allOf: [$ref: '#/components/schemas/B', {properties: {a: {type: string}}}]}
B: {allOf: [$ref: '#/components/schemas/A', {properties: {b: {type: string}}}]}
"), @r#"
    struct A
      b: String, optional
      a: String, optional
    struct B2
      b: String, optional
    type B = B2
    "#);
}

#[test]
fn recursion_through_merged_properties_ends() {
    insta::assert_snapshot!(schemas("
A: {type: object, properties: {next: {$ref: '#/components/schemas/A'}, a: {type: string}}}
B: {type: object, properties: {next: {$ref: '#/components/schemas/B'}, b: {type: string}}}
C: {allOf: [$ref: '#/components/schemas/A', $ref: '#/components/schemas/B']}
"), @r#"
    struct A
      next: Box<A>, optional
      a: String, optional
    struct B
      next: Box<B>, optional
      b: String, optional
    struct C
      next: Box<C>, optional
      a: String, optional
      b: String, optional
    "#);
}
