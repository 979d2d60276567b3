//! Whether a value fits a schema of the model.

mod pattern;
mod scalar;

use std::collections::{BTreeMap, BTreeSet};

use specwright_diagnostics::Location;
use specwright_model::{AdditionalProperties, Array, Object, Schema, SchemaId, SchemaKind, Schemas, Union};

use super::value::{Content, Member, Value};

pub(super) use pattern::Patterns;

/// How many schemas are compared with the parts of one value: variants of unions may multiply.
const STEPS: usize = 200_000;

/// How deep a value is compared.
const DEPTH: usize = 200;

/// Why a value does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    /// The part of the value that does not fit.
    pub(crate) location: Location,
    /// What is wrong with it.
    pub(crate) message: String,
}

/// What is not held against a value.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Leniency {
    /// Numbers and booleans fit strings: they travel as text.
    pub(super) scalars_are_text: bool,
    /// The value need not be one of those that the schema enumerates.
    pub(super) ignores_values: bool,
}

/// Why a value does not fit a schema; nothing where it fits.
pub(crate) fn validate(schemas: &Schemas, id: SchemaId, value: &Value) -> Vec<Problem> {
    let mut patterns = Patterns::default();
    validate_with(schemas, id, value, Leniency::default(), &mut patterns)
}

/// As [`validate`], but for what is not held against the value.
pub(super) fn validate_with(
    schemas: &Schemas,
    id: SchemaId,
    value: &Value,
    leniency: Leniency,
    patterns: &mut Patterns,
) -> Vec<Problem> {
    let mut validator = Validator {
        schemas,
        problems: Vec::new(),
        steps_left: STEPS,
        depth_left: DEPTH,
        leniency,
        patterns,
        subtypes: BTreeMap::new(),
    };
    validator.check(id, value);
    validator.problems
}

/// Whether a text, as it stands, may be a value of the schema.
pub(super) fn takes_text(schemas: &Schemas, id: SchemaId) -> bool {
    let mut seen = BTreeSet::new();
    let mut pending = vec![id];
    let mut says_otherwise = false;
    while let Some(id) = pending.pop() {
        if !seen.insert(id) {
            continue;
        }
        let schema = schemas.get(id);
        match &schema.kind {
            SchemaKind::String(_) => return true,
            SchemaKind::Any if schema.all_of.is_empty() => return true,
            SchemaKind::Any => {}
            SchemaKind::Union(union) => pending.extend(&union.variants),
            _ => says_otherwise = true,
        }
        pending.extend(&schema.all_of);
    }
    !says_otherwise
}

struct Validator<'m> {
    schemas: &'m Schemas,
    problems: Vec<Problem>,
    steps_left: usize,
    depth_left: usize,
    leniency: Leniency,
    patterns: &'m mut Patterns,
    /// The types that discriminators name, by the schema that has the discriminator.
    subtypes: BTreeMap<SchemaId, BTreeMap<&'m str, SchemaId>>,
}

impl<'m> Validator<'m> {
    fn problem(&mut self, location: Location, message: impl Into<String>) {
        self.problems.push(Problem {
            location,
            message: message.into(),
        });
    }

    fn mismatch(&mut self, value: &Value, expected: &str) {
        self.problem(
            value.location,
            format!("it must be {expected}, not {}", value.describe()),
        );
    }

    /// Compares a value with a schema, or with the subtype that its discriminator names.
    fn check(&mut self, id: SchemaId, value: &Value) {
        let chosen = self.subtype(id, value);
        if let Some(chosen) = chosen {
            self.check_plain(chosen, value);
        }
    }

    /// The schema itself, or the subtype that the value says it is; none, with a problem, where it is no known one.
    fn subtype(&mut self, id: SchemaId, value: &Value) -> Option<SchemaId> {
        let schema = self.schemas.get(id);
        let (Some(discriminator), Content::Mapping(members)) = (&schema.discriminator, &value.content) else {
            return Some(id);
        };
        let stated = members.iter().find(|member| member.key == discriminator.property);
        let Some((stated, text)) = stated.and_then(|stated| Some((stated, text_of(&stated.value)?))) else {
            return Some(id);
        };
        let found = self.named_by(id, &text);
        if found.is_none() && !schema.subtypes.is_empty() {
            let message = format!("no type has the discriminator `{text}`");
            self.problem(stated.value.location, message);
            return None;
        }
        found.or(Some(id))
    }

