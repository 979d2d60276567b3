//! Security schemes and what they secure.

use super::check;

const SCHEMES: &str = "
securitySchemes:
  oauth:
    type: OAuth 2.0
    describedBy:
      headers: { Authorization: , X-Client: }
      queryParameters: { access_token?: string }
      responses: { 401: { description: no token } }
    settings:
      authorizationUri: https://example.com/authorize
      accessTokenUri: https://example.com/token
      authorizationGrants: [ authorization_code ]
      scopes: [ read, write ]
  key: { type: x-key, describedBy: { headers: { X-Key: } } }
  login: { type: Basic Authentication }
";

fn check_secured(text: &str, expected: &str) {
    check(&format!("{SCHEMES}{}", text.trim_start()), expected);
}

#[test]
fn the_nearest_says_how_a_method_is_secured() {
    check_secured(
        "
securedBy: [ login ]
/a:
  get:
  post: { securedBy: [ key ] }
  put: { securedBy: [ null, key ] }
/b:
  securedBy: [ key ]
  get:
  /c:
    get:
",
        "
GET /a get_a
    secured by login []
POST /a create_a
    secured by key []
PUT /a update_a
    secured by nothing
    secured by key []
GET /b get_b
    secured by key []
GET /b/c get_b_c
    secured by login []
",
    );
}

#[test]
fn what_describes_a_scheme_is_a_part_of_what_it_secures_but_for_the_credential() {
    check_secured(
        "
/a:
  get:
    securedBy: [ oauth: { scopes: [ read ] } ]
    responses: { 200: }
",
        "
GET /a get_a
    header X-Client: string
    200
    401
    secured by oauth [read]
",
    );
}
