//! The names of declared schemas.

use std::collections::HashMap;

use specwright_model::SchemaId;

use crate::{
    Case, Names,
    names::claim_declared,
    resolve::Resolver,
    views::{View, Views},
};

/// The names that types must not take: those of the traits that each implements.
pub(crate) fn reserved_names() -> Names {
    Names::of_types(&["Encode", "Decode", "Validate", "Display"])
}

/// The names of declared schemas, by their views. What is sent of a schema that is received too has a name of its own.
pub(crate) fn declared_names(
    resolver: &Resolver,
    views: &Views,
    names: &mut Names,
) -> HashMap<(SchemaId, View), String> {
    let mut declared = HashMap::new();
    let mut second = Vec::new();
    for (id, name) in resolver.declared() {
        let claimed = claim_declared(names, &name);
        if let [first, others @ ..] = views.all(id).as_slice() {
            second.extend(others.iter().map(|view| (id, *view, format!("{claimed} input"))));
            declared.insert((id, *first), claimed);
        }
    }
    for (id, view, name) in second {
        declared.insert((id, view), names.claim(&[&name], Case::UpperCamel));
    }
    declared
}
