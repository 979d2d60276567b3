//! Paths, operations, parameters, bodies, responses, callbacks, links.

use super::{paths, read};

#[test]
fn parameters_have_a_place_a_style_and_a_schema() {
    insta::assert_snapshot!(paths("\
/a/{id}:
  parameters:
  - {name: id, in: path, required: true, schema: {type: integer}}
  - {name: shared, in: query, schema: {type: string}}
  get:
    operationId: a
    parameters:
    - {name: shared, in: query, required: true, schema: {type: boolean}}
    - {name: list, in: query, style: pipeDelimited, schema: {type: array, items: {type: string}}}
    - {name: plain, in: query, explode: false, schema: {type: array, items: {type: string}}}
    - {name: filter, in: query, style: deepObject, schema: {type: object}}
    - {name: json, in: query, content: {application/json: {schema: {type: object}, example: {a: 1}}}}
    - {name: X-H, in: header, schema: {type: string}}
    - {name: session, in: cookie, schema: {type: string}}
    responses: {204: {description: none}}
"), @"
    GET /a/{id} a
      path id*: integer (Simple)
      query shared*: boolean (Form explode)
      query list: [string…] (PipeDelimited)
      query plain: [string…] (Form)
      query filter: {} (DeepObject)
      query json: {} as application/json (Form explode)
      header X-H: string (Simple)
      cookie session: string (Form explode)
      204: nothing
    ");
}

#[test]
fn path_variables_and_parameters_are_compared() {
    insta::assert_snapshot!(paths("\
/a/{id}/{other}:
  get:
    operationId: a
    parameters:
    - {name: ids, in: path, required: true, schema: {type: string}}
    - {name: other, in: path, schema: {type: string}}
/b:
  get:
    operationId: b
    parameters:
    - {name: q, in: query, schema: {type: string}}
    - {name: q, in: query, schema: {type: integer}}
/c/{id}: {get: {operationId: c1, parameters: [{name: id, in: path, required: true}]}}
/c/{name}: {get: {operationId: c2, parameters: [{name: name, in: path, required: true}]}}
/{x}/{x}: {}
no-slash: {}
/open{: {}
/q?a=b: {}
"), @"
    GET /a/{id}/{other} a
      path other*: string (Simple)
      path id*: string (Simple)
    GET /b b
      query q: integer (Form explode)
    GET /c/{id} c1
      path id*: ? (Simple)
    GET /c/{name} c2
      path name*: ? (Simple)
    api.yaml:4:3: warning[undeclared-path-variable]: no parameter declares the variable `id` of `/a/{id}/{other}`; it is read as a string
      help: add a parameter `name: id`, `in: path`, `required: true`
    api.yaml:8:9: warning[unused-path-parameter]: the path `/a/{id}/{other}` has no variable `ids`
      help: did you mean `id`?
    api.yaml:9:9: warning[optional-path-parameter]: the path parameter `other` must say `required: true`
      help: add `required: true`
    api.yaml:15:9: warning[repeated-parameter]: the parameter `q` is listed twice; this one is used
      help: remove one of the two
    api.yaml:17:3: warning[same-path-shape]: `/c/{name}` matches the same paths as `/c/{id}`
      help: use one path, with one set of variable names: of a method that both have, a server answers with the first operation alone, while a client has both
    api.yaml:19:3: warning[invalid-path]: `no-slash` is no path: the path does not begin with a slash; its operations are left out
      help: write `/no-slash`
    api.yaml:20:3: warning[invalid-path]: `/open{` is no path: a brace has no counterpart; its operations are left out
      help: write variables as `{name}`, with a name and both braces
    api.yaml:21:3: warning[query-in-path]: the path `/q?a=b` has a `?` or `#`, behind which nothing belongs to a path
      help: describe what is behind it as query parameters
    ");
}

#[test]
fn headers_that_are_described_elsewhere_are_ignored() {
    insta::assert_snapshot!(paths("\
/a:
  get:
    operationId: a
    parameters: [{name: authorization, in: header, schema: {type: string}}]
    responses:
      200:
        description: ok
        headers: {Content-Type: {schema: {type: string}}, X-Rate: {required: true, schema: {type: integer}}}
"), @"
    GET /a a
      200: nothing [X-Rate*: integer]
    api.yaml:7:20: warning[ignored-header-parameter]: the header parameter `authorization` is ignored: a security scheme describes it
      help: remove it
    api.yaml:11:21: warning[ignored-header-parameter]: the response header `Content-Type` is ignored: the media types of the body describe it
      help: remove it
    ");
}

#[test]
fn bodies_by_media_type() {
    insta::assert_snapshot!(paths("\
/a:
  post:
    operationId: a
    requestBody:
      required: true
      content:
        application/json: {schema: {type: object}, example: {a: 1}}
        multipart/form-data:
          schema: {type: object, properties: {file: {type: string, format: binary}}}
          encoding: {file: {contentType: 'image/png, image/jpeg', headers: {X-Part: {schema: {type: string}}}}}
        json: {}
    responses:
      200:
        description: ok
        content:
          application/json; charset=utf-8:
            schema: {type: string}
            examples: {one: {value: 1, summary: s}, two: {$ref: '#/components/examples/two'}}
          '*/*': {}
      4XX: {description: wrong}
      default: {description: other}
      2000: {description: no status}
"), @r#"
    POST /a a
      body*: application/json {} eg {"a":1} | multipart/form-data {file: string Binary} {file as image/png or image/jpeg [X-Part: string]} | json ?
      200: application/json; charset=utf-8 string eg 1 | */* ?
      4XX: nothing
      default: nothing
    api.yaml:14:11: warning[invalid-media-type]: `json` is no media type
      help: write a type and a subtype, such as `application/json`
    api.yaml:21:67: error[unknown-reference]: `#/components/examples/two` leads to nothing: there is no key `components`
      help: what is there: `openapi`, `info`, `paths`
    api.yaml:25:9: warning[invalid-status]: `2000` is no status of a response; the response is left out
      help: write a code of three digits, a range such as `4XX`, or `default`
    "#);
}

#[test]
fn names_that_begin_like_extensions_are_names() {
    insta::assert_snapshot!(paths("\
/a:
  x-of-the-path: {}
  get:
    operationId: a
    responses:
      200: {description: ok, headers: {x-next: {schema: {type: string}}}, content: {x-a/x-b: {}}}
      x-of-the-responses: {}
x-of-the-paths: {}
"), @"
    GET /a a
      200: x-a/x-b ? [x-next: string]
    ");
}

#[test]
fn streams_of_items_of_3_2() {
    insta::assert_snapshot!(read("\
openapi: 3.2.0
info: {title: T, version: '1'}
paths:
  /a:
    query:
      operationId: search
      responses: {200: {description: ok, content: {text/event-stream: {itemSchema: {type: string}}}}}
    additionalOperations:
      COPY: {operationId: copy, responses: {204: {summary: done}}}
"), @"
    QUERY /a search
      200: text/event-stream ? of string
    COPY /a copy
      204: nothing
    ");
}

#[test]
fn operation_ids_may_be_missing_or_repeated() {
    insta::assert_snapshot!(paths("\
/a: {get: {}, post: {operationId: same}, put: {operationId: same}}
"), @"
    GET /a
    POST /a same
    PUT /a same
    api.yaml:4:8: note[missing-operation-id]: this GET operation has no `operationId`; its name is made from method and path
      help: add an `operationId`, so that the name stays when the path changes
    api.yaml:4:63: warning[repeated-operation-id]: the operationId `same` is used twice
      help: give each operation an id of its own
    ");
}

#[test]
fn path_items_can_be_references_with_siblings() {
    insta::assert_snapshot!(paths("\
/a: {get: {operationId: own}, $ref: '#/paths/~1b'}
/b: {get: {operationId: b}, delete: {operationId: d}}
/c: {get: {$ref: '#/paths/~1b/get'}}
"), @"
    GET /a own
    DELETE /a d
    GET /b b
    DELETE /b d
    GET /c b
    api.yaml:6:20: warning[misplaced-reference]: OpenAPI allows no reference here; it is followed all the same
    ");
}

#[test]
fn callbacks_links_and_webhooks() {
    insta::assert_snapshot!(read("\
openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /a:
    post:
      operationId: subscribe
      callbacks:
        event:
          '{$request.body#/url}':
            post:
              operationId: event
              requestBody: {content: {application/json: {schema: {type: string}}}}
              callbacks: {inner: {'{$url}': {post: {}}}}
      responses:
        201:
          description: made
          links:
            next: {operationId: subscribe, parameters: {id: $response.body#/id}}
            lost: {operationId: subscrib}
webhooks:
  ping: {post: {operationId: ping}}
"), @"
    POST /a subscribe
      201: nothing link next link lost
      callback event to {$request.body#/url}
        POST  event
          body: application/json string
    POST webhook ping ping
    api.yaml:13:27: warning[nested-callbacks]: callbacks of callbacks are not read
      help: describe the inner requests under `webhooks`
    api.yaml:19:33: warning[unknown-link-target]: the link leads to an operation `subscrib`, which does not exist
      help: did you mean `subscribe`?
    ");
}

#[test]
fn references_to_components_of_every_kind() {
    insta::assert_snapshot!(read("\
openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /a:
    post:
      operationId: a
      parameters: [{$ref: '#/components/parameters/P', description: replaced}]
      requestBody: {$ref: '#/components/requestBodies/B'}
      responses: {200: {$ref: '#/components/responses/R'}}
      callbacks: {c: {$ref: '#/components/callbacks/C'}}
  /b: {$ref: '#/components/pathItems/I'}
components:
  parameters: {P: {name: p, in: query, description: d, schema: {type: string}}}
  requestBodies: {B: {content: {text/plain: {schema: {type: string}}}}}
  responses: {R: {description: ok, headers: {H: {$ref: '#/components/headers/H'}}, links: {L: {$ref: '#/components/links/L'}}}}
  headers: {H: {schema: {type: integer}}}
  links: {L: {operationId: a}}
  callbacks: {C: {'{$url}': {post: {operationId: called}}}}
  pathItems: {I: {get: {operationId: b}}}
  examples: {E: {value: 1}}
"), @"
    POST /a a
      query p: string (Form explode)
      body: text/plain string
      200: nothing [H: integer] link L
      callback c to {$url}
        POST  called
    GET /b b
    ");
}
