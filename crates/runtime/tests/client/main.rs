//! The client on the wire: real sockets, and a server that says what it is told.
#![cfg(feature = "client")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "tests fail by panicking, in their helper functions too"
)]

mod arguments;
mod multipart;
mod redirects;
mod responses;
mod retries;
mod secrets;
mod server;
mod servers;
mod streams;
