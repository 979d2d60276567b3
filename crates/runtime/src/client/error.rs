//! What can go wrong between the arguments of an operation and its response.

use std::fmt;

use http::StatusCode;

use super::operation::SecurityRef;
use super::response::Response;
use crate::Bytes;
use crate::json::Violation;

/// The most characters of an undocumented response's text that an error's message shows.
const MOST_CHARACTERS_SHOWN: usize = 200;

/// Why an operation has no success to give. `E` is what the document describes as its errors.
///
/// No error holds a credential: the values of secrets are not kept, and URLs come without query.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error<E> {
    /// An argument cannot be sent. Nothing was.
    InvalidRequest(InvalidRequest),
    /// No alternative of the security requirement has its credentials. Nothing was sent.
    MissingCredential(MissingCredential),
    /// The response was not there in time, after all retries.
    Timeout(TransportError),
    /// The connection failed or broke, after all retries.
    Transport(TransportError),
    /// The body of the response was larger than the limit.
    ResponseTooLarge {
        /// The identifier of the operation.
        operation: &'static str,
        /// The limit, in bytes.
        limit: usize,
    },
    /// A response was received whose body is not what the document describes.
    Decode(Box<DecodeError>),
    /// An error that the document describes.
    Documented(Box<Response<E>>),
    /// A response that the document does not describe: its status, or the media type of its body.
    Undocumented(Box<Response<Bytes>>),
}

/// What goes wrong whatever the operation: every [`Error`] but the responses.
#[derive(Debug)]
#[non_exhaustive]
pub enum Failure {
    /// See [`Error::InvalidRequest`].
    InvalidRequest(InvalidRequest),
    /// See [`Error::MissingCredential`].
    MissingCredential(MissingCredential),
    /// See [`Error::Timeout`].
    Timeout(TransportError),
    /// See [`Error::Transport`].
    Transport(TransportError),
    /// See [`Error::ResponseTooLarge`].
    ResponseTooLarge {
        /// The identifier of the operation.
        operation: &'static str,
        /// The limit, in bytes.
        limit: usize,
    },
    /// See [`Error::Decode`].
    Decode(Box<DecodeError>),
}

impl Failure {
    /// What reqwest reports, without the URL.
    pub(super) fn of_transport(operation: &'static str, error: reqwest::Error) -> Self {
        let timeout = error.is_timeout();
        let error = TransportError {
            operation,
            source: Some(error.without_url()),
        };
        if timeout {
            Self::Timeout(error)
        } else {
            Self::Transport(error)
        }
    }
}

impl<E> From<Failure> for Error<E> {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::InvalidRequest(error) => Self::InvalidRequest(error),
            Failure::MissingCredential(error) => Self::MissingCredential(error),
            Failure::Timeout(error) => Self::Timeout(error),
            Failure::Transport(error) => Self::Transport(error),
            Failure::ResponseTooLarge { operation, limit } => Self::ResponseTooLarge { operation, limit },
            Failure::Decode(error) => Self::Decode(error),
        }
    }
}

impl<E> Error<E> {
    /// The HTTP status, if a response was received.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Decode(error) => Some(error.status),
            Self::Documented(response) => Some(response.status()),
            Self::Undocumented(response) => Some(response.status()),
            _ => None,
        }
    }

    /// Whether the time was up.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        matches!(self, Self::Timeout(_))
    }

    /// The error that the document describes, if it is one.
    #[must_use]
    pub fn documented(&self) -> Option<&E> {
        match self {
            Self::Documented(response) => Some(response.body()),
            _ => None,
        }
    }
}

impl<E: fmt::Debug> fmt::Display for Error<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InvalidRequest(error) => error.fmt(formatter),
            Self::MissingCredential(error) => error.fmt(formatter),
            Self::Timeout(error) => write!(formatter, "{}: timed out", error.operation),
            Self::Transport(error) => error.fmt(formatter),
            Self::ResponseTooLarge { operation, limit } => {
                write!(formatter, "{operation}: the response is larger than {limit} bytes")
            }
            Self::Decode(error) => error.fmt(formatter),
            Self::Documented(response) => {
                let (operation, status) = (response.head.operation, response.head.status);
                write!(formatter, "{operation}: {status}: {:?}", response.body)
            }
            Self::Undocumented(response) => {
                let (operation, status) = (response.head.operation, response.head.status);
                write!(formatter, "{operation}: {status}")?;
                if let Some(content_type) = response.head.content_type() {
                    write!(formatter, " with {content_type}")?;
                }
                formatter.write_str(", which is not documented")?;
                match shown(&response.body) {
                    text if text.is_empty() => Ok(()),
                    text => write!(formatter, ": {text}"),
                }
            }
        }
    }
}

