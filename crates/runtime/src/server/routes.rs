//! The table of a server's operations, and the axum service over it.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use http::Method;

use super::authorizer::{AnyAuthorizer, Authorizer, DenyAll};
use super::dispatch::Server;
use super::incoming::Incoming;
use super::operation::Operation;
use super::path_template::{PathTemplate, PathValues};
use super::refusal::Refusal;
use super::reply::Reply;

/// The most bytes that a request body may have, unless said otherwise: 2 MiB.
const BODY_LIMIT: usize = 2 * 1024 * 1024;

/// How long a caller may take to send a body, unless said otherwise.
const BODY_TIMEOUT: Duration = Duration::from_secs(30);

/// The operations of a server and what carries them out.
///
/// A generated crate fills it in its function `routes`; [`Routes::into_router`] makes the service.
///
/// Paths are matched here rather than by axum, whose router refuses what documents may contain:
/// two templates that differ in the names of their variables alone, and variables beside literal
/// text, such as `/files/{name}.json`. Among several templates that fit, the one with literal text
/// furthest to the left wins; among equals, the one that was added first. A trailing slash counts.
pub struct Routes {
    paths: Vec<Path>,
    authorizer: Arc<dyn AnyAuthorizer>,
    limits: Limits,
}

/// What a single request may take.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    pub(crate) body_bytes: usize,
    pub(crate) body_timeout: Duration,
}

/// What carries out an operation, its type forgotten so that what calls it is compiled once.
type Handler = Box<dyn Fn(Incoming) -> Answer + Send + Sync>;
/// The reply to come.
pub(crate) type Answer = Pin<Box<dyn Future<Output = Result<Reply, Refusal>> + Send>>;

/// An operation and what carries it out.
pub(crate) struct Route {
    pub(crate) operation: &'static Operation,
    pub(crate) handler: Handler,
}

/// A path template and the operations of this template.
struct Path {
    template: PathTemplate,
    routes: Vec<Route>,
}

/// What the table says of a method and a path.
pub(crate) enum Found<'table> {
    /// An operation, and the values of its path variables.
    Route(&'table Route, PathValues),
    /// The path exists; it has other methods, comma separated as in `Allow`.
    OtherMethods(String),
    /// The path does not exist.
    Nothing,
}

impl Routes {
    /// No operations yet, and who decides on who may call those to come.
    pub fn new<A: Authorizer>(authorizer: A) -> Self {
        Self {
            paths: Vec::new(),
            authorizer: Arc::new(authorizer),
            limits: Limits {
                body_bytes: BODY_LIMIT,
                body_timeout: BODY_TIMEOUT,
            },
        }
    }

    /// No operations yet, for a document that declares no security. Should an operation ask for
    /// credentials after all, nobody can call it.
    #[must_use]
    pub fn without_authorizer() -> Self {
        Self::new(DenyAll)
    }

    /// Adds an operation and what carries it out: a function of the implementation and the request.
    pub fn add<I, F, R>(&mut self, operation: &'static Operation, implementation: &Arc<I>, handler: F)
    where
        I: Send + Sync + 'static,
        F: Fn(Arc<I>, Incoming) -> R + Send + Sync + 'static,
        R: Future<Output = Result<Reply, Refusal>> + Send + 'static,
    {
        let implementation = Arc::clone(implementation);
        self.add_boxed(
            operation,
            Box::new(move |incoming| Box::pin(handler(Arc::clone(&implementation), incoming))),
        );
    }

    /// Adds an operation whose request and response have types: `read` makes the request, `call` carries it out, and
    /// `reply` writes the response.
    ///
    /// Generated crates have one call of this for each operation. What does not depend on the implementation is given
    /// as plain functions, so that a crate of a thousand operations is compiled in little time.
    pub fn add_typed<I, Q, S, R>(
        &mut self,
        operation: &'static Operation,
        implementation: &Arc<I>,
        read: fn(Incoming) -> Result<Q, Refusal>,
        call: fn(Arc<I>, Q) -> R,
        reply: fn(S) -> Reply,
    ) where
        I: Send + Sync + 'static,
        Q: Send + 'static,
        S: Send + 'static,
        R: Future<Output = S> + Send + 'static,
    {
        self.add(operation, implementation, move |implementation, incoming| async move {
            let request = read(incoming)?;
            Ok(reply(call(implementation, request).await))
        });
    }

    fn add_boxed(&mut self, operation: &'static Operation, handler: Handler) {
        let route = Route { operation, handler };
        let same_path = |path: &&mut Path| {
            path.routes
                .first()
                .is_some_and(|first| first.operation.path == operation.path)
        };
        match self.paths.iter_mut().find(same_path) {
            Some(path) => path.routes.push(route),
            None => {
                let template = PathTemplate::parse(operation.path);
                self.paths.push(Path {
                    template,
                    routes: vec![route],
                });
            }
        }
    }

    /// Sets the most bytes that a request body may have; larger ones are answered with 413.
    /// The default is 2 MiB.
    #[must_use]
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.limits.body_bytes = bytes;
        self
    }

