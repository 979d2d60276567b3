//! Security schemes and what they secure.

use specwright_model::{ApiKeyPlace, SecurityKind};

use super::{check, read};

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

/// Checks the kind of a security scheme, given without its name.
fn check_kind(scheme: &str, expected: &SecurityKind) {
    let text = format!("#%RAML 1.0\ntitle: T\nsecuritySchemes: {{ s: {{ {scheme} }} }}\n");
    let (api, findings) = read(&[("a.raml", &text)]);
    assert_eq!(findings, "");
    let schemes = api.map(|api| api.security_schemes).unwrap_or_default();
    assert_eq!(schemes.first().map(|scheme| &scheme.kind), Some(expected), "{scheme}");
}

#[test]
fn kinds_of_schemes() {
    let http = |scheme: &str| SecurityKind::Http {
        scheme: scheme.to_owned(),
    };
    let key = |place, field: &str| SecurityKind::ApiKey {
        place,
        field: field.to_owned(),
    };
    check_kind("type: Basic Authentication", &SecurityKind::Basic);
    check_kind("type: Digest Authentication", &http("digest"));
    check_kind(
        "type: OAuth 1.0, settings: { requestTokenUri: 'http://a', authorizationUri: 'http://a', tokenCredentialsUri: 'http://a' }",
        &http("OAuth"),
    );
    check_kind(
        "type: Pass Through, describedBy: { queryParameters: { key: string } }",
        &key(ApiKeyPlace::Query, "key"),
    );
    check_kind(
        "type: x-key, describedBy: { headers: { X-Key: string } }",
        &key(ApiKeyPlace::Header, "X-Key"),
    );
    check_kind(
        "type: x-signed, describedBy: { headers: { X-Date: string, X-Signature: string } }",
        &SecurityKind::Other {
            kind: "x-signed".to_owned(),
        },
    );
}

#[test]
fn settings_of_other_schemes_than_oauth_2_are_kept() {
    let text = "#%RAML 1.0\ntitle: T\nsecuritySchemes: { s: { type: x-own, settings: { rounds: 3 } } }\n";
    let (api, findings) = read(&[("a.raml", text)]);
    assert_eq!(findings, "");
    let schemes = api.map(|api| api.security_schemes).unwrap_or_default();
    let settings = schemes.first().and_then(|scheme| scheme.extensions.get("settings"));
    assert_eq!(settings.map(ToString::to_string).as_deref(), Some(r#"{"rounds":3}"#));
}
