//! What is concluded from examples.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "helpers of tests fail like tests"
)]

mod account;
mod bodies;
mod kinds;
mod maps;
mod names;
mod print;
mod soundness;
mod stated;
mod validate;
