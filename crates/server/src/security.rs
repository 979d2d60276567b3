//! Security schemes as constants of the runtime.

use proc_macro2::TokenStream;
use quote::quote;
use serde::Serialize;
use specwright_model::{ApiKeyPlace, SecurityKind};
use specwright_render::Tokens;
use specwright_rust::{OperationPlan, Plan, SchemePlan, ident, string};

#[derive(Serialize)]
pub(crate) struct SchemeContext {
    constant: Tokens,
    name: Tokens,
    kind: Tokens,
}

#[derive(Clone, Serialize)]
pub(crate) struct NeedContext {
    scheme: Tokens,
    scopes: Vec<Tokens>,
}

pub(crate) fn scheme(scheme: &SchemePlan) -> SchemeContext {
    SchemeContext {
        constant: Tokens::new(ident(&scheme.constant_name)),
        name: Tokens::new(string(&scheme.name)),
        kind: Tokens::from(kind(&scheme.kind)),
    }
}

fn kind(kind: &SecurityKind) -> TokenStream {
    match kind {
        SecurityKind::ApiKey { place, field } => {
            let place = ident(match place {
                ApiKeyPlace::Header => "Header",
                ApiKeyPlace::Query => "Query",
                ApiKeyPlace::Cookie => "Cookie",
            });
            let field = string(field);
            quote!(SchemeKind::ApiKey { place: KeyPlace::#place, name: #field })
        }
        SecurityKind::Basic => quote!(SchemeKind::HttpBasic),
        SecurityKind::Bearer { .. } => quote!(SchemeKind::HttpBearer),
        SecurityKind::OAuth2 { .. } => quote!(SchemeKind::OAuth2),
        SecurityKind::OpenIdConnect { .. } => quote!(SchemeKind::OpenIdConnect),
        SecurityKind::MutualTls => quote!(SchemeKind::MutualTls),
        SecurityKind::Http { scheme } => {
            let scheme = string(scheme);
            quote!(SchemeKind::Http { scheme: #scheme })
        }
        SecurityKind::Other { kind } => {
            let kind = string(kind);
            quote!(SchemeKind::Http { scheme: #kind })
        }
    }
}

/// The alternatives of an operation's requirement. A scheme that the document does not declare can be fulfilled by
/// nobody: its alternative is left out, and the reader has reported it.
pub(crate) fn needs(plan: &Plan, operation: &OperationPlan) -> Vec<Vec<NeedContext>> {
    let need = |need: &specwright_model::SecurityUse| {
        let scheme = plan.security_schemes.iter().find(|scheme| scheme.name == need.scheme)?;
        Some(NeedContext {
            scheme: Tokens::new(ident(&scheme.constant_name)),
            scopes: need.scopes.iter().map(|scope| Tokens::new(string(scope))).collect(),
        })
    };
    let alternatives = operation.security.iter();
    alternatives
        .filter_map(|alternative| alternative.all.iter().map(need).collect())
        .collect()
}
