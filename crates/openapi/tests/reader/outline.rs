//! The model as a text that people can compare: one line for each operation, parameter, body, response and named
//! schema. Findings and origins are not in it.

use std::fmt::Write;

use specwright_model::{
    AdditionalProperties, Api, Discriminator, Header, NumericRange, Object, Operation, Payload, Schema, SchemaId,
    SchemaKind, Schemas, Union,
};

pub(crate) fn api(api: &Api) -> String {
    let mut text = String::new();
    for server in &api.servers {
        let _ = writeln!(text, "server {}", server.default_url());
    }
    for scheme in &api.security_schemes {
        let _ = writeln!(text, "security {}: {:?}", scheme.name, scheme.kind);
    }
    for resource in &api.resources {
        for operation in &resource.operations {
            self::operation(&mut text, api, &resource.path.to_string(), operation);
        }
    }
    for webhook in &api.webhooks {
        for operation in &webhook.operations {
            self::operation(&mut text, api, &format!("webhook {}", webhook.name), operation);
        }
    }
    for (_, schema) in api.schemas.iter() {
        if let Some(name) = &schema.name {
            let description = schema
                .description
                .as_ref()
                .map(|it| format!(" -- {it}"))
                .unwrap_or_default();
            let _ = writeln!(text, "schema {name} = {}{description}", body(&api.schemas, schema, 0));
        }
    }
    text
}

fn operation(text: &mut String, api: &Api, path: &str, operation: &Operation) {
    let schemas = &api.schemas;
    let _ = write!(text, "{} {path}", operation.method);
    if let Some(id) = &operation.id {
        let _ = write!(text, " {id}");
    }
    let alternatives: Vec<String> = operation
        .security
        .iter()
        .map(|requirement| {
            let uses = requirement.all.iter().map(|it| format!("{}{:?}", it.scheme, it.scopes));
            format!("({})", uses.collect::<Vec<_>>().join(" and "))
        })
        .collect();
    if !alternatives.is_empty() {
        let _ = write!(text, " by {}", alternatives.join(" or "));
    }
    let _ = writeln!(text, "{}", if operation.deprecated { " deprecated" } else { "" });
    for parameter in &operation.parameters {
        let place = format!("{:?}", parameter.place).to_lowercase();
        let required = if parameter.required { "*" } else { "" };
        let media_type = parameter
            .media_type
            .as_ref()
            .map(|it| format!(" as {it}"))
            .unwrap_or_default();
        let schema = optional(schemas, parameter.schema);
        let style = format!(
            "{:?}{}",
            parameter.style,
            if parameter.explode { " explode" } else { "" }
        );
        let _ = writeln!(
            text,
            "  {place} {}{required}: {schema}{media_type} ({style})",
            parameter.name
        );
    }
    if let Some(request) = &operation.request_body {
        let required = if request.required { "*" } else { "" };
        let _ = writeln!(text, "  body{required}: {}", payloads(schemas, &request.contents));
    }
    for response in &operation.responses {
        let headers: String = response
            .headers
            .iter()
            .map(|it| format!(" {}", header(schemas, it)))
            .collect();
        let links: String = response
            .links
            .iter()
            .map(|link| format!(" link {}", link.name))
            .collect();
        let contents = payloads(schemas, &response.contents);
        let _ = writeln!(text, "  {}: {contents}{headers}{links}", response.status);
    }
    for callback in &operation.callbacks {
        let _ = writeln!(text, "  callback {} to {}", callback.name, callback.expression);
        for inner in &callback.operations {
            let mut inside = String::new();
            self::operation(&mut inside, api, "", inner);
            inside.lines().for_each(|line| {
                let _ = writeln!(text, "    {line}");
            });
        }
    }
}

fn header(schemas: &Schemas, header: &Header) -> String {
    let required = if header.required { "*" } else { "" };
    format!("[{}{required}: {}]", header.name, optional(schemas, header.schema))
}

fn payloads(schemas: &Schemas, contents: &[Payload]) -> String {
    let contents = contents.iter().map(|content| {
        let items = content
            .item_schema
            .map(|id| format!(" of {}", reference(schemas, id, 0)))
            .unwrap_or_default();
        let parts: String = content
            .encoding
            .iter()
            .map(|part| {
                let headers: String = part
                    .headers
                    .iter()
                    .map(|it| format!(" {}", header(schemas, it)))
                    .collect();
                format!(" {{{} as {}{headers}}}", part.property, part.content_types.join(" or "))
            })
            .collect();
        let examples: String = content
            .examples
            .iter()
            .map(|it| format!(" eg {}", it.value.as_ref().unwrap_or(&serde_json::Value::Null)))
            .collect();
        format!(
            "{} {}{items}{parts}{examples}",
            content.media_type,
            optional(schemas, content.schema)
        )
    });
    let contents: Vec<_> = contents.collect();
    if contents.is_empty() {
        "nothing".to_owned()
    } else {
        contents.join(" | ")
    }
}

fn optional(schemas: &Schemas, id: Option<SchemaId>) -> String {
    id.map_or("?".to_owned(), |id| reference(schemas, id, 0))
}

/// A schema by its name, or what it is.
fn reference(schemas: &Schemas, id: SchemaId, depth: usize) -> String {
    let schema = schemas.get(id);
    match &schema.name {
        Some(name) => name.clone(),
        None if depth > 8 => "…".to_owned(),
        None => body(schemas, schema, depth + 1),
    }
}

