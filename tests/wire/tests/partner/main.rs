//! The Partner API: the generated client against the generated server.

mod errors;
mod mock;
mod requests;
mod responses;
mod support;
