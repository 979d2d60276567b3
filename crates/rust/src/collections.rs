//! Sequences and mappings, which have no definition of their own.

use specwright_model::{AdditionalProperties, Array, Object, Schema};

use crate::{
    build::{TypeBuilder, Typed},
    checks::Check,
    rules,
    types::TypeRef,
};

impl TypeBuilder {
    /// A mapping whose properties are not described one by one.
    pub(crate) fn map(&mut self, schema: &Schema, object: &Object, hint: &str) -> Typed {
        let value = match (&object.additional, object.pattern_properties.as_slice()) {
            (AdditionalProperties::Schema(value), []) => Some(*value),
            (AdditionalProperties::Unspecified | AdditionalProperties::Forbidden, [only]) => {
                self.report_unchecked_names(schema, object);
                Some(only.schema)
            }
            (_, []) => None,
            _ => {
                self.report(
                    &rules::PATTERN_PROPERTIES,
                    schema,
                    "properties are told apart by expressions over their names",
                    "all of them are held as any value",
                );
                None
            }
        };
        let value = match value {
            Some(value) => self.part(value, &format!("{hint} value")),
            None => Typed::any(),
        };
        let mut checks = Vec::new();
        if object.min_properties.is_some() || object.max_properties.is_some() {
            checks.push(Check::PropertyCount(object.min_properties, object.max_properties));
        }
        if !value.checks.is_empty() {
            checks.push(Check::Values(value.checks));
        }
        Typed {
            ty: TypeRef::Map(Box::new(value.ty)),
            checks,
            depth: value.depth + 1,
        }
    }

    /// A sequence.
    pub(crate) fn array(&mut self, schema: &Schema, array: &Array, hint: &str) -> Typed {
        if !array.prefix_items.is_empty() {
            self.report(
                &rules::TUPLE_AS_ARRAY,
                schema,
                "the items of this array differ by position",
                "each item is held as any value",
            );
        }
        let items = match array.items {
            Some(items) if array.prefix_items.is_empty() => self.part(items, &format!("{hint} item")),
            _ => Typed::any(),
        };
        let checks = if items.checks.is_empty() {
            Vec::new()
        } else {
            vec![Check::Items(items.checks)]
        };
        Typed {
            ty: TypeRef::Vec(Box::new(items.ty)),
            checks,
            depth: items.depth + 1,
        }
    }
}
