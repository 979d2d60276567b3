//! Unions: which variants there are, and how one is chosen.

use std::{collections::HashSet, rc::Rc};

use serde_json::Value;
use specwright_model::{Discriminator, Object, Schema, SchemaId, SchemaKind, Union};

use crate::{
    Case, Names,
    build::{TypeBuilder, Unfilled, is_struct},
    resolve::Resolver,
    rules,
    scalars::text_type,
    types::{TypeRef, UnionType, UnionVariant},
};

impl TypeBuilder {
    /// The variants of a union of several schemas, and what tells them apart.
    pub(crate) fn several(&mut self, unfilled: &Unfilled, union: &Union) -> UnionType {
        let type_name = &unfilled.type_name;
        let variants = self.variants(union).0;
        let tags = self
            .tags_by_discriminator(union, &variants)
            .or_else(|| self.tags_by_constant(&variants));
        if tags.is_none() && union.discriminator.is_some() {
            self.report(
                &rules::DISCRIMINATOR_UNUSED,
                &unfilled.schema,
                "the discriminator does not tell all variants apart",
                "map values of its own to every variant; now the variants are tried in turn",
            );
        }
        let discriminator = union.discriminator.as_ref();
        if discriminator.is_some_and(|discriminator| discriminator.default_mapping.is_some()) {
            self.report(
                &rules::DEFAULT_MAPPING,
                &unfilled.schema,
                "the default mapping of the discriminator is not followed",
                "a value whose discriminator is absent or unknown is held as any value, and a server refuses it",
            );
        }
        if tags.is_none() && !union.exclusive {
            self.report_overlap(&unfilled.schema, &variants);
        }
        let (tag, mut tags) = match tags {
            Some((tag, tags)) => (Some(tag), tags),
            None => (None, Vec::new()),
        };
        tags.resize(variants.len(), Vec::new());
        let mut names = Names::new(&["Unknown"]);
        let mut made = Vec::new();
        for (variant, tags) in variants.into_iter().zip(tags) {
            let title = self.variant_title(variant, type_name, &tags);
            let typed = self.part(variant, &format!("{type_name} {title}"));
            made.push(UnionVariant {
                name: names.claim(&[&title], Case::UpperCamel),
                ty: typed.ty,
                tags,
                checks: typed.checks,
            });
        }
        UnionType { tag, variants: made }
    }

    /// Says that a value which fits several objects of an `anyOf` is read as the first of them alone.
    fn report_overlap(&mut self, schema: &specwright_model::Schema, variants: &[SchemaId]) {
        let is_object = |variant: &&SchemaId| matches!(self.resolver.resolve(**variant).kind, SchemaKind::Object(_));
        if variants.iter().filter(is_object).count() > 1 {
            self.report(
                &rules::OVERLAPPING_VARIANTS,
                schema,
                "a value may fit several of these objects at once, and is read as the first that it fits",
                "use `allOf`, or one object with optional properties, where all of them count",
            );
        }
    }

    /// What a variant is called: by its declared name, its title, the value that chooses it, or its kind.
    fn variant_title(&mut self, variant: SchemaId, union_name: &str, tags: &[String]) -> String {
        let resolved = self.resolver.resolve(variant);
        let written = self.resolver.written(variant);
        let declared = written
            .name
            .as_deref()
            .or(written.title.as_deref())
            .or(resolved.title.as_deref());
        if let Some(name) = declared {
            let last = name.rsplit('.').next().unwrap_or(name);
            // The union's name in front of each variant's would only repeat itself.
            let short = last
                .strip_prefix(union_name)
                .filter(|rest| rest.starts_with(char::is_uppercase));
            return short.unwrap_or(last).to_owned();
        }
        if let [only] = tags {
            return only.clone();
        }
        if let Some([Value::String(only)]) = resolved.values.as_deref() {
            return only.clone();
        }
        kind_title(&resolved.kind).to_owned()
    }

