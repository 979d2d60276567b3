//! The command line of a server program.

use std::ffi::OsString;
use std::fmt::Write as _;

/// Where to listen unless said otherwise.
const DEFAULT_HOST: &str = "127.0.0.1";
const DEFAULT_PORT: u16 = 8080;

/// What a command line asks for.
#[derive(Debug, Eq, PartialEq)]
pub(super) enum Command {
    Help,
    Version,
    Serve(Arguments),
}

/// What to serve, and where.
#[derive(Debug, Eq, PartialEq)]
pub(super) struct Arguments {
    /// The mock instead of the implementation.
    pub(super) mock: bool,
    /// `host:port`.
    pub(super) address: String,
}

/// Reads the arguments after the program's name. `variable` is the address that the environment
/// gives; the command line comes before it.
pub(super) fn parse(arguments: impl Iterator<Item = OsString>, variable: Option<String>) -> Result<Command, String> {
    let mut mock = false;
    let mut address = None;
    let mut port = None;
    let mut arguments = arguments.map(|argument| argument.to_string_lossy().into_owned());
    while let Some(argument) = arguments.next() {
        let (flag, attached) = match argument.split_once('=') {
            Some((flag, value)) => (flag, Some(value.to_owned())),
            None => (argument.as_str(), None),
        };
        let mut value = || {
            let value = attached.clone().or_else(|| arguments.next());
            value.ok_or_else(|| format!("{flag} needs a value"))
        };
        match flag {
            "--address" => address = Some(value()?),
            "--port" => port = Some(parse_port(&value()?)?),
            "--mock" | "--help" | "-h" | "--version" | "-V" if attached.is_some() => {
                return Err(format!("{flag} takes no value"));
            }
            "--mock" => mock = true,
            "--help" | "-h" => return Ok(Command::Help),
            "--version" | "-V" => return Ok(Command::Version),
            _ => return Err(format!("unknown argument `{argument}`")),
        }
    }
    let address = address_of(address.or(variable).as_deref(), port)?;
    Ok(Command::Serve(Arguments { mock, address }))
}

fn parse_port(text: &str) -> Result<u16, String> {
    text.parse()
        .map_err(|_| format!("`{text}` is not a port from 0 to 65535"))
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
    let mut help = format!("{name} {version}\n\nUsage: {name}{usage} [OPTIONS]\n\nOptions:\n");
    let mut option = |flag: &str, text: &str| {
        // Writing to a String cannot fail.
        let _ = writeln!(help, "  {flag:<21}{text}");
    };
    if mock {
        option(
            "--mock",
            "Answer with the examples of the API description, or samples of its types",
        );
    }
    let default = format!("[default: {DEFAULT_HOST}:{DEFAULT_PORT}] [env: ADDRESS]");
    option("--address HOST:PORT", &format!("Listen here {default}"));
    option("--port PORT", "Listen on this port; 0 picks a free one");
    option("--help", "Print this help");
    option("--version", "Print the version");
    help
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Parses a command line and an environment and writes down what comes of it.
    fn check(arguments: &str, variable: Option<&str>, expected: &str) {
        let arguments = arguments.split_whitespace().map(OsString::from);
        let found = match parse(arguments, variable.map(str::to_owned)) {
            Ok(Command::Serve(Arguments { mock, address })) => format!("{address} mock={mock}"),
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
          --address HOST:PORT  Listen here [default: 127.0.0.1:8080] [env: ADDRESS]
          --port PORT          Listen on this port; 0 picks a free one
          --help               Print this help
          --version            Print the version
        ");
    }
}
