//! The target that writes reqwest client crates.
