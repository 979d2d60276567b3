//! Strings, numbers and booleans, and values of which nothing is known.

use specwright_model::{Integer, NumberKind, Schema, SchemaKind, Text, TextFormat};

use super::sample::Pattern;
use super::{Lowering, Source};
use crate::mson::node::Role;
use crate::mson::types::{Base, Kind};

impl<'t> Lowering<'_, 't, '_> {
    pub(super) fn primitive(&mut self, source: &Source<'_, 't>, base: &Base) -> Schema {
        let mut schema = self.schema_of(base, schema_kind(base.kind, base.format.clone()));
        self.expect_value(source);
        if let Some(value) = source.signature.value
            && let Some(value) = self.literal(base.kind, value)
        {
            self.place(source, value, &mut schema);
        }
        let pattern = Pattern {
            kind: base.kind,
            elements: &[],
            members: None,
        };
        self.samples(source.children, pattern, &mut schema);
        for child in source.children {
            if base.kind != Kind::Any && !matches!(child.role, Role::Sample | Role::Default) {
                let what = format!("{} has no members", super::article(base.kind));
                self.misplaced(child, &what);
            }
        }
        schema
    }
}

/// The kind of a schema without anything in it.
pub(super) fn schema_kind(kind: Kind, format: TextFormat) -> SchemaKind {
    match kind {
        Kind::Boolean => SchemaKind::Boolean,
        Kind::String | Kind::Enum => SchemaKind::String(Text {
            format,
            ..Text::default()
        }),
        Kind::Number => SchemaKind::Number(NumberKind::default()),
        Kind::Integer => SchemaKind::Integer(Integer::default()),
        Kind::Array => SchemaKind::Array(specwright_model::Array::default()),
        Kind::Object => SchemaKind::Object(specwright_model::Object::default()),
        Kind::Any => SchemaKind::Any,
    }
}
