//! See the tests of this crate.
