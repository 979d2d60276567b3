//! Schemas: the Schema Object (OpenAPI 3.1.1, section 4.8.24; OpenAPI 3.0.4, section 4.7.24) and JSON Schema 2020-12.

mod circle;
mod composition;
mod facets;
mod format;
mod types;
mod unsupported;
mod values;

use std::collections::BTreeSet;

use specwright_diagnostics::Diagnostic;
use specwright_model::{Origin, Schema, SchemaId, SchemaKind};
use specwright_source::{Kind, Node, split_fragment};

use crate::objects;
use crate::reader::{Reader, place};
use crate::reference::reference_of;
use crate::rules;
use crate::version::Version;

impl<'s> Reader<'s> {
    /// The id of the schema at a node; a plain reference is the id of the schema that it names. The schema itself is
    /// read later, by [`Reader::read_schemas`].
    pub(crate) fn schema(&mut self, node: Node<'s>) -> SchemaId {
        self.schema_with_name(node, None)
    }

    /// As [`Reader::schema`], for a schema that is declared under a name.
    pub(crate) fn schema_with_name(&mut self, node: Node<'s>, name: Option<&str>) -> SchemaId {
        let mut node = node;
        let mut declared = name.map(str::to_owned);
        let mut visited = BTreeSet::new();
        let id = loop {
            if let Some(id) = self.schema_ids.get(&node.identity()).copied() {
                break id;
            }
            visited.insert(node.identity());
            let Some(reference) = self.plain_reference(node) else {
                let id = self.api.schemas.reserve();
                self.unread_schemas.push_back((node, id));
                break id;
            };
            let Some(target) = self.locate(reference) else {
                break self.any_schema(node);
            };
            if visited.contains(&target.identity()) {
                self.cycle(reference);
                break self.any_schema(node);
            }
            declared = declared.or_else(|| declared_name(reference, target));
            node = target;
        };
        self.name_schema(id, declared);
        // References on the way lead here at once from now on.
        self.schema_ids
            .extend(visited.into_iter().map(|identity| (identity, id)));
        id
    }

    /// Reads every schema whose id was given out, and those that they refer to in turn.
    pub(crate) fn read_schemas(&mut self) {
        while let Some((node, id)) = self.unread_schemas.pop_front() {
            let schema = self.read_schema(node);
            if let Some(reserved) = self.api.schemas.get_mut(id) {
                let name = reserved.name.take();
                *reserved = Schema { name, ..schema };
            }
        }
        self.break_circles();
    }

    /// A schema that accepts anything, in place of one that cannot be read.
    fn any_schema(&mut self, node: Node<'s>) -> SchemaId {
        self.api.schemas.add(Schema {
            origin: Origin::written(place(node)),
            ..Schema::default()
        })
    }

    fn name_schema(&mut self, id: SchemaId, name: Option<String>) {
        if let (Some(name), Some(schema)) = (name, self.api.schemas.get_mut(id)) {
            schema.name.get_or_insert(name);
        }
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

    fn read_schema(&mut self, node: Node<'s>) -> Schema {
        let origin = Origin::written(place(node));
        match node.kind() {
            Kind::Boolean(true) => Schema {
                origin,
                ..Schema::default()
            },
            Kind::Boolean(false) => Schema {
                origin,
                ..Schema::of(SchemaKind::Never)
            },
            _ if self.object(node, &objects::SCHEMA) => self.read_object(node, origin),
            _ => Schema {
                origin,
                ..Schema::default()
            },
        }
    }

    fn read_object(&mut self, node: Node<'s>, origin: Origin) -> Schema {
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
        self.read_composition(node, &types, &mut schema);
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
            self.report(Diagnostic::new(&rules::MALFORMED_EXAMPLE, place(entry.value), message));
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
                self.schema_with_name(entry.value, Some(entry.key));
            }
        }
    }
}

/// The name under which a reference's target is declared: the last step of the pointer where that stands in a place
/// for declarations, and for a whole file the file's name without its extension.
fn declared_name(reference: Node<'_>, target: Node<'_>) -> Option<String> {
    let (path, fragment) = split_fragment(reference.as_str()?);
    let pointer = fragment.trim_start_matches('/');
    if pointer.is_empty() {
        let file = path.rsplit('/').next().unwrap_or(path);
        let stem = file.split('.').next().unwrap_or(file);
        return (!stem.is_empty()).then(|| stem.to_owned());
    }
    let mut steps = pointer.rsplit('/');
    let name = steps.next()?.replace("~1", "/").replace("~0", "~");
    let is_declaration = match steps.next() {
        Some(holder) => ["schemas", "$defs", "definitions"].contains(&holder),
        None => reference.location().file != target.location().file,
    };
    (is_declaration && !name.is_empty()).then_some(name)
}
