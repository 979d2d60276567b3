//! Unions: which variants there are, and how one is chosen.

use serde_json::Value;
use specwright_model::{Schema, SchemaId, SchemaKind, Union};

use crate::{
    Case, Names,
    build::{TypeBuilder, Typed},
    checks::Check,
    rules,
    types::{Presence, TypeKind, TypeRef, UnionType, UnionVariant},
};

impl TypeBuilder {
    /// The type of a union. Null among the variants makes the use nullable; one variant alone is that variant.
    pub(crate) fn union(
        &mut self,
        id: SchemaId,
        schema: &Schema,
        union: &Union,
        name: Option<&str>,
        hint: &str,
    ) -> (TypeRef, Vec<Check>) {
        let mut variants: Vec<SchemaId> = Vec::new();
        let mut nullable = false;
        for variant in &union.variants {
            let resolved = self.resolver.resolve(*variant);
            if resolved.kind == SchemaKind::Null {
                nullable = true;
            } else if !variants.contains(variant) {
                variants.push(*variant);
            }
        }
        let (ty, checks) = match variants.as_slice() {
            [] => (TypeRef::Any, Vec::new()),
            [only] => {
                let typed = self.typed(*only, name.unwrap_or(hint));
                (typed.ty, typed.checks)
            }
            several => self.several(id, schema, union, several, name, hint),
        };
        (ty.nullable(nullable), checks)
    }

    fn several(
        &mut self,
        id: SchemaId,
        schema: &Schema,
        union: &Union,
        variants: &[SchemaId],
        name: Option<&str>,
        hint: &str,
    ) -> (TypeRef, Vec<Check>) {
        let shape = format!("union {variants:?} {:?} {:?}", union.discriminator, schema.description);
        if let Some(type_id) = self.shared(name, &shape) {
            return (TypeRef::Named(type_id), vec![Check::Nested(type_id)]);
        }
        let type_name = self.nominal_name(name, hint);
        let empty = UnionType {
            tag: None,
            variants: Vec::new(),
        };
        let type_id = self.define(type_name.clone(), schema, TypeKind::Union(empty));
        self.remember(name, shape, type_id);
        self.announce(id, type_id, schema.nullable);

        let mut names = Names::new(&["Unknown"]);
        let mut made = Vec::new();
        for variant in variants {
            let title = self.variant_title(*variant, &type_name);
            let typed = self.typed(*variant, &format!("{type_name} {title}"));
            let name = names.claim(&[&title], Case::UpperCamel);
            made.push((*variant, variant_of(name, typed)));
        }
        let tagged = self
            .tag_by_discriminator(union, &mut made)
            .or_else(|| self.tag_by_constant(&mut made));
        if tagged.is_none() && union.discriminator.is_some() {
            self.report(
                &rules::DISCRIMINATOR_UNUSED,
                schema,
                "the discriminator gives no value for some variant, which has no name either",
                "name every variant in the mapping; now the variants are tried in turn",
            );
        }
        if tagged.is_none() {
            // A variant that asks for more is tried before one that accepts what the other does.
            made.sort_by_key(|(_, variant)| std::cmp::Reverse(self.demand(&variant.ty)));
        }
        let union = UnionType {
            tag: tagged,
            variants: made.into_iter().map(|(_, variant)| variant).collect(),
        };
        if let Some(definition) = self.types.get_mut(type_id) {
            definition.kind = TypeKind::Union(union);
        }
        (TypeRef::Named(type_id), vec![Check::Nested(type_id)])
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
        match resolved.kind {
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

    /// Values of the discriminator's property for every variant: those of the mapping, else the variant's declared
    /// name (OpenAPI 3.1.1, section 4.8.25).
    fn tag_by_discriminator(&mut self, union: &Union, variants: &mut [(SchemaId, UnionVariant)]) -> Option<String> {
        let discriminator = union.discriminator.as_ref()?;
        for (id, variant) in variants.iter_mut() {
            let mapped = discriminator.mapping.iter().filter(|(_, target)| target == id);
            variant.tags = mapped.map(|(value, _)| value.clone()).collect();
            if variant.tags.is_empty() {
                let written = self.resolver.written(*id);
                variant
                    .tags
                    .extend(written.name.clone().or_else(|| written.title.clone()));
            }
        }
        variants
            .iter()
            .all(|(_, variant)| !variant.tags.is_empty())
            .then(|| discriminator.property.clone())
    }

    /// The first property that every variant requires and restricts to strings of its own.
    fn tag_by_constant(&mut self, variants: &mut [(SchemaId, UnionVariant)]) -> Option<String> {
        let mut objects = Vec::new();
        for (id, _) in variants.iter() {
            match self.resolver.resolve(*id).kind {
                SchemaKind::Object(object) => objects.push(object),
                _ => return None,
            }
        }
        let first = objects.first()?.clone();
        for property in &first.properties {
            let values: Option<Vec<Vec<String>>> = objects
                .iter()
                .map(|object| self.constants(object, &property.name))
                .collect();
            let Some(values) = values else { continue };
            let mut all: Vec<&String> = values.iter().flatten().collect();
            all.sort();
            if all.windows(2).any(|pair| pair.first() == pair.last()) {
                continue;
            }
            for ((_, variant), values) in variants.iter_mut().zip(&values) {
                variant.tags.clone_from(values);
            }
            return Some(property.name.clone());
        }
        None
    }

    fn constants(&mut self, object: &specwright_model::Object, name: &str) -> Option<Vec<String>> {
        if !object.required.iter().any(|required| required == name) {
            return None;
        }
        let property = object.properties.iter().find(|property| property.name == name)?;
        let values = self.resolver.resolve(property.schema).values?;
        values.iter().map(|value| value.as_str().map(str::to_owned)).collect()
    }

    /// How much a type asks of a value, to order the variants of a union that no property tells apart.
    fn demand(&self, ty: &TypeRef) -> usize {
        match self.types.expand(ty) {
            TypeRef::Any => 0,
            TypeRef::String => 1,
            TypeRef::Map(_) => 1,
            TypeRef::Float(_) => 2,
            TypeRef::Named(id) => match self.types.get(*id).map(|definition| &definition.kind) {
                Some(TypeKind::Struct(structure)) => {
                    let required = structure
                        .fields
                        .iter()
                        .filter(|field| field.presence == Presence::Required);
                    3 + required.count() * 2 + usize::from(structure.deny_additional)
                }
                _ => 3,
            },
            _ => 3,
        }
    }
}

fn variant_of(name: String, typed: Typed) -> UnionVariant {
    UnionVariant {
        name,
        ty: typed.ty,
        tags: Vec::new(),
        checks: typed.checks,
    }
}
