//! Configuring a client.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::header::{HeaderMap, HeaderName, HeaderValue, USER_AGENT};
use reqwest::redirect;

use super::Client;
use super::address::BaseUrl;
use super::credential::{Credential, Credentials};
use super::hook::{AfterResponse, BeforeRequest, ResponseInfo};
use super::operation::Operation;
use super::retry::RetryPolicy;

/// Everything that is the same for all requests of a client.
pub(super) struct Settings {
    pub(super) base: BaseUrl,
    /// Whether the base URL is the user's own choice, and not what the description names.
    pub(super) base_is_chosen: bool,
    pub(super) http: reqwest::Client,
    /// Whether redirects are followed here; a caller's own HTTP client decides by itself.
    pub(super) follows_redirects: bool,
    pub(super) credentials: Credentials,
    pub(super) headers: HeaderMap,
    pub(super) timeout: Duration,
    pub(super) response_limit: usize,
    pub(super) retries: RetryPolicy,
    pub(super) before_request: Option<BeforeRequest>,
    pub(super) after_response: Option<AfterResponse>,
}

impl Settings {
    /// Where an operation is served: at its own server, where it has one and the user chose none.
    ///
    /// # Errors
    /// What is wrong with the operation's server.
    pub(super) fn base_of(&self, operation: &Operation) -> Result<Cow<'_, BaseUrl>, String> {
        match operation.server {
            Some(server) if !self.base_is_chosen => self
                .base
                .sibling(server)
                .map(Cow::Owned)
                .map_err(|reason| format!("the operation's server `{server}` cannot be used: {reason}")),
            _ => Ok(Cow::Borrowed(&self.base)),
        }
    }
}

impl fmt::Debug for Settings {
    /// Shows no header values and no credentials.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Client")
            .field("base_url", &self.base.as_str())
            .field("credentials", &self.credentials)
            .field("timeout", &self.timeout)
            .field("response_limit", &self.response_limit)
            .field("retries", &self.retries)
            .finish_non_exhaustive()
    }
}

/// Configures a [`Client`].
#[derive(Clone)]
#[must_use = "`build` makes the client"]
pub struct ClientBuilder {
    base_url: String,
    base_is_chosen: bool,
    credentials: BTreeMap<String, Credential>,
    headers: Vec<(String, String)>,
    user_agent: Option<String>,
    timeout: Duration,
    connect_timeout: Duration,
    response_limit: usize,
    retries: RetryPolicy,
    http_client: Option<reqwest::Client>,
    before_request: Option<BeforeRequest>,
    after_response: Option<AfterResponse>,
}

impl ClientBuilder {
    pub(super) fn new(base_url: &str) -> Self {
        Self {
            base_url: base_url.to_owned(),
            base_is_chosen: false,
            credentials: BTreeMap::new(),
            headers: Vec::new(),
            user_agent: None,
            timeout: Duration::from_secs(30),
            connect_timeout: Duration::from_secs(10),
            response_limit: 64 * 1024 * 1024,
            retries: RetryPolicy::new(),
            http_client: None,
            before_request: None,
            after_response: None,
        }
    }

    /// Sets the address that the paths of operations are appended to, also of operations that are
    /// described to be served elsewhere: http or https, without user information, query and fragment.
    pub fn base_url(mut self, url: &str) -> Self {
        url.clone_into(&mut self.base_url);
        self.base_is_chosen = true;
        self
    }

    /// Sets the credential of a security scheme, by the scheme's name in the document.
    pub fn credential(mut self, scheme: &str, credential: Credential) -> Self {
        self.credentials.insert(scheme.to_owned(), credential);
        self
    }

    /// Adds a header to every request. Its value counts as a secret.
    pub fn default_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Sets the header `User-Agent`.
    pub fn user_agent(mut self, user_agent: &str) -> Self {
        self.user_agent = Some(user_agent.to_owned());
        self
    }

    /// Sets how long one attempt may take, from the connection to the end of the response's body:
    /// 30 seconds unless set.
    ///
    /// Of a response whose body is read as a stream this holds for the head, and then for the time
    /// between two pieces of the body.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Sets how long a connection may take to be made: 10 seconds unless set. A client set with
    /// [`ClientBuilder::http_client`] has its own.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// Sets how many bytes the body of a response may have, or each event or item of one that is
    /// read as a stream: 64 MiB unless set.
    pub fn response_limit(mut self, bytes: usize) -> Self {
        self.response_limit = bytes;
        self
    }

