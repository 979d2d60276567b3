//! What an operation answers.

use std::fmt;

use axum::body::{Body, Bytes};
use axum::response::{IntoResponse, Response};
use futures_core::Stream;
use http::header::{CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use super::stream::{ByteSource, Events, Items, Mapped, no_bytes};
use crate::json::{self, Encode};
use crate::parameter::{Parameter, write_header};
use crate::problem::{self, Problem};
use crate::{DataForm, Framing};

/// The answer to a request: status, headers, body.
///
/// An answer that HTTP cannot carry (a status that is none, a header value with a line break)
/// is a mistake of the implementation: the caller gets 500 instead, without the text.
#[derive(Debug)]
pub struct Reply {
    status: StatusCode,
    headers: HeaderMap,
    content: Content,
}

/// The body of an answer.
enum Content {
    Whole(Bytes),
    Streamed(ByteSource),
}

impl fmt::Debug for Content {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole(bytes) => bytes.fmt(formatter),
            Self::Streamed(_) => formatter.write_str("…"),
        }
    }
}

impl Reply {
    /// A status alone, as 204 is.
    #[must_use]
    pub fn empty(status: u16) -> Self {
        Self::of(status, None, Bytes::new())
    }

    /// A JSON body, of the media type `application/json`.
    #[must_use]
    pub fn json(status: u16, body: &dyn Encode) -> Self {
        Self::json_as(status, "application/json", body)
    }

    /// A JSON body of another media type, such as `application/vnd.pets+json`.
    #[must_use]
    pub fn json_as(status: u16, media_type: &str, body: &dyn Encode) -> Self {
        Self::of(status, Some(media_type), Bytes::from(json::to_string(body)))
    }

    /// A text body. A media type without a `charset` is completed with `charset=utf-8`.
    #[must_use]
    pub fn text(status: u16, media_type: &str, body: impl Into<String>) -> Self {
        let body = Bytes::from(body.into());
        if media_type.to_ascii_lowercase().contains("charset=") {
            return Self::of(status, Some(media_type), body);
        }
        Self::of(status, Some(&format!("{media_type}; charset=utf-8")), body)
    }

    /// A body of bytes as they are.
    #[must_use]
    pub fn bytes(status: u16, media_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self::of(status, Some(media_type), Bytes::from(body.into()))
    }

