//! The bookshop: the generated client against the generated server.

#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "in a test, helpers too may fail"
)]

mod bodies;
mod books;
mod constraints;
mod headers;
mod mock;
mod paths;
mod queries;
mod refusals;
mod responses;
mod security;
mod support;
mod unions;
mod values;
