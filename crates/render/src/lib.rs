//! Templates and the token gate: how text of a document reaches Rust.
//!
//! A template is a Rust file with minijinja's control flow in it. What it is filled with are [`Tokens`] and nothing
//! else: each printed value becomes an inert identifier (`__hole_7`), the rendered text is scanned, and each such
//! identifier, which must stand alone and once, is replaced by its tokens. A document's text therefore cannot end a
//! string, a comment or an item, whatever it holds; the module `gate` says what is checked. What comes of it is lexed,
//! parsed and printed item by item, on all processors.
//!
//! Invariant: this crate knows neither the model nor a target, and does no input or output.

mod error;
mod gate;
mod lookup;
mod mistake;
mod place;
mod pretty;
mod rendering;
mod scan;
mod scope;
mod single;
mod tags;
mod templates;
mod tokens;

pub use error::{Error, Place};
pub use single::single_file;
pub use tags::{Tag, TagKind, tags};
pub use templates::{Template, Templates};
pub use tokens::Tokens;