    /// Sets how long a caller may take to send a body; slower ones are answered with 408. The
    /// default is 30 seconds.
    #[must_use]
    pub fn body_timeout(mut self, timeout: Duration) -> Self {
        self.limits.body_timeout = timeout;
        self
    }

    /// Makes the service. Every path that no other route of the router has comes here, so that
    /// routes of one's own can be added beside, and middleware around.
    pub fn into_router(mut self) -> Router {
        // A stable sort: among equals, the one that was added first stays first.
        self.paths
            .sort_by(|one, other| one.template.precedence(&other.template));
        let server = Arc::new(Server {
            table: Table { paths: self.paths },
            authorizer: self.authorizer,
            limits: self.limits,
        });
        Router::new().fallback(move |request: axum::extract::Request| {
            let server = Arc::clone(&server);
            async move { server.answer(request).await }
        })
    }
}

/// The operations, those to try first standing first.
pub(crate) struct Table {
    paths: Vec<Path>,
}

impl Table {
    /// Finds the operation for a method and a raw path.
    ///
    /// Templates of equal precedence share their methods; a template of lower precedence is not
    /// asked, so that `DELETE /pets/mine` never deletes the pet `mine` because only `GET` is
    /// declared for `/pets/mine`.
    pub(crate) fn find(&self, method: &Method, path: &str) -> Found<'_> {
        let mut fitting = self
            .paths
            .iter()
            .filter_map(|candidate| Some((candidate, candidate.template.matches(path)?)));
        let Some((best, values)) = fitting.next() else {
            return Found::Nothing;
        };
        let equal =
            |(candidate, _): &(&Path, PathValues)| candidate.template.precedence(&best.template) == Ordering::Equal;
        let mut equals: Vec<(&Path, PathValues)> = vec![(best, values)];
        equals.extend(fitting.take_while(equal));
        for wanted in [Some(method), get_for(method)].into_iter().flatten() {
            for (path, values) in &mut equals {
                if let Some(route) = path
                    .routes
                    .iter()
                    .find(|route| route.operation.method == wanted.as_str())
                {
                    return Found::Route(route, std::mem::take(values));
                }
            }
        }
        Found::OtherMethods(allow(equals.iter().flat_map(|(path, _)| &path.routes)))
    }
}

/// `HEAD` is answered by what answers `GET` (RFC 9110, section 9.3.2).
fn get_for(method: &Method) -> Option<&'static Method> {
    (method == Method::HEAD).then_some(&Method::GET)
}

/// The methods of a path, those that this crate adds by itself included, in the order of their
/// names.
fn allow<'table>(routes: impl Iterator<Item = &'table Route>) -> String {
    let mut methods: BTreeSet<&str> = routes.map(|route| route.operation.method).collect();
    if methods.contains("GET") {
        methods.insert("HEAD");
    }
    methods.insert("OPTIONS");
    methods.into_iter().collect::<Vec<_>>().join(", ")
}
