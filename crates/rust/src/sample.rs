//! Sample values of schemas: what a mock server answers where the document gives no example.

use std::collections::HashSet;

use serde_json::{Map, Value, json};
use specwright_model::{
    AdditionalProperties, Array, Number, NumericRange, Object, Schema, SchemaId, SchemaKind, TextFormat, Union,
};

use crate::{
    example::holds,
    resolve::Resolver,
    sample_text::{longer_text, text_of},
    types::{Presence, Struct, TypeKind, TypeRef, Types, last_name},
    unions::tags_of,
    views::View,
};

/// How deep samples go before optional parts are left out.
const OPTIONAL_DEPTH: usize = 4;
/// How deep samples go at all.
const DEPTH: usize = 24;
/// How large a sample becomes, in values and in 64 bytes of text. Required parts multiply, and so do items.
const LARGEST: usize = 10_000;
/// How many comparisons of a value with a type are made for one sample. Alternatives within alternatives multiply.
const MOST_COMPARISONS: usize = 100_000;
/// How many variants of a union are tried, beyond the first, for a value that fits one of them alone.
const MOST_TRIED: usize = 4;
/// How deep values are compared: unions of unions ask no more of a value, but of the stack.
const DEEPEST_COMPARISON: usize = 256;

/// A value of the schema, in a view of it, that decodes as `ty`: an example of the document where one fits, else one
/// made up.
/// None where no such value was found.
pub(crate) fn sample(
    resolver: &mut Resolver,
    types: &Types,
    schema: SchemaId,
    ty: &TypeRef,
    view: View,
) -> Option<Value> {
    let written = resolver.resolve(schema);
    let is_example = |value: &&Value| fits(types, ty, value) && holds(resolver, schema, value, view);
    let example = written.examples.iter().find(is_example).cloned();
    if example.is_some() {
        return example;
    }
    let mut best = None;
    let mut shows_examples = false;
    for parts in [Parts::Shown, Parts::All, Parts::Required] {
        if parts == Parts::All && !shows_examples {
            continue;
        }
        let mut sampler = Sampler {
            resolver,
            view,
            parts,
            shows_examples: false,
            open: Vec::new(),
            left: LARGEST,
        };
        let made = sampler.value(schema, 0);
        shows_examples |= sampler.shows_examples;
        if !fits(types, ty, &made) {
            continue;
        }
        if holds(resolver, schema, &made, view) {
            return Some(made);
        }
        // One that breaks the schema is better than none.
        best = best.or(Some(made));
    }
    best
}

/// What a sample is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Parts {
    /// The examples of the schemas within, and all properties where there is none.
    Shown,
    /// All properties.
    All,
    /// The properties that must be there.
    Required,
}

struct Sampler<'a> {
    resolver: &'a mut Resolver,
    view: View,
    parts: Parts,
    /// Whether an example of a whole object or array is part of it.
    shows_examples: bool,
    /// The objects that are being made, to stop at recursion.
    open: Vec<SchemaId>,
    /// How much larger the sample may become. Beyond that its parts are null, and it fits nothing.
    left: usize,
}

