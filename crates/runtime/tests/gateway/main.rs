//! The gateway over real sockets: an upstream that writes down what it is asked, the gateway before
//! it, and a caller that writes whatever bytes it is given.
#![cfg(feature = "gateway")]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

#[path = "../../examples/gateway/api.rs"]
mod api;
mod failures;
mod forwards;
mod guarded;
mod hostile;
mod mcp;
mod mcp_calls;
mod mcp_client;
mod mcp_hostile;
mod program;
mod rest;
mod steps;
mod streams;
mod support;
