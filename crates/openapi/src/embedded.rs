//! JSON Schemas that stand in documents of other formats.

use std::collections::BTreeMap;

use specwright_diagnostics::Diagnostics;
use specwright_model::{SchemaId, Schemas};
use specwright_source::{Node, Sources};

use crate::reader::Reader;
use crate::version::Version;

/// Reads the entry document of `sources`, a JSON Schema on its own, and adds it and all that it refers to to `schemas`.
/// `definitions` and `$defs` in it are named schemas. It may be in any draft of JSON Schema from 3 on.
///
/// There is no schema where the document is not well-formed, which [`Sources::diagnostics`] says.
pub fn read_schema(sources: &Sources, schemas: &mut Schemas) -> (Option<SchemaId>, Diagnostics) {
    read_schema_among(sources, schemas, BTreeMap::new())
}

/// As [`read_schema`], for a schema that may refer by name (`{"$ref": "user"}`) to others that the document around it
/// declares; `named` holds their ids in `schemas`.
pub fn read_schema_among(
    sources: &Sources,
    schemas: &mut Schemas,
    named: BTreeMap<String, SchemaId>,
) -> (Option<SchemaId>, Diagnostics) {
    let Some(tree) = sources.entry_tree() else {
        return (None, Diagnostics::new());
    };
    let root = tree.root();
    root.mark_root();
    let mut reader = embedded_reader(sources);
    reader.named_elsewhere = named;
    reader.api.schemas = std::mem::take(schemas);
    reader.check_identifiers();
    let id = reader.schema(root);
    reader.read_schemas();
    reader.unknown_keys();
    *schemas = std::mem::take(&mut reader.api.schemas);
    (Some(id), reader.findings.finish())
}

/// Reads JSON Schemas that documents of other formats refer to, from files that belong to the same [`Sources`]. What
/// several of them refer to is one schema.
pub struct SchemaReader<'s> {
    reader: Reader<'s>,
}

impl<'s> SchemaReader<'s> {
    /// A reader of the files of `sources`.
    pub fn new(sources: &'s Sources) -> Self {
        Self {
            reader: embedded_reader(sources),
        }
    }

    /// Reads a node as [`read_schema`] does, and adds it and all that it refers to to `schemas`, which must be the same
    /// with each call.
    pub fn read(&mut self, node: Node<'s>, schemas: &mut Schemas) -> SchemaId {
        node.tree().root().mark_root();
        std::mem::swap(&mut self.reader.api.schemas, schemas);
        let id = self.reader.schema(node);
        self.reader.read_schemas();
        std::mem::swap(&mut self.reader.api.schemas, schemas);
        id
    }

    /// What is wrong with the schemas that were read. Keys that were never looked at are reported where they stand in
    /// one of them.
    pub fn finish(mut self) -> Diagnostics {
        self.reader.unknown_keys_of_objects();
        self.reader.findings.finish()
    }
}

fn embedded_reader(sources: &Sources) -> Reader<'_> {
    let mut reader = Reader::new(sources, Version::V3_1);
    reader.reads_all_drafts = true;
    reader
}
