//! Security schemes and what operations require of them.

use serde::Serialize;

use crate::{Extensions, Origin};

/// A way to prove who is calling.
#[derive(Clone, Debug, Serialize)]
pub struct SecurityScheme {
    /// The name by which operations require it; unique in an API.
    pub name: String,
    /// What it is, as CommonMark.
    pub description: Option<String>,
    /// How it works.
    pub kind: SecurityKind,
    /// Where the metadata of the authorization server is (RFC 8414).
    pub metadata_url: Option<String>,
    /// Whether it should no longer be used.
    pub deprecated: bool,
    /// Vendor extensions.
    pub extensions: Extensions,
    /// Where it is described.
    pub origin: Origin,
}

/// Where an API key goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ApiKeyPlace {
    /// A header field.
    Header,
    /// The query.
    Query,
    /// A cookie.
    Cookie,
}

/// How a security scheme works.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum SecurityKind {
    /// A secret in a field of the request.
    ApiKey {
        /// Where the field is.
        place: ApiKeyPlace,
        /// The name of the field.
        field: String,
    },
    /// The Authorization header with a user name and a password (RFC 7617).
    Basic,
    /// The Authorization header with a token (RFC 6750).
    Bearer {
        /// What kind of token it is; for people.
        format: Option<String>,
    },
    /// Another scheme of the Authorization header.
    Http {
        /// The scheme's name, such as `digest`.
        scheme: String,
    },
    /// OAuth 2.0 (RFC 6749): a bearer token that one of these flows gives.
    #[serde(rename = "oauth2")]
    OAuth2 {
        /// The flows.
        flows: Vec<OAuthFlow>,
    },
    /// OpenID Connect: a bearer token.
    OpenIdConnect {
        /// Where the provider's configuration is.
        discovery_url: String,
    },
    /// A certificate of the client.
    MutualTls,
    /// Something else, by the name that the document gives the kind.
    Other {
        /// That name.
        kind: String,
    },
}

/// The grant of an OAuth flow (RFC 6749, section 1.3, and RFC 8628).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OAuthGrant {
    /// Implicit.
    Implicit,
    /// The resource owner's password.
    Password,
    /// The client's credentials.
    ClientCredentials,
    /// An authorization code.
    AuthorizationCode,
    /// A device code.
    DeviceAuthorization,
}

/// An OAuth flow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OAuthFlow {
    /// Its grant.
    pub grant: OAuthGrant,
    /// Where the user consents.
    pub authorization_url: Option<String>,
    /// Where a device asks for the code that its user enters (RFC 8628, section 3.1).
    pub device_authorization_url: Option<String>,
    /// Where the token is fetched.
    pub token_url: Option<String>,
    /// Where the token is renewed.
    pub refresh_url: Option<String>,
    /// What can be asked for.
    pub scopes: Vec<Scope>,
}

/// A scope of OAuth.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Scope {
    /// Its name.
    pub name: String,
    /// What it allows.
    pub description: Option<String>,
}

/// Schemes that must all be fulfilled. Empty: nothing is asked of the caller.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SecurityRequirement {
    /// The schemes.
    pub all: Vec<SecurityUse>,
}

/// A scheme with the scopes that an operation asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SecurityUse {
    /// The scheme's name; one of [`Api::security_schemes`](crate::Api::security_schemes).
    pub scheme: String,
    /// The scopes, or roles, by name.
    pub scopes: Vec<String>,
}
