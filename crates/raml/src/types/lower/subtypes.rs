//! Types that a discriminator tells apart (RAML 1.0, "Using Discriminator").

use std::collections::BTreeMap;

use specwright_model::{Discriminator, Schemas};

use super::super::scope::Namespace;
use super::super::{TypeId, Types};

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
            let Some(property) = shape.facets.discriminator.clone() else {
                continue;
            };
            let mapping = std::iter::once(base).chain(subtypes.iter().copied());
            let mapping: Vec<_> = mapping
                .filter_map(|id| Some((self.discriminator_value(id)?, id)))
                .collect();
            let mut discriminator = Discriminator {
                property: property.value.to_string(),
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
}
