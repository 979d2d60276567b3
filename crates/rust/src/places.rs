//! Names of places: an inline schema that is equal to one elsewhere is the same type, and the place where it stands
//! has a name for it all the same. So whatever is added or removed elsewhere, the name of a place stays.

use specwright_model::Schema;

use crate::{
    Case, Docs,
    build::TypeBuilder,
    types::{TypeDefinition, TypeId, TypeKind, TypeRef, Usage},
};

/// A name of a place for a type that bears the name of another.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    name: TypeId,
    target: TypeId,
}

impl TypeBuilder {
    /// The type of a place, which `hint` names, whose schema is equal to that of `target`.
    pub(crate) fn place(&mut self, hint: &str, target: TypeId, schema: &Schema) -> TypeRef {
        let is_declared = |definition: &TypeDefinition| definition.declared_name.is_some();
        let is_own = self.scopes.get(target.0) == Some(&self.scope);
        if is_own || (self.types.get(target).is_none_or(is_declared) && !self.is_in_union()) {
            return TypeRef::Named(target);
        }
        let name = crate::identifier(hint, Case::UpperCamel);
        if let Some(known) = self.place_of.get(&(name.clone(), target)) {
            return TypeRef::Named(*known);
        }
        let claimed = self.names.claim(&[hint], Case::UpperCamel);
        let id = self.define(claimed, schema, TypeKind::Alias(TypeRef::Named(target)));
        self.place_of.insert((name, target), id);
        self.places.push(Place { name: id, target });
        TypeRef::Named(id)
    }

    /// Whether the type that is being made is a union. Its variants have no names but those of their types, and so
    /// never have one of an unrelated schema that happens to be equal.
    fn is_in_union(&self) -> bool {
        let owner = self.owner.and_then(|owner| self.types.get(owner));
        owner.is_some_and(|owner| matches!(owner.kind, TypeKind::Union(_)))
    }

    /// Names the inline types within a shared one after each of its places.
    pub(crate) fn name_parts_of_places(&mut self) {
        let mut parts: Vec<Vec<TypeId>> = vec![Vec::new(); self.types.ids().count()];
        for id in self.types.ids() {
            if let Some(parts) = self.types.owner(id).and_then(|owner| parts.get_mut(owner.0)) {
                parts.push(id);
            }
        }
        for place in std::mem::take(&mut self.places) {
            let mut work: Vec<TypeId> = parts.get(place.target.0).cloned().unwrap_or_default();
            work.reverse();
            while let Some(part) = work.pop() {
                self.name_part(place, part);
                work.extend(parts.get(part.0).into_iter().flatten().rev());
            }
        }
    }

    fn name_part(&mut self, place: Place, part: TypeId) {
        let name_of = |id: TypeId| self.types.get(id).map(|definition| definition.name.clone());
        let (Some(place_name), Some(target), Some(definition)) =
            (name_of(place.name), name_of(place.target), self.types.get(part))
        else {
            return;
        };
        let Some(end) = definition.name.strip_prefix(&target).filter(|end| !end.is_empty()) else {
            return;
        };
        let alias = TypeDefinition {
            name: self.names.claim(&[&format!("{place_name}{end}")], Case::UpperCamel),
            declared_name: None,
            docs: Docs::new(),
            deprecated: definition.deprecated,
            kind: TypeKind::Alias(TypeRef::Named(part)),
            validated: false,
            usage: Usage::default(),
            features: Vec::new(),
            origin: definition.origin,
        };
        self.types.add(alias, Some(place.name));
        self.scopes.push(self.scope.clone());
    }
}
