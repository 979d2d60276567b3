//! The command line of a gateway.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::time::Duration;

use crate::command_line::{self, Flag, Request, Values, parse_port};
use crate::gateway::bind::BindSource;
use crate::gateway::definition::{Adapter, Definition, Exposed};
use crate::gateway::plan::Expression;

/// What a command line asks for.
#[derive(Debug)]
pub(super) enum Command {
    Help,
    Version,
    Serve(Settings),
}

/// What to serve, where, and with what.
#[derive(Debug)]
pub(super) struct Settings {
    /// The adapters to serve, and how.
    pub(super) adapters: Vec<(&'static Adapter, Way)>,
    /// The address of the upstream API, if not the one that the capability names.
    pub(super) upstream: Option<String>,
    /// How long an upstream call may take.
    pub(super) timeout: Option<Duration>,
    pub(super) hosts: Vec<String>,
    pub(super) origins: Vec<String>,
}

/// How an adapter is served.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Way {
    /// Over HTTP, at a host and a port.
    Http(String, u16),
    /// On standard input and output.
    Stdio,
}

/// Reads the arguments after the program's name.
///
/// # Errors
/// What is wrong, for a person.
pub(super) fn parse(
    definition: &'static Definition,
    arguments: impl Iterator<Item = OsString>,
    environment: &dyn Fn(&str) -> Option<String>,
) -> Result<Command, String> {
    match command_line::parse(&flags(definition), arguments, environment)? {
        Request::Help => Ok(Command::Help),
        Request::Version => Ok(Command::Version),
        Request::Run(values) => settings(definition, &values).map(Command::Serve),
    }
}

fn settings(definition: &'static Definition, values: &Values) -> Result<Settings, String> {
    let several = |name| -> Vec<String> {
        let texts = values.all(name).flat_map(|text| text.split(','));
        texts
            .map(|text| text.trim().to_owned())
            .filter(|text| !text.is_empty())
            .collect()
    };
    let mut adapters = Vec::new();
    for adapter in definition.adapters {
        adapters.extend(way(definition, adapter, values)?.map(|way| (adapter, way)));
    }
    if adapters.iter().filter(|(_, way)| *way == Way::Stdio).count() > 1 {
        return Err("more than one MCP server for standard input and output: give the others a port".to_owned());
    }
    let mut hosts = several("--allow-host");
    // Who listens at an address of their own is called by it.
    hosts.extend(adapters.iter().filter_map(|(_, way)| match way {
        Way::Http(host, _) if !matches!(host.as_str(), "0.0.0.0" | "[::]") => Some(host.clone()),
        _ => None,
    }));
    Ok(Settings {
        adapters,
        upstream: values.get("--upstream").map(str::to_owned),
        timeout: values.get("--timeout").map(parse_seconds).transpose()?,
        hosts,
        origins: several("--allow-origin"),
    })
}

/// How an adapter is served; `None` if it is not.
fn way(definition: &Definition, adapter: &Adapter, values: &Values) -> Result<Option<Way>, String> {
    let flags = [
        Some(port_flag(definition, adapter)),
        single(definition).then(|| "--port".to_owned()),
    ];
    let port = flags
        .iter()
        .flatten()
        .find_map(|flag| values.get(flag))
        .map(parse_port)
        .transpose()?;
    let is_mcp = matches!(adapter.exposed, Exposed::Mcp { .. });
    let by_default = matches!(adapter.exposed, Exposed::Mcp { stdio: true, .. });
    if values.has("--stdio") {
        // Whoever starts the program for its standard streams may start it more than once: no ports.
        return Ok(is_mcp.then_some(Way::Stdio));
    }
    if by_default && port.is_none() {
        return Ok(Some(Way::Stdio));
    }
    let host = values.get("--address").unwrap_or(adapter.address);
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let host = if bare.contains(':') {
        format!("[{bare}]")
    } else {
        bare.to_owned()
    };
    if host.is_empty() {
        return Err("the address to listen at is empty".to_owned());
    }
    Ok(Some(Way::Http(host, port.unwrap_or(adapter.port))))
}

fn parse_seconds(text: &str) -> Result<Duration, String> {
    let seconds = text
        .parse::<f64>()
        .ok()
        .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    let seconds = seconds.filter(|seconds| !seconds.is_zero());
    seconds.ok_or_else(|| format!("`{text}` is not a number of seconds"))
}

/// Whether there is one adapter alone.
fn single(definition: &Definition) -> bool {
    definition.adapters.len() == 1
}

