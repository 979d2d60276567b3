//! Objects: trees of properties, named and not.

use specwright_model::{AdditionalProperties, Array, Object, PatternProperty, Property, Schema, SchemaId, SchemaKind};

use super::Lowering;
use super::expression::array_of;
use crate::page::line::TypeText;
use crate::page::text::{Slice, join};
use crate::page::tree::{Member, Nested, Tree};
use crate::rules;

impl<'p, 't> Lowering<'_, 'p, 't> {
    /// Declares the types that the page names. All have their ids before the first is read: they may hold each other.
    pub(super) fn declare_types(&mut self) {
        for index in 0..self.named.types().len() {
            let id = self.api.schemas.reserve();
            self.named.set_id(index, id);
        }
        for named in self.named.types().to_vec() {
            let Some(id) = named.id else { continue };
            let members: Vec<(&Member<'p, 't>, bool)> = named.members;
            let schema = Schema {
                name: Some(named.name.text.to_owned()),
                origin: self.written(named.name),
                ..Schema::of(SchemaKind::Object(self.object(&members)))
            };
            self.api.schemas.set(id, schema);
            for tree in named.trees {
                self.show(tree, id);
            }
        }
    }

    /// The schema of an object whose name the page does not show: that of the type with the same properties, if there is
    /// one.
    pub(super) fn unnamed(&mut self, tree: &'p Tree<'p, 't>, line: Slice<'t>) -> SchemaId {
        if let Some((id, name)) = self
            .named
            .same(tree)
            .and_then(|named| Some((named.id?, named.name.text)))
        {
            let message = format!("this object has the properties of `{name}`, and is read as that type");
            let finding = self.finding(&rules::ASSUMED_TYPE_NAME, line, message);
            self.share(name, finding);
            self.show(tree, id);
            return id;
        }
        let members: Vec<(&Member<'p, 't>, bool)> = tree
            .members
            .iter()
            .map(|member| (member, member.entry.property.required))
            .collect();
        let object = self.object(&members);
        let id = self.add(Schema::of(SchemaKind::Object(object)), line);
        self.show(tree, id);
        id
    }

    fn object(&mut self, members: &[(&'p Member<'p, 't>, bool)]) -> Object {
        let mut object = Object::default();
        for (member, required) in members {
            let name = member.entry.name();
            let schema = self.property(member);
            match pattern_of(name) {
                Some("") => object.additional = AdditionalProperties::Schema(schema),
                Some(pattern) => object.pattern_properties.push(PatternProperty {
                    pattern: pattern.to_owned(),
                    schema,
                }),
                None => {
                    object.properties.push(Property {
                        name: name.to_owned(),
                        schema,
                    });
                    object.required.extend(required.then(|| name.to_owned()));
                }
            }
        }
        object
    }

    /// The schema of a property, with what is said of it.
    pub(super) fn property(&mut self, member: &'p Member<'p, 't>) -> SchemaId {
        let entry = member.entry;
        let plain = self.value(member);
        let description = join(&entry.description);
        let is_bare = description.is_none() && entry.property.facets.is_empty();
        let id = if self.api.schemas.get(plain).name.is_some() {
            if is_bare {
                return plain;
            }
            // What is said of a property is not said of its type.
            let all_of = vec![plain];
            self.add(
                Schema {
                    all_of,
                    ..Schema::default()
                },
                entry.line,
            )
        } else {
            plain
        };
        let mut schema = self.api.schemas.get(id).clone();
        self.facets(&entry.property, &mut schema);
        schema.description = description.or(schema.description);
        self.api.schemas.set(id, schema);
        for example in &member.examples {
            self.show_one(example, id);
        }
        id
    }

    /// The schema of a property's value alone.
    fn value(&mut self, member: &'p Member<'p, 't>) -> SchemaId {
        let entry = member.entry;
        let Some(nested) = &member.nested else {
            let id = self.shape(&entry.property.shape, entry.line);
            if matches!(&entry.property.shape, TypeText::Name(name) if name.text.is_empty()) {
                self.unknown_type(entry.property.name);
            }
            return id;
        };
        let inner = self.nested(nested, entry.line);
        match entry.property.shape {
            TypeText::Array(_) => self.add(Schema::of(array_of(Some(inner))), entry.line),
            _ => inner,
        }
    }

    fn nested(&mut self, nested: &'p Nested<'p, 't>, line: Slice<'t>) -> SchemaId {
        let named = nested.name.and_then(|name| self.named.id(name.text));
        named.unwrap_or_else(|| self.unnamed(&nested.tree, nested.name.unwrap_or(line)))
    }

    /// The schema of an array without its items.
    pub(super) fn list(&mut self, items: Option<SchemaId>, line: Slice<'t>) -> SchemaId {
        let array = Array {
            items,
            ..Array::default()
        };
        self.add(Schema::of(SchemaKind::Array(array)), line)
    }
}

/// The expression of a property that stands for many (RAML 1.0, "Object Type"): `/^x-/`; empty for `//`, all others.
fn pattern_of(name: &str) -> Option<&str> {
    name.strip_prefix('/')?.strip_suffix('/')
}
