//! Whether a value fits a schema: documents give examples and defaults that do not.

mod format;
mod scalar;
#[cfg(test)]
mod tests;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use serde_json::{Map, Value};

use crate::{AdditionalProperties, Array, Discriminator, Object, SchemaId, SchemaKind, Schemas, Union};

/// How many schemas are compared with the parts of one value: variants of unions may multiply.
const STEPS: usize = 200_000;
/// How deep values are compared.
const DEEPEST: usize = 128;
/// How many values of an enumeration are named.
const SHOWN_VALUES: usize = 12;

/// Why a value does not fit a schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// The part of the value that does not fit, as a JSON Pointer (RFC 6901); empty for the value itself.
    pub pointer: String,
    /// What is wrong with that part.
    pub message: String,
}

impl fmt::Display for Misfit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.pointer.as_str() {
            "" => formatter.write_str(&self.message),
            pointer => write!(formatter, "at `{pointer}`, {}", self.message),
        }
    }
}

impl Schemas {
    /// The first reason why a value does not fit a schema; none where it fits.
    ///
    /// Objects that must fit together (`all_of`) are compared as one: what one of them describes is known to all. Of a
    /// union one variant must fit, and more may. Patterns are not tried, nor are values compared that are nested deeper
    /// than 128 levels, or too large to be compared with all variants of their unions: those count as fitting.
    pub fn misfit(&self, schema: SchemaId, value: &Value) -> Option<Misfit> {
        let mut comparison = Comparison {
            schemas: self,
            steps_left: STEPS,
            depth: 0,
            path: Vec::new(),
        };
        let message = comparison.check(schema, value).err()?;
        let pointer = comparison.path.iter().map(|step| format!("/{}", escaped(step)));
        Some(Misfit {
            pointer: pointer.collect(),
            message,
        })
    }
}

/// A step of a JSON Pointer (RFC 6901, section 3).
fn escaped(step: &str) -> String {
    step.replace('~', "~0").replace('/', "~1")
}

/// A comparison under way. Each step is the reason why a part does not fit, with `path` left at that part.
struct Comparison<'s> {
    schemas: &'s Schemas,
    steps_left: usize,
    /// How many schemas are open: unions of unions lead no deeper into the value, but into the stack.
    depth: usize,
    path: Vec<String>,
}

impl<'s> Comparison<'s> {
    /// Compares a value with a schema, or with the subtype that its discriminator names.
    fn check(&mut self, id: SchemaId, value: &Value) -> Result<(), String> {
        if self.steps_left == 0 || self.depth >= DEEPEST {
            return Ok(());
        }
        self.steps_left -= 1;
        self.depth += 1;
        let outcome = self.check_parts(id, value);
        self.depth -= 1;
        outcome
    }

    fn check_parts(&mut self, id: SchemaId, value: &Value) -> Result<(), String> {
        let id = self.subtype(id, value).unwrap_or(id);
        if value.is_null() && self.schemas.get(id).nullable {
            return Ok(());
        }
        let mut objects = Vec::new();
        for part in self.schemas.with_all_of(id) {
            match &part.kind {
                SchemaKind::Object(object) => objects.push(object),
                kind => self.check_kind(kind, value)?,
            }
            if let Some(values) = part.values.as_ref().filter(|values| !values.contains(value)) {
                return Err(format!("it must be one of {}", listed(values)));
            }
        }
        match value {
            _ if objects.is_empty() => Ok(()),
            Value::Object(map) => self.check_object(&objects, map),
            _ => Err(mismatch("an object", value)),
        }
    }

    /// The subtype that a value says it is.
    fn subtype(&self, id: SchemaId, value: &Value) -> Option<SchemaId> {
        let schema = self.schemas.get(id);
        self.named(schema.discriminator.as_ref()?, &schema.subtypes, value)
    }

    /// The schema that a value names by a discriminator: by the mapping, or by its declared name.
    fn named(&self, discriminator: &Discriminator, candidates: &[SchemaId], value: &Value) -> Option<SchemaId> {
        let stated = value.get(&discriminator.property)?.as_str()?;
        let mapped = discriminator.mapping.iter().find(|(name, _)| name == stated);
        let is_named = |id: &&SchemaId| self.schemas.get(**id).name.as_deref() == Some(stated);
        let declared = || candidates.iter().find(is_named).copied();
        mapped.map(|(_, id)| *id).or_else(declared)
    }

    fn check_kind(&mut self, kind: &'s SchemaKind, value: &Value) -> Result<(), String> {
        let expect = |fits: bool, what: &str| fits.then_some(()).ok_or_else(|| mismatch(what, value));
        match kind {
            SchemaKind::Any | SchemaKind::Object(_) => Ok(()),
            SchemaKind::Never => Err("no value fits".to_owned()),
            SchemaKind::Null => expect(value.is_null(), "null"),
            SchemaKind::Boolean => expect(value.is_boolean(), "`true` or `false`"),
            SchemaKind::Integer(integer) => scalar::integer(integer, value),
            SchemaKind::Number(number) => scalar::number(&number.range, value),
            SchemaKind::String(text) => scalar::text(text, value),
            SchemaKind::Array(array) => match value {
                Value::Array(items) => self.check_array(array, items),
                _ => expect(false, "an array"),
            },
            SchemaKind::Union(union) => self.check_union(union, value),
        }
    }

