//! What the root of a client crate is filled with.

use serde::Serialize;
use specwright_render::Tokens;
use specwright_rust::{Group, Plan, ident, string};
use specwright_target::docs_or;

use crate::{
    credential::{self, CredentialContext},
    features,
    names::FacetName,
    operation::{MethodContext, NamedOperation, method},
    servers::{self, ServerContext},
};

/// The context of `client/lib.rs`.
#[derive(Serialize)]
pub(crate) struct LibraryContext {
    docs: Tokens,
    /// Whether groups are compiled with features.
    features: bool,
    base_url: Option<Tokens>,
    /// Operations that are methods of the client itself.
    methods: Vec<MethodContext>,
    facets: Vec<FacetContext>,
    credentials: Vec<CredentialContext>,
    servers: Vec<ServerContext>,
}

/// A method of the client that gives the operations of a group.
#[derive(Serialize)]
struct FacetContext {
    docs: Tokens,
    condition: Tokens,
    method: Tokens,
    module: Tokens,
    type_name: Tokens,
}

impl LibraryContext {
    /// The context for a plan whose groups have these facets.
    pub(crate) fn new(plan: &Plan, facets: &[Option<FacetName>], operations: &[NamedOperation<'_>]) -> Self {
        let is_method = |group: usize| facets.get(group).is_none_or(Option::is_none);
        let methods = operations.iter().filter(|operation| is_method(operation.plan.group));
        Self {
            docs: Tokens::from(plan.docs.inner()),
            features: plan.layout.features,
            base_url: plan.base_url.as_deref().map(|url| Tokens::new(string(url))),
            methods: methods.map(|operation| method(plan, operation, false)).collect(),
            facets: facets
                .iter()
                .zip(&plan.groups)
                .filter_map(|(name, group)| Some(facet(plan, group, name.as_ref()?)))
                .collect(),
            credentials: plan.security_schemes.iter().filter_map(credential::context).collect(),
            servers: servers::contexts(plan),
        }
    }
}

fn facet(plan: &Plan, group: &Group, name: &FacetName) -> FacetContext {
    FacetContext {
        docs: Tokens::from(docs_or(&group.docs, &described(group))),
        condition: Tokens::from(features::condition(plan, group)),
        method: Tokens::new(ident(&name.method)),
        module: Tokens::new(ident(&group.module_name)),
        type_name: Tokens::new(ident(&name.type_name)),
    }
}

/// What is said of a group of which the document says nothing.
pub(crate) fn described(group: &Group) -> String {
    match &group.tag {
        Some(tag) => format!("The operations of `{}`.", tag.replace('`', "'")),
        None => "The operations of no group.".to_owned(),
    }
}
