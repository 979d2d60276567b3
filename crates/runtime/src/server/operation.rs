//! What the server knows of an operation: constant data, written by the generator.

use super::security::SecurityUse;

/// An operation of the API: its place, its security, and the media types of its bodies.
///
/// ```
/// use specwright_runtime::server::{BodyUse, Operation};
///
/// static RENAME: Operation = Operation::new("renamePet", "PUT", "/pets/{pet_id}/name")
///     .request_body(BodyUse::Required, &["application/json"])
///     .response_media_types(&["application/json"]);
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Operation {
    /// The identifier that the document gives the operation.
    pub id: &'static str,
    /// The HTTP method, in upper case.
    pub method: &'static str,
    /// The path template, with the base path of the server where the document has one. `{name}` is
    /// a variable within a segment; `{+name}` at the end takes the rest of the path.
    pub path: &'static str,
    /// The alternatives of the security requirement: one of them must be met in full. None at all
    /// means that the operation is open to everyone; an empty one, that anonymous use is allowed.
    pub security: &'static [&'static [SecurityUse]],
    /// Whether the request has a body.
    pub body: BodyUse,
    /// The media types or media ranges (`image/*`) that the body of a request may have.
    pub request_media_types: &'static [&'static str],
    /// The media types that responses may have. Empty: `Accept` is not looked at.
    pub response_media_types: &'static [&'static str],
}

/// Whether a request has a body (OpenAPI 3.1.1, section 4.8.13, `required`).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum BodyUse {
    /// The operation takes no body; one that is sent is not read.
    None,
    /// The body may be left out.
    Optional,
    /// The body must be there.
    Required,
}

impl Operation {
    /// An operation open to everyone, without a body, whose responses may have any media type.
    #[must_use]
    pub const fn new(id: &'static str, method: &'static str, path: &'static str) -> Self {
        Self {
            id,
            method,
            path,
            security: &[],
            body: BodyUse::None,
            request_media_types: &[],
            response_media_types: &[],
        }
    }

    /// Sets the alternatives of the security requirement.
    #[must_use]
    pub const fn security(mut self, alternatives: &'static [&'static [SecurityUse]]) -> Self {
        self.security = alternatives;
        self
    }

    /// Sets whether there is a request body and which media types it may have.
    #[must_use]
    pub const fn request_body(mut self, body: BodyUse, media_types: &'static [&'static str]) -> Self {
        self.body = body;
        self.request_media_types = media_types;
        self
    }

    /// Sets the media types that responses may have, the preferred one first.
    #[must_use]
    pub const fn response_media_types(mut self, media_types: &'static [&'static str]) -> Self {
        self.response_media_types = media_types;
        self
    }
}
