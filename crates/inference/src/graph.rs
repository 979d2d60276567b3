//! What the examples of an API show: places and objects, and what becomes of them when they are found to be the same.

use std::collections::BTreeMap;

use serde_json::Value;
use specwright_model::{Basis, Origin};

use crate::{
    classes::Classes,
    kinds::{Kind, Kinds},
    scalars::{Numbers, Texts},
};

/// Names a [`Place`]. Places that were merged have several names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct PlaceId(usize);

/// Names an [`ObjectShape`]. Shapes that were merged have several names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ObjectId(usize);

/// Where a value stands (a body, a property, the items of an array), and all kinds of values that were seen there.
#[derive(Debug, Default)]
pub(crate) struct Place {
    /// Where the first value was seen.
    pub(crate) origin: Origin,
    /// The order of the place in the document.
    pub(crate) first: usize,
    pub(crate) null: bool,
    pub(crate) boolean: bool,
    pub(crate) numbers: Option<Numbers>,
    pub(crate) texts: Option<Texts>,
    pub(crate) array: bool,
    /// What the arrays hold; none as long as all are empty.
    pub(crate) items: Option<PlaceId>,
    pub(crate) object: Option<ObjectId>,
}

impl Place {
    /// The kinds of values that were seen, null left out.
    pub(crate) fn kinds(&self) -> Kinds {
        Kinds::default()
            .with(Kind::Boolean, self.boolean)
            .with(Kind::Number, self.numbers.is_some())
            .with(Kind::Text, self.texts.is_some())
            .with(Kind::Array, self.array)
            .with(Kind::Object, self.object.is_some())
    }
}

/// All objects of one place, or of several places that hold the same type.
#[derive(Debug, Default)]
pub(crate) struct ObjectShape<'v> {
    /// Where the first object was seen.
    pub(crate) origin: Origin,
    /// The order of the first object in the document.
    pub(crate) first: usize,
    /// The objects that were seen.
    pub(crate) samples: Vec<&'v Value>,
    /// The properties by name; none in a map.
    pub(crate) properties: BTreeMap<String, PropertyShape>,
    /// What the properties hold where it is a map.
    pub(crate) values: Option<PlaceId>,
    /// Whether it is a whole body.
    pub(crate) is_body: bool,
    /// Whether the document describes it in words: it is nothing but itself then.
    pub(crate) is_stated: bool,
}

/// A property of an [`ObjectShape`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct PropertyShape {
    pub(crate) place: PlaceId,
    /// The order in which it was first seen.
    pub(crate) first: usize,
    /// In how many of the objects it was seen.
    pub(crate) occurrences: usize,
}

/// All places and objects. Merging two objects merges the places of their common properties, merging two places
/// merges what they hold: what is one type has one type everywhere below.
#[derive(Debug, Default)]
pub(crate) struct Graph<'v> {
    places: Classes<Place>,
    objects: Classes<ObjectShape<'v>>,
    sequence: usize,
}

enum Merge {
    Places(PlaceId, PlaceId),
    Objects(ObjectId, ObjectId),
}

impl<'v> Graph<'v> {
    pub(crate) fn add_place(&mut self, origin: Origin) -> PlaceId {
        let first = self.next();
        PlaceId(self.places.add(Place {
            origin: inferred(origin),
            first,
            ..Place::default()
        }))
    }

    /// The object of a place, made if there is none.
    pub(crate) fn object_at(&mut self, place: PlaceId, origin: Origin) -> ObjectId {
        if let Some(object) = self.place(place).object {
            return object;
        }
        let first = self.next();
        let object = ObjectId(self.objects.add(ObjectShape {
            origin: inferred(origin),
            first,
            ..ObjectShape::default()
        }));
        self.place_mut(place).object = Some(object);
        object
    }

    /// The items of a place's arrays, made if there are none.
    pub(crate) fn items_at(&mut self, place: PlaceId, origin: Origin) -> PlaceId {
        if let Some(items) = self.place(place).items {
            return items;
        }
        let items = self.add_place(origin);
        self.place_mut(place).items = Some(items);
        items
    }

    /// The place of a property, of which one more was seen.
    pub(crate) fn property_at(&mut self, object: ObjectId, name: &str, origin: Origin) -> PlaceId {
        if let Some(property) = self.object_mut(object).properties.get_mut(name) {
            property.occurrences += 1;
            return property.place;
        }
        let place = self.add_place(origin);
        let property = PropertyShape {
            place,
            first: self.place(place).first,
            occurrences: 1,
        };
        self.object_mut(object).properties.insert(name.to_owned(), property);
        place
    }

    /// The object of a place, or of the items of its arrays.
    pub(crate) fn object_within(&self, place: PlaceId) -> Option<ObjectId> {
        let place = self.place(place);
        place.object.or_else(|| self.place(place.items?).object)
    }

    pub(crate) fn place(&self, id: PlaceId) -> &Place {
        self.places.get(id.0)
    }

    pub(crate) fn place_mut(&mut self, id: PlaceId) -> &mut Place {
        self.places.get_mut(id.0)
    }

