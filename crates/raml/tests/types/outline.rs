//! Schemas as text, a line for each that has a name.

use specwright_model::{AdditionalProperties, NumericRange, Schema, SchemaId, SchemaKind, Schemas};

/// All named schemas.
pub(crate) fn schemas(schemas: &Schemas) -> String {
    let named = schemas.iter().filter(|(_, schema)| schema.name.is_some());
    let lines = named.map(|(_, schema)| {
        let name = schema.name.as_deref().unwrap_or_default();
        format!("{name} = {}", one(schemas, schema))
    });
    lines.collect::<Vec<_>>().join("\n")
}

pub(crate) fn by_id(schemas: &Schemas, id: SchemaId) -> String {
    let schema = schemas.get(id);
    match &schema.name {
        Some(name) => name.clone(),
        None => one(schemas, schema),
    }
}

fn one(schemas: &Schemas, schema: &Schema) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(schema.all_of.iter().map(|id| by_id(schemas, *id)));
    if schema.kind != SchemaKind::Any || parts.is_empty() {
        parts.push(kind(schemas, &schema.kind));
    }
    let mut text = parts.join(" & ");
    let mut add = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            text.push_str(&format!(" {name}={value}"));
        }
    };
    add(
        "values",
        schema
            .values
            .as_ref()
            .map(|it| serde_json::Value::from(it.clone()).to_string()),
    );
    add("nullable", schema.nullable.then(|| "true".to_owned()));
    add("title", schema.title.clone());
    add("description", schema.description.clone());
    add("default", schema.default.as_ref().map(ToString::to_string));
    for example in &schema.examples {
        add("example", Some(example.to_string()));
    }
    if let Some(discriminator) = &schema.discriminator {
        add("discriminator", Some(discriminator.property.clone()));
        for (value, id) in &discriminator.mapping {
            add(value, Some(by_id(schemas, *id)));
        }
        let subtypes: Vec<_> = schema.subtypes.iter().map(|id| by_id(schemas, *id)).collect();
        add("subtypes", Some(subtypes.join("+")));
    }
    if !schema.extensions.is_empty() {
        add(
            "extensions",
            Some(serde_json::Value::from(schema.extensions.clone()).to_string()),
        );
    }
    text
}

fn kind(schemas: &Schemas, kind: &SchemaKind) -> String {
    match kind {
        SchemaKind::Any => "any".to_owned(),
        SchemaKind::Never => "never".to_owned(),
        SchemaKind::Null => "null".to_owned(),
        SchemaKind::Boolean => "boolean".to_owned(),
        SchemaKind::Integer(integer) => format!(
            "{}{}",
            format_of(serde_json::json!(integer.format), "integer"),
            range(&integer.range)
        ),
        SchemaKind::Number(number) => format!(
            "{}{}",
            format_of(serde_json::json!(number.format), "number"),
            range(&number.range)
        ),
        SchemaKind::String(text) => {
            let mut shown = format_of(serde_json::json!(text.format), "string");
            bounds(&mut shown, text.min_length, text.max_length);
            if let Some(pattern) = &text.pattern {
                shown.push_str(&format!(" /{pattern}/"));
            }
            shown
        }
        SchemaKind::Array(array) => {
            let items = array.items.map_or("?".to_owned(), |items| by_id(schemas, items));
            let mut shown = format!("[{items}]");
            bounds(&mut shown, array.min_items, array.max_items);
            if array.unique_items {
                shown.push_str(" unique");
            }
            shown
        }
        SchemaKind::Object(object) => {
            let mut members: Vec<String> = Vec::new();
            for property in &object.properties {
                let mark = if object.required.contains(&property.name) {
                    ""
                } else {
                    "?"
                };
                members.push(format!("{}{mark}: {}", property.name, by_id(schemas, property.schema)));
            }
            for pattern in &object.pattern_properties {
                members.push(format!("/{}/: {}", pattern.pattern, by_id(schemas, pattern.schema)));
            }
            match object.additional {
                AdditionalProperties::Unspecified => {}
                AdditionalProperties::Any => members.push("..".to_owned()),
                AdditionalProperties::Forbidden => members.push("!".to_owned()),
                AdditionalProperties::Schema(id) => members.push(format!("..: {}", by_id(schemas, id))),
            }
            let mut shown = format!("{{{}}}", members.join(", "));
            bounds(&mut shown, object.min_properties, object.max_properties);
            shown
        }
        SchemaKind::Union(union) => {
            let variants: Vec<_> = union.variants.iter().map(|id| by_id(schemas, *id)).collect();
            let by = union
                .discriminator
                .as_ref()
                .map_or(String::new(), |it| format!(" by {}", it.property));
            format!("({}{by})", variants.join(" | "))
        }
    }
}

fn format_of(format: serde_json::Value, plain: &str) -> String {
    match format {
        serde_json::Value::String(name) if name != "unspecified" => name,
        _ => plain.to_owned(),
    }
}

fn range(range: &NumericRange) -> String {
    let mut shown = String::new();
    if let Some(least) = range.minimum {
        shown.push_str(&format!(" >={least}"));
    }
    if let Some(most) = range.maximum {
        shown.push_str(&format!(" <={most}"));
    }
    if let Some(step) = range.multiple_of {
        shown.push_str(&format!(" %{step}"));
    }
    shown
}

fn bounds(shown: &mut String, least: Option<u64>, most: Option<u64>) {
    if least.is_some() || most.is_some() {
        let show = |bound: Option<u64>| bound.map_or(String::new(), |bound| bound.to_string());
        shown.push_str(&format!(" {}..{}", show(least), show(most)));
    }
}
