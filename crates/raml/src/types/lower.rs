//! From types to schemas of the model.

mod composed;
mod scalar;
mod subtypes;

use std::collections::BTreeSet;
use std::rc::Rc;

use specwright_model::{Array, Origin, Schema, SchemaId, SchemaKind, Schemas, Union};

use super::declaration::{Declaration, Facets};
use super::external::External;
use super::kind::Kind;
use super::scope::Namespace;
use super::shape::Shape;
use super::value::Value;
use super::{Content, TypeId, Types};
use crate::view::View;

impl<'s> Types<'s> {
    /// The id of a type's schema. The schema itself is made by [`Types::lower_pending`].
    pub(super) fn schema_of(&mut self, id: TypeId, schemas: &mut Schemas) -> SchemaId {
        let known = self.list.get(id.0).and_then(|it| it.schema);
        if let Some(schema) = known {
            return schema;
        }
        let is_named = self.name(id).is_some();
        let schema = match self.content(id) {
            Content::Declared(declaration) if !is_named && declaration.adds_nothing() => {
                let base = declaration.bases.first().map_or(id, |base| base.value);
                self.schema_of(base, schemas)
            }
            Content::Declared(declaration) if is_named && declaration.wraps() => {
                match declaration.bases.first().map(|base| self.content(base.value)) {
                    Some(Content::External(external)) => {
                        self.named_external(id, &external, Some(&declaration), schemas)
                    }
                    _ => self.lowered_later(id, schemas),
                }
            }
            Content::External(external) => self.named_external(id, &external, None, schemas),
            _ => self.lowered_later(id, schemas),
        };
        if let Some(it) = self.list.get_mut(id.0) {
            it.schema = Some(schema);
        }
        schema
    }

    fn lowered_later(&mut self, id: TypeId, schemas: &mut Schemas) -> SchemaId {
        self.pending.push_back(id);
        schemas.reserve()
    }

    /// The schema of another language under the name of the type that stands for it. A second name is a schema of its
    /// own.
    fn named_external(
        &mut self,
        id: TypeId,
        external: &External<'s>,
        wrapper: Option<&Declaration<'s>>,
        schemas: &mut Schemas,
    ) -> SchemaId {
        let external = self.external_schema(external, schemas);
        let Some(name) = self.schema_name(id) else {
            return external;
        };
        let schema = if self.external.claim(external) {
            external
        } else {
            schemas.add(Schema {
                all_of: vec![external],
                origin: self.origin(id),
                ..Schema::default()
            })
        };
        if let Some(schema) = schemas.get_mut(schema) {
            schema.name = Some(name);
            if let Some(declaration) = wrapper {
                describe(schema, declaration, Kind::External);
            }
        }
        schema
    }

    /// Makes the schemas that were asked for, and those that they are made of in turn.
    pub(super) fn lower_pending(&mut self, schemas: &mut Schemas) {
        while let Some(id) = self.pending.pop_front() {
            let schema = self.lower(id, schemas);
            if let Some(place) = self.list.get(id.0).and_then(|it| it.schema) {
                schemas.set(place, schema);
            }
        }
    }

    fn lower(&mut self, id: TypeId, schemas: &mut Schemas) -> Schema {
        let mut schema = match self.content(id) {
            Content::BuiltIn(kind) => Schema::of(scalar::kind(kind, &Facets::default())),
            Content::Array(items, _) => Schema::of(SchemaKind::Array(Array {
                items: Some(self.schema_of(items, schemas)),
                ..Array::default()
            })),
            Content::Union(variants, _) => self.union(&variants, schemas),
            Content::Declared(declaration) => self.declared(id, &declaration, schemas),
            Content::External(_) | Content::Unread(..) | Content::Unknown => Schema::default(),
        };
        schema.name = self.schema_name(id);
        schema.origin = self.origin(id);
        schema
    }

    fn origin(&mut self, id: TypeId) -> Origin {
        if let Some(name) = self.name(id) {
            return Origin::written(name.location);
        }
        match self.content(id) {
            Content::Declared(declaration) => Origin::written(declaration.location),
            Content::Array(_, location) | Content::Union(_, location) => Origin::written(location),
            _ => Origin::default(),
        }
    }

    /// The name of a type's schema: its own, or behind the name of the file where types of several files share it.
    fn schema_name(&self, id: TypeId) -> Option<String> {
        let name = self.name(id).filter(|name| name.namespace == Namespace::Types)?;
        let is_shared = self.names.get(&name.text).is_some_and(|count| *count > 1);
        if !is_shared || name.unit == self.session.sources.entry() {
            return Some(name.text.clone());
        }
        let file = self.session.sources.files().name(name.unit);
        let file = file.rsplit(['/', '\\']).next().unwrap_or(file);
        let stem = file.split_once('.').map_or(file, |(stem, _)| stem);
        Some(format!("{stem}.{}", name.text))
    }

