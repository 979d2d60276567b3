//! Paths whose requests are passed on as they are.

use specwright_runtime::client::SecurityRef;
use specwright_runtime::gateway::{Access, Binds, Expression, Forward, Gateway, GatewayBuilder};

use crate::api;
use crate::support::{Caller, KEY, Upstream, json};

static FORWARDS: &[Forward] = &[
    Forward::new("/all/{+path}")
        .security(&[&[SecurityRef::new("users", &[])]])
        .trusted_headers(&["X-Trace"])
        .headers(&[("X-Version", Expression::Literal("\"2022\""))])
        .query(&[("tenant", Expression::Bind("TENANT"))]),
    Forward::new("/one"),
    Forward::new("/users/{+rest}"),
];

fn gateway(upstream: &Upstream) -> GatewayBuilder {
    Gateway::builder(upstream.client())
        .routes(api::ROUTES)
        .forwards(FORWARDS)
        .binds(Binds::new().with("TENANT", "a&b").with("CALLERS", "open-sesame"))
}

/// Sends requests and compares what the upstream sees of each, or why it sees nothing.
async fn check(gateway: GatewayBuilder, upstream: &Upstream, expectations: &[(&str, &[u8], &str)]) {
    let caller = Caller::rest(gateway).await;
    for (head, body, expected) in expectations {
        let answer = if body.is_empty() {
            caller.send(head).await
        } else {
            caller.send_body(head, body).await
        };
        let headers = [
            "content-type",
            "accept",
            "x-trace",
            "x-version",
            "x-auth-token",
            "cookie",
        ];
        let found = match upstream.take().as_slice() {
            [] => answer.summary(),
            [seen] => seen.summary(&headers).replace(" [accept: */*]", ""),
            several => panic!("{several:?}"),
        };
        assert_eq!(found, *expected, "{head}");
    }
}

#[tokio::test]
async fn requests_are_passed_on_as_they_are() {
    let upstream = Upstream::start(|_| json("{}")).await;
    let of = |line: &str| format!("{line} [x-version: 2022] [x-auth-token: {KEY}]");
    let headers = "x-trace: 1\nx-trace: 2\naccept: text/html\nx-version: 1\nx-auth-token: mine\n\
                   cookie: a=b\nauthorization: x";
    check(
        gateway(&upstream),
        &upstream,
        &[
            ("GET /all/a/b", b"", &of("GET /a/b?tenant=a%26b")),
            (
                "GET /all/a%2Fb/%C3%A4/?x=1&x=%20+",
                b"",
                &of("GET /a%2Fb/%C3%A4/?x=1&x=%20+&tenant=a%26b"),
            ),
            (
                "DELETE /all/a:b;c=d?tenant=evil&%74enant=x",
                b"",
                &of("DELETE /a:b;c=d?tenant=a%26b"),
            ),
            ("GET /all/?a", b"", &of("GET /?a&tenant=a%26b")),
            (
                &format!("GET /all/a\n{headers}"),
                b"",
                &of("GET /a?tenant=a%26b [accept: text/html] [x-trace: 1, 2]"),
            ),
            (
                "PATCH /all/a\ncontent-type: application/x-odd",
                b"{\xFF",
                &format!(
                    "{} {{\u{FFFD}",
                    of("PATCH /a?tenant=a%26b [content-type: application/x-odd]")
                ),
            ),
            ("HEAD /one?x", b"", "HEAD /?x"),
            ("POST /one", b"x", "POST / [content-type: application/octet-stream] x"),
            // What fits better comes first.
            (
                "GET /users/7",
                b"",
                &format!("GET /users/7 [x-version: 2] [x-auth-token: {KEY}]"),
            ),
            ("GET /users/7/more/of/it", b"", "GET /7/more/of/it"),
        ],
    )
    .await;
}

#[tokio::test]
async fn paths_cannot_lead_above_the_base_url() {
    let upstream = Upstream::start(|_| json("{}")).await;
    let dots = "400 [path path: has a dot segment, which would lead to another resource]";
    let empty = "400 [path path: is empty, which a path cannot express]";
    check(
        gateway(&upstream),
        &upstream,
        &[
            ("GET /all/..", b"", dots),
            ("GET /all/a/%2e%2E/b", b"", dots),
            ("GET /all/a/..%2Fb", b"", dots),
            ("GET /all/a/..%5cb", b"", dots),
            ("GET /all/a/%252e%252e/b", b"", dots),
            ("GET /all/..;x=1/a", b"", dots),
            ("GET /all//evil.example.com/a", b"", empty),
            ("GET /all/a//b", b"", empty),
            ("GET /all/a//", b"", empty),
            (
                "GET /all/a\"b",
                b"",
                "400 [path path: has a character that must be percent-encoded]",
            ),
            (
                "GET /all/%zz",
                b"",
                "400 [path path: has a percent sign without two hexadecimal digits after it]",
            ),
            ("GET /one/two", b"", "404 the API has no such path"),
        ],
    )
    .await;
}

#[tokio::test]
async fn the_key_of_callers_is_not_passed_on() {
    static ACCESS: Access = Access::Query("key", Expression::Bind("CALLERS"));
    let upstream = Upstream::start(|_| json("{}")).await;
    let expectations: &[(&str, &[u8], &str)] = &[
        ("GET /one?a=1&key=open-sesame&b", b"", "GET /?a=1&b"),
        ("GET /one?a=1", b"", "401 the key of this server is missing or wrong"),
    ];
    let gateway = gateway(&upstream).access(ACCESS);
    let caller = Caller::rest(gateway).await;
    for (head, _, expected) in expectations {
        let answer = caller.send(head).await;
        let found = upstream.take().pop().map_or_else(|| answer.summary(), |seen| seen.line);
        assert_eq!(found, *expected);
    }
}
