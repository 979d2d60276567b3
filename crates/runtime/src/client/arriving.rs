//! A response of which only the head was received yet.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::time::Duration;

use http::{HeaderMap, StatusCode};
use http_body::Body as _;
use tokio::time::{Instant, timeout_at};

use super::error::{Error, Failure, TransportError};
use super::reply::Reply;
use super::response::{Head, Response};
use super::stream::{ByteStream, Chunks, Events, Items};
use crate::json::Decode;
use crate::{DataForm, Framing};

/// A response whose head was received and whose body was not.
///
/// Generated code matches on [`Arriving::status`]: what the document describes as a stream is given
/// on as one, everything else is [received](Arriving::receive) in full.
pub struct Arriving {
    pub(super) head: Box<Head>,
    pub(super) body: reqwest::Body,
    /// The length of the body, in bytes, as the server announced it.
    pub(super) announced: u64,
    /// The most bytes of a body, or of each event or item of a stream.
    pub(super) limit: usize,
    /// When the body must have been received in full. `None`: it may take for ever.
    pub(super) deadline: Option<Instant>,
    /// How long nothing may arrive of a stream.
    pub(super) idle_limit: Duration,
}

impl Arriving {
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

    /// Whether the body is of a media type or range. A response that names no type is of every one.
    #[must_use]
    pub fn is(&self, range: &str) -> bool {
        self.head.is(range)
    }

    /// Receives the whole body, in what is left of the request's time.
    ///
    /// # Errors
    /// [`Failure::Timeout`], [`Failure::Transport`] and [`Failure::ResponseTooLarge`]. The request is
    /// not sent again.
    pub async fn receive(self) -> Result<Reply, Failure> {
        self.into_reply().await
    }

    /// The same, boxed so that it is compiled once and not in every crate that awaits it.
    pub(super) fn into_reply(self) -> Pin<Box<dyn Future<Output = Result<Reply, Failure>> + Send>> {
        Box::pin(async move {
            let operation = self.head.operation;
            let Some(deadline) = self.deadline else {
                return self.receive_untimed().await;
            };
            let timely = timeout_at(deadline, self.receive_untimed()).await;
            timely.unwrap_or_else(|_| Err(Failure::Timeout(TransportError::time_is_up(operation))))
        })
    }

    async fn receive_untimed(mut self) -> Result<Reply, Failure> {
        let (operation, limit) = (self.head.operation, self.limit);
        let too_large = Failure::ResponseTooLarge { operation, limit };
        if usize::try_from(self.announced).map_or(true, |announced| announced > limit) {
            return Err(too_large);
        }
        let mut body = Vec::new();
        while let Some(frame) = poll_fn(|context| Pin::new(&mut self.body).poll_frame(context)).await {
            let frame = frame.map_err(|error| Failure::of_transport(operation, error))?;
            let chunk = frame.into_data().unwrap_or_default();
            if chunk.len() > limit - body.len() {
                return Err(too_large);
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Reply { head: self.head, body })
    }

    /// A documented success whose body is a stream of events.
    ///
    /// # Errors
    /// None: what goes wrong from now on is an error of the stream.
    pub fn events<T: Decode, E>(self, form: DataForm) -> Result<Response<Events<T>>, Error<E>> {
        self.success_events(form, |events| events)
    }

    /// A documented success whose body is a sequence of JSON texts.
    ///
    /// # Errors
    /// None: what goes wrong from now on is an error of the stream.
    pub fn items<T: Decode, E>(self, framing: Framing) -> Result<Response<Items<T>>, Error<E>> {
        self.success_items(framing, |items| items)
    }

    /// A documented success whose body is taken as it is, while it arrives.
    ///
    /// # Errors
    /// None: what goes wrong from now on is an error of the stream.
    pub fn byte_stream<E>(self) -> Result<Response<ByteStream>, Error<E>> {
        self.success_byte_stream(|stream| stream)
    }

    /// One of several documented successes, whose body is a stream of events; `variant` makes it of
    /// the stream.
    ///
    /// # Errors
    /// None: what goes wrong from now on is an error of the stream.
    pub fn success_events<B: Decode, T, E>(
        self,
        form: DataForm,
        variant: impl FnOnce(Events<B>) -> T,
    ) -> Result<Response<T>, Error<E>> {
        let (head, chunks, limit) = self.into_chunks();
        let body = variant(Events::new(chunks, limit, form));
        Ok(Response { head, body })
    }

    /// One of several documented successes, whose body is a sequence of JSON texts; `variant` makes
    /// it of the stream.
    ///
    /// # Errors
    /// None: what goes wrong from now on is an error of the stream.
    pub fn success_items<B: Decode, T, E>(
        self,
        framing: Framing,
        variant: impl FnOnce(Items<B>) -> T,
    ) -> Result<Response<T>, Error<E>> {
        let (head, chunks, limit) = self.into_chunks();
        let body = variant(Items::new(chunks, limit, framing));
        Ok(Response { head, body })
    }

    /// One of several documented successes, whose body is taken as it is, while it arrives;
    /// `variant` makes it of the stream.
    ///
    /// # Errors
    /// None: what goes wrong from now on is an error of the stream.
    pub fn success_byte_stream<T, E>(self, variant: impl FnOnce(ByteStream) -> T) -> Result<Response<T>, Error<E>> {
        let (head, chunks, _) = self.into_chunks();
        let body = variant(ByteStream::new(chunks));
        Ok(Response { head, body })
    }

    /// The status, the headers, and the body as it arrives; `idle_limit` is how long nothing may.
    #[cfg(feature = "gateway")]
    pub(crate) fn into_stream(mut self, idle_limit: Duration) -> (StatusCode, HeaderMap, ByteStream) {
        self.idle_limit = idle_limit;
        let (head, chunks, _) = self.into_chunks();
        (head.status, head.headers, ByteStream::new(chunks))
    }

    fn into_chunks(self) -> (Box<Head>, Chunks, usize) {
        let chunks = Chunks::new(self.head.operation, self.body, self.idle_limit);
        (self.head, chunks, self.limit)
    }
}

impl AsRef<Head> for Arriving {
    fn as_ref(&self) -> &Head {
        &self.head
    }
}

impl fmt::Debug for Arriving {
    /// Shows no headers: some of them are secrets of the server.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Arriving")
            .field("status", &self.head.status)
            .finish_non_exhaustive()
    }
}
