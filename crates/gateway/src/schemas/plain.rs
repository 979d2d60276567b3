//! A schema without what its reader has no use for.

use serde_json::{Map, Value, json};
use specwright_model::Schema;

use super::{Direction, LONGEST_CHAIN, Reader, Schemas, reference};
use crate::prose::shortened;

/// The most characters of a description within a schema.
const LONGEST_DESCRIPTION: usize = 500;

/// Keywords that say nothing of what fits. `discriminator` and `externalDocs` are OpenAPI's own; which properties
/// travel one way is seen to already where a schema is made plain.
const SILENT: [&str; 6] = [
    "discriminator",
    "externalDocs",
    "examples",
    "readOnly",
    "writeOnly",
    "deprecated",
];

/// Keywords whose value says something for people alone.
const PROSE: [&str; 2] = ["title", "description"];

/// Calls `visit` for each schema that a schema is directly made of.
pub(super) fn each_part(schema: &mut Map<String, Value>, mut visit: impl FnMut(&mut Value)) {
    for (key, value) in schema.iter_mut() {
        match (key.as_str(), value) {
            ("items" | "additionalProperties" | "not", part) => visit(part),
            ("properties" | "patternProperties", Value::Object(parts)) => parts.values_mut().for_each(&mut visit),
            ("allOf" | "anyOf" | "oneOf" | "prefixItems", Value::Array(parts)) => parts.iter_mut().for_each(&mut visit),
            _ => {}
        }
    }
}

/// Puts what stands beside a reference over what it leads to. What restricts values is put beside it instead.
pub(super) fn lay_over(target: &mut Map<String, Value>, beside: &Map<String, Value>) {
    let is_prose = |key: &String| PROSE.contains(&key.as_str()) || SILENT.contains(&key.as_str()) || key == "default";
    let others = || beside.iter().filter(|(key, _)| *key != "$ref");
    if others().all(|(key, _)| is_prose(key)) {
        target.extend(others().map(|(key, value)| (key.clone(), value.clone())));
        return;
    }
    if narrow(target, beside) {
        return;
    }
    let whole = Value::Object(std::mem::take(target));
    target.extend(others().map(|(key, value)| (key.clone(), value.clone())));
    match target.get_mut("allOf").and_then(Value::as_array_mut) {
        Some(parts) => parts.insert(0, whole),
        None => drop(target.insert("allOf".to_owned(), Value::Array(vec![whole]))),
    }
}

/// Narrows properties that an object declares where nothing else stands beside a reference to it. Whether it could.
fn narrow(target: &mut Map<String, Value>, beside: &Map<String, Value>) -> bool {
    let is_plain = |key: &str| ["$ref", "properties", "required"].contains(&key);
    let narrowed = beside.get("properties").and_then(Value::as_object);
    let declared = target.get("properties").and_then(Value::as_object);
    let (Some(narrowed), Some(declared)) = (narrowed, declared) else {
        return false;
    };
    let is_inline = |name: &String| {
        declared
            .get(name)
            .is_some_and(|it| it.is_object() && it.get("$ref").is_none())
    };
    if !beside.keys().all(|key| is_plain(key)) || !narrowed.keys().all(is_inline) {
        return false;
    }
    for (name, schema) in narrowed {
        let property = target
            .get_mut("properties")
            .and_then(|properties| properties.get_mut(name));
        if let (Some(property), Some(schema)) = (property.and_then(Value::as_object_mut), schema.as_object()) {
            property.extend(schema.clone());
        }
    }
    let required = target.entry("required").or_insert_with(|| Value::Array(Vec::new()));
    let more = beside.get("required").and_then(Value::as_array);
    if let (Some(required), Some(more)) = (required.as_array_mut(), more) {
        let new: Vec<Value> = more.iter().filter(|name| !required.contains(name)).cloned().collect();
        required.extend(new);
    }
    true
}

/// Says in each variant of a union what its discriminator says (OpenAPI 3.1.1, section 4.8.25): which values of a
/// property lead to it.
fn tell_variants(union: &mut Map<String, Value>) {
    let Some(discriminator) = union.get("discriminator").cloned() else {
        return;
    };
    let Some(property) = discriminator.get("propertyName").and_then(Value::as_str) else {
        return;
    };
    let mapping = discriminator.get("mapping").and_then(Value::as_object);
    for key in ["oneOf", "anyOf"] {
        let variants = union.get_mut(key).and_then(Value::as_array_mut);
        for variant in variants.into_iter().flatten() {
            let Some(name) = reference(variant) else { continue };
            let target = variant.get("$ref");
            let mapped = mapping
                .into_iter()
                .flatten()
                .filter(|(_, schema)| Some(*schema) == target);
            let mut tags: Vec<String> = mapped.map(|(tag, _)| tag.clone()).collect();
            if tags.is_empty() {
                tags.push(name);
            }
            let tag = match tags.as_slice() {
                [tag] => json!({ "const": tag }),
                tags => json!({ "enum": tags }),
            };
            if let Some(variant) = variant.as_object_mut() {
                variant.insert("properties".to_owned(), json!({ property: tag }));
                variant.insert("required".to_owned(), json!([property]));
            }
        }
    }
}

