//! Properties that the document describes in words.

use specwright_model::{Object, Property, Schema, SchemaId, SchemaKind, Text};

use crate::{
    emit::Emitter,
    graph::{ObjectShape, PlaceId, inferred},
    payload::StatedProperty,
};

impl Emitter<'_> {
    /// Adds a property that the document describes in words. What it says counts; the examples fill what it leaves
    /// open.
    pub(crate) fn add_stated(&mut self, object: &mut Object, shape: &ObjectShape, stated: &StatedProperty) {
        if object.properties.iter().any(|known| known.name == stated.name) {
            return;
        }
        let observed = shape.properties.get(&stated.name);
        let schema = match (stated.schema, observed) {
            (Some(schema), _) => self.with_description(schema, stated),
            (None, Some(observed)) => self.observed(observed.place, stated),
            (None, None) => self.schemas.add(Schema {
                description: stated.description.clone(),
                origin: inferred(stated.origin),
                ..Schema::of(SchemaKind::String(Text::default()))
            }),
        };
        object.properties.push(Property {
            name: stated.name.clone(),
            schema,
        });
        if stated.required {
            object.required.push(stated.name.clone());
        }
    }

    /// The schema that the examples show, with the description.
    fn observed(&mut self, place: PlaceId, stated: &StatedProperty) -> SchemaId {
        let schema = self.place(place);
        if self.is_named(schema) {
            return self.with_description(schema, stated);
        }
        if let Some(description) = &stated.description {
            self.describe(schema, description);
        }
        schema
    }

    /// The schema with the description beside it: the schema itself may be in use elsewhere.
    fn with_description(&mut self, schema: SchemaId, stated: &StatedProperty) -> SchemaId {
        let Some(description) = &stated.description else {
            return schema;
        };
        if self.schemas.get(schema).description.as_ref() == Some(description) {
            return schema;
        }
        self.schemas.add(Schema {
            description: Some(description.clone()),
            all_of: vec![schema],
            origin: inferred(stated.origin),
            ..Schema::default()
        })
    }
}
