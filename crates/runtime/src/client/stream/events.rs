//! Event streams as they arrive.

use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use futures_core::Stream;

use super::Chunks;
use super::error::{Cause, StreamError};
use super::event_parser::EventParser;
use crate::json::{Decode, Decoder, Failure, Value, from_slice, from_value};
use crate::{DataForm, Event};

/// The events of a body of the type `text/event-stream` (WHATWG HTML, section 9.2), as they arrive.
///
/// - The response limit holds for each event instead of the whole body.
/// - When nothing arrives, comments included, for as long as the request's time limit, the stream
///   ends with an error.
/// - A broken stream is not asked for again: send the operation again, with
///   [`Events::last_event_id`] where it takes that.
pub struct Events<T> {
    source: EventSource,
    form: DataForm,
    data: PhantomData<fn() -> T>,
}

impl<T: Decode> Events<T> {
    pub(in crate::client) fn new(chunks: Chunks, limit: usize, form: DataForm) -> Self {
        Self {
            source: EventSource {
                chunks,
                limit,
                parser: EventParser::new(limit),
                last_event_id: None,
                reconnection_time: None,
            },
            form,
            data: PhantomData,
        }
    }

    /// The next event; `None` after the end and after an error that ends the stream. A call that is
    /// given up loses nothing.
    ///
    /// # Errors
    /// An event whose data is no `T`, after which the stream goes on; a connection that breaks,
    /// nothing for too long, or an event larger than the limit, after which it does not.
    pub async fn next(&mut self) -> Option<Result<Event<T>, StreamError>> {
        poll_fn(|context| self.poll_event(context)).await
    }

    fn poll_event(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Event<T>, StreamError>>> {
        let event = ready!(self.source.poll_event(context));
        Poll::Ready(event.map(|event| self.decode(event?)))
    }

    fn decode(&self, event: Event<String>) -> Result<Event<T>, StreamError> {
        let decoded = match self.form {
            DataForm::Json => from_slice(event.data.as_bytes(), Decoder::lenient()),
            DataForm::Text => from_value(&Value::String(event.data.clone()), Decoder::lenient().text()),
        };
        match decoded {
            Ok(data) => Ok(Event {
                data,
                event: event.event,
                id: event.id,
                retry: event.retry,
            }),
            Err(failure) => Err(self.source.undecodable(event.data, failure)),
        }
    }
}

impl<T> Events<T> {
    /// The identifier of the last event that was given, or of one before it if it had none: what
    /// the header `Last-Event-ID` asks a stream to go on after.
    #[must_use]
    pub fn last_event_id(&self) -> Option<&str> {
        self.source.last_event_id.as_deref()
    }

    /// How long the server wants to be left alone before a broken stream is asked for again, if it
    /// said so.
    #[must_use]
    pub fn reconnection_time(&self) -> Option<Duration> {
        self.source.reconnection_time
    }
}

/// Everything about [`Events`] that is the same for all types of data.
struct EventSource {
    chunks: Chunks,
    limit: usize,
    parser: EventParser,
    last_event_id: Option<String>,
    reconnection_time: Option<Duration>,
}

impl EventSource {
    fn poll_event(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Event<String>, StreamError>>> {
        loop {
            if let Some(event) = self.parsed_event() {
                return Poll::Ready(Some(Ok(event)));
            }
            if self.parser.is_overflown() {
                return Poll::Ready(self.overflow().map(Err));
            }
            match ready!(self.chunks.poll_next(context)) {
                Some(Ok(chunk)) => self.parser.feed(&chunk),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                // An event that is not at its end is none.
                None => return Poll::Ready(None),
            }
        }
    }

    fn parsed_event(&mut self) -> Option<Event<String>> {
        while let Some(block) = self.parser.next() {
            if let Some(id) = &block.id {
                self.last_event_id = Some(id.clone()).filter(|id| !id.is_empty());
            }
            self.reconnection_time = block.retry.or(self.reconnection_time);
            if let Some(event) = block.into_event() {
                return Some(event);
            }
        }
        None
    }

    /// The error of an event that is too large, the first time.
    fn overflow(&mut self) -> Option<StreamError> {
        let limit = self.limit;
        let first = self.chunks.close();
        first.then(|| StreamError::new(self.chunks.operation, Cause::TooLarge(limit)))
    }

    fn undecodable(&self, data: String, failure: Failure) -> StreamError {
        let content = data.into_bytes().into();
        StreamError::new(self.chunks.operation, Cause::Undecodable { content, failure })
    }
}

impl<T: Decode> Stream for Events<T> {
    type Item = Result<Event<T>, StreamError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_event(context)
    }
}

impl<T> fmt::Debug for Events<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Events")
            .field("operation", &self.source.chunks.operation)
            .field("last_event_id", &self.source.last_event_id)
            .finish_non_exhaustive()
    }
}
