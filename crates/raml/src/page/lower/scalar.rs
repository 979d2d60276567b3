//! Built-in types, and facets.

use serde_json::Value;
use specwright_model::{Array, NumericRange, Object, Parameter, Schema, SchemaKind, Text, TextFormat};

use super::Lowering;
use super::expression::{array_of, number};
use crate::page::line::Property;
use crate::page::text::Slice;
use crate::rules;

/// The kind of a built-in type (RAML 1.0, "Built-in Types"; RAML 0.8, "Type"); none for other names.
pub(super) fn built_in(name: &str) -> Option<SchemaKind> {
    let text = |format| {
        SchemaKind::String(Text {
            format,
            ..Text::default()
        })
    };
    Some(match name {
        "" | "any" => SchemaKind::Any,
        "object" => SchemaKind::Object(Object::default()),
        "array" => array_of(None),
        "string" => text(TextFormat::Unspecified),
        "number" => SchemaKind::Number(Default::default()),
        "integer" => SchemaKind::Integer(Default::default()),
        "boolean" => SchemaKind::Boolean,
        "nil" | "null" => SchemaKind::Null,
        "file" => text(TextFormat::Binary),
        "datetime" => text(TextFormat::DateTime),
        "datetime-only" => text(TextFormat::DateTimeLocal),
        "date-only" => text(TextFormat::Date),
        "time-only" => text(TextFormat::Time),
        // Dates of RAML 0.8 are those of HTTP.
        "date" => text(TextFormat::HttpDate),
        _ => return None,
    })
}

impl<'t> Lowering<'_, '_, 't> {
    /// Applies the facets of a line to the schema of its type.
    pub(super) fn facets(&mut self, property: &Property<'t>, schema: &mut Schema) {
        for (name, value) in &property.facets {
            if *name != "repeat" && !apply(schema, name, value.text) {
                let message = format!("`{name}: {}` means nothing for this type", value.text);
                let finding = self.finding(&rules::INVALID_FACET, *value, message);
                self.findings.push(finding);
            }
        }
    }

    /// Lets a parameter stand several times (RAML 0.8, "Repeat").
    pub(super) fn repeat(&mut self, property: &Property<'t>, parameter: &mut Parameter, line: Slice<'t>) {
        let is_repeated = property
            .facets
            .iter()
            .any(|(name, value)| *name == "repeat" && value.text == "true");
        let Some(items) = parameter.schema.filter(|_| is_repeated) else {
            return;
        };
        let list = self.add(Schema::of(array_of(Some(items))), line);
        parameter.schema = Some(list);
    }
}

/// Applies a facet; `false` where it means nothing for the kind, or its value is none.
fn apply(schema: &mut Schema, name: &str, value: &str) -> bool {
    if name == "default" {
        schema.default = default(&schema.kind, value);
        return schema.default.is_some();
    }
    let applied = match &mut schema.kind {
        SchemaKind::String(text) => apply_to_text(text, name, value),
        SchemaKind::Array(array) => apply_to_array(array, name, value),
        SchemaKind::Integer(integer) => apply_to_range(&mut integer.range, name, value),
        SchemaKind::Number(kind) => apply_to_range(&mut kind.range, name, value),
        _ => None,
    };
    applied.is_some()
}

fn apply_to_text(text: &mut Text, name: &str, value: &str) -> Option<()> {
    match name {
        "minLength" => text.min_length = Some(value.parse().ok()?),
        "maxLength" => text.max_length = Some(value.parse().ok()?),
        "pattern" => text.pattern = Some(value.to_owned()),
        _ => return None,
    }
    Some(())
}

fn apply_to_array(array: &mut Array, name: &str, value: &str) -> Option<()> {
    match name {
        "minItems" => array.min_items = Some(value.parse().ok()?),
        "maxItems" => array.max_items = Some(value.parse().ok()?),
        _ => return None,
    }
    Some(())
}

fn apply_to_range(range: &mut NumericRange, name: &str, value: &str) -> Option<()> {
    match name {
        "minimum" => range.minimum = Some(number(value)?),
        "maximum" => range.maximum = Some(number(value)?),
        _ => return None,
    }
    Some(())
}

/// A default, which a page shows without quotes.
fn default(kind: &SchemaKind, value: &str) -> Option<Value> {
    match kind {
        SchemaKind::String(_) => Some(Value::String(value.to_owned())),
        SchemaKind::Boolean => value.parse().ok().map(Value::Bool),
        SchemaKind::Integer(_) | SchemaKind::Number(_) => value.parse().ok().map(Value::Number),
        // What a list or an object holds by default is shown in a form that cannot be read back.
        SchemaKind::Array(_) => serde_json::from_str(value).ok().filter(Value::is_array),
        SchemaKind::Object(_) => serde_json::from_str(value).ok().filter(Value::is_object),
        SchemaKind::Never => None,
        _ => Some(serde_json::from_str(value).unwrap_or_else(|_| Value::String(value.to_owned()))),
    }
}
