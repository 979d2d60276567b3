//! The Partner API: the generated client against the generated server.

#![expect(clippy::panic, clippy::unwrap_used, reason = "in a test, helpers too may fail")]

mod errors;
mod mock;
mod requests;
mod responses;
mod support;
