//! Schemas that say the same.

use specwright_model::{AdditionalProperties, Object, Property, SchemaId, SchemaKind};

use super::Lowering;

impl Lowering<'_, '_, '_> {
    /// Whether the same values fit two schemas, as far as a few steps tell. Samples and descriptions do not count.
    pub(super) fn is_same(&self, first: SchemaId, second: SchemaId, steps: usize) -> bool {
        if first == second {
            return true;
        }
        let (one, other) = (self.schemas.get(first), self.schemas.get(second));
        if steps == 0
            || (one.name.is_some() || other.name.is_some())
            || (one.nullable, &one.values, &one.all_of) != (other.nullable, &other.values, &other.all_of)
        {
            return false;
        }
        match (&one.kind, &other.kind) {
            (SchemaKind::Object(one), SchemaKind::Object(other)) => self.same_objects(one, other, steps - 1),
            (SchemaKind::Array(one), SchemaKind::Array(other)) => match (one.items, other.items) {
                (Some(first), Some(second)) if one.prefix_items.is_empty() && other.prefix_items.is_empty() => {
                    self.is_same(first, second, steps - 1)
                }
                _ => one == other,
            },
            (one, other) => one == other,
        }
    }

    fn same_objects(&self, one: &Object, other: &Object, steps: usize) -> bool {
        let find = |property: &Property| other.properties.iter().find(|it| it.name == property.name);
        let same_additional = match (one.additional, other.additional) {
            (AdditionalProperties::Schema(one), AdditionalProperties::Schema(other)) => self.is_same(one, other, steps),
            (one, other) => one == other,
        };
        let (mut required, mut other_required) = (one.required.clone(), other.required.clone());
        required.sort();
        other_required.sort();
        same_additional
            && required == other_required
            && one.properties.len() == other.properties.len()
            && (one.properties.iter())
                .all(|property| find(property).is_some_and(|it| self.is_same(property.schema, it.schema, steps)))
    }
}
