//! Who may call what.

use std::sync::Arc;

use specwright_runtime::Secret;
use specwright_runtime::server::{
    AllowAll, Attempt, Authorizer, Credential, Denied, DenyAll, Identity, KeyPlace, Operation, Reply, Routes,
    SchemeKind, SecurityScheme, SecurityUse, authorize_with,
};

use crate::support::{Server, add};

static KEY: SecurityScheme = SecurityScheme::api_key("key", KeyPlace::Header, "X-Key");
static QUERY_KEY: SecurityScheme = SecurityScheme::api_key("query_key", KeyPlace::Query, "key");
static COOKIE: SecurityScheme = SecurityScheme::api_key("cookie", KeyPlace::Cookie, "session");
static BASIC: SecurityScheme = SecurityScheme::new("basic", SchemeKind::HttpBasic);
static OAUTH: SecurityScheme = SecurityScheme::new("oauth", SchemeKind::OAuth2);
static DIGEST: SecurityScheme = SecurityScheme::new("digest", SchemeKind::Http { scheme: "Digest" });
static SIGNED: SecurityScheme = SecurityScheme::new("signed", SchemeKind::Other { kind: "x-signed" });

/// The paths and what they ask for.
static OPERATIONS: [(&str, &[&[SecurityUse]]); 10] = [
    ("/open", &[]),
    ("/header", &[&[KEY.needing(&[])]]),
    ("/query", &[&[QUERY_KEY.needing(&[])]]),
    ("/cookie", &[&[COOKIE.needing(&[])]]),
    ("/basic", &[&[BASIC.needing(&[])]]),
    ("/oauth", &[&[OAUTH.needing(&["read", "write"])]]),
    ("/digest", &[&[DIGEST.needing(&[])]]),
    ("/signed", &[&[SIGNED.needing(&[])]]),
    (
        "/both-or-oauth",
        &[&[KEY.needing(&[]), BASIC.needing(&[])], &[OAUTH.needing(&["admin"])]],
    ),
    ("/optional", &[&[], &[KEY.needing(&[])]]),
];

async fn server(authorizer: impl Authorizer) -> Server {
    let mut routes = Routes::new(authorizer);
    for (path, security) in OPERATIONS {
        let operation = Operation::new(path, "GET", path).security(security);
        add(&mut routes, operation, |incoming| async move {
            let context = incoming.finish()?;
            let who = match context.identity().get::<String>() {
                Some(name) => name.clone(),
                None => format!("{:?}", context.identity()),
            };
            assert!(!format!("{context:?}").contains("swordfish"), "{context:?}");
            Ok(Reply::text(200, "text/plain", who))
        });
    }
    Server::start(routes).await
}

/// Lets in whoever says `swordfish`, forbids whoever says `guest`.
async fn swordfish(attempt: Attempt) -> Result<Identity, Denied> {
    assert!(!format!("{attempt:?}").contains("swordfish"), "{attempt:?}");
    let mut who = Vec::new();
    for presented in &attempt.credentials {
        let secret = match &presented.credential {
            Credential::ApiKey { key } => key,
            Credential::Basic { password, .. } => password,
            Credential::Bearer { token } => token,
            Credential::Http { parameters } => parameters,
            _ => return Err(Denied::unauthenticated()),
        };
        match secret {
            secret if secret.matches("swordfish") => who.push(presented.scheme.name),
            secret if secret.matches("guest") => return Err(Denied::forbidden("guests may not")),
            secret if secret.matches("down") => return Err(Denied::unavailable()),
            _ => return Err(Denied::unauthenticated()),
        }
    }
    Ok(Identity::new(format!(
        "{} {}",
        who.join("+"),
        attempt.scopes("oauth").join(",")
    )))
}

const MISSING: &str = "401 credentials are missing or not well formed";
const INVALID: &str = "401 the credentials are not valid";

#[tokio::test]
async fn every_kind_of_credential() {
    let server = server(authorize_with(swordfish)).await;
    let expectations = [
        ("GET /open", "200 Identity(anonymous)"),
        ("GET /header\nX-Key: swordfish", "200 key"),
        ("GET /query?key=sword%66ish", "200 query_key"),
        ("GET /query?a=b&key=swordfish", "200 query_key"),
        ("GET /cookie\nCookie: a=b; session=swordfish", "200 cookie"),
        ("GET /basic\nAuthorization: Basic bWU6c3dvcmRmaXNo", "200 basic"),
        ("GET /basic\nAuthorization: basic  bWU6c3dvcmRmaXNo ", "200 basic"),
        ("GET /oauth\nAuthorization: Bearer swordfish", "200 oauth read,write"),
        ("GET /digest\nAuthorization: Digest swordfish", "200 digest"),
    ];
    server.check(&expectations).await;
}

