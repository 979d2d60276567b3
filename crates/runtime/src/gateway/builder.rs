//! Configuring a gateway.

use std::fmt;
use std::sync::Arc;

use super::Gateway;
use super::bind::Binds;
use super::check::check_plan;
use super::definition::Access;
use super::engine::{Engine, Report};
use super::forward::Forward;
use super::guard::Guard;
use super::limits::Limits;
use super::mcp::{Identity, Toolset};
use super::rest::{Endpoint, Forwarding};
use super::route::Route;
use super::schema::Schema;
use super::tool::Tool;
use crate::client::Client;

/// Configures a [`Gateway`].
#[must_use = "`build` makes the gateway"]
pub struct GatewayBuilder {
    client: Client,
    routes: Vec<&'static Route>,
    forwards: Vec<&'static Forward>,
    tools: Vec<&'static Tool>,
    binds: Binds,
    limits: Limits,
    guard: Guard,
    access: Option<Access>,
    identity: Identity,
    report: Option<Report>,
}

impl GatewayBuilder {
    pub(super) fn new(client: Client) -> Self {
        Self {
            client,
            routes: Vec::new(),
            forwards: Vec::new(),
            tools: Vec::new(),
            binds: Binds::new(),
            limits: Limits::new(),
            guard: Guard::new(),
            access: None,
            identity: Identity {
                name: "gateway".to_owned(),
                version: env!("CARGO_PKG_VERSION").to_owned(),
                ..Identity::default()
            },
            report: None,
        }
    }

    /// Adds routes to the REST adapter.
    pub fn routes(mut self, routes: &'static [Route]) -> Self {
        self.routes.extend(routes);
        self
    }

    /// Adds paths to the REST adapter whose requests are passed on as they are.
    pub fn forwards(mut self, forwards: &'static [Forward]) -> Self {
        self.forwards.extend(forwards);
        self
    }

    /// Adds tools to the MCP server.
    pub fn tools(mut self, tools: &'static [Tool]) -> Self {
        self.tools.extend(tools);
        self
    }

    /// Sets the values that plans use as binds. Where one of at least eight bytes stands in a message
    /// or in an error of the upstream, it is replaced.
    pub fn binds(mut self, binds: Binds) -> Self {
        self.binds = binds;
        self
    }

    /// Sets the limits.
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Names the MCP server.
    pub fn name(mut self, name: &str, version: &str) -> Self {
        name.clone_into(&mut self.identity.name);
        version.clone_into(&mut self.identity.version);
        self
    }

    /// Sets the MCP server's name for people.
    pub fn title(mut self, title: &str) -> Self {
        self.identity.title = Some(title.to_owned());
        self
    }

    /// Tells MCP clients what the server is for.
    pub fn instructions(mut self, text: &str) -> Self {
        self.identity.instructions = Some(text.to_owned());
        self
    }

    /// Answers requests to this host too: a name, maybe with a port; `*` for every host.
    ///
    /// Without it, only requests to `localhost`, `127.0.0.1` and `[::1]` are answered, so that no
    /// page of a browser can reach the gateway under a name of its own (DNS rebinding).
    pub fn allow_host(mut self, host: &str) -> Self {
        self.guard.allow_host(host);
        self
    }

    /// Lets pages of this origin call and read answers, such as `https://app.example.com`.
    ///
    /// Requests that no page makes have no origin; pages of the host itself and of loopback origins
    /// may always call.
    pub fn allow_origin(mut self, origin: &str) -> Self {
        self.guard.allow_origin(origin);
        self
    }

    /// Demands a key of callers. It does nothing for standard input and output.
    pub fn access(mut self, access: Access) -> Self {
        self.access = Some(access);
        self
    }

    /// Calls `report` with each failure between the gateway and the upstream, without secrets.
    pub fn on_failure(mut self, report: impl Fn(&str) + Send + Sync + 'static) -> Self {
        self.report = Some(Arc::new(report));
        self
    }

    /// Makes the gateway.
    ///
    /// # Errors
    /// A schema that is none, a name that is there twice or that MCP does not allow, a plan or a forward
    /// that speaks of what is not there, or a key of callers without a value.
    pub fn build(self) -> Result<Gateway, BuildError> {
        let engine = Engine::new(
            self.client.clone(),
            self.binds.clone(),
            self.limits,
            self.report.clone(),
        );
        self.build_with(Arc::new(engine))
    }

    /// Makes a gateway that shares its turns with others.
    pub(super) fn build_with(mut self, engine: Arc<Engine>) -> Result<Gateway, BuildError> {
        let mut toolset = Toolset::default();
        for tool in &self.tools {
            check_plan(&tool.plan, &engine.binds)
                .map_err(|reason| BuildError(format!("the tool `{}` {reason}", tool.name)))?;
            toolset.add(tool).map_err(BuildError)?;
        }
        let mut access_query = None;
        if let Some(access) = &self.access {
            let demanded = self.guard.demand(access, &engine.binds);
            demanded.map_err(|reason| BuildError(reason.to_owned()))?;
            if let Access::Query(name, _) = access {
                access_query = Some(*name);
            }
        }
        let mut endpoints = Vec::new();
        for route in self.routes {
            let of_route = |reason: String| {
                let (method, path) = (route.operation.method, route.operation.path);
                BuildError(format!("the route `{method} {path}` {reason}"))
            };
            check_plan(&route.plan, &engine.binds).map_err(of_route)?;
            let schema = route.schema.map(Schema::compile).transpose();
            endpoints.push(Arc::new(Endpoint {
                route,
                schema: schema.map_err(|reason| of_route(format!("has no schema: {reason}")))?,
                engine: Arc::clone(&engine),
                access_query,
            }));
        }
        let mut forwardings = Vec::new();
        for forward in self.forwards {
            let all = Forwarding::all(forward, &engine, access_query);
            let of_forward = |reason: String| BuildError(format!("the forward `{}` {reason}", forward.path));
            forwardings.extend(all.map_err(of_forward)?);
        }
        Ok(Gateway {
            engine,
            endpoints,
            forwardings,
            toolset: Arc::new(toolset),
            guard: Arc::new(self.guard),
            identity: Arc::new(self.identity),
        })
    }
}

impl fmt::Debug for GatewayBuilder {
    /// Shows no secrets, and not the upstream's address, which may be made of them.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("GatewayBuilder")
            .field("routes", &self.routes.len())
            .field("tools", &self.tools.len())
            .field("binds", &self.binds)
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}

/// Why no gateway could be made.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct BuildError(pub(super) String);

impl fmt::Display for BuildError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for BuildError {}
