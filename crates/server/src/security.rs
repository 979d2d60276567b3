//! Security schemes as constants of the runtime.

use proc_macro2::TokenStream;
use quote::quote;
use serde::Serialize;
use specwright_model::{Api, ApiKeyPlace, SecurityKind, SecurityUse};
use specwright_render::Tokens;
use specwright_rust::{Case, Docs, Names, OperationPlan, Plan, ident, string};
use specwright_target::docs_or;

#[derive(Serialize)]
pub(crate) struct SchemeContext {
    docs: Tokens,
    constant: Tokens,
    name: Tokens,
    kind: Tokens,
}

#[derive(Serialize)]
pub(crate) struct NeedContext {
    scheme: Tokens,
    scopes: Vec<Tokens>,
}

/// The security schemes that operations and webhooks require.
pub(crate) struct Schemes {
    list: Vec<Scheme>,
}

struct Scheme {
    name: String,
    constant: String,
    docs: Docs,
    kind: SecurityKind,
}

impl Schemes {
    /// Those of the plan, and those that webhooks alone require.
    pub(crate) fn new(api: &Api, plan: &Plan) -> Self {
        let planned = plan.security_schemes.iter().map(|scheme| Scheme {
            name: scheme.name.clone(),
            constant: scheme.constant_name.clone(),
            docs: scheme.docs.clone(),
            kind: scheme.kind.clone(),
        });
        let mut list: Vec<Scheme> = planned.collect();
        let taken: Vec<String> = list.iter().map(|scheme| scheme.constant.clone()).collect();
        let mut constants = Names::new(&taken.iter().map(String::as_str).collect::<Vec<_>>());
        let used = |name: &str| {
            let alternatives = plan.webhooks.iter().flat_map(|webhook| &webhook.security);
            alternatives
                .flat_map(|alternative| &alternative.all)
                .any(|used| used.scheme == name)
        };
        for scheme in &api.security_schemes {
            if list.iter().any(|known| known.name == scheme.name) || !used(&scheme.name) {
                continue;
            }
            let mut docs = Docs::new();
            if let Some(description) = &scheme.description {
                docs.paragraph(description);
            }
            list.push(Scheme {
                name: scheme.name.clone(),
                constant: constants.claim(&[&scheme.name, &format!("{} scheme", scheme.name)], Case::ShoutySnake),
                docs,
                kind: scheme.kind.clone(),
            });
        }
        Self { list }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub(crate) fn contexts(&self) -> Vec<SchemeContext> {
        let context = |scheme: &Scheme| SchemeContext {
            docs: Tokens::from(docs_or(
                &scheme.docs,
                &format!("The scheme `{}`.", scheme.name.replace('`', "'")),
            )),
            constant: Tokens::new(ident(&scheme.constant)),
            name: Tokens::new(string(&scheme.name)),
            kind: Tokens::from(kind(&scheme.kind)),
        };
        self.list.iter().map(context).collect()
    }

    /// The alternatives of an operation's requirement. A scheme that the document does not declare can be fulfilled
    /// by nobody: its alternative is left out, and the reader has reported it.
    pub(crate) fn needs(&self, operation: &OperationPlan) -> Vec<Vec<NeedContext>> {
        let need = |need: &SecurityUse| {
            let scheme = self.list.iter().find(|scheme| scheme.name == need.scheme)?;
            Some(NeedContext {
                scheme: Tokens::new(ident(&scheme.constant)),
                scopes: need.scopes.iter().map(|scope| Tokens::new(string(scope))).collect(),
            })
        };
        let alternatives = operation.security.iter();
        alternatives
            .filter_map(|alternative| alternative.all.iter().map(need).collect())
            .collect()
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
            quote!(SchemeKind::Other { kind: #kind })
        }
    }
}
