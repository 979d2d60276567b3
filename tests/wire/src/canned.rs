//! A server that knows no API: it answers everything alike, and keeps what it was sent.

use specwright_runtime::server::Router;
use specwright_runtime::server::axum::body::{Body, to_bytes};
use specwright_runtime::server::axum::extract::Request;
use specwright_runtime::server::axum::response::Response;

use crate::Desk;

/// The most bytes of a request that are kept.
const REQUEST_LIMIT: usize = 1 << 20;

/// A request as it came over the wire.
#[derive(Clone, Debug)]
pub struct Received {
    /// The value of the header `Content-Type`.
    pub content_type: String,
    /// The body.
    pub body: Vec<u8>,
}

/// Answers every request with these headers and this body, and keeps it as [`Received`] on the desk.
///
/// # Panics
/// Where a header cannot be sent; the caller of the server gets no answer.
pub fn canned(desk: Desk, status: u16, headers: &[(&str, &str)], body: &str) -> Router {
    let headers: Vec<_> = headers
        .iter()
        .map(|&(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let body = body.to_owned();
    Router::new().fallback(async move |request: Request| {
        let content_type = request.headers().get("content-type").cloned();
        let content_type = content_type.as_ref().and_then(|value| value.to_str().ok());
        let content_type = content_type.unwrap_or_default().to_owned();
        let received = to_bytes(request.into_body(), REQUEST_LIMIT).await.expect("a body");
        desk.keep(Received {
            content_type,
            body: received.to_vec(),
        });
        let response = Response::builder().status(status);
        let response = headers
            .iter()
            .fold(response, |response, (name, value)| response.header(name, value));
        response.body(Body::from(body.clone())).expect("a response")
    })
}