/// The flag for the port of an adapter: by its kind where there is one of it, else by its namespace.
fn port_flag(definition: &Definition, adapter: &Adapter) -> String {
    let kind = |adapter: &Adapter| match adapter.exposed {
        Exposed::Rest(_) => "rest",
        Exposed::Mcp { .. } => "mcp",
    };
    let own = kind(adapter);
    let alone = definition.adapters.iter().filter(|other| kind(other) == own).count() == 1;
    let name = if alone { own } else { adapter.namespace };
    format!("--{}-port", name.to_ascii_lowercase().replace('_', "-"))
}

/// The environment variable for a flag.
fn variable_of(flag: &str) -> String {
    flag.trim_start_matches('-').replace('-', "_").to_ascii_uppercase()
}

fn flags(definition: &Definition) -> Vec<Flag> {
    let mut flags = Vec::new();
    for adapter in definition.adapters {
        let name = port_flag(definition, adapter);
        let what = match adapter.exposed {
            Exposed::Rest(_) => "the REST adapter",
            Exposed::Mcp { .. } => "the MCP server",
        };
        let default = match adapter.exposed {
            Exposed::Mcp { stdio: true, .. } => "standard input and output".to_owned(),
            _ => adapter.port.to_string(),
        };
        let help = format!(
            "The port of {what} `{}`; 0 picks a free one [default: {default}]",
            adapter.namespace
        );
        flags.push(Flag::option(&name, "PORT", help).variable(&variable_of(&name)));
    }
    if single(definition) {
        flags.push(Flag::option("--port", "PORT", "The same").variable("PORT"));
    }
    let addresses: Vec<&str> = definition.adapters.iter().map(|adapter| adapter.address).collect();
    let default = addresses.first().copied().unwrap_or_default();
    flags.push(Flag::option("--address", "HOST", format!("Listen here [default: {default}]")).variable("ADDRESS"));
    let is_mcp = |adapter: &Adapter| matches!(adapter.exposed, Exposed::Mcp { .. });
    if definition.adapters.iter().any(is_mcp) {
        let help = "Serve MCP on standard input and output, and nothing else";
        flags.push(Flag::switch("--stdio", help).variable("MCP_STDIO"));
    }
    if definition.calls_something() {
        let default = match definition.base_url {
            Expression::Literal(text) => format!(" [default: {}]", text.trim_matches('"')),
            _ => String::new(),
        };
        let help = format!("The address of the upstream API{default}");
        flags.push(Flag::option("--upstream", "URL", help).variable("UPSTREAM_URL"));
        let help = "How long a call of the upstream API may take [default: 30]";
        flags.push(Flag::option("--timeout", "SECONDS", help).variable("UPSTREAM_TIMEOUT"));
    }
    let help = "Answer requests to this host too, several with commas; * for all [default: localhost]";
    flags.push(Flag::option("--allow-host", "HOST", help).variable("ALLOWED_HOSTS"));
    let help = "Let pages of this origin call, several with commas [default: those of localhost]";
    flags.push(Flag::option("--allow-origin", "ORIGIN", help).variable("ALLOWED_ORIGINS"));
    flags
}

/// The text of `--help`.
pub(super) fn help(definition: &Definition) -> String {
    let Definition { name, version, .. } = definition;
    let mut help = format!("{name} {version}\n");
    // Writing to a String cannot fail.
    if let Some(description) = definition.description.or(definition.title) {
        let _ = writeln!(help, "{}", description.trim_end());
    }
    let _ = write!(
        help,
        "\nUsage: {name} [OPTIONS]\n\nOptions:\n{}",
        command_line::table(&flags(definition))
    );
    if !definition.binds.is_empty() {
        help.push_str("\nValues:\n");
    }
    let width = definition
        .binds
        .iter()
        .map(|bind| bind.source_key.len())
        .max()
        .unwrap_or_default();
    for bind in definition.binds {
        let place = match bind.source {
            BindSource::Environment if !bind.required => "[env, optional]".to_owned(),
            BindSource::Environment => "[env]".to_owned(),
            BindSource::File(location) if !bind.required => format!("[in {location}, optional]"),
            BindSource::File(location) => format!("[in {location}]"),
        };
        let description = bind
            .description
            .map(|text| format!("{} ", text.trim_end()))
            .unwrap_or_default();
        let _ = writeln!(help, "  {:<width$}  {description}{place}", bind.source_key);
    }
    help
}

#[cfg(test)]
mod tests;
