//! What a schema says of the types of values, and reading texts as these.

use crate::json::{self, Value, push_pointer_segment};

/// 2 to the power of 63: whole numbers that are read as floating ones are beyond it.
const EXACT: f64 = 9_223_372_036_854_775_808.0;

/// How many references are followed on the way to one type.
pub(super) const MOST_REFERENCES: usize = 32;

/// The types that a schema allows for texts to be read as, references followed.
pub(super) fn types<'schema>(
    schema: &'schema Value,
    root: &'schema Value,
    depth: usize,
    found: &mut Vec<&'schema str>,
) {
    if depth == 0 {
        return;
    }
    match schema.get("type") {
        Some(Value::String(name)) => found.push(name),
        Some(Value::Array(names)) => found.extend(names.iter().filter_map(Value::as_str)),
        _ => {}
    }
    if let Some(target) = referenced(schema, root) {
        types(target, root, depth - 1, found);
    }
    for keyword in ["allOf", "anyOf", "oneOf"] {
        for part in schema.get(keyword).and_then(Value::as_array).into_iter().flatten() {
            types(part, root, depth - 1, found);
        }
    }
}

/// The schema that another one refers to, within the document.
pub(super) fn referenced<'schema>(schema: &Value, root: &'schema Value) -> Option<&'schema Value> {
    let pointer = schema.get("$ref")?.as_str()?.strip_prefix('#')?;
    root.pointer(pointer)
}

/// Reads the texts in a value, where `schema` wants something else there.
pub(super) fn read_texts(value: &mut Value, schema: &Value, root: &Value) {
    match value {
        Value::String(text) => {
            let mut allowed = Vec::new();
            types(schema, root, MOST_REFERENCES, &mut allowed);
            if let Some(read) = read_text(text, &allowed) {
                *value = read;
            }
        }
        Value::Array(items) => {
            if let Some(schema) = Part::Item.find(schema, root, MOST_REFERENCES) {
                items.iter_mut().for_each(|item| read_texts(item, schema, root));
            }
        }
        Value::Object(properties) => {
            for (name, value) in properties {
                if let Some(schema) = Part::Property(name).find(schema, root, MOST_REFERENCES) {
                    read_texts(value, schema, root);
                }
            }
        }
        _ => {}
    }
}

/// The pointers of floating numbers, beyond 64 bits, where `schema` wants whole ones.
pub(super) fn inexact(value: &Value, schema: &Value, root: &Value, pointer: &mut String, found: &mut Vec<String>) {
    let mut below = |name: &str, value: &Value, part: &Part<'_>| {
        if let Some(schema) = part.find(schema, root, MOST_REFERENCES) {
            let length = pointer.len();
            push_pointer_segment(pointer, name);
            inexact(value, schema, root, pointer, found);
            pointer.truncate(length);
        }
    };
    match value {
        Value::Number(number) if number.is_f64() && number.as_f64().is_some_and(|number| number.abs() >= EXACT) => {
            let mut allowed = Vec::new();
            types(schema, root, MOST_REFERENCES, &mut allowed);
            if allowed.contains(&"integer") && !allowed.contains(&"number") {
                found.push(pointer.clone());
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                below(&index.to_string(), item, &Part::Item);
            }
        }
        Value::Object(properties) => {
            for (name, value) in properties {
                below(name, value, &Part::Property(name));
            }
        }
        _ => {}
    }
}

/// Reads a text as one of the types, if it is none that a text may stay.
fn read_text(text: &str, allowed: &[&str]) -> Option<Value> {
    if allowed.is_empty() || allowed.contains(&"string") {
        return None;
    }
    let read: Value = json::parse(text.as_bytes()).ok()?;
    let fits = match &read {
        Value::Null => allowed.contains(&"null"),
        Value::Bool(_) => allowed.contains(&"boolean"),
        Value::Number(_) => allowed.contains(&"number") || allowed.contains(&"integer"),
        _ => false,
    };
    fits.then_some(read)
}

/// Which schema is looked for in another one.
pub(super) enum Part<'name> {
    /// That of the items.
    Item,
    /// That of a property.
    Property(&'name str),
}

impl Part<'_> {
    /// Finds the schema: in the other itself, where it refers to, or in what it is made of.
    pub(super) fn find<'schema>(
        &self,
        schema: &'schema Value,
        root: &'schema Value,
        depth: usize,
    ) -> Option<&'schema Value> {
        let depth = depth.checked_sub(1)?;
        let own = match self {
            Self::Item => schema.get("items"),
            Self::Property(name) => {
                let named = schema.get("properties").and_then(|properties| properties.get(*name));
                named.or_else(|| schema.get("additionalProperties"))
            }
        };
        if own.is_some() {
            return own;
        }
        let target = referenced(schema, root).and_then(|target| self.find(target, root, depth));
        if target.is_some() {
            return target;
        }
        let parts = ["allOf", "anyOf", "oneOf"].into_iter();
        parts
            .filter_map(|keyword| schema.get(keyword)?.as_array())
            .flatten()
            .find_map(|part| self.find(part, root, depth))
    }
}
