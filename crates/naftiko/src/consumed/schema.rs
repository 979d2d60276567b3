//! Schemas by the types that capabilities know.

use specwright_diagnostics::Location;
use specwright_model::{Array, Integer, NumberKind, Object, Schema, SchemaId, SchemaKind, Text};

use crate::reader::{Reader, listed};
use crate::rules;

/// The types of the format.
const TYPES: [&str; 6] = ["string", "number", "integer", "boolean", "array", "object"];

/// The kind of a type; none for one that does not exist.
pub(crate) fn kind(type_name: &str) -> Option<SchemaKind> {
    Some(match type_name.to_ascii_lowercase().as_str() {
        "string" => SchemaKind::String(Text::default()),
        "number" => SchemaKind::Number(NumberKind::default()),
        "integer" => SchemaKind::Integer(Integer::default()),
        "boolean" => SchemaKind::Boolean,
        "array" => SchemaKind::Array(Array::default()),
        "object" => SchemaKind::Object(Object::default()),
        _ => return None,
    })
}

impl Reader<'_> {
    /// A schema of a type by its name; of any value for a type that does not exist, with a finding.
    pub(crate) fn schema(&mut self, type_name: &str, location: Location, description: Option<&str>) -> SchemaId {
        let kind = kind(type_name).unwrap_or_else(|| {
            let message = format!("`{type_name}` is no type, and any value is taken");
            let help = format!("types are {}", listed(&TYPES));
            self.report_with(&rules::UNKNOWN_VALUE, location, message, help);
            SchemaKind::Any
        });
        self.add_schema(kind, location, description)
    }

    /// A schema of a kind.
    pub(crate) fn add_schema(&mut self, kind: SchemaKind, location: Location, description: Option<&str>) -> SchemaId {
        let origin = self.origin(location);
        self.api.schemas.add(Schema {
            description: description.map(str::to_owned),
            origin,
            ..Schema::of(kind)
        })
    }

    /// What the items of an array are that is written into a path, a query or a header: text, since the document does
    /// not say otherwise.
    pub(crate) fn text_items(&mut self, schema: SchemaId, location: Location) {
        let SchemaKind::Array(array) = &self.api.schemas.get(schema).kind else {
            return;
        };
        if array.items.is_some() {
            return;
        }
        let origin = self.inferred(location);
        let items = self.api.schemas.add(Schema {
            origin,
            ..Schema::of(SchemaKind::String(Text::default()))
        });
        if let Some(Schema {
            kind: SchemaKind::Array(array),
            ..
        }) = self.api.schemas.get_mut(schema)
        {
            array.items = Some(items);
        }
    }
}
