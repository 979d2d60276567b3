//! Properties: what holds for any text, for any damage to a description, and for any model.
//!
//! The cases are the same in every run. `PROPTEST_CASES` asks for more of them, `PROPTEST_RNG_SEED` for others. An input
//! that breaks a property is made small before it is shown; it belongs into the tests of the crate that is to be mended.

#![expect(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

#[path = "../../../../crates/openapi/tests/write/comparison/mod.rs"]
mod comparison;
mod compiled;
mod damage;
mod descriptions;
mod generated;
mod hostile;
mod items;
mod lessening;
mod models;
mod random_models;
mod readers;
mod reduction;
mod run;
mod way;
mod written;
