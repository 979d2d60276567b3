//! What an operation answers.

use axum::body::{Body, Bytes};
use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use crate::json::{self, Encode};
use crate::parameter::{Parameter, write_header};
use crate::problem::{self, Problem};

/// The answer to a request: status, headers, body.
///
/// An answer that HTTP cannot carry (a status that is none, a header value with a line break)
/// is a mistake of the implementation: the caller gets 500 instead, without the text.
#[derive(Clone, Debug)]
pub struct Reply {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
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

    /// A problem (RFC 9457). One without a status is an internal error.
    #[must_use]
    pub fn problem(problem: &Problem) -> Self {
        let status = problem.status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        Self::json_as(status.as_u16(), problem::MEDIA_TYPE, problem)
    }

    fn of(status: u16, media_type: Option<&str>, body: Bytes) -> Self {
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
        Self { status, headers, body }
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
    pub fn raw_header(mut self, name: &str, value: &str) -> Self {
        let header = HeaderName::try_from(name).ok().zip(HeaderValue::from_str(value).ok());
        match header.map(|(name, value)| self.headers.try_append(name, value)) {
            Some(Ok(_)) => self,
            _ => Self::internal_error(),
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

    /// The body.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// The answer to `HEAD`: everything but the body, whose length is told (RFC 9110, 9.3.2).
    pub(crate) fn without_body(mut self) -> Self {
        if !matches!(self.status, StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED) {
            self.headers.insert(CONTENT_LENGTH, HeaderValue::from(self.body.len()));
        }
        self.body = Bytes::new();
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
        let mut response = Response::new(Body::from(self.body));
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
