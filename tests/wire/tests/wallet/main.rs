//! The wallet API, which RAML 1.0 describes with a library, a trait, resource types and a union: the generated client
//! against the generated server.

#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "in a test, helpers too may fail"
)]

mod accounts;
mod credentials;
mod lists;
mod mock;
mod payments;
mod support;
mod validation;
