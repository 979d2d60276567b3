//! `$ref` with siblings, `allOf`, `oneOf`, `anyOf` and discriminators.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use specwright_model::{Discriminator, Origin, Schema, SchemaId, SchemaKind, Union};

use super::facets::type_name;
use super::members::Members;
use super::{Writer, diagnostic};
use crate::rules;

/// Over how many compositions the type of a schema is looked for.
const COMPOSITIONS_LIMIT: usize = 20;

impl Writer<'_> {
    /// What a schema must fit besides; `has_default` is whether its default is written.
    pub(super) fn all_of(&mut self, id: SchemaId, schema: &Schema, has_default: bool, members: &mut Members) {
        if schema.all_of.is_empty() {
            return;
        }
        // Elsewhere null is a type, a variant or a value.
        let adds_null = schema.nullable && schema.kind == SchemaKind::Any && schema.values.is_none();
        if adds_null
            && self.is_3_0()
            && let Some(name) = self.type_of(schema, COMPOSITIONS_LIMIT)
        {
            self.put_type(name, true, members);
            members.put("allOf", self.schemas(&schema.all_of));
        } else if adds_null && self.heirs.contains(&id) {
            self.leave_out_null(schema.origin);
            members.put("allOf", self.schemas(&schema.all_of));
        } else if adds_null {
            let rest = match schema.all_of.as_slice() {
                [only] => self.schema(*only),
                parts => json!({ "allOf": self.schemas(parts) }),
            };
            members.put("anyOf", vec![rest, self.null()]);
        } else if let Some(reference) = self.sole_reference(id, schema, has_default) {
            members.put("$ref", reference);
        } else {
            members.put("allOf", self.schemas(&schema.all_of));
        }
    }

    /// Reports an heir that may be null: a variant beside null would not be one.
    fn leave_out_null(&mut self, origin: Origin) {
        let message = format!(
            "a schema that inherits and accepts null cannot be said in OpenAPI {}; null is left out",
            self.version.name()
        );
        self.findings
            .push_each(diagnostic(&rules::SAID_OTHERWISE, origin, message));
    }

    /// The reference of a schema that says something beside it. OpenAPI 3.0 would ignore what stands beside it, an heir
    /// would be none, and a schema that says nothing beside it would be the one that it refers to; so would one that only
    /// has extensions, unless it is a component.
    fn sole_reference(&self, id: SchemaId, schema: &Schema, has_default: bool) -> Option<String> {
        match schema.all_of.as_slice() {
            [only] if schema.kind == SchemaKind::Any && !self.is_3_0() && !self.heirs.contains(&id) => {
                let says_more = if self.components.get(id).is_some() {
                    !says_only_all_of(schema, has_default)
                } else {
                    !says_only_all_of(&without_extensions(schema), has_default)
                };
                self.reference(*only).filter(|_| says_more)
            }
            _ => None,
        }
    }

    pub(super) fn schemas(&mut self, ids: &[SchemaId]) -> Vec<Value> {
        ids.iter().map(|id| self.schema(*id)).collect()
    }

    /// The only type that a schema accepts, as far as that is known without much search.
    fn type_of(&self, schema: &Schema, limit: usize) -> Option<&'static str> {
        let below = |id: &SchemaId| self.type_of(self.api.schemas.get(*id), limit.checked_sub(1)?);
        match &schema.kind {
            SchemaKind::Any => schema.all_of.iter().take(COMPOSITIONS_LIMIT).find_map(below),
            SchemaKind::Union(union) => {
                let types: BTreeSet<_> = union.variants.iter().take(COMPOSITIONS_LIMIT).map(below).collect();
                let only = types.first().copied().flatten();
                only.filter(|_| types.len() == 1 && union.variants.len() <= COMPOSITIONS_LIMIT)
            }
            kind => type_name(kind),
        }
    }

    /// A union, as a list of types where that says it.
    pub(super) fn union(&mut self, schema: &Schema, union: &Union, members: &mut Members) {
        let null = schema.nullable.then(|| self.null());
        if let Some(mut types) = self.plain_types(union) {
            types.extend(schema.nullable.then_some("null"));
            members.put("type", types);
            return;
        }
        let mut variants = self.schemas(&union.variants);
        variants.extend(null);
        members.put(if union.exclusive { "oneOf" } else { "anyOf" }, variants);
        if let Some(discriminator) = &union.discriminator {
            let discriminator = self.discriminator(discriminator, &union.variants, schema.origin);
            members.put("discriminator", discriminator);
        }
    }

    /// The types of a union whose variants say nothing but their types, each another one.
    fn plain_types(&self, union: &Union) -> Option<Vec<&'static str>> {
        if self.is_3_0() || union.exclusive || union.discriminator.is_some() || union.variants.len() < 2 {
            return None;
        }
        let plain = |id: &SchemaId| {
            let schema = self.api.schemas.get(*id);
            let name = type_name(&schema.kind)?;
            let bare = Schema {
                kind: bare_kind(&schema.kind)?,
                origin: schema.origin,
                ..Schema::default()
            };
            (*schema == bare).then_some(name)
        };
        let types: Vec<_> = union.variants.iter().map(plain).collect::<Option<_>>()?;
        let different: BTreeSet<_> = types.iter().collect();
        // A whole number is a number too.
        let overlaps = different.contains(&"integer") && different.contains(&"number");
        (different.len() == types.len() && !overlaps).then_some(types)
    }

    /// A Discriminator Object (OpenAPI 3.1.1, section 4.8.25) that tells `schemas` apart.
    pub(super) fn discriminator(
        &mut self,
        discriminator: &Discriminator,
        schemas: &[SchemaId],
        origin: Origin,
    ) -> Members {
        let mut mapping = Members::default();
        for (value, id) in &discriminator.mapping {
            mapping.option(value, self.reference(*id));
        }
        // What is not mapped goes by its name, which must be said where the component has another one.
        for id in schemas {
            let name = self.api.schemas.get(*id).name.as_deref();
            // A value that is mapped to another schema does not name this one.
            let is_mapped = |name: &str| {
                let mut mapping = discriminator.mapping.iter();
                mapping.any(|(value, mapped)| mapped == id || value == name)
            };
            if let Some(name) = name.filter(|name| !is_mapped(name) && self.components.get(*id) != Some(name)) {
                mapping.option(name, self.reference(*id));
            }
        }
        if discriminator.default_mapping.is_some() {
            self.leave_out(
                origin,
                "default-mapping",
                "the schema of values that a discriminator does not know",
            );
        }
        let mut members = Members::default();
        members.put("propertyName", discriminator.property.as_str());
        members.mapping("mapping", mapping);
        members
    }
}

/// Whether a schema says nothing but what it must fit besides, and a default that does not count.
pub(super) fn says_only_all_of(schema: &Schema, default_counts: bool) -> bool {
    let bare = Schema {
        default: schema.default.clone().filter(|_| !default_counts),
        name: schema.name.clone(),
        all_of: schema.all_of.clone(),
        origin: schema.origin,
        ..Schema::default()
    };
    *schema == bare
}

fn without_extensions(schema: &Schema) -> Schema {
    Schema {
        extensions: Default::default(),
        ..schema.clone()
    }
}

/// The kind without what restricts it.
fn bare_kind(kind: &SchemaKind) -> Option<SchemaKind> {
    Some(match kind {
        SchemaKind::Boolean => SchemaKind::Boolean,
        SchemaKind::Integer(_) => SchemaKind::Integer(Default::default()),
        SchemaKind::Number(_) => SchemaKind::Number(Default::default()),
        SchemaKind::String(_) => SchemaKind::String(Default::default()),
        SchemaKind::Array(_) => SchemaKind::Array(Default::default()),
        SchemaKind::Object(_) => SchemaKind::Object(Default::default()),
        SchemaKind::Any | SchemaKind::Never | SchemaKind::Null | SchemaKind::Union(_) => return None,
    })
}
