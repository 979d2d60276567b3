{{ docs }}
{% if features %}
//!
//! # Features
//! Each group of operations is compiled with a feature of its own, and so are the types that only it uses; `full`,
//! which is on by default, has all of them. Name those that you use after `default-features = false`, with `rustls`
//! for HTTPS, and the rest costs nothing.
{% endif %}
#![cfg_attr(rustfmt, rustfmt_skip)]
#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![allow(deprecated, unused_imports, confusable_idents, mixed_script_confusables)]
#![allow(
    clippy::disallowed_names,
    clippy::doc_lazy_continuation,
    clippy::doc_overindented_list_items,
    clippy::enum_variant_names,
    clippy::large_enum_variant,
    clippy::too_many_arguments,
    clippy::type_complexity
)]

#[rustfmt::skip]
pub mod operations;
#[rustfmt::skip]
pub mod types;

use specwright_runtime as runtime;

pub use runtime::client::{Error, Response, RetryPolicy};
pub use specwright_runtime;

{% if servers %}
/// The addresses that the description names, for [`ClientBuilder::base_url`].
pub mod servers {
    {% for server in servers %}
    {{ server.docs }}
    {% if server.constant %}
    pub const {{ server.name }}: &str = {{ server.constant }};
    {% else %}
    pub fn {{ server.name }}({% for argument in server.arguments %}{{ argument }}: &str, {% endfor %}) -> String {
        [{% for part in server.parts %}{{ part }},{% endfor %}].concat()
    }
    {% endif %}
    {% endfor %}
}
{% endif %}

/// A client of the API. Clones share their connections.
#[derive(Clone, Debug)]
pub struct Client {
    inner: runtime::client::Client,
}

impl Client {
    {% if base_url %}
    /// The address that is called unless the builder is given another one.
    pub const BASE_URL: &'static str = {{ base_url }};

    /// A builder for a client of [`Client::BASE_URL`].
    pub fn builder() -> ClientBuilder {
        ClientBuilder {
            inner: runtime::client::Client::builder(Self::BASE_URL),
        }
    }
    {% else %}
    /// A builder for a client of the API at `base_url`.
    pub fn builder(base_url: &str) -> ClientBuilder {
        ClientBuilder {
            inner: runtime::client::Client::builder(base_url),
        }
    }
    {% endif %}

    /// The address that is called.
    pub fn base_url(&self) -> &str {
        self.inner.base_url()
    }

    /// The client as the runtime has it, which sends requests of the constants in [`operations`].
    pub fn as_runtime(&self) -> &runtime::client::Client {
        &self.inner
    }

    {% for facet in facets %}
    {{ facet.docs }}
    {{ facet.condition }}
    pub fn {{ facet.method }}(&self) -> operations::{{ facet.module }}::{{ facet.type_name }}<'_> {
        operations::{{ facet.module }}::{{ facet.type_name }}::new(&self.inner)
    }
    {% endfor %}

    {% for method in methods %}
    {{ method.docs }}
    {{ method.condition }}
    {{ method.deprecated }}
    pub fn {{ method.name }}(&self{% for argument in method.arguments %}, {{ argument.name }}: {{ argument.ty }}{% endfor %}) -> {{ method.builder }}<'_> {
        {{ method.builder }}::new(&self.inner{% for argument in method.arguments %}, {{ argument.name }}{% endfor %})
    }
    {% endfor %}
}

/// Makes a [`Client`].
#[derive(Clone, Debug)]
#[must_use = "a builder does nothing until `build` is called"]
pub struct ClientBuilder {
    inner: runtime::client::ClientBuilder,
}

impl ClientBuilder {
    {% for credential in credentials %}
    {{ credential.docs }}
    pub fn {{ credential.method }}(mut self, {% for argument in credential.arguments %}{{ argument.name }}: {{ argument.ty }}, {% endfor %}) -> Self {
        self.inner = self.inner.credential({{ credential.scheme }}, {{ credential.credential }});
        self
    }
    {% endfor %}

    /// Calls the API at this address, an absolute `http` or `https` URL.
    pub fn base_url(mut self, url: &str) -> Self {
        self.inner = self.inner.base_url(url);
        self
    }

    /// Lets one attempt of a request take so long at most; 30 seconds unless said otherwise.
    pub fn timeout(mut self, timeout: std::time::Duration) -> Self {
        self.inner = self.inner.timeout(timeout);
        self
    }

    /// Lets a connection take so long at most; 10 seconds unless said otherwise.
    pub fn connect_timeout(mut self, timeout: std::time::Duration) -> Self {
        self.inner = self.inner.connect_timeout(timeout);
        self
    }

    /// Says when a request is sent again; idempotent ones are, twice, unless said otherwise.
    pub fn retries(mut self, policy: RetryPolicy) -> Self {
        self.inner = self.inner.retries(policy);
        self
    }

    /// Sends a header with every request.
    pub fn default_header(mut self, name: &str, value: &str) -> Self {
        self.inner = self.inner.default_header(name, value);
        self
    }

    /// Names the program that calls.
    pub fn user_agent(mut self, user_agent: &str) -> Self {
        self.inner = self.inner.user_agent(user_agent);
        self
    }

    /// Refuses responses with more bytes than this; 64 MiB unless said otherwise.
    pub fn response_limit(mut self, bytes: usize) -> Self {
        self.inner = self.inner.response_limit(bytes);
        self
    }

    /// Sends requests with a client of one's own.
    pub fn http_client(mut self, client: runtime::client::reqwest::Client) -> Self {
        self.inner = self.inner.http_client(client);
        self
    }

    /// Calls `hook` before each attempt of a request, which it may change.
    pub fn before_request(
        mut self,
        hook: impl Fn(&mut runtime::client::reqwest::Request) + Send + Sync + 'static,
    ) -> Self {
        self.inner = self.inner.before_request(hook);
        self
    }

    /// Calls `hook` after each attempt of a request.
    pub fn after_response(
        mut self,
        hook: impl Fn(&runtime::client::ResponseInfo<'_>) + Send + Sync + 'static,
    ) -> Self {
        self.inner = self.inner.after_response(hook);
        self
    }

    /// The client.
    ///
    /// # Errors
    /// Where the base URL, a header or a credential cannot be used.
    pub fn build(self) -> Result<Client, runtime::client::BuildError> {
        Ok(Client { inner: self.inner.build()? })
    }
}
