//! A response as it was received, before it is known what the document says about it.

use std::fmt;

use http::{HeaderMap, StatusCode};

use super::error::{DecodeError, Error, Failure};
use super::response::{Head, Response};
use crate::Bytes;
use crate::json::{Decode, Decoder, Value, Violation, from_slice, from_value};

/// A response whose body was received in full.
///
/// Generated code matches on [`Reply::status`] and turns the reply into a [`Response`] or an
/// [`Error`].
pub struct Reply {
    pub(super) head: Box<Head>,
    pub(super) body: Vec<u8>,
}

impl Reply {
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

    /// Whether the body is of a media type or range. A reply that names no type is of every one.
    #[must_use]
    pub fn is(&self, range: &str) -> bool {
        self.head.is(range)
    }

    /// Reads the body as JSON, leniently: no body at all is null where null fits.
    ///
    /// # Errors
    /// [`Failure::Decode`] with every problem.
    pub fn decode_json<T: Decode>(&self) -> Result<T, Failure> {
        if self.body.is_empty()
            && let Ok(nothing) = from_value(&Value::Null, Decoder::lenient())
        {
            return Ok(nothing);
        }
        from_slice(&self.body, Decoder::lenient()).map_err(|failure| self.undecodable(failure))
    }

    /// The body as text in UTF-8.
    ///
    /// # Errors
    /// [`Failure::Decode`] if it is not UTF-8.
    pub fn decode_text(&self) -> Result<String, Failure> {
        match std::str::from_utf8(&self.body) {
            Ok(text) => Ok(text.to_owned()),
            Err(error) => {
                let message = format!("the text is not UTF-8 after byte {}", error.valid_up_to());
                let violations = vec![Violation::new("", message)];
                Err(self.undecodable(crate::json::Failure::Violations(violations)))
            }
        }
    }

    /// The body as it was received.
    #[must_use]
    pub fn bytes(&self) -> Bytes {
        Bytes::from(self.body.as_slice())
    }

    /// The status, the headers and the body.
    #[cfg(feature = "gateway")]
    pub(crate) fn into_parts(self) -> (StatusCode, HeaderMap, Vec<u8>) {
        (self.head.status, self.head.headers, self.body)
    }

    fn undecodable(&self, failure: crate::json::Failure) -> Failure {
        Failure::Decode(Box::new(DecodeError {
            operation: self.head.operation,
            status: self.head.status,
            content_type: self.head.content_type().map(str::to_owned),
            body: self.bytes(),
            failure,
        }))
    }

    /// A documented success whose body `read` takes from the reply: a variant of an enumeration
    /// where there are several.
    ///
    /// # Errors
    /// What `read` fails with.
    pub fn respond<T, E>(self, read: impl FnOnce(&Self) -> Result<T, Failure>) -> Result<Response<T>, Error<E>> {
        let body = read(&self)?;
        Ok(Response { head: self.head, body })
    }

    /// A documented success with a JSON body.
    ///
    /// # Errors
    /// [`Error::Decode`] with every problem of the body.
    pub fn json<T: Decode, E>(self) -> Result<Response<T>, Error<E>> {
        self.respond(Self::decode_json)
    }

    /// A documented success with a text body.
    ///
    /// # Errors
    /// [`Error::Decode`] if it is not UTF-8.
    pub fn text<E>(self) -> Result<Response<String>, Error<E>> {
        self.respond(Self::decode_text)
    }

    /// A documented success whose body is taken as it is.
    ///
    /// # Errors
    /// None.
    pub fn binary<E>(self) -> Result<Response<Bytes>, Error<E>> {
        Ok(Response {
            head: self.head,
            body: self.body.into(),
        })
    }

    /// A documented success without a body. One that was sent is passed over.
    ///
    /// # Errors
    /// None.
    pub fn empty<E>(self) -> Result<Response<()>, Error<E>> {
        Ok(Response {
            head: self.head,
            body: (),
        })
    }

    /// A documented error, whose body `read` takes from the reply.
    #[must_use]
    pub fn documented<E>(self, read: impl FnOnce(&Self) -> Result<E, Failure>) -> Error<E> {
        match read(&self) {
            Ok(body) => Error::Documented(Box::new(Response { head: self.head, body })),
            Err(failure) => failure.into(),
        }
    }

    /// One of several documented successes, with a JSON body; `variant` makes it of the body.
    ///
    /// # Errors
    /// [`Error::Decode`] with every problem of the body.
    pub fn success_json<B: Decode, T, E>(self, variant: impl FnOnce(B) -> T) -> Result<Response<T>, Error<E>> {
        self.respond(|reply| reply.decode_json().map(variant))
    }

    /// One of several documented successes, with a text body.
    ///
    /// # Errors
    /// [`Error::Decode`] if it is not UTF-8.
    pub fn success_text<T, E>(self, variant: impl FnOnce(String) -> T) -> Result<Response<T>, Error<E>> {
        self.respond(|reply| reply.decode_text().map(variant))
    }

    /// One of several documented successes, whose body is taken as it is.
    ///
    /// # Errors
    /// None.
    pub fn success_binary<T, E>(self, variant: impl FnOnce(Bytes) -> T) -> Result<Response<T>, Error<E>> {
        self.respond(|reply| Ok(variant(reply.bytes())))
    }

    /// One of several documented successes, without a body.
    ///
    /// # Errors
    /// None.
    pub fn success_empty<T, E>(self, variant: T) -> Result<Response<T>, Error<E>> {
        self.respond(|_| Ok(variant))
    }

    /// A documented error with a JSON body; `variant` makes it of the body.
    ///
    /// # Errors
    /// Always: [`Error::Documented`], or [`Error::Decode`] with every problem of the body.
    pub fn error_json<B: Decode, T, E>(self, variant: impl FnOnce(B) -> E) -> Result<Response<T>, Error<E>> {
        Err(self.documented(|reply| reply.decode_json().map(variant)))
    }

    /// A documented error with a text body.
    ///
    /// # Errors
    /// Always: [`Error::Documented`], or [`Error::Decode`] if the body is not UTF-8.
    pub fn error_text<T, E>(self, variant: impl FnOnce(String) -> E) -> Result<Response<T>, Error<E>> {
        Err(self.documented(|reply| reply.decode_text().map(variant)))
    }

    /// A documented error whose body is taken as it is.
    ///
    /// # Errors
    /// Always: [`Error::Documented`].
    pub fn error_binary<T, E>(self, variant: impl FnOnce(Bytes) -> E) -> Result<Response<T>, Error<E>> {
        Err(self.documented(|reply| Ok(variant(reply.bytes()))))
    }

    /// A documented error without a body.
    ///
    /// # Errors
    /// Always: [`Error::Documented`].
    pub fn error_empty<T, E>(self, variant: E) -> Result<Response<T>, Error<E>> {
        Err(self.documented(|_| Ok(variant)))
    }

    /// A response that the document does not describe.
    #[must_use]
    pub fn undocumented<E>(self) -> Error<E> {
        Error::Undocumented(Box::new(Response {
            head: self.head,
            body: self.body.into(),
        }))
    }
}

impl AsRef<Head> for Reply {
    fn as_ref(&self) -> &Head {
        &self.head
    }
}

impl fmt::Debug for Reply {
    /// Shows neither headers nor body: some of them are secrets of the server.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Reply")
            .field("status", &self.head.status)
            .field("length", &self.body.len())
            .finish_non_exhaustive()
    }
}
