//! MSON: the descriptions of data in blueprints.
//!
//! `signature` reads lines, `node` the nesting of items, `types` knows what is named, and `lower` makes schemas of all
//! of it. What a line means depends on what it stands in (`a: b` is a property in an object and a text in an array), so
//! lines are read when that is known.

mod circle;
mod lower;
mod node;
pub(crate) mod signature;
pub(crate) mod type_definition;
mod types;

#[cfg(test)]
mod tests;

pub(crate) use node::{NamedType, definition, is_type_section, named_type};
pub(crate) use types::Types;
