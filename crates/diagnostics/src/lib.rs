//! One diagnostic model for everything Specwright says about a document, and its renderers.
//!
//! This crate does no I/O: [`Files`] holds texts that others have read, and renderers return text.

mod diagnostic;
mod files;
mod render;
mod suggest;

pub use diagnostic::{Diagnostic, Diagnostics, Label, Rule, Severity};
pub use files::{FileId, Files, LineColumn, Location, Span};
pub use render::{Format, Style, UnknownFormat, render, summary};
pub use suggest::{Suggestions, nearest};
