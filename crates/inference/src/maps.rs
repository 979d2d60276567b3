//! Objects that are maps: their keys are data, not names of fields.

use specwright_model::TextFormat;

use crate::{
    graph::{Graph, ObjectId, ObjectShape, PlaceId, PropertyShape},
    keys::is_data,
    kinds::Kind,
};

impl Graph<'_> {
    /// Makes maps of all objects that are maps. One map may show another, so this goes on until there is no more.
    pub(crate) fn find_maps(&mut self) {
        loop {
            let mut found = false;
            for object in self.objects_inside_out() {
                // An earlier map may have merged it with another.
                if self.same_object(object) == object && self.is_map(object) {
                    self.make_map(object);
                    found = true;
                }
            }
            if !found {
                return;
            }
        }
    }

    fn is_map(&self, object: ObjectId) -> bool {
        let shape = self.object(object);
        if shape.is_stated || shape.properties.is_empty() {
            return false;
        }
        let mut properties: Vec<PropertyShape> = shape.properties.values().copied().collect();
        properties.sort_by_key(|property| property.first);
        let places: Vec<PlaceId> = properties.iter().map(|property| property.place).collect();
        (has_data_for_keys(shape) && self.all_compatible(&places))
            || self.holds_maps_alone(&places)
            || (has_varying_keys(shape) && self.hold_the_same(&places))
    }

    /// Whether several places hold maps of one shape and nothing else.
    fn holds_maps_alone(&self, places: &[PlaceId]) -> bool {
        let values: Option<Vec<PlaceId>> = places
            .iter()
            .map(|place| {
                let place = self.place(*place);
                let is_object = !place.null && place.kinds().only() == Some(Kind::Object);
                place
                    .object
                    .filter(|_| is_object)
                    .and_then(|object| self.object(object).values)
            })
            .collect();
        values.is_some_and(|values| values.len() > 1 && self.all_same_shape(&values))
    }

    /// Whether places hold one kind of value, down to the format of strings and the shape of objects.
    fn hold_the_same(&self, places: &[PlaceId]) -> bool {
        let is_of_one_kind = |place: &PlaceId| self.place(*place).kinds().only().is_some();
        places.iter().all(is_of_one_kind) && self.all_same_shape(places) && self.agree_on_format(places)
    }

    fn agree_on_format(&self, places: &[PlaceId]) -> bool {
        let mut formats = places.iter().filter_map(|place| self.place(*place).texts.as_ref());
        let plain = TextFormat::Unspecified;
        let first = formats.next().map_or(&plain, |texts| &texts.format);
        formats.all(|texts| texts.format == *first)
    }

    fn all_compatible(&self, places: &[PlaceId]) -> bool {
        let known = places.iter().find(|place| !self.place(**place).kinds().is_empty());
        known.is_none_or(|known| places.iter().all(|place| self.are_compatible(*known, *place)))
    }

    /// Whether places are compatible and the objects in them have similar keys.
    fn all_same_shape(&self, places: &[PlaceId]) -> bool {
        let objects: Vec<ObjectId> = places.iter().filter_map(|place| self.object_within(*place)).collect();
        let Some((first, others)) = objects.split_first() else {
            return self.all_compatible(places);
        };
        let mut keys = self.keys(*first);
        self.all_compatible(places)
            && others.iter().all(|object| {
                let more = self.keys(*object);
                let are_maps = self.object(*first).values.is_some() && self.object(*object).values.is_some();
                let is_similar = are_maps || self.are_similar(&keys, &more);
                self.extend_keys(&mut keys, &more);
                is_similar
            })
    }
}

/// Whether most keys of an object are data.
fn has_data_for_keys(shape: &ObjectShape) -> bool {
    let data = shape.properties.keys().filter(|key| is_data(key)).count();
    data * 2 > shape.properties.len()
}

/// Whether no key is in all of several objects. A whole body is left out: bodies that have nothing in common are
/// those of requests that change one field or another.
fn has_varying_keys(shape: &ObjectShape) -> bool {
    let is_in_all = |property: &PropertyShape| property.occurrences == shape.samples.len();
    !shape.is_body && shape.samples.len() > 1 && shape.properties.len() > 1 && !shape.properties.values().any(is_in_all)
}
