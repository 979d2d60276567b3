//! Reads OpenAPI 3.0, 3.1 and 3.2 into the model, and writes the model as OpenAPI.
//!
//! [`read`] goes on after every error and reports all that is wrong, each at its place. Nothing is dropped in silence:
//! what the reader does not look at becomes a warning, and what it passes over knowingly is listed in one table with
//! the reason.
//!
//! [`write()`] is the way back: the model of any format as OpenAPI 3.1 or 3.0. [`SchemaWriter`] writes single schemas.
//!
//! Invariant: this crate reads no files; [`references`] says which files a document needs, and
//! [`specwright_source::Sources`] reads them.

mod body;
mod components;
mod embedded;
mod fields;
mod findings;
mod identifiers;
mod ignored;
mod info;
mod objects;
mod operation;
mod parameter;
mod path;
mod reader;
mod reference;
mod response;
mod rules;
mod schema;
mod security;
mod tag;
mod unknown;
mod uri;
mod version;
mod write;

use specwright_diagnostics::{Diagnostic, Diagnostics};
use specwright_model::{Api, Origin};
use specwright_source::{Node, Reference, ReferenceBase, ReferenceKind, Sources, Tree, split_fragment};

use crate::reader::{Reader, place};
use crate::version::Version;

pub use embedded::{SchemaReader, read_schema, read_schema_among};
pub use rules::RULES;
pub use write::{SchemaWriter, WrittenVersion, write};

/// Whether a document looks like OpenAPI, or like Swagger 2.0, of which [`read`] says that it must be converted.
pub fn detect(tree: &Tree) -> bool {
    let root = tree.root();
    root.peek("openapi").is_some() || root.peek("swagger").is_some()
}

/// The references of a document to other files: every `$ref`, and the files that discriminators name.
pub fn references(tree: &Tree) -> Vec<Reference> {
    let references = tree.find_members("$ref").filter_map(|entry| entry.value.as_str());
    let mappings = tree
        .find_members("mapping")
        .flat_map(|entry| entry.value.peek_entries());
    let mapped = mappings
        .filter_map(|entry| entry.value.as_str())
        .filter(|text| text.contains(['#', '/', '.']));
    references
        .chain(mapped)
        .map(|target| beside(tree, target))
        .filter(|target| !split_fragment(target).0.is_empty())
        .map(|target| Reference {
            target: target.to_owned(),
            kind: ReferenceKind::Document,
            base: ReferenceBase::File,
        })
        .collect()
}

/// A reference to an address below that of the document itself (`$self`) as one to a file beside the document.
fn beside<'t>(tree: &Tree, target: &'t str) -> &'t str {
    let own = tree.root().peek("$self").and_then(Node::as_str);
    own.filter(|own| uri::is_absolute(own))
        .and_then(|own| uri::relative(own, target))
        .unwrap_or(target)
}

/// Reads the entry document of `sources`, with the files that it refers to, into the model.
///
/// There is no model where the document is no OpenAPI 3 at all. Where the diagnostics hold an error, the model holds
/// what could be read. Findings about the syntax of files are not repeated here: see [`Sources::diagnostics`].
pub fn read(sources: &Sources) -> (Option<Api>, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let Some(tree) = sources.entry_tree() else {
        return (None, diagnostics);
    };
    let root = tree.root();
    root.mark_root();
    let version = match version::detect(root) {
        Ok(version) => version,
        Err(diagnostic) => {
            diagnostics.push(diagnostic);
            return (None, diagnostics);
        }
    };
    let mut reader = Reader::new(sources, version);
    reader.document(root);
    let Reader { api, findings, .. } = reader;
    diagnostics.append(findings.finish());
    diagnostics.sort();
    (Some(api), diagnostics)
}

impl<'s> Reader<'s> {
    /// Reports a document that describes nothing (OpenAPI 3.1.1, section 4.8.1.1).
    fn check_contents(&mut self, root: Node<'s>) {
        if ["paths", "webhooks", "components"]
            .iter()
            .all(|key| root.peek(key).is_none())
        {
            let message = "the document has neither `paths` nor `webhooks` nor `components`";
            let diagnostic = Diagnostic::new(&rules::NOTHING_DESCRIBED, place(root), message);
            self.report(diagnostic.help("describe the operations under `paths`"));
        } else if self.version == Version::V3_0 && root.peek("paths").is_none() {
            self.missing(root, "paths", "there are no operations");
        }
    }

    /// The OpenAPI Object (OpenAPI 3.1.1, section 4.8.1).
    fn document(&mut self, root: Node<'s>) {
        self.object(root, &objects::DOCUMENT);
        self.check_identifiers();
        self.check_dialect(root, "jsonSchemaDialect");
        self.api.origin = Origin::written(place(root));
        self.api.extensions = self.extensions(root);
        self.info(root);
        self.api.servers = self.servers(root);
        self.api.external_documentation = self.external_documentation(root);
        self.tags(root);
        self.declared_schemas(root);
        self.security_schemes(root);
        self.security(root);
        self.check_contents(root);
        self.paths(root);
        self.webhooks(root);
        self.other_components(root);
        self.read_schemas();
        self.undeclared_tags();
        self.check_links();
        self.unknown_keys();
    }
}
