//! The REST adapter: where inputs go, what is refused, and what comes back.

use crate::support::{Caller, KEY, Upstream, json, response};

/// Sends requests to a gateway and compares what the upstream sees of each: the request line, some
/// headers, and the body.
async fn check_placed(expectations: &[(&str, &[u8], &str)]) {
    let upstream = Upstream::start(|_| json("{}")).await;
    let caller = Caller::rest(upstream.gateway()).await;
    for (head, body, expected) in expectations {
        let answer = if body.is_empty() {
            caller.send(head).await
        } else {
            caller.send_body(head, body).await
        };
        assert_eq!(answer.status, 200, "{head}: {}", answer.summary());
        let seen = upstream.only();
        assert_eq!(seen.header("x-auth-token"), KEY);
        let headers = ["content-type", "x-region", "x-version", "cookie"];
        assert_eq!(seen.summary(&headers), *expected, "{head}");
    }
}

/// Sends requests to a gateway that must not pass them on, and compares what it answers.
async fn check_refused(expectations: &[(&str, &[u8], &str)]) {
    let upstream = Upstream::start(|_| json("{}")).await;
    let caller = Caller::rest(upstream.gateway()).await;
    for (head, body, expected) in expectations {
        let answer = caller.send_body(head, body).await;
        assert_eq!(answer.summary(), *expected, "{head}");
        assert_eq!(answer.header("content-type"), "application/problem+json");
    }
    assert!(upstream.take().is_empty(), "nothing was passed on");
}

#[tokio::test]
async fn parameters_are_placed() {
    check_placed(&[
        ("GET /users", b"", "GET /users"),
        ("GET /users?page=7", b"", "GET /users?page=7"),
        ("GET /users?tag=a&tag=b%26c", b"", "GET /users?tag=a&tag=b%26c"),
        ("GET /users?ids=1,2", b"", "GET /users?ids=1,2"),
        ("GET /users?filter[age]=3", b"", "GET /users?filter%5Bage%5D=3"),
        ("GET /users\nregion: fr-par", b"", "GET /users [x-region: fr-par]"),
        (
            "GET /users\ncookie: a=b; theme=dark",
            b"",
            "GET /users [cookie: theme=dark]",
        ),
        // The names differ, and a constant is added.
        ("GET /users/7", b"", "GET /users/7 [x-version: 2]"),
        (
            "GET /users/a%2Fb%20%C3%A4%3F",
            b"",
            "GET /users/a%2Fb%20%C3%A4%3F [x-version: 2]",
        ),
        ("GET /users/%252541", b"", "GET /users/%252541 [x-version: 2]"),
    ])
    .await;
}

#[tokio::test]
async fn bodies_are_passed_on_byte_for_byte() {
    const JSON: &str = "content-type: application/json";
    check_placed(&[
        (
            &format!("POST /users\n{JSON}; charset=utf-8"),
            b"{ \"name\": \"b\",\n \"age\": 1e0, \"a\": 12345678901234567890123 }",
            "POST /users [content-type: application/json; charset=utf-8] \
             { \"name\": \"b\",\n \"age\": 1e0, \"a\": 12345678901234567890123 }",
        ),
        // Other methods have bodies too, if they are described.
        (
            &format!("DELETE /users/7\n{JSON}"),
            b"{\"reason\": null}",
            "DELETE /users/7 [content-type: application/json] {\"reason\": null}",
        ),
        ("DELETE /users/7", b"", "DELETE /users/7"),
        (
            "PUT /users/7/photo\ncontent-type: image/jpeg",
            b"\xFF\x00",
            "PUT /users/7/photo [content-type: image/jpeg] \u{FFFD}\0",
        ),
        (
            "POST /text\ncontent-type: text/csv",
            b"a;b\r\n",
            "POST /text [content-type: text/csv] a;b\r\n",
        ),
        (
            "POST /form\ncontent-type: application/x-www-form-urlencoded",
            b"age=7&b=+%20",
            "POST /form [content-type: application/x-www-form-urlencoded] age=7&b=+%20",
        ),
        (
            "POST /parts\ncontent-type: multipart/form-data; boundary=x",
            b"--x--\r\n",
            "POST /parts [content-type: multipart/form-data; boundary=x] --x--\r\n",
        ),
    ])
    .await;
}