fn list(schemas: &Schemas, ids: &[SchemaId], between: &str, depth: usize) -> String {
    ids.iter()
        .map(|id| reference(schemas, *id, depth))
        .collect::<Vec<_>>()
        .join(between)
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
    if schema.discriminator.is_some() {
        let subtypes = list(schemas, &schema.subtypes, " | ", depth);
        let by = discriminator(schemas, schema.discriminator.as_ref(), depth);
        let _ = write!(text, " or one({subtypes}){by}");
    }
    if let Some(values) = &schema.values {
        let values: Vec<_> = values.iter().map(ToString::to_string).collect();
        let _ = write!(text, " in [{}]", values.join(", "));
    }
    let default = schema.default.as_ref().map(|value| format!("default {value}"));
    let flags = [
        (schema.nullable, "nullable"),
        (schema.read_only, "read-only"),
        (schema.write_only, "write-only"),
        (schema.deprecated, "deprecated"),
    ];
    let flags = flags
        .iter()
        .filter(|(is_set, _)| *is_set)
        .map(|(_, name)| (*name).to_owned());
    for flag in flags.chain(default) {
        let _ = write!(text, " {flag}");
    }
    text
}

fn kind(schemas: &Schemas, kind: &SchemaKind, depth: usize) -> String {
    match kind {
        SchemaKind::Integer(integer) => format!("integer {:?}{}", integer.format, range(&integer.range)),
        SchemaKind::Number(number) => format!("number {:?}{}", number.format, range(&number.range)),
        SchemaKind::String(string) => {
            let mut text = format!("string {:?}", string.format);
            if string.min_length.is_some() || string.max_length.is_some() {
                let _ = write!(text, " {}..={}", bound(string.min_length), bound(string.max_length));
            }
            for part in [&string.pattern, &string.content_media_type, &string.content_encoding]
                .into_iter()
                .flatten()
            {
                let _ = write!(text, " `{part}`");
            }
            text.replace(" Unspecified", "")
        }
        SchemaKind::Array(array) => {
            let mut items: Vec<_> = array
                .prefix_items
                .iter()
                .map(|id| reference(schemas, *id, depth))
                .collect();
            items.extend(array.items.map(|id| format!("{}…", reference(schemas, id, depth))));
            let mut text = format!("[{}]", items.join(", "));
            if array.min_items.is_some() || array.max_items.is_some() {
                let _ = write!(text, " {}..={}", bound(array.min_items), bound(array.max_items));
            }
            text + if array.unique_items { " unique" } else { "" }
        }
        SchemaKind::Object(object) => self::object(schemas, object, depth),
        SchemaKind::Union(union) => self::union(schemas, union, depth),
        other => format!("{other:?}").to_lowercase(),
    }
    .replace(" Unspecified", "")
}

fn object(schemas: &Schemas, object: &Object, depth: usize) -> String {
    let is_required = |name: &String| object.required.contains(name);
    let mut members: Vec<String> = object
        .properties
        .iter()
        .map(|property| {
            let required = if is_required(&property.name) { "*" } else { "" };
            format!(
                "{}{required}: {}",
                property.name,
                reference(schemas, property.schema, depth)
            )
        })
        .collect();
    let is_described = |name: &&String| !object.properties.iter().any(|property| property.name == **name);
    members.extend(
        object
            .required
            .iter()
            .filter(is_described)
            .map(|name| format!("{name}*")),
    );
    members.extend(
        object
            .pattern_properties
            .iter()
            .map(|it| format!("/{}/: {}", it.pattern, reference(schemas, it.schema, depth))),
    );
    match object.additional {
        AdditionalProperties::Unspecified => {}
        AdditionalProperties::Any => members.push("…any".to_owned()),
        AdditionalProperties::Forbidden => members.push("nothing else".to_owned()),
        AdditionalProperties::Schema(id) => members.push(format!("…{}", reference(schemas, id, depth))),
    }
    format!("{{{}}}", members.join(", "))
}

fn union(schemas: &Schemas, union: &Union, depth: usize) -> String {
    let name = if union.exclusive { "one" } else { "any" };
    let by = discriminator(schemas, union.discriminator.as_ref(), depth);
    format!("{name}({}){}", list(schemas, &union.variants, " | ", depth), by)
}

fn discriminator(schemas: &Schemas, discriminator: Option<&Discriminator>, depth: usize) -> String {
    let Some(discriminator) = discriminator else {
        return String::new();
    };
    let mapping = discriminator.mapping.iter();
    let mut mapping: Vec<_> = mapping
        .map(|(value, id)| format!("{value}={}", reference(schemas, *id, depth)))
        .collect();
    mapping.extend(
        discriminator
            .default_mapping
            .map(|id| format!("else {}", reference(schemas, id, depth))),
    );
    format!(" by {}({})", discriminator.property, mapping.join(", "))
}

fn range(range: &NumericRange) -> String {
    let bounds = [
        (">=", range.minimum),
        ("<=", range.maximum),
        (">", range.exclusive_minimum),
        ("<", range.exclusive_maximum),
        ("%", range.multiple_of),
    ];
    bounds
        .iter()
        .filter_map(|(sign, bound)| bound.map(|bound| format!(" {sign}{bound}")))
        .collect()
}

fn bound(bound: Option<u64>) -> String {
    bound.map(|bound| bound.to_string()).unwrap_or_default()
}
