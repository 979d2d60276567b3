//! What a mock can be asked for besides examples: to take one secret alone, and to remember what was deleted.

use specwright_runtime::server::mock::{preferred_status, with_memory, with_secret};
use specwright_runtime::server::{
    AllowAll, KeyPlace, Operation, Reply, Routes, SchemeKind, SecurityScheme, SecurityUse,
};

use crate::support::{Server, add, open_routes};

static KEY: SecurityScheme = SecurityScheme::api_key("key", KeyPlace::Header, "X-Key");
static BASIC: SecurityScheme = SecurityScheme::new("basic", SchemeKind::HttpBasic);
static SIGNED: SecurityScheme = SecurityScheme::new("signed", SchemeKind::Other { kind: "x-signed" });

static OPERATIONS: [(&str, &[&[SecurityUse]]); 4] = [
    ("/open", &[]),
    ("/either", &[&[KEY.needing(&[])], &[BASIC.needing(&[])]]),
    ("/both", &[&[KEY.needing(&[]), BASIC.needing(&[])]]),
    ("/signed", &[&[SIGNED.needing(&[])]]),
];

#[tokio::test]
async fn one_secret_is_taken_and_no_other() {
    const INVALID: &str = "401 the credentials are not valid";
    let mut routes = Routes::new(AllowAll);
    for (path, security) in OPERATIONS {
        let operation = Operation::new(path, "GET", path).security(security);
        add(&mut routes, operation, |_| async { Ok(Reply::empty(204)) });
    }
    let server = Server::start_router(with_secret(routes.into_router(), "swordfish")).await;
    // `Basic` with `me:swordfish` and `me:trout`.
    let (right, wrong) = ("Basic bWU6c3dvcmRmaXNo", "Basic bWU6dHJvdXQ=");
    let expectations = [
        ("GET /open".to_owned(), "204"),
        ("GET /signed".to_owned(), "204"),
        ("GET /either\nX-Key: swordfish".to_owned(), "204"),
        ("GET /either\nX-Key: trout".to_owned(), INVALID),
        (format!("GET /either\nX-Key: trout\nAuthorization: {right}"), "204"),
        (format!("GET /either\nAuthorization: {wrong}"), INVALID),
        (format!("GET /both\nX-Key: swordfish\nAuthorization: {right}"), "204"),
        (format!("GET /both\nX-Key: swordfish\nAuthorization: {wrong}"), INVALID),
        ("GET /both".to_owned(), "401 credentials are missing or not well formed"),
    ];
    for (request, expected) in expectations {
        assert_eq!(server.send(&request).await.summary().trim(), expected, "{request}");
    }
}

/// A mock that remembers. Of all its paths only `/pets/{id}` has a response for 404.
async fn with_pets() -> Server {
    let mut routes = open_routes();
    for (method, path) in [
        ("POST", "/pets"),
        ("GET", "/pets/{id}"),
        ("PUT", "/pets/{id}"),
        ("PATCH", "/pets/{id}"),
        ("DELETE", "/pets/{id}"),
        ("GET", "/pets/{id}/toys"),
    ] {
        let operation = Operation::new(path, method, path);
        add(&mut routes, operation, move |incoming| async move {
            let context = incoming.finish()?;
            match preferred_status(&context) {
                Some(404) if path == "/pets/{id}" => Ok(Reply::text(404, "text/plain", "no pet")),
                _ => Ok(Reply::empty(204)),
            }
        });
    }
    Server::start_router(with_memory(routes.into_router())).await
}

/// Sends requests one after the other and compares the statuses.
async fn check(requests: &str, expected: &str) {
    let server = with_pets().await;
    let mut statuses = Vec::new();
    for request in requests.split(", ") {
        statuses.push(server.send(request).await.status.to_string());
    }
    assert_eq!(statuses.join(" "), expected, "{requests}");
}

#[tokio::test]
async fn what_was_deleted_is_gone_with_what_is_below() {
    check("GET /pets/7, DELETE /pets/7, GET /pets/7", "204 204 404").await;
    check("DELETE /pets/7, GET /pets/7/, GET /pets/7/toys", "204 404 404").await;
    check("DELETE /pets/7, DELETE /pets/7, PATCH /pets/7", "204 404 404").await;
    check("DELETE /pets/7, GET /pets/77, GET /pets/8", "204 204 204").await;
    check("GET /pets/7, GET /pets/7", "204 204").await;
}

#[tokio::test]
async fn what_is_made_again_is_there_again() {
    check("DELETE /pets/7, PUT /pets/7, GET /pets/7", "204 204 204").await;
    check("DELETE /pets/7, POST /pets, GET /pets/7/toys", "204 204 204").await;
    check("DELETE /pets/7, PUT /pets/8, GET /pets/7", "204 204 404").await;
}

#[tokio::test]
async fn the_description_s_response_says_that_it_is_gone() {
    let server = with_pets().await;
    server
        .check(&[
            ("DELETE /pets/7", "204"),
            ("GET /pets/7", "404 no pet"),
            ("GET /pets/7/toys", "404 it was deleted"),
        ])
        .await;
}
