//! Reads Naftiko capabilities into the model, and pages that show one without its indentation ([`page`]).
//!
//! A capability consumes APIs and exposes adapters. What it consumes is an API like that of any other format: `consumed`
//! makes tags, resources, operations and security schemes of it, and keeps what calls must know. What it exposes becomes
//! the model's [`Capability`](specwright_model::Capability): `exposed` resolves every call, reference and expression
//! to what it means, so that nobody behind the reader looks up a name.
//!
//! The versions write one thing in two ways, as lists or as mappings by name; both are read by the same functions
//! (`Reader::named`). Capabilities often break the rules of the version that they declare: what their authors meant is
//! read, with one finding for each kind.
//!
//! Invariant: this crate reads no files; [`references`] says which files a document needs, and [`Sources`] reads them.

mod binds;
mod consumed;
mod document;
mod exposed;
mod expression;
mod findings;
mod ignored;
mod imports;
mod naming;
mod objects;
pub mod page;
mod reader;
mod rules;
mod version;

use specwright_diagnostics::Diagnostics;
use specwright_model::Api;
use specwright_source::{Reference, Sources, Tree};

pub use rules::RULES;

/// Whether a document looks like a capability, or like a part of one: it has a key `naftiko` or `ikanos` at its top.
pub fn detect(tree: &Tree) -> bool {
    let root = tree.root();
    root.peek("naftiko").is_some() || root.peek("ikanos").is_some()
}

/// The files that a document imports from; nothing for a document that is no capability.
pub fn references(tree: &Tree) -> Vec<Reference> {
    if detect(tree) {
        imports::references(tree)
    } else {
        Vec::new()
    }
}

/// Reads the entry document of `sources`, with the files that it imports from, into the model.
///
/// There is no model where the document declares no version that is read. Where the diagnostics hold an error, the model
/// holds what could be read. A document of shared parts, which has no capability, is an API of what it consumes.
/// Findings about the syntax of files are not repeated here: see [`Sources::diagnostics`].
pub fn read(sources: &Sources) -> (Option<Api>, Diagnostics) {
    match sources.entry_tree() {
        Some(tree) => document::read(sources, tree, None),
        None => (None, Diagnostics::new()),
    }
}
