//! References with siblings, `allOf`, `oneOf`, `anyOf` and discriminators.

use specwright_diagnostics::Diagnostic;
use specwright_model::{Discriminator, Object, Origin, Schema, SchemaId, SchemaKind, Union};
use specwright_source::{Entry, Kind, Node};

use super::types::Types;
use crate::objects;
use crate::reader::{Reader, place};
use crate::rules;

impl<'s> Reader<'s> {
    pub(crate) fn read_composition(&mut self, node: Node<'s>, types: &Types, schema: &mut Schema) {
        if let Some(reference) = node.get("$ref") {
            schema.all_of.extend(self.referenced(reference));
        }
        for item in self.items(node, "allOf") {
            let id = self.schema(item);
            schema.all_of.push(id);
        }
        let discriminator = self.discriminator(node);
        let mut unions = Vec::new();
        for (key, exclusive) in [("oneOf", true), ("anyOf", false)] {
            if let Some(variants) = self.variants(node, key, schema) {
                unions.push(Union {
                    variants,
                    exclusive,
                    discriminator: discriminator.clone(),
                });
            }
        }
        if unions.is_empty() && discriminator.is_some() {
            self.unsupported(
                node,
                "discriminator",
                "without `oneOf` or `anyOf` values are read as this schema, whatever the property says",
            );
        }
        self.place_unions(unions, types, schema, place(node));
    }

    pub(super) fn referenced(&mut self, reference: Node<'s>) -> Option<SchemaId> {
        let target = self.locate(reference)?;
        Some(self.schema_named_by(reference.as_str().unwrap_or_default(), target))
    }

    /// The variants of a union, null left out; none where the key is absent. A single variant beside null is no union.
    fn variants(&mut self, node: Node<'s>, key: &str, schema: &mut Schema) -> Option<Vec<SchemaId>> {
        let items = self.items(node, key);
        if items.is_empty() {
            return None;
        }
        let (nulls, others): (Vec<_>, Vec<_>) = items.into_iter().partition(|item| is_null(*item));
        schema.nullable |= !nulls.is_empty();
        nulls.iter().for_each(|null| {
            self.object(*null, &objects::SCHEMA);
            null.see_all();
        });
        let variants: Vec<SchemaId> = others.into_iter().map(|item| self.schema(item)).collect();
        if variants.is_empty() {
            schema.kind = SchemaKind::Null;
            schema.nullable = false;
            return None;
        }
        if let ([only], false) = (variants.as_slice(), nulls.is_empty()) {
            schema.all_of.push(*only);
            return None;
        }
        Some(variants)
    }

    /// A single union becomes the kind of a schema that has no other; further ones must fit as well.
    fn place_unions(
        &mut self,
        unions: Vec<Union>,
        types: &Types,
        schema: &mut Schema,
        location: specwright_diagnostics::Location,
    ) {
        // `type: object` beside `oneOf` says nothing that the variants do not say.
        let is_bare = match &schema.kind {
            SchemaKind::Any => true,
            SchemaKind::Object(object) => *object == Object::default() && types.list.len() == 1,
            _ => false,
        };
        let mut unions = unions.into_iter();
        if unions.len() == 1 && is_bare && schema.values.is_none() {
            schema.kind = unions.next().map_or(SchemaKind::Any, SchemaKind::Union);
        }
        for union in unions {
            let origin = Origin::written(location);
            let id = self.api.schemas.add(Schema {
                origin,
                ..Schema::of(SchemaKind::Union(union))
            });
            schema.all_of.push(id);
        }
    }

    /// A Discriminator Object (OpenAPI 3.1.1, section 4.8.25).
    fn discriminator(&mut self, node: Node<'s>) -> Option<Discriminator> {
        let entry = self.filled(node, "discriminator")?;
        let node = entry.value;
        if let Kind::String(name) = node.kind() {
            let message = "`discriminator` must be a mapping from OpenAPI 3.0 on; it is read as it was meant";
            let help = format!("write `discriminator: {{propertyName: {name}}}`");
            self.report(Diagnostic::new(&rules::OUTDATED_KEYWORD, node.location(), message).help(help));
            return Some(Discriminator {
                property: name.to_owned(),
                mapping: Vec::new(),
            });
        }
        if !self.object(node, &objects::DISCRIMINATOR) {
            return None;
        }
        self.extensions(node);
        self.unsupported(
            node,
            "defaultMapping",
            "values that no mapping names are matched by their form",
        );
        let entries = self.members(node, "mapping");
        let mapping = entries.into_iter().filter_map(|entry| self.mapped(entry)).collect();
        Some(Discriminator {
            property: self.required_text(node, "propertyName")?,
            mapping,
        })
    }

    /// A value of a discriminator with its schema, which goes by its name or by a reference.
    fn mapped(&mut self, entry: Entry<'s>) -> Option<(String, SchemaId)> {
        let text = self.text_of(entry.key, entry.value)?;
        if let Some(node) = self.schema_named(&text) {
            return Some((entry.key.to_owned(), self.schema(node)));
        }
        let location = entry.value.location();
        let is_reference = text.contains(['#', '/']) || text.ends_with(".json") || text.ends_with(".yaml");
        if is_reference && let Ok(node) = self.try_locate(&text, location) {
            return Some((entry.key.to_owned(), self.schema_named_by(&text, node)));
        }
        let message = format!(
            "the value `{}` is mapped to `{text}`, which is no schema; it is left out",
            entry.key
        );
        let diagnostic = Diagnostic::new(&rules::UNKNOWN_DISCRIMINATOR_TARGET, location, message);
        let schemas = self
            .sources
            .entry_tree()
            .and_then(|tree| tree.root().peek("components")?.peek("schemas"));
        let known = schemas.into_iter().flat_map(Node::peek_entries).map(|entry| entry.key);
        let name = text.rsplit('/').next().unwrap_or(&text);
        self.report(match self.nearest(name, known) {
            Some(known) => diagnostic.help(format!("did you mean `#/components/schemas/{known}`?")),
            None => diagnostic,
        });
        None
    }
}

/// Whether a schema accepts null and nothing else.
fn is_null(node: Node<'_>) -> bool {
    let only_null = |values: Node<'_>| values.len() == 1 && values.items().all(Node::is_null);
    let by_type = match node.peek("type").map(Node::kind) {
        Some(Kind::String("null")) => true,
        Some(Kind::Sequence) => node.peek("type").is_some_and(|types| {
            types.len() == 1
                && types
                    .items()
                    .all(|item| item.is_null() || item.as_str() == Some("null"))
        }),
        _ => false,
    };
    by_type || node.peek("enum").is_some_and(only_null) || node.peek("const").is_some_and(Node::is_null)
}
