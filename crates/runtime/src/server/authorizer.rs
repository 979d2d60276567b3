//! Who may call an operation: the decision that the user of a generated server makes.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use http::{HeaderMap, Method};

use super::credential::{Credential, PresentedCredential};
use super::identity::Identity;
use crate::secret::Secret;

/// Decides who may call an operation.
///
/// It is asked once per alternative of the operation's security requirement for which the caller
/// presented every credential, in the order of the document, until one is granted. Operations that
/// ask for no credentials never reach it, and neither do callers who present none.
///
/// ```
/// use specwright_runtime::server::{Attempt, Authorizer, Denied, Identity};
/// use specwright_runtime::Secret;
///
/// struct OneKey(Secret);
///
/// impl Authorizer for OneKey {
///     async fn authorize(&self, attempt: Attempt) -> Result<Identity, Denied> {
///         match attempt.api_key("partner") {
///             Some(key) if key.matches(self.0.expose()) => Ok(Identity::new("the partner")),
///             _ => Err(Denied::unauthenticated()),
///         }
///     }
/// }
/// ```
pub trait Authorizer: Send + Sync + 'static {
    /// Says who the caller is.
    ///
    /// # Errors
    /// [`Denied`], when the credentials are not valid or do not allow this operation.
    fn authorize(&self, attempt: Attempt) -> impl Future<Output = Result<Identity, Denied>> + Send;
}

/// One attempt to be let in: the operation, and the credentials of one alternative of its security
/// requirement, all of which are present.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Attempt {
    /// The identifier of the operation.
    pub operation: &'static str,
    /// The method of the request.
    pub method: Method,
    /// The path of the request as it was received, without the query.
    pub path: String,
    /// The headers of the request without those that hold credentials.
    pub headers: HeaderMap,
    /// The credentials, in the order of the document, each with the scopes that are needed.
    pub credentials: Vec<PresentedCredential>,
}

impl Attempt {
    /// The credential of the scheme that the document calls `scheme`.
    #[must_use]
    pub fn credential(&self, scheme: &str) -> Option<&Credential> {
        self.presented(scheme).map(|presented| &presented.credential)
    }

    /// The scopes that the operation needs from the scheme that the document calls `scheme`.
    #[must_use]
    pub fn scopes(&self, scheme: &str) -> &'static [&'static str] {
        self.presented(scheme).map_or(&[], |presented| presented.scopes)
    }

    /// The key of an API key scheme.
    #[must_use]
    pub fn api_key(&self, scheme: &str) -> Option<&Secret> {
        match self.credential(scheme)? {
            Credential::ApiKey { key } => Some(key),
            _ => None,
        }
    }

    /// The token of a bearer, OAuth 2 or OpenID Connect scheme.
    #[must_use]
    pub fn bearer(&self, scheme: &str) -> Option<&Secret> {
        match self.credential(scheme)? {
            Credential::Bearer { token } => Some(token),
            _ => None,
        }
    }

    /// The user name and the password of a basic scheme.
    #[must_use]
    pub fn basic(&self, scheme: &str) -> Option<(&str, &Secret)> {
        match self.credential(scheme)? {
            Credential::Basic { username, password } => Some((username, password)),
            _ => None,
        }
    }

    fn presented(&self, scheme: &str) -> Option<&PresentedCredential> {
        self.credentials
            .iter()
            .find(|presented| presented.scheme.name == scheme)
    }
}

/// Why an attempt is not granted.
#[derive(Clone, Debug)]
pub struct Denied {
    pub(crate) reason: DeniedReason,
    pub(crate) detail: Option<String>,
}

/// The kinds of [`Denied`], the one that is reported first being the greatest.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum DeniedReason {
    Unauthenticated,
    Forbidden,
    Unavailable,
}

impl Denied {
    /// The credentials are not valid: the next alternative is tried, and when none is left the
    /// answer is 401 (RFC 9110, section 15.5.2).
    #[must_use]
    pub fn unauthenticated() -> Self {
        Self {
            reason: DeniedReason::Unauthenticated,
            detail: None,
        }
    }

