//! Models as text that a person can read.

use specwright_model::{
    AdditionalProperties, Api, Operation, Payload, Schema, SchemaId, SchemaKind, Schemas, TextFormat,
};

/// The named types, a line each.
pub(super) fn types(api: &Api) -> String {
    let named = api
        .schemas
        .iter()
        .filter_map(|(_, schema)| Some((schema.name.as_ref()?, schema)));
    let mut lines: Vec<String> = named
        .map(|(name, it)| format!("{name}: {}", kind(&api.schemas, it)))
        .collect();
    lines.sort();
    lines.join("\n")
}

/// An operation: its line, then what goes in and what comes out.
pub(super) fn operation(api: &Api, path: &str, operation: &Operation) -> String {
    let mut lines = vec![format!("{} {path}", operation.method)];
    lines.extend(operation.description.iter().map(|text| format!("  {text:?}")));
    for parameter in &operation.parameters {
        let mark = if parameter.required { "!" } else { "" };
        let schema = parameter.schema.map(|id| schema(&api.schemas, id)).unwrap_or_default();
        lines.push(format!("  {:?} {}{mark}: {schema}", parameter.place, parameter.name));
    }
    let body = operation.request_body.iter().flat_map(|it| &it.contents);
    lines.extend(body.map(|it| format!("  -> {}", payload(api, it))));
    for response in &operation.responses {
        let description = response.description.iter().map(|text| format!(" {text:?}"));
        lines.push(format!("  <- {}{}", response.status, description.collect::<String>()));
        lines.extend(response.headers.iter().map(|it| format!("     {}", it.name)));
        lines.extend(response.contents.iter().map(|it| format!("     {}", payload(api, it))));
    }
    for requirement in &operation.security {
        let uses = requirement
            .all
            .iter()
            .map(|it| format!("{} [{}]", it.scheme, it.scopes.join(", ")));
        lines.push(format!("  secured by {}", uses.collect::<Vec<_>>().join(" and ")));
    }
    lines.join("\n")
}

/// All operations.
pub(super) fn operations(api: &Api) -> String {
    let all = api
        .operations()
        .map(|(resource, it)| operation(api, &resource.path.to_string(), it));
    all.collect::<Vec<_>>().join("\n")
}

fn payload(api: &Api, payload: &Payload) -> String {
    let schema = payload.schema.map_or("?".to_owned(), |id| schema(&api.schemas, id));
    let examples = match payload.examples.len() {
        0 => String::new(),
        count => format!(" ({count} shown)"),
    };
    format!("{} {schema}{examples}", payload.media_type)
}

/// A schema: its name, or all of it.
pub(super) fn schema(schemas: &Schemas, id: SchemaId) -> String {
    let schema = schemas.get(id);
    schema.name.clone().unwrap_or_else(|| kind(schemas, schema))
}

fn kind(schemas: &Schemas, it: &Schema) -> String {
    let mut parts = vec![match &it.kind {
        SchemaKind::Array(array) => format!("[{}]", array.items.map_or("?".to_owned(), |id| schema(schemas, id))),
        SchemaKind::Object(object) => {
            let mut members: Vec<String> = object
                .properties
                .iter()
                .map(|property| {
                    let mark = if object.required.contains(&property.name) {
                        "!"
                    } else {
                        ""
                    };
                    format!("{}{mark} {}", property.name, schema(schemas, property.schema))
                })
                .collect();
            let patterns = object.pattern_properties.iter();
            members.extend(patterns.map(|it| format!("/{}/ {}", it.pattern, schema(schemas, it.schema))));
            if let AdditionalProperties::Schema(id) = object.additional {
                members.push(format!("// {}", schema(schemas, id)));
            }
            format!("{{{}}}", members.join(", "))
        }
        SchemaKind::Union(union) => {
            let variants = union.variants.iter().map(|id| schema(schemas, *id));
            variants.collect::<Vec<_>>().join(" | ")
        }
        SchemaKind::String(text) if text.format != TextFormat::Unspecified => format!("{:?}", text.format),
        SchemaKind::Any => "any".to_owned(),
        SchemaKind::Null => "null".to_owned(),
        SchemaKind::Boolean => "boolean".to_owned(),
        SchemaKind::Integer(_) => "integer".to_owned(),
        SchemaKind::Number(_) => "number".to_owned(),
        SchemaKind::String(_) => "string".to_owned(),
        SchemaKind::Never => "never".to_owned(),
    }];
    parts.extend(it.all_of.iter().map(|id| schema(schemas, *id)));
    parts.extend(facets(it));
    if it.nullable {
        parts.push("or null".to_owned());
    }
    parts.join(" ")
}

fn facets(it: &Schema) -> Vec<String> {
    let mut facets: Vec<Option<String>> = vec![
        it.values
            .as_ref()
            .map(|values| format!("of {}", serde_json::json!(values))),
    ];
    let show = |name: &str, value: Option<String>| value.map(|value| format!("{name}={value}"));
    match &it.kind {
        SchemaKind::String(text) => facets.extend([
            show("minLength", text.min_length.map(|it| it.to_string())),
            show("maxLength", text.max_length.map(|it| it.to_string())),
            show("pattern", text.pattern.clone()),
        ]),
        SchemaKind::Array(array) => facets.extend([
            show("minItems", array.min_items.map(|it| it.to_string())),
            show("maxItems", array.max_items.map(|it| it.to_string())),
        ]),
        SchemaKind::Integer(integer) => facets.extend([
            show("minimum", integer.range.minimum.map(|it| it.to_string())),
            show("maximum", integer.range.maximum.map(|it| it.to_string())),
        ]),
        SchemaKind::Number(number) => facets.extend([
            show("minimum", number.range.minimum.map(|it| it.to_string())),
            show("maximum", number.range.maximum.map(|it| it.to_string())),
        ]),
        _ => {}
    }
    facets.push(show("default", it.default.as_ref().map(ToString::to_string)));
    facets.into_iter().flatten().collect()
}
