//! Schemas from examples, for descriptions that show JSON and give no schema of it.
//!
//! [`Inference`] collects the examples of all payloads of an API, then makes schemas of them. Everything that it makes
//! is marked as inferred ([`Basis::Inferred`](specwright_model::Basis::Inferred)), and every example fits the schema
//! that is made of it. It does no I/O and reports nothing: what can be concluded is in the schemas, what cannot is
//! left open in them.
//!
//! # What is concluded
//!
//! - **Kinds.** All examples of a place count together. A property that some lack is optional, one that is null in some
//!   is nullable; whole numbers become numbers beside fractions; other kinds that differ are a union. An array that is
//!   always empty holds anything, an object that is always empty too.
//! - **Formats** of strings: UUID, date-time, date, URI and address for mail, where all strings agree; the empty
//!   string does not. Enumerations, patterns and limits are never concluded: examples show what is usual and not what
//!   is possible.
//! - **Maps.** An object is a map when most of its keys are data and no names of fields (`organization:*`, UUIDs,
//!   numbers) and its values are of one kind; when several objects of one place have no key that is in all of them and
//!   values that are all the same; or when it holds nothing but maps of one shape.
//! - **Types.** An object under the key `user`, or one of several under `users`, is a `User` wherever it stands. Of
//!   different shapes under one name the one with the most examples is the type; the others have no name, for two
//!   things that happen to have one key are better two types than a wrong one. Objects with the same three keys or more
//!   are one type whatever they are called (an `owner` is a `User`, a billing and a shipping address are an `Address`),
//!   unless bodies are about both of them.
//! - **Bodies** have the type of what they equal, or the document's name for them where two of that name are alike.
//!   What is sent has the type of what comes back only where nothing is missing: a request that creates a thing has no
//!   id to send.
//! - **Errors** that are built alike are one type, `Error`.
//! - **Words count more than examples**: properties that the document describes are as described
//!   ([`StatedProperty`]).
//!
//! # How
//!
//! The examples become a graph of places and objects, one place for a body, a property, or the items of an array. Types
//! that are found to be one are merged in it with everything below them, so that a type is the same wherever it is met,
//! and may hold itself. Merging only ever widens what fits. Nothing hangs on the order of unrelated payloads.

mod candidates;
mod classes;
mod clusters;
mod declared;
mod emit;
mod equal;
mod errors;
mod formats;
mod graph;
mod keys;
mod kinds;
mod maps;
mod naming;
mod observe;
mod payload;
mod scalars;
mod similarity;
mod stated;
mod words;

use specwright_model::{SchemaId, Schemas};

use crate::{
    emit::Emitter,
    graph::{Graph, PlaceId},
};

pub use payload::{PayloadExamples, PayloadKey, Role, Sample, StatedProperty};
pub use words::singular;

/// Collects the examples of all payloads of an API, then makes schemas of them.
#[derive(Clone, Debug, Default)]
pub struct Inference {
    payloads: Vec<PayloadExamples>,
}

impl Inference {
    /// No payload yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a payload, and gives the key to its schema. Payloads are to be added in the document's order: of several
    /// answers that are as good the first one counts.
    pub fn add(&mut self, payload: PayloadExamples) -> PayloadKey {
        self.payloads.push(payload);
        PayloadKey(self.payloads.len() - 1)
    }

    /// Makes schemas of all payloads and adds them to `schemas`. What is there already is declared by the document: its
    /// names are taken, and an object of the same name and shape is of that type where every example of it fits. Nothing in `schemas` is changed.
    pub fn finish(self, schemas: &mut Schemas) -> Inferred {
        let mut graph = Graph::default();
        let mut places: Vec<Option<PlaceId>> = Vec::new();
        let mut payloads = Vec::new();
        let mut stated = Vec::new();
        for payload in &self.payloads {
            let place = observe_payload(&mut graph, payload);
            places.push(place);
            let Some(place) = place else {
                continue;
            };
            payloads.push((place, payload));
            let object = graph.place(place).object.filter(|_| !payload.stated.is_empty());
            stated.extend(object.map(|object| (object, payload.stated.as_slice())));
        }
        graph.find_maps();
        let errors = errors::merge_errors(&mut graph, &payloads);
        graph.find_maps();
        let named = naming::name_objects(&mut graph, &payloads, errors, schemas);
        graph.find_maps();
        let mut emitter = Emitter::new(&graph, schemas, named, stated);
        let schemas = places.into_iter().map(|place| Some(emitter.emit(place?))).collect();
        Inferred { schemas }
    }
}

/// Notes the examples of a payload. None where there is nothing to conclude anything from.
fn observe_payload<'v>(graph: &mut Graph<'v>, payload: &'v PayloadExamples) -> Option<PlaceId> {
    if payload.samples.is_empty() && payload.stated.is_empty() {
        return None;
    }
    let origin = payload.samples.first().map_or(payload.origin, |sample| sample.origin);
    let place = graph.add_place(origin);
    for sample in &payload.samples {
        graph.observe(place, &sample.value, sample.origin);
    }
    let is_stated = !payload.stated.is_empty();
    if is_stated {
        graph.object_at(place, payload.origin);
    }
    if let Some(object) = graph.place(place).object {
        let shape = graph.object_mut(object);
        (shape.is_body, shape.is_stated) = (true, is_stated);
    }
    Some(place)
}

/// The schemas of the payloads of an [`Inference`].
#[derive(Clone, Debug, Default)]
pub struct Inferred {
    schemas: Vec<Option<SchemaId>>,
}

impl Inferred {
    /// The schema of a payload; none for one that has neither examples nor properties in words.
    pub fn schema(&self, key: PayloadKey) -> Option<SchemaId> {
        self.schemas.get(key.0).copied().flatten()
    }
}
