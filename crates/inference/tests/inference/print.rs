//! Schemas as short text, and payloads from JSON.

use std::fmt::Write as _;

use specwright_inference::{Inference, PayloadExamples, Role, Sample};
use specwright_model::{AdditionalProperties, Object, Schema, SchemaId, SchemaKind, Schemas, TextFormat};

/// A payload of examples that a test writes as JSON.
pub(crate) fn payload(role: Role, name: &str, samples: &[&str]) -> PayloadExamples {
    let sample = |text: &&str| Sample {
        value: serde_json::from_str(text).expect("JSON"),
        ..Sample::default()
    };
    PayloadExamples {
        role,
        name: (!name.is_empty()).then(|| name.to_owned()),
        samples: samples.iter().map(sample).collect(),
        ..PayloadExamples::default()
    }
}

/// A successful answer with one example.
pub(crate) fn answer(sample: &str) -> PayloadExamples {
    payload(Role::Success, "", &[sample])
}

/// A request with one example.
pub(crate) fn request(sample: &str) -> PayloadExamples {
    payload(Role::Request, "", &[sample])
}

/// An error with one example.
pub(crate) fn error(sample: &str) -> PayloadExamples {
    payload(Role::Error, "", &[sample])
}

/// The schemas that are concluded: a line for each payload, then one for each type with a name.
pub(crate) fn conclude(payloads: Vec<PayloadExamples>, schemas: &mut Schemas) -> String {
    let declared = schemas.len();
    let mut inference = Inference::new();
    let keys: Vec<_> = payloads.into_iter().map(|payload| inference.add(payload)).collect();
    let inferred = inference.finish(schemas);
    let mut text = String::new();
    for key in keys {
        match inferred.schema(key) {
            Some(id) => writeln!(text, "{}", describe(schemas, id)).expect("text"),
            None => writeln!(text, "nothing").expect("text"),
        }
    }
    for (_, schema) in schemas.iter().skip(declared) {
        if let Some(name) = &schema.name {
            writeln!(text, "{name} = {}", describe_inner(schemas, schema)).expect("text");
        }
    }
    text
}

/// The name of a type, or what a schema is.
pub(crate) fn describe(schemas: &Schemas, id: SchemaId) -> String {
    let schema = schemas.get(id);
    schema.name.clone().unwrap_or_else(|| describe_inner(schemas, schema))
}

fn describe_inner(schemas: &Schemas, schema: &Schema) -> String {
    let mut text = match &schema.kind {
        SchemaKind::Any if !schema.all_of.is_empty() => {
            let parts: Vec<String> = schema.all_of.iter().map(|part| describe(schemas, *part)).collect();
            parts.join(" & ")
        }
        SchemaKind::Any => "any".to_owned(),
        SchemaKind::Boolean => "boolean".to_owned(),
        SchemaKind::Integer(_) => "integer".to_owned(),
        SchemaKind::Number(_) => "number".to_owned(),
        SchemaKind::String(text) if text.format == TextFormat::Unspecified => "string".to_owned(),
        SchemaKind::String(text) => {
            let format = serde_json::to_value(&text.format).expect("a format");
            format.as_str().unwrap_or_default().to_owned()
        }
        SchemaKind::Array(array) => match array.items {
            Some(items) => format!("[{}]", describe(schemas, items)),
            None => "[]".to_owned(),
        },
        SchemaKind::Object(object) => describe_object(schemas, object),
        SchemaKind::Union(union) => {
            let variants: Vec<String> = union
                .variants
                .iter()
                .map(|variant| describe(schemas, *variant))
                .collect();
            variants.join(" | ")
        }
        other => format!("{other:?}"),
    };
    if schema.nullable {
        text.push_str(" | null");
    }
    if let Some(description) = &schema.description {
        write!(text, " ({description})").expect("text");
    }
    text
}

fn describe_object(schemas: &Schemas, object: &Object) -> String {
    let mut parts = Vec::new();
    for property in &object.properties {
        let mark = if object.required.contains(&property.name) {
            ""
        } else {
            "?"
        };
        parts.push(format!(
            "{}{mark}: {}",
            property.name,
            describe(schemas, property.schema)
        ));
    }
    match object.additional {
        AdditionalProperties::Schema(values) => parts.push(format!("*: {}", describe(schemas, values))),
        AdditionalProperties::Any => parts.push("*: any".to_owned()),
        AdditionalProperties::Unspecified | AdditionalProperties::Forbidden => {}
    }
    format!("{{ {} }}", parts.join(", "))
}
