//! Examples of whole calls: a request, and what comes back for it.

use serde::Serialize;

use crate::Origin;

/// An example of a call. The schemas of what is sent and what comes back stand in the operation's request body and
/// responses, and its examples there as well; this says which belong together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Transaction {
    /// What tells the request from the others, where the document names it.
    pub name: Option<String>,
    /// What it shows, as CommonMark.
    pub description: Option<String>,
    /// What is sent; none where the document describes no request.
    pub request: Option<ExampleMessage>,
    /// What may come back for it, in the document's order: the first is the usual one.
    pub responses: Vec<ExampleResponse>,
    /// Where it is described.
    pub origin: Origin,
}

/// What goes over the wire in an example, the first line aside.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ExampleMessage {
    /// The media type of the body, where the document says it.
    pub media_type: Option<String>,
    /// The header fields, names and values as written, in the document's order; the media type is not among them.
    pub headers: Vec<(String, String)>,
    /// The body, byte for byte as far as the document shows it; in formats that show whole lines, with the line break at
    /// its end. None where the document shows none.
    pub body: Option<String>,
}

/// A response in an example.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExampleResponse {
    /// Its status.
    pub status: u16,
    /// All else of it.
    #[serde(flatten)]
    pub message: ExampleMessage,
}
