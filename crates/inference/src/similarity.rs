//! When two objects are the same shape.

use std::collections::BTreeMap;

use crate::graph::{Graph, ObjectId, PlaceId};

/// How deep arrays of arrays are compared.
const DEEPEST: usize = 32;

/// The fewest keys by which objects are the same shape without standing under one name: two keys such as `id` and
/// `name` are in far too many.
pub(crate) const TELLING_KEYS: usize = 3;

/// The keys of a shape, each with a place that shows what it holds.
pub(crate) type Keys = BTreeMap<String, PlaceId>;

impl Graph<'_> {
    /// The keys of an object.
    pub(crate) fn keys(&self, object: ObjectId) -> Keys {
        let properties = self.object(object).properties.iter();
        properties
            .map(|(name, property)| (name.clone(), property.place))
            .collect()
    }

    /// Whether two places may hold one type: kinds are the same, null and the items of empty arrays being anything.
    /// Objects are compatible with objects here; whether their keys are is another question.
    pub(crate) fn are_compatible(&self, a: PlaceId, b: PlaceId) -> bool {
        let (mut a, mut b) = (a, b);
        for _ in 0..DEEPEST {
            let (left, right) = (self.place(a), self.place(b));
            if !left.kinds().are_compatible(right.kinds()) {
                return false;
            }
            match (left.items, right.items) {
                (Some(left), Some(right)) => (a, b) = (left, right),
                _ => return true,
            }
        }
        true
    }

    /// Whether shapes under one name are one type: at least half of all keys are common, or all keys of one and at
    /// least two; and the common keys are compatible.
    pub(crate) fn are_similar(&self, a: &Keys, b: &Keys) -> bool {
        let Some(common) = self.common_keys(a, b) else {
            return false;
        };
        let all = a.len() + b.len() - common;
        let is_contained = common >= 2 && common == a.len().min(b.len());
        common > 0 && (common * 2 >= all || is_contained)
    }

    /// Whether shapes are so alike that they are one type whatever their names.
    pub(crate) fn are_equal(&self, a: &Keys, b: &Keys) -> bool {
        a.len() >= TELLING_KEYS && a.len() == b.len() && self.common_keys(a, b) == Some(a.len())
    }

    /// Whether the bodies of two errors are one type: at least half of the keys of the smaller are common.
    pub(crate) fn are_similar_errors(&self, a: &Keys, b: &Keys) -> bool {
        let common = self.common_keys(a, b);
        common.is_some_and(|common| common > 0 && common * 2 >= a.len().min(b.len()))
    }

    /// How many keys are common; none where one of those is not compatible.
    fn common_keys(&self, a: &Keys, b: &Keys) -> Option<usize> {
        let (fewer, more) = if a.len() <= b.len() { (a, b) } else { (b, a) };
        let mut common = 0;
        for (name, place) in fewer {
            if let Some(other) = more.get(name) {
                if !self.are_compatible(*place, *other) {
                    return None;
                }
                common += 1;
            }
        }
        Some(common)
    }

    /// Adds the keys of one shape to those of another. A key that held nothing but null learns what it holds.
    pub(crate) fn extend_keys(&self, keys: &mut Keys, more: &Keys) {
        for (name, place) in more {
            let known = keys.entry(name.clone()).or_insert(*place);
            if self.place(*known).kinds().is_empty() {
                *known = *place;
            }
        }
    }
}
