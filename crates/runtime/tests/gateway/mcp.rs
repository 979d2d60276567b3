//! The MCP server over streamable HTTP: what clients of each revision send, and what comes back.

use specwright_runtime::json::Value;

use crate::mcp_client::{Client, shown};
use crate::support::{Upstream, json};

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
