//! Unions: which variants there are, and how one is chosen.

use std::{collections::HashSet, rc::Rc};

use serde_json::Value;
use specwright_model::{Object, Schema, SchemaId, SchemaKind, Union};

use crate::{
    Case, Names,
    build::{TypeBuilder, Typed, Unfilled},
    rules,
    types::{UnionType, UnionVariant},
};

impl TypeBuilder {
    /// The variants of a union of several schemas, and what tells them apart.
    pub(crate) fn several(&mut self, unfilled: &Unfilled, union: &Union) -> UnionType {
        let type_name = &unfilled.type_name;
        let mut names = Names::new(&["Unknown"]);
        let mut made = Vec::new();
        for variant in self.variants(union).0 {
            let title = self.variant_title(variant, type_name);
            let typed = self.part(variant, &format!("{type_name} {title}"));
            let name = names.claim(&[&title], Case::UpperCamel);
            made.push((variant, variant_of(name, typed)));
        }
        let tagged = self
            .tag_by_discriminator(union, &mut made)
            .or_else(|| self.tag_by_constant(&mut made));
        if tagged.is_none() && union.discriminator.is_some() {
            self.report(
                &rules::DISCRIMINATOR_UNUSED,
                &unfilled.schema,
                "the discriminator gives no value for some variant, which has no name either",
                "name every variant in the mapping; now the variants are tried in turn",
            );
        }
        UnionType {
            tag: tagged,
            variants: made.into_iter().map(|(_, variant)| variant).collect(),
        }
    }

    /// What a variant is called: by its declared name, its title, or its kind.
    fn variant_title(&mut self, variant: SchemaId, union_name: &str) -> String {
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
        if let Some([Value::String(only)]) = resolved.values.as_deref() {
            return only.clone();
        }
        match &resolved.kind {
            SchemaKind::Boolean => "Boolean",
            SchemaKind::Integer(_) => "Integer",
            SchemaKind::Number(_) => "Number",
            SchemaKind::String(_) => "Text",
            SchemaKind::Array(_) => "List",
            SchemaKind::Object(_) => "Object",
            SchemaKind::Union(_) => "Union",
            SchemaKind::Any | SchemaKind::Never | SchemaKind::Null => "Any",
        }
        .to_owned()
    }

    /// Values of the discriminator's property for every variant: those of the mapping, else those that the property
    /// itself is restricted to, else the variant's declared name (OpenAPI 3.1.1, section 4.8.25). None where some
    /// variant has none, or two have the same.
    fn tag_by_discriminator(&mut self, union: &Union, variants: &mut [(SchemaId, UnionVariant)]) -> Option<String> {
        let discriminator = union.discriminator.as_ref()?;
        let mut tags = Vec::new();
        for (id, _) in variants.iter() {
            let mapped = discriminator.mapping.iter().filter(|(_, target)| target == id);
            let mut values: Vec<String> = mapped.map(|(value, _)| value.clone()).collect();
            if values.is_empty() {
                values = self.implied_tags(*id, &discriminator.property);
            }
            tags.push(values);
        }
        assign_tags(variants, tags).then(|| discriminator.property.clone())
    }

    /// The values of the discriminator for a schema that the mapping does not name.
    fn implied_tags(&mut self, id: SchemaId, property: &str) -> Vec<String> {
        if let SchemaKind::Object(object) = &self.resolver.resolve(id).kind
            && let Some(values) = self.constants(object, property)
        {
            return values;
        }
        let written = self.resolver.written(id);
        written
            .name
            .clone()
            .or_else(|| written.title.clone())
            .into_iter()
            .collect()
    }

    /// The first property that every variant requires and restricts to strings of its own.
    fn tag_by_constant(&mut self, variants: &mut [(SchemaId, UnionVariant)]) -> Option<String> {
        let schemas: Vec<Rc<Schema>> = variants.iter().map(|(id, _)| self.resolver.resolve(*id)).collect();
        let objects = schemas.iter().map(|schema| match &schema.kind {
            SchemaKind::Object(object) => Some(object),
            _ => None,
        });
        let objects: Vec<&Object> = objects.collect::<Option<_>>()?;
        for property in &objects.first()?.properties {
            let is_required = |object: &&Object| object.required.contains(&property.name);
            if !objects.iter().all(is_required) {
                continue;
            }
            let constants = objects.iter().map(|object| self.constants(object, &property.name));
            if let Some(tags) = constants.collect()
                && assign_tags(variants, tags)
            {
                return Some(property.name.clone());
            }
        }
        None
    }

    /// The strings that a property is restricted to.
    fn constants(&mut self, object: &Object, name: &str) -> Option<Vec<String>> {
        let property = object.properties.iter().find(|property| property.name == name)?;
        let schema = self.resolver.resolve(property.schema);
        let values = schema.values.as_ref()?.iter();
        values.map(|value| value.as_str().map(str::to_owned)).collect()
    }
}

/// Gives every variant its tags where each has some and no two share one.
fn assign_tags(variants: &mut [(SchemaId, UnionVariant)], tags: Vec<Vec<String>>) -> bool {
    let mut seen = HashSet::new();
    let tells_apart = tags
        .iter()
        .all(|own| !own.is_empty() && own.iter().all(|tag| seen.insert(tag)));
    if tells_apart {
        for ((_, variant), own) in variants.iter_mut().zip(tags) {
            variant.tags = own;
        }
    }
    tells_apart
}

fn variant_of(name: String, typed: Typed) -> UnionVariant {
    UnionVariant {
        name,
        ty: typed.ty,
        tags: Vec::new(),
        checks: typed.checks,
    }
}
