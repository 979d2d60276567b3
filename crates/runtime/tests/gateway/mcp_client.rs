//! A client of the MCP server over streamable HTTP, for tests.

use specwright_runtime::gateway::Limits;
use specwright_runtime::json::Value;

use crate::support::{Answer, Caller, Upstream, listen};

/// The headers of every message.
pub(crate) const HEADERS: &str = "content-type: application/json\naccept: application/json, text/event-stream";

/// An MCP client that speaks in whole messages.
pub(crate) struct Client {
    pub(crate) caller: Caller,
}

impl Client {
    pub(crate) async fn new(upstream: &Upstream) -> Self {
        Self::with(upstream, Limits::new()).await
    }

    pub(crate) async fn with(upstream: &Upstream, limits: Limits) -> Self {
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

    pub(crate) async fn post(&self, headers: &str, message: &str) -> Answer {
        let head = format!("POST /\n{HEADERS}\n{headers}");
        self.caller.send_body(head.trim_end(), message.as_bytes()).await
    }

    /// The result of a request of the revision 2025-11-25, or its error.
    pub(crate) async fn ask(&self, method: &str, params: &str) -> Value {
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

    pub(crate) async fn call(&self, tool: &str, arguments: &str) -> Value {
        let params = format!(r#"{{"name": "{tool}", "arguments": {arguments}}}"#);
        self.ask("tools/call", &params).await
    }
}

/// A result in short: whether it is an error, its contents, and the structured one.
pub(crate) fn shown(result: &Value) -> String {
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
