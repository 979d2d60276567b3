//! What a user may look at and change while requests are sent.

use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;

/// Called with each request before it is sent.
pub(super) type BeforeRequest = Arc<dyn Fn(&mut reqwest::Request) + Send + Sync>;

/// Called after each attempt.
pub(super) type AfterResponse = Arc<dyn Fn(&ResponseInfo<'_>) + Send + Sync>;

/// One attempt to send a request, for logs and measurements. It holds no secret of the client's.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct ResponseInfo<'exchange> {
    /// The identifier of the operation.
    pub operation: &'static str,
    /// The HTTP method.
    pub method: &'exchange str,
    /// The URL without its query, which may hold a key.
    pub url: &'exchange str,
    /// How the attempt ended.
    pub outcome: Outcome,
    /// The number of the attempt, from 1.
    pub attempt: u32,
    /// From the start of the attempt to its end.
    pub elapsed: Duration,
}

/// How an attempt to send a request ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// A response was received: in full, or its head where the body is a stream.
    Status(StatusCode),
    /// The time was up.
    Timeout,
    /// The connection failed or broke.
    Transport,
    /// The body of the response was larger than the limit.
    TooLarge,
}
