//! What a gateway knows of a path whose requests are passed on as they are: constant data, written by
//! the generator.

use super::plan::Expression;
use crate::client::{self, SecurityRef};
use crate::server::{self, BodyUse};

/// The methods of requests that are passed on.
const METHODS: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/// The upstream's path: what the variable of the gateway's path stands for, as it was received.
pub(super) const REST: &str = "rest";

/// A path of a REST adapter whose requests go to the upstream as they are, whatever the method.
///
/// The query and the body are passed on, and of the headers `Content-Type`, `Accept`, and those that
/// are trusted. A [`Route`](super::Route) that fits the path better comes first.
///
/// ```
/// use specwright_runtime::client::SecurityRef;
/// use specwright_runtime::gateway::{Expression, Forward};
///
/// static PAGES: Forward = Forward::new("/notion/{+path}")
///     .server("https://api.notion.com/v1")
///     .security(&[&[SecurityRef::new("notion", &[])]])
///     .headers(&[("Notion-Version", Expression::Literal("\"2022-06-28\""))]);
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Forward {
    /// The path template. `{+name}` at its end is the path at the upstream, slashes included; without
    /// it, the requests go to the upstream's base URL.
    pub path: &'static str,
    /// The headers of callers that are passed on.
    pub trusted_headers: &'static [&'static str],
    /// Headers that are added, in place of the callers'. Their values are of literals and binds.
    pub headers: &'static [(&'static str, Expression)],
    /// Pairs that are added to the query, in place of the callers'. Their values are of literals and
    /// binds.
    pub query: &'static [(&'static str, Expression)],
    /// What is served here, and what is called there: for each method.
    pub(super) operations: [(server::Operation, client::Operation); METHODS.len()],
}

impl Forward {
    /// A path whose requests go to the API of the gateway, without a credential.
    #[must_use]
    pub const fn new(path: &'static str) -> Self {
        let get = (
            server::Operation::new("forward", "GET", path).request_body(BodyUse::Optional, &[]),
            client::Operation::new("forward", "GET", "{rest}"),
        );
        let mut operations = [get; METHODS.len()];
        let mut rest: &mut [(server::Operation, client::Operation)] = &mut operations;
        let mut methods: &[&str] = &METHODS;
        while let ([(served, called), others @ ..], [method, other_methods @ ..]) = (rest, methods) {
            served.method = method;
            called.method = method;
            (rest, methods) = (others, other_methods);
        }
        Self {
            path,
            trusted_headers: &[],
            headers: &[],
            query: &[],
            operations,
        }
    }

    /// Sets where the requests go, if not to the API of the gateway: an absolute URL.
    #[must_use]
    pub const fn server(mut self, url: &'static str) -> Self {
        let mut rest: &mut [(server::Operation, client::Operation)] = &mut self.operations;
        while let [(_, called), others @ ..] = rest {
            called.server = Some(url);
            rest = others;
        }
        self
    }

    /// Sets the alternatives of the upstream's security requirement, as its operations have them.
    #[must_use]
    pub const fn security(mut self, alternatives: &'static [&'static [SecurityRef]]) -> Self {
        let mut rest: &mut [(server::Operation, client::Operation)] = &mut self.operations;
        while let [(_, called), others @ ..] = rest {
            called.security = alternatives;
            rest = others;
        }
        self
    }

    /// Sets the headers of callers that are passed on.
    #[must_use]
    pub const fn trusted_headers(mut self, names: &'static [&'static str]) -> Self {
        self.trusted_headers = names;
        self
    }

    /// Sets the headers that are added.
    #[must_use]
    pub const fn headers(mut self, headers: &'static [(&'static str, Expression)]) -> Self {
        self.headers = headers;
        self
    }

    /// Sets the pairs that are added to the query.
    #[must_use]
    pub const fn query(mut self, pairs: &'static [(&'static str, Expression)]) -> Self {
        self.query = pairs;
        self
    }
}
