//! What the wire tests have in common: servers on ports of their own, an implementation of any generated trait that
//! records and answers, and requests that no generated client would send.
//!
//! Every test has a server to itself, so that tests run side by side.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "test support: whatever is not as a test expects fails that test"
)]

mod canned;
mod exchange;
mod feed;
mod raw;
mod server;
mod value;

pub use canned::{Received, canned};
pub use exchange::Desk;
pub use feed::Feed;
pub use raw::{Problem, problem, raw_exchange};
pub use server::Server;
pub use value::{documented, json, value};
