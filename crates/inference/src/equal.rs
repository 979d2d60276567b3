//! Objects that look the same and stand under different names.

use std::collections::{BTreeMap, BTreeSet};

use specwright_model::Schemas;

use crate::{
    candidates::Candidate,
    graph::{Graph, ObjectId},
    naming::{NamedShape, Target},
    similarity::Keys,
    words::common_name,
};

/// The most shapes with the same keys that one is compared with. It bounds the work that a document of many equal
/// objects under different keys can make.
const MOST: usize = 16;

/// Shapes by the sets of keys that they have, so that a document of many shapes is not compared each with each.
#[derive(Default)]
struct ByKeys(BTreeMap<Vec<String>, Vec<usize>>);

impl ByKeys {
    fn of(shapes: &[NamedShape]) -> Self {
        let mut by_keys = Self::default();
        for (index, shape) in shapes.iter().enumerate() {
            by_keys.add(index, shape);
        }
        by_keys
    }

    fn add(&mut self, index: usize, shape: &NamedShape) {
        for keys in &shape.cluster.key_sets {
            self.0.entry(keys.clone()).or_default().push(index);
        }
    }

    /// The first shapes with exactly these keys, in the order in which they were added.
    fn get(&self, keys: &Keys) -> impl Iterator<Item = usize> + use<'_> {
        let keys: Vec<String> = keys.keys().cloned().collect();
        self.0.get(&keys).into_iter().flatten().copied().take(MOST)
    }
}

/// Puts shapes that are only part of something into the equal ones that bodies are about: an `owner` that looks like
/// a `user` is one. Parts that are equal are one type where their names have a common ending (a billing and a shipping
/// address are addresses). Two shapes that bodies are about stay two, however alike.
pub(crate) fn join_parts(graph: &Graph, shapes: Vec<NamedShape>, schemas: &Schemas) -> Vec<NamedShape> {
    let (mut shapes, parts): (Vec<_>, Vec<_>) = shapes.into_iter().partition(|shape| shape.cluster.is_subject());
    let subjects = shapes.len();
    let mut taken: BTreeSet<String> = shapes.iter().chain(&parts).filter_map(NamedShape::new_name).collect();
    let mut by_keys = ByKeys::of(&shapes);
    for part in parts {
        let equal: Vec<usize> = by_keys.get(&part.cluster.keys).collect();
        let joined = equal.into_iter().find_map(|index| {
            let shape = shapes.get(index)?;
            let takes = |object: &ObjectId| shape.target.takes(graph, *object, schemas);
            let is_equal = matches!(part.target, Target::New(_))
                && shape.cluster.equals(graph, &part.cluster.keys)
                && part.cluster.members.iter().all(takes);
            let target = if index < subjects {
                Some(shape.target.clone())
            } else {
                common_target(shape, &part, &taken, schemas)
            };
            target.filter(|_| is_equal).map(|target| (index, target))
        });
        match joined {
            Some((index, target)) => {
                if let Some(shape) = shapes.get_mut(index) {
                    shape.target = target;
                    taken.extend(shape.new_name());
                    shape.cluster.absorb(graph, part.cluster);
                }
            }
            None => {
                by_keys.add(shapes.len(), &part);
                shapes.push(part);
            }
        }
    }
    shapes
}

/// What two equal shapes are called together; none where nothing tells.
fn common_target(a: &NamedShape, b: &NamedShape, taken: &BTreeSet<String>, schemas: &Schemas) -> Option<Target> {
    let (Target::New(first), Target::New(second)) = (&a.target, &b.target) else {
        return None;
    };
    let name = common_name(first, second)?;
    let is_own = name == *first || name == *second;
    let is_free = !taken.contains(&name) && schemas.by_name(&name).is_none();
    (is_own || is_free).then_some(Target::New(name))
}

/// Puts objects that have no name by themselves into the shapes that they are equal to.
pub(crate) fn join_unnamed(graph: &Graph, candidates: &[Candidate], shapes: &mut [NamedShape], schemas: &Schemas) {
    let mut named: Vec<ObjectId> = shapes
        .iter()
        .flat_map(|shape| shape.cluster.members.iter().copied())
        .collect();
    named.sort_unstable();
    let by_keys = ByKeys::of(shapes);
    for candidate in candidates {
        if named.binary_search(&candidate.object).is_ok() {
            continue;
        }
        let equal = by_keys.get(&graph.keys(candidate.object)).find(|index| {
            let shape = shapes.get(*index);
            shape.is_some_and(|shape| {
                shape.cluster.is_type_of(graph, candidate) && shape.target.takes(graph, candidate.object, schemas)
            })
        });
        if let Some(shape) = equal.and_then(|index| shapes.get_mut(index)) {
            shape.cluster.add(graph, candidate);
        }
    }
}
