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
"), @"");
}

#[test]
fn sequences_and_maps_need_no_box() {
    insta::assert_snapshot!(schemas("
Node:
  properties:
    children: {type: array, items: {$ref: '#/components/schemas/Node'}}
    by_name: {type: object, additionalProperties: {$ref: '#/components/schemas/Node'}}
  additionalProperties: {$ref: '#/components/schemas/Node'}
"), @"");
}

#[test]
fn unions_that_hold_themselves_are_boxed() {
    insta::assert_snapshot!(schemas("
Expression:
  oneOf: [{type: string}, {$ref: '#/components/schemas/Not'}, {type: array, items: {$ref: '#/components/schemas/Expression'}}]
Not: {required: [not], properties: {not: {$ref: '#/components/schemas/Expression'}}}
"), @"");
}

#[test]
fn lists_of_themselves_end_in_any_value() {
    insta::assert_snapshot!(schemas("
Lists: {type: array, items: {$ref: '#/components/schemas/Lists'}}
Maps: {type: object, additionalProperties: {$ref: '#/components/schemas/Lists2'}}
Lists2: {type: array, items: {$ref: '#/components/schemas/Maps'}}
"), @"");
}
