//! Examples of whole calls: constant data, written by the generator.

use axum::{Extension, Router};
use http::Extensions;

use crate::server::operation::Operation;

/// The example calls of an operation.
#[derive(Clone, Copy, Debug)]
pub struct OperationTransactions {
    /// The operation's method.
    pub method: &'static str,
    /// The operation's path template.
    pub path: &'static str,
    /// The calls, in the document's order.
    pub transactions: &'static [Transaction],
}

/// An example of a call: a request, and what comes back for it.
#[derive(Clone, Copy, Debug)]
pub struct Transaction {
    /// What is sent; [`ExampleMessage::NOTHING`] where the document says nothing of it.
    pub request: ExampleMessage,
    /// What may come back, the usual one first.
    pub responses: &'static [ExampleResponse],
}

/// What goes over the wire in an example, the first line aside.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ExampleMessage {
    /// The media type of the body, where the document says it.
    pub media_type: Option<&'static str>,
    /// The header fields, names and values as the document writes them; the media type is not among them.
    pub headers: &'static [(&'static str, &'static str)],
    /// The body as text, where the document shows it.
    pub body: Option<&'static str>,
}

impl ExampleMessage {
    /// A message of which nothing is said.
    pub const NOTHING: Self = Self {
        media_type: None,
        headers: &[],
        body: None,
    };

    /// Whether the message comes with a body, shown or not.
    pub(super) fn has_body(&self) -> bool {
        self.body.is_some() || self.media_type.is_some()
    }
}

/// A response in an example.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ExampleResponse {
    /// Its status, from 200 to 599.
    pub status: u16,
    /// All else of it.
    pub message: ExampleMessage,
}

/// The tables of all groups of operations, as middleware attaches them to a request.
#[derive(Clone, Copy)]
struct Tables(&'static [&'static [OperationTransactions]]);

/// Lets a router answer as the example calls of its operations say.
///
/// A request that equals an example request is answered with the example's status, header fields and body, byte for
/// byte, whatever else the document asks of requests: so a request that shows what is refused gets the refusal that the
/// document shows. Every other request goes its usual way, authorization and validation included; what the mock then
/// answers takes the form of the example that the request is like (nothing that it states does not hold), else of the
/// first example response of the same status and media type.
///
/// `Prefer: code=404` is stronger than what a request equals.
pub fn with_transactions(router: Router, tables: &'static [&'static [OperationTransactions]]) -> Router {
    router.layer(Extension(Tables(tables)))
}

/// The example calls of an operation; none on a server that is no mock.
pub(super) fn of_operation(extensions: &Extensions, operation: &Operation) -> &'static [Transaction] {
    let Some(Tables(tables)) = extensions.get::<Tables>() else {
        return &[];
    };
    let is_it = |entry: &&OperationTransactions| entry.method == operation.method && entry.path == operation.path;
    let found = tables.iter().copied().flatten().find(is_it);
    found.map_or(&[], |entry| entry.transactions)
}
