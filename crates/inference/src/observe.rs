//! From examples to places and objects.

use serde_json::Value;
use specwright_model::Origin;

use crate::{
    graph::{Graph, PlaceId},
    scalars::{Numbers, Texts},
};

impl<'v> Graph<'v> {
    /// Notes what a value at a place shows, and all that is in it.
    pub(crate) fn observe(&mut self, place: PlaceId, value: &'v Value, origin: Origin) {
        // A list of what is still to be seen stands in for recursion, which a deep value would make deep. The last
        // one is taken first, so what is in a value is put there in reverse.
        let mut pending = vec![(place, value)];
        while let Some((place, value)) = pending.pop() {
            let inner = self.observe_one(place, value, origin);
            pending.extend(inner.into_iter().rev());
        }
    }

    /// Notes what a value shows without what is in it, and gives that with its places.
    fn observe_one(&mut self, id: PlaceId, value: &'v Value, origin: Origin) -> Vec<(PlaceId, &'v Value)> {
        let place = self.place_mut(id);
        match value {
            Value::Null => place.null = true,
            Value::Bool(_) => place.boolean = true,
            Value::Number(number) => {
                let seen = Numbers::of(number);
                place.numbers = Some(place.numbers.map_or(seen, |known| known.and(seen)));
            }
            Value::String(text) => {
                let seen = Texts::of(text);
                place.texts = Some(match place.texts.take() {
                    Some(known) => known.and(seen),
                    None => seen,
                });
            }
            Value::Array(values) => {
                place.array = true;
                if !values.is_empty() {
                    let items = self.items_at(id, origin);
                    return values.iter().map(|value| (items, value)).collect();
                }
            }
            Value::Object(properties) => {
                let object = self.object_at(id, origin);
                self.object_mut(object).samples.push(value);
                return properties
                    .iter()
                    .map(|(name, value)| (self.property_at(object, name, origin), value))
                    .collect();
            }
        }
        Vec::new()
    }
}
