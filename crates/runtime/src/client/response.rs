//! A response that the document describes.

use std::fmt;
use std::ops::{Deref, DerefMut};

use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};

use crate::json::{Decode, Decoder, Failure, Violation, from_value};
use crate::media_type::MediaType;
use crate::parameter::{Parameter, read_header};

/// A response: its status, its headers and its body as a `T`, to which it dereferences, so that
/// the events of a stream are `response.next().await`.
#[derive(Clone)]
pub struct Response<T> {
    pub(super) head: Box<Head>,
    pub(super) body: T,
}

/// All of a response but its body.
#[derive(Clone, Debug)]
pub(super) struct Head {
    pub(super) operation: &'static str,
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
}

impl Head {
    /// The media type of the body, as the server says.
    pub(super) fn content_type(&self) -> Option<&str> {
        self.headers.get(CONTENT_TYPE)?.to_str().ok()
    }

    /// Whether the body is of a media type or range. One of which no type is named is of every one.
    pub(super) fn is(&self, range: &str) -> bool {
        let Some(own) = self.content_type().and_then(MediaType::parse) else {
            return true;
        };
        MediaType::parse(range).is_some_and(|range| own.matches_range(&range))
    }
}

impl<T> Response<T> {
    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.head.status
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// A header, read as a type; `None` if it is absent. Several fields of one name are one list.
    ///
    /// `Parameter::header("X-Total")` describes a header of one value.
    ///
    /// # Errors
    /// A value that is no `T`, or no text.
    pub fn header<H: Decode>(&self, parameter: &Parameter) -> Result<Option<H>, Failure> {
        let Some(value) = header_value(&self.head.headers, parameter)? else {
            return Ok(None);
        };
        from_value(&value, Decoder::lenient().text()).map(Some)
    }

    /// A header that must be there, read as a type. See [`Response::header`].
    ///
    /// # Errors
    /// A header that is absent, and a value that is no `T`, or no text.
    pub fn required_header<H: Decode>(&self, parameter: &Parameter) -> Result<H, Failure> {
        self.header(parameter)?
            .ok_or_else(|| problem(format!("the header `{}` is missing", parameter.name)))
    }

    /// The body.
    #[must_use]
    pub fn body(&self) -> &T {
        &self.body
    }

    /// The body itself.
    #[must_use]
    pub fn into_body(self) -> T {
        self.body
    }
}

fn problem(message: String) -> Failure {
    Failure::Violations(vec![Violation::new("", message)])
}

fn header_value(headers: &HeaderMap, parameter: &Parameter) -> Result<Option<crate::json::Value>, Failure> {
    let mut fields = Vec::new();
    for value in headers.get_all(parameter.name) {
        let text = std::str::from_utf8(value.as_bytes());
        fields.push(text.map_err(|_| problem(format!("{} is not UTF-8", parameter.name)))?);
    }
    if fields.is_empty() {
        return Ok(None);
    }
    let value = read_header(parameter, &fields.join(", "));
    value.map(Some).map_err(|malformed| problem(malformed.message))
}

impl<T> Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.body
    }
}

impl<T> DerefMut for Response<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.body
    }
}

impl<T: fmt::Debug> fmt::Debug for Response<T> {
    /// Shows no headers: some of them are secrets of the server.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Response")
            .field("status", &self.head.status)
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}
