//! Schemas as both versions say them.

use specwright_openapi::WrittenVersion::{V3_0, V3_1};

use crate::support::{api, api_with, findings, written};

/// A schema in YAML, and what is written for it in OpenAPI 3.1 and in 3.0.
fn check(schema: &str, expected_3_1: &str, expected_3_0: &str) {
    let api = api_with(&format!(
        "components:\n  schemas:\n    Pet: {{ type: object }}\n    S: {schema}\n"
    ));
    for (version, expected) in [(V3_1, expected_3_1), (V3_0, expected_3_0)] {
        let found = written(&api, version, "/components/schemas/S").to_string();
        assert_eq!(found, expected, "{schema} in {version:?}");
    }
}

#[test]
fn null_is_a_type_a_flag_or_a_variant() {
    check(
        "{ type: [string, 'null'] }",
        r#"{"type":["string","null"]}"#,
        r#"{"type":"string","nullable":true}"#,
    );
    check(
        "{ anyOf: [{ $ref: '#/components/schemas/Pet' }, { type: 'null' }] }",
        r##"{"anyOf":[{"$ref":"#/components/schemas/Pet"},{"type":"null"}]}"##,
        r##"{"type":"object","nullable":true,"allOf":[{"$ref":"#/components/schemas/Pet"}]}"##,
    );
    check(
        "{ oneOf: [{ type: string }, { $ref: '#/components/schemas/Pet' }, { type: 'null' }] }",
        r##"{"oneOf":[{"type":"string"},{"$ref":"#/components/schemas/Pet"},{"type":"null"}]}"##,
        r##"{"oneOf":[{"type":"string"},{"$ref":"#/components/schemas/Pet"},{"enum":[null]}]}"##,
    );
    check("{ type: 'null' }", r#"{"type":"null"}"#, r#"{"enum":[null]}"#);
}

#[test]
fn valid_names_are_kept_whatever_others_become() {
    let api = api_with(
        "paths: { '/{a b}/{a_b}': { get: { security: [{ x_y: [] }, { x y: [] }] } } }\n\
         components:\n  \
           schemas: { 'S T': { type: string }, S_T: { type: object }, S_T_2: { type: integer } }\n  \
           securitySchemes: { x y: { type: http, scheme: basic }, x_y: { type: http, scheme: bearer } }\n",
    );
    let check = |pointer: &str, expected: &str| assert_eq!(written(&api, V3_1, pointer).to_string(), expected);
    check(
        "/components/schemas",
        r#"{"S_T_3":{"type":"string"},"S_T":{"type":"object"},"S_T_2":{"type":"integer"}}"#,
    );
    check("/components/securitySchemes/x_y/scheme", r#""bearer""#);
    check("/security", r#"[{"x_y":[]},{"x_y_2":[]}]"#);
    check("/paths/~1{a_b_2}~1{a_b}/get/parameters/1/name", r#""a_b""#);
}

/// `$ref` beside extensions alone is the schema that it refers to.
#[test]
fn extensions_are_not_lost_beside_a_reference() {
    check(
        "{ properties: { pet: { allOf: [{ $ref: '#/components/schemas/Pet' }], x-a: 1 } } }",
        r##"{"type":"object","properties":{"pet":{"allOf":[{"$ref":"#/components/schemas/Pet"}],"x-a":1}}}"##,
        r##"{"type":"object","properties":{"pet":{"allOf":[{"$ref":"#/components/schemas/Pet"}],"x-a":1}}}"##,
    );
}

#[test]
fn a_mapped_value_is_not_mapped_again() {
    let api = api_with(
        "components:\n  schemas:\n    Dog: { type: object }\n    'A Cat': { type: object }\n    \
         S: { oneOf: [{ $ref: '#/components/schemas/Dog' }, { $ref: '#/components/schemas/A Cat' }], \
         discriminator: { propertyName: kind, mapping: { A Cat: '#/components/schemas/Dog' } } }\n",
    );
    let mapping = written(&api, V3_1, "/components/schemas/S/discriminator/mapping").to_string();
    assert_eq!(mapping, r##"{"A Cat":"#/components/schemas/Dog"}"##);
}

/// A schema of OpenAPI 3.0 may inherit and accept null; a variant beside null would not inherit.
#[test]
fn heirs_are_heirs_rather_than_null() {
    let api = api(
        "openapi: 3.0.4\ninfo: { title: T, version: '1' }\npaths: {}\ncomponents:\n  schemas:\n    \
         Pet: { type: object, discriminator: { propertyName: kind } }\n    \
         Cat: { nullable: true, allOf: [{ $ref: '#/components/schemas/Pet' }] }\n",
    );
    let cat = written(&api, V3_1, "/components/schemas/Cat").to_string();
    assert_eq!(cat, r##"{"allOf":[{"$ref":"#/components/schemas/Pet"}]}"##);
    assert_eq!(
        findings(&api, V3_1),
        "said-otherwise: a schema that inherits and accepts null cannot be said in OpenAPI 3.1; null is left out"
    );
}

#[test]
fn values_are_constants_or_enumerations() {
    check(
        "{ const: a }",
        r#"{"type":"string","const":"a"}"#,
        r#"{"type":"string","enum":["a"]}"#,
    );
    check(
        "{ type: [integer, 'null'], enum: [1, 2, null] }",
        r#"{"type":["integer","null"],"enum":[1,2,null]}"#,
        r#"{"type":"integer","nullable":true,"enum":[1,2,null]}"#,
    );
}

#[test]
fn several_types_are_a_list_or_a_union() {
    check(
        "{ type: [string, boolean] }",
        r#"{"type":["string","boolean"]}"#,
        r#"{"anyOf":[{"type":"string"},{"type":"boolean"}]}"#,
    );
    check(
        "{ type: [string, boolean], minLength: 2 }",
        r#"{"anyOf":[{"type":"string","minLength":2},{"type":"boolean"}]}"#,
        r#"{"anyOf":[{"type":"string","minLength":2},{"type":"boolean"}]}"#,
    );
}

#[test]
fn bounds_are_numbers_or_flags() {
    check(
        "{ type: number, exclusiveMinimum: 0, maximum: 1.5 }",
        r#"{"type":"number","exclusiveMinimum":0,"maximum":1.5}"#,
        r#"{"type":"number","exclusiveMinimum":true,"minimum":0,"maximum":1.5}"#,
    );
    // The stricter of two bounds says it all.
    check(
        "{ type: number, minimum: 1, exclusiveMinimum: 0 }",
        r#"{"type":"number","minimum":1}"#,
        r#"{"type":"number","minimum":1}"#,
    );
}

#[test]
fn references_have_siblings_or_are_parts() {
    check(
        "{ $ref: '#/components/schemas/Pet', description: A pet. }",
        r##"{"description":"A pet.","$ref":"#/components/schemas/Pet"}"##,
        r##"{"description":"A pet.","allOf":[{"$ref":"#/components/schemas/Pet"}]}"##,
    );
    let other_name = r##"{"$ref":"#/components/schemas/Pet"}"##;
    check("{ $ref: '#/components/schemas/Pet' }", other_name, other_name);
}

#[test]
fn what_3_0_cannot_say_is_said_as_near_as_it_can() {
    check(
        "{ type: array, prefixItems: [{ type: string }], items: { type: boolean } }",
        r#"{"type":"array","prefixItems":[{"type":"string"}],"items":{"type":"boolean"}}"#,
        r#"{"type":"array","items":{"anyOf":[{"type":"string"},{"type":"boolean"}]}}"#,
    );
    check(
        "{ type: object, patternProperties: { ^x: { type: string } }, additionalProperties: false }",
        r#"{"type":"object","patternProperties":{"^x":{"type":"string"}},"additionalProperties":false}"#,
        r#"{"type":"object","additionalProperties":{"type":"string"}}"#,
    );
    check(
        "{ type: string, contentEncoding: base64 }",
        r#"{"type":"string","contentEncoding":"base64"}"#,
        r#"{"type":"string","format":"byte"}"#,
    );
    check(
        "{ type: string, examples: [a, b] }",
        r#"{"type":"string","examples":["a","b"]}"#,
        r#"{"type":"string","example":"a"}"#,
    );
    check("false", r#"{"not":{}}"#, r#"{"not":{}}"#);
}

#[test]
fn a_schema_without_a_name_that_holds_itself_is_a_component() {
    let api = api_with(
        "components:\n  schemas:\n    Tree:\n      properties:\n        node:\n          properties:\n            next: { $ref: '#/components/schemas/Tree/properties/node' }\n",
    );
    let node = r##"{"type":"object","properties":{"next":{"$ref":"#/components/schemas/Tree_node"}}}"##;
    assert_eq!(written(&api, V3_1, "/components/schemas/Tree_node").to_string(), node);
}

#[test]
fn names_of_components_have_few_characters_and_discriminators_still_find_them() {
    let api = api_with(
        "components:\n  schemas:\n    Pet: { oneOf: [{ $ref: '#/components/schemas/a~1cat' }], discriminator: { propertyName: kind } }\n    a/cat: { properties: { kind: { type: string } } }\n",
    );
    let pet = r##"{"oneOf":[{"$ref":"#/components/schemas/a_cat"}],"discriminator":{"propertyName":"kind","mapping":{"a/cat":"#/components/schemas/a_cat"}}}"##;
    assert_eq!(written(&api, V3_1, "/components/schemas/Pet").to_string(), pet);
}
