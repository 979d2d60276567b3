//! Security schemes and how operations use them: constant data, written by the generator.

/// A security scheme of the document (OpenAPI 3.1.1, section 4.8.27).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct SecurityScheme {
    /// The name that the document gives the scheme.
    pub name: &'static str,
    /// What a caller has to present.
    pub kind: SchemeKind,
}

/// What a caller has to present.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum SchemeKind {
    /// A key in a header, a query parameter or a cookie.
    ApiKey {
        /// Where the key stands.
        place: KeyPlace,
        /// The name of the header, query parameter or cookie.
        name: &'static str,
    },
    /// A user name and a password (RFC 7617).
    HttpBasic,
    /// A bearer token (RFC 6750).
    HttpBearer,
    /// A bearer token that an OAuth 2 server issued.
    OAuth2,
    /// A bearer token that an OpenID provider issued.
    OpenIdConnect,
    /// Another authentication scheme of the `Authorization` header (RFC 9110, section 11.4).
    Http {
        /// The name of the scheme, for example `Digest`.
        scheme: &'static str,
    },
    /// A client certificate, see [`ClientCertificate`](super::ClientCertificate).
    MutualTls,
    /// A kind that no standard describes: the authorizer finds what it needs in the headers of the request.
    Other {
        /// What the document calls the kind.
        kind: &'static str,
    },
}

/// Where an API key stands in a request.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum KeyPlace {
    /// A header.
    Header,
    /// A query parameter.
    Query,
    /// A cookie.
    Cookie,
}

/// A scheme as one alternative of a security requirement names it.
#[derive(Clone, Copy, Debug)]
pub struct SecurityUse {
    /// The scheme.
    pub scheme: &'static SecurityScheme,
    /// The scopes or roles that the operation needs.
    pub scopes: &'static [&'static str],
}

impl SecurityScheme {
    /// A key in a header, a query parameter or a cookie.
    #[must_use]
    pub const fn api_key(name: &'static str, place: KeyPlace, key_name: &'static str) -> Self {
        Self::new(name, SchemeKind::ApiKey { place, name: key_name })
    }

    /// A scheme of any kind.
    #[must_use]
    pub const fn new(name: &'static str, kind: SchemeKind) -> Self {
        Self { name, kind }
    }

    /// The use of this scheme by an operation, with the scopes that the operation needs.
    #[must_use]
    pub const fn needing(&'static self, scopes: &'static [&'static str]) -> SecurityUse {
        SecurityUse { scheme: self, scopes }
    }
}
