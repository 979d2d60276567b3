//! What the facets on the page forbid does not reach the implementation.

use serde_json::{Value, json};
use wire_tests::problem;

use crate::support::{TOKEN, address, person, registry};

/// Sends a body, and compares the problem that answers it.
async fn check(method: &str, path: &str, body: &Value, lines: &[&str]) {
    let (server, desk, _) = registry(()).await;
    let request = server.request(method, path).bearer_auth(TOKEN).json(body);
    let refused = problem(request).await;
    let lines: Vec<String> = lines.iter().map(ToString::to_string).collect();
    assert_eq!((refused.status, refused.lines()), (422, lines), "{body}");
    assert!(desk.saw_nothing());
    server.stop().await;
}

/// An object with another value of a member.
fn with(mut object: Value, name: &str, member: Value) -> Value {
    object.as_object_mut().unwrap().insert(name.to_owned(), member);
    object
}

#[tokio::test]
async fn bodies() {
    check(
        "POST",
        "/users",
        &with(person(), "username", json!("M")),
        &[
            "body /username: must have at least 2 characters, has 1",
            "body /username: must match the pattern `^[a-z0-9]{2,30}$`",
        ],
    )
    .await;
    check(
        "POST",
        "/users/mina/addresses",
        &with(address(), "city", json!("x".repeat(31))),
        &["body /city: must have at most 30 characters, has 31"],
    )
    .await;
    check(
        "PUT",
        "/users/mina/name",
        &json!({"firstname": "Mina"}),
        &["body: missing required property `lastname`"],
    )
    .await;
}

#[tokio::test]
async fn queries() {
    let (server, desk, _) = registry(()).await;
    for (target, status, expected) in [
        (
            "/users/mina/contracts?max=251",
            422,
            "query max: must be at most 250, is 251",
        ),
        (
            "/organizations/tidewater/invitations?status=lost",
            400,
            "query status: expected one of `pending`, `accepted`, `rejected`, found `lost`",
        ),
        (
            "/users/mina/see/1/tidewater?version=newest",
            400,
            "query version: expected an integer, found the string \"newest\"",
        ),
    ] {
        let refused = problem(server.request("GET", target).bearer_auth(TOKEN)).await;
        assert_eq!(
            (refused.status, refused.lines()),
            (status, vec![expected.to_owned()]),
            "{target}"
        );
    }
    assert!(desk.saw_nothing());
    server.stop().await;
}
