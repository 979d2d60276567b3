//! Documents: the only crate of Specwright that reads the files of an API description.
//!
//! [`Sources::open`] reads the entry file and every file it refers to inside one folder, within [`Limits`], and
//! holds each as text and as a [`Tree`] whose nodes know where they were written. Readers of formats work on
//! [`Node`]s and never touch the file system.
//!
//! A tree remembers which of its keys were looked at: [`Tree::unseen`] lists the others, so that a reader can
//! prove that it dropped nothing in silence.

mod builder;
mod confine;
mod decode;
mod json;
mod limits;
mod node;
mod number;
mod parse;
mod pointer;
mod problem;
mod rules;
mod scalar;
mod sources;
mod store;
#[cfg(test)]
mod tests;
mod tree;
mod yaml;

pub use limits::Limits;
pub use node::{Entry, Kind, Node};
pub use parse::{Syntax, parse};
pub use pointer::{PointerProblem, escape_pointer, unescape_pointer};
pub use problem::LoadProblem;
pub use rules::RULES;
pub use sources::{OpenError, OpenOptions, Reference, ReferenceBase, ReferenceKind, Sources, split_fragment};
pub use tree::{Tree, UnseenKey};
