//! Schemas as types in a notation of their own.

use std::fmt::Write;

use specwright_model::{
    AdditionalProperties, Array, NumericRange, Object, Schema, SchemaId, SchemaKind, Schemas, Text, TextFormat, Union,
};

use super::{about, concluded, star, value};

/// How deep schemas without a name are shown in each other.
const DEPTH: usize = 8;

/// Adds all schemas that have a name.
pub(super) fn named(text: &mut String, schemas: &Schemas) {
    for (_, schema) in schemas.iter() {
        let Some(name) = &schema.name else { continue };
        let _ = writeln!(
            text,
            "type{} {name} = {}{}",
            concluded(schema.origin),
            body(schemas, schema, 0),
            about(schema.description.as_deref())
        );
    }
}

/// A schema by its name, or as what it is.
pub(super) fn of(schemas: &Schemas, id: Option<SchemaId>) -> String {
    id.map_or("?".to_owned(), |id| reference(schemas, id, 0))
}

fn reference(schemas: &Schemas, id: SchemaId, depth: usize) -> String {
    let schema = schemas.get(id);
    match &schema.name {
        Some(name) => name.clone(),
        None if depth > DEPTH => "…".to_owned(),
        None => format!("{}{}", concluded(schema.origin), body(schemas, schema, depth + 1)),
    }
}

fn list(schemas: &Schemas, ids: &[SchemaId], between: &str, depth: usize) -> String {
    let shown: Vec<String> = ids.iter().map(|id| reference(schemas, *id, depth)).collect();
    shown.join(between)
}

fn body(schemas: &Schemas, schema: &Schema, depth: usize) -> String {
    let mut parts = Vec::new();
    if !schema.all_of.is_empty() {
        parts.push(format!("all({})", list(schemas, &schema.all_of, ", ", depth)));
    }
    if schema.kind != SchemaKind::Any || parts.is_empty() {
        parts.push(kind(schemas, &schema.kind, depth));
    }
    let mut text = parts.join(" & ");
    if let Some(values) = &schema.values {
        let values: Vec<String> = values.iter().map(value).collect();
        let _ = write!(text, " in [{}]", values.join(", "));
    }
    if schema.nullable {
        text.push_str(" nullable");
    }
    if let Some(default) = &schema.default {
        let _ = write!(text, " default {}", value(default));
    }
    for example in &schema.examples {
        let _ = write!(text, " eg {}", value(example));
    }
    text
}

fn kind(schemas: &Schemas, kind: &SchemaKind, depth: usize) -> String {
    match kind {
        SchemaKind::Integer(integer) => format!("integer{}", range(&integer.range)),
        SchemaKind::Number(number) => format!("number{}", range(&number.range)),
        SchemaKind::String(text) => self::text(text),
        SchemaKind::Array(array) => self::array(schemas, array, depth),
        SchemaKind::Object(object) => self::object(schemas, object, depth),
        SchemaKind::Union(union) => self::union(schemas, union, depth),
        other => format!("{other:?}").to_lowercase(),
    }
}

fn text(text: &Text) -> String {
    let mut shown = match &text.format {
        TextFormat::Unspecified => "string".to_owned(),
        format => format!("string({format:?})"),
    };
    if text.min_length.is_some() || text.max_length.is_some() {
        let _ = write!(shown, " {}..={} long", bound(text.min_length), bound(text.max_length));
    }
    for part in [&text.pattern, &text.content_media_type, &text.content_encoding]
        .into_iter()
        .flatten()
    {
        let _ = write!(shown, " `{part}`");
    }
    shown
}

fn array(schemas: &Schemas, array: &Array, depth: usize) -> String {
    let prefix = array.prefix_items.iter().map(|id| reference(schemas, *id, depth));
    let items = array.items.map(|id| format!("{}…", reference(schemas, id, depth)));
    let items: Vec<String> = prefix.chain(items).collect();
    let mut text = format!("[{}]", items.join(", "));
    if array.min_items.is_some() || array.max_items.is_some() {
        let _ = write!(text, " {}..={}", bound(array.min_items), bound(array.max_items));
    }
    text + if array.unique_items { " unique" } else { "" }
}

fn object(schemas: &Schemas, object: &Object, depth: usize) -> String {
    let is_required = |name: &String| object.required.contains(name);
    let properties = object.properties.iter().map(|property| {
        let description = schemas.get(property.schema).description.as_deref();
        let description = description.filter(|_| schemas.get(property.schema).name.is_none());
        let schema = reference(schemas, property.schema, depth);
        let star = star(is_required(&property.name));
        format!("{}{star}: {schema}{}", property.name, about(description))
    });
    let is_undescribed = |name: &&String| !object.properties.iter().any(|property| property.name == **name);
    let undescribed = object
        .required
        .iter()
        .filter(is_undescribed)
        .map(|name| format!("{name}*"));
    let patterns = object.pattern_properties.iter();
    let patterns = patterns.map(|it| format!("/{}/: {}", it.pattern, reference(schemas, it.schema, depth)));
    let additional = match object.additional {
        AdditionalProperties::Unspecified => None,
        AdditionalProperties::Any => Some("…any".to_owned()),
        AdditionalProperties::Forbidden => Some("nothing else".to_owned()),
        AdditionalProperties::Schema(id) => Some(format!("…{}", reference(schemas, id, depth))),
    };
    let members: Vec<String> = properties
        .chain(undescribed)
        .chain(patterns)
        .chain(additional)
        .collect();
    format!("{{{}}}", members.join(", "))
}

fn union(schemas: &Schemas, union: &Union, depth: usize) -> String {
    let name = if union.exclusive { "one" } else { "any" };
    let variants = list(schemas, &union.variants, " | ", depth);
    let by = union
        .discriminator
        .as_ref()
        .map(|it| format!(" by {}", it.property))
        .unwrap_or_default();
    format!("{name}({variants}){by}")
}

fn range(range: &NumericRange) -> String {
    let bounds = [
        (">=", range.minimum),
        ("<=", range.maximum),
        (">", range.exclusive_minimum),
        ("<", range.exclusive_maximum),
        ("%", range.multiple_of),
    ];
    let shown = bounds
        .iter()
        .filter_map(|(sign, bound)| bound.map(|bound| format!(" {sign}{bound}")));
    shown.collect()
}

fn bound(bound: Option<u64>) -> String {
    bound.map(|bound| bound.to_string()).unwrap_or_default()
}