#[tokio::test]
async fn bodies_of_another_form_are_written_anew() {
    const JSON: &str = "content-type: application/json";
    check_placed(&[(
        &format!("POST /form\n{JSON}"),
        b"{\"age\": 7, \"tags\": [\"a\", \"b c\"]}",
        "POST /form [content-type: application/x-www-form-urlencoded] age=7&tags=a&tags=b+c",
    )])
    .await;
}

#[tokio::test]
async fn everything_that_is_wrong_is_told_at_once() {
    const JSON: &str = "\ncontent-type: application/json";
    check_refused(&[
        (
            "GET /users?page=0&ids=1,x&filter[age]=old&pages=3&pages=4&\nregion: us-east",
            b"",
            "400 [query pages: the operation has no such parameter] \
             [query filter /age: the value is not of type \"integer\"] \
             [query ids /1: the value is not of type \"integer\"] \
             [query page: the value is less than the minimum of 1] \
             [header region: the value is not one of \"fr-par\" or \"nl-ams\"]",
        ),
        (
            "GET /users?page=1&page=2",
            b"",
            "400 [query page: given more than once]",
        ),
        (
            "GET /users?page=%zz",
            b"",
            "400 [query: has a percent sign without two hexadecimal digits after it]",
        ),
        (
            &format!("POST /users{JSON}"),
            b"{\"age\": \"x\", \"name\": \"\"}",
            "400 [body /age: the value is not of type \"integer\"] \
             [body /name: the value is shorter than 1 character]",
        ),
        // Two readers could understand it differently.
        (
            &format!("POST /users{JSON}"),
            b"{\"name\": 1, \"name\": \"Ann\"}",
            "400 [body: the property `name` stands twice in an object]",
        ),
        (&format!("POST /users{JSON}"), b"{}", "400 [body /name: missing]"),
        (&format!("POST /users{JSON}"), b"", "400 [body: the body is missing]"),
        (
            &format!("POST /users{JSON}"),
            b"{",
            "400 [body: invalid JSON at line 1, column 1: EOF while parsing an object]",
        ),
        (
            "POST /form\ncontent-type: application/x-www-form-urlencoded",
            b"age=old",
            "400 [body /age: the value is not of type \"integer\"]",
        ),
        ("GET /users/7", b"x", "400 [body: the operation takes no body]"),
    ])
    .await;
}

#[tokio::test]
async fn values_cannot_lead_to_another_resource() {
    let dots = "has a dot segment, which would lead to another resource";
    check_refused(&[
        ("GET /users/%2E%2E", b"", &format!("400 [path user-id: {dots}]")),
        ("GET /users/..", b"", &format!("400 [path user-id: {dots}]")),
        ("GET /users/.", b"", &format!("400 [path user-id: {dots}]")),
        ("GET /users/a%2F..%2Fb", b"", &format!("400 [path user-id: {dots}]")),
        (
            "GET /users/%252E%252E/photo",
            b"",
            &format!("400 [path user-id: {dots}]"),
        ),
        (
            "GET /users/",
            b"",
            "400 [path user-id: is empty, which a path cannot express]",
        ),
        ("GET /users/%2F", b"", "400 [path user-id: is nothing but slashes]"),
    ])
    .await;
}