    /// A stream of events, of the media type `text/event-stream`, whose data is written as `form`
    /// says.
    ///
    /// Nothing may store them (`Cache-Control: no-store`), and when there is none for 15 seconds, a
    /// comment shows that the connection is alive.
    #[must_use]
    pub fn events<T: Encode + 'static>(status: u16, media_type: &str, events: Events<T>, form: DataForm) -> Self {
        Self::streamed(status, media_type, events.into_bytes(form)).raw_header(CACHE_CONTROL.as_str(), "no-store")
    }

    /// A sequence of JSON texts, of a media type such as `application/jsonl`.
    #[must_use]
    pub fn items<T: Encode + 'static>(status: u16, media_type: &str, items: Items<T>, framing: Framing) -> Self {
        Self::streamed(status, media_type, items.into_bytes(framing))
    }

    /// A body of bytes that is sent while it is made. An error breaks the connection off, so that
    /// the caller sees that the end is missing.
    #[must_use]
    pub fn byte_stream<E>(
        status: u16,
        media_type: &str,
        stream: impl Stream<Item = Result<crate::Bytes, E>> + Send + 'static,
    ) -> Self
    where
        E: Into<Box<dyn std::error::Error + Send + Sync>> + 'static,
    {
        let piece = |piece: Result<crate::Bytes, E>| match piece {
            Ok(bytes) => Ok(Bytes::from(bytes.into_vec())),
            Err(error) => Err(error.into()),
        };
        Self::streamed(status, media_type, Box::pin(Mapped::new(Box::pin(stream), piece)))
    }

    fn streamed(status: u16, media_type: &str, source: ByteSource) -> Self {
        let mut reply = Self::of(status, Some(media_type), Bytes::new());
        // A status or media type that HTTP cannot carry has made it a problem, which has a body.
        if reply.body().is_empty() {
            reply.content = Content::Streamed(source);
        }
        reply
    }

    /// A problem (RFC 9457). One without a status is an internal error.
    #[must_use]
    pub fn problem(problem: &Problem) -> Self {
        let status = problem.status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        Self::json_as(status.as_u16(), problem::MEDIA_TYPE, problem)
    }

    /// A body of bytes, of a media type where one is known.
    pub(crate) fn of(status: u16, media_type: Option<&str>, body: Bytes) -> Self {
        // Informational statuses are no answers: the caller would wait for another one.
        let status = StatusCode::from_u16(status)
            .ok()
            .filter(|status| !status.is_informational());
        let Some(status) = status else {
            return Self::internal_error();
        };
        let mut headers = HeaderMap::new();
        if let Some(media_type) = media_type {
            let Ok(value) = HeaderValue::from_str(media_type) else {
                return Self::internal_error();
            };
            headers.insert(CONTENT_TYPE, value);
        }
        let content = Content::Whole(body);
        Self {
            status,
            headers,
            content,
        }
    }

    /// What a caller is told of a mistake that is not theirs: nothing.
    pub(crate) fn internal_error() -> Self {
        Self::problem(&Problem::new(StatusCode::INTERNAL_SERVER_ERROR))
    }

    /// Adds a header that the document declares.
    #[must_use]
    pub fn header(self, parameter: &Parameter, value: &dyn Encode) -> Self {
        match write_header(parameter, value) {
            Ok(value) => self.raw_header(parameter.name, &value),
            Err(_) => Self::internal_error(),
        }
    }

    /// Adds a header that the document declares, if there is a value.
    #[must_use]
    pub fn header_optional<T: Encode>(self, parameter: &Parameter, value: &Option<T>) -> Self {
        match value {
            Some(value) => self.header(parameter, value),
            None => self,
        }
    }

    /// Adds a header by its name and text; one of the same name that is there already stays.
    #[must_use]
    pub fn raw_header(self, name: &str, value: &str) -> Self {
        let header = HeaderName::try_from(name).ok().zip(HeaderValue::from_str(value).ok());
        match header {
            Some((name, value)) => self.with_header(name, value),
            None => Self::internal_error(),
        }
    }

    /// Adds a header that is well formed; one of the same name that is there already stays.
    pub(crate) fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        match self.headers.try_append(name, value) {
            Ok(_) => self,
            Err(_) => Self::internal_error(),
        }
    }

    /// Makes sure that the status is one that the document's range (`4XX`: 400 to 499) allows.
    #[must_use]
    pub fn within(self, statuses: std::ops::RangeInclusive<u16>) -> Self {
        if statuses.contains(&self.status.as_u16()) {
            self
        } else {
            Self::internal_error()
        }
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body; empty if it is a stream.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        match &self.content {
            Content::Whole(bytes) => bytes,
            Content::Streamed(_) => &[],
        }
    }

    /// The answer to `HEAD`: everything but the body, whose length is told if it is known (RFC 9110,
    /// section 9.3.2).
    pub(crate) fn without_body(mut self) -> Self {
        let never_has_one = matches!(self.status, StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED);
        self.content = match self.content {
            Content::Whole(bytes) => {
                // A length that is there is that of a body which was left out before.
                if !never_has_one && !self.headers.contains_key(CONTENT_LENGTH) {
                    self.headers.insert(CONTENT_LENGTH, HeaderValue::from(bytes.len()));
                }
                Content::Whole(Bytes::new())
            }
            Content::Streamed(_) => Content::Streamed(no_bytes()),
        };
        self
    }
}

impl From<Problem> for Reply {
    fn from(problem: Problem) -> Self {
        Self::problem(&problem)
    }
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        let mut response = Response::new(match self.content {
            Content::Whole(bytes) => Body::from(bytes),
            Content::Streamed(source) => Body::from_stream(source),
        });
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        response
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        Reply::problem(&self).into_response()
    }
}
