//! Types that the document declares: whether an object of the examples is one of them.

use std::collections::{BTreeMap, BTreeSet};

use specwright_model::{SchemaId, SchemaKind, Schemas};

use crate::{
    graph::{Graph, ObjectId},
    kinds::{Kind, Kinds},
    similarity::Keys,
};

/// Whether all that was seen of an object fits a declared type, down to the last value.
pub(crate) fn samples_fit(graph: &Graph, object: ObjectId, schemas: &Schemas, declared: SchemaId) -> bool {
    let mut samples = graph.object(object).samples.iter();
    samples.all(|sample| schemas.misfit(declared, sample).is_none())
}

/// Whether a shape and a declared object look like one type, by the same rule as two shapes.
pub(crate) fn fits_declared(graph: &Graph, keys: &Keys, schemas: &Schemas, declared: SchemaId) -> bool {
    let properties = declared_properties(schemas, declared);
    let mut common = 0;
    for (name, place) in keys {
        let Some(kinds) = properties.get(name) else {
            continue;
        };
        let is_compatible = kinds.is_none_or(|kinds| kinds.are_compatible(graph.place(*place).kinds()));
        if !is_compatible {
            return false;
        }
        common += 1;
    }
    let all = keys.len() + properties.len() - common;
    let is_contained = common >= 2 && common == keys.len().min(properties.len());
    common > 0 && (common * 2 >= all || is_contained)
}

/// The properties of a declared object, inherited ones too, with the kinds of what they hold; none where that may be
/// anything.
fn declared_properties(schemas: &Schemas, declared: SchemaId) -> BTreeMap<String, Option<Kinds>> {
    let mut properties = BTreeMap::new();
    for schema in parts(schemas, declared) {
        if let SchemaKind::Object(object) = &schemas.get(schema).kind {
            for property in &object.properties {
                let kinds = kinds(schemas, property.schema);
                properties.entry(property.name.clone()).or_insert(kinds);
            }
        }
    }
    properties
}

/// A schema and all that it consists of by `all_of`.
fn parts(schemas: &Schemas, schema: SchemaId) -> BTreeSet<SchemaId> {
    let mut parts = BTreeSet::new();
    let mut pending = vec![schema];
    while let Some(schema) = pending.pop() {
        if parts.insert(schema) {
            pending.extend(&schemas.get(schema).all_of);
        }
    }
    parts
}

/// The kinds of values that fit a schema; none where that may be anything.
fn kinds(schemas: &Schemas, schema: SchemaId) -> Option<Kinds> {
    let known = parts(schemas, schema)
        .into_iter()
        .filter_map(|part| kind(&schemas.get(part).kind));
    let all = known.fold(Kinds::default(), |kinds, kind| kinds.with(kind, true));
    (!all.is_empty()).then_some(all)
}

fn kind(kind: &SchemaKind) -> Option<Kind> {
    match kind {
        SchemaKind::Boolean => Some(Kind::Boolean),
        SchemaKind::Integer(_) | SchemaKind::Number(_) => Some(Kind::Number),
        SchemaKind::String(_) => Some(Kind::Text),
        SchemaKind::Array(_) => Some(Kind::Array),
        SchemaKind::Object(_) => Some(Kind::Object),
        SchemaKind::Any | SchemaKind::Never | SchemaKind::Null | SchemaKind::Union(_) => None,
    }
}