    /// The type that a value of a discriminator names: by the mapping, or by its declared name.
    fn named_by(&mut self, id: SchemaId, value: &str) -> Option<SchemaId> {
        let schemas = self.schemas;
        let names = self.subtypes.entry(id).or_insert_with(|| {
            let schema = schemas.get(id);
            let types = schema.subtypes.iter().copied().chain([id]);
            let named = types.filter_map(|id| Some((schemas.get(id).name.as_deref()?, id)));
            let mapping = schema.discriminator.iter().flat_map(|it| &it.mapping);
            // The mapping is stronger, and so comes last.
            named.chain(mapping.map(|(name, id)| (name.as_str(), *id))).collect()
        });
        names.get(value).copied()
    }

    fn check_plain(&mut self, id: SchemaId, value: &Value) {
        let (Some(steps), Some(depth)) = (self.steps_left.checked_sub(1), self.depth_left.checked_sub(1)) else {
            return;
        };
        (self.steps_left, self.depth_left) = (steps, depth);
        let schema = self.schemas.get(id);
        let is_null = matches!(value.content, Content::Null);
        if !(is_null && schema.nullable) {
            self.check_parts(&self.schemas.with_all_of(id), value);
        }
        self.depth_left += 1;
    }

    fn check_parts(&mut self, parts: &[&'m Schema], value: &Value) {
        let before = self.problems.len();
        let mut objects = Vec::new();
        let ignores_values = std::mem::take(&mut self.leniency.ignores_values);
        for part in parts {
            match &part.kind {
                SchemaKind::Any => {}
                SchemaKind::Object(object) => objects.push(object),
                SchemaKind::Array(array) => self.array(array, value),
                SchemaKind::Union(union) => self.union(union, value),
                _ => self.scalar(&part.kind, value),
            }
            if let Some(values) = part.values.as_ref().filter(|_| !ignores_values)
                && self.problems.len() == before
                && !values.contains(&self.comparable(value))
            {
                let known: Vec<_> = values.iter().take(12).map(ToString::to_string).collect();
                let more = if values.len() > known.len() { ", …" } else { "" };
                self.mismatch(value, &format!("one of {}{more}", known.join(", ")));
            }
        }
        if !objects.is_empty() {
            match &value.content {
                Content::Mapping(members) => self.object(&objects, members, value),
                _ => self.mismatch(value, "an object"),
            }
        }
    }

    /// The value as those of an enumeration are compared with it.
    fn comparable(&self, value: &Value) -> serde_json::Value {
        match text_of(value) {
            Some(text) if self.leniency.scalars_are_text && !matches!(value.content, Content::String(_)) => {
                let json = value.to_json();
                if json.is_string() { text.into() } else { json }
            }
            _ => value.to_json(),
        }
    }

    fn array(&mut self, array: &'m Array, value: &Value) {
        let Content::Sequence(items) = &value.content else {
            if !self.leniency.scalars_are_text || !matches!(value.content, Content::String(_)) {
                self.mismatch(value, "an array");
            }
            return;
        };
        let count = u64::try_from(items.len()).unwrap_or(u64::MAX);
        self.bounds(value, count, (array.min_items, array.max_items), "items");
        if array.unique_items {
            let mut known = BTreeSet::new();
            for item in items {
                if !known.insert(item.to_json().to_string()) {
                    self.problem(item.location, "the items must differ, and this one is there already");
                }
            }
        }
        for (index, item) in items.iter().enumerate() {
            if let Some(schema) = array.prefix_items.get(index).copied().or(array.items) {
                self.check(schema, item);
            }
        }
    }

    fn bounds(&mut self, value: &Value, count: u64, bounds: (Option<u64>, Option<u64>), what: &str) {
        if let Some(least) = bounds.0.filter(|least| count < *least) {
            self.problem(
                value.location,
                format!("it has {count} {what}, and must have at least {least}"),
            );
        }
        if let Some(most) = bounds.1.filter(|most| count > *most) {
            self.problem(
                value.location,
                format!("it has {count} {what}, and must have at most {most}"),
            );
        }
    }

    /// Compares a mapping with all objects that it must fit, as one: what one of them describes is known to all.
    fn object(&mut self, objects: &[&'m Object], members: &[Member], value: &Value) {
        let count = u64::try_from(members.len()).unwrap_or(u64::MAX);
        let mut described: BTreeMap<&str, Vec<SchemaId>> = BTreeMap::new();
        for object in objects {
            self.bounds(
                value,
                count,
                (object.min_properties, object.max_properties),
                "properties",
            );
            for property in &object.properties {
                described.entry(&property.name).or_default().push(property.schema);
            }
        }
        let given: BTreeSet<&str> = members.iter().map(|member| &*member.key).collect();
        let required: BTreeSet<&String> = objects.iter().flat_map(|object| &object.required).collect();
        for name in required {
            let takes_null = || {
                let schemas = described.get(name.as_str());
                schemas.is_some_and(|list| list.iter().all(|id| self.takes_null(*id)))
            };
            if !given.contains(name.as_str()) && !takes_null() {
                self.problem(value.location, format!("it lacks the property `{name}`"));
            }
        }
        for member in members {
            let schemas = match described.get(member.key.as_str()) {
                Some(schemas) => schemas.clone(),
                None => self.undescribed(objects, member),
            };
            for schema in schemas {
                self.check(schema, &member.value);
            }
        }
    }

    /// Whether null fits, so that what is required may as well be left out (RAML 1.0, "Nil Type").
    fn takes_null(&self, id: SchemaId) -> bool {
        let schema = self.schemas.get(id);
        schema.nullable || schema.kind == SchemaKind::Null
    }

    /// What a member must fit that no property describes.
    fn undescribed(&mut self, objects: &[&'m Object], member: &Member) -> Vec<SchemaId> {
        let patterns = objects.iter().flat_map(|object| &object.pattern_properties);
        let matching = patterns.filter(|it| self.patterns.matches(&it.pattern, &member.key).unwrap_or(true));
        let matching: Vec<SchemaId> = matching.map(|it| it.schema).collect();
        if !matching.is_empty() {
            return matching;
        }
        let mut schemas = Vec::new();
        for object in objects {
            match object.additional {
                AdditionalProperties::Forbidden => {
                    self.problem(member.location, format!("there is no property `{}`", member.key));
                    return Vec::new();
                }
                AdditionalProperties::Schema(id) => schemas.push(id),
                AdditionalProperties::Unspecified | AdditionalProperties::Any => {}
            }
        }
        schemas
    }

    /// Compares a value with the variants of a union, one of which must fit. What is told is what is wrong with the
    /// nearest one.
    fn union(&mut self, union: &'m Union, value: &Value) {
        let before = std::mem::take(&mut self.problems);
        let mut nearest: Option<Vec<Problem>> = None;
        for variant in &union.variants {
            self.check(*variant, value);
            let problems = std::mem::take(&mut self.problems);
            if nearest
                .as_ref()
                .is_none_or(|known| rank(&problems, value) < rank(known, value))
            {
                nearest = Some(problems);
            }
            if nearest.as_ref().is_some_and(Vec::is_empty) {
                break;
            }
        }
        self.problems = before;
        let Some(first) = nearest.into_iter().flatten().next() else {
            return;
        };
        let message = format!("no variant of the union fits; of the nearest one: {}", first.message);
        self.problem(first.location, message);
    }
}

/// How far a value is from a variant: one of another kind is farther than any whose parts do not fit.
fn rank(problems: &[Problem], value: &Value) -> (usize, usize) {
    let whole = problems
        .iter()
        .filter(|it| it.location == value.location && it.message.starts_with("it must be"));
    (whole.count(), problems.len())
}

/// A scalar as text.
fn text_of(value: &Value) -> Option<String> {
    match &value.content {
        Content::String(text) | Content::Number(text) => Some(text.clone()),
        Content::Boolean(flag) => Some(flag.to_string()),
        _ => None,
    }
}
