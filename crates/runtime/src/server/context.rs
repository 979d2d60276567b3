//! What an implementation may want to know of a request beside its typed parts.

use std::fmt;

use http::header::{
    ACCEPT, ACCEPT_ENCODING, AUTHORIZATION, CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, HOST,
    PROXY_AUTHORIZATION, TRANSFER_ENCODING, USER_AGENT,
};
use http::{Extensions, HeaderMap, HeaderName, Method, Uri};

use super::identity::Identity;
use super::operation::Operation;
use super::security::{KeyPlace, SchemeKind};
use crate::media_type::negotiate;

/// Headers that no scheme of any kind puts a credential into.
const PLAIN_HEADERS: [HeaderName; 8] = [
    ACCEPT,
    ACCEPT_ENCODING,
    CONNECTION,
    CONTENT_LENGTH,
    CONTENT_TYPE,
    HOST,
    TRANSFER_ENCODING,
    USER_AGENT,
];

/// The request behind the typed parts: who makes it, and its head as it was received.
///
/// `Debug` shows no credentials.
#[derive(Clone)]
pub struct Context {
    pub(crate) operation: &'static Operation,
    pub(crate) method: Method,
    pub(crate) uri: Uri,
    pub(crate) headers: HeaderMap,
    pub(crate) extensions: Extensions,
    pub(crate) identity: Identity,
    pub(crate) accepted: Option<&'static str>,
}

impl Context {
    /// The operation.
    #[must_use]
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// Who makes the request.
    #[must_use]
    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    /// The method as it was received: `HEAD` for an operation that is declared as `GET` alone.
    #[must_use]
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The request target as it was received.
    #[must_use]
    pub fn uri(&self) -> &Uri {
        &self.uri
    }

    /// All headers, those that the document does not name included.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// What middleware attached to the request.
    #[must_use]
    pub fn extensions(&self) -> &Extensions {
        &self.extensions
    }

    /// Whether the caller takes a media type (RFC 9110, section 12.5.1). One who does not say what
    /// they take takes everything.
    #[must_use]
    pub fn accepts(&self, media_type: &str) -> bool {
        self.preferred(&[media_type]).is_some()
    }

    /// The offered media type that the caller likes best, the earlier of two that they like equally;
    /// `None` if they take none of them (RFC 9110, section 12.5.1).
    #[must_use]
    pub fn preferred<'offer>(&self, offered: &[&'offer str]) -> Option<&'offer str> {
        preferred(&self.headers, offered)
    }

    /// The media type of the operation's responses that the caller likes best (RFC 9110, section
    /// 12.5.1); `None` when the operation declares none.
    #[must_use]
    pub fn accepted_media_type(&self) -> Option<&'static str> {
        self.accepted
    }
}

impl fmt::Debug for Context {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Context")
            .field("operation", &self.operation.id)
            .field("method", &self.method)
            .field("path", &self.uri.path())
            .field("query", &redacted_query(self.operation, &self.uri))
            // Values that hold credentials are marked as sensitive and print as such.
            .field("headers", &self.headers)
            .field("identity", &self.identity)
            .finish_non_exhaustive()
    }
}

/// The offered media type that the headers of a request like best.
pub(crate) fn preferred<'offer>(headers: &HeaderMap, offered: &[&'offer str]) -> Option<&'offer str> {
    let fields = headers.get_all(ACCEPT).iter();
    let fields: Vec<_> = fields.filter_map(|value| value.to_str().ok()).collect();
    offered.get(negotiate(&fields.join(", "), offered)?).copied()
}

/// The names of the API keys that the operation looks for in a place.
pub(crate) fn key_names(operation: &'static Operation, place: KeyPlace) -> impl Iterator<Item = &'static str> {
    operation
        .security
        .iter()
        .copied()
        .flatten()
        .filter_map(move |used| match used.scheme.kind {
            SchemeKind::ApiKey { place: found, name } if found == place => Some(name),
            _ => None,
        })
}

/// Whether a header holds credentials.
pub(crate) fn is_credential_header(operation: &'static Operation, name: &HeaderName) -> bool {
    [AUTHORIZATION, PROXY_AUTHORIZATION, COOKIE].contains(name)
        || key_names(operation, KeyPlace::Header).any(|key| name.as_str().eq_ignore_ascii_case(key))
}

/// Whether credentials may stand anywhere: a scheme's kind is none that says where.
fn hides_credentials(operation: &'static Operation) -> bool {
    let mut uses = operation.security.iter().copied().flatten();
    uses.any(|it| matches!(it.scheme.kind, SchemeKind::Other { .. }))
}

/// Marks the headers that hold credentials, or may hold them, so that no formatting shows them.
pub(crate) fn mark_credentials(operation: &'static Operation, headers: &mut HeaderMap) {
    let is_hidden = hides_credentials(operation);
    for (name, value) in headers.iter_mut() {
        if is_credential_header(operation, name) || (is_hidden && !PLAIN_HEADERS.contains(name)) {
            value.set_sensitive(true);
        }
    }
}

/// The query with the values left out that are API keys, or may be.
fn redacted_query(operation: &'static Operation, uri: &Uri) -> String {
    let is_hidden = hides_credentials(operation);
    let pairs = uri.query().unwrap_or_default().split('&').map(|pair| {
        let name = pair.split_once('=').map_or(pair, |(name, _)| name);
        let decoded = percent_encoding::percent_decode_str(name).decode_utf8_lossy();
        if is_hidden || key_names(operation, KeyPlace::Query).any(|key| decoded == key) {
            format!("{name}=…")
        } else {
            pair.to_owned()
        }
    });
    pairs.collect::<Vec<_>>().join("&")
}
