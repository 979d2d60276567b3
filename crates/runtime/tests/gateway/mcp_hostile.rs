//! MCP clients that break the rules, and what they are told.

use std::time::Duration;

use specwright_runtime::gateway::Limits;
use specwright_runtime::json::Value;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;

use crate::mcp_client::{Client, shown};
use crate::support::{Answer, Upstream, json, request, response};

const CALL: &str = r#""method": "tools/call", "params": {"name": "get-user", "arguments": {"user_id": "7"}}"#;

#[tokio::test]
async fn ids_of_all_kinds() {
    let upstream = Upstream::start(|_| json("{}")).await;
    let client = Client::new(&upstream).await;
    for id in ["0", "-1", "9223372036854775807", "\"a\\u0000b\"", "\"\""] {
        let answer = client
            .post("", &format!(r#"{{"jsonrpc": "2.0", "id": {id}, {CALL}}}"#))
            .await;
        let expected: Value = serde_json::from_str(id).unwrap();
        assert_eq!(answer.json()["id"], expected);
        assert_eq!(answer.json()["result"]["isError"], false);
        upstream.only();
    }
    // MCP allows texts and whole numbers alone.
    for id in ["null", "1.5", "1e400", "[1]", "{}", "true"] {
        let answer = client
            .post("", &format!(r#"{{"jsonrpc": "2.0", "id": {id}, {CALL}}}"#))
            .await;
        assert!(
            (400..500).contains(&answer.status) || answer.status == 202,
            "{id}: {} {}",
            answer.status,
            answer.body()
        );
        assert!(upstream.take().is_empty(), "{id}");
    }
}

#[tokio::test]
async fn messages_that_are_not_for_a_server() {
    let upstream = Upstream::start(|_| json("{}")).await;
    let client = Client::new(&upstream).await;
    let batch = format!(r#"[{{"jsonrpc": "2.0", "id": 1, {CALL}}}, {{"jsonrpc": "2.0", "id": 2, {CALL}}}]"#);
    let deep = format!(
        r#"{{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {{"name": "create-user", "arguments": {{"body": {}1{}}}}}}}"#,
        "[".repeat(10_000),
        "]".repeat(10_000)
    );
    for message in [
        batch.as_str(),
        &deep,
        "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"tools/call\", \"params\": {\"name\": \"\\ud800\"}}",
        r#"{"id": 1, "method": "ping"}"#,
    ] {
        let answer = client.post("", message).await;
        assert!((400..500).contains(&answer.status), "{message}: {}", answer.body());
    }
    for message in [
        r#"{"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": 1}}"#,
        r#"{"jsonrpc": "2.0", "method": "notifications/nonsense"}"#,
        r#"{"jsonrpc": "2.0", "id": 1, "result": {}}"#,
    ] {
        let answer = client.post("", message).await;
        assert!(
            answer.status == 202 || (400..500).contains(&answer.status),
            "{message}: {}",
            answer.status
        );
        assert_eq!(answer.status >= 400, !answer.bytes.is_empty());
    }
    for params in ["{}", "[]", "7", r#"{"name": 7}"#] {
        let message = format!(r#"{{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {params}}}"#);
        let answer = client.post("", &message).await;
        assert!(
            (400..500).contains(&answer.status) || answer.json().get("error").is_some(),
            "{params}"
        );
    }
    assert!(upstream.take().is_empty());
}

#[tokio::test]
async fn revisions_that_nobody_knows() {
    let upstream = Upstream::start(|_| json("{}")).await;
    let client = Client::new(&upstream).await;
    for version in ["1999-01-01", "2025-11-25, 2025-06-18", "x"] {
        let message = format!(r#"{{"jsonrpc": "2.0", "id": 1, {CALL}}}"#);
        let answer = client.post(&format!("mcp-protocol-version: {version}"), &message).await;
        assert_eq!(answer.status, 400, "{version}: {}", answer.body());
    }
    assert!(upstream.take().is_empty());
}

#[tokio::test]
async fn arguments_that_hide_something() {
    let upstream = Upstream::start(|_| json("{}")).await;
    let client = Client::new(&upstream).await;
    for (tool, arguments, expected) in [
        (
            "send-parts",
            r#"{"body": {"a\u0000": "b"}}"#,
            "error: The arguments cannot be used:\n- /body: has a name with a control character, which no part of a form can have",
        ),
        (
            "list-users",
            r#"{"page": 123456789012345678901234567890}"#,
            "error: The arguments cannot be used:\n- /page: has more digits than can be passed on",
        ),
        (
            "create-user",
            r#"{"body": {"name": "b", "age": 123456789012345678901234567890}}"#,
            "error: The arguments cannot be used:\n- /body/age: has more digits than can be passed on",
        ),
        ("get-user", r#"{"user_id": "a\r\nx-evil: 1"}"#, "{} => {}"),
    ] {
        let result = client.call(tool, arguments).await;
        assert_eq!(shown(&result), expected, "{tool} {arguments}");
    }
    assert_eq!(upstream.only().line, "GET /users/a%0D%0Ax-evil%3A%201");
    // Parts cannot be ended from within, and what is null is no part.
    client
        .call(
            "send-parts",
            r#"{"body": {"a\"; filename=\"x": "--x--\r\n", "file": null, "b": null}}"#,
        )
        .await;
    let body = String::from_utf8(upstream.only().body).unwrap();
    assert_eq!(body.matches("Content-Disposition").count(), 1, "{body}");
    assert!(
        body.contains("name=\"a%22; filename=%22x\"\r\n\r\n--x--\r\n\r\n--specwright"),
        "{body}"
    );
}

#[tokio::test]
async fn a_body_that_does_not_come() {
    let upstream = Upstream::start(|_| json("{}")).await;
    let mut limits = Limits::new();
    limits.request_time = Duration::from_millis(200);
    let client = Client::with(&upstream, limits).await;
    let mut stream = TcpStream::connect(client.caller.address).await.unwrap();
    let head =
        "POST /\ncontent-type: application/json\naccept: application/json, text/event-stream\ncontent-length: 50";
    stream.write_all(&request(head, None)).await.unwrap();
    assert_eq!(Answer::read(stream).await.status, 408);
}

#[tokio::test]
async fn answers_that_no_reader_of_json_takes() {
    let deep = format!("{{\"a\": {}1{}}}", "[".repeat(10_000), "]".repeat(10_000));
    for body in [deep.as_str(), "{\"age\": 1e400}", "{\"name\": \"\\ud800\"}"] {
        let body = body.to_owned();
        let text = body.clone();
        let upstream = Upstream::start(move |_| json(&text)).await;
        let client = Client::new(&upstream).await;
        let result = client.call("get-user", r#"{"user_id": "7"}"#).await;
        assert_eq!(shown(&result), format!("{body} => {{}}"));
    }
    let upstream = Upstream::start(|_| {
        let headers = [("content-type", "application/json"), ("content-encoding", "br")];
        Some(response(200, &headers, *b"\x01\x02"))
    })
    .await;
    let client = Client::new(&upstream).await;
    let result = client.call("get-user", r#"{"user_id": "7"}"#).await;
    assert_eq!(shown(&result), "error: the response of the upstream API cannot be read");
}
