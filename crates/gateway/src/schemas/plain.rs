//! A schema without what its reader has no use for.

use serde_json::{Map, Value};

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
    let whole = Value::Object(std::mem::take(target));
    target.extend(others().map(|(key, value)| (key.clone(), value.clone())));
    match target.get_mut("allOf").and_then(Value::as_array_mut) {
        Some(parts) => parts.insert(0, whole),
        None => drop(target.insert("allOf".to_owned(), Value::Array(vec![whole]))),
    }
}

impl Schemas<'_> {
    /// Leaves out what the reader has no use for, and properties that travel the other way alone.
    pub(super) fn make_plain(&mut self, schema: &mut Value, direction: Direction, reader: Reader) {
        let Some(members) = schema.as_object_mut() else { return };
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
