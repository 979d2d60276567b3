//! References with siblings, `allOf`, `oneOf`, `anyOf` and discriminators.

use specwright_diagnostics::Diagnostic;
use specwright_model::{Discriminator, Object, Origin, Schema, SchemaId, SchemaKind, Union};
use specwright_source::{Entry, Kind, Node, Tree, escape_pointer, split_fragment, unescape_pointer};

use super::types::Types;
use crate::objects;
use crate::reader::{Reader, place};
use crate::rules;

impl<'s> Reader<'s> {
    pub(crate) fn read_composition(&mut self, node: Node<'s>, types: &Types, schema: &mut Schema, id: SchemaId) {
        let target = node.get("$ref").and_then(|reference| self.referenced(reference));
        if let Some(target) = target {
            schema.all_of.push(target);
            // A reference with a description is another name, one with properties an heir.
            match schema.kind {
                SchemaKind::Any => self.note_alias(target, id),
                _ => self.note_child(target, id),
            }
        }
        schema.all_of.extend(self.dynamic_reference(node));
        let extended = self.extended(node);
        for item in self.items(node, "allOf").into_iter().chain(extended) {
            let parent = self.schema(item);
            schema.all_of.push(parent);
            self.note_child(parent, id);
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
        if unions.is_empty()
            && let Some(discriminator) = discriminator
            && let Some(entry) = node.entry("discriminator")
        {
            schema.discriminator = Some(discriminator);
            self.note_base(id, entry.key_location);
        }
        self.place_unions(unions, types, schema, place(node));
    }

    /// The schema that `$dynamicRef` names (JSON Schema 2020-12 core, section 8.2.3.2), as far as that is known without
    /// the context in which it is used: what it names by itself.
    fn dynamic_reference(&mut self, node: Node<'s>) -> Option<SchemaId> {
        let reference = self.filled(node, "$dynamicRef")?.value;
        let text = self.text_of("$dynamicRef", reference)?;
        let target = self.locate_text(&text, reference.location())?;
        let (_, name) = split_fragment(&text);
        let is_dynamic = target.peek("$dynamicAnchor").and_then(Node::as_str) == Some(name);
        let others = self.identifiers.dynamic_anchors(name);
        if is_dynamic && let Some(other) = others.iter().find(|other| **other != target) {
            let message = format!("what `{text}` means depends on where it is used; it is read as the nearest anchor");
            let diagnostic = Diagnostic::new(&rules::AMBIGUOUS_REFERENCE, reference.location(), message)
                .related(place(target), "the nearest anchor")
                .related(place(*other), "what it may mean, too");
            self.report(diagnostic.help("refer to the schema that is meant by `$ref`"));
        }
        Some(self.schema_named_by(&text, target))
    }

    /// The schema that the document around this one declares under the text of a reference.
    pub(super) fn named_elsewhere(&self, reference: Node<'s>) -> Option<SchemaId> {
        self.named_elsewhere.get(reference.as_str()?).copied()
    }

    pub(super) fn referenced(&mut self, reference: Node<'s>) -> Option<SchemaId> {
        if let Some(id) = self.named_elsewhere(reference) {
            return Some(id);
        }
        let target = self.locate(reference)?;
        if !self.referable(reference, target) {
            return None;
        }
        Some(self.schema_named_by(reference.as_str().unwrap_or_default(), target))
    }

    /// The variants of a union, null left out; none where the key is absent. A single variant beside null is no union,
    /// unless a discriminator says by which value it goes.
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
        if let ([only], false) = (variants.as_slice(), nulls.is_empty())
            && node.peek("discriminator").is_none()
        {
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
                ..Discriminator::default()
            });
        }
        if !self.object(node, &objects::DISCRIMINATOR) {
            return None;
        }
        self.extensions(node);
        let entries = self.members(node, "mapping");
        let mapping = entries.into_iter().filter_map(|entry| self.mapped(entry)).collect();
        Some(Discriminator {
            default_mapping: self.default_mapping(node),
            property: self.required_text(node, "propertyName")?,
            mapping,
        })
    }

    /// `defaultMapping` (OpenAPI 3.2.0, section 4.25).
    fn default_mapping(&mut self, node: Node<'s>) -> Option<SchemaId> {
        let entry = self.filled(node, "defaultMapping")?;
        let text = self.text_of(entry.key, entry.value)?;
        let id = self.mapped_schema(&text, entry.value);
        if id.is_none() {
            let message = format!("`defaultMapping` names `{text}`, which is no schema; it is left out");
            self.unknown_target(&text, entry.value, message);
        }
        id
    }

    /// A value of a discriminator with its schema.
    fn mapped(&mut self, entry: Entry<'s>) -> Option<(String, SchemaId)> {
        let text = self.text_of(entry.key, entry.value)?;
        let id = self.mapped_schema(&text, entry.value);
        if id.is_none() {
            let value = entry.key;
            let message = format!("the value `{value}` is mapped to `{text}`, which is no schema; it is left out");
            self.unknown_target(&text, entry.value, message);
        }
        Some((entry.key.to_owned(), id?))
    }

    /// The schema that a discriminator, at `node`, names: by the name that the entry document or the discriminator's
    /// own file declares it under, or by a reference.
    fn mapped_schema(&mut self, text: &str, node: Node<'s>) -> Option<SchemaId> {
        if let Some(named) = self.schema_named(text) {
            return Some(self.schema(named));
        }
        let location = node.location();
        let is_reference = text.contains(['#', '/']) || text.ends_with(".json") || text.ends_with(".yaml");
        if is_reference && let Ok(target) = self.try_locate(text, location) {
            return Some(self.schema_named_by(text, target));
        }
        let (pointer, target) = declared_in(node.tree(), text)?;
        target.mark_root();
        Some(self.schema_named_by(&pointer, target))
    }

    fn unknown_target(&mut self, text: &str, node: Node<'s>, message: String) {
        let location = node.location();
        let diagnostic = Diagnostic::new(&rules::UNKNOWN_DISCRIMINATOR_TARGET, location, message);
        let schemas = self
            .sources
            .entry_tree()
            .and_then(|tree| tree.root().peek("components")?.peek("schemas"));
        let known = schemas.into_iter().flat_map(Node::peek_entries).map(|entry| entry.key);
        let name = text.rsplit('/').next().unwrap_or(text);
        self.report(match self.nearest(name, known) {
            Some(known) => diagnostic.help(format!("did you mean `#/components/schemas/{known}`?")),
            None => diagnostic.help("name a schema of `components.schemas`, or refer to one"),
        });
    }
}

/// The schema that a file declares under a name, with the reference to it.
fn declared_in<'s>(tree: &'s Tree, name: &str) -> Option<(String, Node<'s>)> {
    let step = escape_pointer(name);
    let places = ["/components/schemas", "/schemas", "/$defs", "/definitions", ""];
    let mut pointers = places.into_iter().map(|place| format!("{place}/{step}"));
    pointers.find_map(|pointer| {
        let node = pointer
            .split('/')
            .skip(1)
            .try_fold(tree.root(), |node, step| node.peek(&unescape_pointer(step)))?;
        node.is_mapping().then(|| (format!("#{pointer}"), node))
    })
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
