//! Schemas as both versions say them.

use specwright_openapi::WrittenVersion::{V3_0, V3_1};

use crate::support::{api_with, written};

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
