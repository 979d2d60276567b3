//! The module that receives webhooks: requests that the API sends to those who use it.

use proc_macro2::TokenStream;
use quote::quote;
use serde::Serialize;
use specwright_render::Tokens;
use specwright_rust::{Docs, Plan, WEBHOOKS_FEATURE, ident};

use crate::{
    group::{self, GroupContext, ModuleContext},
    security::Schemes,
};

/// The name of the trait.
const TRAIT: &str = "Webhooks";

#[derive(Serialize)]
pub(crate) struct WebhooksContext {
    /// The trait; a list, as a crate has one.
    groups: Vec<GroupContext>,
    modules: Vec<ModuleContext>,
    features: bool,
    /// Whether any webhook says who sends it.
    secured: bool,
    has_schemes: bool,
    bounds: Tokens,
}

/// The module's file.
pub(crate) fn context(plan: &Plan, schemes: &Schemes) -> WebhooksContext {
    let docs = Docs::line("Receives the webhooks of the API: one method for each.").outer();
    let group = group::of_operations(plan, schemes, docs, TRAIT, plan.webhooks.iter(), None);
    WebhooksContext {
        groups: vec![group],
        modules: Vec::new(),
        features: false,
        secured: plan.webhooks.iter().any(|webhook| !webhook.security.is_empty()),
        has_schemes: !schemes.is_empty(),
        bounds: Tokens::new(ident(TRAIT)),
    }
}

/// The attribute with which the module is compiled.
pub(crate) fn condition(plan: &Plan) -> TokenStream {
    match plan.layout.features {
        true => quote!(#[cfg(feature = #WEBHOOKS_FEATURE)]),
        false => TokenStream::new(),
    }
}