    pub(crate) fn object(&self, id: ObjectId) -> &ObjectShape<'v> {
        self.objects.get(id.0)
    }

    pub(crate) fn object_mut(&mut self, id: ObjectId) -> &mut ObjectShape<'v> {
        self.objects.get_mut(id.0)
    }

    /// The one id of a place and all that were merged with it.
    pub(crate) fn same_place(&self, id: PlaceId) -> PlaceId {
        PlaceId(self.places.find(id.0))
    }

    /// The one id of an object and all that were merged with it.
    pub(crate) fn same_object(&self, id: ObjectId) -> ObjectId {
        ObjectId(self.objects.find(id.0))
    }

    /// All objects, inner ones before those that they stand in.
    pub(crate) fn objects_inside_out(&self) -> impl Iterator<Item = ObjectId> + use<> {
        let ids: Vec<ObjectId> = (0..self.objects.len())
            .rev()
            .filter(|index| self.objects.find(*index) == *index)
            .map(ObjectId)
            .collect();
        ids.into_iter()
    }

    /// Makes one place of two.
    pub(crate) fn merge_places(&mut self, a: PlaceId, b: PlaceId) {
        self.merge(Merge::Places(a, b));
    }

    /// Makes one object of two.
    pub(crate) fn merge_objects(&mut self, a: ObjectId, b: ObjectId) {
        self.merge(Merge::Objects(a, b));
    }

    /// Makes a map of an object: all its properties hold the same.
    pub(crate) fn make_map(&mut self, id: ObjectId) {
        let properties = std::mem::take(&mut self.object_mut(id).properties);
        let mut places: Vec<PropertyShape> = properties.into_values().collect();
        places.sort_by_key(|property| property.first);
        for property in places {
            match self.object(id).values {
                Some(values) => self.merge_places(values, property.place),
                None => self.object_mut(id).values = Some(property.place),
            }
        }
    }

    fn next(&mut self) -> usize {
        self.sequence += 1;
        self.sequence
    }

    /// Merges follow from merges; a list of them stands in for recursion, which examples could make deep.
    fn merge(&mut self, first: Merge) {
        let mut pending = vec![first];
        while let Some(merge) = pending.pop() {
            match merge {
                Merge::Places(a, b) => {
                    if let Some((x, y)) = self.places.join(a.0, b.0) {
                        *self.place_mut(a) = one_place(x, y, &mut pending);
                    }
                }
                Merge::Objects(a, b) => {
                    if let Some((x, y)) = self.objects.join(a.0, b.0) {
                        *self.object_mut(a) = one_object(x, y, &mut pending);
                    }
                }
            }
        }
    }
}

fn one_place(a: Place, b: Place, pending: &mut Vec<Merge>) -> Place {
    let (earlier, later) = if a.first <= b.first { (a, b) } else { (b, a) };
    if let (Some(a), Some(b)) = (earlier.items, later.items) {
        pending.push(Merge::Places(a, b));
    }
    if let (Some(a), Some(b)) = (earlier.object, later.object) {
        pending.push(Merge::Objects(a, b));
    }
    Place {
        origin: earlier.origin,
        first: earlier.first,
        null: earlier.null || later.null,
        boolean: earlier.boolean || later.boolean,
        numbers: either(earlier.numbers, later.numbers, Numbers::and),
        texts: either(earlier.texts, later.texts, Texts::and),
        array: earlier.array || later.array,
        items: earlier.items.or(later.items),
        object: earlier.object.or(later.object),
    }
}

/// A map absorbs the properties of what it is merged with: were some left beside the map's values, a value that was
/// seen under the same name in the map might not fit them.
fn one_object<'v>(a: ObjectShape<'v>, b: ObjectShape<'v>, pending: &mut Vec<Merge>) -> ObjectShape<'v> {
    let (mut earlier, mut later) = if a.first <= b.first { (a, b) } else { (b, a) };
    let values = earlier.values.or(later.values);
    if let Some(values) = values {
        let absorbed = [
            std::mem::take(&mut earlier.properties),
            std::mem::take(&mut later.properties),
        ];
        let places = absorbed
            .iter()
            .flat_map(|properties| properties.values())
            .map(|property| property.place);
        pending.extend(places.chain(later.values).map(|place| Merge::Places(values, place)));
    }
    // The smaller list is put behind the larger one, and the smaller set into the larger one.
    if earlier.samples.len() < later.samples.len() {
        std::mem::swap(&mut earlier.samples, &mut later.samples);
    }
    earlier.samples.append(&mut later.samples);
    if earlier.properties.len() < later.properties.len() {
        std::mem::swap(&mut earlier.properties, &mut later.properties);
    }
    for (name, property) in later.properties {
        match earlier.properties.get_mut(&name) {
            Some(known) => {
                pending.push(Merge::Places(known.place, property.place));
                known.first = known.first.min(property.first);
                known.occurrences += property.occurrences;
            }
            None => {
                earlier.properties.insert(name, property);
            }
        }
    }
    ObjectShape {
        origin: earlier.origin,
        first: earlier.first,
        samples: earlier.samples,
        properties: earlier.properties,
        values,
        is_body: earlier.is_body || later.is_body,
        is_stated: earlier.is_stated || later.is_stated,
    }
}

fn either<T>(a: Option<T>, b: Option<T>, both: impl FnOnce(T, T) -> T) -> Option<T> {
    match (a, b) {
        (Some(a), Some(b)) => Some(both(a, b)),
        (a, b) => a.or(b),
    }
}

/// The same place in the document, as the source of a conclusion.
pub(crate) fn inferred(origin: Origin) -> Origin {
    Origin {
        basis: Basis::Inferred,
        ..origin
    }
}
