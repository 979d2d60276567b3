//! Operations: names, parameters, bodies and responses.

use super::paths;

fn check(text: &str) -> String {
    paths(text, "Pet: {type: object, required: [id], properties: {id: {type: integer}}}")
}

#[test]
fn names_come_from_ids_or_paths() {
    insta::assert_snapshot!(check("
/pets:
  get: {responses: {}}
  post: {operationId: 'Pets/create.one', responses: {}}
/pets/{id}.json:
  parameters: [{name: id, in: path, required: true, schema: {type: string}}]
  get: {operationId: same, responses: {}}
  delete: {operationId: same, responses: {}}
  put: {operationId: type, responses: {}}
  patch: {operationId: sameError, tags: [1-Click Apps, second], responses: {}}
"), @"");
}

#[test]
fn parameters_keep_their_names_apart() {
    insta::assert_snapshot!(check("
/x/{id}:
  get:
    operationId: get
    parameters:
    - {name: id, in: path, required: true, schema: {type: integer, minimum: 1}}
    - {name: id, in: query, schema: {type: string}}
    - {name: ID, in: header, schema: {type: string}}
    - {name: send, in: query, schema: {type: string}}
    - {name: required, in: query, required: true, schema: {type: boolean}}
    responses: {}
"), @"");
}

#[test]
fn parameters_have_styles_defaults_and_forms() {
    insta::assert_snapshot!(check("
/x/{m}:
  get:
    operationId: get
    parameters:
    - {name: m, in: path, required: true, style: matrix, schema: {type: array, items: {type: string}}}
    - {name: a, in: query, schema: {type: array, items: {type: string}, default: [x]}}
    - {name: b, in: query, style: pipeDelimited, explode: false, schema: {type: array, items: {type: integer}}}
    - {name: c, in: query, style: deepObject, explode: true, schema: {type: object, properties: {x: {type: string}}}}
    - {name: d, in: query, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
    - {name: e, in: query, schema: {type: integer, default: 5}}
    - {name: f, in: query, schema: {type: integer, default: five}}
    - {name: g, in: query, schema: {type: string, enum: [up, down], default: up}}
    - {name: h, in: cookie, schema: {type: [string, 'null']}}
    - {name: i, in: header}
    responses: {}
"), @"");
}

#[test]
fn bodies_are_handled_by_their_media_type() {
    let body = |media_types: &str| {
        let content = media_types.split(' ').map(|it| format!("{it}: {{schema: {{$ref: '#/components/schemas/Pet'}}}}"));
        let content = content.collect::<Vec<_>>().join(", ");
        let text = check(&format!(
            "/x: {{post: {{operationId: x, requestBody: {{content: {{{content}}}}}, responses: {{}}}}}}"
        ));
        text[text.find("  body").unwrap_or(0)..].to_owned()
    };
    let all = [
        "application/json",
        "application/problem+json",
        "'*/*'",
        "application/x-www-form-urlencoded",
        "text/plain",
        "text/event-stream",
        "application/octet-stream",
        "application/xml application/json",
        "'application/json; charset=utf-8'",
    ];
    insta::assert_snapshot!(all.map(body).concat(), @"");
}

#[test]
fn bodies_of_which_nothing_is_described_are_free() {
    insta::assert_snapshot!(check("
/x:
  post:
    operationId: x
    requestBody: {required: true, content: {application/json: {schema: {type: object}}}}
    responses: {}
  put:
    operationId: y
    requestBody: {required: true, content: {application/json: {}}}
    responses: {}
"), @"");
}

#[test]
fn responses_are_ordered_and_named() {
    insta::assert_snapshot!(check("
/x:
  get:
    operationId: x
    responses:
      default: {description: d}
      5XX: {description: d, content: {text/plain: {}}}
      '204': {description: d, content: {application/json: {schema: {type: string}}}}
      '200':
        description: d
        headers:
          X-Total: {required: true, schema: {type: integer}}
          Content-Type: {schema: {type: string}}
          Status: {schema: {type: array, items: {type: string}}}
        content: {application/json: {schema: {properties: {inline: {type: string}}}}}
      '299': {description: d, content: {image/png: {}}}
"), @"");
}

#[test]
fn what_cannot_be_generated_is_left_out_with_its_reason() {
    insta::assert_snapshot!(check("
/x/{a}{b}:
  parameters: [{name: a, in: path, required: true, schema: {type: string}}, {name: b, in: path, required: true, schema: {type: string}}]
  get: {operationId: adjacent, responses: {}}
/y/{a}/{a}:
  parameters: [{name: a, in: path, required: true, schema: {type: string}}]
  get: {operationId: twice, responses: {}}
/z:
  post: {operationId: upload, requestBody: {content: {multipart/form-data: {schema: {type: object}}}}, responses: {}}
"), @"");
}
