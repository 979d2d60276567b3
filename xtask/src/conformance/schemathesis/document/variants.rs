//! Types that others inherit from. A discriminator on such a type says that a value of it is one of the others (OpenAPI
//! 3.1.1, section 4.8.25); to JSON Schema it says nothing, and so it does to Schemathesis.

use serde_json::{Map, Value, json};

const SCHEMAS: &str = "#/components/schemas/";

/// What follows the name of a type in the name of the schema of its variants.
const SUFFIX: &str = ".variants";

/// Gives each type with a discriminator a schema of its variants, and refers to that wherever a value is of the type. What
/// inherits from it goes on doing so.
pub(super) fn complete(document: &mut Value) {
    let schemas = document.pointer("/components/schemas").and_then(Value::as_object);
    let variants = schemas.into_iter().flatten();
    let variants: Map<String, Value> = variants
        .filter_map(|(name, schema)| Some((name.clone(), variants_of(schema)?)))
        .collect();
    if variants.is_empty() {
        return;
    }
    refer(document, &variants);
    if let Some(schemas) = document
        .pointer_mut("/components/schemas")
        .and_then(Value::as_object_mut)
    {
        let named = variants
            .into_iter()
            .map(|(name, schema)| (format!("{name}{SUFFIX}"), schema));
        schemas.extend(named);
    }
}

/// The variants of a type, each with the value that names it; none where it is a union already, or has no discriminator.
fn variants_of(schema: &Value) -> Option<Value> {
    if schema.get("oneOf").or(schema.get("anyOf")).is_some() {
        return None;
    }
    let property = schema.pointer("/discriminator/propertyName")?.as_str()?;
    let mapping = schema.pointer("/discriminator/mapping")?.as_object()?;
    let variant = |(value, reference): (&String, &Value)| json!({ "allOf": [{ "$ref": reference }, { "properties": { property: { "const": value } } }] });
    Some(json!({ "anyOf": mapping.iter().map(variant).collect::<Vec<_>>() }))
}

fn refer(value: &mut Value, variants: &Map<String, Value>) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| refer(item, variants)),
        Value::Object(object) => {
            for (key, value) in object.iter_mut() {
                match (key.as_str(), &mut *value) {
                    ("$ref", Value::String(reference)) => {
                        let name = reference.strip_prefix(SCHEMAS);
                        if name.is_some_and(|name| variants.contains_key(name)) {
                            reference.push_str(SUFFIX);
                        }
                    }
                    // What is composed of a type inherits from it.
                    ("allOf", Value::Array(parts)) => {
                        let is_reference = |part: &Value| part.get("$ref").is_some();
                        let inline = parts.iter_mut().filter(|part| !is_reference(part));
                        inline.for_each(|part| refer(part, variants));
                    }
                    ("discriminator", _) => {}
                    _ => refer(value, variants),
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_of_a_type_is_one_of_its_variants() {
        let reference = |name: &str| json!({ "$ref": format!("{SCHEMAS}{name}") });
        let mut document = json!({
            "paths": { "/a": { "schema": reference("A") } },
            "components": { "schemas": {
                "A": { "discriminator": { "propertyName": "kind", "mapping": { "b": format!("{SCHEMAS}B") } } },
                "B": { "allOf": [reference("A"), { "properties": { "a": reference("A") } }] },
            } },
        });
        complete(&mut document);
        assert_eq!(document["paths"]["/a"]["schema"], reference("A.variants"));
        let schemas = &document["components"]["schemas"];
        assert_eq!(schemas["B"]["allOf"][0], reference("A"));
        assert_eq!(schemas["B"]["allOf"][1]["properties"]["a"], reference("A.variants"));
        assert_eq!(
            schemas["A.variants"],
            json!({ "anyOf": [{ "allOf": [reference("B"), { "properties": { "kind": { "const": "b" } } }] }] })
        );
    }
}
