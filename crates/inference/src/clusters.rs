//! Candidates of one name that are one shape.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    candidates::{Candidate, Rank},
    graph::{Graph, ObjectId},
    similarity::Keys,
};

/// The most shapes that are told apart under one name; what is like none of them has no name. It bounds the work that
/// a document of many different objects under one key can make.
const MOST: usize = 64;

/// Objects that are one shape.
#[derive(Clone, Debug)]
pub(crate) struct Cluster {
    /// The objects, in the order of the document.
    pub(crate) members: Vec<ObjectId>,
    /// The keys of all of them.
    pub(crate) keys: Keys,
    /// The set of keys of each member that comes back, or of every member where none does.
    pub(crate) key_sets: BTreeSet<Vec<String>>,
    /// The keys that all members that come back always have.
    required: BTreeSet<String>,
    /// How many examples there are.
    pub(crate) samples: usize,
    /// Whether some member comes back rather than being sent.
    pub(crate) comes_back: bool,
    /// Whether some member stands under a key of a body.
    pub(crate) has_subject: bool,
    /// Whether some member stands under a key at all.
    has_key: bool,
    /// The payloads of which members are the body.
    bodies: BTreeSet<usize>,
}

impl Cluster {
    fn new(graph: &Graph, candidate: &Candidate) -> Self {
        let mut cluster = Self {
            members: Vec::new(),
            keys: Keys::new(),
            key_sets: BTreeSet::new(),
            required: required(graph, candidate.object),
            samples: 0,
            comes_back: !candidate.is_request,
            has_subject: false,
            has_key: false,
            bodies: BTreeSet::new(),
        };
        cluster.add(graph, candidate);
        cluster
    }

    /// Adds an object that is this shape.
    pub(crate) fn add(&mut self, graph: &Graph, candidate: &Candidate) {
        let keys = graph.keys(candidate.object);
        graph.extend_keys(&mut self.keys, &keys);
        if !candidate.is_request || !self.comes_back {
            let required = required(graph, candidate.object);
            self.required.retain(|key| required.contains(key));
            self.key_sets.insert(keys.into_keys().collect());
        }
        self.samples += graph.object(candidate.object).samples.len();
        self.members.push(candidate.object);
        match candidate.rank {
            Rank::Body => {
                self.bodies.insert(candidate.payload);
            }
            Rank::Subject => (self.has_subject, self.has_key) = (true, true),
            Rank::Part => self.has_key = true,
        }
    }

    /// Whether an object is this shape. What is sent is the type of what comes back only where it neither lacks nor
    /// adds anything: what creates a thing has no id yet, and must stay a type of its own.
    fn accepts(&self, graph: &Graph, candidate: &Candidate, keys: &Keys) -> bool {
        if !graph.are_similar(&self.keys, keys) {
            return false;
        }
        let is_only_sent = candidate.is_request && self.comes_back;
        let is_whole = || {
            let required = required(graph, candidate.object);
            self.required.is_subset(&required) && keys.keys().all(|key| self.keys.contains_key(key))
        };
        !is_only_sent || is_whole()
    }

    /// Whether the name is more than a heading: an object stands under a key, or bodies of the same name are alike.
    pub(crate) fn deserves_name(&self) -> bool {
        self.has_key || self.has_alike_bodies()
    }

    /// Whether it is what some body is about.
    pub(crate) fn is_subject(&self) -> bool {
        self.has_subject || self.has_alike_bodies()
    }

    /// Whether two bodies under one heading are alike, and one of them comes back.
    fn has_alike_bodies(&self) -> bool {
        self.comes_back && self.bodies.len() > 1
    }

    /// Whether an object has exactly the keys of a member. A body that is sent is only compared with what comes back.
    pub(crate) fn is_type_of(&self, graph: &Graph, candidate: &Candidate) -> bool {
        let is_sent_body = candidate.is_request && candidate.rank == Rank::Body;
        (self.comes_back || !is_sent_body) && self.equals(graph, &graph.keys(candidate.object))
    }

    /// Whether keys are exactly those of a member.
    pub(crate) fn equals(&self, graph: &Graph, keys: &Keys) -> bool {
        let shared: Keys = keys
            .keys()
            .filter_map(|key| Some((key.clone(), *self.keys.get(key)?)))
            .collect();
        graph.are_equal(&shared, keys) && self.key_sets.contains(&keys.keys().cloned().collect::<Vec<_>>())
    }

    /// Makes one cluster of two that are equal.
    pub(crate) fn absorb(&mut self, graph: &Graph, other: Self) {
        graph.extend_keys(&mut self.keys, &other.keys);
        self.members.extend(other.members);
        self.samples += other.samples;
        self.comes_back |= other.comes_back;
    }
}

fn required(graph: &Graph, object: ObjectId) -> BTreeSet<String> {
    let shape = graph.object(object);
    let properties = shape.properties.iter();
    properties
        .filter(|(_, property)| property.occurrences == shape.samples.len())
        .map(|(key, _)| key.clone())
        .collect()
}

/// The candidates of each name, in the order in which the names are first met.
pub(crate) fn by_name(candidates: &[Candidate]) -> Vec<(&str, Vec<&Candidate>)> {
    let mut groups: Vec<(&str, Vec<&Candidate>)> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for candidate in candidates {
        let Some(name) = candidate.name.as_deref() else {
            continue;
        };
        let place = *places.entry(name).or_insert_with(|| {
            groups.push((name, Vec::new()));
            groups.len() - 1
        });
        if let Some((_, group)) = groups.get_mut(place) {
            group.push(candidate);
        }
    }
    groups
}

/// The shapes among candidates of one name. What comes back is looked at first: it decides what the name means.
pub(crate) fn clusters(graph: &Graph, candidates: &[&Candidate]) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = Vec::new();
    let come_back = candidates.iter().filter(|candidate| !candidate.is_request);
    let are_sent = candidates.iter().filter(|candidate| candidate.is_request);
    for candidate in come_back.chain(are_sent) {
        let is_full = clusters.len() >= MOST;
        let keys = graph.keys(candidate.object);
        let same = clusters
            .iter_mut()
            .find(|cluster| cluster.accepts(graph, candidate, &keys));
        match same {
            Some(cluster) => cluster.add(graph, candidate),
            None if is_full => {}
            None => clusters.push(Cluster::new(graph, candidate)),
        }
    }
    clusters
}
