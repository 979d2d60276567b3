//! What callers present, and where it stands in a request.

use std::hint::black_box;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::header::{AUTHORIZATION, COOKIE, HeaderMap, HeaderValue};
use http::request::Parts;

use super::security::{KeyPlace, SchemeKind, SecurityScheme, SecurityUse};
use crate::json::Value;
use crate::parameter::{MalformedParameter, Parameter, ParsedQuery, read_cookie, read_query};
use crate::secret::Secret;

/// A credential as it was presented; nobody has checked it yet.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Credential {
    /// The key of an API key scheme.
    ApiKey {
        /// The key.
        key: Secret,
    },
    /// The user name and the password of HTTP basic authentication.
    Basic {
        /// The user name.
        username: String,
        /// The password.
        password: Secret,
    },
    /// The token of a bearer, OAuth 2 or OpenID Connect scheme.
    Bearer {
        /// The token.
        token: Secret,
    },
    /// What follows the name of another scheme in the `Authorization` header.
    Http {
        /// The parameters or the token, as they were sent.
        parameters: Secret,
    },
    /// The certificate of a mutual TLS connection.
    Certificate(ClientCertificate),
    /// Nothing that stands in a known place: of a scheme of another kind, every caller counts as having presented it.
    /// Whether that is so, the authorizer finds out from the request.
    Other,
}

/// A credential, the scheme it is for, and the scopes that the operation needs from it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct PresentedCredential {
    /// The scheme.
    pub scheme: &'static SecurityScheme,
    /// The scopes or roles that the operation needs.
    pub scopes: &'static [&'static str],
    /// What the caller presented.
    pub credential: Credential,
}

/// The client certificate of a connection, in DER.
///
/// This crate does not terminate TLS: what does must put the certificate that it verified into the
/// request's extensions, or mutual TLS schemes count as not presented.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ClientCertificate(pub Vec<u8>);

impl Secret {
    /// Whether this is the same text as `expected`, in a time that does not depend on where they
    /// differ.
    #[must_use]
    pub fn matches(&self, expected: &str) -> bool {
        let (found, expected) = (self.expose().as_bytes(), expected.as_bytes());
        let difference = found
            .iter()
            .zip(expected)
            .fold(0, |sum, (one, other)| black_box(sum | (one ^ other)));
        found.len() == expected.len() && difference == 0
    }
}

/// Reads every credential of one alternative of a security requirement.
///
/// `None` when one is missing, is not well formed or is there twice (which of two keys is meant
/// could be told differently by another server on the way).
pub(crate) fn read_all(uses: &[SecurityUse], request: &Parts) -> Option<Vec<PresentedCredential>> {
    let present = |security_use: &SecurityUse| {
        let credential = read(security_use.scheme.kind, request)?;
        Some(PresentedCredential {
            scheme: security_use.scheme,
            scopes: security_use.scopes,
            credential,
        })
    };
    uses.iter().map(present).collect()
}

fn read(kind: SchemeKind, request: &Parts) -> Option<Credential> {
    match kind {
        SchemeKind::ApiKey { place, name } => {
            let key = match place {
                KeyPlace::Header => single_header(&request.headers, name)?.to_owned(),
                KeyPlace::Query => {
                    let query = ParsedQuery::parse(request.uri.query().unwrap_or_default()).ok()?;
                    text(read_query(&Parameter::query(name), &query))?
                }
                KeyPlace::Cookie => {
                    let lines: Result<Vec<&str>, _> = request
                        .headers
                        .get_all(COOKIE)
                        .iter()
                        .map(HeaderValue::to_str)
                        .collect();
                    text(read_cookie(&Parameter::cookie(name), &lines.ok()?.join("; ")))?
                }
            };
            (!key.is_empty()).then(|| Credential::ApiKey { key: Secret::from(key) })
        }
        SchemeKind::HttpBasic => {
            let decoded = STANDARD.decode(authorization(&request.headers, "Basic")?).ok()?;
            let text = String::from_utf8(decoded).ok()?;
            let (username, password) = text.split_once(':')?;
            Some(Credential::Basic {
                username: username.to_owned(),
                password: Secret::from(password),
            })
        }
        SchemeKind::HttpBearer | SchemeKind::OAuth2 | SchemeKind::OpenIdConnect => {
            let token = authorization(&request.headers, "Bearer")?;
            Some(Credential::Bearer {
                token: Secret::from(token),
            })
        }
        SchemeKind::Http { scheme } => {
            let parameters = authorization(&request.headers, scheme)?;
            Some(Credential::Http {
                parameters: Secret::from(parameters),
            })
        }
        SchemeKind::MutualTls => request
            .extensions
            .get::<ClientCertificate>()
            .cloned()
            .map(Credential::Certificate),
        SchemeKind::Other { .. } => Some(Credential::Other),
    }
}

/// What follows `scheme` in the `Authorization` header, when that is the scheme used.
fn authorization<'request>(headers: &'request HeaderMap, scheme: &str) -> Option<&'request str> {
    let (found, value) = single_header(headers, AUTHORIZATION.as_str())?.split_once(' ')?;
    let value = value.trim_matches(' ');
    (found.eq_ignore_ascii_case(scheme) && !value.is_empty()).then_some(value)
}

/// The value of a header that is there exactly once, when it is visible ASCII.
fn single_header<'request>(headers: &'request HeaderMap, name: &str) -> Option<&'request str> {
    single(headers.get_all(name).iter())?.to_str().ok()
}

fn single<T>(mut values: impl Iterator<Item = T>) -> Option<T> {
    let first = values.next()?;
    values.next().is_none().then_some(first)
}

/// The text of a parameter that could be read and is there.
fn text(read: Result<Option<Value>, MalformedParameter>) -> Option<String> {
    match read.ok()?? {
        Value::String(text) => Some(text),
        _ => None,
    }
}