    fn declared(&mut self, id: TypeId, declaration: &Rc<Declaration<'s>>, schemas: &mut Schemas) -> Schema {
        let shape = self.shape(id);
        let mut schema = match shape.kind {
            _ if shape.is_unknown => self.composed(declaration, schemas),
            Kind::Object => self.object(declaration, &shape, schemas),
            Kind::Union => self.restricted_union(declaration, &shape, schemas),
            Kind::External => self.composed(declaration, schemas),
            _ if self.only_describes(declaration) => self.composed(declaration, schemas),
            kind => self.plain(kind, &shape, schemas),
        };
        if declaration.is_list {
            schema = self.repeated(schema, schemas);
        }
        describe(&mut schema, declaration, shape.kind);
        schema
    }

    /// A parameter of RAML 0.8 that may be given several times.
    fn repeated(&mut self, schema: Schema, schemas: &mut Schemas) -> Schema {
        let items = schemas.add(schema);
        Schema::of(SchemaKind::Array(Array {
            items: Some(items),
            ..Array::default()
        }))
    }

    /// Whether a declaration only describes a type that has a schema of its own.
    fn only_describes(&self, declaration: &Declaration<'s>) -> bool {
        let base = declaration.bases.first();
        declaration.wraps() && base.is_some_and(|base| self.name(base.value).is_some())
    }

    /// A schema that says nothing but what it is composed of.
    fn composed(&mut self, declaration: &Declaration<'s>, schemas: &mut Schemas) -> Schema {
        let bases = declaration.bases.iter();
        Schema {
            all_of: bases.map(|base| self.schema_of(base.value, schemas)).collect(),
            ..Schema::default()
        }
    }

    /// A scalar or an array, with all that it inherits.
    fn plain(&mut self, kind: Kind, shape: &Shape<'s>, schemas: &mut Schemas) -> Schema {
        let facets = &shape.facets;
        let mut schema = match kind {
            Kind::Array => Schema::of(SchemaKind::Array(Array {
                prefix_items: Vec::new(),
                items: facets.items.map(|items| self.schema_of(items.value, schemas)),
                min_items: facets.min_items.map(|it| it.value),
                max_items: facets.max_items.map(|it| it.value),
                unique_items: facets.unique_items.is_some_and(|it| it.value),
            })),
            _ => Schema::of(scalar::kind(kind, facets)),
        };
        for pattern in scalar::other_patterns(kind, facets) {
            let pattern = schemas.add(Schema::of(pattern));
            schema.all_of.push(pattern);
        }
        schema.extensions.extend(scalar::file_facets(kind, facets));
        set_values(&mut schema, facets, kind);
        schema
    }

    /// One of several types. Nil among them makes the others nullable.
    fn union(&mut self, variants: &[TypeId], schemas: &mut Schemas) -> Schema {
        let (nils, others): (Vec<TypeId>, Vec<TypeId>) = variants
            .iter()
            .partition(|variant| self.shape(**variant).kind == Kind::Nil);
        let nullable = !nils.is_empty();
        let mut schema = match others.as_slice() {
            [] => return Schema::of(SchemaKind::Null),
            [only] if self.name(*only).is_some() => Schema {
                all_of: vec![self.schema_of(*only, schemas)],
                ..Schema::default()
            },
            [only] => self.lower(*only, schemas),
            _ => Schema::of(SchemaKind::Union(Union {
                variants: others.iter().map(|it| self.schema_of(*it, schemas)).collect(),
                exclusive: false,
                discriminator: self.union_discriminator(&others, schemas),
            })),
        };
        schema.nullable |= nullable;
        schema
    }
}

/// Adds what a declaration says of a type beside its values.
fn describe(schema: &mut Schema, declaration: &Declaration<'_>, kind: Kind) {
    if declaration.display_name.is_some() {
        schema.title = declaration.display_name.clone();
    }
    if declaration.description.is_some() {
        schema.description = declaration.description.clone();
    }
    schema.extensions.extend(declaration.extensions.clone());
    if let Some(default) = &declaration.default {
        schema.default = Some(json_of(default, kind));
    }
    let examples = declaration.examples.iter();
    schema
        .examples
        .extend(examples.map(|example| json_of(&example.value, kind)));
}

/// Puts the values that a type enumerates into its schema. Null among them makes it nullable.
fn set_values(schema: &mut Schema, facets: &Facets<'_>, kind: Kind) {
    let Some(values) = &facets.values else { return };
    let mut list: Vec<serde_json::Value> = Vec::new();
    let mut known = BTreeSet::new();
    for view in values.value.iter() {
        let value = json_of(view, kind);
        if value.is_null() {
            schema.nullable = true;
        } else if known.insert(value.to_string()) {
            list.push(value);
        }
    }
    schema.values = Some(list);
}

/// A value of a type as JSON: text is text where the type is one, and otherwise JSON if it looks like it.
pub(super) fn json_of(view: &View<'_>, kind: Kind) -> serde_json::Value {
    match view.text() {
        Some(text) if kind == Kind::String => text.into(),
        Some(text) if matches!(kind, Kind::Number | Kind::Integer | Kind::Boolean) => {
            let value = view.to_value();
            match serde_json::from_str::<serde_json::Value>(text) {
                Ok(parsed) if value.is_string() && (parsed.is_number() || parsed.is_boolean()) => parsed,
                _ => value,
            }
        }
        _ => Value::of_example(view).to_json(),
    }
}
