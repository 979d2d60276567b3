//! A stream that a test feeds while it is being read.

use std::pin::Pin;
use std::task::{Context, Poll};

use specwright_runtime::server::Stream;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// The end of a stream that an answer is made of. It ends when the sender is dropped; the sender is closed when the
/// stream is dropped.
#[derive(Debug)]
pub struct Feed<T>(UnboundedReceiver<T>);

impl<T> Feed<T> {
    /// A stream, and what sends its values.
    #[must_use]
    pub fn new() -> (UnboundedSender<T>, Self) {
        let (sender, receiver) = unbounded_channel();
        (sender, Self(receiver))
    }
}

impl<T> Stream for Feed<T> {
    type Item = T;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<T>> {
        self.0.poll_recv(context)
    }
}
