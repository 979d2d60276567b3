//! The server over real sockets: what a caller sends, byte for byte, and what comes back.
#![cfg(feature = "serve")]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

mod answers;
mod authorization;
mod bodies;
mod hostile;
mod mock;
mod mock_options;
mod multipart;
mod parameters;
mod routing;
mod streams;
mod support;
mod survival;