    /// Sets when idempotent requests are sent again.
    pub fn retries(mut self, policy: RetryPolicy) -> Self {
        self.retries = policy;
        self
    }

    /// Sends through another HTTP client: with a proxy, certificates, a pool of its own.
    ///
    /// Its policy for redirects holds. reqwest's default takes credentials that are not in the
    /// header `Authorization` along to other hosts: give it `redirect::Policy::none()`.
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.http_client = Some(client);
        self
    }

    /// Calls `hook` with every request, just before each attempt to send it.
    pub fn before_request(mut self, hook: impl Fn(&mut reqwest::Request) + Send + Sync + 'static) -> Self {
        self.before_request = Some(Arc::new(hook));
        self
    }

    /// Calls `hook` after each attempt, successful or not.
    pub fn after_response(mut self, hook: impl Fn(&ResponseInfo<'_>) + Send + Sync + 'static) -> Self {
        self.after_response = Some(Arc::new(hook));
        self
    }

    /// Makes the client.
    ///
    /// # Errors
    /// A base URL, header or credential that cannot be used, or a TLS library that does not start.
    pub fn build(self) -> Result<Client, BuildError> {
        let base = BaseUrl::parse(&self.base_url)
            .map_err(|reason| BuildError::new(format!("the base URL cannot be used: {reason}")))?;
        let mut credentials = Credentials::default();
        for (scheme, credential) in self.credentials {
            let placed = credential
                .place()
                .map_err(|reason| BuildError::new(format!("the credential for `{scheme}` cannot be used: {reason}")))?;
            credentials.insert(scheme, placed);
        }
        let mut headers = HeaderMap::new();
        if let Some(user_agent) = &self.user_agent {
            headers.insert(USER_AGENT, header_value("User-Agent", user_agent)?);
        }
        for (name, value) in &self.headers {
            let header = HeaderName::try_from(name.as_str())
                .map_err(|_| BuildError::new(format!("`{name}` is no name of a header")))?;
            let mut value = header_value(name, value)?;
            value.set_sensitive(true);
            headers.append(header, value);
        }
        let follows_redirects = self.http_client.is_none();
        let http = match self.http_client {
            Some(client) => client,
            None => default_http_client(self.connect_timeout)?,
        };
        let settings = Settings {
            base,
            base_is_chosen: self.base_is_chosen,
            http,
            follows_redirects,
            credentials,
            headers,
            timeout: self.timeout,
            response_limit: self.response_limit,
            retries: self.retries,
            before_request: self.before_request,
            after_response: self.after_response,
        };
        Ok(Client {
            settings: Arc::new(settings),
        })
    }
}

impl fmt::Debug for ClientBuilder {
    /// Shows no header values, no credentials, and no address that was not checked yet.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ClientBuilder")
            .field("credentials", &self.credentials)
            .field("timeout", &self.timeout)
            .field("connect_timeout", &self.connect_timeout)
            .field("response_limit", &self.response_limit)
            .field("retries", &self.retries)
            .finish_non_exhaustive()
    }
}

fn header_value(name: &str, value: &str) -> Result<HeaderValue, BuildError> {
    HeaderValue::try_from(value).map_err(|_| {
        BuildError::new(format!(
            "the value of `{name}` has a character that a header cannot have"
        ))
    })
}

/// A client that follows no redirects: [`redirect`](super::redirect) does, within the origin.
fn default_http_client(connect_timeout: Duration) -> Result<reqwest::Client, BuildError> {
    reqwest::Client::builder()
        .redirect(redirect::Policy::none())
        .referer(false)
        .connect_timeout(connect_timeout)
        .build()
        .map_err(|error| BuildError {
            message: "the HTTP client cannot be made".to_owned(),
            source: Some(error.without_url()),
        })
}

/// Why no client could be made.
#[derive(Debug)]
pub struct BuildError {
    message: String,
    source: Option<reqwest::Error>,
}

impl BuildError {
    fn new(message: String) -> Self {
        Self { message, source: None }
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for BuildError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|error| error as _)
    }
}
