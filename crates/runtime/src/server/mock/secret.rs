//! A mock that lets in those alone who present a certain secret: so that callers can be tried with wrong ones.

use axum::{Extension, Router};
use http::Extensions;

use crate::secret::Secret;
use crate::server::credential::{Credential, PresentedCredential};

/// The secret that callers must present, as middleware attaches it to a request.
#[derive(Clone)]
struct Expected(Secret);

/// Lets a router take credentials only whose key, token, password or parameters are `secret`; user names may be any. Those
/// that hold no secret (a certificate, and what no standard describes) are taken as they are.
///
/// Who presents others is answered as one whom an [`Authorizer`](crate::server::Authorizer) denies, with 401.
pub fn with_secret(router: Router, secret: impl Into<Secret>) -> Router {
    router.layer(Extension(Expected(secret.into())))
}

/// Whether a server takes the credentials of a request. One that expects no secret takes all.
pub(in crate::server) fn admits(extensions: &Extensions, credentials: &[PresentedCredential]) -> bool {
    let Some(Expected(expected)) = extensions.get::<Expected>() else {
        return true;
    };
    let presented = credentials.iter().filter_map(|presented| secret(&presented.credential));
    presented
        .into_iter()
        .all(|presented| presented.matches(expected.expose()))
}

/// What of a credential nobody else knows.
fn secret(credential: &Credential) -> Option<&Secret> {
    match credential {
        Credential::ApiKey { key } => Some(key),
        Credential::Basic { password, .. } => Some(password),
        Credential::Bearer { token } => Some(token),
        Credential::Http { parameters } => Some(parameters),
        Credential::Certificate(_) | Credential::Other => None,
    }
}
