//! Schemas: the Schema Object (OpenAPI 3.1.1, section 4.8.24; OpenAPI 3.0.4, section 4.7.24) and JSON Schema 2020-12.

mod circle;
mod composition;
mod drafts;
mod facets;
mod format;
mod inheritance;
mod naming;
mod types;
mod unevaluated;
mod unsupported;
mod values;

use std::collections::BTreeSet;

use specwright_diagnostics::Diagnostic;
use specwright_model::{Origin, Schema, SchemaId, SchemaKind};
use specwright_source::{Kind, Node};

use crate::objects;
use crate::reader::{Reader, place};
use crate::reference::reference_of;
use crate::rules;
use crate::version::Version;

pub(crate) use inheritance::Inheritance;
pub(crate) use naming::SchemaName;
pub(crate) use types::TYPES;

impl<'s> Reader<'s> {
    /// The id of the schema at a place inside something else; a plain reference is the id of the schema that it names.
    /// The schema itself is read later, by [`Reader::read_schemas`].
    pub(crate) fn schema(&mut self, node: Node<'s>) -> SchemaId {
        self.schema_at(node, None)
    }

    /// As [`Reader::schema`], for a schema that may have a name. One that has is a schema of its own even where it is
    /// nothing but a reference to one of another name.
    fn schema_at(&mut self, node: Node<'s>, name: Option<SchemaName>) -> SchemaId {
        let (mut node, mut name) = (node, name);
        // The node that bears the name, and how many come up to it.
        let mut named = (node, 1);
        let mut way = Vec::new();
        let mut visited = BTreeSet::new();
        let id = loop {
            if let Some(id) = self.schema_ids.get(&node.identity()).copied() {
                break id;
            }
            visited.insert(node.identity());
            way.push(node.identity());
            let Some(reference) = self.plain_reference(node) else {
                break self.reserve_schema(node);
            };
            if let Some(id) = self.named_elsewhere(reference) {
                return id;
            }
            let Some(target) = self.locate(reference) else {
                break self.any_schema(node);
            };
            if visited.contains(&target.identity()) {
                self.cycle(reference);
                break self.any_schema(node);
            }
            if !self.referable(reference, target) {
                break self.any_schema(node);
            }
            let target_name = self.target_name(reference.as_str().unwrap_or_default(), target);
            let is_same_file = node.tree().file() == target.tree().file();
            if let Some(own) = &name
                && !own.is_same(target_name.as_ref(), is_same_file)
            {
                way.truncate(named.1);
                break self.reserve_schema(named.0);
            }
            if target_name.is_some() {
                named = (target, way.len() + 1);
            }
            name = [name, target_name].into_iter().flatten().min();
            node = target;
        };
        self.name_schema(id, name);
        // References on the way lead here at once from now on.
        self.schema_ids.extend(way.into_iter().map(|identity| (identity, id)));
        id
    }

    /// The schema that a reference with something beside it names, or a value of a discriminator.
    fn schema_named_by(&mut self, reference: &str, target: Node<'s>) -> SchemaId {
        let name = self.target_name(reference, target);
        self.schema_at(target, name)
    }

    fn reserve_schema(&mut self, node: Node<'s>) -> SchemaId {
        let id = self.api.schemas.reserve();
        self.unread_schemas.push_back((node, id));
        id
    }

    /// Reads every schema whose id was given out, and those that they refer to in turn.
    pub(crate) fn read_schemas(&mut self) {
        loop {
            while let Some((node, id)) = self.unread_schemas.pop_front() {
                let schema = self.read_schema(node, id);
                self.api.schemas.set(id, schema);
            }
            if !self.reach_subtypes() {
                break;
            }
        }
        self.apply_names();
        self.set_subtypes();
        self.break_circles();
    }

    /// A schema that accepts anything, in place of one that cannot be read.
    fn any_schema(&mut self, node: Node<'s>) -> SchemaId {
        self.api.schemas.add(Schema {
            origin: Origin::written(place(node)),
            ..Schema::default()
        })
    }