    /// The caller is known and may not call this operation: 403, unless another alternative is
    /// granted. The caller reads `detail`.
    #[must_use]
    pub fn forbidden(detail: impl Into<String>) -> Self {
        Self {
            reason: DeniedReason::Forbidden,
            detail: Some(detail.into()),
        }
    }

    /// The decision could not be made, for example because a token service does not answer: 503.
    #[must_use]
    pub fn unavailable() -> Self {
        Self {
            reason: DeniedReason::Unavailable,
            detail: None,
        }
    }
}

impl fmt::Display for Denied {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reason = match self.reason {
            DeniedReason::Unauthenticated => "the credentials are not valid",
            DeniedReason::Forbidden => "the credentials do not allow this operation",
            DeniedReason::Unavailable => "whether the credentials are valid cannot be told now",
        };
        formatter.write_str(self.detail.as_deref().unwrap_or(reason))
    }
}

impl std::error::Error for Denied {}

/// Lets nobody in.
#[derive(Clone, Copy, Debug, Default)]
pub struct DenyAll;

impl Authorizer for DenyAll {
    async fn authorize(&self, _attempt: Attempt) -> Result<Identity, Denied> {
        Err(Denied::unauthenticated())
    }
}

/// Lets everyone in who presents any credential at all, valid or not: for mocks and tests.
///
/// A caller who presents none is still answered with 401.
#[derive(Clone, Copy, Debug, Default)]
pub struct AllowAll;

impl Authorizer for AllowAll {
    async fn authorize(&self, attempt: Attempt) -> Result<Identity, Denied> {
        Ok(Identity::new(attempt.credentials))
    }
}

/// An [`Authorizer`] made from a function, see [`authorize_with`].
#[derive(Clone, Debug)]
pub struct AuthorizeWith<F>(F);

/// Makes an [`Authorizer`] from a function or closure.
///
/// ```
/// use specwright_runtime::server::{Denied, Identity, authorize_with};
///
/// let authorizer = authorize_with(|attempt| async move {
///     match attempt.bearer("oauth") {
///         Some(token) if token.matches("t0ken") => Ok(Identity::new(7_u32)),
///         _ => Err(Denied::unauthenticated()),
///     }
/// });
/// # let _: &dyn std::any::Any = &authorizer;
/// ```
pub fn authorize_with<F, Answer>(authorize: F) -> AuthorizeWith<F>
where
    F: Fn(Attempt) -> Answer + Send + Sync + 'static,
    Answer: Future<Output = Result<Identity, Denied>> + Send,
{
    AuthorizeWith(authorize)
}

impl<F, Answer> Authorizer for AuthorizeWith<F>
where
    F: Fn(Attempt) -> Answer + Send + Sync + 'static,
    Answer: Future<Output = Result<Identity, Denied>> + Send,
{
    fn authorize(&self, attempt: Attempt) -> impl Future<Output = Result<Identity, Denied>> + Send {
        (self.0)(attempt)
    }
}

impl<A: Authorizer> Authorizer for Arc<A> {
    fn authorize(&self, attempt: Attempt) -> impl Future<Output = Result<Identity, Denied>> + Send {
        A::authorize(self, attempt)
    }
}

/// The answer of an authorizer whose type is not known.
pub(crate) type Decision<'a> = Pin<Box<dyn Future<Output = Result<Identity, Denied>> + Send + 'a>>;

/// [`Authorizer`] as a trait object, so that what uses it is compiled once.
pub(crate) trait AnyAuthorizer: Send + Sync {
    fn decide(&self, attempt: Attempt) -> Decision<'_>;
}

impl<A: Authorizer> AnyAuthorizer for A {
    fn decide(&self, attempt: Attempt) -> Decision<'_> {
        Box::pin(self.authorize(attempt))
    }
}
