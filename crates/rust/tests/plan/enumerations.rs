//! `enum` and `const`.

use super::schemas;

#[test]
fn variants_have_unique_names() {
    insta::assert_snapshot!(schemas(r#"
Order: {type: string, enum: [asc, ASC, '', '+1', '-1', 'a b', 🎉, unknown, Self, 'true', "1"]}
"#), @"");
}

#[test]
fn null_makes_the_use_nullable() {
    insta::assert_snapshot!(schemas("
E: {type: [string, 'null'], enum: [a, null]}
A: {required: [e, i], properties: {e: {$ref: '#/components/schemas/E'}, i: {type: string, enum: [x, null], nullable: true}}}
"), @"");
}

#[test]
fn integers_and_constants() {
    insta::assert_snapshot!(schemas("
Level: {type: integer, enum: [-1, 0, 10, 9223372036854775807]}
Fixed: {const: fixed}
Untyped: {enum: [a, b]}
"), @"");
}

#[test]
fn values_of_several_types_are_no_enumeration() {
    insta::assert_snapshot!(schemas("
Mixed: {enum: [a, 1]}
Switch: {type: boolean, enum: [true]}
Half: {type: number, enum: [0.5, 1]}
Texts: {type: string, enum: [1, 2.5, true]}
"), @"");
}

#[test]
fn equal_inline_enumerations_are_one_unless_their_types_differ() {
    insta::assert_snapshot!(schemas("
A:
  properties:
    a: {type: string, enum: [x, y]}
    b: {type: string, enum: [x, y]}
    c: {type: integer, enum: [1, 2]}
    d: {type: string, enum: ['1', '2']}
    e: {type: string, enum: [1, 2]}
"), @"");
}
