//! Objects that may be a type with a name: all but maps, empty objects and what the document describes in words.

use std::collections::BTreeSet;

use crate::{
    PayloadExamples, Role,
    graph::{Graph, ObjectId, ObjectShape, PlaceId},
    words::{heading_names, is_envelope, item_name, type_name},
};

/// How near an object stands to the body that it is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rank {
    /// It is a body, an item of a body that is an array, or what an envelope holds.
    Body,
    /// It stands under a key of the body: it is what the body is about.
    Subject,
    /// It stands deeper.
    Part,
}

impl Rank {
    /// The rank of what stands under a key of an object of this rank. `is_envelope` says that the key is the body's
    /// and only wraps what the body is.
    fn within(self, is_envelope: bool) -> Self {
        match self {
            Self::Body if is_envelope => Self::Body,
            Self::Body => Self::Subject,
            Self::Subject | Self::Part => Self::Part,
        }
    }
}

/// An object that may have a name.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub(crate) object: ObjectId,
    /// The name that it would have by where it stands.
    pub(crate) name: Option<String>,
    pub(crate) rank: Rank,
    pub(crate) is_request: bool,
    /// The payload that it is part of.
    pub(crate) payload: usize,
}

/// A place, and what its objects would be called there.
struct Visit {
    place: PlaceId,
    name: Option<String>,
    /// What objects within its arrays or maps would be called.
    item_name: Option<String>,
    rank: Rank,
}

/// All candidates, in the order of the document.
pub(crate) fn candidates(graph: &Graph, payloads: &[(PlaceId, &PayloadExamples)]) -> Vec<Candidate> {
    let mut collector = Collector {
        graph,
        seen: BTreeSet::new(),
        found: Vec::new(),
    };
    for (index, (place, payload)) in payloads.iter().enumerate() {
        collector.collect(index, *place, payload);
    }
    collector.found
}

struct Collector<'g> {
    graph: &'g Graph<'g>,
    seen: BTreeSet<PlaceId>,
    found: Vec<Candidate>,
}

impl Collector<'_> {
    fn collect(&mut self, index: usize, place: PlaceId, payload: &PayloadExamples) {
        let (name, item_name) = payload.name.as_deref().map(heading_names).unwrap_or_default();
        let mut pending = vec![Visit {
            place,
            name,
            item_name,
            rank: Rank::Body,
        }];
        while let Some(visit) = pending.pop() {
            if !self.seen.insert(self.graph.same_place(visit.place)) {
                continue;
            }
            let is_error =
                payload.role == Role::Error && self.graph.same_place(visit.place) == self.graph.same_place(place);
            if let Some(object) = self.graph.place(visit.place).object
                && !is_error
            {
                self.found
                    .extend(self.candidate(object, &visit, index, payload.role == Role::Request));
            }
            let within = self.within(visit);
            pending.extend(within.into_iter().rev());
        }
    }

    fn candidate(&self, object: ObjectId, visit: &Visit, payload: usize, is_request: bool) -> Option<Candidate> {
        let shape = self.graph.object(object);
        if shape.is_stated || shape.properties.is_empty() {
            return None;
        }
        let is_holder = visit.rank == Rank::Body && self.is_holder(shape, visit.name.as_deref());
        Some(Candidate {
            object: self.graph.same_object(object),
            name: visit.name.clone().filter(|_| !is_holder),
            rank: visit.rank,
            is_request,
            payload,
        })
    }

    /// Whether a body holds what it is called, and is none itself: `{"users": […]}` under the heading `Users`.
    fn is_holder(&self, shape: &ObjectShape, name: Option<&str>) -> bool {
        shape.properties.iter().any(|(key, property)| {
            let is_same = |other: Option<String>| other.as_deref() == name;
            self.graph.object_within(property.place).is_some()
                && (is_envelope(key) || is_same(type_name(key)) || is_same(item_name(key)))
        })
    }

    /// The places within a place.
    fn within(&self, visit: Visit) -> Vec<Visit> {
        let place = self.graph.place(visit.place);
        let mut within = Vec::new();
        if let Some(items) = place.items {
            within.push(Visit {
                place: items,
                name: visit.item_name.clone(),
                item_name: visit.item_name.clone(),
                rank: visit.rank,
            });
        }
        let Some(object) = place.object.map(|object| self.graph.object(object)) else {
            return within;
        };
        within.extend(object.values.map(|values| Visit {
            place: values,
            name: visit.item_name.clone(),
            item_name: visit.item_name.clone(),
            rank: visit.rank,
        }));
        let mut properties: Vec<_> = object.properties.iter().collect();
        properties.sort_by_key(|(_, property)| property.first);
        within.extend(
            properties
                .into_iter()
                .map(|(key, property)| self.property(&visit, key, property.place)),
        );
        within
    }

    /// The place of a property.
    fn property(&self, visit: &Visit, key: &str, place: PlaceId) -> Visit {
        if is_envelope(key) {
            let is_body = visit.rank == Rank::Body;
            return Visit {
                place,
                name: visit.name.clone().filter(|_| is_body),
                item_name: visit.item_name.clone().filter(|_| is_body),
                rank: visit.rank.within(is_body),
            };
        }
        let link = self.link_name(visit, place);
        Visit {
            place,
            name: link.clone().or_else(|| type_name(key)),
            item_name: link.or_else(|| item_name(key)),
            rank: visit.rank.within(false),
        }
    }

    /// The name of what stands under `links` and has an address: there the keys say how things relate (HAL,
    /// draft-kelly-json-hal, section 5).
    fn link_name(&self, visit: &Visit, place: PlaceId) -> Option<String> {
        let object = self.graph.object(self.graph.object_within(place)?);
        let name = visit.item_name.clone().filter(|name| name == "Link")?;
        object.properties.contains_key("href").then_some(name)
    }
}
