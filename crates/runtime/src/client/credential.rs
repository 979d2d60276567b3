//! Credentials: where secrets go in a request, and which an operation needs.

use std::collections::BTreeMap;
use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use http::header::{AUTHORIZATION, HeaderName, HeaderValue};
use percent_encoding::utf8_percent_encode;

use super::error::MissingCredential;
use super::operation::Operation;
use crate::Secret;
use crate::media_type::is_token;
use crate::parameter::UNSAFE;

/// What proves to a security scheme who is calling.
#[derive(Clone, Debug)]
pub struct Credential {
    kind: Kind,
}

#[derive(Clone, Debug)]
enum Kind {
    Header { name: String, key: Secret },
    Query { name: String, key: Secret },
    Cookie { name: String, key: Secret },
    Basic { username: String, password: Secret },
    Bearer { token: Secret },
}

impl Credential {
    /// An API key in a header.
    #[must_use]
    pub fn api_key_header(name: impl Into<String>, key: impl Into<Secret>) -> Self {
        Self {
            kind: Kind::Header {
                name: name.into(),
                key: key.into(),
            },
        }
    }

    /// An API key in the query.
    #[must_use]
    pub fn api_key_query(name: impl Into<String>, key: impl Into<Secret>) -> Self {
        Self {
            kind: Kind::Query {
                name: name.into(),
                key: key.into(),
            },
        }
    }

    /// An API key in a cookie.
    #[must_use]
    pub fn api_key_cookie(name: impl Into<String>, key: impl Into<Secret>) -> Self {
        Self {
            kind: Kind::Cookie {
                name: name.into(),
                key: key.into(),
            },
        }
    }

    /// A user name and password (RFC 7617).
    #[must_use]
    pub fn basic(username: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self {
            kind: Kind::Basic {
                username: username.into(),
                password: password.into(),
            },
        }
    }

    /// A token (RFC 6750), of OAuth 2.0 and OpenID Connect too.
    #[must_use]
    pub fn bearer(token: impl Into<Secret>) -> Self {
        Self {
            kind: Kind::Bearer { token: token.into() },
        }
    }

    /// Makes the text that is sent. `Err` tells why there is none, without the secret.
    pub(super) fn place(&self) -> Result<Placed, &'static str> {
        match &self.kind {
            Kind::Header { name, key } => {
                let name =
                    HeaderName::try_from(name.as_str()).map_err(|_| "the name of the header is not a valid one")?;
                Ok(Placed::Header(name, sensitive(key.expose())?))
            }
            Kind::Query { name, key } => {
                let encoded = |text| utf8_percent_encode(text, UNSAFE);
                let pair = format!("{}={}", encoded(name), encoded(key.expose()));
                Ok(Placed::Query(Secret::new(pair)))
            }
            Kind::Cookie { name, .. } if !is_token(name) => Err("the name of the cookie is not a valid one"),
            Kind::Cookie { name, key } => {
                let plain = |byte| matches!(byte, b'!' | b'#'..=b'+' | b'-'..=b':' | b'<'..=b'[' | b']'..=b'~');
                if !key.expose().bytes().all(plain) {
                    return Err("the key has a character that a cookie cannot have");
                }
                Ok(Placed::Cookie(Secret::new(format!("{name}={}", key.expose()))))
            }
            Kind::Basic { username, .. } if username.contains(':') => {
                Err("a user name of the scheme Basic cannot have a colon")
            }
            Kind::Basic { username, password } => {
                let pair = BASE64.encode(format!("{username}:{}", password.expose()));
                Ok(Placed::Header(AUTHORIZATION, sensitive(&format!("Basic {pair}"))?))
            }
            Kind::Bearer { token } => Ok(Placed::Header(
                AUTHORIZATION,
                sensitive(&format!("Bearer {}", token.expose()))?,
            )),
        }
    }
}

fn sensitive(text: &str) -> Result<HeaderValue, &'static str> {
    let mut value = HeaderValue::try_from(text).map_err(|_| "the secret has a character that a header cannot have")?;
    value.set_sensitive(true);
    Ok(value)
}

/// A credential as it is sent.
#[derive(Clone, Debug)]
pub(super) enum Placed {
    Header(HeaderName, HeaderValue),
    /// An encoded `name=value`.
    Query(Secret),
    /// `name=value`.
    Cookie(Secret),
}

/// The credentials of a client, by security scheme.
#[derive(Clone, Default)]
pub(super) struct Credentials(BTreeMap<String, Placed>);

impl Credentials {
    pub(super) fn insert(&mut self, scheme: String, credential: Placed) {
        self.0.insert(scheme, credential);
    }

    /// The credentials of the first alternative that has all of its own. Anonymous use, where it
    /// is allowed, is the last resort wherever the document lists it.
    pub(super) fn choose(&self, operation: &Operation) -> Result<Vec<&Placed>, MissingCredential> {
        for alternative in operation.security.iter().filter(|schemes| !schemes.is_empty()) {
            let found: Option<Vec<&Placed>> = alternative.iter().map(|scheme| self.0.get(scheme.name)).collect();
            if let Some(credentials) = found {
                return Ok(credentials);
            }
        }
        let open = operation.security.is_empty();
        if open || operation.security.iter().any(|schemes| schemes.is_empty()) {
            return Ok(Vec::new());
        }
        Err(MissingCredential {
            operation: operation.id,
            alternatives: operation.security,
        })
    }
}

impl fmt::Debug for Credentials {
    /// Shows the names of the schemes only.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_set().entries(self.0.keys()).finish()
    }
}