#[tokio::test]
async fn what_is_not_there_is_told() {
    let json = "content-type: application/json";
    check_refused(&[
        ("GET /", b"", "404 the API has no such path"),
        ("GET /users/7/", b"", "404 the API has no such path"),
        ("PATCH /users/7", b"", "405 the path has no such method"),
        (
            "POST /users\ncontent-type: text/plain",
            b"x",
            "415 the operation takes application/json",
        ),
        (
            &format!("PUT /users/7/photo\n{json}"),
            b"{}",
            "415 the operation takes image/*",
        ),
    ])
    .await;
    let upstream = Upstream::start(|_| self::json("[1]")).await;
    let caller = Caller::rest(upstream.gateway()).await;
    assert_eq!(
        caller.send("PATCH /users/7").await.header("allow"),
        "DELETE, GET, HEAD, OPTIONS"
    );
    assert_eq!(
        caller.send("OPTIONS /users").await.header("allow"),
        "GET, HEAD, OPTIONS, POST"
    );
    let head = caller.send("HEAD /users").await;
    assert_eq!(
        (head.status, head.header("content-length"), head.body()),
        (200, "3", "")
    );
    assert_eq!(upstream.only().line, "GET /users");
}

#[tokio::test]
async fn answers_are_passed_on_as_they_are() {
    for (status, content_type, body) in [
        (200, "application/json", &b"{ \"b\": 1e0,\n\"a\": 2 }"[..]),
        (201, "application/vnd.user+json; v=1", b"{}"),
        (203, "image/png", b"\x89PNG\r\n\0\xFF"),
        (204, "application/json", b""),
        (404, "application/problem+json", b"{\"title\": \"no such user\"}"),
        (418, "text/plain; charset=latin1", b"caf\xE9"),
        (503, "text/html", b"<h1>Down</h1>"),
    ] {
        let upstream = Upstream::fixed(status, content_type, body).await;
        let caller = Caller::rest(upstream.gateway()).await;
        let answer = caller.send("GET /users/7").await;
        let received = (answer.status, answer.header("content-type"), answer.bytes.as_slice());
        assert_eq!(received, (status, content_type, body));
        // Nothing is sent again.
        upstream.only();
    }
}

#[tokio::test]
async fn headers_are_passed_on_but_those_of_the_upstream_itself() {
    let upstream = Upstream::start(|_| {
        let headers = [
            ("etag", "\"7\""),
            ("x-total-count", "12"),
            ("link", "</users?page=2>; rel=\"next\""),
            ("retry-after", "3"),
            ("set-cookie", "session=1"),
            ("connection", "x-private"),
            ("x-private", "1"),
            ("keep-alive", "timeout=3"),
            ("www-authenticate", "Bearer"),
            ("access-control-allow-origin", "*"),
            ("strict-transport-security", "max-age=1"),
            ("alt-svc", "h3=\":443\""),
        ];
        Some(response(429, &headers, ""))
    })
    .await;
    let caller = Caller::rest(upstream.gateway()).await;
    let answer = caller.send("GET /users").await;
    let mut names: Vec<&str> = answer
        .head
        .lines()
        .skip(1)
        .filter_map(|line| line.split(':').next())
        .collect();
    names.sort_unstable();
    assert_eq!(
        names,
        [
            "connection",
            "content-length",
            "content-security-policy",
            "date",
            "etag",
            "link",
            "retry-after",
            "x-content-type-options",
            "x-total-count"
        ]
    );
    assert_eq!(answer.header("connection"), "close");
}

#[tokio::test]
async fn redirects_to_other_hosts_are_given_back() {
    let other = Upstream::start(|_| json("{}")).await;
    let location = format!("http://{}/users/7", other.address);
    let upstream = Upstream::start(move |_| Some(response(307, &[("location", &location)], ""))).await;
    let caller = Caller::rest(upstream.gateway()).await;
    let answer = caller.send("GET /users/7").await;
    assert_eq!((answer.status, upstream.take().len(), other.take().len()), (307, 1, 0));
    // Within the host they are followed.
    let upstream = Upstream::start(|seen| match seen.line.as_str() {
        "GET /users/7" => Some(response(307, &[("location", "/users/8")], "")),
        _ => json("8"),
    })
    .await;
    let caller = Caller::rest(upstream.gateway()).await;
    assert_eq!(caller.send("GET /users/7").await.summary(), "200 8");
    let lines: Vec<String> = upstream.take().into_iter().map(|seen| seen.line).collect();
    assert_eq!(lines, ["GET /users/7", "GET /users/8"]);
}
