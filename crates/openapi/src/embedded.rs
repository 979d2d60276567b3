//! JSON Schemas that stand in documents of other formats.

use specwright_diagnostics::Diagnostics;
use specwright_model::{SchemaId, Schemas};
use specwright_source::Sources;

use crate::reader::Reader;
use crate::version::Version;

/// Reads the entry document of `sources`, a JSON Schema on its own, as OpenAPI 3.1 reads schemas, and adds it and all
/// that it refers to to `schemas`. `definitions` and `$defs` in it are named schemas.
///
/// There is no schema where the document is not well-formed, which [`Sources::diagnostics`] says.
pub fn read_schema(sources: &Sources, schemas: &mut Schemas) -> (Option<SchemaId>, Diagnostics) {
    let Some(tree) = sources.entry_tree() else {
        return (None, Diagnostics::new());
    };
    let root = tree.root();
    root.mark_root();
    let mut reader = Reader::new(sources, Version::V3_1);
    reader.api.schemas = std::mem::take(schemas);
    reader.check_identifiers();
    let id = reader.schema(root);
    reader.read_schemas();
    reader.unknown_keys();
    *schemas = std::mem::take(&mut reader.api.schemas);
    (Some(id), reader.findings.finish())
}
