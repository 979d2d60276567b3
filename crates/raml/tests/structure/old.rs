//! RAML 0.8.

use super::check_files;

fn check(text: &str, expected: &str) {
    let text = format!("#%RAML 0.8\ntitle: Test\n{}", text.trim_start());
    check_files(&[("api.raml", &text)], expected);
}

#[test]
fn declarations_are_sequences_of_mappings() {
    check(
        "
mediaType: application/json
schemas:
  - user: '{\"type\": \"object\", \"properties\": {\"name\": {\"type\": \"string\"}}}'
traits:
  - paged: { queryParameters: { page: { type: integer } } }
  - secret: { headers: { X-Secret: { required: true } } }
resourceTypes:
  - collection: { get: { is: [ paged ], responses: { 200: { body: { application/json: { schema: user } } } } } }
/users:
  type: collection
  get: { is: [ secret ] }
",
        "
GET /users list_users
    query page?: integer
    header X-Secret: string
    200 application/json: user
",
    );
}

#[test]
fn form_parameters_are_the_properties_of_a_form() {
    check(
        "
/a:
  post:
    body:
      application/x-www-form-urlencoded:
        formParameters: { name: { required: true }, age: { type: integer } }
",
        "
POST /a create_a
    body application/x-www-form-urlencoded: {name, age}
",
    );
}

#[test]
fn what_is_optional_in_a_resource_type_is_for_those_that_have_it() {
    check(
        "
resourceTypes:
  - kind:
      get?:
        headers: { If-Match?: { description: from the resource type }, Always: }
/a: { type: kind, get: { headers: { If-Match: } } }
/b: { type: kind, get: }
/c: { type: kind, put: }
",
        "
GET /a get_a
    header If-Match?: string
    header Always?: string
GET /b get_b
    header Always?: string
PUT /c update_c
",
    );
}

#[test]
fn a_resource_may_be_served_elsewhere() {
    check(
        "
baseUri: https://{host}.example.com/{version}
version: v1
baseUriParameters: { host: { enum: [ api, content ], default: api } }
/files:
  baseUriParameters: { host: { enum: [ content ] } }
  get:
  /{id}:
    uriParameters: { id: { type: integer } }
    put: { protocols: [ HTTP ] }
/users:
  get:
  post: { baseUriParameters: { host: { enum: [ write ] } } }
",
        "
GET /files list_files
    served at https://{host}.example.com/{version}, host = content, version = v1
PUT /files/{id} update_file
    path id: integer
    served at http://{host}.example.com/{version}, host = content, version = v1
GET /users list_users
POST /users create_user
    served at https://{host}.example.com/{version}, host = write, version = v1
",
    );
}
