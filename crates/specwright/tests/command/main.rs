//! The command as people run it: the real program in a folder of its own.

#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

mod check;
mod configured;
mod convert;
mod explain;
mod generate;
mod inspect;
mod support;
mod vendored;
