//! Events of a stream of the type `text/event-stream`.

use std::time::Duration;

/// One event of an event stream (WHATWG HTML, section 9.2, "Server-sent events").
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Event<T> {
    /// What the event says.
    pub data: T,
    /// The event's type. `None` is the type `message`.
    pub event: Option<String>,
    /// The identifier that the event itself carries, with which a stream can be asked to go on
    /// after it. An empty one takes back the identifier of the events before.
    pub id: Option<String>,
    /// How long the sender wants to be left alone before a broken stream is asked for again, in
    /// whole milliseconds.
    pub retry: Option<Duration>,
}

impl<T> Event<T> {
    /// An event with data and nothing else.
    #[must_use]
    pub const fn new(data: T) -> Self {
        Self {
            data,
            event: None,
            id: None,
            retry: None,
        }
    }

    /// Sets the type. Line breaks cannot be sent in it: the server sends spaces in their place.
    #[must_use]
    pub fn named(mut self, event: &str) -> Self {
        self.event = Some(event.to_owned());
        self
    }

    /// Sets the identifier. Line breaks and NUL cannot be sent in it: the server sends spaces in
    /// their place.
    #[must_use]
    pub fn with_id(mut self, id: &str) -> Self {
        self.id = Some(id.to_owned());
        self
    }

    /// Sets how long to wait before a broken stream is asked for again. What is less than a
    /// millisecond is cut off.
    #[must_use]
    pub fn with_retry(mut self, retry: Duration) -> Self {
        self.retry = Some(retry);
        self
    }
}

/// How the data of an event is a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataForm {
    /// The data is JSON text.
    Json,
    /// The data is the value itself: a `String`, or another scalar as a parameter would have it.
    Text,
}
