//! The way of a request: route, example calls (of a mock), authorization, negotiation, implementation.

use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::task::Poll;

use axum::body::Body;
use axum::extract::Request;
use axum::response::{IntoResponse as _, Response};
use http::header::ALLOW;
use http::request::Parts;
use http::{HeaderMap, Method, StatusCode};

use super::authorizer::{AnyAuthorizer, Attempt, Denied, DeniedReason};
use super::challenge::challenges;
use super::context::{Context, is_credential_header, mark_credentials, preferred};
use super::credential::{self, PresentedCredential};
use super::identity::Identity;
use super::incoming::Incoming;
use super::mock::{Examples, Memory, admits};
use super::operation::Operation;
use super::path_template::PathValues;
use super::refusal::Refusal;
use super::reply::Reply;
use super::routes::{Answer, Found, Limits, Route, Table};

/// A table of operations, ready to answer.
pub(crate) struct Server {
    pub(crate) table: Table,
    pub(crate) authorizer: Arc<dyn AnyAuthorizer>,
    pub(crate) limits: Limits,
}

impl Server {
    /// Answers one request, whatever it is and whatever the implementation does.
    pub(crate) async fn answer(self: Arc<Self>, request: Request) -> Response {
        let (parts, body) = request.into_parts();
        let head = parts.method == Method::HEAD;
        let answer = Box::pin(async move { self.pass_on(parts, body).await });
        let reply = catch_panic(answer).await.unwrap_or_else(|| Ok(Reply::internal_error()));
        let reply = reply.unwrap_or_else(Refusal::into_reply);
        if head {
            reply.without_body().into_response()
        } else {
            reply.into_response()
        }
    }

    async fn pass_on(&self, mut parts: Parts, body: Body) -> Result<Reply, Refusal> {
        let (route, path_values) = match self.table.find(&parts.method, parts.uri.path()) {
            Found::Route(route, values) => (route, values),
            Found::OtherMethods(allowed) if parts.method == Method::OPTIONS => {
                return Ok(Reply::empty(204).raw_header(ALLOW.as_str(), &allowed));
            }
            Found::OtherMethods(allowed) => {
                let detail = "the path has no such method";
                let refusal = Refusal::new(StatusCode::METHOD_NOT_ALLOWED, detail);
                return Err(refusal.header(ALLOW.as_str(), &allowed));
            }
            Found::Nothing => {
                return Err(Refusal::new(StatusCode::NOT_FOUND, "the API has no such path"));
            }
        };
        let memory = Memory::recall(&mut parts);
        let (examples, body) = Examples::compare(route.operation, &parts, body, self.limits).await?;
        memory.keep(match examples.answer() {
            Some(reply) => Ok(reply),
            None => examples.shown(self.carry_out(route, path_values, parts, body).await),
        })
    }

    /// Lets the implementation answer a request that found its operation.
    async fn carry_out(
        &self,
        route: &Route,
        path_values: PathValues,
        parts: Parts,
        body: Body,
    ) -> Result<Reply, Refusal> {
        let identity = self.authorize(route.operation, &parts).await?;
        let accepted = accepted(route.operation, &parts.headers)?;
        let context = context(route.operation, parts, identity, accepted);
        let incoming = Incoming::receive(context, path_values, body, self.limits).await?;
        (route.handler)(incoming).await
    }

    /// Finds out who makes the request: the first alternative of the operation's security
    /// requirement that is met in full decides.
    async fn authorize(&self, operation: &'static Operation, request: &Parts) -> Result<Identity, Refusal> {
        let mut denied: Option<Denied> = None;
        for alternative in operation.security.iter().filter(|uses| !uses.is_empty()) {
            let Some(credentials) = credential::read_all(alternative, request) else {
                continue;
            };
            if !admits(&request.extensions, &credentials) {
                denied.get_or_insert_with(Denied::unauthenticated);
                continue;
            }
            match self.authorizer.decide(attempt(operation, request, credentials)).await {
                Ok(identity) => return Ok(identity),
                Err(new) if denied.as_ref().is_none_or(|old| old.reason < new.reason) => denied = Some(new),
                Err(_) => {}
            }
        }
        let open = operation.security.is_empty() || operation.security.iter().any(|uses| uses.is_empty());
        if open {
            Ok(Identity::anonymous())
        } else {
            Err(deny(operation, denied.as_ref()))
        }
    }
}

fn attempt(operation: &'static Operation, request: &Parts, credentials: Vec<PresentedCredential>) -> Attempt {
    let shown = request
        .headers
        .iter()
        .filter(|(name, _)| !is_credential_header(operation, name));
    Attempt {
        operation: operation.id,
        method: request.method.clone(),
        path: request.uri.path().to_owned(),
        headers: shown.map(|(name, value)| (name.clone(), value.clone())).collect(),
        credentials,
    }
}

/// 401 with the schemes that would do, 403 or 503 (RFC 9110, section 15).
fn deny(operation: &'static Operation, denied: Option<&Denied>) -> Refusal {
    let detail = denied.map_or_else(
        || "credentials are missing or not well formed".to_owned(),
        Denied::to_string,
    );
    let status = match denied.map(|denied| denied.reason) {
        None | Some(DeniedReason::Unauthenticated) => StatusCode::UNAUTHORIZED,
        Some(DeniedReason::Forbidden) => StatusCode::FORBIDDEN,
        Some(DeniedReason::Unavailable) => StatusCode::SERVICE_UNAVAILABLE,
    };
    let refusal = Refusal::new(status, &detail);
    if status != StatusCode::UNAUTHORIZED {
        return refusal;
    }
    challenges(operation, denied.is_some())
        .iter()
        .fold(refusal, |refusal, challenge| {
            refusal.header("www-authenticate", challenge)
        })
}

/// The media type of the operation that the caller likes best, or 406.
fn accepted(operation: &'static Operation, headers: &HeaderMap) -> Result<Option<&'static str>, Refusal> {
    let offered = operation.response_media_types;
    if offered.is_empty() {
        return Ok(None);
    }
    match preferred(headers, offered) {
        Some(accepted) => Ok(Some(accepted)),
        None => {
            let detail = format!("the operation answers with {}", offered.join(", "));
            Err(Refusal::new(StatusCode::NOT_ACCEPTABLE, &detail))
        }
    }
}

fn context(
    operation: &'static Operation,
    mut request: Parts,
    identity: Identity,
    accepted: Option<&'static str>,
) -> Context {
    mark_credentials(operation, &mut request.headers);
    Context {
        operation,
        method: request.method,
        uri: request.uri,
        headers: request.headers,
        extensions: request.extensions,
        identity,
        accepted,
    }
}

/// Runs `answer` to its end; `None` when it panicked. The panic itself has been reported by the
/// panic hook by then; the caller learns nothing of it.
async fn catch_panic(mut answer: Answer) -> Option<Result<Reply, Refusal>> {
    poll_fn(move |context| {
        // A future that panicked is not polled again, so that its broken state is never seen.
        match catch_unwind(AssertUnwindSafe(|| answer.as_mut().poll(context))) {
            Ok(Poll::Pending) => Poll::Pending,
            Ok(Poll::Ready(reply)) => Poll::Ready(Some(reply)),
            Err(_) => Poll::Ready(None),
        }
    })
    .await
}