/// Lets in whoever signs with `swordfish`, in a header that no standard describes.
async fn signature(attempt: Attempt) -> Result<Identity, Denied> {
    let signature = attempt.headers.get("X-Signature");
    match attempt.credential("signed") {
        Some(Credential::Other) if signature.is_some_and(|it| it == "swordfish") => {
            Ok(Identity::new("signed".to_owned()))
        }
        _ => Err(Denied::unauthenticated()),
    }
}

#[tokio::test]
async fn schemes_that_no_standard_describes_are_the_authorizer_s() {
    let server = server(authorize_with(signature)).await;
    let expectations = [
        ("GET /signed\nX-Signature: swordfish", "200 signed"),
        ("GET /signed\nX-Signature: trout", INVALID),
        ("GET /signed", INVALID),
    ];
    server.check(&expectations).await;
}

#[tokio::test]
async fn credentials_that_are_not_there() {
    let server = server(authorize_with(swordfish)).await;
    let expectations = [
        ("GET /header", MISSING),
        ("GET /header\nX-Key: ", MISSING),
        ("GET /header\nX-Key: swordfish\nX-Key: swordfish", MISSING),
        ("GET /query?key=swordfish&key=swordfish", MISSING),
        ("GET /query?key=%ff", MISSING),
        ("GET /cookie\nCookie: session=swordfish; session=x", MISSING),
        ("GET /basic\nAuthorization: Basic ***", MISSING),
        ("GET /basic\nAuthorization: Basic /w==", MISSING),
        ("GET /basic\nAuthorization: Basic bWU=", MISSING),
        ("GET /basic\nAuthorization: Bearer swordfish", MISSING),
        ("GET /oauth\nAuthorization: Bearer", MISSING),
        ("GET /oauth\nAuthorization: Bearer x", INVALID),
        ("GET /header\nX-Key: swordfis", INVALID),
        ("GET /header\nX-Key: guest", "403 guests may not"),
        (
            "GET /header\nX-Key: down",
            "503 whether the credentials are valid cannot be told now",
        ),
    ];
    server.check(&expectations).await;
}

#[tokio::test]
async fn alternatives() {
    let server = server(authorize_with(swordfish)).await;
    let expectations = [
        ("GET /both-or-oauth", MISSING),
        ("GET /both-or-oauth\nX-Key: swordfish", MISSING),
        (
            "GET /both-or-oauth\nX-Key: swordfish\nAuthorization: Basic bWU6c3dvcmRmaXNo",
            "200 key+basic",
        ),
        (
            "GET /both-or-oauth\nX-Key: guest\nAuthorization: Basic bWU6c3dvcmRmaXNo",
            "403 guests may not",
        ),
        ("GET /both-or-oauth\nAuthorization: Bearer swordfish", "200 oauth admin"),
        ("GET /optional", "200 Identity(anonymous)"),
        ("GET /optional\nX-Key: swordfish", "200 key"),
        ("GET /optional\nX-Key: x", "200 Identity(anonymous)"),
    ];
    server.check(&expectations).await;
}

#[tokio::test]
async fn a_refused_caller_is_told_how() {
    let server = server(authorize_with(swordfish)).await;
    let answer = server.send("GET /both-or-oauth\nAuthorization: Bearer x").await;
    assert_eq!(
        answer.headers("www-authenticate"),
        [
            r#"ApiKey realm="key", in="header", name="X-Key""#,
            r#"Basic realm="basic", charset="UTF-8""#,
            r#"Bearer realm="oauth", scope="admin", error="invalid_token""#,
        ]
    );
    let forbidden = server.send("GET /header\nX-Key: guest").await;
    assert!(forbidden.headers("www-authenticate").is_empty());
}

#[tokio::test]
async fn authorization_comes_before_the_request_is_read() {
    let server = server(authorize_with(swordfish)).await;
    server
        .check(&[("GET /header?%zz\nAccept: nothing/here", MISSING)])
        .await;
}

#[tokio::test]
async fn authorizers_that_are_supplied() {
    let nobody = server(DenyAll).await;
    nobody
        .check(&[
            ("GET /header\nX-Key: swordfish", INVALID),
            ("GET /open", "200 Identity(anonymous)"),
        ])
        .await;
    let everybody = server(Arc::new(AllowAll)).await;
    let listed = "200 Identity(alloc::vec::Vec<specwright_runtime::server::credential::PresentedCredential>)";
    everybody
        .check(&[("GET /header\nX-Key: x", listed), ("GET /header", MISSING)])
        .await;
}

#[test]
fn secrets_are_compared_whole() {
    let secret = Secret::from("swordfish");
    for (text, expected) in [
        ("swordfish", true),
        ("swordfisx", false),
        ("swordfis", false),
        ("swordfishs", false),
        ("", false),
    ] {
        assert_eq!(secret.matches(text), expected, "{text}");
    }
    assert!(Secret::from("").matches(""));
}
