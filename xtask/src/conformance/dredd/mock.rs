//! The mock of a generated server, as a process.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, bail};

/// What the program prints before its address.
const LISTENING: &str = "listening on ";

/// A mock that runs until this value is dropped.
pub(super) struct Mock {
    process: Child,
    address: String,
}

impl Mock {
    /// Starts a generated server's program as a mock, on a free port.
    ///
    /// # Errors
    /// Where it cannot be run, or ends before it listens.
    pub(super) fn start(program: &Path) -> anyhow::Result<Self> {
        let mut command = Command::new(program);
        command.args(["--mock", "--port", "0"]);
        let process = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn();
        let mut mock = Self {
            process: process.with_context(|| format!("cannot run {}", program.display()))?,
            address: String::new(),
        };
        let output = mock.process.stdout.take().context("the mock has no output")?;
        let mut line = String::new();
        BufReader::new(output)
            .read_line(&mut line)
            .context("the mock says nothing")?;
        match line.trim_end().strip_prefix(LISTENING) {
            Some(address) => mock.address = address.to_owned(),
            None => bail!("the mock does not say where it listens: {line:?}"),
        }
        Ok(mock)
    }

    /// Its address, `http://HOST:PORT`.
    pub(super) fn address(&self) -> &str {
        &self.address
    }
}

impl Drop for Mock {
    fn drop(&mut self) {
        // One that has ended already cannot be killed, and need not be.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
