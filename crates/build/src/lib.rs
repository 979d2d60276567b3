//! Specwright for build scripts: API descriptions into Rust, whenever a crate that uses them is built.
//!
//! In `Cargo.toml`, the runtime is a dependency, with the [features](#features-of-the-runtime) that the generated code
//! needs.
//!
//! ```toml
//! [dependencies]
//! specwright-runtime = { version = "0.1", features = ["client", "rustls"] }
//!
//! [build-dependencies]
//! specwright-build = "0.1"
//! ```
//!
//! In `build.rs`, paths are relative to the crate's folder:
//!
//! ```no_run
//! fn main() -> Result<(), specwright_build::Error> {
//!     specwright_build::configure().client().compile("partner.openapi.yaml")
//! }
//! ```
//!
//! In `src/lib.rs` or `src/main.rs`, the file has the name of the description, and in it is a module for each target:
//!
//! ```ignore
//! specwright_runtime::include_api!("partner");
//!
//! use partner_client::Client;
//! ```
//!
//! The code is that of the command `specwright generate`, with the modules of each crate in one file. Descriptions of
//! all formats are read. What they warn of are warnings of cargo; errors fail the build, with the whole listing. Cargo
//! runs the build script again when a file changes that was read, also one that the description only refers to.
//!
//! # Features of the runtime
//!
//! What generated code needs of `specwright-runtime` depends on what is generated. Where a feature of the first four
//! rows is missing, the build fails with its name.
//!
//! | feature | for |
//! | --- | --- |
//! | `client` | [`Builder::client`] |
//! | `server` | [`Builder::server`] |
//! | `pattern` | descriptions with `pattern` constraints |
//! | `chrono`, `time` | [`Builder::date_times`] with the library of that name |
//! | `rustls` | clients that call `https` URLs |
//! | `serve` | programs that run a generated server by `specwright_runtime::server::Program` |
//! | `serde` | serde's traits for all generated types, and `impl_json_by_serde!` for [types of yours](Builder::replace_type) |
//!
//! # Features of this crate
//!
//! OpenAPI is always read. `api-blueprint`, `raml` and `naftiko`, on by default, are the other formats: without them
//! fewer crates are built before the build script runs.
//!
//! Invariant: nothing is written outside `OUT_DIR`, and nothing is fetched.

mod builder;
mod compile;
mod error;
mod files;
mod operations;

pub use specwright_rust::DateTimes;

pub use builder::{Builder, configure};
pub use error::Error;
pub use operations::Operations;

/// Brings the code of a description in, as one module for each target. The same as `specwright_runtime::include_api!`,
/// for crates that depend on this one besides.
///
/// The literal is the name of the generated file: [`Builder::name`], or the description's file name up to its first
/// dot.
#[macro_export]
macro_rules! include_api {
    ($name:literal) => {
        ::core::include!(::core::concat!(::core::env!("OUT_DIR"), "/", $name, ".rs"));
    };
}
