//! Answers of the upstream: whole ones, and those that arrive for as long as the upstream likes.

use std::fmt;

use http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use http::{HeaderMap, StatusCode};
use tokio::sync::OwnedSemaphorePermit;

use super::fault::Fault;
use super::redact::Redactor;
use crate::client::ByteStream;
use crate::json::{self, Value};
use crate::media_type::MediaType;

/// Media types of bodies that are made while they are sent: events (WHATWG HTML, section 9.2),
/// sequences of JSON texts (RFC 7464, and lines under the names that are in use), and parts that
/// replace one another.
const STREAMS: [&str; 8] = [
    "application/json-seq",
    "application/jsonl",
    "application/jsonlines",
    "application/ndjson",
    "application/stream+json",
    "application/x-ndjson",
    "multipart/x-mixed-replace",
    "text/event-stream",
];

/// The answer of an upstream call, received in full.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
}

/// A success of which the head was received, and whose body is a stream.
pub(super) struct StreamedAnswer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: ByteStream,
    /// The turn of the call, for whoever receives the body at once.
    pub(super) turn: OwnedSemaphorePermit,
}

/// The field `Content-Type`.
pub(super) fn content_type(headers: &HeaderMap) -> Option<&str> {
    headers.get(CONTENT_TYPE)?.to_str().ok()
}

/// Whether a body is made while it is sent.
pub(super) fn is_stream(headers: &HeaderMap) -> bool {
    let media_type = content_type(headers).and_then(MediaType::parse);
    media_type.is_some_and(|media_type| STREAMS.contains(&media_type.essence().as_str()))
}

/// Whether a body has a coding, such as gzip (RFC 9110, section 8.4): nothing can be read in it.
pub(super) fn is_encoded(headers: &HeaderMap) -> bool {
    let mut codings = headers.get_all(CONTENT_ENCODING).iter();
    codings.any(|coding| !coding.as_bytes().eq_ignore_ascii_case(b"identity"))
}

impl Answer {
    /// The value of a JSON body, the text of any other, null if there is none. A body without a media
    /// type is taken for JSON.
    ///
    /// # Errors
    /// [`Fault::Unreadable`] for a body that is not what its media type says.
    pub(super) fn value(&self) -> Result<Value, Fault> {
        if self.body.is_empty() {
            return Ok(Value::Null);
        }
        if is_encoded(&self.headers) {
            return Err(Fault::Unreadable);
        }
        let media_type = content_type(&self.headers).and_then(MediaType::parse);
        if media_type.is_none_or(|media_type| media_type.is_json()) {
            return json::parse(&self.body).map_err(|_| Fault::Unreadable);
        }
        let text = std::str::from_utf8(&self.body).map_err(|_| Fault::Unreadable)?;
        Ok(Value::String(text.to_owned()))
    }

    /// The body as callers may see it: that of a success as it is, any other without the secrets of
    /// the gateway. One with a coding cannot be looked into, and is left out.
    pub(super) fn without_secrets(mut self, redactor: &Redactor) -> Self {
        if self.status.is_success() {
            return self;
        }
        if is_encoded(&self.headers) {
            self.headers.remove(CONTENT_ENCODING);
            self.headers.remove(CONTENT_TYPE);
            self.body.clear();
        }
        self.body = redactor.bytes(self.body);
        self
    }
}

impl fmt::Debug for Answer {
    /// Shows neither headers nor body: some of them are secrets of the upstream.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Answer")
            .field("status", &self.status)
            .field("length", &self.body.len())
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for StreamedAnswer {
    /// Shows no headers: some of them are secrets of the upstream.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("StreamedAnswer")
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}
