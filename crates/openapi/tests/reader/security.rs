//! Security schemes and requirements.

use super::{read, read_texts};

#[test]
fn schemes_of_every_kind() {
    insta::assert_snapshot!(read("\
openapi: 3.1.0
info: {title: T, version: '1'}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Auth-Token}
    basic: {type: http, scheme: Basic}
    bearer: {type: http, scheme: bearer, bearerFormat: JWT}
    digest: {type: http, scheme: digest}
    oauth: {type: oauth2, flows: {clientCredentials: {tokenUrl: 'https://t', scopes: {read: to read, write: ''}}}}
    openid: {type: openIdConnect, openIdConnectUrl: 'https://o'}
    tls: {type: mutualTLS}
"), @r#"
    security key: ApiKey { place: Header, field: "X-Auth-Token" }
    security basic: Basic
    security bearer: Bearer { format: Some("JWT") }
    security digest: Http { scheme: "digest" }
    security oauth: OAuth2 { flows: [OAuthFlow { grant: ClientCredentials, authorization_url: None, device_authorization_url: None, token_url: Some("https://t"), refresh_url: None, scopes: [Scope { name: "read", description: Some("to read") }, Scope { name: "write", description: None }] }] }
    security openid: OpenIdConnect { discovery_url: "https://o" }
    security tls: MutualTls
    "#);
}

#[test]
fn kinds_are_serialised_by_names_of_plain_words() {
    let (api, _) = read_texts(&[(
        "api.yaml",
        "\
openapi: 3.1.0
info: {title: T, version: '1'}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Auth-Token}
    oauth: {type: oauth2, flows: {}}
    openid: {type: openIdConnect, openIdConnectUrl: 'https://o'}
    tls: {type: mutualTLS}
",
    )]);
    let schemes = api.expect("it is read").security_schemes;
    let kinds = serde_json::to_value(schemes.iter().map(|scheme| &scheme.kind).collect::<Vec<_>>());
    let expected = serde_json::json!([
        {"type": "api_key", "place": "header", "field": "X-Auth-Token"},
        {"type": "oauth2", "flows": []},
        {"type": "open_id_connect", "discovery_url": "https://o"},
        {"type": "mutual_tls"},
    ]);
    assert_eq!(kinds.expect("plain data"), expected);
}

#[test]
fn requirements_are_alternatives_and_inherited() {
    insta::assert_snapshot!(read("\
openapi: 3.1.0
info: {title: T, version: '1'}
security: [{key: []}]
paths:
  /a:
    get: {operationId: inherited}
    put: {operationId: open, security: []}
    post: {operationId: optional, security: [{key: [], oauth: [read, write]}, {}]}
    patch: {operationId: wrong, security: [{kye: []}]}
components:
  securitySchemes:
    key: {type: apiKey, in: query, name: k}
    oauth: {type: oauth2, flows: {implicit: {authorizationUrl: 'https://a', scopes: {}}}}
"), @r#"
    security key: ApiKey { place: Query, field: "k" }
    security oauth: OAuth2 { flows: [OAuthFlow { grant: Implicit, authorization_url: Some("https://a"), device_authorization_url: None, token_url: None, refresh_url: None, scopes: [] }] }
    GET /a inherited by (key[])
    PUT /a open
    POST /a optional by (key[] and oauth["read", "write"]) or ()
    PATCH /a wrong by ()
    api.yaml:9:45: error[unknown-security-scheme]: no security scheme is called `kye`
      help: did you mean `key`?
    "#);
}
