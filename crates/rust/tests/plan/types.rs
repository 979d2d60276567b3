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
"), @"");
}

#[test]
fn names_that_collide_are_told_apart() {
    insta::assert_snapshot!(schemas("
foo-bar: {properties: {a: {type: string}}}
fooBar: {properties: {b: {type: string}}}
FOO_BAR: {properties: {c: {type: string}}}
Fields:
  properties: {foo-bar: {type: string}, fooBar: {type: string}, type: {type: string}, self: {type: string}, '': {type: string}, 🎉: {type: string}}
"), @"");
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
"), @"");
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
"), @"");
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
"), @"");
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
"), @"");
}

#[test]
fn other_names_keep_their_name() {
    insta::assert_snapshot!(schemas("
Id: {type: string, format: uuid}
Ids: {type: array, items: {$ref: '#/components/schemas/Id'}}
ById: {type: object, additionalProperties: {$ref: '#/components/schemas/Ids'}}
NullableId: {type: [string, 'null'], format: uuid}
A: {required: [n], properties: {ids: {$ref: '#/components/schemas/ById'}, n: {$ref: '#/components/schemas/NullableId'}}}
"), @"");
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
"), @"");
}

#[test]
fn tuples_are_lists_of_any_value() {
    insta::assert_snapshot!(schemas("
A: {type: array, prefixItems: [{type: string}, {type: integer}]}
"), @"");
}
