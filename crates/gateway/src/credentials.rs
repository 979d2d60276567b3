//! What a gateway proves who it is with, and what it asks of its callers.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;
use specwright_diagnostics::{Diagnostic, Diagnostics};
use specwright_model::{
    Api, ApiKeyPlace, Authentication, Bind, BindLocation, Capability, Credential, Expression, Operation, SecurityKind,
    SecurityRequirement, Upstream,
};
use specwright_rust::{Case, Names, Plan, SchemePlan, string};

use crate::expression::{InputNames, sent};
use crate::findings::finding;
use crate::rules;

/// The credentials of an API without a capability: one for each scheme that is needed to call all of `operations`, each
/// from environment variables that begin with `prefix`.
pub(crate) fn of_operations<'o>(
    operations: impl Iterator<Item = &'o Operation>,
    api: &Api,
    plan: &Plan,
    prefix: &str,
    diagnostics: &mut Diagnostics,
) -> (Vec<Upstream>, Vec<Bind>) {
    let mut needed: Vec<&SchemePlan> = Vec::new();
    for operation in operations {
        let alternatives = operation.security.iter();
        let mut possible: Vec<Vec<&SchemePlan>> = alternatives.filter_map(|it| schemes(plan, it)).collect();
        if possible.is_empty() && !operation.security.is_empty() {
            diagnostics.push(without_credential(operation, api));
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
                // Operations that need no credential, or another one, work without.
                optional: true,
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

/// The finding that an operation can be called with credentials alone that a gateway cannot give.
fn without_credential(operation: &Operation, api: &Api) -> Diagnostic {
    let used = operation.security.iter().flat_map(|it| &it.all);
    let reasons = used.map(|used| {
        let mut schemes = api.security_schemes.iter();
        let reason = schemes
            .find(|scheme| scheme.name == used.scheme)
            .and_then(|scheme| inability(&scheme.kind));
        let reason = reason.unwrap_or_else(|| "knows no such scheme".to_owned());
        format!("`{}`: a gateway {reason}", used.scheme)
    });
    // Alternatives often share a scheme.
    let reasons: BTreeSet<String> = reasons.collect();
    let reasons: Vec<String> = reasons.into_iter().collect();
    let message = format!(
        "calls of the operation fail for want of a credential ({})",
        reasons.join("; ")
    );
    finding(&rules::UNSUPPORTED_CREDENTIAL, operation.origin, message).help(HELP)
}

/// What can be done about a credential that a gateway cannot give.
const HELP: &str =
    "describe a token or a key that the API takes as well, or no credential where a proxy in between adds it";

/// Why a gateway cannot give credentials of a kind; none where it can.
fn inability(kind: &SecurityKind) -> Option<String> {
    Some(match kind {
        SecurityKind::ApiKey { .. }
        | SecurityKind::Basic
        | SecurityKind::Bearer { .. }
        | SecurityKind::OAuth2 { .. }
        | SecurityKind::OpenIdConnect { .. } => return None,
        SecurityKind::Http { scheme } if scheme.eq_ignore_ascii_case("digest") => {
            "does not answer the challenges of Digest (RFC 7616)".to_owned()
        }
        SecurityKind::Http { scheme } => format!("does not know the scheme `{scheme}` of the Authorization header"),
        SecurityKind::MutualTls => "presents no certificate".to_owned(),
        SecurityKind::Other { kind } => format!("does not know the kind `{kind}`"),
    })
}

/// The schemes of an alternative; none where one of them is of a kind that a gateway does not have.
fn schemes<'p>(plan: &'p Plan, requirement: &SecurityRequirement) -> Option<Vec<&'p SchemePlan>> {
    let used = requirement.all.iter().map(|it| {
        let mut schemes = plan.security_schemes.iter();
        let scheme = schemes.find(|scheme| scheme.name == it.scheme)?;
        inability(&scheme.kind).is_none().then_some(scheme)
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
            let reason = inability(&authentication.kind);
            let reason = reason.unwrap_or_else(|| "asks no authorization server for tokens".to_owned());
            let message = format!(
                "calls of `{}` fail for want of a credential: a gateway {reason}",
                authentication.scheme
            );
            let diagnostic = finding(&rules::UNSUPPORTED_CREDENTIAL, authentication.origin, message);
            diagnostics.push(diagnostic.help(HELP));
            continue;
        };
        let scheme = string(&authentication.scheme);
        credentials.push(quote!(UpstreamCredential::new(#scheme, CredentialKind::#kind)));
    }
    credentials
}

/// What callers of an adapter must present, as a constant of the runtime.
///
/// # Errors
/// A credential that a gateway cannot check: without the check, anybody who reaches the adapter could call.
pub(crate) fn access(authentication: &Authentication) -> Result<TokenStream, Diagnostic> {
    let is_cookie = matches!(
        authentication.kind,
        SecurityKind::ApiKey {
            place: ApiKeyPlace::Cookie,
            ..
        }
    );
    let Some(kind) = kind(authentication).filter(|_| !is_cookie) else {
        let message = format!(
            "the adapter `{}` is left out: a gateway cannot check credentials of this kind, and without the check \
             anybody could call",
            authentication.scheme
        );
        let help = "ask for a bearer token, a key or a password, or let a proxy in front of the gateway check callers";
        return Err(finding(&rules::UNSUPPORTED_CREDENTIAL, authentication.origin, message).help(help));
    };
    Ok(quote!(Access::#kind))
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