    /// The reference of a schema that is nothing but a reference. In OpenAPI 3.0 nothing beside it counts.
    fn plain_reference(&mut self, node: Node<'s>) -> Option<Node<'s>> {
        let is_alone = node
            .peek_entries()
            .all(|entry| entry.key == "$ref" || entry.key.starts_with("x-"));
        if !is_alone && self.version != Version::V3_0 {
            return None;
        }
        let reference = reference_of(node)?;
        self.read_as.insert(node.identity(), &objects::REFERENCE);
        self.ignore_siblings(node);
        Some(reference)
    }

    fn read_schema(&mut self, node: Node<'s>, id: SchemaId) -> Schema {
        let origin = Origin::written(place(node));
        if let Some(reference) = self.plain_reference(node) {
            let target = self.referenced(reference);
            if let Some(target) = target {
                self.note_alias(target, id);
            }
            return Schema {
                all_of: target.into_iter().collect(),
                extensions: self.extensions(node),
                origin,
                ..Schema::default()
            };
        }
        match node.kind() {
            Kind::Boolean(true) => Schema {
                origin,
                ..Schema::default()
            },
            Kind::Boolean(false) => Schema {
                origin,
                ..Schema::of(SchemaKind::Never)
            },
            _ if self.object(node, &objects::SCHEMA) => self.read_object(node, origin, id),
            _ => Schema {
                origin,
                ..Schema::default()
            },
        }
    }

    fn read_object(&mut self, node: Node<'s>, origin: Origin, id: SchemaId) -> Schema {
        self.check_dialect(node, "$schema");
        self.ignore_older_keywords(node);
        let types = self.types(node);
        let mut schema = Schema {
            title: self.text(node, "title"),
            description: self.text(node, "description"),
            external_documentation: self.external_documentation(node),
            deprecated: self.flag(node, "deprecated").unwrap_or(false),
            read_only: self.flag(node, "readOnly").unwrap_or(false),
            write_only: self.flag(node, "writeOnly").unwrap_or(false),
            nullable: types.nullable,
            examples: self.schema_examples(node),
            extensions: self.extensions(node),
            origin,
            ..Schema::default()
        };
        self.read_values(node, &types, &mut schema);
        self.read_kind(node, &types, &mut schema);
        if accepts_nothing(node) {
            schema.kind = SchemaKind::Never;
        }
        self.read_composition(node, &types, &mut schema, id);
        self.read_default(node, &mut schema);
        self.read_definitions(node);
        self.report_unsupported(node);
        schema
    }

    fn schema_examples(&mut self, node: Node<'s>) -> Vec<serde_json::Value> {
        let mut examples: Vec<_> = self.any(node, "example").into_iter().collect();
        let Some(entry) = node.entry("examples") else {
            return examples;
        };
        if !entry.value.is_sequence() {
            let message = format!(
                "`examples` of a schema must be a sequence of values, not {}",
                entry.value.describe()
            );
            let diagnostic = Diagnostic::new(&rules::MALFORMED_EXAMPLE, place(entry.value), message);
            self.report(diagnostic.help("begin each value with `- `"));
            entry.value.see_all();
            return examples;
        }
        for item in entry.value.items() {
            examples.push(self.value(item));
        }
        examples
    }

    /// Schemas that a schema declares for its own use.
    fn read_definitions(&mut self, node: Node<'s>) {
        for key in ["$defs", "definitions"] {
            for entry in self.members(node, key) {
                self.schema_at(entry.value, Some(SchemaName::declaration(entry.key)));
            }
        }
    }
}

/// Whether a schema excludes every value: `not: {}` is `false` (JSON Schema 2020-12 core, section 4.3.2), and all that
/// OpenAPI 3.0 has for it.
fn accepts_nothing(node: Node<'_>) -> bool {
    let excluded = node.peek("not");
    excluded.is_some_and(|not| not.kind() == Kind::Boolean(true) || (not.is_mapping() && not.is_empty()))
}
