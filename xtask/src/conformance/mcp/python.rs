//! The MCP SDK for Python, by a script of ours.

use anyhow::{Context, bail};
use serde::Deserialize;
use serde_json::{Value, json};

use super::client::{Answer, Call, Client, LIMIT, Script, Tool};
use super::server::Server;
use crate::conformance::processes::finish;

/// The script. What it reads and writes is said at its top.
pub(super) const SCRIPT: &str = include_str!("client.py");

/// The SDK, in one of its modes.
#[derive(Debug)]
pub(super) struct Python {
    pub(super) program: Script,
    /// `legacy`, which initializes a session, or `auto`, which agrees on the newest revision of the protocol.
    pub(super) mode: &'static str,
    /// The revision that it is to agree on.
    pub(super) protocol: &'static str,
}

#[derive(Deserialize)]
struct Output {
    protocol: String,
    tools: Vec<Tool>,
    results: Vec<Answer>,
}

impl Client for Python {
    fn tools(&self, server: Server<'_>) -> anyhow::Result<Vec<Tool>> {
        Ok(self.run(server, &[])?.tools)
    }

    fn call(&self, server: Server<'_>, calls: &[Call]) -> anyhow::Result<Vec<Answer>> {
        Ok(self.run(server, calls)?.results)
    }

    fn is_thorough(&self) -> bool {
        true
    }
}

impl Python {
    fn run(&self, server: Server<'_>, calls: &[Call]) -> anyhow::Result<Output> {
        let task = json!({
            "server": described(server),
            "mode": self.mode,
            "calls": calls.iter().map(|it| json!({ "tool": it.tool, "arguments": it.arguments })).collect::<Vec<_>>(),
        });
        let finished = finish(&mut self.program.command(), task.to_string(), LIMIT)?;
        if !finished.status.success() {
            bail!("the client fails: {}{}", finished.complaints, finished.output);
        }
        let output: Output = serde_json::from_str(&finished.output).context(finished.output)?;
        if output.protocol != self.protocol {
            bail!("the server agrees on {} instead of {}", output.protocol, self.protocol);
        }
        Ok(output)
    }
}

fn described(server: Server<'_>) -> Value {
    match server {
        Server::Http(url) => json!({ "url": url }),
        Server::Stdio(gateway) => json!({
            "command": gateway.program,
            "arguments": gateway.stdio(),
            "environment": gateway.environment.iter().copied().collect::<std::collections::BTreeMap<_, _>>(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conformance::mcp::client::ToolResult;

    #[test]
    fn what_the_script_writes_is_read() {
        let output = r#"{"protocol": "2026-07-28", "tools": [{"name": "a", "inputSchema": {"type": "object"}}], "results": [
            {"result": {"content": [], "isError": false, "resultType": "complete"}},
            {"error": {"code": -32602, "message": "unknown tool: b"}},
            {"complaint": "RuntimeError: invalid"}]}"#;
        let output: Output = serde_json::from_str(output).unwrap();
        let expected = [
            Answer::Result(ToolResult::default()),
            Answer::Error {
                code: -32602,
                message: "unknown tool: b".to_owned(),
            },
            Answer::Complaint("RuntimeError: invalid".to_owned()),
        ];
        assert_eq!(output.results, expected);
        assert_eq!(output.tools[0].output_schema, None);
    }
}
