//! What a gateway proves who it is with, and what it asks of its callers.

use proc_macro2::TokenStream;
use quote::quote;
use specwright_diagnostics::Diagnostics;
use specwright_model::{
    Api, ApiKeyPlace, Authentication, Bind, BindLocation, Capability, Credential, Expression, SecurityKind,
    SecurityRequirement, Upstream,
};
use specwright_rust::{Case, Names, Plan, SchemePlan, string};

use crate::expression::{InputNames, sent};
use crate::findings::finding;
use crate::rules;

/// The credentials of an API without a capability: one for each scheme that is needed to call all operations, each from
/// environment variables that begin with `prefix`.
pub(crate) fn of_api(
    api: &Api,
    plan: &Plan,
    prefix: &str,
    diagnostics: &mut Diagnostics,
) -> (Vec<Upstream>, Vec<Bind>) {
    let mut needed: Vec<&SchemePlan> = Vec::new();
    for (_, operation) in api.operations() {
        let alternatives = operation.security.iter();
        let mut possible: Vec<Vec<&SchemePlan>> = alternatives.filter_map(|it| schemes(plan, it)).collect();
        if possible.is_empty() && !operation.security.is_empty() {
            let names: Vec<_> = operation
                .security
                .iter()
                .flat_map(|it| &it.all)
                .map(|it| &it.scheme)
                .collect();
            let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
            let message = format!(
                "requests are sent without the credential that they need: {}",
                names.join(", ")
            );
            diagnostics.push(finding(&rules::UNSUPPORTED_CREDENTIAL, operation.origin, message));
        }
        // What needs nothing new comes first; then what the description names first.
        possible.sort_by_key(|all| {
            all.iter()
                .filter(|it| !needed.iter().any(|known| known.name == it.name))
                .count()
        });
        for scheme in possible.into_iter().next().unwrap_or_default() {
            if needed.iter().all(|known| known.name != scheme.name) {
                needed.push(scheme);
            }
        }
    }
    let mut names = Names::default();
    let (mut upstreams, mut binds) = (Vec::new(), Vec::new());
    for scheme in needed {
        let mut bind = |what: &str| {
            let name = names.claim(&[&format!("{prefix} {what}")], Case::ShoutySnake);
            binds.push(Bind {
                name: name.clone(),
                source_key: name.clone(),
                location: BindLocation::Environment,
                description: Some(format!("The {what} for `{}`", scheme.name)),
                ..Bind::default()
            });
            Expression::Bind(name)
        };
        let method = scheme.method_name.trim_start_matches("r#").replace('_', " ");
        let credential = match scheme.kind {
            SecurityKind::Basic => Credential::Password {
                username: bind("username"),
                password: bind("password"),
            },
            _ => Credential::Token(bind(&method)),
        };
        upstreams.push(Upstream {
            namespace: scheme.name.clone(),
            base_url: Expression::text(plan.base_url.clone().unwrap_or_default()),
            authentication: Some(Authentication {
                scheme: scheme.name.clone(),
                kind: scheme.kind.clone(),
                credential,
                origin: api.origin,
            }),
            origin: api.origin,
        });
    }
    (upstreams, binds)
}

/// The schemes of an alternative; none where one of them is of a kind that a gateway does not have.
fn schemes<'p>(plan: &'p Plan, requirement: &SecurityRequirement) -> Option<Vec<&'p SchemePlan>> {
    let used = requirement.all.iter().map(|it| {
        let mut schemes = plan.security_schemes.iter();
        let scheme = schemes.find(|scheme| scheme.name == it.scheme)?;
        let is_possible = matches!(
            scheme.kind,
            SecurityKind::ApiKey { .. }
                | SecurityKind::Basic
                | SecurityKind::Bearer { .. }
                | SecurityKind::OAuth2 { .. }
                | SecurityKind::OpenIdConnect { .. }
        );
        is_possible.then_some(scheme)
    });
    used.collect()
}

/// The credentials of a capability's upstreams, as constants of the runtime.
pub(crate) fn of_upstreams(capability: &Capability, diagnostics: &mut Diagnostics) -> Vec<TokenStream> {
    let mut credentials = Vec::new();
    for authentication in capability
        .upstreams
        .iter()
        .filter_map(|upstream| upstream.authentication.as_ref())
    {
        let Some(kind) = kind(authentication) else {
            let message = format!(
                "requests to `{}` are sent without a credential: it is of a kind that a gateway does not have",
                authentication.scheme
            );
            diagnostics.push(finding(&rules::UNSUPPORTED_CREDENTIAL, authentication.origin, message));
            continue;
        };
        let scheme = string(&authentication.scheme);
        credentials.push(quote!(UpstreamCredential::new(#scheme, CredentialKind::#kind)));
    }
    credentials
}

/// What callers of an adapter must present, as a constant of the runtime; nothing where there is nothing to present, or
/// nothing that a gateway can check.
pub(crate) fn access(authentication: Option<&Authentication>, diagnostics: &mut Diagnostics) -> Option<TokenStream> {
    let authentication = authentication?;
    let is_cookie = matches!(
        authentication.kind,
        SecurityKind::ApiKey {
            place: ApiKeyPlace::Cookie,
            ..
        }
    );
    let Some(kind) = kind(authentication).filter(|_| !is_cookie) else {
        let message = "callers cannot be asked for a credential of this kind; anybody who reaches the adapter may call";
        diagnostics.push(finding(
            &rules::UNSUPPORTED_CREDENTIAL,
            authentication.origin,
            message.to_owned(),
        ));
        return None;
    };
    Some(quote!(Access::#kind))
}

/// The variant of `CredentialKind`, or of `Access`, with its values; none for a kind that neither has.
fn kind(authentication: &Authentication) -> Option<TokenStream> {
    // No input can get into a credential.
    let value = |expression: &Expression| sent(expression, &InputNames::default()).ok();
    match (&authentication.kind, &authentication.credential) {
        (SecurityKind::ApiKey { place, field }, Credential::Token(token)) => {
            let (field, token) = (string(field), value(token)?);
            Some(match place {
                ApiKeyPlace::Header => quote!(Header(#field, #token)),
                ApiKeyPlace::Query => quote!(Query(#field, #token)),
                ApiKeyPlace::Cookie => quote!(Cookie(#field, #token)),
            })
        }
        (SecurityKind::Basic, Credential::Password { username, password }) => {
            let (username, password) = (value(username)?, value(password)?);
            Some(quote!(Basic(#username, #password)))
        }
        (
            SecurityKind::Bearer { .. } | SecurityKind::OAuth2 { .. } | SecurityKind::OpenIdConnect { .. },
            Credential::Token(token),
        ) => {
            let token = value(token)?;
            Some(quote!(Bearer(#token)))
        }
        _ => None,
    }
}
