//! The program of a generated gateway.

mod arguments;
mod serving;

use std::env;
use std::process::ExitCode;
use std::sync::Arc;

use tokio::runtime::Runtime;

use self::arguments::{Command, Settings, help, parse};
use self::serving::{Served, serve};
use super::Gateway;
use super::bind::Binds;
use super::builder::BuildError;
use super::definition::{Adapter, CredentialKind, Definition, Exposed};
use super::engine::{Engine, Report};
use super::evaluate::text_of;
use super::limits::Limits;
use super::plan::Expression;
use crate::client::{Client, ClientBuilder, Credential, RetryPolicy};
use crate::server::{complain, say};

/// Runs the program of a gateway: does what the command line says, and returns when the program is to
/// end.
///
/// The command line and the environment variables that stand in for it are told by `--help`. Values
/// of binds come from the environment, or from the files that the capability names. Messages go to
/// the standard error, since the standard output may be the protocol's. SIGINT and SIGTERM end the
/// program once requests on their way are answered; so does, with `--stdio`, the end of the input.
///
/// The exit code is 0 after help or a shutdown, 1 when the program cannot listen, and 2 when the
/// command line is wrong or a value is missing, with every missing name in the message.
#[must_use]
pub fn run(definition: &'static Definition) -> ExitCode {
    let environment = |name: &str| env::var(name).ok();
    match parse(definition, env::args_os().skip(1), &environment) {
        Ok(Command::Help) => say(&help(definition)),
        Ok(Command::Version) => say(&format!("{} {}\n", definition.name, definition.version)),
        Ok(Command::Serve(settings)) => match prepare(definition, &settings) {
            Ok(served) => start(definition.name, served),
            Err(message) => complain(definition.name, &message, 2),
        },
        Err(message) => complain(definition.name, &message, 2),
    }
}

fn start(name: &'static str, served: Vec<Served>) -> ExitCode {
    let result = Runtime::new().and_then(|runtime| {
        let result = runtime.block_on(serve(name, served));
        // A thread that waits for standard input cannot be interrupted.
        runtime.shutdown_background();
        result
    });
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => complain(name, &error.to_string(), 1),
    }
}

/// Makes what is served: a gateway for each adapter, with one client and one supply of turns.
fn prepare(definition: &'static Definition, settings: &Settings) -> Result<Vec<Served>, String> {
    let binds = Binds::read(definition.binds).map_err(|missing| {
        let lines: Vec<String> = missing
            .problems()
            .iter()
            .map(|problem| format!("\n  {problem}"))
            .collect();
        format!("values are missing:{}", lines.concat())
    })?;
    let mut limits = Limits::new();
    if let Some(time) = settings.timeout {
        limits.call_time = time;
        limits.plan_time = limits.plan_time.max(time.saturating_mul(2));
    }
    let client = client(definition, settings, &binds, &limits)?;
    let name = definition.name;
    let report: Report = Arc::new(move |message: &str| {
        complain(name, message, 1);
    });
    let engine = Arc::new(Engine::new(client.clone(), binds, limits, Some(report)));
    let served = settings.adapters.iter().map(|(adapter, way)| {
        let gateway = gateway(definition, adapter, settings, &client, &engine);
        let gateway = gateway.map_err(|error| format!("`{}`: {error}", adapter.namespace))?;
        Ok(Served {
            adapter,
            way: way.clone(),
            gateway,
        })
    });
    served.collect()
}

fn gateway(
    definition: &Definition,
    adapter: &'static Adapter,
    settings: &Settings,
    client: &Client,
    engine: &Arc<Engine>,
) -> Result<Gateway, BuildError> {
    let mut builder = Gateway::builder(client.clone()).name(definition.name, definition.version);
    if let Some(title) = definition.title {
        builder = builder.title(title);
    }
    match adapter.exposed {
        Exposed::Rest(routes) => builder = builder.routes(routes).forwards(adapter.forwards),
        Exposed::Mcp {
            tools, instructions, ..
        } => {
            builder = builder.tools(tools);
            if let Some(text) = instructions.or(definition.description) {
                builder = builder.instructions(text);
            }
        }
    }
    if let Some(access) = adapter.access {
        builder = builder.access(access);
    }
    for host in &settings.hosts {
        builder = builder.allow_host(host);
    }
    for origin in &settings.origins {
        builder = builder.allow_origin(origin);
    }
    builder.build_with(Arc::clone(engine))
}

/// The client of the upstream API. It does not retry: whoever calls a gateway retries, and should see
/// the answer that asks for it.
fn client(definition: &Definition, settings: &Settings, binds: &Binds, limits: &Limits) -> Result<Client, String> {
    let no_address = || "the upstream API has no address: give one with --upstream".to_owned();
    let mut builder = match &settings.upstream {
        // No call, no request: the address is one that nothing is at (RFC 6761, section 6.4).
        _ if !definition.calls_something() => Client::builder("http://upstream.invalid"),
        Some(url) => Client::builder("").base_url(url),
        None => {
            let url = text_of(&definition.base_url, binds).filter(|url| !url.is_empty());
            Client::builder(&url.ok_or_else(no_address)?)
        }
    };
    builder = builder
        .user_agent(&format!("{}/{}", definition.name, definition.version))
        .timeout(limits.call_time)
        .response_limit(limits.response_bytes)
        .retries(RetryPolicy::none());
    for credential in definition.credentials {
        match credential_of(&credential.kind, binds) {
            Some(made) => builder = ClientBuilder::credential(builder, credential.scheme, made),
            // Calls that need it fail, the others do not.
            None if needs_absent(&credential.kind, binds) => {}
            None => return Err(format!("the credential for `{}` has no value", credential.scheme)),
        }
    }
    builder.build().map_err(|error| error.to_string())
}

