//! Answers whose bodies are made while they are sent.

mod body;
mod event_text;

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

use crate::json::{Encode, to_string};
use crate::{DataForm, Event, Framing};
pub(super) use body::{ByteSource, Mapped, with_keep_alive};
use event_text::event_text;

/// The control character before each text of a sequence (RFC 7464, section 2.2).
const RECORD_SEPARATOR: &str = "\u{1E}";

/// A stream whose type is not known.
type Source<T> = Pin<Box<dyn Stream<Item = T> + Send>>;

/// Events that an operation answers with (WHATWG HTML, section 9.2), one by one as they happen.
///
/// The stream is dropped when the caller leaves. One that does not end by itself keeps its
/// connection open, also while the server shuts down, until the time for that is up.
pub struct Events<T> {
    source: Source<Event<T>>,
}

impl<T: 'static> Events<T> {
    /// The events of a stream.
    #[must_use]
    pub fn new(stream: impl Stream<Item = Event<T>> + Send + 'static) -> Self {
        let source = Box::pin(stream);
        Self { source }
    }

    /// Events that are there already, or are made as soon as they are asked for.
    #[must_use]
    pub fn from_values<I>(events: I) -> Self
    where
        I: IntoIterator<Item = Event<T>>,
        I::IntoIter: Send + 'static,
    {
        Self::new(Values(Box::new(events.into_iter())))
    }
}

impl<T: Encode + 'static> Events<T> {
    /// The body of an answer.
    pub(super) fn into_bytes(self, form: DataForm) -> ByteSource {
        let text = move |event| Ok(event_text(&event, form).into());
        with_keep_alive(Box::pin(Mapped::new(self.source, text)))
    }
}

/// Items that an operation answers with as a sequence of JSON texts, one by one as they are made.
///
/// The stream is dropped when the caller leaves.
pub struct Items<T> {
    source: Source<T>,
}

impl<T: 'static> Items<T> {
    /// The items of a stream.
    #[must_use]
    pub fn new(stream: impl Stream<Item = T> + Send + 'static) -> Self {
        let source = Box::pin(stream);
        Self { source }
    }

    /// Items that are there already, or are made as soon as they are asked for.
    #[must_use]
    pub fn from_values<I>(items: I) -> Self
    where
        I: IntoIterator<Item = T>,
        I::IntoIter: Send + 'static,
    {
        Self::new(Values(Box::new(items.into_iter())))
    }
}

impl<T: Encode + 'static> Items<T> {
    /// The body of an answer.
    pub(super) fn into_bytes(self, framing: Framing) -> ByteSource {
        let before = match framing {
            Framing::Lines => "",
            Framing::Sequence => RECORD_SEPARATOR,
        };
        let text = move |item| Ok(format!("{before}{}\n", to_string(&item)).into());
        Box::pin(Mapped::new(self.source, text))
    }
}

/// A body of which nothing is sent, and whose length is not told.
pub(super) fn no_bytes() -> ByteSource {
    Box::pin(Values(Box::new(std::iter::empty())))
}

/// A stream of what an iterator gives.
struct Values<T>(Box<dyn Iterator<Item = T> + Send>);

impl<T> Stream for Values<T> {
    type Item = T;

    fn poll_next(mut self: Pin<&mut Self>, _context: &mut Context<'_>) -> Poll<Option<T>> {
        Poll::Ready(self.0.next())
    }
}

impl<T> fmt::Debug for Events<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Events").finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Items").finish_non_exhaustive()
    }
}
