//! Schemas in a line.

use specwright_model::{
    AdditionalProperties, IntegerFormat, NumberFormat, Object, Schema, SchemaId, SchemaKind, Schemas, TextFormat,
};

/// How many schemas without a name are written inside one another.
const DEEPEST: usize = 3;

/// A schema's name or, where it has none, what it is.
pub(super) fn notation(schemas: &Schemas, id: SchemaId) -> String {
    nested(schemas, id, 0)
}

/// As [`notation`], `any` where there is no schema.
pub(super) fn notation_or_any(schemas: &Schemas, id: Option<SchemaId>) -> String {
    id.map_or_else(|| "any".to_owned(), |id| notation(schemas, id))
}

/// What a schema with a name is.
pub(super) fn definition(schemas: &Schemas, schema: &Schema) -> String {
    described(schemas, schema, 0, false)
}

/// The properties of an object, a line each.
pub(super) fn properties(schemas: &Schemas, schema: &Schema) -> Vec<String> {
    let SchemaKind::Object(object) = &schema.kind else {
        return Vec::new();
    };
    let described = object.properties.iter();
    let mut lines: Vec<String> = described
        .map(|property| {
            let kind = notation(schemas, property.schema);
            let target = schemas.get(property.schema);
            let direction = match (target.read_only, target.write_only) {
                (true, _) => " (read only)",
                (_, true) => " (write only)",
                _ => "",
            };
            format!(
                "{}{}: {kind}{direction}",
                property.name,
                optional(object, &property.name)
            )
        })
        .collect();
    let patterns = object.pattern_properties.iter();
    lines.extend(patterns.map(|it| format!("/{}/: {}", it.pattern, notation(schemas, it.schema))));
    match object.additional {
        AdditionalProperties::Schema(id) => lines.push(format!("…: {}", notation(schemas, id))),
        AdditionalProperties::Any => lines.push("…: any".to_owned()),
        AdditionalProperties::Forbidden | AdditionalProperties::Unspecified => {}
    }
    lines
}

fn optional(object: &Object, name: &str) -> &'static str {
    if object.required.iter().any(|it| it == name) {
        ""
    } else {
        "?"
    }
}

fn nested(schemas: &Schemas, id: SchemaId, depth: usize) -> String {
    let schema = schemas.get(id);
    match &schema.name {
        Some(name) => name.clone(),
        None if depth > DEEPEST => "…".to_owned(),
        None => described(schemas, schema, depth, true),
    }
}

/// What a schema is; the properties of an object only where `with_properties` asks for them.
fn described(schemas: &Schemas, schema: &Schema, depth: usize, with_properties: bool) -> String {
    let inner = |id: SchemaId| nested(schemas, id, depth + 1);
    let kind = match &schema.kind {
        SchemaKind::Any => "any".to_owned(),
        SchemaKind::Never => "never".to_owned(),
        SchemaKind::Null => "null".to_owned(),
        SchemaKind::Boolean => "boolean".to_owned(),
        SchemaKind::Integer(integer) => match integer.format {
            IntegerFormat::Unspecified => "integer".to_owned(),
            format => format!("{format:?}").to_lowercase(),
        },
        SchemaKind::Number(number) => match number.format {
            NumberFormat::Unspecified => "number".to_owned(),
            format => format!("{format:?}").to_lowercase(),
        },
        SchemaKind::String(text) => text_format(&text.format),
        SchemaKind::Array(array) => {
            let items = array.items.map_or_else(|| "any".to_owned(), inner);
            if array.prefix_items.is_empty() {
                format!("[{items}]")
            } else {
                let first: Vec<_> = array.prefix_items.iter().copied().map(inner).collect();
                format!("[{}, then {items}]", first.join(", "))
            }
        }
        SchemaKind::Object(object) if with_properties && !object.properties.is_empty() => {
            let properties = object.properties.iter().map(|property| {
                let optional = optional(object, &property.name);
                format!("{}{optional}: {}", property.name, inner(property.schema))
            });
            format!("{{ {} }}", properties.collect::<Vec<_>>().join(", "))
        }
        SchemaKind::Object(_) => "object".to_owned(),
        SchemaKind::Union(union) => {
            let variants: Vec<_> = union.variants.iter().copied().map(inner).collect();
            variants.join(" | ")
        }
    };
    let mut all: Vec<String> = schema.all_of.iter().copied().map(inner).collect();
    if all.is_empty() || schema.kind != SchemaKind::Any {
        all.push(kind);
    }
    let mut text = all.join(" & ");
    if let Some(values) = &schema.values {
        let values: Vec<_> = values.iter().map(ToString::to_string).collect();
        text.push_str(&format!(" ({})", values.join(", ")));
    }
    if schema.nullable {
        text.push_str(" or null");
    }
    text
}

/// A format as it stands in the model's JSON, `string` where there is none.
fn text_format(format: &TextFormat) -> String {
    match format {
        TextFormat::Unspecified => "string".to_owned(),
        TextFormat::Other(name) => format!("string ({name})"),
        known => match serde_json::to_value(known) {
            Ok(serde_json::Value::String(name)) => format!("string ({name})"),
            _ => "string".to_owned(),
        },
    }
}
