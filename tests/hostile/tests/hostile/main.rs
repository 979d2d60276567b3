//! Documents that strangers wrote: what is generated of a hostile document is what a harmless one of the same shape
//! gives, or the document is refused with its place.
//!
//! `documents/` has a document for each format that holds every kind of text at every position; `payloads` has the
//! texts. Large documents are made by the tests.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests and their helpers fail by panicking"
)]

mod bounded;
mod compiled;
mod cycles;
mod extensions;
mod generated;
mod large;
mod names;
mod nesting;
mod patterns;
mod payloads;
mod references;
mod reserved;
mod template;
mod texts;
mod twin;
mod values;
