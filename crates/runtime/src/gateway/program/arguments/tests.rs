use super::*;
use crate::client;
use crate::gateway::{Bind, Call, Expression, Plan, Route, Step};
use crate::server::Operation;

static GET: client::Operation = client::Operation::new("x", "GET", "/x");
static ROUTES: &[Route] = &[Route::new(
    Operation::new("x", "GET", "/x"),
    Plan::new(&[Step::Call {
        name: "x",
        call: &Call::new(&GET),
        arguments: &[],
    }]),
)];
static REST: Adapter = Adapter::rest("users-rest", 8080, ROUTES);
static MCP: Adapter = Adapter::mcp("users-mcp", 9090, &[]);
const BASE: Expression = Expression::Literal("\"https://api.example.com\"");

static BOTH: Definition = Definition::new("users-gateway", "1.2.0", BASE)
    .description("Users and their grace periods.")
    .binds(&[
        Bind::environment("USERS_KEY").description("The key of the API"),
        Bind::file("SALT", "file:///run/salt").optional(),
    ])
    .adapters(&[REST, MCP]);

/// Parses a command line and an environment, and writes down what comes of it.
#[track_caller]
fn check(definition: &'static Definition, arguments: &str, environment: &[(&str, &str)], expected: &str) {
    let variable = |name: &str| {
        let found = environment.iter().find(|(variable, _)| *variable == name);
        found.map(|(_, value)| (*value).to_owned())
    };
    let arguments = arguments.split_whitespace().map(OsString::from);
    let found = match parse(definition, arguments, &variable) {
        Ok(Command::Serve(settings)) => {
            let way = |(adapter, way): &(&Adapter, Way)| match way {
                Way::Http(host, port) => format!("{}={host}:{port}", adapter.namespace),
                Way::Stdio => format!("{}=stdio", adapter.namespace),
            };
            let mut parts: Vec<String> = settings.adapters.iter().map(way).collect();
            parts.extend(settings.upstream.map(|url| format!("upstream={url}")));
            parts.extend(settings.timeout.map(|time| format!("timeout={time:?}")));
            parts.extend(settings.origins.iter().map(|origin| format!("origin={origin}")));
            let given = settings.hosts.iter().filter(|host| *host != "127.0.0.1");
            parts.extend(given.map(|host| format!("host={host}")));
            parts.join(" ")
        }
        Ok(command) => format!("{command:?}"),
        Err(message) => message,
    };
    assert_eq!(found, expected);
}

#[test]
fn ports_and_addresses() {
    check(&BOTH, "", &[], "users-rest=127.0.0.1:8080 users-mcp=127.0.0.1:9090");
    check(
        &BOTH,
        "--rest-port 0 --mcp-port=81",
        &[("REST_PORT", "7"), ("ADDRESS", "::1")],
        "users-rest=[::1]:0 users-mcp=[::1]:81 host=[::1] host=[::1]",
    );
    check(
        &BOTH,
        "--address 0.0.0.0 --allow-host a,b:1 --allow-host c --allow-origin https://x",
        &[("MCP_PORT", "7")],
        "users-rest=0.0.0.0:8080 users-mcp=0.0.0.0:7 origin=https://x host=a host=b:1 host=c",
    );
    check(&BOTH, "--port 1", &[], "unknown argument `--port`");
    check(&BOTH, "--rest-port x", &[], "`x` is not a port from 0 to 65535");
}

#[test]
fn one_adapter_has_the_short_flag_and_several_of_a_kind_have_names() {
    static ONE: Definition = Definition::new("one", "1", BASE).adapters(&[REST]);
    check(&ONE, "--port 1", &[], "users-rest=127.0.0.1:1");
    check(&ONE, "", &[("PORT", "2")], "users-rest=127.0.0.1:2");
    check(&ONE, "--stdio", &[], "unknown argument `--stdio`");
    static TWO: Definition =
        Definition::new("two", "1", BASE).adapters(&[Adapter::rest("a_b", 1, &[]), Adapter::rest("c", 2, &[]), MCP]);
    check(
        &TWO,
        "--a-b-port 5 --mcp-port 4",
        &[("C_PORT", "6")],
        "a_b=127.0.0.1:5 c=127.0.0.1:6 users-mcp=127.0.0.1:4",
    );
}

#[test]
fn standard_input_and_output() {
    check(&BOTH, "--stdio", &[], "users-mcp=stdio");
    check(&BOTH, "", &[("MCP_STDIO", "1")], "users-mcp=stdio");
    static STDIO: Definition = Definition::new("stdio", "1", BASE).adapters(&[REST, Adapter::mcp_stdio("tools", &[])]);
    check(&STDIO, "", &[], "users-rest=127.0.0.1:8080 tools=stdio");
    check(
        &STDIO,
        "--mcp-port 0",
        &[],
        "users-rest=127.0.0.1:8080 tools=127.0.0.1:0",
    );
    static TWO: Definition = Definition::new("two", "1", BASE).adapters(&[MCP, Adapter::mcp_stdio("tools", &[])]);
    check(
        &TWO,
        "--stdio",
        &[],
        "more than one MCP server for standard input and output: give the others a port",
    );
}

#[test]
fn the_upstream() {
    let expected = "users-rest=127.0.0.1:8080 users-mcp=127.0.0.1:9090 upstream=http://x timeout=1.5s";
    check(&BOTH, "--upstream http://x --timeout 1.5", &[], expected);
    check(
        &BOTH,
        "",
        &[("UPSTREAM_URL", "http://x"), ("UPSTREAM_TIMEOUT", "1.5")],
        expected,
    );
    for time in ["0", "-1", "soon", "inf", "NaN"] {
        let message = format!("`{time}` is not a number of seconds");
        check(&BOTH, &format!("--timeout {time}"), &[], &message);
    }
}

#[test]
fn help_names_everything() {
    insta::assert_snapshot!(help(&BOTH), @r"
    users-gateway 1.2.0
    Users and their grace periods.

    Usage: users-gateway [OPTIONS]

    Options:
      --rest-port PORT       The port of the REST adapter `users-rest`; 0 picks a free one [default: 8080] [env: REST_PORT]
      --mcp-port PORT        The port of the MCP server `users-mcp`; 0 picks a free one [default: 9090] [env: MCP_PORT]
      --address HOST         Listen here [default: 127.0.0.1] [env: ADDRESS]
      --stdio                Serve MCP on standard input and output, and nothing else [env: MCP_STDIO]
      --upstream URL         The address of the upstream API [default: https://api.example.com] [env: UPSTREAM_URL]
      --timeout SECONDS      How long a call of the upstream API may take [default: 30] [env: UPSTREAM_TIMEOUT]
      --allow-host HOST      Answer requests to this host too, several with commas; * for all [default: localhost] [env: ALLOWED_HOSTS]
      --allow-origin ORIGIN  Let pages of this origin call, several with commas [default: those of localhost] [env: ALLOWED_ORIGINS]
      --help                 Print this help
      --version              Print the version

    Values:
      USERS_KEY  The key of the API [env]
      SALT       [in file:///run/salt, optional]
    ");
}
