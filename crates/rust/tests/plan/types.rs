//! Names, aliases, inline types and plain types.

use super::schemas;

#[test]
fn dotted_names_lose_their_package_unless_they_collide() {
    insta::assert_snapshot!(schemas("
example.v1.Page: {properties: {a: {type: string}}}
example.v1.Page.Order: {type: string, enum: [asc]}
one.Same: {properties: {a: {type: string}}}
two.Same: {properties: {a: {type: integer}}}
Option: {properties: {a: {type: boolean}}}
"), @r#"
    struct Page
      a: String, optional
    enum PageOrder: Asc="asc"
    struct Same
      a: String, optional
    struct TwoSame
      a: i64, optional
    struct OptionSchema
      a: bool, optional
    "#);
}

#[test]
fn names_that_collide_are_told_apart() {
    insta::assert_snapshot!(schemas("
foo-bar: {properties: {a: {type: string}}}
fooBar: {properties: {b: {type: string}}}
FOO_BAR: {properties: {c: {type: string}}}
Fields:
  properties: {foo-bar: {type: string}, fooBar: {type: string}, type: {type: string}, self: {type: string}, '': {type: string}, 🎉: {type: string}}
"), @r#"
    struct FooBar
      a: String, optional
    struct FooBarSchema
      b: String, optional
    struct FooBarSchema2
      c: String, optional
    struct Fields
      foo_bar: String as "foo-bar", optional
      foo_bar_2: String as "fooBar", optional
      r#type: String, optional
      self_: String as "self", optional
      value: String as "", optional
      value_2: String as "🎉", optional
    "#);
}

#[test]
fn inline_types_are_named_after_their_place() {
    insta::assert_snapshot!(schemas("
Pet:
  properties:
    owner: {properties: {address: {properties: {city: {type: string}}}}}
    tags: {type: array, items: {properties: {name: {type: string}}}}
    scores: {type: object, additionalProperties: {properties: {points: {type: integer}}}}
PetOwner: {type: string, enum: [declared]}
Last: {properties: {pet: {$ref: '#/components/schemas/Pet'}}}
"), @r#"
    struct Pet
      owner: PetOwner2, optional
      tags: Vec<PetTagsItem>, optional
      scores: runtime::Map<PetScoresValue>, optional
    struct PetOwner2
      address: PetOwner2Address, optional
    struct PetOwner2Address
      city: String, optional
    struct PetTagsItem
      name: String, optional
    struct PetScoresValue
      points: i64, optional
    enum PetOwner: Declared="declared"
    struct Last
      pet: Pet, optional
    "#);
}

#[test]
fn equal_inline_types_are_one() {
    insta::assert_snapshot!(schemas("
A:
  properties:
    one: {properties: {x: {type: string}, inner: {properties: {y: {type: integer}}}}}
    other: {properties: {x: {type: string}, inner: {properties: {y: {type: integer}}}}}
    nullable: {type: [object, 'null'], properties: {x: {type: string}, inner: {properties: {y: {type: integer}}}}}
    longer: {properties: {x: {type: string, maxLength: 5}, inner: {properties: {y: {type: integer}}}}}
    described: {description: 'Another thing.', properties: {x: {type: string}, inner: {properties: {y: {type: integer}}}}}
    like_b: {properties: {z: {type: boolean}}}
B: {properties: {z: {type: boolean}}}
"), @r#"
    struct A validated
      one: AOne, optional
      other: AOne, optional
      nullable: Option<AOne>, optional
      longer: ALonger, optional
      described: ADescribed, optional // Another thing.
      like_b: B, optional
    struct AOne
      x: String, optional
      inner: AOneInner, optional
    struct AOneInner
      y: i64, optional
    struct ALonger validated
      x: String, optional [length ..=5]
      inner: AOneInner, optional
    struct ADescribed
      x: String, optional
      inner: AOneInner, optional
    struct B
      z: bool, optional
    "#);
}

#[test]
fn absence_and_null_differ() {
    insta::assert_snapshot!(schemas("
A:
  required: [required, required_nullable]
  properties:
    required: {type: string}
    required_nullable: {type: [string, 'null']}
    optional: {type: string}
    optional_nullable: {type: [string, 'null']}
    any: {}
    nullable_items: {type: array, items: {type: [integer, 'null']}}
"), @r#"
    struct A
      required: String
      required_nullable: Option<String>
      optional: String, optional
      optional_nullable: Option<String>, optional
      any: runtime::json::Value, optional
      nullable_items: Vec<Option<i64>>, optional
    "#);
}

#[test]
fn plain_types_follow_formats() {
    insta::assert_snapshot!(schemas("
A:
  properties:
    a: {type: integer, format: int32}
    b: {type: integer, format: uint8}
    c: {type: integer, minimum: 0, maximum: 18446744073709551615}
    d: {type: number, format: float}
    e: {type: string, format: date-time}
    f: {type: string, format: uuid}
    g: {type: string, format: byte}
    h: {type: string, format: ipv6}
    i: {type: string, format: something}
    j: {type: array}
    k: {type: object}
    l: false
"), @r#"
    struct A validated
      a: i32, optional
      b: u8, optional
      c: u64, optional [>= 0 <= 18446744073709551615]
      d: f32, optional
      e: runtime::Timestamp, optional
      f: runtime::Uuid, optional
      g: runtime::Bytes, optional
      h: std::net::Ipv6Addr, optional
      i: String, optional
      j: Vec<runtime::json::Value>, optional
      k: runtime::Map<runtime::json::Value>, optional
      l: runtime::json::Value, optional
    "#);
}

#[test]
fn other_names_keep_their_name() {
    insta::assert_snapshot!(schemas("
Id: {type: string, format: uuid}
Ids: {type: array, items: {$ref: '#/components/schemas/Id'}}
ById: {type: object, additionalProperties: {$ref: '#/components/schemas/Ids'}}
NullableId: {type: [string, 'null'], format: uuid}
A: {required: [n], properties: {ids: {$ref: '#/components/schemas/ById'}, n: {$ref: '#/components/schemas/NullableId'}}}
"), @r#"
    struct A
      ids: ById, optional
      n: Option<NullableId>
    type Id = runtime::Uuid
    type Ids = Vec<Id>
    type ById = runtime::Map<Ids>
    type NullableId = runtime::Uuid
    "#);
}

#[test]
fn further_properties_have_a_place() {
    insta::assert_snapshot!(schemas("
Any: {properties: {a: {type: string}}, additionalProperties: true}
Typed: {properties: {a: {type: string}}, additionalProperties: {properties: {x: {type: string}}}}
None: {properties: {a: {type: string}}, additionalProperties: false}
Pattern: {properties: {a: {type: string}}, patternProperties: {'^x-': {type: integer}}}
Patterns: {patternProperties: {'^x-': {type: integer}, '^y-': {type: string}}}
Counted: {properties: {a: {type: string}}, minProperties: 1}
Unknown: {properties: {a: {type: string}}, required: [b]}
Nothing: {type: object, additionalProperties: false}
"), @r#"
    struct Any
      a: String, optional
      additional_properties: further runtime::json::Value
    struct Typed
      a: String, optional
      additional_properties: further TypedValue
    struct TypedValue
      x: String, optional
    struct NoneSchema
      a: String, optional
      nothing further
    struct Pattern
      a: String, optional
      additional_properties: further i64
    struct Counted validated
      a: String, optional
      count 1..=
    struct Unknown
      a: String, optional
      b: runtime::json::Value // Must be there; the description does not say what it holds.
    struct Nothing
      nothing further
    type Patterns = runtime::Map<runtime::json::Value>
    10: warning[pattern-properties]: the names of properties are not checked against `^x-`
    11: warning[pattern-properties]: properties are told apart by expressions over their names
    "#);
}

#[test]
fn tuples_are_lists_of_any_value() {
    insta::assert_snapshot!(schemas("
A: {type: array, prefixItems: [{type: string}, {type: integer}]}
"), @r#"
    type A = Vec<runtime::json::Value>
    7: warning[tuple-as-array]: the items of this array differ by position
    "#);
}
