//! The command as people run it: the real program in a folder of its own.

#![expect(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

mod check;
mod configured;
mod convert;
mod explain;
mod generate;
mod help;
mod init;
mod inspect;
mod support;
mod templates;
mod vendored;
mod verbose;
mod watch;
