//! The MCP server over streamable HTTP: what clients of each revision send, and what comes back.

use specwright_runtime::gateway::Limits;
use specwright_runtime::json::Value;

use crate::support::{Answer, Caller, KEY, Upstream, json, listen, response};

const HEADERS: &str = "content-type: application/json\naccept: application/json, text/event-stream";

/// An MCP client that speaks in whole messages.
struct Client {
    caller: Caller,
}

impl Client {
    async fn new(upstream: &Upstream) -> Self {
        Self::with(upstream, Limits::new()).await
    }

    async fn with(upstream: &Upstream, limits: Limits) -> Self {
        let gateway = upstream
            .gateway()
            .limits(limits)
            .title("Users")
            .instructions("Be kind.");
        let gateway = gateway.build().unwrap();
        Self {
            caller: Caller {
                address: listen(gateway.mcp_service()).await,
            },
        }
    }

    async fn post(&self, headers: &str, message: &str) -> Answer {
        let head = format!("POST /\n{HEADERS}\n{headers}");
        self.caller.send_body(head.trim_end(), message.as_bytes()).await
    }

    /// The result of a request of the revision 2025-11-25, or its error.
    async fn ask(&self, method: &str, params: &str) -> Value {
        let message = format!(r#"{{"jsonrpc": "2.0", "id": 1, "method": "{method}", "params": {params}}}"#);
        let answer = self.post("mcp-protocol-version: 2025-11-25", &message).await;
        assert_eq!(answer.header("content-type"), "application/json", "{}", answer.body());
        let mut answer = answer.json();
        let part = if answer.get("error").is_some() {
            "error"
        } else {
            "result"
        };
        answer[part].take()
    }

    async fn call(&self, tool: &str, arguments: &str) -> Value {
        let params = format!(r#"{{"name": "{tool}", "arguments": {arguments}}}"#);
        self.ask("tools/call", &params).await
    }
}

/// A result in short: whether it is an error, its contents, and the structured one.
fn shown(result: &Value) -> String {
    let mut text = String::new();
    if result["isError"] == true {
        text.push_str("error: ");
    }
    let contents = result["content"].as_array().unwrap_or_else(|| panic!("{result}"));
    let contents: Vec<String> = contents
        .iter()
        .map(|content| match content["type"].as_str().unwrap() {
            "text" => content["text"].as_str().unwrap().to_owned(),
            "image" => format!("<{} {}>", content["mimeType"], content["data"]),
            "resource" => {
                let resource = &content["resource"];
                format!("<{} {} {}>", resource["uri"], resource["mimeType"], resource["blob"])
            }
            other => panic!("{other}"),
        })
        .collect();
    text.push_str(&contents.join(" | "));
    if let Some(structured) = result.get("structuredContent") {
        text.push_str(&format!(" => {structured}"));
    }
    text
}

#[tokio::test]
async fn revisions_are_negotiated() {
    let upstream = Upstream::start(|_| json("{}")).await;
    let client = Client::new(&upstream).await;
    for (asked, given) in [
        ("2024-11-05", "2024-11-05"),
        ("2025-03-26", "2025-03-26"),
        ("2025-06-18", "2025-06-18"),
        ("2025-11-25", "2025-11-25"),
        ("1999-01-01", "2025-11-25"),
    ] {
        let message = format!(
            r#"{{"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": {{
                "protocolVersion": "{asked}", "capabilities": {{}}, "clientInfo": {{"name": "test", "version": "1"}}}}}}"#
        );
        let answer = client.post("", &message).await;
        assert_eq!(
            (answer.status, answer.header("mcp-session-id")),
            (200, ""),
            "there are no sessions"
        );
        let result = answer.json()["result"].take();
        assert_eq!(result["protocolVersion"], given, "{asked}");
        assert_eq!(result["serverInfo"]["name"], "users-gateway");
        assert_eq!(result["serverInfo"]["title"], "Users");
        assert_eq!(result["instructions"], "Be kind.");
        assert!(result["capabilities"]["tools"].is_object());
    }
    let initialized = r#"{"jsonrpc": "2.0", "method": "notifications/initialized"}"#;
    assert_eq!(client.post("", initialized).await.status, 202);
    let ping = client.ask("ping", "{}").await;
    assert_eq!(ping, serde_json::json!({}));
    // No stream of the server's own.
    let stream = client.caller.send("GET /\naccept: text/event-stream").await;
    assert_eq!((stream.status, stream.header("allow")), (405, "POST"));
    assert_eq!(client.caller.send("DELETE /").await.status, 405);
}