    /// The discriminator's property, and its values for every variant; none where some variant has none, or two share
    /// one.
    fn tags_by_discriminator(&mut self, union: &Union, variants: &[SchemaId]) -> Option<(String, Vec<Vec<String>>)> {
        let discriminator = union.discriminator.as_ref()?;
        let tags = variants
            .iter()
            .map(|id| tags_of(&mut self.resolver, discriminator, *id));
        let tags: Vec<Vec<String>> = tags.collect();
        tell_apart(&tags).then(|| (discriminator.property.clone(), tags))
    }

    /// The first property that every variant requires and restricts to strings of its own, and those strings.
    fn tags_by_constant(&mut self, variants: &[SchemaId]) -> Option<(String, Vec<Vec<String>>)> {
        let schemas: Vec<Rc<Schema>> = variants.iter().map(|id| self.resolver.resolve(*id)).collect();
        let objects = schemas.iter().map(|schema| match &schema.kind {
            SchemaKind::Object(object) => Some(object),
            _ => None,
        });
        let objects: Vec<&Object> = objects.collect::<Option<_>>()?;
        objects.first()?.properties.iter().find_map(|property| {
            let is_required = |object: &&Object| object.required.contains(&property.name);
            if !objects.iter().all(is_required) {
                return None;
            }
            let tags = objects
                .iter()
                .map(|object| constants(&mut self.resolver, object, &property.name));
            let tags: Vec<Vec<String>> = tags.collect::<Option<_>>()?;
            tell_apart(&tags).then(|| (property.name.clone(), tags))
        })
    }
}

/// The values of a discriminator's property that choose a variant: those of the mapping, else those that the property
/// itself is restricted to, else the variant's declared name (OpenAPI 3.1.1, section 4.8.25).
pub(crate) fn tags_of(resolver: &mut Resolver, discriminator: &Discriminator, variant: SchemaId) -> Vec<String> {
    let mapped = discriminator.mapping.iter().filter(|(_, target)| *target == variant);
    let mapped: Vec<String> = mapped.map(|(value, _)| value.clone()).collect();
    if !mapped.is_empty() {
        return mapped;
    }
    if let SchemaKind::Object(object) = &resolver.resolve(variant).kind
        && let Some(values) = constants(resolver, object, &discriminator.property)
    {
        return values;
    }
    let written = resolver.written(variant);
    let name = written.name.clone().or_else(|| written.title.clone());
    name.into_iter().collect()
}

/// The strings that a property is restricted to.
pub(crate) fn constants(resolver: &mut Resolver, object: &Object, name: &str) -> Option<Vec<String>> {
    let property = object.properties.iter().find(|property| property.name == name)?;
    let schema = resolver.resolve(property.schema);
    let values = schema.values.as_ref()?.iter();
    values.map(|value| value.as_str().map(str::to_owned)).collect()
}

/// Whether each variant has tags and no two share one.
fn tell_apart(tags: &[Vec<String>]) -> bool {
    let mut seen = HashSet::new();
    tags.iter()
        .all(|own| !own.is_empty() && own.iter().all(|tag| seen.insert(tag)))
}

/// What a variant without any name is called.
fn kind_title(kind: &SchemaKind) -> &'static str {
    match kind {
        SchemaKind::Boolean => "Boolean",
        SchemaKind::Integer(_) => "Integer",
        SchemaKind::Number(_) => "Number",
        SchemaKind::String(text) => match text_type(text) {
            TypeRef::Format(name) | TypeRef::Address(name) => name,
            _ => "Text",
        },
        SchemaKind::Array(_) => "List",
        SchemaKind::Object(object) if is_struct(object) => "Object",
        SchemaKind::Object(_) => "Map",
        SchemaKind::Union(_) => "Union",
        SchemaKind::Any | SchemaKind::Never | SchemaKind::Null => "Any",
    }
}
