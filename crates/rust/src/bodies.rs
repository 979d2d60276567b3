//! The Rust plan of bodies: what is sent and what comes back, in each of the forms that it may take.

use crate::{Docs, checks::Check, types::TypeRef};

/// One form that a body may take.
#[derive(Clone, Debug)]
pub struct Content {
    /// The name of its variant, where a body has several forms.
    pub variant: String,
    /// The media types or ranges under which it travels: at least one, and the first is the one to send.
    pub media_types: Vec<String>,
    /// How it is handled.
    pub body: Body,
    /// A value that fits: JSON; a string for text and bytes; an object of the parts of a multipart form; a single
    /// event's data or item.
    pub sample: Option<serde_json::Value>,
}

impl Content {
    /// The media type under which this form is sent: the first one, or one that stands for its range.
    pub fn media_type(&self) -> &str {
        let written = self.media_types.first().map_or("", String::as_str);
        match (written.contains('*'), &self.body) {
            (false, _) => written,
            (true, Body::Json { .. }) => "application/json",
            (true, Body::Text) => "text/plain",
            // Nobody says which of them it is, and one outside of the range would break the description.
            (true, _) => match written.split('/').next() {
                Some("image") => "image/png",
                Some("audio") => "audio/mpeg",
                Some("video") => "video/mp4",
                Some("text") => "text/plain",
                _ => "application/octet-stream",
            },
        }
    }
}

/// How generated code handles a body.
#[derive(Clone, Debug)]
pub enum Body {
    /// JSON.
    Json {
        /// What it holds.
        ty: TypeRef,
        /// What is checked of it.
        checks: Vec<Check>,
    },
    /// `application/x-www-form-urlencoded`.
    Form {
        /// What it holds.
        ty: TypeRef,
        /// What is checked of it.
        checks: Vec<Check>,
    },
    /// `multipart/form-data` (RFC 7578).
    Multipart(MultipartPlan),
    /// `multipart/form-data` of which the parts are not described.
    FormParts,
    /// Text.
    Text,
    /// Bytes as they are.
    Bytes,
    /// Server-sent events (WHATWG HTML, section 9.2).
    Events {
        /// What the data of an event holds.
        data: TypeRef,
        /// Whether the data is JSON; otherwise it is text, and `data` is `String`.
        json: bool,
    },
    /// JSON values one after the other, which are read one by one.
    Items {
        /// What each holds.
        ty: TypeRef,
        /// What stands between them.
        framing: Framing,
    },
}

impl Body {
    /// Whether it arrives piece by piece, with no end that one would wait for.
    pub fn is_stream(&self) -> bool {
        matches!(self, Self::Events { .. } | Self::Items { .. })
    }
}

/// What stands between the values of a sequence of JSON values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Framing {
    /// A line feed behind each.
    Lines,
    /// A record separator before each (RFC 7464).
    Sequence,
}

/// The parts of a multipart form, which are a struct of the module `operations`.
#[derive(Clone, Debug)]
pub struct MultipartPlan {
    /// The name of the struct.
    pub name: String,
    /// Its documentation.
    pub docs: Docs,
    /// The parts; required ones first, each in the document's order.
    pub parts: Vec<PartPlan>,
}

/// A part of a multipart form.
#[derive(Clone, Debug)]
pub struct PartPlan {
    /// The Rust name of its field.
    pub name: String,
    /// Its name on the wire.
    pub wire_name: String,
    /// Its documentation.
    pub docs: Docs,
    /// Whether it must be there; of repeated ones, whether one must.
    pub required: bool,
    /// Whether it should no longer be used.
    pub deprecated: bool,
    /// Whether there may be several of that name: the field is a `Vec`.
    pub repeated: bool,
    /// How one of them is handled.
    pub content: PartContent,
    /// What is checked of its value; of repeated ones, of their list.
    pub checks: Vec<Check>,
    /// The media type under which it is sent, where the document gives one.
    pub media_type: Option<String>,
}

/// How generated code handles a part of a multipart form.
#[derive(Clone, Debug)]
pub enum PartContent {
    /// A file: bytes with a name and a media type.
    File,
    /// One plain value as text.
    Text(TypeRef),
    /// JSON.
    Json(TypeRef),
}
