//! Calls of tools: where arguments go, and what results are made of.

use specwright_runtime::gateway::Limits;

use crate::mcp_client::{Client, HEADERS, shown};
use crate::support::{KEY, Upstream, json, listen, response};

#[tokio::test]
async fn arguments_are_placed() {
    let upstream = Upstream::start(|_| json("{}")).await;
    let client = Client::new(&upstream).await;
    let photo = r#"{"user_id": "7", "body": "iVBORw=="}"#;
    let list = r#"{"page": 2, "tag": ["a", "b"], "ids": [1, 2], "filter": {"age": 3}, "region": "fr-par"}"#;
    for (tool, arguments, expected) in [
        ("list-users", "{}", "GET /users"),
        (
            "list-users",
            list,
            "GET /users?page=2&tag=a&tag=b&ids=1,2&filter%5Bage%5D=3 [x-region: fr-par]",
        ),
        // Models write null for what they leave out.
        (
            "list-users",
            r#"{"page": null, "tag": null, "region": null}"#,
            "GET /users",
        ),
        ("get-user", r#"{"user_id": "a/b ?#"}"#, "GET /users/a%2Fb%20%3F%23"),
        // No value changes the host.
        (
            "get-user",
            r#"{"user_id": "@evil.example.com:80/x"}"#,
            "GET /users/%40evil.example.com%3A80%2Fx",
        ),
        ("get-user", r#"{"user_id": "\\\\evil"}"#, "GET /users/%5C%5Cevil"),
        (
            "get-user",
            r#"{"user_id": "//evil.example.com"}"#,
            "GET /users/%2F%2Fevil.example.com",
        ),
        (
            "create-user",
            r#"{"body": {"name": "Ann", "age": 7}}"#,
            r#"POST /users [content-type: application/json] {"age":7,"name":"Ann"}"#,
        ),
        ("delete-user", r#"{"user_id": "7"}"#, "DELETE /users/7"),
        (
            "delete-user",
            r#"{"user_id": "7", "body": {"a": 1}}"#,
            r#"DELETE /users/7 [content-type: application/json] {"a":1}"#,
        ),
        (
            "put-photo",
            photo,
            "PUT /users/7/photo [content-type: image/png] \u{FFFD}PNG",
        ),
        (
            "send-form",
            r#"{"body": {"age": 7, "b": "c d"}}"#,
            "POST /form [content-type: application/x-www-form-urlencoded] age=7&b=c+d",
        ),
    ] {
        let result = client.call(tool, arguments).await;
        assert_eq!(result["isError"], false, "{tool}: {result}");
        let seen = upstream.only().summary(&["content-type", "x-region"]);
        // The order of properties is serde_json's, which another crate may have changed.
        let sorted = seen.replace(r#"{"name":"Ann","age":7}"#, r#"{"age":7,"name":"Ann"}"#);
        assert_eq!(sorted, expected);
    }
    client
        .call("send-parts", r#"{"body": {"age": 7, "file": "iVBORw==", "list": [1]}}"#)
        .await;
    let seen = upstream.only();
    assert!(
        seen.header("content-type")
            .starts_with("multipart/form-data; boundary=")
    );
    let body = String::from_utf8_lossy(&seen.body);
    assert!(body.contains("name=\"age\"\r\n\r\n7\r\n"), "{body}");
    let file = "name=\"file\"; filename=\"file\"\r\nContent-Type: application/octet-stream\r\n\r\n\u{FFFD}PNG\r\n";
    assert!(body.contains(file), "{body}");
    assert!(
        body.contains("name=\"list\"\r\nContent-Type: application/json\r\n\r\n[1]\r\n"),
        "{body}"
    );
}

#[tokio::test]
async fn arguments_that_cannot_be_used_are_told() {
    let upstream = Upstream::start(|_| json("{}")).await;
    let client = Client::new(&upstream).await;
    let check = async |tool: &str, arguments: &str, expected: &[&str]| {
        let shown = shown(&client.call(tool, arguments).await);
        let mut lines = shown.lines();
        assert_eq!(lines.next(), Some("error: The arguments cannot be used:"));
        assert_eq!(lines.collect::<Vec<_>>(), expected, "{tool} {arguments}");
    };
    check(
        "list-users",
        r#"{"page": "2", "region": "x", "limit": 3}"#,
        &[
            "- Additional properties are not allowed ('limit' was unexpected)",
            "- /page: the value is not of type \"integer\"",
            "- /region: the value is not one of \"fr-par\" or \"nl-ams\"",
        ],
    )
    .await;
    check("get-user", "{}", &["- /user_id: missing"]).await;
    // What no schema forbids and no request can carry.
    check(
        "get-user",
        r#"{"user_id": ".."}"#,
        &["- /user_id: has a dot segment, which would lead to another resource"],
    )
    .await;
    check(
        "get-user",
        r#"{"user_id": ""}"#,
        &["- /user_id: is empty, which a path cannot express"],
    )
    .await;
    check("delete-user", "{}", &["- /user_id: missing"]).await;
    check(
        "put-photo",
        r#"{"user_id": "7", "body": "!"}"#,
        &["- /body: must be Base64 text"],
    )
    .await;
    assert!(upstream.take().is_empty());
    let unknown = client.call("gone", "{}").await;
    assert_eq!(
        (&unknown["code"], &unknown["message"]),
        (&(-32602).into(), &"unknown tool: gone".into())
    );
    let malformed = client.ask("tools/call", r#"{"name": 7}"#).await;
    assert!(malformed["code"].as_i64().unwrap() < 0, "{malformed}");
}

#[tokio::test]
async fn headers_cannot_be_split() {
    let upstream = Upstream::start(|_| json("{}")).await;
    let client = Client::new(&upstream).await;
    let result = client.call("list-users", r#"{"region": "fr-par\r\nx-evil: 1"}"#).await;
    assert_eq!(result["isError"], true, "{result}");
    assert!(upstream.take().is_empty());
}

#[tokio::test]
async fn results_are_text_and_values() {
    let check = async |content_type: &'static str, body: &'static [u8], expected: &str| {
        let upstream = Upstream::fixed(200, content_type, body).await;
        let client = Client::new(&upstream).await;
        assert_eq!(shown(&client.call("get-user", r#"{"user_id": "7"}"#).await), expected);
    };
    check(
        "application/json",
        b"{ \"name\": \"Ann\" }",
        r#"{ "name": "Ann" } => {"name":"Ann"}"#,
    )
    .await;
    // The schema of results is looser than what the description says.
    check(
        "application/json",
        b"{\"age\":null,\"x\":1}",
        r#"{"age":null,"x":1} => {"age":null,"x":1}"#,
    )
    .await;
    // Clients want a value that fits, since the tool has a schema: as much as fits of this one.
    check(
        "application/json",
        b"{\"name\":[],\"age\":1}",
        r#"{"name":[],"age":1} => {"age":1}"#,
    )
    .await;
    check("application/json", b"[1]", "[1] => {}").await;
    check("application/json", b"{", "{ => {}").await;
    check("text/csv", b"a;b", "a;b => {}").await;
    check("application/xml", b"<a/>", "<a/> => {}").await;
    check("text/plain; charset=latin1", b"caf\xE9", "caf\u{FFFD} => {}").await;
    check("image/png", b"\x89PNG", r#"<"image/png" "iVBORw=="> => {}"#).await;
    check(
        "application/zip",
        b"PK\x03",
        r#"<"tool-result:get-user" "application/zip" "UEsD"> => {}"#,
    )
    .await;
    check(
        "application/json",
        b"",
        "Done: the API answered 200 OK without a body => {}",
    )
    .await;
}

#[tokio::test]
async fn tools_may_have_steps_and_mappings() {
    let upstream = Upstream::fixed(200, "application/json", r#"{"total": 3, "users": []}"#).await;
    let client = Client::new(&upstream).await;
    let result = client.call("summary", "{}").await;
    assert_eq!(shown(&result), r#"{"count":3,"people":[]}"#);
}

#[tokio::test]
async fn errors_of_the_upstream_are_errors_of_the_tool() {
    let check = async |status: u16, body: &'static str, expected: &str| {
        let upstream = Upstream::fixed(status, "application/json", body).await;
        let client = Client::new(&upstream).await;
        assert_eq!(shown(&client.call("get-user", r#"{"user_id": "7"}"#).await), expected);
    };
    check(
        404,
        "{\"message\": \"gone\"}",
        "error: The API answered 404 Not Found | {\"message\": \"gone\"}",
    )
    .await;
    check(503, "", "error: The API answered 503 Service Unavailable").await;
    check(302, "", "error: The API answered 302 Found").await;
    let upstream = Upstream::start(|_| None).await;
    let mut limits = Limits::new();
    limits.call_time = std::time::Duration::from_millis(100);
    let client = Client::with(&upstream, limits).await;
    let result = client.call("get-user", r#"{"user_id": "7"}"#).await;
    assert_eq!(shown(&result), "error: the upstream API did not answer in time");
}

#[tokio::test]
async fn results_are_bounded() {
    let upstream = Upstream::fixed(200, "text/plain", vec![b'x'; 101]).await;
    let mut limits = Limits::new();
    limits.tool_result_bytes = 100;
    limits.request_bytes = 1000;
    let client = Client::with(&upstream, limits).await;
    let result = shown(&client.call("get-user", r#"{"user_id": "7"}"#).await);
    assert!(
        result.starts_with("error: The call succeeded, but its result has 101 bytes"),
        "{result}"
    );
    let long = format!(r#"{{"user_id": "{}"}}"#, "x".repeat(1000));
    let message = format!(r#"{{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {long}}}"#);
    assert_eq!(client.post("", &message).await.status, 413);
}

#[tokio::test]
async fn whoever_hangs_up_ends_the_call() {
    use tokio::io::AsyncWriteExt as _;
    // The upstream notices that nobody waits any more: its connection is closed.
    let upstream = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", upstream.local_addr().unwrap());
    let client = crate::support::client(&url, crate::support::PATIENCE);
    let gateway = crate::support::builder(client).build().unwrap();
    let address = listen(gateway.mcp_service()).await;
    let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
    let message = r#"{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params":
        {"name": "get-user", "arguments": {"user_id": "7"}}}"#;
    let head = format!("POST /\n{HEADERS}");
    stream
        .write_all(&crate::support::request(&head, Some(message.as_bytes())))
        .await
        .unwrap();
    let (mut called, _) = upstream.accept().await.unwrap();
    let mut buffer = [0; 4096];
    use tokio::io::AsyncReadExt as _;
    assert!(called.read(&mut buffer).await.unwrap() > 0);
    drop(stream);
    let ended = tokio::time::timeout(crate::support::PATIENCE, async {
        while !matches!(called.read(&mut buffer).await, Ok(0) | Err(_)) {}
    });
    ended.await.expect("the upstream request ends with the call");
}

#[tokio::test]
async fn calls_do_not_wait_for_each_other() {
    let upstream = Upstream::start(|seen| if seen.line.ends_with("/slow") { None } else { json("{}") }).await;
    let client = std::sync::Arc::new(Client::new(&upstream).await);
    let slow = std::sync::Arc::clone(&client);
    let slow = tokio::spawn(async move { slow.call("get-user", r#"{"user_id": "slow"}"#).await });
    let quick = client.call("get-user", r#"{"user_id": "quick"}"#).await;
    assert_eq!(quick["isError"], false);
    assert!(!slow.is_finished());
    slow.abort();
}

#[tokio::test]
async fn secrets_are_taken_out_of_errors() {
    let upstream = Upstream::start(|seen| {
        let echo = format!("{{\"token\": \"{}\"}}", seen.header("x-auth-token"));
        Some(response(401, &[("content-type", "application/json")], echo))
    })
    .await;
    let client = Client::new(&upstream).await;
    let result = client.call("get-user", r#"{"user_id": "7"}"#).await;
    assert_eq!(
        shown(&result),
        r#"error: The API answered 401 Unauthorized | {"token": "[redacted]"}"#
    );
    assert!(!result.to_string().contains(KEY));
}
