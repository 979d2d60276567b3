//! Schemas that stand on their own, as OpenAPI 3.1 has them.

use std::collections::BTreeMap;

use serde_json::Value;
use specwright_model::{Api, SchemaId};

use super::Writer;
use super::components::ComponentNames;
use crate::version::Version;

/// Writes schemas one by one, as OpenAPI 3.1 has them: JSON Schema 2020-12 with the keywords that OpenAPI adds
/// (OpenAPI 3.1.1, section 4.8.24). References lead to `#/components/schemas/` as in a document; whoever puts the
/// schemas together asks for those by name.
///
/// ```
/// use specwright_model::{Api, Array, Schema, SchemaKind};
/// use specwright_openapi::SchemaWriter;
///
/// let mut api = Api::default();
/// let tag = api.schemas.add(Schema { name: Some("Tag".to_owned()), ..Schema::of(SchemaKind::Boolean) });
/// let items = Array { items: Some(tag), ..Array::default() };
/// let tags = api.schemas.add(Schema::of(SchemaKind::Array(items)));
///
/// let mut writer = SchemaWriter::new(&api, [tags]);
/// let reference = r##"{"type":"array","items":{"$ref":"#/components/schemas/Tag"}}"##;
/// assert_eq!(writer.schema(tags).to_string(), reference);
/// assert_eq!(writer.component("Tag").unwrap().to_string(), r#"{"type":"boolean"}"#);
/// ```
pub struct SchemaWriter<'a> {
    writer: Writer<'a>,
    components: BTreeMap<String, SchemaId>,
}

impl<'a> SchemaWriter<'a> {
    /// What references begin with, before the name of what they lead to.
    pub const REFERENCE_PREFIX: &'static str = "#/components/schemas/";

    /// A writer of the schemas of an API. `roots` are those that will be asked for and that no operation uses.
    pub fn new(api: &'a Api, roots: impl IntoIterator<Item = SchemaId>) -> Self {
        let names = ComponentNames::with_uses(api, roots.into_iter());
        let components = names.list().into_iter().map(|(id, name)| (name, id)).collect();
        Self {
            writer: Writer::new(api, Version::V3_1, names),
            components,
        }
    }

    /// A schema where it is used: a reference, where it has a name or holds itself, or else the schema itself.
    pub fn schema(&mut self, id: SchemaId) -> Value {
        self.writer.schema(id)
    }

    /// The schema that a reference leads to, by the name behind [`SchemaWriter::REFERENCE_PREFIX`].
    pub fn component(&mut self, name: &str) -> Option<Value> {
        let id = *self.components.get(name)?;
        Some(self.writer.schema_object(id))
    }
}

impl std::fmt::Debug for SchemaWriter<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("SchemaWriter").finish_non_exhaustive()
    }
}