impl Sampler<'_> {
    fn value(&mut self, id: SchemaId, depth: usize) -> Value {
        let schema = self.resolver.resolve_use(id);
        if depth > DEPTH || !self.spend(1) {
            return Value::Null;
        }
        if let Some(values) = &schema.values {
            let preferred = schema.default.as_ref().filter(|default| values.contains(default));
            return self.copy(preferred.or(values.first()).unwrap_or(&Value::Null));
        }
        let given = schema.examples.iter().chain(&schema.default);
        let may_be = |value: &&Value| match value {
            Value::Array(_) | Value::Object(_) => self.parts == Parts::Shown,
            _ => true,
        };
        let given = given.filter(may_be).filter(|value| of_kind(value, &schema));
        let mut fitting = given.filter(|value| holds(self.resolver, id, value, self.view));
        if let Some(value) = fitting.next() {
            self.shows_examples |= value.is_array() || value.is_object();
            return self.copy(value);
        }
        match &schema.kind {
            SchemaKind::Any => json!({}),
            SchemaKind::Null | SchemaKind::Never => Value::Null,
            SchemaKind::Boolean => json!(true),
            SchemaKind::Integer(integer) => integer_in(&integer.range),
            SchemaKind::Number(number) => float_in(&number.range),
            SchemaKind::String(text) => Value::String(text_of(text)),
            SchemaKind::Array(array) => self.array(array, depth),
            SchemaKind::Object(object) => self.object(id, object, depth),
            SchemaKind::Union(union) => self.union(union, depth),
        }
    }

    /// Takes from what is left; whether there was enough.
    fn spend(&mut self, size: usize) -> bool {
        let enough = size <= self.left;
        self.left = self.left.saturating_sub(size);
        enough
    }

    fn copy(&mut self, value: &Value) -> Value {
        if self.spend(size(value)) {
            value.clone()
        } else {
            Value::Null
        }
    }

    fn array(&mut self, array: &Array, depth: usize) -> Value {
        let least = usize::try_from(array.min_items.unwrap_or(0)).unwrap_or(0).min(16);
        if !array.prefix_items.is_empty() {
            return array
                .prefix_items
                .iter()
                .map(|item| self.value(*item, depth + 1))
                .collect();
        }
        let Some(items) = array.items else {
            return Value::Array(vec![json!("item"); least]);
        };
        let recursive = self.open.contains(&items) || depth >= DEPTH / 2;
        let count = if recursive { least } else { least.max(1) };
        let count = array
            .max_items
            .map_or(count, |most| count.min(usize::try_from(most).unwrap_or(count)));
        let item = if count > 0 {
            self.value(items, depth + 1)
        } else {
            Value::Null
        };
        if !self.spend(size(&item).saturating_mul(count)) {
            return Value::Null;
        }
        let described = match &self.resolver.resolve_use(items).kind {
            SchemaKind::String(text) if text.pattern.is_some() => Some(text.clone()),
            _ => None,
        };
        let vary = |index: usize| match &item {
            Value::Number(number) if array.unique_items => {
                let step = i64::try_from(index).unwrap_or(i64::MAX);
                number
                    .as_i64()
                    .map_or(item.clone(), |it| json!(it.saturating_add(step)))
            }
            Value::String(text) if array.unique_items && index > 0 => match &described {
                Some(text) => Value::String(longer_text(text, index)),
                None => json!(format!("{text}{index}")),
            },
            _ => item.clone(),
        };
        (0..count).map(vary).collect()
    }

    fn object(&mut self, id: SchemaId, object: &Object, depth: usize) -> Value {
        self.open.push(id);
        let mut map = Map::new();
        for property in &object.properties {
            let required = object.required.contains(&property.name);
            let resolved = self.resolver.resolve(property.schema);
            let recursive = self.open.contains(&property.schema) || depth >= OPTIONAL_DEPTH;
            if !self.view.shows(&resolved) || (!required && (recursive || self.parts == Parts::Required)) {
                continue;
            }
            let nullable_end = resolved.nullable && (recursive || depth > DEPTH / 2);
            let value = if nullable_end {
                Value::Null
            } else {
                self.value(property.schema, depth + 1)
            };
            map.insert(property.name.clone(), value);
        }
        for name in &object.required {
            if !object.properties.iter().any(|property| property.name == *name) {
                map.insert(name.clone(), json!("value"));
            }
        }
        self.add_further(object, &mut map, depth);
        self.open.pop();
        Value::Object(map)
    }

    /// Adds properties that are not described by name: as many as there must be, and one where nothing else shows
    /// what they hold.
    fn add_further(&mut self, object: &Object, map: &mut Map<String, Value>, depth: usize) {
        let AdditionalProperties::Schema(schema) = object.additional else {
            return;
        };
        let recursive = self.open.contains(&schema) || depth >= OPTIONAL_DEPTH;
        let shown = usize::from(object.properties.is_empty() && !recursive);
        let least = usize::try_from(object.min_properties.unwrap_or(0)).unwrap_or(0).min(16);
        for number in 1.. {
            if map.len() >= least.max(shown) {
                break;
            }
            let value = self.value(schema, depth + 1);
            map.insert(format!("name{number}"), value);
        }
    }

    fn union(&mut self, union: &Union, depth: usize) -> Value {
        let closed = |variant: &&SchemaId| !self.open.contains(variant);
        let usual = union.variants.iter().find(closed).or(union.variants.first()).copied();
        let Some(usual) = usual else { return Value::Null };
        let mut value = self.value(usual, depth + 1);
        let mut variant = usual;
        if union.exclusive && union.discriminator.is_none() && !self.is_alone(union, &value) {
            // Others may fit no second variant.
            let others = union.variants.iter().filter(|other| **other != usual).take(MOST_TRIED);
            for other in others {
                let candidate = self.value(*other, depth + 1);
                if self.is_alone(union, &candidate) {
                    (variant, value) = (*other, candidate);
                    break;
                }
            }
        }
        if let (Some(discriminator), Value::Object(map)) = (&union.discriminator, &mut value)
            && let Some(tag) = tags_of(self.resolver, discriminator, variant).into_iter().next()
        {
            map.insert(discriminator.property.clone(), Value::String(tag));
        }
        value
    }

    /// Whether a value fits exactly one variant.
    fn is_alone(&mut self, union: &Union, value: &Value) -> bool {
        let view = self.view;
        let mut variants = union.variants.iter();
        variants
            .by_ref()
            .any(|variant| holds(self.resolver, *variant, value, view))
            && !variants.any(|variant| holds(self.resolver, *variant, value, view))
    }
}