    /// Compares a part of a value. Where it fits, the path is as before.
    fn check_within(&mut self, step: impl Into<String>, id: SchemaId, value: &Value) -> Result<(), String> {
        self.path.push(step.into());
        self.check(id, value)?;
        self.path.pop();
        Ok(())
    }

    fn check_array(&mut self, array: &Array, items: &[Value]) -> Result<(), String> {
        is_counted(items.len(), (array.min_items, array.max_items), "items")?;
        let mut known = BTreeSet::new();
        if array.unique_items && !items.iter().all(|item| known.insert(item.to_string())) {
            return Err("its items must differ".to_owned());
        }
        for (index, item) in items.iter().enumerate() {
            if let Some(id) = array.prefix_items.get(index).copied().or(array.items) {
                self.check_within(index.to_string(), id, item)?;
            }
        }
        Ok(())
    }

    /// Compares an object with all that it must fit, as one.
    fn check_object(&mut self, objects: &[&Object], map: &Map<String, Value>) -> Result<(), String> {
        let mut described: BTreeMap<&str, Vec<SchemaId>> = BTreeMap::new();
        for object in objects {
            is_counted(map.len(), (object.min_properties, object.max_properties), "properties")?;
            if let Some(missing) = object.required.iter().find(|name| !map.contains_key(*name)) {
                return Err(format!("it lacks the property `{missing}`"));
            }
            for property in &object.properties {
                described.entry(&property.name).or_default().push(property.schema);
            }
        }
        for (name, value) in map {
            let schemas = match described.remove(name.as_str()) {
                Some(schemas) => schemas,
                None => undescribed(objects, name)?,
            };
            for schema in schemas {
                self.check_within(name, schema, value)?;
            }
        }
        Ok(())
    }

    /// Compares a value with the variants of a union. What is told is what is wrong with the first of those that come
    /// nearest: in which it takes the longest way to what does not fit.
    fn check_union(&mut self, union: &Union, value: &Value) -> Result<(), String> {
        let start = self.path.len();
        let mut nearest: Option<(Vec<String>, String)> = None;
        for variant in self.variants(union, value) {
            let Err(message) = self.check(variant, value) else {
                return Ok(());
            };
            if nearest.as_ref().is_none_or(|(path, _)| path.len() < self.path.len()) {
                nearest = Some((self.path.clone(), message));
            }
            self.path.truncate(start);
        }
        let Some((path, message)) = nearest else {
            return Err("no value fits".to_owned());
        };
        let is_inner = path.len() > start || union.variants.len() == 1;
        self.path = path;
        match is_inner || message.starts_with("it lacks") {
            true => Err(message),
            false => Err(format!("no variant fits; of the first, {message}")),
        }
    }

    /// The variants that a value may be: the one that its discriminator names, else all.
    fn variants(&self, union: &Union, value: &Value) -> Vec<SchemaId> {
        let named = union
            .discriminator
            .as_ref()
            .and_then(|it| self.named(it, &union.variants, value));
        named.map_or_else(|| union.variants.clone(), |variant| vec![variant])
    }
}

/// What a property must fit that is not described by its name. Those that a pattern describes may hold anything.
fn undescribed(objects: &[&Object], name: &str) -> Result<Vec<SchemaId>, String> {
    let mut schemas = Vec::new();
    if objects.iter().any(|object| !object.pattern_properties.is_empty()) {
        return Ok(schemas);
    }
    for object in objects {
        match object.additional {
            AdditionalProperties::Forbidden => return Err(format!("there is no property `{name}`")),
            AdditionalProperties::Schema(id) => schemas.push(id),
            AdditionalProperties::Unspecified | AdditionalProperties::Any => {}
        }
    }
    Ok(schemas)
}

/// Why there are too few or too many of something.
fn is_counted(count: usize, (least, most): (Option<u64>, Option<u64>), what: &str) -> Result<(), String> {
    let count = u64::try_from(count).unwrap_or(u64::MAX);
    if let Some(least) = least.filter(|least| count < *least) {
        return Err(format!("it has {count} {what}, and must have at least {least}"));
    }
    if let Some(most) = most.filter(|most| count > *most) {
        return Err(format!("it has {count} {what}, and must have at most {most}"));
    }
    Ok(())
}

fn mismatch(expected: &str, value: &Value) -> String {
    let found = match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    };
    format!("it must be {expected}, not {found}")
}

fn listed(values: &[Value]) -> String {
    let shown: Vec<String> = values.iter().take(SHOWN_VALUES).map(ToString::to_string).collect();
    let more = if values.len() > shown.len() { ", …" } else { "" };
    format!("{}{more}", shown.join(", "))
}
