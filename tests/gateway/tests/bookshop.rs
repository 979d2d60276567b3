//! The MCP server of the bookshop before a mock of the bookshop.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "helpers of tests fail like tests"
)]

use bookshop_mcp::{BINDS, TOOLS};
use serde_json::{Value, json};
use specwright_runtime::gateway::{Binds, Gateway};
use wire_tests::Server;

/// The mock, and an MCP server before it.
struct Bookshop {
    _upstream: Server,
    mcp: Server,
}

impl Bookshop {
    async fn start() -> Self {
        let upstream = Server::start(bookshop_server::mock::router()).await;
        let client = bookshop_client::Client::builder()
            .base_url(&upstream.url())
            .shop_key("key")
            .bearer_token("token");
        let client = client.build().expect("a client").as_runtime().clone();
        let binds = BINDS
            .iter()
            .fold(Binds::new(), |binds, bind| binds.with(bind.key, "a value"));
        let gateway = Gateway::builder(client).tools(TOOLS).binds(binds);
        let gateway = gateway.build().expect("tools that the runtime accepts");
        Self {
            _upstream: upstream,
            mcp: Server::start(gateway.mcp_service()).await,
        }
    }

    /// The result of a request of the protocol.
    async fn request(&self, method: &str, parameters: Value) -> Value {
        let message = json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": parameters });
        let request = self
            .mcp
            .request("POST", "/")
            .header("accept", "application/json, text/event-stream");
        let response = request.json(&message).send().await.expect("an answer");
        let mut answer: Value = response.json().await.expect("JSON");
        assert_eq!(answer.get("error"), None);
        answer["result"].take()
    }
}

#[tokio::test]
async fn all_operations_are_tools() {
    let bookshop = Bookshop::start().await;
    let result = bookshop.request("tools/list", json!({})).await;
    let tools = result["tools"].as_array().expect("tools");
    assert_eq!(tools.len(), TOOLS.len());
    for tool in tools {
        let text = |key: &str| tool[key].as_str().expect("a text");
        assert!(text("name").len() <= 64 && !text("description").is_empty(), "{tool}");
        assert_eq!(tool["inputSchema"]["type"], json!("object"));
    }
}

#[tokio::test]
async fn a_tool_calls_its_operation() {
    let bookshop = Bookshop::start().await;
    let call = json!({ "name": "list_books", "arguments": { "page_size": 2, "genre": ["novel"] } });
    let result = bookshop.request("tools/call", call).await;
    assert_eq!(result["isError"], json!(false), "{result}");
    assert!(result["structuredContent"]["books"].is_array(), "{result}");
}

#[tokio::test]
async fn every_tool_answers() {
    let bookshop = Bookshop::start().await;
    for tool in TOOLS {
        // What is missing is told to whoever calls; no tool fails in a way of its own.
        let call = json!({ "name": tool.name, "arguments": {} });
        let result = bookshop.request("tools/call", call).await;
        assert!(
            result["content"][0]["text"].is_string() || result["isError"] == json!(false),
            "{result}"
        );
    }
}
