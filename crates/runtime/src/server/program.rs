//! The program of a generated server: its command line, and the way from there to a listener.

mod arguments;

use std::env;
use std::future::pending;
use std::io::{self, Write as _};
use std::process::ExitCode;

use axum::Router;
use tokio::runtime::Runtime;

use self::arguments::{Arguments, Command, help, parse};
use super::mock::{with_memory, with_secret};
use super::serve::{listen, serve};

/// The environment variable that says where to listen when the command line does not.
const ADDRESS_VARIABLE: &str = "ADDRESS";

/// The program of a server crate.
///
/// ```no_run
/// # use specwright_runtime::server::{Program, Router};
/// # fn mock_router() -> Router { Router::new() }
/// fn main() -> std::process::ExitCode {
///     Program::new("pets-server", "1.0.0").mock(mock_router).run()
/// }
/// ```
///
/// The command line: `--mock` (needed unless there is an implementation), `--secret SECRET` (what
/// callers of the mock must present), `--remember` (the mock answers 404 for what was deleted),
/// `--address HOST:PORT` (or the environment variable `ADDRESS`; by default `127.0.0.1:8080`), `--port
/// PORT` (0 picks a free one), `--help`, `--version`. SIGINT and SIGTERM end it once requests on their way are
/// answered.
pub struct Program {
    name: &'static str,
    version: &'static str,
    mock: Option<MakeRouter>,
    implementation: Option<MakeRouter>,
}

type MakeRouter = Box<dyn FnOnce() -> Router>;

impl Program {
    /// A program with nothing to serve yet.
    #[must_use]
    pub fn new(name: &'static str, version: &'static str) -> Self {
        Self {
            name,
            version,
            mock: None,
            implementation: None,
        }
    }

    /// Sets what is served with `--mock`.
    #[must_use]
    pub fn mock(mut self, router: impl FnOnce() -> Router + 'static) -> Self {
        self.mock = Some(Box::new(router));
        self
    }

    /// Sets what is served without `--mock`.
    #[must_use]
    pub fn implementation(mut self, router: impl FnOnce() -> Router + 'static) -> Self {
        self.implementation = Some(Box::new(router));
        self
    }

    /// Does what the command line says and returns when the program is to end: with 0 after help or
    /// a shutdown, 1 when it cannot listen, 2 when the command line is wrong.
    #[must_use]
    pub fn run(self) -> ExitCode {
        let address = env::var(ADDRESS_VARIABLE).ok();
        match parse(env::args_os().skip(1), address) {
            Ok(Command::Help) => say(&help(
                self.name,
                self.version,
                self.mock.is_some(),
                self.implementation.is_some(),
            )),
            Ok(Command::Version) => say(&format!("{} {}\n", self.name, self.version)),
            Ok(Command::Serve(arguments)) => self.serve(&arguments),
            Err(message) => complain(self.name, &message, 2),
        }
    }

    fn serve(self, arguments: &Arguments) -> ExitCode {
        let router = match (arguments.mock, self.mock, self.implementation) {
            (true, Some(mock), _) => mock_router(mock(), arguments),
            (true, None, _) => return complain(self.name, "there is no mock to serve", 2),
            (false, _, Some(implementation)) => implementation(),
            (false, _, None) => {
                return complain(self.name, "nothing to serve: say --mock for the mock implementation", 2);
            }
        };
        let served = Runtime::new().and_then(|runtime| runtime.block_on(serve_at(&arguments.address, router)));
        match served {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => complain(self.name, &format!("cannot serve on {}: {error}", arguments.address), 1),
        }
    }
}

/// A mock with what the command line asks of it.
fn mock_router(mut router: Router, arguments: &Arguments) -> Router {
    if let Some(secret) = &arguments.secret {
        router = with_secret(router, secret.clone());
    }
    if arguments.remember {
        router = with_memory(router);
    }
    router
}

async fn serve_at(address: &str, router: Router) -> io::Result<()> {
    let interrupted = interrupted();
    let listener = listen(address).await?;
    say(&format!("listening on http://{}\n", listener.local_addr()?));
    serve(listener, router, interrupted).await
}

/// Completes when the program is asked to end, by SIGINT or SIGTERM. From the call on, these do not end
/// it at once any more: so it comes before anything is served.
#[cfg(unix)]
pub(crate) fn interrupted() -> impl Future<Output = ()> {
    use tokio::signal::unix::{SignalKind, signal};
    let signals = [SignalKind::interrupt(), SignalKind::terminate()].map(signal);
    let [interrupt, terminate] = signals.map(|signal| async {
        match signal {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => pending().await,
        }
    });
    async {
        tokio::select! {
            () = interrupt => {}
            () = terminate => {}
        }
    }
}

/// Completes when the program is asked to end.
#[cfg(not(unix))]
pub(crate) async fn interrupted() {
    if tokio::signal::ctrl_c().await.is_err() {
        pending::<()>().await;
    }
}

/// Writes to the standard output. A reader who is gone is no reason to end.
pub(crate) fn say(text: &str) -> ExitCode {
    let mut output = io::stdout().lock();
    let _ = output.write_all(text.as_bytes()).and_then(|()| output.flush());
    ExitCode::SUCCESS
}

pub(crate) fn complain(name: &str, message: &str, code: u8) -> ExitCode {
    let hint = if code == 2 {
        format!("\nTry `{name} --help`.")
    } else {
        String::new()
    };
    let _ = writeln!(io::stderr(), "{name}: {message}{hint}");
    ExitCode::from(code)
}
