//! Which modules hold the operations, and what they are filled with.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde::Serialize;
use specwright_render::Tokens;
use specwright_rust::{Docs, Group, Plan, ident};

use crate::{
    GROUP, GROUPS, OPERATIONS, features,
    library::described,
    names::FacetName,
    operation::{MethodContext, NamedOperation, OperationContext, method, operation},
};

/// A file with operations.
pub(crate) struct Module {
    pub(crate) path: String,
    /// The name of its template.
    pub(crate) template: &'static str,
    pub(crate) context: ModuleContext,
}

/// The context of a module.
#[derive(Serialize)]
pub(crate) struct ModuleContext {
    docs: Tokens,
    /// Modules below it.
    groups: Vec<GroupContext>,
    facet: Option<FacetContext>,
    /// Who may make request builders.
    visibility: Tokens,
    operations: Vec<OperationContext>,
}

/// The declaration of a group's module.
#[derive(Serialize)]
struct GroupContext {
    condition: Tokens,
    module: Tokens,
    /// Whether its items are also those of the module above.
    merged: bool,
}

/// The struct whose methods are the operations of a group.
#[derive(Serialize)]
struct FacetContext {
    docs: Tokens,
    type_name: Tokens,
    methods: Vec<MethodContext>,
}

/// The modules of the operations: one, or one for each group and one above them.
pub(crate) fn modules(plan: &Plan, facets: &[Option<FacetName>], operations: &[NamedOperation<'_>]) -> Vec<Module> {
    if !plan.layout.facets {
        return vec![Module {
            path: "src/operations.rs".to_owned(),
            template: OPERATIONS.name,
            context: ModuleContext {
                operations: operations.iter().map(|it| operation(plan, it)).collect(),
                visibility: Tokens::from(quote!(pub(super))),
                ..ModuleContext::empty()
            },
        }];
    }
    let mut by_group: Vec<Vec<&NamedOperation<'_>>> = vec![Vec::new(); plan.groups.len()];
    for operation in operations {
        if let Some(group) = by_group.get_mut(operation.plan.group) {
            group.push(operation);
        }
    }
    let groups = plan.groups.iter().map(|group| GroupContext {
        condition: Tokens::from(features::condition(plan, group)),
        module: Tokens::new(ident(&group.module_name)),
        merged: group.tag.is_none(),
    });
    let mut modules = vec![Module {
        path: "src/operations.rs".to_owned(),
        template: GROUPS.name,
        context: ModuleContext {
            groups: groups.collect(),
            ..ModuleContext::empty()
        },
    }];
    for ((group, facet), operations) in plan.groups.iter().zip(facets).zip(by_group) {
        let file = group.module_name.strip_prefix("r#").unwrap_or(&group.module_name);
        modules.push(Module {
            path: format!("src/operations/{file}.rs"),
            template: GROUP.name,
            context: group_context(plan, group, facet.as_ref(), &operations),
        });
    }
    modules
}

fn group_context(
    plan: &Plan,
    group: &Group,
    name: Option<&FacetName>,
    operations: &[&NamedOperation<'_>],
) -> ModuleContext {
    let docs = match group.docs.is_empty() {
        true => Docs::line(&described(group)),
        false => group.docs.clone(),
    };
    // The methods of a facet stand beside the builders; those of the client itself do not.
    let visibility = match name {
        Some(_) => TokenStream::new(),
        None => quote!(pub(crate)),
    };
    let facet = name.map(|name| FacetContext {
        docs: Tokens::from(facet_docs(name)),
        type_name: Tokens::new(ident(&name.type_name)),
        methods: operations.iter().map(|it| method(plan, it, true)).collect(),
    });
    ModuleContext {
        docs: Tokens::from(docs.inner()),
        facet,
        visibility: Tokens::from(visibility),
        operations: operations.iter().map(|it| operation(plan, it)).collect(),
        ..ModuleContext::empty()
    }
}

fn facet_docs(name: &FacetName) -> TokenStream {
    // The name of a method holds nothing that ends a link.
    let link = format!("[`Client::{0}`](super::super::Client::{0})", name.method);
    let line = Literal::string(&format!(" The operations of this group, as {link} gives them."));
    quote!(#[doc = #line])
}

impl ModuleContext {
    fn empty() -> Self {
        let nothing = || Tokens::from(TokenStream::new());
        Self {
            docs: nothing(),
            groups: Vec::new(),
            facet: None,
            visibility: nothing(),
            operations: Vec::new(),
        }
    }
}
