//! What a single request to a gateway may take.

use std::time::Duration;

/// Limits on time and size, each with a default.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Limits {
    /// The most bytes that the body of a request to the gateway may have: 2 MiB.
    pub request_bytes: usize,
    /// How long a caller may take to send a body: 30 seconds.
    pub request_time: Duration,
    /// The most bytes of an upstream response: 16 MiB. It holds for the client that the program
    /// makes; a client of one's own has its own limit.
    pub response_bytes: usize,
    /// How long one upstream call may take: 30 seconds. It holds for every client. Of an answer that
    /// is a stream of events or of JSON texts, it is how long the head may take, and how long a tool
    /// collects what comes then.
    pub call_time: Duration,
    /// How long nothing may come of a stream that a route passes on: 5 minutes. As long as something
    /// comes, it goes on.
    pub stream_idle_time: Duration,
    /// How many upstream calls are made at once; further ones wait for their turn: 256.
    pub concurrent_calls: usize,
    /// How long a call may wait for its turn: 10 seconds.
    pub turn_time: Duration,
    /// How long a tool or a route may take, with all of its steps: 60 seconds.
    pub plan_time: Duration,
    /// The most bytes of the result of a tool: 1 MiB. A larger one is an error of the tool, that
    /// tells the model to ask for less; a stream is cut there.
    pub tool_result_bytes: usize,
}

impl Limits {
    /// The defaults.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            request_bytes: 2 * 1024 * 1024,
            request_time: Duration::from_secs(30),
            response_bytes: 16 * 1024 * 1024,
            call_time: Duration::from_secs(30),
            stream_idle_time: Duration::from_secs(300),
            concurrent_calls: 256,
            turn_time: Duration::from_secs(10),
            plan_time: Duration::from_secs(60),
            tool_result_bytes: 1024 * 1024,
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::new()
    }
}
