//! Sequences of JSON texts as they arrive.

use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::Chunks;
use super::error::{Cause, StreamError};
use super::item_splitter::{ItemSplitter, Text};
use crate::Framing;
use crate::json::{Decode, Decoder, Failure, Violation, from_slice};

/// The items of a body that is a sequence of JSON texts, as they arrive.
///
/// - The response limit holds for each item instead of the whole body.
/// - When nothing arrives for as long as the request's time limit, the stream ends with an error.
/// - A broken stream is not asked for again.
pub struct Items<T> {
    source: ItemSource,
    item: PhantomData<fn() -> T>,
}

impl<T: Decode> Items<T> {
    pub(in crate::client) fn new(chunks: Chunks, limit: usize, framing: Framing) -> Self {
        Self {
            source: ItemSource {
                chunks,
                limit,
                splitter: ItemSplitter::new(framing, limit),
            },
            item: PhantomData,
        }
    }

    /// The next item; `None` after the end and after an error that ends the stream. A call that is
    /// given up loses nothing.
    ///
    /// # Errors
    /// An item that is no `T`, after which the stream goes on; a connection that breaks, nothing
    /// for too long, or an item larger than the limit, after which it does not.
    pub async fn next(&mut self) -> Option<Result<T, StreamError>> {
        poll_fn(|context| self.poll_item(context)).await
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, StreamError>>> {
        let text = ready!(self.source.poll_text(context));
        Poll::Ready(text.map(|text| self.decode(text?)))
    }

    fn decode(&self, text: Text) -> Result<T, StreamError> {
        let decoded = match text.problem {
            None => from_slice(&text.bytes, Decoder::lenient()),
            Some(problem) => Err(Failure::Violations(vec![Violation::new("", problem)])),
        };
        decoded.map_err(|failure| self.source.undecodable(text.bytes, failure))
    }
}

/// Everything about [`Items`] that is the same for all types of items.
struct ItemSource {
    chunks: Chunks,
    limit: usize,
    splitter: ItemSplitter,
}

impl ItemSource {
    fn poll_text(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Text, StreamError>>> {
        loop {
            if let Some(text) = self.splitter.next() {
                return Poll::Ready(Some(Ok(text)));
            }
            if self.splitter.is_overflown() {
                let first = self.chunks.close();
                let error = || StreamError::new(self.chunks.operation, Cause::TooLarge(self.limit));
                return Poll::Ready(first.then(|| Err(error())));
            }
            match ready!(self.chunks.poll_next(context)) {
                Some(Ok(chunk)) => self.splitter.feed(&chunk),
                Some(Err(error)) => {
                    // What was received of an item that the end of the connection cut off is none.
                    self.splitter.discard();
                    return Poll::Ready(Some(Err(error)));
                }
                None => {
                    self.splitter.finish();
                    return Poll::Ready(self.splitter.next().map(Ok));
                }
            }
        }
    }

    fn undecodable(&self, text: Vec<u8>, failure: Failure) -> StreamError {
        let content = text.into();
        StreamError::new(self.chunks.operation, Cause::Undecodable { content, failure })
    }
}

impl<T: Decode> Stream for Items<T> {
    type Item = Result<T, StreamError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_item(context)
    }
}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Items")
            .field("operation", &self.source.chunks.operation)
            .finish_non_exhaustive()
    }
}
