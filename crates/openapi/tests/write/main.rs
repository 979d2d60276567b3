//! What is written: parts of small documents, and all documents read back.

#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

mod comparison;
mod differences;
mod findings;
mod round_trip;
mod schemas;
mod support;
