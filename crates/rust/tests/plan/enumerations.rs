//! `enum` and `const`.

use super::schemas;

#[test]
fn variants_have_unique_names() {
    insta::assert_snapshot!(schemas(r#"
Order: {type: string, enum: [asc, ASC, '', '+1', '-1', 'a b', 🎉, unknown, Self, 'true', "1"]}
"#), @r#"enum Order: Asc="asc" AscValue="ASC" Empty="" Plus1="+1" Minus1="-1" AB="a b" Value="🎉" UnknownValue="unknown" Self_="Self" True="true" Value1="1""#);
}

#[test]
fn null_makes_the_use_nullable() {
    insta::assert_snapshot!(schemas("
E: {type: [string, 'null'], enum: [a, null]}
A: {required: [e, i], properties: {e: {$ref: '#/components/schemas/E'}, i: {type: string, enum: [x, null], nullable: true}}}
"), @r#"
    enum E: A="a"
    struct A
      e: Option<E>
      i: Option<AI>
    enum AI: X="x"
    "#);
}

#[test]
fn integers_and_constants() {
    insta::assert_snapshot!(schemas("
Level: {type: integer, enum: [-1, 0, 10, 9223372036854775807]}
Fixed: {const: fixed}
Untyped: {enum: [a, b]}
"), @r#"
    enum Level: Minus1=-1 Value0=0 Value10=10 Value9223372036854775807=9223372036854775807
    enum Fixed: Fixed="fixed"
    enum Untyped: A="a" B="b"
    "#);
}

#[test]
fn values_of_several_types_are_no_enumeration() {
    insta::assert_snapshot!(schemas("
Mixed: {enum: [a, 1]}
Switch: {type: boolean, enum: [true]}
Half: {type: number, enum: [0.5, 1]}
Texts: {type: string, enum: [1, 2.5, true]}
"), @r#"
    type Switch = bool
    type Half = f64
    enum Texts: Value1="1" Value25="2.5" True="true"
    7: warning[mixed-enum]: the values of this enumeration are of several types
    "#);
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
"), @r#"
    struct A
      a: AA, optional
      b: AA, optional
      c: AC, optional
      d: AD, optional
      e: AD, optional
    enum AA: X="x" Y="y"
    enum AC: Value1=1 Value2=2
    enum AD: Value1="1" Value2="2"
    "#);
}
