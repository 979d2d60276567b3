//! Inheritance by discriminator (OpenAPI 3.1.1, section 4.8.25): where a schema with subtypes is used, a value is any
//! of them, whichever its discriminator names.

use std::rc::Rc;

use specwright_model::{Discriminator, Schema, SchemaId, SchemaKind, Union};

use crate::{docs::in_code, resolve::Resolver, unions};

/// What the variant of a schema itself is called among those of its subtypes.
const BASE: &str = "Base";
/// How many other names of one schema are looked through.
const MOST_NAMES: usize = 32;

impl Resolver {
    /// The schema where it is used: with what it is composed of folded in, and as a union where it has subtypes.
    pub(crate) fn resolve_use(&mut self, id: SchemaId) -> Rc<Schema> {
        let schema = self.resolve(id);
        // Another name of a schema with subtypes, with a description or null beside it.
        let mut target = id;
        for _ in 0..MOST_NAMES {
            target = self.target(target).unwrap_or(target);
        }
        if target != id {
            if self.target(target).is_some() {
                return schema;
            }
            let used = self.resolve_use(target);
            return match &used.kind {
                union @ SchemaKind::Union(_) if schema.kind != used.kind => Rc::new(Schema {
                    kind: union.clone(),
                    ..(*schema).clone()
                }),
                _ => schema,
            };
        }
        if schema.subtypes.is_empty() || !matches!(schema.kind, SchemaKind::Object(_)) {
            return schema;
        }
        if let Some(known) = self.uses.get(&id) {
            return Rc::clone(known);
        }
        let used = Rc::new(self.union_of_subtypes(id, &schema));
        self.uses.insert(id, Rc::clone(&used));
        used
    }

    fn union_of_subtypes(&mut self, id: SchemaId, schema: &Schema) -> Schema {
        let mut discriminator = schema.discriminator.clone().unwrap_or_default();
        let mut variants = schema.subtypes.clone();
        if let Some(base) = self.base_variant(id, schema, &mut discriminator) {
            variants.push(base);
        }
        Schema {
            kind: SchemaKind::Union(Union {
                variants,
                exclusive: true,
                discriminator: Some(discriminator),
            }),
            subtypes: Vec::new(),
            discriminator: None,
            ..schema.clone()
        }
    }

    /// The schema itself as one of the variants: under the name that the discriminator maps to it, or its own, unless
    /// the discriminator's property cannot have that.
    fn base_variant(&mut self, id: SchemaId, schema: &Schema, discriminator: &mut Discriminator) -> Option<SchemaId> {
        let is_base = |target: SchemaId| target == id;
        let mapped = discriminator.mapping.iter().any(|(_, target)| is_base(*target));
        if !mapped {
            let name = schema.name.clone()?;
            let SchemaKind::Object(object) = &schema.kind else {
                return None;
            };
            let allowed = unions::constants(self, object, &discriminator.property);
            if allowed.is_some_and(|allowed| !allowed.contains(&name)) {
                return None;
            }
        }
        let base = self.add(Schema {
            name: None,
            title: Some(BASE.to_owned()),
            description: Some(base_description(schema)),
            kind: schema.kind.clone(),
            origin: schema.origin,
            ..Schema::default()
        });
        for (_, target) in &mut discriminator.mapping {
            if is_base(*target) {
                *target = base;
            }
        }
        if !mapped {
            let name = schema.name.clone()?;
            discriminator.mapping.push((name, base));
        }
        Some(base)
    }
}

/// What is said of the variant of a schema itself. It begins with the title, which then does not stand alone.
fn base_description(schema: &Schema) -> String {
    let itself = match &schema.name {
        Some(name) => format!(
            "{BASE}: a value of the schema `{}` itself, of none of its subtypes.",
            in_code(name)
        ),
        None => format!("{BASE}: a value of the schema itself, of none of its subtypes."),
    };
    match &schema.description {
        Some(description) => format!("{itself}\n\n{description}"),
        None => itself,
    }
}
