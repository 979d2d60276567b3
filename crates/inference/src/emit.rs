//! From places and objects to schemas.

use std::collections::{BTreeMap, VecDeque};

use specwright_model::{AdditionalProperties, Array, Object, Property, Schema, SchemaId, SchemaKind, Schemas, Union};

use crate::{
    graph::{Graph, ObjectId, ObjectShape, PlaceId},
    kinds::Kind,
    naming::{NamedObject, Target},
    payload::StatedProperty,
};

/// Makes schemas. Every schema has its id before it is made, and waits in a queue: a type may hold itself, and deep
/// examples are no deep recursion.
pub(crate) struct Emitter<'a> {
    graph: &'a Graph<'a>,
    pub(crate) schemas: &'a mut Schemas,
    stated: BTreeMap<ObjectId, &'a [StatedProperty]>,
    named: BTreeMap<ObjectId, SchemaId>,
    places: BTreeMap<PlaceId, SchemaId>,
    descriptions: BTreeMap<SchemaId, String>,
    pending: VecDeque<(Work, SchemaId)>,
}

/// A schema that has an id and is to be made.
enum Work {
    Place(PlaceId),
    Object(ObjectId, Option<String>),
}

impl<'a> Emitter<'a> {
    /// An emitter that knows the objects with names. Those take their ids first, in the order of the document.
    pub(crate) fn new(
        graph: &'a Graph<'a>,
        schemas: &'a mut Schemas,
        named: Vec<NamedObject>,
        stated: Vec<(ObjectId, &'a [StatedProperty])>,
    ) -> Self {
        let stated = stated
            .into_iter()
            .map(|(object, stated)| (graph.same_object(object), stated));
        let mut emitter = Self {
            graph,
            schemas,
            stated: stated.collect(),
            named: BTreeMap::new(),
            places: BTreeMap::new(),
            descriptions: BTreeMap::new(),
            pending: VecDeque::new(),
        };
        let mut named = named;
        named.sort_by_key(|named| graph.object(named.object).first);
        for one in named {
            emitter.announce(one);
        }
        emitter
    }

    /// Takes the id of an object with a name. What turned out to be a map, or not to fit a declared type, has none, and of several names that became
    /// one type the first is the type's.
    fn announce(&mut self, named: NamedObject) {
        let object = self.graph.same_object(named.object);
        let is_map = self.graph.object(object).values.is_some();
        // What was merged after it had its name may not fit.
        let fits = named.target.takes(self.graph, object, self.schemas);
        if is_map || !fits || self.named.contains_key(&object) {
            return;
        }
        let id = match named.target {
            Target::Declared(id) => id,
            Target::New(name) => self.reserve(Work::Object(object, Some(name))),
        };
        self.named.insert(object, id);
    }

    /// The schema of a place, and all that it refers to.
    pub(crate) fn emit(&mut self, place: PlaceId) -> SchemaId {
        let id = self.place(place);
        while let Some((work, id)) = self.pending.pop_front() {
            let mut schema = match work {
                Work::Place(place) => self.place_schema(place),
                Work::Object(object, name) => Schema {
                    name,
                    ..self.object_schema(object)
                },
            };
            schema.description = self.descriptions.remove(&id);
            self.schemas.set(id, schema);
        }
        id
    }

    fn reserve(&mut self, work: Work) -> SchemaId {
        let id = self.schemas.reserve();
        self.pending.push_back((work, id));
        id
    }

    /// The id of the schema of a place: that of a type with a name where the place holds nothing else.
    pub(crate) fn place(&mut self, place: PlaceId) -> SchemaId {
        let place = self.graph.same_place(place);
        if let Some(id) = self.places.get(&place) {
            return *id;
        }
        let shape = self.graph.place(place);
        let named = match shape.kinds().only() {
            Some(Kind::Object) if !shape.null => self.named_object(shape.object),
            _ => None,
        };
        let id = named.unwrap_or_else(|| self.reserve(Work::Place(place)));
        self.places.insert(place, id);
        id
    }

    /// The id of an object with a name.
    fn named_object(&self, object: Option<ObjectId>) -> Option<SchemaId> {
        self.named.get(&self.graph.same_object(object?)).copied()
    }

    /// Whether an id is that of a type with a name.
    pub(crate) fn is_named(&self, id: SchemaId) -> bool {
        self.named.values().any(|named| *named == id)
    }

    /// Describes a schema that is still to be made.
    pub(crate) fn describe(&mut self, id: SchemaId, description: &str) {
        self.descriptions.insert(id, description.to_owned());
    }

    fn place_schema(&mut self, id: PlaceId) -> Schema {
        let place = self.graph.place(id);
        let mut schema = match place.kinds().only() {
            Some(kind) if kind != Kind::Object || self.named_object(place.object).is_none() => {
                self.kind_schema(id, kind)
            }
            _ if place.kinds().is_empty() => Schema::default(),
            _ => self.union_schema(id),
        };
        schema.nullable = place.null;
        schema.origin = place.origin;
        schema
    }

    /// Any of several kinds; also a type with a name, where null may stand for it.
    fn union_schema(&mut self, id: PlaceId) -> Schema {
        let place = self.graph.place(id);
        let mut variants = Vec::new();
        for kind in place.kinds().iter() {
            let named = self.named_object(place.object).filter(|_| kind == Kind::Object);
            variants.push(match named {
                Some(named) => named,
                None => {
                    let schema = self.kind_schema(id, kind);
                    self.schemas.add(schema)
                }
            });
        }
        Schema::of(SchemaKind::Union(Union {
            variants,
            ..Union::default()
        }))
    }

    /// The schema of those values of a place that are of one kind.
    fn kind_schema(&mut self, id: PlaceId, kind: Kind) -> Schema {
        let place = self.graph.place(id);
        let kind = match kind {
            Kind::Boolean => SchemaKind::Boolean,
            Kind::Number => place.numbers.map_or(SchemaKind::Any, |numbers| numbers.schema_kind()),
            Kind::Text => place
                .texts
                .as_ref()
                .map_or(SchemaKind::Any, |texts| texts.schema_kind()),
            Kind::Array => {
                let items = place.items.map(|items| self.place(items));
                SchemaKind::Array(Array {
                    items,
                    ..Array::default()
                })
            }
            Kind::Object => {
                return place
                    .object
                    .map(|object| self.object_schema(object))
                    .unwrap_or_default();
            }
        };
        Schema {
            origin: place.origin,
            ..Schema::of(kind)
        }
    }

    fn object_schema(&mut self, id: ObjectId) -> Schema {
        let shape = self.graph.object(id);
        let stated = self
            .stated
            .get(&self.graph.same_object(id))
            .copied()
            .unwrap_or_default();
        let mut object = Object {
            additional: self.additional(shape),
            ..Object::default()
        };
        for property in stated {
            self.add_stated(&mut object, shape, property);
        }
        self.add_observed(&mut object, shape);
        Schema {
            origin: shape.origin,
            ..Schema::of(SchemaKind::Object(object))
        }
    }

    /// What further properties hold: those of a map its values, those of an object that was never seen with any
    /// property anything.
    fn additional(&mut self, shape: &ObjectShape) -> AdditionalProperties {
        match shape.values {
            Some(values) => AdditionalProperties::Schema(self.place(values)),
            None if shape.properties.is_empty() && !shape.is_stated => AdditionalProperties::Any,
            None => AdditionalProperties::Unspecified,
        }
    }

    /// Adds the properties that examples have and no words describe.
    fn add_observed(&mut self, object: &mut Object, shape: &ObjectShape) {
        let mut properties: Vec<_> = shape.properties.iter().collect();
        properties.sort_by_key(|(_, property)| property.first);
        let stated = object.properties.len();
        for (name, property) in properties {
            if object.properties.iter().take(stated).any(|known| known.name == *name) {
                continue;
            }
            let schema = self.place(property.place);
            object.properties.push(Property {
                name: name.clone(),
                schema,
            });
            if property.occurrences == shape.samples.len() {
                object.required.push(name.clone());
            }
        }
    }
}
