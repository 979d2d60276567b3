//! Bodies that are read while they arrive.

mod error;
mod event_parser;
mod events;
mod item_splitter;
mod items;

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use futures_core::Stream;
use http_body::Body as _;
use tokio::time::Sleep;

pub use error::StreamError;
pub use events::Events;
pub use items::Items;

use crate::Bytes;
use error::Cause;

/// Bytes as the connection gives them.
type Chunk = <reqwest::Body as http_body::Body>::Data;

/// A body of which more is awaited, but not for ever.
pub(super) struct Chunks {
    pub(super) operation: &'static str,
    /// `None` after the end and after an error.
    body: Option<reqwest::Body>,
    idle_limit: Duration,
    /// Runs while nothing arrives.
    timer: Option<Pin<Box<Sleep>>>,
}

impl Chunks {
    pub(super) fn new(operation: &'static str, body: reqwest::Body, idle_limit: Duration) -> Self {
        Self {
            operation,
            body: Some(body),
            idle_limit,
            timer: None,
        }
    }

    /// The next bytes, never none of them. Nothing comes after an error.
    fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Chunk, StreamError>>> {
        let Some(body) = &mut self.body else {
            return Poll::Ready(None);
        };
        let cause = loop {
            match Pin::new(&mut *body).poll_frame(context) {
                Poll::Ready(Some(Ok(frame))) => {
                    self.timer = None;
                    match frame.into_data() {
                        Ok(data) if !data.is_empty() => return Poll::Ready(Some(Ok(data))),
                        // Trailers: nothing in a document speaks of them.
                        _ => {}
                    }
                }
                Poll::Ready(Some(Err(error))) => break Some(Cause::Transport(error.without_url())),
                Poll::Ready(None) => break None,
                Poll::Pending => {
                    let limit = self.idle_limit;
                    let timer = self.timer.get_or_insert_with(|| Box::pin(tokio::time::sleep(limit)));
                    ready!(timer.as_mut().poll(context));
                    break Some(Cause::Idle(limit));
                }
            }
        };
        self.close();
        Poll::Ready(cause.map(|cause| Err(StreamError::new(self.operation, cause))))
    }

    /// Gives the connection up, or back if everything was received. Whether it was open.
    fn close(&mut self) -> bool {
        self.timer = None;
        self.body.take().is_some()
    }
}

/// A body as bytes, in whatever pieces they arrive.
///
/// There is no limit on their number. When nothing arrives for as long as the request's time limit,
/// the stream ends with an error.
pub struct ByteStream {
    chunks: Chunks,
}

impl ByteStream {
    pub(super) fn new(chunks: Chunks) -> Self {
        Self { chunks }
    }

    /// The next bytes, never none of them; `None` after the end and after an error. A call that is
    /// given up loses nothing.
    ///
    /// # Errors
    /// A connection that breaks, or nothing for too long.
    pub async fn next(&mut self) -> Option<Result<Bytes, StreamError>> {
        poll_fn(|context| self.poll_bytes(context)).await
    }

    fn poll_bytes(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, StreamError>>> {
        let chunk = ready!(self.chunks.poll_next(context));
        Poll::Ready(chunk.map(|chunk| chunk.map(|chunk| Bytes::from(Vec::from(chunk)))))
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes, StreamError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_bytes(context)
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ByteStream")
            .field("operation", &self.chunks.operation)
            .finish_non_exhaustive()
    }
}
