//! Gateways: a REST adapter and an MCP server before an API.
//!
//! A generated gateway crate is constant data: each [`Tool`] and each [`Route`] has a [`Plan`], whose
//! steps are [`Call`]s of operations of a generated client. [`run`] makes a program of it, and
//! [`Gateway`] serves it within a program of one's own:
//!
//! ```no_run
//! # use specwright_runtime::client::{Client, Operation};
//! # use specwright_runtime::gateway::{Call, CallInput, Expression, Gateway, Plan, Route, RouteInput, Step, Tool};
//! # use specwright_runtime::parameter::Parameter;
//! # use specwright_runtime::server;
//! # static GET_USER: Operation = Operation::new("getUser", "GET", "/users/{user_id}");
//! static CALL: Call = Call::new(&GET_USER).inputs(&[CallInput::path(Parameter::path("user_id"))]);
//! static TOOLS: &[Tool] = &[Tool::new(
//!     "get-user",
//!     r#"{"type": "object", "properties": {"user_id": {"type": "string"}}, "required": ["user_id"]}"#,
//!     Plan::new(&[Step::Call {
//!         name: "call",
//!         call: &CALL,
//!         arguments: &[("user_id", Expression::Input("user_id"))],
//!     }]),
//! )];
//! static ROUTES: &[Route] = &[Route::new(
//!     server::Operation::new("get-user", "GET", "/users/{user-id}"),
//!     Plan::new(&[Step::Call {
//!         name: "call",
//!         call: &CALL,
//!         arguments: &[("user_id", Expression::Input("user-id"))],
//!     }]),
//! )
//! .inputs(&[RouteInput::path(Parameter::path("user-id"))])];
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let client = Client::builder("https://api.example.com").build()?;
//! let gateway = Gateway::builder(client).routes(ROUTES).tools(TOOLS).build()?;
//! let app = gateway.rest_router().nest_service("/mcp", gateway.mcp_service());
//! # Ok(())
//! # }
//! ```
//!
//! # What holds for every request
//! - Inputs are checked against a JSON Schema, and everything that is wrong is told at once: 400 with
//!   problem details (RFC 9457), or a result that is an error. Query parameters that a route does not
//!   have are refused.
//! - No input changes the host or the resource that is called: see [`client`](crate::client).
//! - A route passes on the upstream's status, body (byte for byte) and headers, but for those of the
//!   connection and those that the upstream says of its own origin. Errors of the gateway itself say
//!   neither addresses nor keys. Browsers are told to treat what is passed on as no page of the
//!   gateway's origin (`Content-Security-Policy: sandbox`).
//! - Parameters of routes are passed on in the digits that they came in. Numbers that a mapping or a
//!   tool takes are those of JSON Schema's readers: 64 bits, whole or floating.
//! - The values of binds stand in no message, no log and no `Debug` output. An upstream that repeats
//!   one in an error has it taken out; its successes are passed on as they are.
//! - Requests to other hosts than the loopback address and those allowed, and of pages of other
//!   origins, are refused: see [`GatewayBuilder::allow_host`].
//! - Responses are received whole before they are passed on, so that one which breaks off is an error.
//!   A success that is a stream of events or of JSON texts is passed on as it arrives, for as long as
//!   it goes on; a tool collects of it what comes within the limits of time and size.
//! - Time, sizes and the number of calls at once are bounded: see [`Limits`].

mod answer;
mod bind;
mod builder;
mod call;
mod check;
mod definition;
mod duplicates;
mod engine;
mod evaluate;
mod fault;
mod forward;
mod guard;
mod inputs;
mod limits;
mod lookup;
mod loosen;
mod mcp;
mod plan;
mod program;
mod redact;
mod request;
mod rest;
mod route;
mod schema;
mod tool;

use std::fmt;
use std::io;
use std::sync::Arc;

use axum::Router;

pub use bind::{Bind, BindSource, Binds, MissingBinds};
pub use builder::{BuildError, GatewayBuilder};
pub use call::{BodyForm, Call, CallBody, CallInput};
pub use definition::{Access, Adapter, CredentialKind, Definition, Exposed, UpstreamCredential};
pub use forward::Forward;
pub use limits::Limits;
pub use plan::{Expression, Mapping, Plan, Selector, Step};
pub use program::run;
pub use route::{Route, RouteInput};
pub use tool::{Hints, Tool};

use crate::client::Client;
use crate::server::{Operation, Routes};
use engine::Engine;
use guard::Guard;
use mcp::{Identity, Toolset};
use rest::{Endpoint, Forwarding};

/// A gateway, ready to serve. Cheap to clone.
#[derive(Clone)]
pub struct Gateway {
    engine: Arc<Engine>,
    endpoints: Vec<Arc<Endpoint>>,
    forwardings: Vec<(&'static Operation, Arc<Forwarding>)>,
    toolset: Arc<Toolset>,
    guard: Arc<Guard>,
    identity: Arc<Identity>,
}

impl Gateway {
    /// Starts to configure a gateway to the API that a client calls.
    ///
    /// The client's credentials, retries and limits hold; a call is sent again until the head of an
    /// answer is there. A client that retries makes callers wait: the program of a gateway does not
    /// retry, so that callers see the first answer.
    pub fn builder(client: Client) -> GatewayBuilder {
        GatewayBuilder::new(client)
    }

    /// The REST adapter. Every path that no other route of the router has comes here.
    pub fn rest_router(&self) -> Router {
        let limits = self.engine.limits;
        let mut routes = Routes::without_authorizer()
            .body_limit(limits.request_bytes)
            .body_timeout(limits.request_time);
        for endpoint in &self.endpoints {
            routes.add(&endpoint.route.operation, endpoint, Endpoint::answer);
        }
        for (operation, forwarding) in &self.forwardings {
            routes.add(operation, forwarding, Forwarding::answer);
        }
        self.guarded(routes.into_router())
    }

    /// The MCP server over streamable HTTP, for any path: `router.nest_service("/mcp", …)`.
    pub fn mcp_service(&self) -> Router {
        self.guarded(mcp::service(self.mcp_server(), self.engine.limits, &[]))
    }

    /// The MCP server as the program has it: at the paths of MCP alone, so that clients who look for
    /// other things there, such as authorization servers, are told that there are none.
    fn mcp_router(&self) -> Router {
        self.guarded(mcp::service(
            self.mcp_server(),
            self.engine.limits,
            &["/", "/mcp", "/mcp/"],
        ))
    }

    /// Serves MCP on standard input and output, until the input ends or `shutdown` completes; calls on
    /// their way then have five seconds to be answered. Nothing else may write to the standard output
    /// meanwhile.
    ///
    /// # Errors
    /// The client did not begin as MCP wants it.
    pub async fn serve_stdio(&self, shutdown: impl Future<Output = ()> + Send + 'static) -> io::Result<()> {
        mcp::serve_stdio(self.mcp_server(), shutdown).await
    }

    fn mcp_server(&self) -> mcp::Server {
        mcp::Server {
            engine: Arc::clone(&self.engine),
            toolset: Arc::clone(&self.toolset),
            identity: Arc::clone(&self.identity),
        }
    }

    fn guarded(&self, router: Router) -> Router {
        let guard = Arc::clone(&self.guard);
        router.layer(axum::middleware::from_fn_with_state(guard, guard::pass))
    }
}

impl fmt::Debug for Gateway {
    /// Shows no secrets.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Gateway")
            .field("engine", &self.engine)
            .field("routes", &self.endpoints.len())
            .field("guard", &self.guard)
            .field("identity", &self.identity)
            .finish_non_exhaustive()
    }
}
