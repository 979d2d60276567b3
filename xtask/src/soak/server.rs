//! A generated server, as a process whose memory and complaints are watched.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::Context;
use tempfile::NamedTempFile;

use super::memory::Memory;

/// What a server prints before its address.
const LISTENING: &str = "listening on http://";

/// A server that runs until this value is dropped.
pub(super) struct Server {
    child: Child,
    address: SocketAddr,
    complaints: NamedTempFile,
}

impl Server {
    /// Starts the program of a generated server, as a mock, on a free port.
    ///
    /// # Errors
    /// Where it cannot be run, or does not say where it listens.
    pub(super) fn start(program: &Path) -> anyhow::Result<Self> {
        let complaints = NamedTempFile::new()?;
        let mut child = Command::new(program)
            .args(["--mock", "--port", "0"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(complaints.reopen()?)
            .spawn()
            .with_context(|| format!("cannot run {}", program.display()))?;
        let output = child.stdout.take().context("the server has no output")?;
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line)?;
        let address = line
            .trim()
            .strip_prefix(LISTENING)
            .and_then(|address| address.parse().ok());
        Ok(Self {
            address: address.with_context(|| format!("the server says {line:?} in place of an address"))?,
            child,
            complaints,
        })
    }

    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }

    /// The memory that it has now.
    pub(super) fn memory(&self) -> Memory {
        Memory::of_process(self.child.id())
    }

    /// How often it has said that it panicked.
    pub(super) fn panics(&self) -> usize {
        let complaints = File::open(self.complaints.path()).map(BufReader::new);
        let lines = complaints
            .into_iter()
            .flat_map(|file| file.lines().map_while(Result::ok));
        lines.filter(|line| line.contains("panicked at")).count()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // One that has ended already cannot be killed, and need not be.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
