//! Every keyword of JSON Schema 2020-12 and what becomes of it: lowered, passed over, or reported.

use super::schemas;

/// One line for each schema: its text, what it is lowered to, and the findings about it.
fn table(cases: &[&str]) -> String {
    let line = |case: &&str| {
        let read = schemas("3.1.0", &format!("A: {case}\n"));
        let mut lines = read.lines();
        let lowered = lines
            .find_map(|line| line.strip_prefix("schema A = "))
            .unwrap_or("?")
            .to_owned();
        let findings = lines.filter(|line| line.starts_with("api.yaml"));
        let findings: String = findings
            .filter_map(|line| line.split_once(": ").map(|(_, finding)| format!("\n    {finding}")))
            .collect();
        format!("{case}\n  => {lowered}{findings}\n")
    };
    cases.iter().map(line).collect()
}

#[test]
fn core_keywords() {
    insta::assert_snapshot!(table(&[
        "{$schema: 'https://json-schema.org/draft/2020-12/schema', type: string}",
        "{$schema: 'http://json-schema.org/draft-07/schema#', type: string}",
        "{$vocabulary: {'https://example.com/v': true}, type: string}",
        "{$id: 'https://example.com/a', type: string}",
        "{$anchor: a, type: string}",
        "{$dynamicAnchor: a, type: string}",
        "{$dynamicAnchor: a, type: object, properties: {next: {$dynamicRef: '#a'}}}",
        "{$ref: '#/components/schemas/A/$defs/B', $defs: {B: {type: string}}}",
        "{$recursiveRef: '#'}",
        "{$recursiveAnchor: true, type: object}",
        "{$comment: for authors, type: string}",
        "{definitions: {B: {type: string}}, $ref: '#/components/schemas/A/definitions/B'}",
    ]), @"
    {$schema: 'https://json-schema.org/draft/2020-12/schema', type: string}
      => string
    {$schema: 'http://json-schema.org/draft-07/schema#', type: string}
      => string
        warning[unknown-dialect]: `http://json-schema.org/draft-07/schema#` is no dialect that is known; schemas are read as JSON Schema 2020-12
    {$vocabulary: {'https://example.com/v': true}, type: string}
      => string
    {$id: 'https://example.com/a', type: string}
      => string
    {$anchor: a, type: string}
      => string
    {$dynamicAnchor: a, type: string}
      => string
    {$dynamicAnchor: a, type: object, properties: {next: {$dynamicRef: '#a'}}}
      => {next: all(A)}
    {$ref: '#/components/schemas/A/$defs/B', $defs: {B: {type: string}}}
      => all(B)
    {$recursiveRef: '#'}
      => any
        warning[unsupported-keyword]: `$recursiveRef` is not supported: any value is accepted in its place
    {$recursiveAnchor: true, type: object}
      => {}
        warning[unsupported-keyword]: `$recursiveAnchor` is not supported: references to it that depend on their context are read as any value
    {$comment: for authors, type: string}
      => string
    {definitions: {B: {type: string}}, $ref: '#/components/schemas/A/definitions/B'}
      => all(B)
    ");
}

#[test]
fn composition() {
    insta::assert_snapshot!(table(&[
        "{allOf: [{type: object}, {minProperties: 1}]}",
        "{anyOf: [{type: string}, {type: integer}]}",
        "{oneOf: [{type: string}, {type: 'null'}]}",
        "{not: {type: string}}",
        "{if: {required: [a]}, then: {required: [b]}, else: {required: [c]}}",
        "{dependentSchemas: {a: {required: [b]}}}",
        "{dependentRequired: {a: [b]}}",
        "{dependencies: {a: [b]}}",
        "{oneOf: [true, {type: string}]}",
        "{allOf: [true, {type: string}]}",
        "{anyOf: [false, {type: string}]}",
    ]), @"
    {allOf: [{type: object}, {minProperties: 1}]}
      => all({}, {})
    {anyOf: [{type: string}, {type: integer}]}
      => any(string | integer)
    {oneOf: [{type: string}, {type: 'null'}]}
      => all(string) nullable
    {not: {type: string}}
      => any
        warning[unsupported-keyword]: `not` is not supported: values are not checked against it
    {if: {required: [a]}, then: {required: [b]}, else: {required: [c]}}
      => any
        warning[unsupported-keyword]: `if` is not supported: values are not checked against it
        warning[unsupported-keyword]: `then` is not supported: values are not checked against it
        warning[unsupported-keyword]: `else` is not supported: values are not checked against it
    {dependentSchemas: {a: {required: [b]}}}
      => any
        warning[unsupported-keyword]: `dependentSchemas` is not supported: values are not checked against it
    {dependentRequired: {a: [b]}}
      => any
        warning[unsupported-keyword]: `dependentRequired` is not supported: values are not checked against it
    {dependencies: {a: [b]}}
      => any
        warning[unsupported-keyword]: `dependencies` is not supported: values are not checked against it
    {oneOf: [true, {type: string}]}
      => one(any | string)
    {allOf: [true, {type: string}]}
      => all(any, string)
    {anyOf: [false, {type: string}]}
      => any(never | string)
    ");
}

#[test]
fn arrays() {
    insta::assert_snapshot!(table(&[
        "{prefixItems: [{type: string}, true], items: {type: integer}}",
        "{prefixItems: [{type: string}], items: false}",
        "{items: false}",
        "{items: true}",
        "{items: [{type: string}], additionalItems: false}",
        "{contains: {type: string}, minContains: 1, maxContains: 2}",
        "{minItems: 1, maxItems: 2, uniqueItems: true}",
        "{type: array, items: {type: string}, unevaluatedItems: false}",
        "{prefixItems: [{type: string}], unevaluatedItems: false}",
        "{type: array, anyOf: [{prefixItems: [true]}], unevaluatedItems: false}",
    ]), @"
    {prefixItems: [{type: string}, true], items: {type: integer}}
      => [string, any, integer…]
    {prefixItems: [{type: string}], items: false}
      => [string, never…]
    {items: false}
      => [never…]
    {items: true}
      => [any…]
    {items: [{type: string}], additionalItems: false}
      => [string, never…]
        warning[outdated-keyword]: `items` as a sequence is how older versions of JSON Schema write tuples
    {contains: {type: string}, minContains: 1, maxContains: 2}
      => any
        warning[unsupported-keyword]: `contains` is not supported: values are not checked against it
        warning[unsupported-keyword]: `minContains` is not supported: values are not checked against it
        warning[unsupported-keyword]: `maxContains` is not supported: values are not checked against it
    {minItems: 1, maxItems: 2, uniqueItems: true}
      => [] 1..=2 unique
    {type: array, items: {type: string}, unevaluatedItems: false}
      => [string…]
    {prefixItems: [{type: string}], unevaluatedItems: false}
      => [string, never…]
    {type: array, anyOf: [{prefixItems: [true]}], unevaluatedItems: false}
      => all(any([any])) & []
        warning[unsupported-keyword]: `unevaluatedItems` is not supported: values are not checked against it
    ");
}

#[test]
fn objects() {
    insta::assert_snapshot!(table(&[
        "{properties: {a: true, b: false}}",
        "{patternProperties: {'^x': {type: string}}}",
        "{properties: {a: {type: string}}, additionalProperties: {type: integer}}",
        "{additionalProperties: false}",
        "{required: [a, a]}",
        "{minProperties: 1, maxProperties: 2}",
        "{type: object, propertyNames: {pattern: '^a'}}",
        "{type: object, properties: {a: {type: string}}, unevaluatedProperties: false}",
        "{allOf: [{properties: {a: {type: string}}}], unevaluatedProperties: false}",
        "{allOf: [{oneOf: [{properties: {a: {type: string}}}]}], unevaluatedProperties: false}",
        "{type: object, unevaluatedProperties: {type: string}}",
        "{type: object, oneOf: [{required: [a]}], unevaluatedProperties: false}",
        "{type: object, additionalProperties: {type: string}, unevaluatedProperties: false}",
        "{type: object, unevaluatedProperties: true}",
    ]), @"
    {properties: {a: true, b: false}}
      => {a: any, b: never}
    {patternProperties: {'^x': {type: string}}}
      => {/^x/: string}
    {properties: {a: {type: string}}, additionalProperties: {type: integer}}
      => {a: string, …integer}
    {additionalProperties: false}
      => {nothing else}
    {required: [a, a]}
      => {a*}
    {minProperties: 1, maxProperties: 2}
      => {}
    {type: object, propertyNames: {pattern: '^a'}}
      => {}
        warning[unsupported-keyword]: `propertyNames` is not supported: values are not checked against it
    {type: object, properties: {a: {type: string}}, unevaluatedProperties: false}
      => {a: string, nothing else}
    {allOf: [{properties: {a: {type: string}}}], unevaluatedProperties: false}
      => all({a: string}) & {nothing else}
    {allOf: [{oneOf: [{properties: {a: {type: string}}}]}], unevaluatedProperties: false}
      => all(one({a: string}))
        warning[unsupported-keyword]: `unevaluatedProperties` is not supported: values are not checked against it
    {type: object, unevaluatedProperties: {type: string}}
      => {…string}
    {type: object, oneOf: [{required: [a]}], unevaluatedProperties: false}
      => one({a*})
        warning[unsupported-keyword]: `unevaluatedProperties` is not supported: values are not checked against it
    {type: object, additionalProperties: {type: string}, unevaluatedProperties: false}
      => {…string}
    {type: object, unevaluatedProperties: true}
      => {…any}
    ");
}

#[test]
fn values_and_types() {
    insta::assert_snapshot!(table(&[
        "{type: [string, integer, boolean, 'null']}",
        "{type: []}",
        "{enum: [a, 1, null]}",
        "{type: string, enum: [a, null]}",
        "{const: null}",
        "{const: {a: [1]}}",
        "{const: a, enum: [a, b]}",
        "{type: number, minimum: 1, maximum: 5, exclusiveMinimum: 0, exclusiveMaximum: 6, multipleOf: 0.5}",
        "{type: string, minLength: 1, maxLength: 2, pattern: '^a'}",
        "{type: string, minimum: 1, items: {}, required: [a], unevaluatedProperties: false}",
        "{type: integer, format: colour}",
        "{type: string, format: idn-email}",
        "{type: string, contentEncoding: base64, contentMediaType: image/png}",
        "{type: string, contentMediaType: application/json, contentSchema: {type: object}}",
    ]), @r#"
    {type: [string, integer, boolean, 'null']}
      => any(string | integer | boolean) nullable
    {type: []}
      => any
    {enum: [a, 1, null]}
      => any in ["a", 1] nullable
    {type: string, enum: [a, null]}
      => string in ["a"] nullable
    {const: null}
      => null
    {const: {a: [1]}}
      => any in [{"a":[1]}]
    {const: a, enum: [a, b]}
      => string in ["a"]
    {type: number, minimum: 1, maximum: 5, exclusiveMinimum: 0, exclusiveMaximum: 6, multipleOf: 0.5}
      => number >=1 <=5 >0 <6 %0.5
    {type: string, minLength: 1, maxLength: 2, pattern: '^a'}
      => string 1..=2 `^a`
    {type: string, minimum: 1, items: {}, required: [a], unevaluatedProperties: false}
      => string
        note[ineffective-keyword]: `minimum` has no effect on a schema of type `string`
        note[ineffective-keyword]: `items` has no effect on a schema of type `string`
        note[ineffective-keyword]: `required` has no effect on a schema of type `string`
        note[ineffective-keyword]: `unevaluatedProperties` has no effect on a schema of type `string`
    {type: integer, format: colour}
      => integer
    {type: string, format: idn-email}
      => string Email
    {type: string, contentEncoding: base64, contentMediaType: image/png}
      => string `image/png` `base64`
    {type: string, contentMediaType: application/json, contentSchema: {type: object}}
      => string `application/json`
        warning[unsupported-keyword]: `contentSchema` is not supported: the text is not decoded
    "#);
}

#[test]
fn annotations() {
    insta::assert_snapshot!(table(&[
        "{title: T, description: D, type: string, deprecated: true, readOnly: true}",
        "{type: string, writeOnly: true, default: a, examples: [a, b]}",
        "{type: string, examples: {a: {value: b}}}",
        "{type: string, xml: {nodeType: attribute}, externalDocs: {url: 'https://e'}, x-vendor: 1}",
        "{type: string, unknown: 1}",
    ]), @r#"
    {title: T, description: D, type: string, deprecated: true, readOnly: true}
      => string read-only deprecated -- D
    {type: string, writeOnly: true, default: a, examples: [a, b]}
      => string write-only default "a"
    {type: string, examples: {a: {value: b}}}
      => string
        warning[malformed-example]: `examples` of a schema must be a sequence of values, not a mapping
    {type: string, xml: {nodeType: attribute}, externalDocs: {url: 'https://e'}, x-vendor: 1}
      => string
    {type: string, unknown: 1}
      => string
        warning[unknown-key]: `unknown` is no key of a schema
    "#);
}