/// Says in a schema that others inherit what its discriminator may say: which values of a property lead to it and to
/// them. What is not mapped goes by its name.
pub(super) fn tell_subtypes(written: &mut Value, schema: &Schema, schemas: &specwright_model::Schemas) {
    let Some(discriminator) = &schema.discriminator else {
        return;
    };
    let mapped = discriminator.mapping.iter();
    let subtypes = schema
        .subtypes
        .iter()
        .filter(|id| mapped.clone().all(|(_, other)| other != *id));
    let names = subtypes
        .filter_map(|id| schemas.get(*id).name.as_ref())
        .chain(&schema.name);
    let tags: Vec<&String> = mapped.clone().map(|(tag, _)| tag).chain(names).collect();
    let properties = written.get_mut("properties");
    let property = properties.and_then(|properties| properties.get_mut(&discriminator.property));
    let Some(property) = property.and_then(Value::as_object_mut) else {
        return;
    };
    let says_values = ["$ref", "enum", "const"].iter().any(|key| property.contains_key(*key));
    if !says_values {
        property.insert("enum".to_owned(), json!(tags));
    }
}

impl Schemas<'_> {
    /// Leaves out what the reader has no use for, and properties that travel the other way alone.
    pub(super) fn make_plain(&mut self, schema: &mut Value, direction: Direction, reader: Reader) {
        let Some(members) = schema.as_object_mut() else { return };
        tell_variants(members);
        self.leave_out_properties(members, direction);
        members.retain(|key, _| !SILENT.contains(&key.as_str()) && !key.starts_with("x-"));
        if direction == Direction::Sent && members.get("format").is_some_and(|format| format == "binary") {
            // JSON holds no bytes: the runtime takes Base64 (RFC 4648, section 4).
            members.remove("format");
            members.insert("contentEncoding".to_owned(), Value::from("base64"));
        }
        match reader {
            Reader::Validator => members.retain(|key, _| !PROSE.contains(&key.as_str())),
            Reader::Model if members.contains_key("description") => drop(members.remove("title")),
            Reader::Model => {}
        }
        if let Some(Value::String(text)) = members.get_mut("description") {
            *text = shortened(text, LONGEST_DESCRIPTION);
        }
        each_part(members, |part| self.make_plain(part, direction, reader));
    }

    fn leave_out_properties(&mut self, schema: &mut Map<String, Value>, direction: Direction) {
        let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) else {
            return;
        };
        let mut left_out = Vec::new();
        properties.retain(|name, property| {
            let stays = self.travels(property, direction);
            if !stays {
                left_out.push(name.clone());
            }
            stays
        });
        if left_out.is_empty() {
            return;
        }
        if properties.is_empty() {
            schema.remove("properties");
        }
        if let Some(required) = schema.get_mut("required").and_then(Value::as_array_mut) {
            required.retain(|name| left_out.iter().all(|it| name != it.as_str()));
            if required.is_empty() {
                schema.remove("required");
            }
        }
    }

    /// Whether a property travels that way (OpenAPI 3.1.1, section 4.8.24). A constant does: it tells what the object
    /// is.
    fn travels(&mut self, property: &Value, direction: Direction) -> bool {
        let mut schema = property.clone();
        let mut flags = [false; 2];
        for _ in 0..LONGEST_CHAIN {
            let is_set = |key: &str| schema.get(key) == Some(&Value::Bool(true));
            let is_one_of_one = schema
                .get("enum")
                .and_then(Value::as_array)
                .is_some_and(|values| values.len() == 1);
            if schema.get("const").is_some() || is_one_of_one {
                return true;
            }
            flags = [flags[0] || is_set("readOnly"), flags[1] || is_set("writeOnly")];
            match reference(&schema).and_then(|name| self.component(&name)) {
                Some(target) => schema = Value::clone(&target),
                None => break,
            }
        }
        let other_way = match direction {
            Direction::Sent => [true, false],
            Direction::Received => [false, true],
        };
        flags != other_way
    }
}
