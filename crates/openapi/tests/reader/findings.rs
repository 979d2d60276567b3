//! Findings about values and keys of any object.

use super::{paths, read, schemas};

#[test]
fn wrong_types_are_errors_with_a_place_and_help() {
    insta::assert_snapshot!(read("\
openapi: 3.1.0
info: 3
paths: []
tags: {name: a}
servers: https://x
components:
  schemas:
    A: {type: object, required: yes, properties: [a]}
    B: {type: string, maxLength: '3', readOnly: 'true', nullable: yes}
    C: text
    D: {type: object, required: true, additionalProperties: 3}
    E: {type: integer, minimum: '1', enum: 3}
"), @"
    schema A = {}
    schema B = string ..=3 nullable read-only
    schema C = any
    schema D = {}
    schema E = integer >=1
    api.yaml:2:7: error[wrong-type]: the info object must be a mapping, not a number
      help: write a mapping, with keys such as `title`, `termsOfService`, `contact`
    api.yaml:3:8: error[wrong-type]: `paths` must be a mapping, not a sequence
      help: write keys with values, without `- `
    api.yaml:4:7: error[wrong-type]: `tags` must be a sequence, not a mapping
      help: begin each item with `- `
    api.yaml:5:10: error[wrong-type]: `servers` must be a sequence, not a string
      help: begin each item with `- `
    api.yaml:8:33: warning[malformed-value]: `required` must be a sequence of texts, not a string; it is left out
      help: list the properties that are required, in the schema that has them
    api.yaml:8:50: error[wrong-type]: `properties` must be a mapping, not a sequence
      help: write keys with values, without `- `
    api.yaml:9:34: warning[malformed-value]: `maxLength` must be a whole number that is not negative, not a string; it is read as a number
      help: write `3` without quotes
    api.yaml:9:49: warning[malformed-value]: `readOnly` must be `true` or `false`, not a string; it is read as `true`
      help: write `true` without quotes
    api.yaml:9:57: warning[nullable-in-3.1]: `nullable` is no keyword from OpenAPI 3.1 on; it is read as it was meant
      help: write `type: [string, 'null']`
    api.yaml:9:67: warning[malformed-value]: `nullable` must be `true` or `false`, not a string; it is read as `true`
      help: write `true`
    api.yaml:10:8: error[wrong-type]: a schema must be a mapping, not a string
      help: write a mapping, such as `{type: string}`
    api.yaml:11:33: warning[malformed-value]: `required` must be a sequence of texts, not `true`; it is left out
      help: list the properties that are required, in the schema that has them
    api.yaml:11:61: warning[malformed-value]: `additionalProperties` must be a schema, `true` or `false`, not the number 3; it is left out
    api.yaml:12:33: warning[malformed-value]: `minimum` must be a number, not a string; it is read as a number
      help: write `1` without quotes
    api.yaml:12:44: error[wrong-type]: `enum` must be a sequence, not the number 3
      help: begin each item with `- `
    ");
}

#[test]
fn scalars_where_text_belongs_are_read_as_written() {
    insta::assert_snapshot!(read("\
openapi: 3.1.0
info: {title: yes, version: 1.10, description: true, summary:, contact: {name: 2020-01-01}}
paths: {}
"), @r#"
    api.yaml:2:29: warning[unquoted-text]: `version` must be text, and 1.10 is a number
      help: write "1.10"
    api.yaml:2:48: warning[unquoted-text]: `description` must be text, and true is a boolean
      help: write "true"
    api.yaml:2:54: warning[empty-value]: `summary` has no value
      help: give it a value, or remove the key
    "#);
}

#[test]
fn missing_keys_are_named() {
    insta::assert_snapshot!(read("openapi: 3.0.0\n"), @"
    api.yaml:1:1: error[nothing-described]: the document has neither `paths` nor `webhooks` nor `components`
      help: describe the operations under `paths`
    api.yaml:1:1: warning[missing-key]: the document must have `info`; its texts are read as empty
      help: add `info` here
    ");
    insta::assert_snapshot!(read("openapi: 3.1.0\ninfo: {}\nservers: [{}]\ntags: [{}]\n"), @"
    api.yaml:1:1: error[nothing-described]: the document has neither `paths` nor `webhooks` nor `components`
      help: describe the operations under `paths`
    api.yaml:2:7: warning[missing-key]: the info object must have `title`; `title` is read as empty
      help: add `title` here
    api.yaml:2:7: warning[missing-key]: the info object must have `version`; `version` is read as empty
      help: add `version` here
    api.yaml:3:11: warning[missing-key]: a server must have `url`; it is left out
      help: add `url` here
    api.yaml:4:8: warning[missing-key]: a tag must have `name`; it is left out
      help: add `name` here
    ");
}

#[test]
fn unknown_keys_are_reported_once_each_with_a_suggestion() {
    insta::assert_snapshot!(paths("\
/a:
  gett: {}
  get:
    operationId: a
    sumary: typo
    parameters: [{name: q, in: query, type: string}]
    responses: {200: {description: ok, schema: {type: string}}}
    x-anything: {is: fine}
"), @"
    GET /a a
      query q: ? (Form explode)
      200: nothing
    api.yaml:5:5: warning[unknown-key]: `gett` is no key of a path item
      help: did you mean `get`?
    api.yaml:8:7: warning[unknown-key]: `sumary` is no key of an operation
      help: did you mean `summary`?
    api.yaml:9:41: warning[unknown-key]: `type` is no key of a parameter
      help: put `type` into `schema`
    api.yaml:10:42: warning[unknown-key]: `schema` is no key of a response
      help: describe the body under `content`, by its media type
    ");
}

#[test]
fn floods_are_counted() {
    let text: String = (0..30)
        .map(|index| format!("S{index}: {{type: string, foo: 1}}\n"))
        .collect();
    insta::assert_snapshot!(schemas("3.1.0", &text).lines().filter(|line| !line.starts_with("schema")).collect::<Vec<_>>().join("\n"), @"
    api.yaml:6:24: warning[unknown-key]: `foo` is no key of a schema
      help: remove it, or begin its name with `x-`
    api.yaml:7:24: warning[unknown-key]: `foo` is no key of a schema
      help: remove it, or begin its name with `x-`
    api.yaml:8:24: warning[unknown-key]: `foo` is no key of a schema
      help: remove it, or begin its name with `x-`
    api.yaml:9:24: warning[unknown-key]: `foo` is no key of a schema
      help: remove it, or begin its name with `x-`
    api.yaml:10:24: warning[unknown-key]: `foo` is no key of a schema
      help: remove it, or begin its name with `x-`
    api.yaml:11:24: note[repeated-findings]: the warning `unknown-key` about `foo` applies 25 more times, first here
    ");
}

#[test]
fn floods_of_different_keys_are_counted_too() {
    let text: String = (0..2000)
        .map(|index| format!("S{index}: {{type: string, key{index}: 1}}\n"))
        .collect();
    let outline = schemas("3.1.0", &text);
    assert_eq!(outline.matches("warning[unknown-key]").count(), 500);
    assert!(outline.contains("note[repeated-findings]: the warning `unknown-key` applies 1500 more times"));
}

#[test]
fn references_that_blow_a_document_up_are_refused() {
    let operations: String = (0..150)
        .map(|index| format!("  /p{index}: {{get: {{operationId: o{index}, responses: {{200: {{$ref: '#/components/responses/R'}}}}}}}}\n"))
        .collect();
    let example = "1, ".repeat(20_000);
    let outline = read(&format!(
        "openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths:\n{operations}components:\n  responses:\n    \
         R: {{description: large, content: {{text/plain: {{example: [{example}]}}}}}}\n"
    ));
    assert!(outline.contains("error[expansion-too-large]"), "the limit holds");
}

#[test]
fn values_under_a_key_of_the_wrong_type_are_not_reported_again() {
    insta::assert_snapshot!(paths("\
/a: [{get: {unknown: 1}}]
"), @"
    api.yaml:4:7: error[wrong-type]: a path item must be a mapping, not a sequence
      help: write a mapping, with keys such as `get`, `put`, `post`
    ");
}
