//! What the builder of a client has for each security scheme.

use proc_macro2::TokenStream;
use quote::quote;
use serde::Serialize;
use specwright_model::{ApiKeyPlace, SecurityKind};
use specwright_render::Tokens;
use specwright_rust::{Docs, SchemePlan, ident, string};

use crate::request::ArgumentContext;

/// A method of the builder that takes a credential.
#[derive(Serialize)]
pub(crate) struct CredentialContext {
    docs: Tokens,
    method: Tokens,
    /// The scheme's name in the document.
    scheme: Tokens,
    arguments: Vec<ArgumentContext>,
    credential: Tokens,
}

/// How a credential is made.
struct Credential {
    docs: &'static str,
    arguments: Vec<(&'static str, TokenStream)>,
    expression: TokenStream,
}

/// A builder's method for a scheme; none for those that no credential in a request fulfils.
pub(crate) fn context(scheme: &SchemePlan) -> Option<CredentialContext> {
    let credential = credential(&scheme.kind)?;
    let mut docs = Docs::line(credential.docs);
    docs.paragraph(&format!("The security scheme `{}`.", scheme.name.replace('`', "'")));
    let lines: Vec<&str> = scheme.docs.lines().collect();
    docs.paragraph(&lines.join("\n"));
    let arguments = credential.arguments.into_iter();
    Some(CredentialContext {
        docs: Tokens::from(docs.outer()),
        method: Tokens::new(ident(&scheme.method_name)),
        scheme: Tokens::new(string(&scheme.name)),
        arguments: arguments.map(|(name, ty)| ArgumentContext::new(name, ty)).collect(),
        credential: Tokens::from(credential.expression),
    })
}

fn credential(kind: &SecurityKind) -> Option<Credential> {
    let secret = quote!(impl Into<runtime::Secret>);
    Some(match kind {
        SecurityKind::ApiKey { place, field } => {
            let field = string(field);
            let constructor = ident(match place {
                ApiKeyPlace::Header => "api_key_header",
                ApiKeyPlace::Query => "api_key_query",
                ApiKeyPlace::Cookie => "api_key_cookie",
            });
            Credential {
                docs: "Sends this key with requests that ask for it.",
                arguments: vec![("key", secret)],
                expression: quote!(runtime::client::Credential::#constructor(#field, key)),
            }
        }
        SecurityKind::Basic => Credential {
            docs: "Sends this user name and password with requests that ask for them.",
            arguments: vec![("username", quote!(impl Into<String>)), ("password", secret)],
            expression: quote!(runtime::client::Credential::basic(username, password)),
        },
        SecurityKind::Bearer { .. } | SecurityKind::OAuth2 { .. } | SecurityKind::OpenIdConnect { .. } => Credential {
            docs: "Sends this token with requests that ask for it.",
            arguments: vec![("token", secret)],
            expression: quote!(runtime::client::Credential::bearer(token)),
        },
        SecurityKind::Http { .. } => Credential {
            docs: "Sends this as the `Authorization` header of requests that ask for it.",
            arguments: vec![("credentials", secret)],
            expression: quote!(runtime::client::Credential::api_key_header(
                "Authorization",
                credentials
            )),
        },
        SecurityKind::MutualTls | SecurityKind::Other { .. } => return None,
    })
}
