//! Bodies: of the right type, of the right size, in time.

use std::time::Duration;

use specwright_runtime::server::{BodyUse, Operation};
use tokio::io::AsyncWriteExt as _;

use crate::support::{Answer, Pet, Server, add, open_routes, shown};

async fn server() -> Server {
    let mut routes = open_routes().body_limit(1000).body_timeout(Duration::from_millis(200));
    let json = Operation::new("json", "POST", "/json")
        .request_body(BodyUse::Required, &["application/json", "application/merge-patch+json"]);
    add(&mut routes, json, |mut incoming| async move {
        let pet = incoming.json_body::<Pet>();
        incoming.check_body(&pet, |validator, pet| {
            validator.property("name", &pet.name, |validator, name| {
                validator.length(name, Some(2), None)
            });
        });
        shown(incoming, &pet)
    });
    let optional =
        Operation::new("optional", "POST", "/optional").request_body(BodyUse::Optional, &["application/json"]);
    add(&mut routes, optional, |mut incoming| async move {
        let pet = incoming.json_body_optional::<Pet>();
        shown(incoming, &pet)
    });
    let any = Operation::new("any", "POST", "/any").request_body(
        BodyUse::Required,
        &["*/*", "text/*", "text/plain", "application/x-www-form-urlencoded"],
    );
    add(&mut routes, any, |mut incoming| async move {
        match incoming.media_type() {
            Some("text/plain") => {
                let text = incoming.text_body();
                shown(incoming, &text)
            }
            Some("application/x-www-form-urlencoded") => {
                let pet = incoming.form_body::<Pet>();
                shown(incoming, &pet)
            }
            other => {
                let length = incoming.bytes_body().map(|bytes| bytes.len());
                shown(incoming, &(other, length))
            }
        }
    });
    add(
        &mut routes,
        Operation::new("none", "GET", "/none"),
        |incoming| async move {
            let media_type = incoming.media_type();
            shown(incoming, &media_type)
        },
    );
    Server::start(routes).await
}

/// Sends a body of a type to a path and compares what comes back.
async fn check(expectations: &[(&str, &str, &[u8], &str)]) {
    let server = server().await;
    for (path, media_type, body, expected) in expectations {
        let head = format!("POST {path}\ncontent-type: {media_type}");
        let answer = server.send_body(&head, body).await;
        assert_eq!(
            answer.summary(),
            *expected,
            "{head}\n\n{}",
            String::from_utf8_lossy(body)
        );
    }
}

const JSON: &str = "application/json";

#[tokio::test]
async fn json_bodies() {
    check(&[
        (
            "/json",
            JSON,
            br#"{"name":"Rex","age":3}"#,
            r#"200 Some(Pet { name: "Rex", age: Some(3) })"#,
        ),
        (
            "/json",
            "application/pet+json",
            br#"{"name":"Rex"}"#,
            r#"415 the operation takes application/json, application/merge-patch+json"#,
        ),
        (
            "/json",
            "application/merge-patch+json",
            br#"{"name":"Rex"}"#,
            r#"200 Some(Pet { name: "Rex", age: None })"#,
        ),
        (
            "/json",
            "Application/JSON; charset=utf-8",
            br#"{"name":"Rex"}"#,
            r#"200 Some(Pet { name: "Rex", age: None })"#,
        ),
        (
            "/json",
            JSON,
            b"{",
            "400 [body: invalid JSON at line 1, column 1: EOF while parsing an object]",
        ),
        (
            "/json",
            JSON,
            b"{\"name\":\"\xff\"}",
            "400 [body: invalid JSON at line 1, column 10: invalid unicode code point]",
        ),
        (
            "/json",
            JSON,
            br#"{"name":"R"}"#,
            "422 [body /name: must have at least 2 characters, has 1]",
        ),
        (
            "/json",
            JSON,
            br#"{"name":7,"age":300,"a/b":1}"#,
            "422 [body /name: expected a string, found the number 7] \
             [body /age: expected an integer from 0 to 255, found the number 300] \
             [body /a~1b: unknown property]",
        ),
        ("/json", JSON, b"", "400 [body: the body is missing]"),
        ("/optional", JSON, b"", "200 Some(None)"),
        (
            "/optional",
            JSON,
            b"[]",
            "422 [body: expected an object, found an array]",
        ),
    ])
    .await;
}

