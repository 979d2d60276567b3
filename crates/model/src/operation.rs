//! Resources, operations and responses.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::{
    Extensions, ExternalDocumentation, Header, Origin, Parameter, PathTemplate, Payload, RequestBody,
    SecurityRequirement, Server, Transaction,
};

/// A path template and what can be done there.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Resource {
    /// The path.
    pub path: PathTemplate,
    /// Its name, in formats that name resources.
    pub name: Option<String>,
    /// What it is, in a line.
    pub summary: Option<String>,
    /// What it is, as CommonMark.
    pub description: Option<String>,
    /// The operations, in the document's order, each method once.
    pub operations: Vec<Operation>,
    /// Vendor extensions.
    pub extensions: Extensions,
    /// Where it is described.
    pub origin: Origin,
}

/// An HTTP method (RFC 9110, section 9): any token, in the letter case that goes over the wire.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Method(String);

impl Method {
    /// The method of that name. Names of registered methods are written in capitals whatever the case of `name`.
    pub fn new(name: &str) -> Self {
        const REGISTERED: [&str; 9] = [
            "GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH",
        ];
        let capitals = name.to_ascii_uppercase();
        if REGISTERED.contains(&capitals.as_str()) {
            Self(capitals)
        } else {
            Self(name.to_owned())
        }
    }

    /// The name that goes over the wire.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Method {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Serialize for Method {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// Something that can be called.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Operation {
    /// The name that the document gives it; not necessarily unique.
    pub id: Option<String>,
    /// The method.
    pub method: Method,
    /// What it does, in a line.
    pub summary: Option<String>,
    /// What it does, as CommonMark.
    pub description: Option<String>,
    /// More to read.
    pub external_documentation: Option<ExternalDocumentation>,
    /// The tags it belongs to, by name; the first one groups it.
    pub tags: Vec<String>,
    /// Whether it should no longer be used.
    pub deprecated: bool,
    /// Its parameters, those of its resource included, in the document's order; unique by place and name.
    pub parameters: Vec<Parameter>,
    /// What is sent.
    pub request_body: Option<RequestBody>,
    /// What comes back. No response listed does not mean that none comes.
    pub responses: Vec<Response>,
    /// Who may call it: one of these alternatives must be fulfilled. None at all: everybody.
    /// What the API requires in general is already in here.
    pub security: Vec<SecurityRequirement>,
    /// Where it is served, if not where the API is.
    pub servers: Vec<Server>,
    /// What the API calls back because of it.
    pub callbacks: Vec<Callback>,
    /// The relation of what it leads to, by its registered name or as a URI (RFC 8288, section 2.1).
    pub relation: Option<String>,
    /// Examples of whole calls, in the document's order.
    pub transactions: Vec<Transaction>,
    /// Vendor extensions.
    pub extensions: Extensions,
    /// Where it is described.
    pub origin: Origin,
}

/// Which statuses a response stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatusPattern {
    /// One status.
    Code(u16),
    /// All of one class: `Range(4)` is 400 to 499.
    Range(u8),
    /// All that no other response stands for.
    Default,
}

impl StatusPattern {
    /// Whether it stands for success alone: statuses of 200 to 299.
    pub fn is_success(self) -> bool {
        match self {
            Self::Code(code) => (200..300).contains(&code),
            Self::Range(class) => class == 2,
            Self::Default => false,
        }
    }
}

impl fmt::Display for StatusPattern {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code(code) => code.fmt(formatter),
            Self::Range(class) => write!(formatter, "{class}XX"),
            Self::Default => formatter.write_str("default"),
        }
    }
}

impl Serialize for StatusPattern {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// What may come back from an operation.
#[derive(Clone, Debug, Serialize)]
pub struct Response {
    /// For which statuses; unique in an operation.
    pub status: StatusPattern,
    /// When it comes and what it means, as CommonMark.
    pub description: Option<String>,
    /// Its header fields.
    pub headers: Vec<Header>,
    /// Its body, one for each media type; none when nothing is said of a body.
    pub contents: Vec<Payload>,
    /// What can be called next.
    pub links: Vec<Link>,
    /// Vendor extensions.
    pub extensions: Extensions,
    /// Where it is described.
    pub origin: Origin,
}

/// An operation that can be called with what a response holds.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Link {
    /// Its name.
    pub name: String,
    /// The id of the operation that it leads to.
    pub operation_id: Option<String>,
    /// A reference to that operation.
    pub operation_reference: Option<String>,
    /// The operation's parameters: names, and expressions or values.
    pub parameters: Vec<(String, serde_json::Value)>,
    /// The operation's body: an expression or a value.
    pub request_body: Option<serde_json::Value>,
    /// What it leads to, as CommonMark.
    pub description: Option<String>,
    /// Where it is described.
    pub origin: Origin,
}

/// What an API calls because an operation was called.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Callback {
    /// Its name.
    pub name: String,
    /// The address that is called: an expression over the request.
    pub expression: String,
    /// The requests, one for each method.
    pub operations: Vec<Operation>,
    /// Where it is described.
    pub origin: Origin,
}
