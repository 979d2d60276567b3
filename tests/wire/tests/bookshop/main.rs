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
mod contents;
mod customers;
mod downloads;
mod headers;
mod inheritance;
mod mock;
mod multipart;
mod paths;
mod porter;
mod queries;
mod refusals;
mod responses;
mod security;
mod servers;
mod stream_errors;
mod streams;
mod support;
mod typed_headers;
mod unions;
mod values;
mod webhooks;