#[tokio::test]
async fn the_media_type_chooses() {
    check(&[
        ("/any", "text/plain", "grün".as_bytes(), r#"200 Some("grün")"#),
        (
            "/any",
            "text/plain",
            b"\xff",
            "400 [body: the body is not text in UTF-8]",
        ),
        (
            "/any",
            "application/x-www-form-urlencoded",
            b"name=a+b&age=2",
            r#"200 Some(Pet { name: "a b", age: Some(2) })"#,
        ),
        (
            "/any",
            "application/x-www-form-urlencoded",
            b"name=%ff",
            "400 [body: percent-encodes bytes that are not UTF-8]",
        ),
        ("/any", "text/csv", b"a,b", r#"200 (Some("text/*"), Some(3))"#),
        ("/any", "image/png", b"\x89PNG", r#"200 (Some("*/*"), Some(4))"#),
        (
            "/any",
            "nonsense",
            b"x",
            "415 the operation takes */*, text/*, text/plain, application/x-www-form-urlencoded",
        ),
    ])
    .await;
}

#[tokio::test]
async fn another_media_type_is_told_which_ones_would_do() {
    let server = server().await;
    for head in ["POST /json\ncontent-type: text/xml", "POST /json"] {
        let answer = server.send_body(head, b"<pet/>").await;
        assert_eq!(
            (answer.status, answer.header("accept")),
            (415, "application/json, application/merge-patch+json")
        );
    }
    let answer = server.send("POST /json").await;
    assert_eq!(answer.summary(), "400 [body: the body is missing]");
}

#[tokio::test]
async fn a_body_that_is_not_asked_for_is_not_read() {
    let server = server().await;
    let answer = server.send_body("GET /none\ncontent-type: text/xml", b"<x/>").await;
    assert_eq!(answer.summary(), "200 None");
}

#[tokio::test]
async fn bodies_over_the_limit() {
    let server = server().await;
    let too_large = "413 the body has more than 1000 bytes";
    let body = vec![b' '; 1001];
    let answer = server
        .send_body("POST /json\ncontent-type: application/json", &body)
        .await;
    assert_eq!(answer.summary(), too_large);

    let announced = b"POST /json HTTP/1.1\r\nhost: t\r\ncontent-type: application/json\r\ncontent-length: 99999999999999999999\r\n\r\n";
    assert!(server.exchange(announced).await.status >= 400);

    let head = "POST /json HTTP/1.1\r\nhost: t\r\nconnection: close\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n";
    let chunks = format!("{head}1f4\r\n{0}\r\n1f5\r\n{0} \r\n0\r\n\r\n", " ".repeat(500));
    assert_eq!(server.exchange(chunks.as_bytes()).await.summary(), too_large);

    let fitting = format!(
        "{head}1f4\r\n{0}\r\n1f4\r\n{1}\r\n0\r\n\r\n",
        " ".repeat(500),
        " ".repeat(484) + r#"{"name": "Rex"} "#
    );
    assert_eq!(
        server.exchange(fitting.as_bytes()).await.summary(),
        r#"200 Some(Pet { name: "Rex", age: None })"#
    );
}

#[tokio::test]
async fn a_body_that_does_not_come() {
    let server = server().await;
    let mut stream = server.connect().await;
    stream
        .write_all(
            b"POST /json HTTP/1.1\r\nhost: t\r\ncontent-type: application/json\r\ncontent-length: 20\r\n\r\n{\"name\"",
        )
        .await
        .unwrap();
    let answer = Answer::read(stream).await;
    assert_eq!(answer.summary(), "408 the body did not arrive in time");
    assert_eq!(answer.header("connection"), "close");
}
