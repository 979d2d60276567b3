//! The command line of a server program.

use std::ffi::OsString;

use crate::command_line::{self, Flag, Request, parse_port};
use crate::secret::Secret;

/// Where to listen unless said otherwise.
const DEFAULT_HOST: &str = "127.0.0.1";
const DEFAULT_PORT: u16 = 8080;

/// What a command line asks for.
#[derive(Debug)]
pub(super) enum Command {
    Help,
    Version,
    Serve(Arguments),
}

/// What to serve, and where.
#[derive(Debug)]
pub(super) struct Arguments {
    /// The mock instead of the implementation.
    pub(super) mock: bool,
    /// What callers of the mock must present; none where any credential is taken.
    pub(super) secret: Option<Secret>,
    /// Whether the mock remembers what was deleted.
    pub(super) remember: bool,
    /// `host:port`.
    pub(super) address: String,
}

/// Reads the arguments after the program's name. `variable` is the address that the environment
/// gives; the command line comes before it.
pub(super) fn parse(arguments: impl Iterator<Item = OsString>, variable: Option<String>) -> Result<Command, String> {
    let environment = |_: &str| variable.clone();
    match command_line::parse(&flags(true), arguments, &environment)? {
        Request::Help => Ok(Command::Help),
        Request::Version => Ok(Command::Version),
        Request::Run(values) => {
            let port = values.get("--port").map(parse_port).transpose()?;
            let (mock, secret) = (values.has("--mock"), values.get("--secret"));
            let remember = values.has("--remember");
            let wants_mock = [("--secret", secret.is_some()), ("--remember", remember)];
            if let Some((flag, _)) = wants_mock.into_iter().find(|(_, is_said)| *is_said && !mock) {
                return Err(format!("{flag} is for the mock: say --mock as well"));
            }
            Ok(Command::Serve(Arguments {
                mock,
                secret: secret.map(Secret::from),
                remember,
                address: address_of(values.get("--address"), port)?,
            }))
        }
    }
}

fn flags(mock: bool) -> Vec<Flag> {
    let answer = "Answer with the examples of the API description, or samples of its types";
    let address = format!("Listen here [default: {DEFAULT_HOST}:{DEFAULT_PORT}]");
    let mut flags = vec![
        Flag::switch("--mock", answer),
        Flag::option(
            "--secret",
            "SECRET",
            "Let the mock take no other key, token or password",
        ),
        Flag::switch("--remember", "Let the mock answer 404 for what was deleted"),
        Flag::option("--address", "HOST:PORT", address).variable("ADDRESS"),
        Flag::option("--port", "PORT", "Listen on this port; 0 picks a free one"),
    ];
    flags.retain(|flag| mock || !["--mock", "--secret", "--remember"].contains(&flag.name.as_str()));
    flags
}

/// Puts an address together: a port of its own comes before the one in the address.
fn address_of(address: Option<&str>, port: Option<u16>) -> Result<String, String> {
    let Some(address) = address else {
        return Ok(format!("{DEFAULT_HOST}:{}", port.unwrap_or(DEFAULT_PORT)));
    };
    match address.rsplit_once(':') {
        Some((host, written)) if !host.is_empty() => {
            let written = parse_port(written)?;
            Ok(format!("{host}:{}", port.unwrap_or(written)))
        }
        _ => Err(format!(
            "`{address}` is not an address like {DEFAULT_HOST}:{DEFAULT_PORT}"
        )),
    }
}

/// The text of `--help`.
pub(super) fn help(name: &str, version: &str, mock: bool, implementation: bool) -> String {
    let usage = match (mock, implementation) {
        (true, true) => " [--mock]",
        (true, false) => " --mock",
        (false, _) => "",
    };
    let options = command_line::table(&flags(mock));
    format!("{name} {version}\n\nUsage: {name}{usage} [OPTIONS]\n\nOptions:\n{options}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Parses a command line and an environment and writes down what comes of it.
    fn check(arguments: &str, variable: Option<&str>, expected: &str) {
        let arguments = arguments.split_whitespace().map(OsString::from);
        let found = match parse(arguments, variable.map(str::to_owned)) {
            Ok(Command::Serve(arguments)) => {
                let Arguments { mock, address, .. } = arguments;
                let secret = arguments.secret.map(|secret| format!(" secret={}", secret.expose()));
                let remember = if arguments.remember { " remember" } else { "" };
                format!("{address} mock={mock}{}{remember}", secret.unwrap_or_default())
            }
            Ok(command) => format!("{command:?}"),
            Err(message) => message,
        };
        assert_eq!(found, expected);
    }

    #[test]
    fn addresses() {
        check("", None, "127.0.0.1:8080 mock=false");
        check("--mock", Some("0.0.0.0:80"), "0.0.0.0:80 mock=true");
        check("--port 0 --mock", None, "127.0.0.1:0 mock=true");
        check("--port=9 --address localhost:1", Some("x:2"), "localhost:9 mock=false");
        check("--address [::1]:8080", None, "[::1]:8080 mock=false");
    }

    #[test]
    fn some_are_for_the_mock_alone() {
        check("--mock --secret s3", None, "127.0.0.1:8080 mock=true secret=s3");
        check("--mock --remember", None, "127.0.0.1:8080 mock=true remember");
        check("--remember", None, "--remember is for the mock: say --mock as well");
        check("--secret s3", None, "--secret is for the mock: say --mock as well");
    }

    #[test]
    fn mistakes() {
        check("--port", None, "--port needs a value");
        check("--port 65536", None, "`65536` is not a port from 0 to 65535");
        check(
            "--address localhost",
            None,
            "`localhost` is not an address like 127.0.0.1:8080",
        );
        check("", Some(":80"), "`:80` is not an address like 127.0.0.1:8080");
        check("--mock=yes", None, "--mock takes no value");
        check("--mock serve", None, "unknown argument `serve`");
        check("--verbose=1", None, "unknown argument `--verbose=1`");
    }

    #[test]
    fn help_and_version_come_before_what_follows() {
        check("--help --nonsense", None, "Help");
        check("--mock -V", None, "Version");
    }

    #[test]
    fn help_names_every_option() {
        insta::assert_snapshot!(help("pets-server", "1.0.0", true, false), @r"
        pets-server 1.0.0

        Usage: pets-server --mock [OPTIONS]

        Options:
          --mock               Answer with the examples of the API description, or samples of its types
          --secret SECRET      Let the mock take no other key, token or password
          --remember           Let the mock answer 404 for what was deleted
          --address HOST:PORT  Listen here [default: 127.0.0.1:8080] [env: ADDRESS]
          --port PORT          Listen on this port; 0 picks a free one
          --help               Print this help
          --version            Print the version
        ");
    }
}
