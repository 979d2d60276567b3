//! Whether a value fits a schema, for what examples can lead to.

use serde_json::Value;
use specwright_model::{AdditionalProperties, Object, Schema, SchemaId, SchemaKind, Schemas, TextFormat};

/// Whether `value` fits the schema `id`.
pub(crate) fn fits(schemas: &Schemas, id: SchemaId, value: &Value) -> bool {
    let schema = schemas.get(id);
    if value.is_null() && schema.nullable {
        return true;
    }
    let is_known = schema.values.as_ref().is_none_or(|values| values.contains(value));
    is_known && schema.all_of.iter().all(|part| fits(schemas, *part, value)) && fits_kind(schemas, schema, value)
}

fn fits_kind(schemas: &Schemas, schema: &Schema, value: &Value) -> bool {
    match (&schema.kind, value) {
        (SchemaKind::Any, _) | (SchemaKind::Boolean, Value::Bool(_)) => true,
        (SchemaKind::Integer(_), Value::Number(number)) => number.is_i64(),
        (SchemaKind::Number(_), Value::Number(_)) => true,
        (SchemaKind::String(text), Value::String(value)) => fits_format(&text.format, value),
        (SchemaKind::Array(array), Value::Array(values)) => match array.items {
            Some(items) => values.iter().all(|value| fits(schemas, items, value)),
            None => true,
        },
        (SchemaKind::Object(object), Value::Object(_)) => fits_object(schemas, object, value),
        (SchemaKind::Union(union), _) => union.variants.iter().any(|variant| fits(schemas, *variant, value)),
        _ => false,
    }
}

fn fits_object(schemas: &Schemas, object: &Object, value: &Value) -> bool {
    let Some(properties) = value.as_object() else {
        return false;
    };
    let described = |name: &str| object.properties.iter().find(|property| property.name == name);
    object.required.iter().all(|name| properties.contains_key(name))
        && properties
            .iter()
            .all(|(name, value)| match (described(name), object.additional) {
                (Some(property), _) => fits(schemas, property.schema, value),
                (None, AdditionalProperties::Schema(further)) => fits(schemas, further, value),
                (None, AdditionalProperties::Any) => true,
                // An example has no property that its schema does not know.
                (None, AdditionalProperties::Unspecified | AdditionalProperties::Forbidden) => false,
            })
}

/// A rough check, of other making than the one that finds the format.
fn fits_format(format: &TextFormat, text: &str) -> bool {
    match format {
        TextFormat::Unspecified => true,
        TextFormat::Uuid => text.len() == 36 && text.matches('-').count() == 4,
        TextFormat::Date => text.len() == 10 && text.matches('-').count() == 2,
        TextFormat::DateTime => text.len() > 10 && text.matches(':').count() >= 2,
        TextFormat::Uri => text.contains("://"),
        TextFormat::Email => text.matches('@').count() == 1,
        _ => false,
    }
}