/// How large a value is: its values, and every 64 bytes of text.
fn size(value: &Value) -> usize {
    match value {
        Value::String(text) => 1 + text.len() / 64,
        Value::Array(items) => 1 + items.iter().map(size).sum::<usize>(),
        Value::Object(map) => {
            1 + map
                .iter()
                .map(|(name, value)| size(value) + name.len() / 64)
                .sum::<usize>()
        }
        _ => 1,
    }
}

/// Whether an example is of the schema's kind at all.
fn of_kind(value: &Value, schema: &Schema) -> bool {
    match &schema.kind {
        SchemaKind::Any | SchemaKind::Union(_) => true,
        SchemaKind::Never => false,
        SchemaKind::Null => value.is_null(),
        SchemaKind::Boolean => value.is_boolean(),
        SchemaKind::Integer(_) => value.is_i64() || value.is_u64(),
        SchemaKind::Number(_) => value.is_number(),
        SchemaKind::String(text) => value.as_str().is_some_and(|value| text.format.fits(value)),
        SchemaKind::Array(_) => value.is_array(),
        SchemaKind::Object(_) => value.is_object(),
    }
}

fn integer_in(range: &NumericRange) -> Value {
    let exclusive =
        |number: Option<Number>, step: i128| number.and_then(Number::as_integer).map(|it| it.saturating_add(step));
    let least = range
        .minimum
        .and_then(Number::as_integer)
        .or(exclusive(range.exclusive_minimum, 1));
    let most = range
        .maximum
        .and_then(Number::as_integer)
        .or(exclusive(range.exclusive_maximum, -1));
    let mut value = match (least, most) {
        (Some(least), _) => least.max(i128::from(i64::MIN)),
        (None, Some(most)) => most.min(1),
        (None, None) => 1,
    };
    if let Some(step) = range.multiple_of.and_then(Number::as_integer).filter(|step| *step > 0) {
        let up = value.rem_euclid(step);
        value = if up == 0 {
            value
        } else {
            value.saturating_add(step - up)
        };
    }
    i64::try_from(value).map_or_else(
        |_| u64::try_from(value).map_or(json!(1), |it| json!(it)),
        |it| json!(it),
    )
}

fn float_in(range: &NumericRange) -> Value {
    let least = range
        .minimum
        .or(range.exclusive_minimum)
        .map(Number::as_float)
        .filter(|it| it.is_finite());
    let most = range
        .maximum
        .or(range.exclusive_maximum)
        .map(Number::as_float)
        .filter(|it| it.is_finite());
    let value = match (least, most) {
        (Some(least), Some(most)) => f64::midpoint(least, most),
        (Some(least), None) => least + 1.0,
        (None, Some(most)) => most - 1.0,
        (None, None) => 1.5,
    };
    match range.multiple_of.map(Number::as_float).filter(|step| *step > 0.0) {
        Some(step) => json!((value / step).round() * step),
        None => json!(value),
    }
}

/// Whether a value decodes as a type, as the runtime decodes responses. A value that takes too long to compare counts
/// as one that does not.
pub(crate) fn fits(types: &Types, ty: &TypeRef, value: &Value) -> bool {
    let mut comparison = Comparison {
        types,
        left: MOST_COMPARISONS,
        depth: 0,
    };
    comparison.fits(ty, value)
}

struct Comparison<'a> {
    types: &'a Types,
    left: usize,
    depth: usize,
}