impl<E: fmt::Debug> std::error::Error for Error<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Timeout(error) | Self::Transport(error) => error.source(),
            Self::Decode(error) => Some(&error.failure),
            _ => None,
        }
    }
}

/// The start of a text, on one line. Nothing if it is no text.
fn shown(bytes: &[u8]) -> String {
    let text = std::str::from_utf8(bytes).unwrap_or_default().trim();
    let mut characters = text.chars();
    let shown: String = characters.by_ref().take(MOST_CHARACTERS_SHOWN).collect();
    let more = if characters.next().is_some() { "…" } else { "" };
    let line: String = shown.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    format!("{line}{more}")
}

/// An argument that cannot be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidRequest {
    pub(super) operation: &'static str,
    pub(super) reason: String,
}

impl InvalidRequest {
    /// The identifier of the operation.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// Which argument, and why not, without its value.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

impl fmt::Display for InvalidRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.operation, self.reason)
    }
}

impl std::error::Error for InvalidRequest {}

/// An operation that needs a credential the client does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MissingCredential {
    pub(super) operation: &'static str,
    pub(super) alternatives: &'static [&'static [SecurityRef]],
}

impl MissingCredential {
    /// The identifier of the operation.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// The security schemes of which one alternative needs all, by name.
    #[must_use]
    pub fn alternatives(&self) -> &'static [&'static [SecurityRef]] {
        self.alternatives
    }
}

impl fmt::Display for MissingCredential {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: no credential for ", self.operation)?;
        for (index, alternative) in self.alternatives.iter().enumerate() {
            formatter.write_str(if index == 0 { "" } else { ", or for " })?;
            let names: Vec<String> = alternative.iter().map(|scheme| format!("`{}`", scheme.name)).collect();
            formatter.write_str(&names.join(" and "))?;
        }
        Ok(())
    }
}

impl std::error::Error for MissingCredential {}

/// A connection that failed, broke or took too long.
#[derive(Debug)]
pub struct TransportError {
    pub(super) operation: &'static str,
    /// Without its URL, whose query may hold a key. `None`: the time limit of the request was
    /// reached.
    pub(super) source: Option<reqwest::Error>,
}

impl TransportError {
    /// The identifier of the operation.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// The time limit of the request was reached.
    pub(super) fn time_is_up(operation: &'static str) -> Self {
        Self {
            operation,
            source: None,
        }
    }

    /// What reqwest reports, without the URL; `None` when the time limit of the request was reached,
    /// which reqwest does not see.
    #[must_use]
    pub fn as_reqwest(&self) -> Option<&reqwest::Error> {
        self.source.as_ref()
    }

    /// Whether no connection could be made: the server has not seen the request.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        self.source.as_ref().is_some_and(reqwest::Error::is_connect)
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.source {
            Some(source) => write!(formatter, "{}: {source}", self.operation),
            None => write!(formatter, "{}: timed out", self.operation),
        }
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|source| source as _)
    }
}

/// A response whose body is not what the document describes.
#[derive(Clone, Debug)]
pub struct DecodeError {
    pub(super) operation: &'static str,
    pub(super) status: StatusCode,
    pub(super) content_type: Option<String>,
    pub(super) body: Bytes,
    pub(super) failure: crate::json::Failure,
}

impl DecodeError {
    /// The identifier of the operation.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// The HTTP status of the response.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The media type of the response, as the server says.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// The body as it was received.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The problems and where they are. Text that is no JSON at all is one problem of the whole.
    #[must_use]
    pub fn violations(&self) -> Vec<Violation> {
        self.failure.clone().into_violations()
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (operation, status) = (self.operation, self.status);
        let content_type = self.content_type.as_deref().unwrap_or("unnamed content");
        write!(
            formatter,
            "{operation}: {status} with unexpected {content_type}: {}",
            self.failure
        )
    }
}

impl std::error::Error for DecodeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.failure)
    }
}
