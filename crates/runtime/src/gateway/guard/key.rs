//! The key that callers must present.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::header::{AUTHORIZATION, HeaderName};
use http::{HeaderMap, Uri};

use crate::Secret;
use crate::gateway::bind::Binds;
use crate::gateway::definition::Access;
use crate::gateway::evaluate::text_of;
use crate::json::Value;
use crate::parameter::{Parameter, ParsedQuery, read_query};
use crate::server::quoted;

/// What callers must present.
#[derive(Clone)]
pub(super) enum Key {
    /// The whole value of a header.
    Header(HeaderName, Secret),
    /// The value of a query parameter.
    Query(&'static str, Secret),
    /// What follows the name of a scheme in the field `Authorization`.
    Authorization(&'static str, Secret),
}

impl Key {
    pub(super) fn new(access: &Access, binds: &Binds) -> Result<Self, &'static str> {
        let text = |expression| text_of(expression, binds).filter(|text| !text.is_empty());
        let missing = "the key that callers must present has no value";
        Ok(match access {
            Access::Header(name, key) => {
                let name =
                    HeaderName::try_from(*name).map_err(|_| "the key of callers has a name that no header has")?;
                Self::Header(name, text(key).ok_or(missing)?.into())
            }
            Access::Query(name, key) => Self::Query(name, text(key).ok_or(missing)?.into()),
            Access::Basic(username, password) => {
                let pair = format!("{}:{}", text(username).ok_or(missing)?, text(password).ok_or(missing)?);
                Self::Authorization("Basic", STANDARD.encode(pair).into())
            }
            Access::Bearer(token) => Self::Authorization("Bearer", text(token).ok_or(missing)?.into()),
        })
    }

    pub(super) fn is_in(&self, uri: &Uri, headers: &HeaderMap) -> bool {
        match self {
            Self::Header(name, key) => headers.get(name).is_some_and(|value| same(value.as_bytes(), key)),
            Self::Query(name, key) => {
                let query = ParsedQuery::parse(uri.query().unwrap_or_default());
                let value = query.and_then(|query| read_query(&Parameter::query(name), &query));
                matches!(value, Ok(Some(Value::String(text))) if same(text.as_bytes(), key))
            }
            Self::Authorization(scheme, key) => {
                let value = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
                let presented = value.and_then(|value| value.split_once(' '));
                presented.is_some_and(|(presented, value)| {
                    presented.eq_ignore_ascii_case(scheme) && same(value.trim().as_bytes(), key)
                })
            }
        }
    }

    /// How the field `WWW-Authenticate` asks for it (RFC 9110, section 11.6.1), in the words that
    /// generated servers use.
    pub(super) fn challenge(&self) -> String {
        const REALM: &str = "realm=\"gateway\"";
        match self {
            Self::Header(name, _) => format!("ApiKey {REALM}, in=\"header\", name={}", quoted(name.as_str())),
            Self::Query(name, _) => format!("ApiKey {REALM}, in=\"query\", name={}", quoted(name)),
            Self::Authorization(scheme, _) => format!("{scheme} {REALM}"),
        }
    }
}

impl fmt::Debug for Key {
    /// Shows where the key stands.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Header(name, _) => write!(formatter, "Header({name})"),
            Self::Query(name, _) => write!(formatter, "Query({name})"),
            Self::Authorization(scheme, _) => write!(formatter, "Authorization({scheme})"),
        }
    }
}

/// Compares in a time that tells nothing of where the texts differ.
fn same(presented: &[u8], key: &Secret) -> bool {
    let key = key.expose().as_bytes();
    let differences = presented
        .iter()
        .zip(key)
        .fold(0, |all, (one, other)| all | (one ^ other));
    presented.len() == key.len() && differences == 0
}
