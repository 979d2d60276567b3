//! The server side: routing, authorization, extraction and answers, over axum.
//!
//! A generated crate declares its operations as constant data ([`Operation`]), reads requests from
//! an [`Incoming`], answers with a [`Reply`] and puts the two together in a table of [`Routes`].
//! What a caller sends never makes it panic: it is answered with problem details (RFC 9457), all
//! problems of a request at once.

mod authorizer;
mod challenge;
mod context;
mod credential;
mod dispatch;
mod identity;
mod incoming;
pub mod mock;
mod multipart;
mod operation;
mod path_template;
#[cfg(feature = "serve")]
mod program;
mod refusal;
mod reply;
mod routes;
mod security;
#[cfg(feature = "serve")]
mod serve;
mod stream;

pub use axum::{self, Router};
pub use futures_core::Stream;

pub use authorizer::{AllowAll, Attempt, AuthorizeWith, Authorizer, Denied, DenyAll, authorize_with};
#[cfg(feature = "gateway")]
pub(crate) use challenge::quoted;
pub use context::Context;
pub use credential::{ClientCertificate, Credential, PresentedCredential};
pub use identity::Identity;
pub use incoming::{Incoming, Parts};
#[cfg(feature = "gateway")]
pub(crate) use incoming::{NOT_WELL_ENCODED, receive_whole};
pub use operation::{BodyUse, Operation};
#[cfg(feature = "gateway")]
pub(crate) use path_template::well_encoded;
#[cfg(feature = "serve")]
pub use program::Program;
#[cfg(feature = "gateway")]
pub(crate) use program::{complain, interrupted, say};
#[cfg(feature = "gateway")]
pub(crate) use refusal::located_problem;
pub use refusal::{Place, Refusal};
pub use reply::Reply;
#[cfg(feature = "gateway")]
pub(crate) use routes::Limits as BodyLimits;
pub use routes::Routes;
pub use security::{KeyPlace, SchemeKind, SecurityScheme, SecurityUse};
#[cfg(feature = "gateway")]
pub(crate) use serve::listen;
#[cfg(feature = "serve")]
pub use serve::serve;
pub use stream::{Events, Items};
