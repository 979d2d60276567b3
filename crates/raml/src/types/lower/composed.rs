//! Objects, and unions with facets of their own.

use std::rc::Rc;

use specwright_model::{
    AdditionalProperties, Discriminator, Object, PatternProperty, Property, Schema, SchemaId, SchemaKind, Schemas,
};

use super::super::declaration::{Additional, Declaration, Facets};
use super::super::kind::{self, Kind};
use super::super::member::Member;
use super::super::shape::Shape;
use super::super::{Content, TypeId, Types};
use super::set_values;

impl<'s> Types<'s> {
    /// An object: what is its own, composed with the types that it inherits from.
    pub(super) fn object(
        &mut self,
        declaration: &Rc<Declaration<'s>>,
        shape: &Shape<'s>,
        schemas: &mut Schemas,
    ) -> Schema {
        let (composed, inherited) = self.composition(declaration);
        let all_of: Vec<SchemaId> = composed.iter().map(|id| self.schema_of(*id, schemas)).collect();
        let is_inherited = |member: &&Member| {
            inherited.iter().any(|base| {
                let known = base.properties.get(&member.name);
                known.is_some_and(|known| known.schema == member.schema && known.required == member.required)
            })
        };
        let own: Vec<Member> = shape
            .properties
            .iter()
            .filter(|it| !is_inherited(it))
            .cloned()
            .collect();
        let mut object = Object::default();
        for member in own {
            self.add_property(member, &mut object, schemas);
        }
        self.add_bounds(declaration, shape, &composed, &mut object, schemas);
        let says_nothing = object == Object::default() && !all_of.is_empty();
        let mut schema = Schema {
            kind: if says_nothing {
                SchemaKind::Any
            } else {
                SchemaKind::Object(object)
            },
            all_of,
            ..Schema::default()
        };
        if declaration.facets.values.is_some() {
            set_values(&mut schema, &shape.facets, Kind::Object);
        }
        schema
    }

    /// The types that a declaration is composed of, and what the objects among them are. Types without a name that are
    /// plain objects become a part of the declaration instead.
    fn composition(&mut self, declaration: &Declaration<'s>) -> (Vec<TypeId>, Vec<Rc<Shape<'s>>>) {
        let mut composed = Vec::new();
        let mut shapes = Vec::new();
        let mut pending: Vec<TypeId> = declaration.bases.iter().rev().map(|base| base.value).collect();
        while let Some(base) = pending.pop() {
            let shape = self.shape(base);
            match self.content(base) {
                Content::BuiltIn(_) => continue,
                Content::Declared(inner) if self.name(base).is_none() && shape.kind == Kind::Object => {
                    pending.extend(inner.bases.iter().rev().map(|base| base.value));
                    continue;
                }
                _ => {}
            }
            composed.push(base);
            shapes.push(shape);
        }
        (composed, shapes)
    }

    fn add_property(&mut self, member: Member, object: &mut Object, schemas: &mut Schemas) {
        let schema = self.schema_of(member.schema, schemas);
        match member.pattern.as_deref() {
            // `//` stands for every other property (RAML 1.0, "Additional Properties").
            Some("") => object.additional = AdditionalProperties::Schema(schema),
            Some(pattern) => object.pattern_properties.push(PatternProperty {
                pattern: pattern.to_owned(),
                schema,
            }),
            None => {
                let name = member.name.to_string();
                if member.required {
                    object.required.push(name.clone());
                }
                object.properties.push(Property { name, schema });
            }
        }
    }

    /// The other facets of objects; those of types that it is composed of are theirs.
    fn add_bounds(
        &mut self,
        declaration: &Declaration<'s>,
        shape: &Shape<'s>,
        composed: &[TypeId],
        object: &mut Object,
        schemas: &mut Schemas,
    ) {
        let facets = if composed.is_empty() {
            &shape.facets
        } else {
            &declaration.facets
        };
        object.min_properties = facets.min_properties.map(|it| it.value);
        object.max_properties = facets.max_properties.map(|it| it.value);
        match facets.additional_properties.map(|it| it.value) {
            Some(Additional::Forbidden) => object.additional = AdditionalProperties::Forbidden,
            Some(Additional::Typed(id)) => {
                let id = self.schema_of(id, schemas);
                object.additional = AdditionalProperties::Schema(id);
            }
            Some(Additional::Allowed) if object.additional == AdditionalProperties::Unspecified => {
                object.additional = AdditionalProperties::Any;
            }
            Some(Additional::Allowed) | None => {}
        }
    }

    /// A union; facets beside it restrict those of its variants that have such facets.
    pub(super) fn restricted_union(
        &mut self,
        declaration: &Rc<Declaration<'s>>,
        shape: &Shape<'s>,
        schemas: &mut Schemas,
    ) -> Schema {
        let restricts = declaration.written.iter().any(|(facet, _)| *facet != "enum");
        let mut schema = if restricts {
            let variants = shape.variants.iter();
            let variants: Vec<TypeId> = variants.map(|it| self.restricted(*it, declaration)).collect();
            self.union(&variants, schemas)
        } else if let [base] = declaration.bases.as_slice() {
            match self.content(base.value) {
                Content::Union(variants, _) if self.name(base.value).is_none() => self.union(&variants, schemas),
                _ => self.composed(declaration, schemas),
            }
        } else {
            self.composed(declaration, schemas)
        };
        if declaration.facets.values.is_some() {
            set_values(&mut schema, &shape.facets, Kind::Union);
        }
        schema
    }

    /// A variant with the facets that restrict it.
    fn restricted(&mut self, variant: TypeId, declaration: &Declaration<'s>) -> TypeId {
        let shape = self.shape(variant);
        let restricts = |facet: &str| {
            !matches!(facet, "enum" | "discriminator" | "discriminatorValue") && kind::applies(facet, shape.kind)
        };
        let written = declaration.written.iter().copied();
        let written: Vec<_> = written.filter(|(facet, _)| restricts(facet)).collect();
        if written.is_empty() {
            return variant;
        }
        let mut restricted = Declaration::new(declaration.position, declaration.location);
        restricted.add_base(variant, declaration.location);
        restricted.facets = Facets {
            values: None,
            discriminator: None,
            discriminator_value: None,
            ..declaration.facets.clone()
        };
        restricted.properties = declaration.properties.clone().filter(|_| shape.kind == Kind::Object);
        restricted.written = written;
        self.add(Content::Declared(Rc::new(restricted)))
    }

    /// The property that tells the variants of a union apart, where all inherit it.
    pub(super) fn union_discriminator(&mut self, variants: &[TypeId], schemas: &mut Schemas) -> Option<Discriminator> {
        let mut property: Option<Rc<str>> = None;
        let mut mapping = Vec::new();
        for variant in variants {
            let shape = self.shape(*variant);
            let own = self.discriminator_of(&shape)?;
            if property.as_ref().is_some_and(|known| *known != own) {
                return None;
            }
            property = Some(own);
            let value = self.discriminator_value(*variant)?;
            mapping.push((value, self.schema_of(*variant, schemas)));
        }
        Some(Discriminator {
            property: property?.to_string(),
            mapping,
            default_mapping: None,
        })
    }

    /// The value that tells a type apart: what it says, or its name.
    pub(super) fn discriminator_value(&mut self, id: TypeId) -> Option<String> {
        let stated = self.shape(id).facets.discriminator_value.clone();
        let name = self.name(id).map(|name| name.text.clone());
        stated.map(|it| it.value.to_string()).or(name)
    }
}