/// Whether a credential is made of an optional bind that has no value.
fn needs_absent(kind: &CredentialKind, binds: &Binds) -> bool {
    fn absent(expression: &Expression, binds: &Binds) -> bool {
        match expression {
            Expression::Bind(key) => binds.is_absent(key),
            Expression::Template(parts) => parts.iter().any(|part| absent(part, binds)),
            _ => false,
        }
    }
    match kind {
        CredentialKind::Header(_, key)
        | CredentialKind::Query(_, key)
        | CredentialKind::Cookie(_, key)
        | CredentialKind::Bearer(key) => absent(key, binds),
        CredentialKind::Basic(username, password) => absent(username, binds) || absent(password, binds),
    }
}

fn credential_of(kind: &CredentialKind, binds: &Binds) -> Option<Credential> {
    let text = |expression: &Expression| text_of(expression, binds);
    Some(match kind {
        CredentialKind::Header(name, key) => Credential::api_key_header(*name, text(key)?),
        CredentialKind::Query(name, key) => Credential::api_key_query(*name, text(key)?),
        CredentialKind::Cookie(name, key) => Credential::api_key_cookie(*name, text(key)?),
        CredentialKind::Basic(username, password) => Credential::basic(text(username)?, text(password)?),
        CredentialKind::Bearer(token) => Credential::bearer(text(token)?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gateway::{Bind, Call, Mapping, Plan, Route, Step, UpstreamCredential};
    use crate::server::Operation;

    const BINDS: &[Bind] = &[Bind::environment("SPECWRIGHT_NOBODY_SETS_THIS").optional()];
    const KEY: Expression = Expression::Bind("SPECWRIGHT_NOBODY_SETS_THIS");

    /// Makes the client of a gateway with one credential and compares what it knows, or why there is
    /// none.
    #[track_caller]
    fn check(base_url: Expression, kind: CredentialKind, arguments: &[&str], expected: &str) {
        let credentials: &'static [UpstreamCredential] = Box::leak(Box::new([UpstreamCredential::new("key", kind)]));
        static ROUTES: &[Route] = &[Route::new(
            Operation::new("x", "GET", "/x"),
            Plan::new(&[Step::Call {
                name: "x",
                call: &Call::new(&GET),
                arguments: &[],
            }]),
        )];
        static GET: crate::client::Operation = crate::client::Operation::new("x", "GET", "/x");
        let adapters: &'static [Adapter] = Box::leak(Box::new([Adapter::rest("rest", 1, ROUTES)]));
        let definition = Definition::new("test", "1", base_url)
            .binds(BINDS)
            .credentials(credentials)
            .adapters(adapters);
        let definition: &'static Definition = Box::leak(Box::new(definition));
        let arguments = arguments.iter().map(Into::into);
        let Ok(Command::Serve(settings)) = parse(definition, arguments, &|_| None) else {
            panic!("the command line is understood");
        };
        let binds = Binds::read(definition.binds).unwrap();
        let made = client(definition, &settings, &binds, &Limits::new());
        let shown = made.map_or_else(|message| message, |client| format!("{client:?}"));
        assert!(shown.contains(expected), "{shown}");
    }

    #[test]
    fn a_credential_without_an_optional_value_is_left_out() {
        let url = Expression::Literal("\"http://localhost/\"");
        check(
            url,
            CredentialKind::Header("x", Expression::Literal("\"k\"")),
            &[],
            r#"credentials: {"key"}"#,
        );
        check(url, CredentialKind::Header("x", KEY), &[], "credentials: {}");
        check(
            url,
            CredentialKind::Bearer(Expression::Template(&[KEY])),
            &[],
            "credentials: {}",
        );
        check(
            url,
            CredentialKind::Basic(Expression::Literal("\"joe\""), KEY),
            &[],
            "credentials: {}",
        );
        let undeclared = CredentialKind::Header("x", Expression::Bind("OTHER"));
        check(url, undeclared, &[], "the credential for `key` has no value");
    }

    #[test]
    fn an_address_is_needed() {
        let key = CredentialKind::Header("x", KEY);
        let message = "the upstream API has no address: give one with --upstream";
        check(Expression::Literal("\"\""), key, &[], message);
        check(KEY, key, &[], message);
        check(KEY, key, &["--upstream", "http://localhost:7"], "http://localhost:7/");
        check(KEY, key, &["--upstream", "nonsense"], "the base URL cannot be used");
    }

    #[test]
    fn whoever_calls_nothing_needs_no_address() {
        static ROUTES: &[Route] = &[Route::new(
            Operation::new("x", "GET", "/x"),
            Plan::new(&[]).result(Mapping::Literal("1")),
        )];
        static ADAPTERS: &[Adapter] = &[Adapter::rest("rest", 1, ROUTES)];
        static DEFINITION: Definition = Definition::new("test", "1", Expression::Literal("\"\"")).adapters(ADAPTERS);
        let Ok(Command::Serve(settings)) = parse(&DEFINITION, std::iter::empty(), &|_| None) else {
            panic!("the command line is understood");
        };
        assert!(prepare(&DEFINITION, &settings).is_ok());
        assert!(!help(&DEFINITION).contains("upstream"), "{}", help(&DEFINITION));
    }
}
