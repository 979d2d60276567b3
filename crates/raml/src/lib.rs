//! Reads RAML 1.0 and 0.8 into the model, and reference pages of RAML documents of which only the text is left
//! ([`page`]).
//!
//! A document passes through three steps. A `view` is a node of a file as RAML means it: what is included stands where
//! the include stands, what a trait or a resource type adds lies below what is written, and parameters are replaced by
//! their values; yet every value knows in which file it is written. `unit` finds the files that have names of their
//! own, and what these declare. `lower` makes the model of the document's structure, and `types` that of its types.
//!
//! Invariant: this crate reads no files; [`references`] says which files a document needs, and [`Sources`] reads them.

mod header;
mod lower;
mod naming;
pub mod page;
mod parameter;
mod references;
mod rules;
mod session;
mod types;
mod unit;
mod view;

use specwright_diagnostics::{Diagnostic, Diagnostics, FileId, Location, Span};
use specwright_model::Api;
use specwright_source::{Reference, Sources, Tree};

use crate::header::{FileKind, Header, Version};
use crate::session::Session;

pub use rules::RULES;

/// Whether a document says in its first line that it is RAML: `#%RAML 1.0` or `#%RAML 0.8`, fragments included.
pub fn detect(tree: &Tree) -> bool {
    Header::of(tree.text()).is_some()
}

/// The references of a document to other files: what it includes, and, where its first line says that it is RAML, its
/// libraries (`uses`) and what it extends; of all other files, which may be schemas, every `$ref`.
pub fn references(tree: &Tree) -> Vec<Reference> {
    let is_raml = detect(tree);
    let mut found = if is_raml {
        Vec::new()
    } else {
        specwright_openapi::references(tree)
    };
    references::collect(tree.root(), is_raml, &mut found);
    found
}

/// Reads the entry document of `sources`, with the files that it refers to, into the model.
///
/// There is no model where the first line does not say that the document is RAML. Where the diagnostics hold an error,
/// the model holds what could be read. A library or fragment on its own is checked, and its model has no resources.
/// Findings about the syntax of files are not repeated here: see [`Sources::diagnostics`].
pub fn read(sources: &Sources) -> (Option<Api>, Diagnostics) {
    let file = sources.entry();
    let mut diagnostics = Diagnostics::new();
    let Some(header) = Header::of(sources.text(file)) else {
        let message = "the first line does not say that the document is RAML";
        let diagnostic = Diagnostic::new(&rules::UNSUPPORTED_RAML, first_line(file, ""), message);
        diagnostics.push(diagnostic.help("begin the document with `#%RAML 1.0`"));
        return (None, diagnostics);
    };
    let version = match (header.version, header.kind) {
        (Some(Version::V1_0), FileKind::Unknown) | (None, _) => None,
        (Some(Version::V0_8), kind) if kind != FileKind::Document => None,
        (version, _) => version,
    };
    let Some(version) = version else {
        let message = format!("`{}` is no version of RAML", header.line);
        let diagnostic = Diagnostic::new(&rules::UNSUPPORTED_RAML, first_line(file, header.line), message);
        diagnostics
            .push(diagnostic.help("`#%RAML 1.0` and `#%RAML 0.8` are, and fragments such as `#%RAML 1.0 Library`"));
        return (None, diagnostics);
    };
    if sources.entry_tree().is_none() {
        return (None, diagnostics);
    }
    let session = Session::new(sources, version);
    let api = lower::api(&session, header);
    (Some(api), session.finish())
}

fn first_line(file: FileId, line: &str) -> Location {
    let span = Span::new(0, line.len());
    Location { file, span }
}
