//! What is checked of values.

use super::schemas;

#[test]
fn constraints_become_checks() {
    insta::assert_snapshot!(schemas(r"
A:
  properties:
    text: {type: string, minLength: 1, maxLength: 5, pattern: '^\d+$'}
    nothing: {type: string, minLength: 0}
    parsed: {type: string, format: uuid, minLength: 36, pattern: '^.{36}$'}
    number: {type: integer, minimum: 1, exclusiveMaximum: 10, multipleOf: 2}
    infinite: {type: number, maximum: 1e400, multipleOf: 0}
    list: {type: array, minItems: 1, maxItems: 3, uniqueItems: true, items: {type: string, maxLength: 2}}
    map: {type: object, minProperties: 1, additionalProperties: {type: integer, minimum: 0}}
    look_ahead: {type: string, pattern: '(?=a)b'}
"), @r#"
    struct A validated
      text: String, optional [length 1..=5, like ^[0-9]+$]
      nothing: String, optional
      parsed: runtime::Uuid, optional
      number: i64, optional [>= 1 < 10 multiple of 2]
      infinite: f64, optional
      list: Vec<String>, optional [items 1..=3, unique, each [length ..=2]]
      map: runtime::Map<i64>, optional [count 1..=, values [>= 0]]
      look_ahead: String, optional
    16: warning[invalid-pattern]: the pattern `(?=a)b` is not checked: look-ahead and look-behind cannot be matched in linear time
    "#);
}

#[test]
fn what_holds_checked_values_is_checked_and_nothing_else_is() {
    insta::assert_snapshot!(schemas("
Free: {properties: {a: {type: string}}}
Checked: {properties: {a: {type: string, maxLength: 1}}}
Outer: {properties: {free: {$ref: '#/components/schemas/Free'}, checked: {type: array, items: {$ref: '#/components/schemas/Checked'}}}}
Either: {oneOf: [$ref: '#/components/schemas/Outer', {type: string}]}
Name: {type: string, maxLength: 3}
Uses: {properties: {name: {$ref: '#/components/schemas/Name'}}}
"), @r#"
    struct Free
      a: String, optional
    struct Checked validated
      a: String, optional [length ..=1]
    struct Outer validated
      free: Free, optional
      checked: Vec<Checked>, optional [each]
    union Either validated in turn
      Outer(Outer)
      Text(String)
    struct Uses validated
      name: Name, optional [length ..=3]
    type Name = String
    "#);
}
