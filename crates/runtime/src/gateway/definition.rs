//! What the program of a gateway is made of: constant data, written by the generator.

use super::bind::Bind;
use super::forward::Forward;
use super::plan::Expression;
use super::route::Route;
use super::tool::Tool;

/// A gateway as a program: where the upstream API is, what is needed to call it, and what is
/// exposed.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Definition {
    /// The name of the program, and of the MCP server.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
    /// The name for people.
    pub title: Option<&'static str>,
    /// What it is for: shown by `--help`, and given to MCP clients as instructions.
    pub description: Option<&'static str>,
    /// The address of the upstream API, of literals and binds. No input can change it.
    pub base_url: Expression,
    /// What the upstream API knows the gateway by.
    pub credentials: &'static [UpstreamCredential],
    /// The values that are read when the program starts.
    pub binds: &'static [Bind],
    /// What is exposed, at least one.
    pub adapters: &'static [Adapter],
}

impl Definition {
    /// A gateway to an API at a base URL.
    #[must_use]
    pub const fn new(name: &'static str, version: &'static str, base_url: Expression) -> Self {
        Self {
            name,
            version,
            title: None,
            description: None,
            base_url,
            credentials: &[],
            binds: &[],
            adapters: &[],
        }
    }

    /// Sets the name for people.
    #[must_use]
    pub const fn title(mut self, title: &'static str) -> Self {
        self.title = Some(title);
        self
    }

    /// Says what it is for.
    #[must_use]
    pub const fn description(mut self, description: &'static str) -> Self {
        self.description = Some(description);
        self
    }

    /// Sets what the upstream API knows the gateway by.
    #[must_use]
    pub const fn credentials(mut self, credentials: &'static [UpstreamCredential]) -> Self {
        self.credentials = credentials;
        self
    }

    /// Sets the values that are read when the program starts.
    #[must_use]
    pub const fn binds(mut self, binds: &'static [Bind]) -> Self {
        self.binds = binds;
        self
    }

    /// Sets what is exposed.
    #[must_use]
    pub const fn adapters(mut self, adapters: &'static [Adapter]) -> Self {
        self.adapters = adapters;
        self
    }

    /// Whether anything that is exposed calls the upstream API.
    pub(super) fn calls_something(&self) -> bool {
        self.adapters.iter().any(|adapter| match adapter.exposed {
            Exposed::Rest(routes) => {
                !adapter.forwards.is_empty() || routes.iter().any(|route| route.plan.calls_something())
            }
            Exposed::Mcp { tools, .. } => tools.iter().any(|tool| tool.plan.calls_something()),
        })
    }
}

/// The credential of a security scheme of the upstream API. The expressions are of literals and
/// binds.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct UpstreamCredential {
    /// The name of the scheme, as the client's operations have it.
    pub scheme: &'static str,
    /// What is sent.
    pub kind: CredentialKind,
}

impl UpstreamCredential {
    /// The credential of a scheme.
    #[must_use]
    pub const fn new(scheme: &'static str, kind: CredentialKind) -> Self {
        Self { scheme, kind }
    }
}

/// What a credential is, and where it is sent.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum CredentialKind {
    /// A key in a header of this name.
    Header(&'static str, Expression),
    /// A key in a query parameter of this name.
    Query(&'static str, Expression),
    /// A key in a cookie of this name.
    Cookie(&'static str, Expression),
    /// A user name and a password (RFC 7617).
    Basic(Expression, Expression),
    /// A token (RFC 6750).
    Bearer(Expression),
}

/// What a gateway exposes, and where.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Adapter {
    /// The name that the capability has for it.
    pub namespace: &'static str,
    /// What is exposed.
    pub exposed: Exposed,
    /// The address to listen at: `127.0.0.1` unless said otherwise.
    pub address: &'static str,
    /// The port to listen on.
    pub port: u16,
    /// The paths of a REST adapter whose requests are passed on as they are.
    pub forwards: &'static [Forward],
    /// Who may call. `None`: everybody who can reach it.
    pub access: Option<Access>,
}

/// What an adapter exposes.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Exposed {
    /// Routes over HTTP.
    Rest(&'static [Route]),
    /// Tools over the Model Context Protocol.
    Mcp {
        /// The tools.
        tools: &'static [Tool],
        /// Whether the server speaks on standard input and output unless it is given a port.
        stdio: bool,
        /// What the server is for, where that differs from the gateway.
        instructions: Option<&'static str>,
    },
}

impl Adapter {
    const fn new(namespace: &'static str, port: u16, exposed: Exposed) -> Self {
        Self {
            namespace,
            exposed,
            address: "127.0.0.1",
            port,
            forwards: &[],
            access: None,
        }
    }

    /// Routes over HTTP.
    #[must_use]
    pub const fn rest(namespace: &'static str, port: u16, routes: &'static [Route]) -> Self {
        Self::new(namespace, port, Exposed::Rest(routes))
    }

    /// Tools over MCP's streamable HTTP.
    #[must_use]
    pub const fn mcp(namespace: &'static str, port: u16, tools: &'static [Tool]) -> Self {
        let exposed = Exposed::Mcp {
            tools,
            stdio: false,
            instructions: None,
        };
        Self::new(namespace, port, exposed)
    }

    /// Tools over MCP on standard input and output.
    #[must_use]
    pub const fn mcp_stdio(namespace: &'static str, tools: &'static [Tool]) -> Self {
        let exposed = Exposed::Mcp {
            tools,
            stdio: true,
            instructions: None,
        };
        Self::new(namespace, 0, exposed)
    }

    /// Sets the address to listen at.
    #[must_use]
    pub const fn address(mut self, address: &'static str) -> Self {
        self.address = address;
        self
    }

    /// Sets the paths of a REST adapter whose requests are passed on as they are. It does nothing to
    /// tools.
    #[must_use]
    pub const fn forwards(mut self, forwards: &'static [Forward]) -> Self {
        self.forwards = forwards;
        self
    }

    /// Says what an MCP server is for. It does nothing to routes.
    #[must_use]
    pub const fn instructions(mut self, text: &'static str) -> Self {
        if let Exposed::Mcp { instructions, .. } = &mut self.exposed {
            *instructions = Some(text);
        }
        self
    }

    /// Sets who may call.
    #[must_use]
    pub const fn access(mut self, access: Access) -> Self {
        self.access = Some(access);
        self
    }
}

/// What callers of an adapter must present. The expressions are of literals and binds.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Access {
    /// A key in a header of this name.
    Header(&'static str, Expression),
    /// A key in a query parameter of this name.
    Query(&'static str, Expression),
    /// A user name and a password (RFC 7617).
    Basic(Expression, Expression),
    /// A token (RFC 6750).
    Bearer(Expression),
}