impl Comparison<'_> {
    fn fits(&mut self, ty: &TypeRef, value: &Value) -> bool {
        if self.left == 0 || self.depth >= DEEPEST_COMPARISON {
            return false;
        }
        self.left -= 1;
        self.depth += 1;
        let fits = self.fits_expanded(self.types.expand(ty), value);
        self.depth -= 1;
        fits
    }

    fn fits_expanded(&mut self, ty: &TypeRef, value: &Value) -> bool {
        match ty {
            // What a type of the user's takes is not known here.
            TypeRef::Any | TypeRef::Replaced(_) => true,
            TypeRef::Boolean => value.is_boolean(),
            TypeRef::Integer(name) => integer_fits(name, value),
            TypeRef::Float(_) => value.is_number(),
            TypeRef::String => value.is_string(),
            TypeRef::Format(path) => value.as_str().is_some_and(|text| format_of(last_name(path)).fits(text)),
            TypeRef::Address(name) => value.as_str().is_some_and(|text| format_of(name).fits(text)),
            TypeRef::Vec(items) => value
                .as_array()
                .is_some_and(|values| values.iter().all(|it| self.fits(items, it))),
            TypeRef::Map(inner) => value
                .as_object()
                .is_some_and(|map| map.values().all(|it| self.fits(inner, it))),
            TypeRef::Nullable(inner) => value.is_null() || self.fits(inner, value),
            TypeRef::Boxed(inner) => self.fits(inner, value),
            TypeRef::Named(id) => self
                .types
                .get(*id)
                .is_some_and(|definition| self.fits_definition(&definition.kind, value)),
        }
    }

    fn fits_definition(&mut self, kind: &TypeKind, value: &Value) -> bool {
        match kind {
            TypeKind::Alias(target) => self.fits(target, value),
            TypeKind::TextEnum(variants) => value
                .as_str()
                .is_some_and(|text| variants.iter().any(|variant| variant.value == text)),
            TypeKind::IntegerEnum(variants) => value
                .as_i64()
                .is_some_and(|integer| variants.iter().any(|variant| variant.value == integer)),
            TypeKind::Struct(structure) => {
                let Some(map) = value.as_object() else { return false };
                let described = structure.fields.iter().all(|field| match map.get(&field.wire_name) {
                    Some(value) => self.fits(&field.ty, value),
                    None => field.presence != Presence::Required,
                });
                described && self.fits_further(structure, map)
            }
            TypeKind::Union(union) => {
                let Some(tag) = &union.tag else {
                    return union.variants.iter().any(|variant| self.fits(&variant.ty, value));
                };
                let Some(tag) = value.get(tag).and_then(Value::as_str) else {
                    return false;
                };
                let mut chosen = union.variants.iter().filter(|it| it.tags.iter().any(|it| it == tag));
                chosen.any(|variant| self.fits(&variant.ty, value))
            }
        }
    }

    /// Whether the properties without a field fit, where there may be some.
    fn fits_further(&mut self, structure: &Struct, map: &Map<String, Value>) -> bool {
        if structure.additional.is_none() && !structure.deny_additional {
            return true;
        }
        let described: HashSet<&str> = structure.fields.iter().map(|field| field.wire_name.as_str()).collect();
        let mut further = map.iter().filter(|(name, _)| !described.contains(name.as_str()));
        match &structure.additional {
            Some(additional) => further.all(|(_, value)| self.fits(&additional.ty, value)),
            None => further.next().is_none(),
        }
    }
}

/// The format of a type of the runtime or the standard library.
fn format_of(name: &str) -> TextFormat {
    match name {
        "Timestamp" => TextFormat::DateTime,
        "Date" => TextFormat::Date,
        "Uuid" => TextFormat::Uuid,
        "Ipv4Addr" => TextFormat::Ipv4,
        "Ipv6Addr" => TextFormat::Ipv6,
        _ => TextFormat::Byte,
    }
}

fn integer_fits(name: &str, value: &Value) -> bool {
    let integer = value.as_i64().map(i128::from).or(value.as_u64().map(i128::from));
    let range = match name {
        "i8" => i128::from(i8::MIN)..=i128::from(i8::MAX),
        "i16" => i128::from(i16::MIN)..=i128::from(i16::MAX),
        "i32" => i128::from(i32::MIN)..=i128::from(i32::MAX),
        "u8" => 0..=i128::from(u8::MAX),
        "u16" => 0..=i128::from(u16::MAX),
        "u32" => 0..=i128::from(u32::MAX),
        "u64" => 0..=i128::from(u64::MAX),
        _ => i128::from(i64::MIN)..=i128::from(i64::MAX),
    };
    integer.is_some_and(|integer| range.contains(&integer))
}
