//! Types that a discriminator tells apart (RAML 1.0, "Using Discriminator").

use std::collections::BTreeMap;
use std::rc::Rc;

use specwright_model::{Discriminator, Schemas};

use super::super::kind::Kind;
use super::super::scope::Namespace;
use super::super::shape::Shape;
use super::super::{TypeId, Types};
use crate::rules;

impl<'s> Types<'s> {
    /// Notes with each type that has a discriminator which types inherit from it.
    pub(in super::super) fn set_subtypes(&mut self, schemas: &mut Schemas) {
        let mut subtypes: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
        let named = self.named.clone().into_iter();
        let named: Vec<TypeId> = named
            .filter(|id| self.name(*id).is_some_and(|name| name.namespace == Namespace::Types))
            .collect();
        for id in &named {
            let shape = self.shape(*id);
            if shape.facets.discriminator.is_some() {
                subtypes.entry(*id).or_default();
                for ancestor in &shape.ancestors {
                    subtypes.entry(*ancestor).or_default().push(*id);
                }
            }
        }
        for (base, subtypes) in subtypes {
            let shape = self.shape(base);
            let Some(property) = self.discriminator_of(&shape) else {
                continue;
            };
            let mapping = std::iter::once(base).chain(subtypes.iter().copied());
            let mapping: Vec<_> = mapping
                .filter_map(|id| Some((self.discriminator_value(id)?, id)))
                .collect();
            let mut discriminator = Discriminator {
                property: property.to_string(),
                ..Discriminator::default()
            };
            for (value, id) in mapping {
                let schema = self.schema_of(id, schemas);
                if schemas.get(schema).name.as_ref() != Some(&value) {
                    discriminator.mapping.push((value, schema));
                }
            }
            let subtypes = subtypes.into_iter().map(|id| self.schema_of(id, schemas)).collect();
            let id = self.schema_of(base, schemas);
            if let Some(schema) = schemas.get_mut(id) {
                schema.discriminator = Some(discriminator);
                schema.subtypes = subtypes;
            }
        }
    }

    /// The property by which a type and its subtypes are told apart. Other scalars than text tell nothing: their values
    /// are no names of types.
    pub(super) fn discriminator_of(&mut self, shape: &Shape<'s>) -> Option<Rc<str>> {
        let discriminator = shape.facets.discriminator.clone()?;
        let property = shape
            .properties
            .get(&discriminator.value)
            .map(|property| property.schema);
        let kind = property.map(|property| self.shape(property).kind);
        if !matches!(kind, Some(Kind::Number | Kind::Integer | Kind::Boolean)) {
            return Some(discriminator.value);
        }
        let message = format!(
            "`{}` is no text, so that types cannot be told apart by it; they are told apart by their properties",
            discriminator.value
        );
        self.report(&rules::UNUSABLE_DISCRIMINATOR, discriminator.location, message);
        None
    }
}
