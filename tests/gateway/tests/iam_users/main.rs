//! The users API of Scaleway's IAM: the client that is generated from a capability calls the gateway that is generated
//! from it, and the gateway calls the server that is generated from the API's OpenAPI document.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "helpers of tests fail like tests"
)]

mod mock;
mod rest;
mod support;
mod tools;
