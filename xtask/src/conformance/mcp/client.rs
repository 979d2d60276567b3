//! What all MCP clients have in common.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde::Deserialize;
use serde_json::Value;

use super::server::Server;
use crate::corpus::PROXIES;

/// How long a client may take for all that it is asked at once.
pub(super) const LIMIT: Duration = Duration::from_secs(120);

/// A program of others that lists and calls the tools of a server.
pub(super) trait Client {
    /// The tools of a server, as it describes them.
    ///
    /// # Errors
    /// What the client complains of.
    fn tools(&self, server: Server<'_>) -> anyhow::Result<Vec<Tool>>;

    /// What comes of calls, in their order.
    ///
    /// # Errors
    /// What the client complains of, where it is not about one call.
    fn call(&self, server: Server<'_>, calls: &[Call]) -> anyhow::Result<Vec<Answer>>;

    /// Whether the client is quick enough to call each tool several times, and shows how a server refuses calls.
    fn is_thorough(&self) -> bool;
}

/// A tool, as far as it is looked at.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Tool {
    pub(super) name: String,
    pub(super) input_schema: Value,
    pub(super) output_schema: Option<Value>,
}

/// A call of a tool.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Call {
    pub(super) tool: String,
    pub(super) arguments: Value,
}

/// What came of a call.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "camelCase")]
pub(super) enum Answer {
    /// The result, which may be an error of the tool.
    Result(ToolResult),
    /// The server refused the call.
    Error { code: i64, message: String },
    /// The client does not take what the server answers.
    Complaint(String),
}

/// The result of a tool.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(rename_all = "camelCase")]
pub(super) struct ToolResult {
    #[serde(default)]
    pub(super) content: Vec<Value>,
    #[serde(default)]
    pub(super) structured_content: Option<Value>,
    #[serde(default)]
    pub(super) is_error: bool,
}

impl ToolResult {
    /// The texts among its content.
    pub(super) fn text(&self) -> String {
        let texts = self.content.iter().filter_map(|content| content.get("text")?.as_str());
        texts.collect::<Vec<_>>().join("\n")
    }
}

/// A command that runs a client. It reads and writes no settings but those in `home`, and calls without a proxy.
pub(super) fn command(program: &Path, home: &Path) -> Command {
    let mut command = Command::new(program);
    command.env("HOME", home).current_dir(home);
    for variable in PROXIES {
        command.env_remove(variable);
    }
    command
}

/// The program of an interpreter, and a script for it.
#[derive(Clone, Debug)]
pub(super) struct Script {
    pub(super) interpreter: PathBuf,
    pub(super) script: PathBuf,
    /// Where settings go.
    pub(super) home: PathBuf,
}

impl Script {
    /// A command that runs the script.
    pub(super) fn command(&self) -> Command {
        let mut command = command(&self.interpreter, &self.home);
        command.arg(&self.script);
        command
    }
}
