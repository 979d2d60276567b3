//! Schemas of which a small value takes long to check.
//!
//! A union whose alternatives hold the union again (filters of filters) is checked alternative by
//! alternative, each with all that is below it: the time grows with a power of the depth, and a caller
//! could stop a gateway with a body of a few hundred bytes.

use std::collections::BTreeSet;

use super::texts::referenced;
use crate::json::Value;

/// The most steps that checking a value may take, as [`steps`] estimates them.
pub(super) const MOST_STEPS: f64 = 20_000.0;

/// The keywords that apply several schemas to one value.
const COMPOSITIONS: [&str; 3] = ["allOf", "anyOf", "oneOf"];

/// A document, and the references in it that lead back to themselves.
pub(super) struct Recursion<'document> {
    document: &'document Value,
    references: BTreeSet<&'document str>,
}

impl<'document> Recursion<'document> {
    pub(super) fn of(document: &'document Value) -> Self {
        let mut references = reached_from(document, document);
        references.retain(|reference| {
            let target = reference
                .strip_prefix('#')
                .and_then(|pointer| document.pointer(pointer));
            target.is_some_and(|target| reached_from(target, document).contains(reference))
        });
        Self { document, references }
    }

    /// How many times longer a value takes for each level that it is deeper: 1 for most schemas.
    pub(super) fn growth(&self) -> usize {
        if self.references.is_empty() {
            return 1;
        }
        let mut open = vec![self.document];
        let mut most = 1;
        while let Some(schema) = open.pop() {
            let own = COMPOSITIONS.iter().map(|keyword| self.growth_of(schema, keyword));
            most = own.fold(most, usize::max);
            open.extend(parts(schema));
        }
        most
    }

    /// The document without the compositions that make it grow.
    pub(super) fn without_growth(&self) -> Value {
        self.shallow(self.document)
    }

    fn shallow(&self, schema: &Value) -> Value {
        match schema {
            Value::Object(keywords) => {
                let kept = keywords.iter().filter(|(keyword, _)| {
                    let composes = COMPOSITIONS.contains(&keyword.as_str());
                    !composes || self.growth_of(schema, keyword) == 1
                });
                Value::Object(
                    kept.map(|(keyword, value)| (keyword.clone(), self.shallow(value)))
                        .collect(),
                )
            }
            Value::Array(schemas) => Value::Array(schemas.iter().map(|schema| self.shallow(schema)).collect()),
            other => other.clone(),
        }
    }

    /// The growth by one composition: more than one of its schemas lead to what holds itself, and each
    /// is checked once more for the message.
    fn growth_of(&self, schema: &Value, keyword: &str) -> usize {
        let alternatives = schema.get(keyword).and_then(Value::as_array).into_iter().flatten();
        let recursive = alternatives.filter(|schema| {
            let reached = reached_from(schema, self.document);
            !self.references.is_disjoint(&reached)
        });
        match recursive.count() {
            0 | 1 => 1,
            several => several + 1,
        }
    }
}

/// What a value consists of.
fn parts(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(items) => items.iter().collect(),
        Value::Object(properties) => properties.values().collect(),
        _ => Vec::new(),
    }
}

/// About how many steps checking a value takes.
pub(super) fn steps(value: &Value, growth: usize) -> f64 {
    let (values, depth) = size(value);
    let (values, growth) = (f64::from(values), growth as f64);
    values * growth.powf(f64::from(depth))
}

/// How many values a value consists of, and how deep they are.
fn size(value: &Value) -> (u32, u32) {
    let sizes = parts(value).into_iter().map(size);
    let (values, depth) = sizes.fold((0_u32, 0), |(values, depth), (more, deep)| {
        (values.saturating_add(more), depth.max(deep))
    });
    (values.saturating_add(1), depth + 1)
}

/// All references that a schema leads to.
fn reached_from<'schema>(schema: &'schema Value, root: &'schema Value) -> BTreeSet<&'schema str> {
    let mut reached = BTreeSet::new();
    let mut open = vec![schema];
    while let Some(schema) = open.pop() {
        open.extend(parts(schema));
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str)
            && reached.insert(reference)
        {
            open.extend(referenced(schema, root));
        }
    }
    reached
}
