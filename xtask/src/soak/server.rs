//! A generated server, as a process whose memory and complaints are watched.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;

use anyhow::Context;
use tempfile::NamedTempFile;

use super::memory::Memory;
use crate::conformance::Served;

/// A server that runs until this value is dropped.
pub(super) struct Server {
    served: Served,
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
        let served = Served::mock_into(program, complaints.reopen()?)?;
        let address = served.address().strip_prefix("http://");
        let address = address.and_then(|address| address.parse().ok());
        Ok(Self {
            address: address.with_context(|| format!("the server listens on {}", served.address()))?,
            served,
            complaints,
        })
    }

    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }

    /// The memory that it has now; none where the system does not tell.
    pub(super) fn memory(&self) -> Option<Memory> {
        Memory::of_process(self.served.id())
    }

    /// Whether it has ended by itself.
    ///
    /// # Errors
    /// Where the system does not say.
    pub(super) fn has_ended(&mut self) -> anyhow::Result<bool> {
        self.served.has_ended()
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
