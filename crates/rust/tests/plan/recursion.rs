//! Types that hold themselves.

use super::schemas;

#[test]
fn what_holds_itself_is_boxed() {
    insta::assert_snapshot!(schemas("
Direct: {required: [d], properties: {d: {$ref: '#/components/schemas/Direct'}, n: {oneOf: [{$ref: '#/components/schemas/Direct'}, {type: 'null'}]}}}
Left: {properties: {right: {$ref: '#/components/schemas/Right'}}}
Right: {properties: {left: {$ref: '#/components/schemas/LeftAlias'}, other: {$ref: '#/components/schemas/Outside'}}}
LeftAlias: {allOf: [$ref: '#/components/schemas/Left'], description: 'Another name.'}
Outside: {properties: {x: {type: string}}}
"), @r#"
    struct Direct
      d: Box<Direct>
      n: Option<Box<Direct>>, optional
    struct Left
      right: Box<Right>, optional
    struct Right
      left: Box<LeftAlias>, optional // Another name.
      other: Outside, optional
    struct Outside
      x: String, optional
    type LeftAlias = Left
    "#);
}

#[test]
fn sequences_and_maps_need_no_box() {
    insta::assert_snapshot!(schemas("
Node:
  properties:
    children: {type: array, items: {$ref: '#/components/schemas/Node'}}
    by_name: {type: object, additionalProperties: {$ref: '#/components/schemas/Node'}}
  additionalProperties: {$ref: '#/components/schemas/Node'}
"), @r#"
    struct Node
      children: Vec<Node>, optional
      by_name: runtime::Map<Node>, optional
      additional_properties: further Node
    "#);
}

#[test]
fn unions_that_hold_themselves_are_boxed() {
    insta::assert_snapshot!(schemas("
Expression:
  oneOf: [{type: string}, {$ref: '#/components/schemas/Not'}, {type: array, items: {$ref: '#/components/schemas/Expression'}}]
Not: {required: [not], properties: {not: {$ref: '#/components/schemas/Expression'}}}
"), @r#"
    union Expression in turn
      Not(Box<Not>)
      List(Vec<Expression>)
      Text(String)
    struct Not
      not: Box<Expression>
    "#);
}

#[test]
fn lists_of_themselves_end_in_any_value() {
    insta::assert_snapshot!(schemas("
Lists: {type: array, items: {$ref: '#/components/schemas/Lists'}}
Maps: {type: object, additionalProperties: {$ref: '#/components/schemas/Lists2'}}
Lists2: {type: array, items: {$ref: '#/components/schemas/Maps'}}
"), @r#"
    type Lists = Vec<runtime::json::Value>
    type Lists2 = Vec<runtime::json::Value>
    type Maps = runtime::Map<Lists2>
    7: warning[recursive-alias]: this schema holds itself with no object between
    8: warning[recursive-alias]: this schema holds itself with no object between
    "#);
}
