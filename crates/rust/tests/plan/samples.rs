//! What a mock server answers.

use super::paths;

/// The sample of a response body with that schema, beside these schemas.
fn check(schema: &str, schemas: &str) -> String {
    let text = paths(
        &format!(
            "/x: {{get: {{operationId: x, responses: {{'200': {{description: d, content: {{application/json: {schema}}}}}}}}}}}"
        ),
        schemas,
    );
    let sample = text.split_once(" such as ").map_or("none\n", |(_, sample)| sample);
    sample.to_owned()
}

#[test]
fn examples_come_first_where_they_fit() {
    let check = |schema: &str| {
        check(
            schema,
            "Pet: {type: object, required: [id], properties: {id: {type: integer, example: 7}}}",
        )
    };
    insta::assert_snapshot!(check("{schema: {type: integer}, example: 5}"), @"5");
    insta::assert_snapshot!(check("{schema: {type: integer}, example: five}"), @"1");
    insta::assert_snapshot!(check("{schema: {type: integer, examples: [6]}}"), @"6");
    insta::assert_snapshot!(check("{schema: {type: integer, examples: [six], default: 4}}"), @"4");
    insta::assert_snapshot!(check("{schema: {$ref: '#/components/schemas/Pet'}}"), @r#"{"id":7}"#);
    insta::assert_snapshot!(check("{schema: {$ref: '#/components/schemas/Pet'}, examples: {wrong: {value: {}}, right: {value: {id: 3}}}}"), @r#"{"id":3}"#);
    insta::assert_snapshot!(check("{}"), @"{}");
}

#[test]
fn samples_keep_constraints_and_formats() {
    let check = |schema: &str| check(&format!("{{schema: {schema}}}"), "");
    insta::assert_snapshot!(check("{type: integer, minimum: 10, multipleOf: 4}"), @"12");
    insta::assert_snapshot!(check("{type: integer, exclusiveMaximum: -3}"), @"-4");
    insta::assert_snapshot!(check("{type: integer, minimum: -170141183460469231731687303715884105728}"), @"-9223372036854775808");
    insta::assert_snapshot!(check("{type: number, minimum: 1, maximum: 2}"), @"1.5");
    insta::assert_snapshot!(check("{type: string, minLength: 8}"), @r#""stringst""#);
    insta::assert_snapshot!(check("{type: string, maxLength: 2}"), @r#""st""#);
    insta::assert_snapshot!(check("{type: string, format: date-time}"), @r#""2024-05-17T12:30:00Z""#);
    insta::assert_snapshot!(check("{type: string, enum: [a, b], default: b}"), @r#""b""#);
    insta::assert_snapshot!(check("{type: array, items: {type: integer}, minItems: 3, uniqueItems: true}"), @"[1,2,3]");
    insta::assert_snapshot!(check("{type: array, items: {type: integer, examples: [9223372036854775807]}, minItems: 2, uniqueItems: true}"), @"[9223372036854775807,9223372036854775807]");
    insta::assert_snapshot!(check("{type: array, items: {type: string}, maxItems: 0}"), @"[]");
    insta::assert_snapshot!(check("{type: object, additionalProperties: {type: integer}}"), @r#"{"name1":1}"#);
    insta::assert_snapshot!(check("{required: [a], properties: {a: {type: string, writeOnly: true}, b: {type: string, writeOnly: true}}}"), @"{}");
    insta::assert_snapshot!(check("false"), @"null");
    insta::assert_snapshot!(check("{oneOf: [{type: 'null'}, {type: string}]}"), @r#""string""#);
}

#[test]
fn samples_of_recursive_schemas_end() {
    let check = |name: &str| {
        check(
            &format!("{{schema: {{$ref: '#/components/schemas/{name}'}}}}"),
            "
Node: {required: [value], properties: {value: {type: integer}, next: {$ref: '#/components/schemas/Node'}, children: {type: array, items: {$ref: '#/components/schemas/Node'}}}}
Endless: {required: [next], properties: {next: {$ref: '#/components/schemas/Endless'}}}
Tree:
  oneOf: [{$ref: '#/components/schemas/Branch'}, {type: string}]
Branch: {required: [left], properties: {left: {$ref: '#/components/schemas/Tree'}}}
Tagged:
  oneOf: [{$ref: '#/components/schemas/Leaf'}]
  discriminator: {propertyName: kind}
Leaf: {required: [kind], properties: {kind: {type: string}}}
Pair:
  oneOf: [{$ref: '#/components/schemas/Leaf'}, {$ref: '#/components/schemas/Other'}]
  discriminator: {propertyName: kind, mapping: {leaf: Leaf}}
Other: {required: [kind], properties: {kind: {type: string}}}
Constant:
  oneOf: [{$ref: '#/components/schemas/Fixed'}, {$ref: '#/components/schemas/Leaf'}]
  discriminator: {propertyName: kind}
Fixed: {required: [kind], properties: {kind: {const: fixed}}}
",
        )
    };
    insta::assert_snapshot!(check("Node"), @r#"{"value":1,"children":[]}"#);
    insta::assert_snapshot!(check("Endless"), @"none");
    insta::assert_snapshot!(check("Tree"), @r#"{"left":"string"}"#);
    insta::assert_snapshot!(check("Pair"), @r#"{"kind":"leaf"}"#);
    insta::assert_snapshot!(check("Constant"), @r#"{"kind":"fixed"}"#);
}

#[test]
fn examples_of_schemas_within_are_parts_of_a_sample() {
    let check = |pet: &str| {
        check(
            "{schema: {required: [pets], properties: {pets: {type: array, items: {$ref: '#/components/schemas/Pet'}}}}}",
            pet,
        )
    };
    let pet = |example: &str| {
        format!(
            "Pet: {{type: object, required: [id], properties: {{id: {{type: integer, format: int32}}, name: {{type: string}}}}, example: {example}}}"
        )
    };
    insta::assert_snapshot!(check(&pet("{id: 7, name: Rex}")), @r#"{"pets":[{"id":7,"name":"Rex"}]}"#);
    insta::assert_snapshot!(check(&pet("{name: Rex}")), @r#"{"pets":[{"id":1,"name":"string"}]}"#);
    insta::assert_snapshot!(check(&pet("{id: 9.0, name: Rex}")), @r#"{"pets":[{"id":1,"name":"string"}]}"#);
}
