//! JSON Schemas that refer to types of the document by their names.

use std::collections::{BTreeMap, BTreeSet};

use specwright_model::{Schema, SchemaId, Schemas};
use specwright_source::Node;

use super::super::Types;
use super::super::scope::Namespace;
use super::super::value::Embedded;
use super::External;

impl<'s> Types<'s> {
    /// The schema that an external type gives; any value fits one that cannot be read.
    pub(in super::super) fn external_schema(&mut self, external: &External<'s>, schemas: &mut Schemas) -> SchemaId {
        let named = self.named_in(external, schemas);
        let id = self.external.read(external, named, schemas);
        id.unwrap_or_else(|| schemas.add(Schema::default()))
    }

    /// The types of the document to which a JSON Schema in it refers by their names, as documents of RAML 0.8 do. The
    /// ids are of schemas that [`Types::resolve_references`] makes: schemas may refer to each other in a circle.
    fn named_in(&mut self, external: &External<'s>, schemas: &mut Schemas) -> BTreeMap<String, SchemaId> {
        let mut named = BTreeMap::new();
        if !external.is_json || external.view.inclusion().is_some() {
            return named;
        }
        let (Some(tree), _) = Embedded::of(&external.view).parse(self.session.sources.limits()) else {
            return named;
        };
        let units = external.view.scopes();
        let mut pending = vec![tree.root()];
        while let Some(node) = pending.pop() {
            pending.extend(node.items().chain(node.peek_entries().map(|entry| entry.value)));
            let Some(name) = node.peek("$ref").and_then(Node::as_str) else {
                continue;
            };
            if let Some(id) = self.scopes.find(&units, Namespace::Types, name) {
                let references = &mut self.external.references;
                let schema = *references.entry(id).or_insert_with(|| schemas.reserve());
                named.insert(name.to_owned(), schema);
            }
        }
        named
    }

    /// Makes the schemas that stand for types to which JSON Schemas refer by their names.
    pub(in super::super) fn resolve_references(&mut self, schemas: &mut Schemas) {
        let mut resolved = BTreeSet::new();
        while let Some((id, place)) = self.external.next_reference(&resolved) {
            resolved.insert(id);
            let schema = Schema {
                all_of: vec![self.schema_of(id, schemas)],
                ..Schema::default()
            };
            schemas.set(place, schema);
            self.lower_pending(schemas);
        }
    }
}
