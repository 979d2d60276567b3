//! The client side: requests over reqwest, with credentials, retries, limits and typed errors.
//!
//! A generated client wraps [`Client`] and [`ClientBuilder`]; each of its operations is a constant
//! [`Operation`], a [`Request`] that is filled by name and value, and a match on the status of the
//! [`Reply`], or of [`Arriving`] where a body is read while it arrives. Whoever uses a generated
//! client meets [`Response`] and [`Error`].
//!
//! # What it does not do
//! - A credential is never sent to another origin than the base URL's, or than that of the server
//!   which the description gives an operation; it is never part of an error and never shown by
//!   `Debug`.
//! - Only requests that are idempotent (RFC 9110, section 9.2.2) are sent again.
//! - No value leads to another host or resource than its operation's: see
//!   [`write_path`](crate::parameter::write_path).

mod address;
mod arriving;
mod boundary;
mod builder;
mod credential;
mod error;
mod exchange;
mod hook;
mod multipart;
mod operation;
mod redirect;
mod reply;
mod request;
mod response;
mod retry;
mod stream;

use std::fmt;
use std::sync::Arc;

pub use futures_core::Stream;
pub use reqwest;

pub use arriving::Arriving;
pub use builder::{BuildError, ClientBuilder};
pub use credential::Credential;
pub use error::{DecodeError, Error, Failure, InvalidRequest, MissingCredential, TransportError};
pub use hook::{Outcome, ResponseInfo};
pub use multipart::MultipartForm;
pub use operation::{Operation, SecurityRef};
pub use reply::Reply;
pub use request::Request;
pub use response::Response;
pub use retry::RetryPolicy;
pub use stream::{ByteStream, Events, Items, StreamError};

use builder::Settings;

/// A configured client. Cheap to clone; clones share their connections.
#[derive(Clone)]
pub struct Client {
    settings: Arc<Settings>,
}

impl Client {
    /// Starts to configure a client. `base_url` is the address that the API description names;
    /// empty if it names none.
    pub fn builder(base_url: &str) -> ClientBuilder {
        ClientBuilder::new(base_url)
    }

    /// Starts a request for an operation.
    #[must_use]
    pub fn request(&self, operation: &'static Operation) -> Request<'_> {
        Request::new(&self.settings, operation)
    }

    /// The address that the paths of operations are appended to.
    #[must_use]
    pub fn base_url(&self) -> &str {
        self.settings.base.as_str()
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.settings.fmt(formatter)
    }
}
