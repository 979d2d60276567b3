//! Bodies: what is sent and what comes back, by media type.

use serde::Serialize;

use crate::{Extensions, Origin, ParameterStyle, SchemaId};

/// What is sent with a request.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RequestBody {
    /// What it is, as CommonMark.
    pub description: Option<String>,
    /// Whether a request without it is wrong.
    pub required: bool,
    /// The forms that it may take, one for each media type, in the document's order.
    pub contents: Vec<Payload>,
    /// Vendor extensions.
    pub extensions: Extensions,
    /// Where it is described.
    pub origin: Origin,
}

/// A body of one media type.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Payload {
    /// The media type or media range as written, parameters included; empty when the document does not say.
    pub media_type: String,
    /// What it holds; none when the document does not say.
    pub schema: Option<SchemaId>,
    /// What each item holds, where the body is a sequence that is read item by item (`text/event-stream`, JSON lines).
    pub item_schema: Option<SchemaId>,
    /// Examples of it.
    pub examples: Vec<Example>,
    /// How single parts of a form are written.
    pub encoding: Vec<PartEncoding>,
    /// Vendor extensions.
    pub extensions: Extensions,
    /// Where it is described.
    pub origin: Origin,
}

/// How one property of a form body is written.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PartEncoding {
    /// The property.
    pub property: String,
    /// The media types that it may have.
    pub content_types: Vec<String>,
    /// Header fields of its part.
    pub headers: Vec<Header>,
    /// How its value becomes text in a form that is no multipart.
    pub style: Option<ParameterStyle>,
    /// Whether the members of an array or object stand apart.
    pub explode: Option<bool>,
    /// Whether reserved characters go unencoded.
    pub allow_reserved: bool,
}

/// A header field of a response or a part.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Header {
    /// Its name.
    pub name: String,
    /// What it says, as CommonMark.
    pub description: Option<String>,
    /// Whether it is always there.
    pub required: bool,
    /// Whether it should no longer be used.
    pub deprecated: bool,
    /// Whether the members of an object are written as `name=value`.
    pub explode: bool,
    /// What it holds; none when the document does not say.
    pub schema: Option<SchemaId>,
    /// Set when the value is one document of this media type instead of plain text.
    pub media_type: Option<String>,
    /// Examples of its value.
    pub examples: Vec<Example>,
    /// Where it is described.
    pub origin: Origin,
}

/// An example of a value.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Example {
    /// Its name, where it has one.
    pub name: Option<String>,
    /// What it shows, in a line.
    pub summary: Option<String>,
    /// What it shows, as CommonMark.
    pub description: Option<String>,
    /// The value; text that is not JSON is a string.
    pub value: Option<serde_json::Value>,
    /// The address of a value that stands elsewhere.
    pub external_value: Option<String>,
    /// Where it stands.
    pub origin: Origin,
}