#[tokio::test]
async fn the_newest_revision_needs_no_handshake() {
    let upstream = Upstream::start(|_| json(r#"{"name": "Ann"}"#)).await;
    let client = Client::new(&upstream).await;
    let meta = r#""_meta": {
        "io.modelcontextprotocol/protocolVersion": "2026-07-28",
        "io.modelcontextprotocol/clientInfo": {"name": "test", "version": "1"},
        "io.modelcontextprotocol/clientCapabilities": {}}"#;
    let ask = async |method: &str, name: &str, params: &str| {
        let message = format!(r#"{{"jsonrpc": "2.0", "id": 1, "method": "{method}", "params": {{{params}{meta}}}}}"#);
        let headers = format!("mcp-protocol-version: 2026-07-28\nmcp-method: {method}{name}");
        let answer = client.post(&headers, &message).await;
        (answer.status, answer.json())
    };
    let (status, discovered) = ask("server/discover", "", "").await;
    assert_eq!(status, 200, "{discovered}");
    let versions = discovered["result"]["supportedVersions"].as_array().unwrap();
    assert!(versions.contains(&Value::from("2026-07-28")), "{discovered}");
    let (status, listed) = ask("tools/list", "", "").await;
    assert_eq!((status, listed["result"]["tools"].as_array().unwrap().len()), (200, 9));
    assert_eq!(
        (&listed["result"]["ttlMs"], &listed["result"]["cacheScope"]),
        (&300_000.into(), &"public".into())
    );
    let params = r#""name": "get-user", "arguments": {"user_id": "7"}, "#;
    let (status, called) = ask("tools/call", "\nmcp-name: get-user", params).await;
    assert_eq!(
        (status, shown(&called["result"]).as_str()),
        (200, r#"{"name": "Ann"} => {"name":"Ann"}"#)
    );
    assert_eq!(called["result"]["resultType"], "complete");
    let (status, unknown) = ask("tools/call", "\nmcp-name: gone", r#""name": "gone", "#).await;
    assert_eq!((status, &unknown["error"]["code"]), (200, &Value::from(-32602)));
}

#[tokio::test]
async fn tools_are_listed_with_schemas_and_hints() {
    let upstream = Upstream::start(|_| json("{}")).await;
    let client = Client::new(&upstream).await;
    let list = client.ask("tools/list", "{}").await;
    assert_eq!((list.get("nextCursor"), list.get("ttlMs")), (None, None));
    let tools = list["tools"].as_array().unwrap();
    let names: Vec<&str> = tools.iter().map(|tool| tool["name"].as_str().unwrap()).collect();
    let expected: Vec<&str> = crate::api::TOOLS.iter().map(|tool| tool.name).collect();
    assert_eq!(names, expected);
    assert_eq!(
        tools[1],
        serde_json::json!({
            "name": "get-user",
            "description": "Gets a user.",
            "inputSchema": {
                "type": "object",
                "properties": {"user_id": {"type": "string", "description": "The id of the user"}},
                "required": ["user_id"],
                "additionalProperties": false,
            },
            // Looser than what the tool says of itself.
            "outputSchema": {
                "type": "object",
                "properties": {"name": {"type": ["string", "null"]}, "age": {"type": ["number", "null"]}},
            },
        })
    );
    assert_eq!(tools[0]["title"], "List users");
    assert_eq!(
        tools[0]["annotations"],
        serde_json::json!({"readOnlyHint": true, "openWorldHint": false})
    );
    assert_eq!(tools[4].get("annotations"), None);
    let cursor = client.ask("tools/list", r#"{"cursor": "x"}"#).await;
    assert_eq!(cursor["code"], -32602);
}

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
    // What is of another shape altogether is told as text alone.
    check("application/json", b"{\"name\":[]}", r#"{"name":[]}"#).await;
    check("application/json", b"[1]", "[1]").await;
    check("application/json", b"{", "{").await;
    check("text/csv", b"a;b", "a;b").await;
    check("application/xml", b"<a/>", "<a/>").await;
    check("text/plain; charset=latin1", b"caf\xE9", "caf\u{FFFD}").await;
    check("image/png", b"\x89PNG", r#"<"image/png" "iVBORw==">"#).await;
    check(
        "application/zip",
        b"PK\x03",
        r#"<"tool-result:get-user" "application/zip" "UEsD">"#,
    )
    .await;
    check("application/json", b"", "Done: the API answered 200 OK without a body").await;
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
async fn other_hosts_and_origins_are_refused() {
    let upstream = Upstream::start(|_| json("{}")).await;
    let client = Client::new(&upstream).await;
    let ping = r#"{"jsonrpc": "2.0", "id": 1, "method": "ping"}"#;
    let port = client.caller.address.port();
    for (headers, status) in [
        (format!("host: localhost:{port}"), 200),
        (format!("host: 127.0.0.1:{port}"), 200),
        (format!("host: localhost:{port}\norigin: http://localhost:6274"), 200),
        (format!("host: rebound.example.com:{port}"), 403),
        (format!("host: localhost:{port}\norigin: https://evil.example.com"), 403),
        (format!("host: localhost:{port}\norigin: null"), 403),
    ] {
        assert_eq!(client.post(&headers, ping).await.status, status, "{headers}");
    }
}

#[tokio::test]
async fn what_is_no_message_is_refused() {
    let upstream = Upstream::start(|_| json("{}")).await;
    let client = Client::new(&upstream).await;
    for message in ["", "{", "[]", "7", r#"{"jsonrpc": "1.0"}"#] {
        let status = client.post("", message).await.status;
        assert!((400..500).contains(&status), "{message}: {status}");
    }
    let head = "POST /\ncontent-type: text/plain\naccept: application/json, text/event-stream";
    assert_eq!(client.caller.send_body(head, b"{}").await.status, 415);
    let head = "POST /\ncontent-type: application/json\naccept: text/html";
    assert_eq!(client.caller.send_body(head, b"{}").await.status, 406);
    let unknown = client.ask("tools/nonsense", "{}").await;
    assert_eq!(unknown["code"], -32601);
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
