//! Generated programs that serve, as processes.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

use super::processes::Process;

/// What a server prints before its address.
const LISTENING: &str = "listening on ";

/// How long a program may take to say where it listens.
const START: Duration = Duration::from_secs(120);

/// A program that serves until this value is dropped.
pub(crate) struct Served {
    /// Ends the program when it is dropped.
    process: Process,
    address: String,
}

impl Served {
    /// Starts a generated server's program as a mock, on a free port.
    ///
    /// # Errors
    /// Where it cannot be run, or does not listen.
    pub(super) fn mock(program: &Path) -> anyhow::Result<Self> {
        Self::mock_with(program, &[])
    }

    /// Starts a mock as [`mock`](Self::mock) does; what it writes to the standard error goes to `complaints`.
    ///
    /// # Errors
    /// Those of [`mock`](Self::mock).
    pub(crate) fn mock_into(program: &Path, complaints: impl Into<Stdio>) -> anyhow::Result<Self> {
        Self::announced(mock(program).stderr(complaints), |line| line.strip_prefix(LISTENING))
    }

    /// Starts a mock as [`mock`](Self::mock) does, with further flags.
    ///
    /// # Errors
    /// Those of [`mock`](Self::mock).
    pub(super) fn mock_with(program: &Path, flags: &[&str]) -> anyhow::Result<Self> {
        Self::announced(mock(program).args(flags), |line| line.strip_prefix(LISTENING))
    }

    /// Starts a program that says on its standard output where it listens.
    ///
    /// # Errors
    /// Those of [`mock`](Self::mock).
    pub(super) fn announced(command: &mut Command, address: fn(&str) -> Option<&str>) -> anyhow::Result<Self> {
        let mut process = Process::start(command.stdin(Stdio::null()).stdout(Stdio::piped()))?;
        let output = process.child().stdout.take().context("the program has no output")?;
        Self::listening(process, output, address)
    }

    /// Starts a generated gateway's program. The address is that of its MCP server, on a free port.
    ///
    /// # Errors
    /// Those of [`mock`](Self::mock).
    pub(super) fn mcp(command: &mut Command) -> anyhow::Result<Self> {
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        let mut process = Process::start(command)?;
        let messages = process.child().stderr.take().context("the gateway has no messages")?;
        Self::listening(process, messages, mcp_address)
    }

    /// Waits until one of the lines that a program prints has its address, and goes on reading them: a program that
    /// nobody reads stops.
    fn listening(
        process: Process,
        stream: impl Read + Send + 'static,
        address: fn(&str) -> Option<&str>,
    ) -> anyhow::Result<Self> {
        let (sender, lines) = channel();
        thread::spawn(move || {
            for line in BufReader::new(stream).lines().map_while(Result::ok) {
                // Nobody waits for what comes after the address.
                let _ = sender.send(line);
            }
        });
        let address = first(&lines, address)?;
        Ok(Self { process, address })
    }

    /// Its address, `http://HOST:PORT`, with a path where it serves at one.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// The number of its process.
    pub(crate) fn id(&self) -> u32 {
        self.process.id()
    }

    /// Whether it has ended by itself.
    ///
    /// # Errors
    /// Where the system does not say.
    pub(crate) fn has_ended(&mut self) -> anyhow::Result<bool> {
        self.process.has_ended()
    }
}

/// How a generated server's program is run as a mock, on a free port.
fn mock(program: &Path) -> Command {
    let mut command = Command::new(program);
    command.args(["--mock", "--port", "0"]);
    command
}

/// The address in the first of the lines that has one.
fn first(lines: &Receiver<String>, address: fn(&str) -> Option<&str>) -> anyhow::Result<String> {
    let deadline = Instant::now() + START;
    let mut said = String::new();
    loop {
        match lines.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            Ok(line) => match address(&line) {
                Some(address) => return Ok(address.to_owned()),
                None => said.push_str(&format!("\n{line}")),
            },
            Err(RecvTimeoutError::Disconnected) => bail!("the program ends before it says where it listens{said}"),
            Err(RecvTimeoutError::Timeout) => bail!("the program does not say where it listens{said}"),
        }
    }
}

/// The address in what a gateway says of its MCP server: ``NAME: MCP server `NAMESPACE` on URL``.
fn mcp_address(line: &str) -> Option<&str> {
    let (_, rest) = line.split_once(": MCP server `")?;
    Some(rest.split_once("` on ")?.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_program_that_ends_has_ended() {
        let check = |script: &str, address: &str, ends: bool| {
            let mut shell = Command::new("sh");
            let mut served = Served::announced(shell.args(["-c", script]), |line| Some(line)).unwrap();
            assert_eq!(served.address(), address);
            let deadline = Instant::now() + Duration::from_secs(if ends { 20 } else { 0 });
            while !served.has_ended().unwrap() && Instant::now() < deadline {
                thread::sleep(Duration::from_millis(5));
            }
            assert_eq!(served.has_ended().unwrap(), ends);
        };
        check("echo here", "here", true);
        check("echo here; sleep 60", "here", false);
    }

    #[test]
    fn the_address_of_the_mcp_server_is_found() {
        let check = |lines: &[&str], expected: Result<&str, &str>| {
            let (sender, receiver) = channel();
            lines.iter().for_each(|line| sender.send((*line).to_owned()).unwrap());
            drop(sender);
            let found = first(&receiver, mcp_address).map_err(|error| error.to_string());
            assert_eq!(found.as_deref().map_err(String::as_str), expected);
        };
        check(
            &[
                "users: REST adapter `r` on http://127.0.0.1:1",
                "users: MCP server `m` on http://127.0.0.1:2/mcp",
            ],
            Ok("http://127.0.0.1:2/mcp"),
        );
        check(
            &["users: values are missing:", "  KEY"],
            Err("the program ends before it says where it listens\nusers: values are missing:\n  KEY"),
        );
    }
}
