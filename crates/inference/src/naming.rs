//! Which objects are one type, and what the types are called.

use specwright_model::{SchemaId, Schemas};

use crate::{
    candidates::{Candidate, candidates},
    clusters::{Cluster, by_name, clusters},
    declared::{fits_declared, samples_fit},
    equal::{join_parts, join_unnamed},
    errors::ErrorBodies,
    graph::{Graph, ObjectId, PlaceId},
    payload::PayloadExamples,
    similarity::Keys,
};

/// What stands for an object wherever it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// A type of this name, which is made.
    New(String),
    /// A type that the document declares.
    Declared(SchemaId),
}

impl Target {
    /// Whether an object may be of the type: it fits it, where the document declares it.
    pub(crate) fn takes(&self, graph: &Graph, object: ObjectId, schemas: &Schemas) -> bool {
        match self {
            Self::New(_) => true,
            Self::Declared(id) => samples_fit(graph, object, schemas, *id),
        }
    }
}

/// An object that is a type of its own.
#[derive(Clone, Debug)]
pub(crate) struct NamedObject {
    pub(crate) object: ObjectId,
    pub(crate) target: Target,
}

/// A shape with a name.
pub(crate) struct NamedShape {
    pub(crate) target: Target,
    pub(crate) cluster: Cluster,
}

impl NamedShape {
    /// Its name where it is a new type.
    pub(crate) fn new_name(&self) -> Option<String> {
        match &self.target {
            Target::New(name) => Some(name.clone()),
            Target::Declared(_) => None,
        }
    }
}

/// Merges the objects that are one type, and names them.
pub(crate) fn name_objects(
    graph: &mut Graph,
    payloads: &[(PlaceId, &PayloadExamples)],
    errors: Option<ErrorBodies>,
    schemas: &Schemas,
) -> Vec<NamedObject> {
    let candidates = candidates(graph, payloads);
    let mut shapes = named_shapes(graph, &candidates, schemas);
    shapes = join_parts(graph, shapes, schemas);
    join_unnamed(graph, &candidates, &mut shapes, schemas);
    let error = errors.map(|errors| named_error(graph, &mut shapes, errors, schemas));
    let mut named = Vec::new();
    for shape in shapes {
        let mut members = shape.cluster.members.into_iter();
        if let Some(object) = members.next() {
            members.for_each(|member| graph.merge_objects(object, member));
            named.push(NamedObject {
                object,
                target: shape.target,
            });
        }
    }
    named.extend(error.flatten());
    named
}

/// What a shape is called: by a name of the document's own only where that type is the same shape.
fn target(graph: &Graph, name: &str, keys: &Keys, schemas: &Schemas) -> Option<Target> {
    match schemas.by_name(name) {
        None => Some(Target::New(name.to_owned())),
        Some(declared) if fits_declared(graph, keys, schemas, declared) => Some(Target::Declared(declared)),
        Some(_) => None,
    }
}

/// The shape that each name means: the one with the most examples, the first of several. What does not fit a type that
/// the document declares has no part in that name.
fn named_shapes(graph: &Graph, candidates: &[Candidate], schemas: &Schemas) -> Vec<NamedShape> {
    let mut shapes = Vec::new();
    for (name, mut group) in by_name(candidates) {
        if let Some(declared) = schemas.by_name(name) {
            group.retain(|candidate| samples_fit(graph, candidate.object, schemas, declared));
        }
        let mut clusters = clusters(graph, &group);
        clusters.retain(Cluster::deserves_name);
        clusters.reverse();
        let largest = clusters
            .into_iter()
            .max_by_key(|cluster| (cluster.comes_back, cluster.samples));
        let named = largest.and_then(|cluster| {
            let target = target(graph, name, &cluster.keys, schemas)?;
            Some(NamedShape { target, cluster })
        });
        shapes.extend(named);
    }
    shapes
}

/// The type of the bodies of errors.
fn named_error(
    graph: &Graph,
    shapes: &mut [NamedShape],
    errors: ErrorBodies,
    schemas: &Schemas,
) -> Option<NamedObject> {
    let is_same = |shape: &&mut NamedShape| {
        shape.cluster.equals(graph, &errors.keys) && shape.target.takes(graph, errors.object, schemas)
    };
    if let Some(equal) = shapes.iter_mut().find(is_same) {
        equal.cluster.members.push(errors.object);
        return None;
    }
    let is_free = |name: &&str| !shapes.iter().any(|shape| shape.new_name().as_deref() == Some(name));
    let mut targets = ["Error", "ErrorBody"]
        .into_iter()
        .filter(is_free)
        .filter_map(|name| target(graph, name, &errors.keys, schemas))
        .filter(|target| target.takes(graph, errors.object, schemas));
    targets.next().map(|target| NamedObject {
        object: errors.object,
        target,
    })
}
