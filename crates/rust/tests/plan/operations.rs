//! Operations: names, parameters, bodies and responses.

use super::paths;

fn check(text: &str) -> String {
    paths(
        text,
        "Pet: {type: object, required: [id], properties: {id: {type: integer}}}",
    )
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
"), @r#"
    struct Pet
      id: i64
    fn Api::get_pets GetPets GET /pets
    fn Api::pets_create_one PetsCreateOne POST /pets
    fn Api::same Same GET /pets/{id}.json
      id: String Path "id"
    fn Api::same_2 Same2 DELETE /pets/{id}.json
      id: String Path "id"
    fn Api::r#type Type PUT /pets/{id}.json
      id: String Path "id"
    fn Value1ClickApps::same_error_2 SameError2 PATCH /pets/{id}.json
      id: String Path "id"
    "#);
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
"), @r#"
    struct Pet
      id: i64
    fn Api::get Get GET /x/{id}
      id: i64 Path "id" [>= 1]
      required: bool Query "required"
      id_query: String Query "id", optional
      id_header: String Header "ID", optional
      send_query: String Query "send", optional
    "#);
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
"), @r#"
    struct Pet sent
      id: i64
    struct GetC sent
      x: String, optional
    enum GetG sent: Up="up" Down="down"
    fn Api::get Get GET /x/{m}
      m: Vec<String> Path "m" Array Matrix
      a: Vec<String> Query "a" Array Form exploded, optional, else ["x"]
      b: Vec<i64> Query "b" Array PipeDelimited, optional
      c: GetC Query "c" Object DeepObject exploded, optional
      d: Pet Query "d" Json Form exploded, optional
      e: i64 Query "e", optional, else 5
      f: i64 Query "f", optional
      g: GetG Query "g", optional, else "up"
      h: String Cookie "h", optional
      i: String Header "i", optional
    "#);
}

#[test]
fn bodies_are_handled_by_their_media_type() {
    let body = |media_types: &str| {
        let content = media_types
            .split(" | ")
            .map(|it| format!("{it}: {{schema: {{$ref: '#/components/schemas/Pet'}}}}"));
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
        "application/xml | application/json",
        "'application/json; charset=utf-8'",
    ];
    insta::assert_snapshot!(all.map(body).concat(), @"
      body: json application/json Pet, optional
      body: json application/problem+json Pet, optional
      body: json */* Pet, optional
      body: form application/x-www-form-urlencoded Pet, optional
      body: text text/plain, optional
      body: bytes text/event-stream, optional
    4: note[body-as-bytes]: `text/event-stream` of the request body is handed over as bytes: items are not sent one by one
      body: bytes application/octet-stream, optional
      body: json application/json Pet, optional
    4: warning[media-type-left-out]: `application/xml` of the request body is left out: the same is there in another form
      body: json application/json; charset=utf-8 Pet, optional
    ");
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
"), @r#"
    struct Pet
      id: i64
    fn Api::x X POST /x
      body: json application/json runtime::Map<runtime::json::Value>, free form
    fn Api::y Y PUT /x
      body: json application/json runtime::json::Value
    "#);
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
"), @r#"
    struct Pet
      id: i64
    struct XOkBody received
      inline: String, optional
    fn Api::x X GET /x
      200 Ok: json application/json XOkBody such as {"inline":"string"}
        x_total: i64 "X-Total" such as 1
        status_header: Vec<String> "Status", optional such as ["string"]
      204 NoContent: nothing
      299 Status299: bytes image/png such as "text"
      5XX ServerError: text text/plain such as "text"
      default Default: nothing
    "#);
}

#[test]
fn an_extension_may_stand_right_behind_a_variable() {
    insta::assert_snapshot!(check("
/x/{id}{extension}:
  parameters:
    - {name: id, in: path, required: true, schema: {type: string}}
    - {name: extension, in: path, required: true, schema: {enum: [.json, .xml]}}
  get: {operationId: x, responses: {}}
"), @r#"
    struct Pet
      id: i64
    enum XExtension sent: Json=".json" Xml=".xml"
    fn Api::x X GET /x/{id}{extension}
      id: String Path "id"
      extension: XExtension Path "extension"
    "#);
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
  post: {operationId: upload, requestBody: {content: {multipart/mixed: {schema: {type: object}}}}, responses: {}}
"), @"
    struct Pet
      id: i64
    fn Api::upload Upload POST /z
      body: bytes multipart/mixed, optional
    7: warning[operation-left-out]: the operation `adjacent` is left out: where `a` ends and `b` begins in the path cannot be told
    10: warning[operation-left-out]: the operation `twice` is left out: the path has the variable `a` twice
    12: note[body-as-bytes]: `multipart/mixed` of the request body is handed over as bytes: parts that are no form's are not read or written
    ");
}

#[test]
fn a_style_that_begins_with_a_sign_tells_variables_apart() {
    insta::assert_snapshot!(check("
/a/{id}{ext}:
  parameters:
    - {name: id, in: path, required: true, schema: {type: string}}
    - {name: ext, in: path, required: true, style: label, explode: true, schema: {type: string}}
  get: {operationId: a, responses: {}}
/b/{id}{m}/{last}:
  parameters:
    - {name: id, in: path, required: true, schema: {type: string}}
    - {name: m, in: path, required: true, style: matrix, schema: {type: array, items: {type: string}}}
    - {name: last, in: path, required: true, style: label, schema: {type: string}}
  get: {operationId: b, responses: {}}
/c/{id}{m}:
  parameters:
    - {name: id, in: path, required: true, schema: {type: string}}
    - {name: m, in: path, required: true, style: matrix, explode: true, schema: {type: array, items: {type: string}}}
  get: {operationId: c, responses: {}}
"), @r#"
    struct Pet
      id: i64
    fn Api::a A GET /a/{id}.{ext}
      id: String Path "id"
      ext: String Path "ext"
    fn Api::b B GET /b/{id};m={m}/{last}
      id: String Path "id"
      m: Vec<String> Path "m" Array Simple
      last: String Path "last"
    20: warning[operation-left-out]: the operation `c` is left out: where `id` ends and `m` begins in the path cannot be told
    "#);
}

#[test]
fn of_two_operations_on_one_route_a_server_has_the_first() {
    let document = super::document("
  /a/{x}: {parameters: [{name: x, in: path, required: true, schema: {type: string}}], get: {operationId: getX, responses: {}}}
  /a/{y}: {parameters: [{name: y, in: path, required: true, schema: {type: string}}], get: {operationId: getY, responses: {}}, put: {operationId: putY, responses: {}}}
", "");
    let (plan, _) = super::plan(&document);
    let findings = plan.shadowed_findings();
    let messages: Vec<&str> = findings.iter().map(|finding| finding.message.as_str()).collect();
    insta::assert_snapshot!(messages.join("\n"), @r#"the server leaves out the operation `getY`: `/a/{y}` matches the same paths as `/a/{x}`, whose requests `getX` answers"#);
}
