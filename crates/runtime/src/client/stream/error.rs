//! What can go wrong while a streamed body arrives.

use std::fmt;
use std::time::Duration;

use crate::Bytes;
use crate::json::{Failure, Violation};

/// A stream that broke, or one of its events or items that is not what the document describes.
///
/// It holds no credential: URLs come without query.
#[derive(Debug)]
pub struct StreamError {
    operation: &'static str,
    cause: Box<Cause>,
}

/// Why there is no next event, item or piece.
#[derive(Debug)]
pub(super) enum Cause {
    /// Nothing was received for this long.
    Idle(Duration),
    /// Without its URL, whose query may hold a key.
    Transport(reqwest::Error),
    /// An event or item has more bytes than this.
    TooLarge(usize),
    /// An event's data or an item.
    Undecodable { content: Bytes, failure: Failure },
}

impl StreamError {
    pub(super) fn new(operation: &'static str, cause: Cause) -> Self {
        Self {
            operation,
            cause: Box::new(cause),
        }
    }

    /// The identifier of the operation.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// Whether nothing was received for too long.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        match &*self.cause {
            Cause::Idle(_) => true,
            Cause::Transport(error) => error.is_timeout(),
            Cause::TooLarge(_) | Cause::Undecodable { .. } => false,
        }
    }

    /// Whether the stream ended with this error. After an event or item that cannot be decoded it
    /// goes on.
    #[must_use]
    pub fn ends_stream(&self) -> bool {
        !matches!(*self.cause, Cause::Undecodable { .. })
    }

    /// The event's data or the item that cannot be decoded, as it was received.
    #[must_use]
    pub fn content(&self) -> Option<&Bytes> {
        match &*self.cause {
            Cause::Undecodable { content, .. } => Some(content),
            _ => None,
        }
    }

    /// The problems of an event or item that cannot be decoded, and where they are. Text that is no
    /// JSON at all is one problem of the whole.
    #[must_use]
    pub fn violations(&self) -> Vec<Violation> {
        match &*self.cause {
            Cause::Undecodable { failure, .. } => failure.clone().into_violations(),
            _ => Vec::new(),
        }
    }
}

impl fmt::Display for StreamError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operation = self.operation;
        match &*self.cause {
            Cause::Idle(limit) => write!(formatter, "{operation}: nothing was received for {limit:?}"),
            Cause::Transport(error) => write!(formatter, "{operation}: the stream broke: {error}"),
            Cause::TooLarge(limit) => {
                write!(
                    formatter,
                    "{operation}: a part of the stream is larger than {limit} bytes"
                )
            }
            Cause::Undecodable { failure, .. } => {
                write!(formatter, "{operation}: unexpected content in the stream: {failure}")
            }
        }
    }
}

impl std::error::Error for StreamError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &*self.cause {
            Cause::Transport(error) => Some(error),
            Cause::Undecodable { failure, .. } => Some(failure),
            Cause::Idle(_) | Cause::TooLarge(_) => None,
        }
    }
}
