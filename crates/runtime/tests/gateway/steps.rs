//! Plans of several steps, lookups and mappings.

use crate::support::{Caller, Seen, Upstream, json, response};
use specwright_runtime::server::axum::response::Response;

const USERS: &str = r#"{"total": 2, "users": [{"id": 1, "email": "a@b.c"}, {"id": 2, "email": "d@e.f"}]}"#;

fn answer(seen: &Seen) -> Option<Response> {
    if seen.line.starts_with("GET /users/") {
        return Some(response(200, &[("content-type", "image/png")], *b"\x89PNG"));
    }
    json(USERS)
}

/// Sends a request and compares the answer, and what the upstream was asked.
async fn check(head: &str, expected: &str, asked: &[&str]) {
    let upstream = Upstream::start(answer).await;
    let caller = Caller::rest(upstream.gateway()).await;
    let answer = caller.send(head).await;
    let body = String::from_utf8_lossy(&answer.bytes);
    let found = match answer.header("content-type") {
        "application/problem+json" => answer.summary(),
        content_type => format!("{} {content_type} {body}", answer.status),
    };
    assert_eq!(found, expected);
    let lines: Vec<String> = upstream.take().into_iter().map(|seen| seen.line).collect();
    assert_eq!(lines, asked);
}

#[tokio::test]
async fn steps_use_what_earlier_ones_gave() {
    check(
        "GET /by-email/d%40e.f",
        "200 image/png \u{FFFD}PNG",
        &["GET /users", "GET /users/user-2/photo"],
    )
    .await;
}

#[tokio::test]
async fn a_lookup_that_finds_nothing_ends_the_plan() {
    check(
        "GET /by-email/x",
        "404 `user` found no entry with the given value",
        &["GET /users"],
    )
    .await;
}

#[tokio::test]
async fn results_are_mapped() {
    check(
        "GET /summary",
        r#"200 application/json {"count":2,"first":"a@b.c","people":[{"mail":"a@b.c"},{"mail":"d@e.f"}]}"#,
        &["GET /users?page=1"],
    )
    .await;
}

#[tokio::test]
async fn an_error_ends_a_plan_and_is_not_mapped() {
    let upstream = Upstream::fixed(403, "application/json", "{\"no\": 1}").await;
    let caller = Caller::rest(upstream.gateway()).await;
    for head in ["GET /summary", "GET /by-email/x"] {
        assert_eq!(caller.send(head).await.summary(), "403 {\"no\": 1}");
        upstream.only();
    }
}

#[tokio::test]
async fn what_is_to_be_mapped_must_be_what_it_says() {
    let check = async |content_type: &'static str, body: &'static [u8], expected: &str| {
        let upstream = Upstream::fixed(200, content_type, body).await;
        let caller = Caller::rest(upstream.gateway()).await;
        assert_eq!(caller.send("GET /summary").await.summary(), expected);
        // What is passed on may be anything.
        assert_eq!(caller.send("GET /users").await.bytes, body);
    };
    check(
        "application/json",
        b"{",
        "502 the response of the upstream API cannot be read",
    )
    .await;
    check(
        "text/plain",
        b"\xFF",
        "502 the response of the upstream API cannot be read",
    )
    .await;
    check("application/json", b"", "200 {}").await;
    check("text/plain", b"3 users", "200 {}").await;
}

#[tokio::test]
async fn what_an_argument_is_made_of_is_named_where_it_is_absent() {
    use specwright_runtime::client::Operation as Called;
    use specwright_runtime::gateway::{Call, CallInput, Expression, Gateway, Plan, Route, RouteInput, Step};
    use specwright_runtime::parameter::Parameter;
    use specwright_runtime::server::Operation;
    static GET: Called = Called::new("get", "GET", "/users/{id}");
    static ROUTES: &[Route] = &[Route::new(
        Operation::new("get", "GET", "/find"),
        Plan::new(&[Step::Call {
            name: "call",
            call: &Call::new(&GET).inputs(&[CallInput::path(Parameter::path("id"))]),
            arguments: &[(
                "id",
                Expression::Template(&[Expression::Input("realm"), Expression::Input("name")]),
            )],
        }]),
    )
    .inputs(&[
        RouteInput::query(Parameter::query("realm")),
        RouteInput::query(Parameter::query("name")),
    ])];
    let upstream = Upstream::start(answer).await;
    let caller = Caller::rest(Gateway::builder(upstream.client()).routes(ROUTES)).await;
    let answer = caller.send("GET /find?realm=a").await;
    assert_eq!(answer.summary(), "400 [query name: missing]");
    let answer = caller.send("GET /find?realm=.&name=.").await;
    assert!(
        answer.summary().starts_with("400 [query realm: has a dot segment"),
        "{}",
        answer.summary()
    );
    assert!(upstream.take().is_empty());
    assert_eq!(caller.send("GET /find?realm=a&name=b").await.status, 200);
    assert_eq!(upstream.only().line, "GET /users/ab");
}
