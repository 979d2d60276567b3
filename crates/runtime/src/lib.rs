//! What the crates that Specwright generates link.
//!
//! Everything that does not depend on an API description is here, written and tested once, so that
//! generated code stays short: [`json`] (text in, typed values out, with the path of every
//! problem), [`parameter`] (OpenAPI's parameter styles), [`validate`] (JSON Schema's constraints),
//! [`media_type`], [`Problem`] (RFC 9457), [`File`], [`FormParts`] and [`Event`] (what multipart
//! forms and event streams are made of), [`Secret`], and the two sides of the wire, `client` and `server`, and the
//! `gateway` between them, behind the features of those names.
//!
//! # Features
//! - `base` (default): what both sides share. Every other feature but `sources` implies it.
//! - `client`: transport by reqwest; `rustls` adds HTTPS.
//! - `server`: routing, extraction and authorization over axum; `serve` adds a server program.
//! - `gateway`: a REST adapter and an MCP server before an API, from constant data.
//! - `pattern`: regular expressions of `pattern` constraints.
//! - `chrono`, `time`: dates and times of those crates, in `chrono` and `time`.
//! - `serde`: serde's traits for generated types, and `impl_json_by_serde!` for types of one's own.
//! - `sources`: [`SOURCES`], the text of this crate, for a generator that vendors it.

#[cfg(feature = "base")]
mod base;
#[cfg(feature = "chrono")]
pub mod chrono;
#[cfg(feature = "client")]
pub mod client;
#[cfg(feature = "serve")]
mod command_line;
#[cfg(feature = "base")]
mod event;
mod features;
#[cfg(feature = "base")]
mod file;
#[cfg(feature = "base")]
mod form_parts;
#[cfg(feature = "base")]
mod framing;
#[cfg(feature = "gateway")]
pub mod gateway;
#[cfg(feature = "base")]
pub mod json;
#[cfg(feature = "base")]
pub mod media_type;
#[cfg(feature = "base")]
pub mod parameter;
#[cfg(feature = "base")]
pub mod problem;
#[cfg(feature = "base")]
pub mod secret;
#[cfg(feature = "server")]
pub mod server;
#[cfg(feature = "sources")]
mod sources;
#[cfg(feature = "time")]
pub mod time;
#[cfg(feature = "base")]
pub mod validate;

#[cfg(feature = "base")]
pub use base::*;
#[cfg(feature = "sources")]
pub use sources::SOURCES;

/// Brings in the code that `specwright-build` generated from a description, as one module for each target.
///
/// The literal is the name of the generated file: the one that was given to the builder, or the description's file name
/// up to its first dot.
#[macro_export]
macro_rules! include_api {
    ($name:literal) => {
        ::core::include!(::core::concat!(::core::env!("OUT_DIR"), "/", $name, ".rs"));
    };
}
