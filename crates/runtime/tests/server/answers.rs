//! What the implementation answers, and what becomes of it.

use std::sync::Mutex;

use specwright_runtime::Problem;
use specwright_runtime::http::StatusCode;
use specwright_runtime::parameter::Parameter;
use specwright_runtime::server::{Operation, Reply, mock};

use crate::support::{Server, add, open_routes};

/// A server whose `/` answers with `reply`, once.
async fn server(reply: Reply) -> Server {
    let mut routes = open_routes();
    let reply = Mutex::new(Some(reply));
    add(&mut routes, Operation::new("x", "GET", "/"), move |_| {
        let reply = reply.lock().unwrap().take().unwrap();
        async move { Ok(reply) }
    });
    Server::start(routes).await
}

async fn check(reply: Reply, media_type: &str, expected: &str) {
    let answer = server(reply).await.send("GET /").await;
    assert_eq!(
        (answer.header("content-type"), answer.summary().as_str()),
        (media_type, expected)
    );
}

#[tokio::test]
async fn replies_are_sent_as_they_are() {
    check(Reply::json(201, &7), "application/json", "201 7").await;
    check(
        Reply::json_as(200, "application/x+json", &"a"),
        "application/x+json",
        "200 \"a\"",
    )
    .await;
    check(
        Reply::text(200, "text/csv", "a,b"),
        "text/csv; charset=utf-8",
        "200 a,b",
    )
    .await;
    check(
        Reply::text(200, "text/csv; charset=us-ascii", "a"),
        "text/csv; charset=us-ascii",
        "200 a",
    )
    .await;
    check(Reply::bytes(299, "image/png", *b"x"), "image/png", "299 x").await;
    check(Reply::empty(204), "", "204").await;
    let problem = Problem::new(StatusCode::CONFLICT).with_detail("taken");
    check(Reply::problem(&problem), "application/problem+json", "409 taken").await;
}

#[tokio::test]
async fn replies_that_http_cannot_carry_are_internal_errors() {
    let injected = "1\r\nset-cookie: a=b";
    let header = Parameter::header("X-Rate");
    for reply in [
        Reply::json(99, &7),
        Reply::json(1000, &7),
        Reply::empty(101),
        Reply::json_as(200, "a/b\r\nx: y", &7),
        Reply::json(200, &7).header(&header, &injected),
        Reply::json(200, &7).header_optional(&header, &Some(injected)),
        Reply::json(200, &7).raw_header("X-Rate", injected),
        Reply::json(200, &7).raw_header("x y", "1"),
        Reply::json(399, &7).within(400..=499),
    ] {
        check(reply, "application/problem+json", "500").await;
    }
}

#[tokio::test]
async fn headers_are_written_in_their_style() {
    let tags = Parameter::header("X-Tags").shape(specwright_runtime::parameter::Shape::Array);
    let reply = Reply::json(404, &7)
        .within(400..=499)
        .header(&tags, &vec!["a", "b"])
        .header(&Parameter::header("Retry-After"), &3)
        .header_optional(&Parameter::header("X-Gone"), &None::<u8>);
    let answer = server(reply).await.send("GET /").await;
    assert_eq!(answer.status, 404);
    assert_eq!((answer.header("x-tags"), answer.header("retry-after")), ("a,b", "3"));
    assert!(answer.headers("x-gone").is_empty());
}

#[tokio::test]
async fn the_media_type_is_negotiated() {
    let mut routes = open_routes();
    let operation = Operation::new("x", "GET", "/").response_media_types(&["application/json", "text/csv"]);
    add(&mut routes, operation, |incoming| async move {
        let context = incoming.finish()?;
        Ok(Reply::text(
            200,
            "text/plain",
            context.accepted_media_type().unwrap_or("none"),
        ))
    });
    let server = Server::start(routes).await;
    let refused = "406 the operation answers with application/json, text/csv";
    server
        .check(&[
            ("GET /", "200 application/json"),
            ("GET /\nAccept: */*", "200 application/json"),
            ("GET /\nAccept: text/*", "200 text/csv"),
            (
                "GET /\nAccept: application/json;q=0.5\nAccept: text/csv",
                "200 text/csv",
            ),
            ("GET /\nAccept: text/html", refused),
            ("GET /\nAccept: */*;q=0", refused),
        ])
        .await;
}

#[tokio::test]
async fn an_implementation_can_choose_among_media_types_of_its_own() {
    let mut routes = open_routes();
    add(&mut routes, Operation::new("x", "GET", "/"), |incoming| async move {
        let context = incoming.finish()?;
        let preferred = context.preferred(&["text/event-stream", "application/json"]);
        let shown = format!("{} {preferred:?}", context.accepts("text/event-stream"));
        Ok(Reply::text(200, "text/plain", shown))
    });
    let server = Server::start(routes).await;
    server
        .check(&[
            ("GET /", "200 true Some(\"text/event-stream\")"),
            ("GET /\nAccept: application/*", "200 false Some(\"application/json\")"),
            (
                "GET /\nAccept: text/*;q=0.1\nAccept: application/json",
                "200 true Some(\"application/json\")",
            ),
            ("GET /\nAccept: image/png", "200 false None"),
        ])
        .await;
}

#[tokio::test]
async fn a_mock_answers_as_it_is_asked_to() {
    let mut routes = open_routes();
    add(&mut routes, Operation::new("x", "GET", "/"), |incoming| async move {
        let context = incoming.finish()?;
        Ok(mock::answer(Reply::from, || {
            Ok(match mock::preferred_status(&context) {
                Some(404) => Reply::json(404, &mock::sample::<String>("\"gone\"")?),
                Some(400) => Reply::json(400, &mock::sample::<String>("7")?),
                Some(code) => Reply::empty(mock::status(code).as_u16()),
                None => Reply::empty(204),
            })
        }))
    });
    let server = Server::start(routes).await;
    server
        .check(&[
            ("GET /", "204"),
            ("GET /\nPrefer: code=404", "404 \"gone\""),
            ("GET /\nPrefer: wait=1, Code=\"404\"", "404 \"gone\""),
            ("GET /\nPrefer: respond-async\nPrefer: code=503", "503"),
            ("GET /\nPrefer: code=400", "500 expected a string, found the number 7"),
            ("GET /\nPrefer: code=x, code", "204"),
            ("GET /\nPrefer: code=100", "204"),
            ("GET /\nPrefer: code=99999", "204"),
        ])
        .await;
}
