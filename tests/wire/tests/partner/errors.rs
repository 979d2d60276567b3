//! Requests that the server refuses before the implementation sees them.

use reqwest::RequestBuilder;
use scaleway_partner_client::types::OrganizationStatus;
use wire_tests::{Server, problem, raw_exchange};

use crate::support::{TOKEN, office};

const LIST: &str = "/partner/v1/organizations";

/// Sends a request with a key, and compares the problem that answers it.
async fn check(server: &Server, request: RequestBuilder, status: u16, lines: &[&str]) {
    let refused = problem(request.header("X-Auth-Token", TOKEN)).await;
    assert_eq!(
        (refused.status, refused.lines()),
        (status, lines.iter().map(ToString::to_string).collect()),
        "{}",
        server.url()
    );
}

#[tokio::test]
async fn parameters_of_the_wrong_type() {
    let (server, desk, _) = office(()).await;
    let get = |query: &str| server.request("GET", &format!("{LIST}?{query}"));
    check(
        &server,
        get("page_size=-1"),
        400,
        &["query page_size: expected an integer from 0 to 4294967295, found the string \"-1\""],
    )
    .await;
    check(
        &server,
        get("page_size=ten&page=1.5&order_by=random"),
        400,
        &[
            "query page_size: expected an integer, found the string \"ten\"",
            "query page: expected an integer, found the string \"1.5\"",
            "query order_by: expected one of `created_at_asc`, `created_at_desc`, found `random`",
        ],
    )
    .await;
    assert!(desk.saw_nothing());
    server.stop().await;
}

#[tokio::test]
async fn values_of_a_later_version_are_refused() {
    let (server, desk, client) = office(()).await;
    let status = OrganizationStatus::Unknown("paused".to_owned());
    let error = client.list_organizations().status(status).send().await.unwrap_err();
    assert_eq!(error.status().unwrap(), 400);
    assert!(desk.saw_nothing());
    server.stop().await;
}

#[tokio::test]
async fn bodies_that_are_no_json() {
    let (server, desk, _) = office(()).await;
    let post = |body: &'static str| {
        server
            .request("POST", LIST)
            .header("Content-Type", "application/json")
            .body(body)
    };
    check(&server, post(""), 400, &["body: the body is missing"]).await;
    let refused = problem(post("{\"partner_id\":").header("X-Auth-Token", TOKEN)).await;
    assert_eq!(refused.status, 400);
    let refused = problem(post("\u{feff}{}").header("X-Auth-Token", TOKEN)).await;
    assert_eq!(refused.status, 400);
    assert!(desk.saw_nothing());
    server.stop().await;
}

#[tokio::test]
async fn bodies_of_the_wrong_shape() {
    let (server, desk, _) = office(()).await;
    let post = |body: &'static str| {
        server
            .request("POST", LIST)
            .header("Content-Type", "application/json")
            .body(body)
    };
    check(&server, post("[]"), 422, &["body: expected an object, found an array"]).await;
    let body = r#"{"partner_id":1,"email":null,"organization_name":"o","owner_firstname":"f","owner_lastname":"l","phone_number":7}"#;
    let lines = [
        "body /partner_id: expected a string, found the number 1",
        "body /email: expected a string, found null",
        "body /phone_number: expected a string, found the number 7",
        "body: missing required property `customer_id`",
    ];
    check(&server, post(body), 422, &lines).await;
    assert!(desk.saw_nothing());
    server.stop().await;
}

#[tokio::test]
async fn media_types_that_are_not_described() {
    let (server, desk, _) = office(()).await;
    let patch = |media_type: &'static str| {
        server
            .request("PATCH", "/partner/v1/organizations/7")
            .header("Content-Type", media_type)
            .body("{}")
    };
    for media_type in ["text/plain", "application/xml", "application/jsonp", "json", ""] {
        check(&server, patch(media_type), 415, &[]).await;
    }
    let get = server.request("GET", LIST).header("Accept", "text/html");
    check(&server, get, 406, &[]).await;
    assert!(desk.saw_nothing());
    server.stop().await;
}

#[tokio::test]
async fn paths_and_methods_that_are_not_described() {
    let (server, desk, _) = office(()).await;
    for path in [
        "/",
        "/partner/v1",
        "/partner/v1/organizations/7/",
        "/partner/v1/organizations/7/lock/now",
    ] {
        check(&server, server.request("GET", path), 404, &[]).await;
    }
    let response = server
        .request("DELETE", "/partner/v1/organizations/7")
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), 405);
    assert_eq!(response.headers()["allow"], "GET, HEAD, OPTIONS, PATCH");
    let response = server.request("OPTIONS", LIST).send().await.unwrap();
    assert_eq!(response.status(), 204);
    assert_eq!(response.headers()["allow"], "GET, HEAD, OPTIONS, POST");
    assert!(desk.saw_nothing());
    server.stop().await;
}

#[tokio::test]
async fn bodies_that_are_too_large() {
    let (server, desk, _) = office(()).await;
    let request = format!(
        "POST {LIST} HTTP/1.1\r\nHost: localhost\r\nX-Auth-Token: {TOKEN}\r\nContent-Type: application/json\r\n\
         Content-Length: 99999999999\r\nConnection: close\r\n\r\n"
    );
    let response = raw_exchange(&server, &request).await;
    assert!(response.starts_with("HTTP/1.1 413 "), "{response}");
    assert!(desk.saw_nothing());
    server.stop().await;
}

#[tokio::test]
async fn a_key_that_is_there_twice_is_none() {
    let (server, desk, _) = office(()).await;
    let twice = server.request("GET", LIST).header("X-Auth-Token", "other");
    check(&server, twice, 401, &[]).await;
    assert!(desk.saw_nothing());
    server.stop().await;
}
