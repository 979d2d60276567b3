//! The account API, which a loose API Blueprint describes: the generated client against the generated server.

#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "in a test, helpers too may fail"
)]

mod bodies;
mod credentials;
mod document;
mod errors;
mod mock;
mod operations;
mod roles;
mod support;
