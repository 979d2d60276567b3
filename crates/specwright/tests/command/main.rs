//! The command as people run it: the real program in a folder of its own.

#![expect(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

mod check;
mod colour;
mod completions;
mod configured;
mod convert;
mod explain;
mod generate;
mod help;
mod init;
mod inspect;
mod interruption;
mod manual;
mod output;
mod support;
mod templates;
mod vendored;
mod verbose;
mod watch;
