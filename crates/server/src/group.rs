//! A group of operations: its trait, and where that, its requests and its routes stand.

use proc_macro2::TokenStream;
use quote::quote;
use serde::Serialize;
use specwright_render::Tokens;
use specwright_rust::{Docs, Group, OperationPlan, Plan, ident, string};
use specwright_target::docs_or;

use crate::{
    operation::{self, OperationContext, Place},
    security::Schemes,
};

/// A trait and its operations.
#[derive(Serialize)]
pub(crate) struct GroupContext {
    docs: Tokens,
    name: Tokens,
    operations: Vec<OperationContext>,
}

/// What the other files of a crate know of a group that has a module of its own.
#[derive(Serialize)]
pub(crate) struct ModuleContext {
    /// The feature that the group is compiled with, as an attribute; nothing where it always is.
    condition: Tokens,
    /// The opposite of `condition`.
    otherwise: Tokens,
    module: Tokens,
    name: Tokens,
}

/// A file with a group's trait, requests, responses and routes.
#[derive(Serialize)]
pub(crate) struct GroupFileContext {
    module_docs: Tokens,
    group: GroupContext,
    has_schemes: bool,
}

/// The context of a group, `module` being where its requests and responses stand, seen from the trait.
pub(crate) fn context(
    plan: &Plan,
    schemes: &Schemes,
    index: usize,
    group: &Group,
    module: Option<&str>,
) -> GroupContext {
    let docs = docs_or(&group.docs, "Operations of the API.");
    of_operations(plan, schemes, docs, &group.type_name, members(plan, index), module)
}

/// The context of a trait of these operations.
pub(crate) fn of_operations<'a>(
    plan: &Plan,
    schemes: &Schemes,
    docs: TokenStream,
    name: &str,
    operations: impl Iterator<Item = &'a OperationPlan>,
    module: Option<&str>,
) -> GroupContext {
    let place = Place { group: name, module };
    GroupContext {
        docs: Tokens::from(docs),
        name: Tokens::new(ident(name)),
        operations: operations
            .map(|operation| operation::context(plan, schemes, operation, place))
            .collect(),
    }
}

/// The file of a group that has a module of its own.
pub(crate) fn file(plan: &Plan, schemes: &Schemes, index: usize, group: &Group) -> GroupFileContext {
    let docs = format!(
        "The trait `{}`, and the requests and responses of its operations.",
        group.type_name
    );
    GroupFileContext {
        module_docs: Tokens::from(Docs::line(&docs).inner()),
        group: context(plan, schemes, index, group, None),
        has_schemes: !schemes.is_empty(),
    }
}

/// The groups of a plan, where each has a module of its own.
pub(crate) fn modules(plan: &Plan) -> Vec<ModuleContext> {
    let module = |group: &Group| {
        let feature = string(&group.feature);
        let otherwise = match plan.layout.features {
            true => quote!(#[cfg(not(feature = #feature))]),
            false => TokenStream::new(),
        };
        ModuleContext {
            condition: Tokens::from(condition(plan, group)),
            otherwise: Tokens::from(otherwise),
            module: Tokens::new(ident(&group.module_name)),
            name: Tokens::new(ident(&group.type_name)),
        }
    };
    plan.groups.iter().map(module).collect()
}

/// The feature that a group is compiled with, as an attribute; nothing where it always is.
pub(crate) fn condition(plan: &Plan, group: &Group) -> TokenStream {
    let feature = string(&group.feature);
    match plan.layout.features {
        true => quote!(#[cfg(feature = #feature)]),
        false => TokenStream::new(),
    }
}

/// The operations of a group.
pub(crate) fn members(plan: &Plan, index: usize) -> impl Iterator<Item = &OperationPlan> {
    plan.operations.iter().filter(move |operation| operation.group == index)
}
