//! The arena of schemas.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::{Serialize, Serializer};

use crate::{Schema, SchemaKind};

/// Names a schema of a [`Schemas`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct SchemaId(u32);

impl SchemaId {
    /// Its place in the arena.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// All schemas of an API. Recursion is two schemas that hold each other's ids. The JSON form is a list in the order of
/// the ids.
#[derive(Clone, Debug, Default)]
pub struct Schemas {
    list: Vec<Schema>,
}

impl Schemas {
    /// No schema yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a schema and gives its id.
    pub fn add(&mut self, schema: Schema) -> SchemaId {
        let id = SchemaId(u32::try_from(self.list.len()).unwrap_or(u32::MAX));
        self.list.push(schema);
        id
    }

    /// Takes an id for a schema that is still being read, so that it can be referred to meanwhile. Until
    /// [`Schemas::set`] it accepts anything.
    pub fn reserve(&mut self) -> SchemaId {
        self.add(Schema::default())
    }

    /// Puts a schema where an id was reserved. An id of another arena is ignored.
    pub fn set(&mut self, id: SchemaId, schema: Schema) {
        if let Some(place) = self.list.get_mut(id.index()) {
            *place = schema;
        }
    }

    /// The schema of an id; one that accepts anything for an id of another arena.
    pub fn get(&self, id: SchemaId) -> &Schema {
        static ANY: LazyLock<Schema> = LazyLock::new(Schema::default);
        self.list.get(id.index()).unwrap_or(&ANY)
    }

    /// The schema of an id, and all that a value must fit as well: what it is composed of, and what that is, each once.
    pub fn with_all_of(&self, id: SchemaId) -> Vec<&Schema> {
        let mut found = Vec::new();
        let mut seen = BTreeSet::new();
        let mut pending = vec![id];
        while let Some(id) = pending.pop() {
            if seen.insert(id) {
                let schema = self.get(id);
                found.push(schema);
                pending.extend(&schema.all_of);
            }
        }
        found
    }

    /// The schema of an id, to change it.
    pub fn get_mut(&mut self, id: SchemaId) -> Option<&mut Schema> {
        self.list.get_mut(id.index())
    }

    /// All schemas with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (SchemaId, &Schema)> {
        self.list
            .iter()
            .enumerate()
            .map(|(index, schema)| (SchemaId(u32::try_from(index).unwrap_or(u32::MAX)), schema))
    }

    /// The first schema of that name.
    pub fn by_name(&self, name: &str) -> Option<SchemaId> {
        self.iter()
            .find(|(_, schema)| schema.name.as_deref() == Some(name))
            .map(|(id, _)| id)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Whether a schema, without what it is made of, says nothing at all.
    pub fn is_any(&self, id: SchemaId) -> bool {
        let schema = self.get(id);
        schema.kind == SchemaKind::Any && schema.all_of.is_empty() && schema.values.is_none()
    }
}

impl Serialize for Schemas {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(&self.list)
    }
}
