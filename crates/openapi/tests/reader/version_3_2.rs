//! What OpenAPI 3.2 adds.

use super::{outline, read, read_texts};

const HEAD: &str = "openapi: 3.2.0\ninfo: {title: T, version: '1'}\n";

#[test]
fn a_form_that_is_the_whole_query_is_an_object_of_the_style_form() {
    insta::assert_snapshot!(read(&format!("{HEAD}\
paths:
  /a:
    get:
      operationId: a
      parameters:
      - {{name: filter, in: querystring, required: true, content: {{application/x-www-form-urlencoded: {{schema: {{type: object, properties: {{q: {{type: string}}}}}}}}}}}}
    put:
      operationId: b
      parameters:
      - {{name: filter, in: querystring, required: true, content: {{application/jsonpath: {{schema: {{type: string}}}}}}}}
      - {{name: page, in: query, schema: {{type: integer}}}}
")), @"
    GET /a a
      query filter*: {q: string} (Form explode)
    PUT /a b
      query page: integer (Form explode)
    api.yaml:12:28: warning[unsupported-keyword]: a parameter that is the whole query and no form is not supported; it is left out
      help: describe its `content` as `application/x-www-form-urlencoded`, or as single parameters
    ");
}

#[test]
fn methods_of_any_name() {
    insta::assert_snapshot!(read(&format!("{HEAD}\
paths:
  /a:
    query: {{operationId: query}}
    additionalOperations:
      COPY: {{operationId: copy}}
      link: {{operationId: link}}
      POST: {{operationId: post}}
      not a word: {{operationId: none}}
")), @"
    QUERY /a query
    COPY /a copy
    link /a link
    POST /a post
    api.yaml:9:7: warning[invalid-method]: `POST` is a method with a key of its own
      help: write `post` beside `additionalOperations`
    api.yaml:10:7: warning[invalid-method]: `not a word` is no method of HTTP; the operation is left out
      help: write a word of letters, such as `COPY`
    ");
}

#[test]
fn newer_keys_in_older_documents_are_read_with_a_warning() {
    insta::assert_snapshot!(read("\
openapi: 3.1.0
info: {title: T, version: '1'}
tags: [{name: a, summary: A, kind: nav}]
paths:
  /a:
    query:
      operationId: query
      responses: {200: {summary: short, description: long, content: {application/jsonl: {itemSchema: {type: string}}}}}
    additionalOperations: {COPY: {operationId: copy}}
"), @"
    QUERY /a query
      200: application/jsonl ? of string
    COPY /a copy
    api.yaml:3:18: warning[newer-keyword]: `summary` of a tag is not known to OpenAPI 3.1; it is read as OpenAPI 3.2 has it
      help: declare `openapi: 3.2.0`
    api.yaml:3:30: warning[newer-keyword]: `kind` of a tag is not known to OpenAPI 3.1; it is read as OpenAPI 3.2 has it
      help: declare `openapi: 3.2.0`
    api.yaml:6:5: warning[newer-keyword]: `query` is not known to OpenAPI 3.1; it is read as OpenAPI 3.2 has it
      help: declare `openapi: 3.2.0`
    api.yaml:8:25: warning[newer-keyword]: `summary` of a response is not known to OpenAPI 3.1; it is read as OpenAPI 3.2 has it
      help: declare `openapi: 3.2.0`
    api.yaml:8:90: warning[newer-keyword]: `itemSchema` is not known to OpenAPI 3.1; it is read as OpenAPI 3.2 has it
      help: declare `openapi: 3.2.0`
    api.yaml:9:5: warning[newer-keyword]: `additionalOperations` is not known to OpenAPI 3.1; it is read as OpenAPI 3.2 has it
      help: declare `openapi: 3.2.0`
    ");
}

#[test]
fn media_types_are_declared_and_items_described() {
    insta::assert_snapshot!(read(&format!("{HEAD}\
paths:
  /a:
    get:
      operationId: a
      responses:
        200:
          summary: short
          content:
            text/event-stream: {{$ref: '#/components/mediaTypes/Events'}}
            application/json: {{$ref: '#/components/mediaTypes/Evens'}}
        201: {{summary: short, description: long}}
    post:
      operationId: b
      requestBody:
        content:
          multipart/mixed:
            schema: {{type: array, prefixItems: [{{type: string}}], items: {{type: string}}}}
            prefixEncoding: [{{contentType: text/plain}}]
            itemEncoding: {{contentType: image/png}}
          application/json:
            schema: {{type: string}}
            examples: {{data: {{dataValue: {{a: 1}}, serializedValue: '{{\"a\":1}}'}}, text: {{serializedValue: raw}}}}
components:
  mediaTypes:
    Events: {{itemSchema: {{type: object, properties: {{data: {{type: string}}}}}}}}
")), @r#"
    GET /a a
      200: text/event-stream ? of {data: string}
      201: nothing
    POST /a b
      body: multipart/mixed [string, string…] | application/json string eg {"a":1} eg "raw"
    api.yaml:12:38: error[unknown-reference]: `#/components/mediaTypes/Evens` leads to nothing: there is no key `Evens`
      help: did you mean `Events`?
    api.yaml:20:13: warning[unsupported-keyword]: `prefixEncoding` is not supported: parts of a body without names are written as their media types have it
    api.yaml:21:13: warning[unsupported-keyword]: `itemEncoding` is not supported: parts of a body without names are written as their media types have it
    "#);
}

#[test]
fn servers_tags_and_security_have_more_to_say() {
    let text = format!(
        "{HEAD}\
servers: [{{url: 'https://e', name: production}}]
tags:
- {{name: pets, summary: Pets, kind: nav}}
- {{name: cats, parent: pets}}
- {{name: dogs, parent: pet}}
- {{name: a, parent: b}}
- {{name: b, parent: a}}
paths: {{}}
components:
  securitySchemes:
    old: {{type: http, scheme: basic, deprecated: true}}
    oauth:
      type: oauth2
      oauth2MetadataUrl: https://e/meta
      flows: {{deviceAuthorization: {{deviceAuthorizationUrl: 'https://e/device', tokenUrl: 'https://e/token', scopes: {{}}}}}}
"
    );
    let (api, findings) = read_texts(&[("api.yaml", &text)]);
    let api = api.expect("the document is read");
    insta::assert_snapshot!(findings, @"
    api.yaml:7:24: warning[unknown-parent-tag]: no tag is called `pet`
      help: did you mean `pets`?
    api.yaml:8:21: warning[unknown-parent-tag]: the tag `a` is a part of itself, over the parents of its parent
      help: remove one of these parents
    api.yaml:9:21: warning[unknown-parent-tag]: the tag `b` is a part of itself, over the parents of its parent
      help: remove one of these parents
    ");
    let schemes: Vec<_> = api
        .security_schemes
        .iter()
        .map(|it| (it.deprecated, it.metadata_url.as_deref()))
        .collect();
    assert_eq!(schemes, [(true, None), (false, Some("https://e/meta"))]);
    assert!(outline::api(&api).contains("device_authorization_url: Some(\"https://e/device\")"));
    assert_eq!(
        api.servers.first().and_then(|it| it.name.as_deref()),
        Some("production")
    );
    let tags: Vec<_> = api
        .tags
        .iter()
        .map(|tag| format!("{} {:?} {:?} {:?}", tag.name, tag.summary, tag.parent, tag.kind))
        .collect();
    insta::assert_snapshot!(tags.join("\n"), @r#"
    pets Some("Pets") None Some("nav")
    cats None Some("pets") None
    dogs None None None
    a None None None
    b None None None
    "#);
}
