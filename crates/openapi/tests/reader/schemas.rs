//! Schemas: types, formats, facets, composition, names.

use super::schemas;

#[test]
fn types_and_formats() {
    insta::assert_snapshot!(schemas("3.1.0", "\
A: {type: string, format: date-time}
B: {type: string, format: uuid, minLength: 1, maxLength: 9, pattern: '^a'}
C: {type: integer, format: int32, minimum: 0, exclusiveMaximum: 10, multipleOf: 2}
D: {type: number, format: double}
E: {type: number, format: int64}
F: {type: boolean, format: whatever}
G: {type: string, format: colour}
H: {type: 'null'}
I: {type: string, contentMediaType: image/png, contentEncoding: base64}
J: {format: uuid}
K: {format: uint64}
L: {}
M: true
N: false
"), @r#"
    schema A = string DateTime
    schema B = string Uuid 1..=9 `^a`
    schema C = integer Int32 >=0 <10 %2
    schema D = number Double
    schema E = integer Int64
    schema F = boolean
    schema G = string Other("colour")
    schema H = null
    schema I = string `image/png` `base64`
    schema J = string Uuid
    schema K = integer Uint64
    schema L = any
    schema M = any
    schema N = never
    "#);
}

#[test]
fn several_types_are_a_union_and_null_makes_nullable() {
    insta::assert_snapshot!(schemas("3.1.0", "\
A: {type: [string, 'null'], maxLength: 3}
B: {type: [string, integer, 'null'], maxLength: 3, minimum: 1}
C: {type: [integer, number]}
D: {type: ['null']}
E: {type: [string, null]}
F: {type: [object, array], properties: {a: {type: string}}, items: {type: integer}}
"), @"
    schema A = string ..=3 nullable
    schema B = any(string ..=3 | integer >=1) nullable
    schema C = number
    schema D = null
    schema E = string nullable
    schema F = any({a: string} | [integer…])
    ");
}

#[test]
fn nullable_is_read_as_it_was_meant() {
    insta::assert_snapshot!(schemas("3.0.3", "\
A: {type: string, nullable: true}
B: {nullable: true, allOf: [{$ref: '#/components/schemas/A'}]}
C: {type: string, enum: [a, null]}
"), @r#"
    schema A = string nullable
    schema B = all(A) nullable
    schema C = string in ["a"] nullable
    "#);
    insta::assert_snapshot!(schemas("3.1.0", "A: {type: string, nullable: true}\nB: {$ref: '#/components/schemas/A', nullable: true}\n"), @"
    schema A = string nullable
    schema B = all(A) nullable
    api.yaml:6:23: warning[nullable-in-3.1]: `nullable` is no keyword from OpenAPI 3.1 on; it is read as it was meant
      help: write `type: [string, 'null']`
    api.yaml:7:41: warning[nullable-in-3.1]: `nullable` is no keyword from OpenAPI 3.1 on; it is read as it was meant
      help: add `'null'` to the types, or a variant `type: 'null'`
    ");
}

#[test]
fn a_missing_type_is_concluded_from_the_keywords() {
    insta::assert_snapshot!(schemas("3.1.0", "\
A: {properties: {a: {}}}
B: {items: {type: string}}
C: {pattern: x}
D: {minimum: 1}
E: {enum: [a, b]}
F: {enum: [1, 2]}
G: {enum: [a, 1]}
H: {const: x}
I: {required: [a]}
"), @r#"
    schema A = {a: any}
    schema B = [string…]
    schema C = string `x`
    schema D = number >=1
    schema E = string in ["a", "b"]
    schema F = integer in [1, 2]
    schema G = any in ["a", 1]
    schema H = string in ["x"]
    schema I = {a*}
    "#);
}

#[test]
fn objects_keep_the_order_of_their_properties() {
    insta::assert_snapshot!(schemas("3.1.0", "\
A:
  type: object
  required: [id, id, gone]
  properties: {z: {type: string}, id: {type: integer}, x-y: {type: boolean}, $ref: {type: string}}
  additionalProperties: false
B: {type: object, additionalProperties: {type: integer}, minProperties: 1}
C: {type: object, additionalProperties: true}
D: {type: object, additionalProperties: {}}
E: {type: object, patternProperties: {'^x-': {type: string}}}
"), @"
    schema A = {z: string, id*: integer, x-y: boolean, $ref: string, gone*, nothing else}
    schema B = {…integer}
    schema C = {…any}
    schema D = {…any}
    schema E = {/^x-/: string}
    ");
}

#[test]
fn arrays_and_tuples() {
    insta::assert_snapshot!(schemas("3.1.0", "\
A: {type: array, items: {type: string}, minItems: 1, maxItems: 2, uniqueItems: true}
B: {type: array, prefixItems: [{type: string}, {type: integer}], items: false}
C: {type: array}
D: {type: array, items: [{type: string}], additionalItems: {type: integer}}
"), @"
    schema A = [string…] 1..=2 unique
    schema B = [string, integer, never…]
    schema C = []
    schema D = [string, integer…]
    api.yaml:9:22: warning[outdated-keyword]: `items` as a sequence is how older versions of JSON Schema write tuples
      help: write `prefixItems`
    ");
    insta::assert_snapshot!(schemas("3.0.0", "A: {type: array}\n"), @"
    schema A = []
    api.yaml:6:9: warning[missing-items]: an array must say what its `items` are; they are read as any value
      help: add `items: {}` for items of any kind
    ");
}

#[test]
fn exclusive_bounds_of_both_generations() {
    insta::assert_snapshot!(schemas("3.0.0", "\
A: {type: integer, minimum: 1, exclusiveMinimum: true, maximum: 5, exclusiveMaximum: false}
B: {type: integer, exclusiveMinimum: 1}
"), @"
    schema A = integer <=5 >1
    schema B = integer >1
    api.yaml:7:24: warning[newer-keyword]: `exclusiveMinimum` with a number is not known to OpenAPI 3.0; it is read as OpenAPI 3.1 has it
      help: declare `openapi: 3.1.1`
    ");
    insta::assert_snapshot!(schemas("3.1.0", "A: {type: integer, minimum: 1, exclusiveMinimum: true}\n"), @"
    schema A = integer >1
    api.yaml:6:54: warning[outdated-keyword]: `exclusiveMinimum` is a number from OpenAPI 3.1 on; it is read as it was meant
      help: write the bound itself, and remove `minimum`
    ");
}

#[test]
fn numbers_of_any_size() {
    insta::assert_snapshot!(schemas("3.1.0", "\
A: {type: integer, minimum: -9223372036854776000, maximum: 18446744073709552000, default: 18446744073709552000}
B: {type: number, maximum: 1e400, default: 1e400}
C: {type: integer, minimum: 1.0, default: 3.0}
D: {type: string, maxLength: 99999999999999999999}
"), @"
    schema A = integer >=-9223372036854776000 <=18446744073709552000 default 1.8446744073709552e+19
    schema B = number <=inf
    schema C = integer >=1 default 3.0
    schema D = string ..=18446744073709551615
    api.yaml:7:39: warning[default-type]: the default is a number, which does not fit the type of the schema; it is left out
      help: leave the default out, or change the type
    ");
}

#[test]
fn enumerations_are_read_as_their_type_says() {
    insta::assert_snapshot!(schemas("3.1.0", "\
A: {type: string, enum: [ASC, asc, '', +1, true, 1.0, no]}
B: {type: integer, enum: ['1', 2, 2]}
C: {type: boolean, enum: [true]}
D: {type: [string, 'null'], enum: [a, null]}
E: {enum: [null]}
F: {type: string, enum: []}
G: {const: null}
"), @r#"
    schema A = string in ["ASC", "asc", "", "+1", "true", "1.0", "no"]
    schema B = integer in [1, 2]
    schema C = boolean in [true]
    schema D = string in ["a"] nullable
    schema E = null
    schema F = string
    schema G = null
    api.yaml:6:44: warning[value-mismatch]: the enumeration is one of type string, and this value is a number
      help: it is read as a string: write `"+1"`
    api.yaml:6:48: warning[value-mismatch]: the enumeration is one of type string, and this value is a boolean
      help: it is read as a string: write `"true"`
    api.yaml:6:54: warning[value-mismatch]: the enumeration is one of type string, and this value is a number
      help: it is read as a string: write `"1.0"`
    api.yaml:7:31: warning[value-mismatch]: the enumeration is one of type integer, and this value is a string
      help: it is read as a number: write `1`
    api.yaml:11:29: warning[empty-enumeration]: the enumeration has no values: nothing would fit it; it is read as if it were absent
      help: give the values, or leave `enum` out
    "#);
}

#[test]
fn defaults_that_do_not_fit_are_left_out() {
    insta::assert_snapshot!(schemas("3.1.0", "\
A: {type: string, default: 5}
B: {type: string, enum: [a, b], default: c}
C: {type: string, default: null}
D: {type: [string, 'null'], default: null}
E: {type: integer, default: 2.5}
F: {type: array, items: {}, default: []}
"), @r#"
    schema A = string
    schema B = string in ["a", "b"] default "c"
    schema C = string
    schema D = string nullable default null
    schema E = integer
    schema F = [any…] default []
    api.yaml:6:23: warning[default-type]: the default is a number, which does not fit the type of the schema; it is left out
      help: write `"5"`
    api.yaml:8:23: warning[default-type]: the default is null, which does not fit; it is left out
      help: leave the default out, or let the schema accept null
    api.yaml:10:24: warning[default-type]: the default is a number, which does not fit the type of the schema; it is left out
      help: leave the default out, or change the type
    "#);
}

#[test]
fn references_are_the_schema_they_name() {
    insta::assert_snapshot!(schemas("3.1.0", "\
A: {type: object, properties: {b: {$ref: '#/components/schemas/B'}, c: {$ref: '#/components/schemas/C'}}}
B: {type: string}
C: {$ref: '#/components/schemas/B', description: with siblings, deprecated: true}
D: {$ref: '#/components/schemas/A/properties/b'}
F: {$ref: '#named'}
G: {$anchor: named, type: integer, $defs: {Inner: {type: number}}}
H: {type: array, items: {$ref: '#/components/schemas/G/$defs/Inner'}}
"), @"
    schema A = {b: B, c: C}
    schema B = string
    schema C = all(B) deprecated -- with siblings
    schema D = all(B)
    schema F = all(G)
    schema G = integer
    schema H = [Inner…]
    schema Inner = number
    ");
}

#[test]
fn keys_beside_a_reference_are_ignored_in_3_0() {
    insta::assert_snapshot!(schemas("3.0.0", "\
A: {type: object, properties: {b: {$ref: '#/components/schemas/B', description: lost, nullable: true, x-kept: 1}}}
B: {type: string}
"), @"
    schema A = {b: B}
    schema B = string
    api.yaml:6:72: warning[reference-siblings]: `description` beside `$ref` is ignored in OpenAPI 3.0
      help: describe the target, or move to OpenAPI 3.1, which allows it
    api.yaml:6:91: warning[reference-siblings]: `nullable` beside `$ref` is ignored in OpenAPI 3.0
      help: put the reference into an `allOf` of one item, or move to OpenAPI 3.1
    ");
}

#[test]
fn composition() {
    insta::assert_snapshot!(schemas("3.1.0", "\
Base: {type: object, properties: {id: {type: string}}}
A: {allOf: [{$ref: '#/components/schemas/Base'}], description: one more word}
B: {allOf: [{$ref: '#/components/schemas/Base'}, {type: object, properties: {b: {type: integer}}}], required: [b]}
C: {oneOf: [{type: string}, {type: integer}]}
D: {anyOf: [{$ref: '#/components/schemas/Base'}, {type: 'null'}]}
E: {type: object, properties: {e: {type: string}}, oneOf: [{required: [e]}, {required: [f]}]}
F: {type: object, oneOf: [{$ref: '#/components/schemas/Base'}, {$ref: '#/components/schemas/A'}]}
G: {oneOf: [{type: string}, {type: integer}], anyOf: [{type: integer}, {type: boolean}]}
H: {anyOf: [{type: string}, {type: integer}, {type: 'null'}]}
I: {oneOf: [{type: 'null'}]}
"), @"
    schema Base = {id: string}
    schema A = all(Base) -- one more word
    schema B = all(Base, {b: integer}) & {b*}
    schema C = one(string | integer)
    schema D = all(Base) nullable
    schema E = all(one({e*} | {f*})) & {e: string}
    schema F = one(Base | A)
    schema G = all(one(string | integer), any(integer | boolean))
    schema H = any(string | integer) nullable
    schema I = null
    ");
}

#[test]
fn discriminators_map_to_names_and_references() {
    insta::assert_snapshot!(schemas("3.1.0", "\
Cat: {type: object, properties: {kind: {type: string}}}
Dog: {type: object, properties: {kind: {type: string}}}
A:
  oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
  discriminator: {propertyName: kind, mapping: {c: Cat, d: '#/components/schemas/Dog', e: '#/components/schemas/Dgo'}}
B:
  anyOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
  discriminator: kind
C: {type: object, discriminator: {propertyName: kind}}
"), @"
    schema Cat = {kind: string}
    schema Dog = {kind: string}
    schema A = one(Cat | Dog) by kind(c=Cat, d=Dog)
    schema B = any(Cat | Dog) by kind()
    schema C = {} or one() by kind()
    api.yaml:10:95: warning[unknown-discriminator-target]: the value `e` is mapped to `#/components/schemas/Dgo`, which is no schema; it is left out
      help: did you mean `#/components/schemas/Dog`?
    api.yaml:13:22: warning[outdated-keyword]: `discriminator` must be a mapping from OpenAPI 3.0 on; it is read as it was meant
      help: write `discriminator: {propertyName: kind}`
    api.yaml:14:23: note[ineffective-discriminator]: this discriminator tells nothing apart: no schema inherits from the one that it belongs to
      help: list the variants under `oneOf`, or let them name this schema under `allOf`
    ");
}

#[test]
fn annotations() {
    insta::assert_snapshot!(schemas("3.1.0", "\
A: {type: string, readOnly: true, description: text}
B: {type: string, writeOnly: true, deprecated: true, title: T, externalDocs: {url: 'https://e'}, xml: {name: b}}
C: {type: string, example: a, examples: [b, c], x-vendor: {any: thing}, $comment: hidden}
"), @"
    schema A = string read-only -- text
    schema B = string write-only deprecated
    schema C = string
    ");
}

#[test]
fn what_has_no_place_in_the_model_is_reported() {
    insta::assert_snapshot!(schemas("3.1.0", "\
A: {type: object, not: {required: [a]}, if: {}, then: {}, else: {}, propertyNames: {pattern: x}}
B: {type: array, items: {}, contains: {type: string}, unevaluatedItems: true}
C: {$dynamicRef: '#node'}
D: {type: string, minimum: 3, maxItems: 2}
E: {type: string, lenght: 3, minlength: 2}
"), @"
    schema A = {}
    schema B = [any…]
    schema C = any
    schema D = string
    schema E = string
    api.yaml:6:23: warning[unsupported-keyword]: `not` is not supported: values are not checked against it
    api.yaml:6:45: warning[unsupported-keyword]: `if` is not supported: values are not checked against it
    api.yaml:6:53: warning[unsupported-keyword]: `then` is not supported: values are not checked against it
    api.yaml:6:63: warning[unsupported-keyword]: `else` is not supported: values are not checked against it
    api.yaml:6:73: warning[unsupported-keyword]: `propertyNames` is not supported: values are not checked against it
    api.yaml:7:33: warning[unsupported-keyword]: `contains` is not supported: values are not checked against it
    api.yaml:8:22: error[unknown-reference]: `#node` leads to nothing: there is no anchor `node`
      help: write `#/` and the way to it, or give the schema an `$anchor: node`
    api.yaml:9:23: note[ineffective-keyword]: `minimum` has no effect on a schema of type `string`
      help: remove it, or change the type
    api.yaml:9:35: note[ineffective-keyword]: `maxItems` has no effect on a schema of type `string`
      help: remove it, or change the type
    api.yaml:10:23: warning[unknown-key]: `lenght` is no key of a schema
      help: remove it, or begin its name with `x-`
    api.yaml:10:34: warning[unknown-key]: `minlength` is no key of a schema
      help: did you mean `minLength`?
    ");
}

#[test]
fn newer_keywords_in_3_0_are_read_with_a_warning() {
    insta::assert_snapshot!(schemas("3.0.0", "\
A: {type: [string, 'null']}
B: {const: a}
C: {type: array, prefixItems: [{type: string}], items: {}}
D: {type: object, patternProperties: {a: {}}}
"), @r#"
    schema A = string nullable
    schema B = string in ["a"]
    schema C = [string, any…]
    schema D = {/a/: any}
    api.yaml:6:9: warning[newer-keyword]: a list of types is not known to OpenAPI 3.0; it is read as OpenAPI 3.1 has it
      help: declare `openapi: 3.1.1`
    api.yaml:7:9: warning[newer-keyword]: `const` is not known to OpenAPI 3.0; it is read as OpenAPI 3.1 has it
      help: declare `openapi: 3.1.1`
    api.yaml:8:22: warning[newer-keyword]: `prefixItems` is not known to OpenAPI 3.0; it is read as OpenAPI 3.1 has it
      help: declare `openapi: 3.1.1`
    api.yaml:9:23: warning[newer-keyword]: `patternProperties` is not known to OpenAPI 3.0; it is read as OpenAPI 3.1 has it
      help: declare `openapi: 3.1.1`
    "#);
}

#[test]
fn names_of_any_kind_are_kept() {
    insta::assert_snapshot!(schemas("3.1.0", "\
google.protobuf.Int32Value: {type: integer}
'Page<User>': {type: array, items: {$ref: '#/components/schemas/a~1b~0c'}}
a/b~c: {type: string}
'100%': {type: string}
'': {type: string}
user: {type: string}
User: {$ref: '#/components/schemas/100%25'}
"), @"
    schema google.protobuf.Int32Value = integer
    schema Page<User> = [a/b~c…]
    schema a/b~c = string
    schema 100% = string
    schema  = string
    schema user = string
    schema User = all(100%)
    ");
}

#[test]
fn an_enumeration_without_values_restricts_nothing() {
    insta::assert_snapshot!(schemas("3.1.0", "A: {type: string, enum: []}\n"), @"
    schema A = string
    api.yaml:6:29: warning[empty-enumeration]: the enumeration has no values: nothing would fit it; it is read as if it were absent
      help: give the values, or leave `enum` out
    ");
}
