//! API descriptions into Rust crates: the library that joins the stages, and the command.
//!
//! [`Description::read`] finds out a file's format and reads it into the model; [`generate()`] goes on to the files of
//! crates, in memory. `specwright_emit` brings these to the disk. [`convert()`] writes the model in another format. [`Configuration`] is what `specwright.toml` says.
//! What goes wrong on the way is a value, [`Findings`], that knows how to show itself; nothing here prints.
//!
//! # Features
//! - `command` (default): the command line, in the module `command`, and the pages of `explain`. Build scripts do without
//!   both.
//!
//! Invariant: nothing here knows how a format is read or how Rust is written; it only calls the stages in their order.

#[cfg(feature = "command")]
pub mod command;
mod configuration;
mod convert;
mod description;
mod enrichment;
#[cfg(feature = "command")]
mod explain;
mod findings;
mod format;
mod generate;
mod limits;
mod name;
mod reading;
mod rules;
mod runtime;
mod stack;
mod target;
mod templates;

pub use configuration::{Configuration, ConfiguredApi, UnknownApi};
pub use convert::{Converted, Notation, UnknownWrittenFormat, WrittenFormat, convert};
pub use description::Description;
#[cfg(feature = "command")]
pub use explain::{Explanation, explain};
pub use findings::Findings;
pub use format::Format;
pub use generate::{Outcome, Request, generate, generate_from};
pub use limits::{Limit, LimitOutOfRange, Limits, UnknownLimit};
pub use name::{InvalidName, Name};
pub use reading::{AllowedError, Reading, UnknownError};
pub use rules::{Stage, rules, stages};
pub use runtime::Runtime;
pub use specwright_gateway::{Patterns, Selection, Summary};
pub use target::{Target, UnknownTarget};
pub use templates::templates_with;
