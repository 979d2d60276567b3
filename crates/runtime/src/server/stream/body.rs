//! Streams of values as streams of bytes.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::Bytes;
use futures_core::Stream;
use tokio::time::Sleep;

use super::Source;

/// An error of which nothing is known but its text.
pub(crate) type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// The pieces of a body. An error breaks the answer off, so that the caller sees that its end is
/// missing.
pub(crate) type ByteSource = Source<Result<Bytes, BoxError>>;

/// How long nothing may be sent before a comment shows that the connection is alive.
const KEEP_ALIVE_INTERVAL: Duration = Duration::from_secs(15);

/// A comment line, which callers pass over.
const COMMENT: &[u8] = b":\n";

/// A stream whose values are made pieces of a body.
pub(crate) struct Mapped<T, F> {
    source: Source<T>,
    piece: F,
}

impl<T, F> Mapped<T, F> {
    pub(crate) fn new(source: Source<T>, piece: F) -> Self {
        Self { source, piece }
    }
}

impl<T, F: FnMut(T) -> Result<Bytes, BoxError> + Unpin> Stream for Mapped<T, F> {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        let value = ready!(this.source.as_mut().poll_next(context));
        Poll::Ready(value.map(&mut this.piece))
    }
}

/// Event text with comments where there is nothing to send.
///
/// Every piece of `source` must end in a line end.
pub(crate) fn with_keep_alive(source: ByteSource) -> ByteSource {
    Box::pin(KeepAlive { source, timer: None })
}

struct KeepAlive {
    source: ByteSource,
    /// Runs while there is nothing to send.
    timer: Option<Pin<Box<Sleep>>>,
}

impl Stream for KeepAlive {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if let Poll::Ready(piece) = self.source.as_mut().poll_next(context) {
            self.timer = None;
            return Poll::Ready(piece);
        }
        let new_timer = || Box::pin(tokio::time::sleep(KEEP_ALIVE_INTERVAL));
        let timer = self.timer.get_or_insert_with(new_timer);
        ready!(timer.as_mut().poll(context));
        self.timer = None;
        Poll::Ready(Some(Ok(Bytes::from_static(COMMENT))))
    }
}
