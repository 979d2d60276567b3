//! `cargo xtask soak`: a generated server under valid, damaged, oversized, slow and broken requests, all at once.
//!
//! Valid requests are those of the generated client, recorded between it and the server when nothing else is going on.
//! Under load, each must get the response that was recorded; whatever else is sent must not make the server fail, stop,
//! or grow.

mod chance;
mod load;
mod memory;
mod message;
mod recording;
mod report;
mod server;
mod tally;
mod traffic;

use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Duration;

use anyhow::{Context, bail};
use clap::Args;

use crate::conformance::{descriptions, end_all_with_this};
use crate::corpus::callers;
use load::Load;
use recording::{Exchange, Recorder};
use server::Server;

/// How many of a hundred requests must be answered the same twice when nothing else is going on: what is not is not sent
/// under load.
const LEAST_REPEATED: usize = 90;

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The description in specs/ whose path holds this text
    #[arg(long, value_name = "SUBSTRING", default_value = "bookshop")]
    spec: String,
    /// The package of its generated server, in generated/
    #[arg(long, value_name = "PACKAGE", default_value = "bookshop-server")]
    server: String,
    /// For how many seconds
    #[arg(long, value_name = "NUMBER", default_value_t = 60)]
    seconds: u64,
    /// How many clients send valid requests; as many again send others
    #[arg(long, value_name = "NUMBER", default_value_t = 32)]
    clients: usize,
    /// Another number, other damage
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    seed: u64,
}

pub(crate) fn run(arguments: &Arguments, repository: &Path) -> anyhow::Result<ExitCode> {
    let program = build(&arguments.server, repository)?;
    end_all_with_this()?;
    let mut server = Server::start(&program)?;
    let mut exchanges = record(arguments, repository, &server)?;
    // A mock answers with errors when it is asked to.
    exchanges.retain(|exchange| exchange.response.status() < 500);
    let recorded = exchanges.len();
    let exchanges = repeated(exchanges, &server);
    println!(
        "{} of {recorded} requests of the client are answered the same twice",
        exchanges.len()
    );
    if !is_enough(exchanges.len(), recorded) {
        bail!("that is less than {LEAST_REPEATED} of a hundred");
    }
    let load = Load {
        address: server.address(),
        exchanges: &exchanges,
        clients: arguments.clients,
        time: Duration::from_secs(arguments.seconds),
        seed: arguments.seed,
    };
    let mut outcome = load.run(&server);
    outcome.wrong_after = exchanges.len() - repeated(exchanges, &server).len();
    outcome.panics = server.panics();
    outcome.has_ended = server.has_ended()?;
    Ok(report::print(&mut outcome))
}

/// Compiles a generated server as it would be deployed.
fn build(package: &str, repository: &Path) -> anyhow::Result<std::path::PathBuf> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["build", "--release", "--locked", "--package", package]);
    let status = cargo.current_dir(repository).status().context("cannot run cargo")?;
    if !status.success() {
        bail!("{package} does not compile");
    }
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or(repository.join("target"), Into::into);
    Ok(target.join("release").join(package))
}

/// Lets the generated client call every operation, and records what goes over the wire.
fn record(arguments: &Arguments, repository: &Path, server: &Server) -> anyhow::Result<Vec<Exchange>> {
    let descriptions = descriptions(repository, Some(&arguments.spec))?;
    let folder = repository.join("target").join("soak");
    let (workspace, callers) = callers(&descriptions, repository, &folder)?;
    let [caller] = callers.as_slice() else {
        bail!("{:?} is in the path of {} descriptions", arguments.spec, callers.len());
    };
    let recorder = Recorder::start(server.address())?;
    let calls = caller.call(&workspace, &format!("http://{}", recorder.address()));
    let exchanges = recorder.exchanges();
    if calls.is_failure() {
        bail!("the client is not served well when nothing else is going on: see `cargo xtask corpus specs --wire`");
    }
    Ok(exchanges)
}

/// The exchanges whose requests are answered again as they were recorded.
fn repeated(mut exchanges: Vec<Exchange>, server: &Server) -> Vec<Exchange> {
    exchanges.retain(|exchange| traffic::is_repeated(exchange, server.address()));
    exchanges
}

/// Whether enough of what was recorded can be sent under load.
fn is_enough(repeated: usize, recorded: usize) -> bool {
    recorded > 0 && repeated * 100 >= recorded * LEAST_REPEATED
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_of_what_was_recorded_is_sent() {
        let check = |repeated: usize, recorded: usize, expected: bool| {
            assert_eq!(is_enough(repeated, recorded), expected, "{repeated} of {recorded}");
        };
        check(0, 0, false);
        check(9, 10, true);
        check(8, 10, false);
        check(10, 10, true);
    }
}
