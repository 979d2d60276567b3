//! What is written: single documents as text, and all documents read back.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests fail by panicking")]

mod comparison;
mod round_trip;
