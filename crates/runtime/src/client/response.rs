//! A response that the document describes.

use std::fmt;
use std::ops::Deref;

use http::{HeaderMap, StatusCode};

use crate::json::{Decode, Decoder, Failure, Violation, from_value};
use crate::parameter::{Parameter, read_header};

/// A response: its status, its headers and its body as a `T`, to which it dereferences.
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

fn header_value(headers: &HeaderMap, parameter: &Parameter) -> Result<Option<crate::json::Value>, Failure> {
    let problem = |message: String| Failure::Violations(vec![Violation::new("", message)]);
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
