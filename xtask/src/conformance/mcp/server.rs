//! The servers that clients call.

use std::path::PathBuf;
use std::process::Command;

use super::super::served::Served;

/// Variables that make a gateway pick free ports, whichever adapters it has.
const FREE_PORTS: [(&str, &str); 2] = [("MCP_PORT", "0"), ("REST_PORT", "0")];

/// A generated gateway, and what it needs.
#[derive(Clone, Debug)]
pub(super) struct Gateway {
    pub(super) program: PathBuf,
    /// The address of the API that it calls.
    pub(super) upstream: String,
    /// The values of its binds.
    pub(super) environment: &'static [(&'static str, &'static str)],
}

impl Gateway {
    /// Serves its MCP server on a free port.
    ///
    /// # Errors
    /// Those of [`Served::mcp`].
    pub(super) fn serve(&self) -> anyhow::Result<Served> {
        let mut command = Command::new(&self.program);
        command.args(["--upstream", &self.upstream]);
        // Variables of the caller that stand in for flags are not meant for it.
        command.env_clear().envs(self.environment.iter().copied());
        Served::mcp(command.envs(FREE_PORTS))
    }

    /// The arguments with which it serves on its standard streams.
    pub(super) fn stdio(&self) -> [&str; 3] {
        ["--stdio", "--upstream", &self.upstream]
    }
}

/// How a client reaches a server.
#[derive(Clone, Copy, Debug)]
pub(super) enum Server<'a> {
    /// Over streamable HTTP, at a URL.
    Http(&'a str),
    /// As a program that the client starts, on its standard streams.
    Stdio(&'a Gateway),
}
