//! Sending a request until there is a response to give back.

use std::pin::Pin;
use std::time::{Instant, SystemTime};

use super::builder::Settings;
use super::error::{Failure, InvalidRequest, TransportError};
use super::hook::{Outcome, ResponseInfo};
use super::operation::Operation;
use super::redirect;
use super::reply::Reply;
use super::response::Head;
use super::retry::{RetryPolicy, is_idempotent, is_temporary, retry_after};

/// Sends a request, as often as the policy says, and receives the whole response.
///
/// The future is boxed so that it is compiled here, once, and not in every crate that awaits it.
pub(super) fn exchange<'client>(
    settings: &'client Settings,
    operation: &'static Operation,
    request: reqwest::Request,
) -> Pin<Box<dyn Future<Output = Result<Reply, Failure>> + Send + 'client>> {
    Box::pin(exchange_until_done(settings, operation, request))
}

async fn exchange_until_done(
    settings: &Settings,
    operation: &'static Operation,
    request: reqwest::Request,
) -> Result<Reply, Failure> {
    let policy = if is_idempotent(request.method()) {
        settings.retries
    } else {
        RetryPolicy::none()
    };
    let mut attempt = 1;
    loop {
        let result = attempt_once(settings, operation, &request, attempt).await;
        let asked = match &result {
            Ok(reply) if is_temporary(reply.status()) => retry_after(reply.headers(), SystemTime::now()),
            Err(Failure::Timeout(_) | Failure::Transport(_)) => None,
            _ => return result,
        };
        match policy.delay(attempt, asked) {
            Some(delay) => tokio::time::sleep(delay).await,
            None => return result,
        }
        attempt += 1;
    }
}

async fn attempt_once(
    settings: &Settings,
    operation: &'static Operation,
    request: &reqwest::Request,
    attempt: u32,
) -> Result<Reply, Failure> {
    let Some(mut request) = request.try_clone() else {
        let reason = "the body cannot be sent again".to_owned();
        return Err(Failure::InvalidRequest(InvalidRequest {
            operation: operation.id,
            reason,
        }));
    };
    if let Some(hook) = &settings.before_request {
        hook(&mut request);
    }
    let method = request.method().clone();
    let mut url = request.url().clone();
    url.set_query(None);
    let started = Instant::now();
    let result = receive(settings, operation, request).await;
    if let Some(hook) = &settings.after_response {
        hook(&ResponseInfo {
            operation: operation.id,
            method: method.as_str(),
            url: url.as_str(),
            outcome: outcome_of(&result),
            attempt,
            elapsed: started.elapsed(),
        });
    }
    result
}

async fn receive(
    settings: &Settings,
    operation: &'static Operation,
    request: reqwest::Request,
) -> Result<Reply, Failure> {
    let failure = |error: reqwest::Error| {
        let timeout = error.is_timeout();
        let error = TransportError {
            operation: operation.id,
            source: error.without_url(),
        };
        if timeout {
            Failure::Timeout(error)
        } else {
            Failure::Transport(error)
        }
    };
    let limit = settings.response_limit;
    let too_large = Failure::ResponseTooLarge {
        operation: operation.id,
        limit,
    };
    let response = if settings.follows_redirects && !operation.keeps_redirects {
        redirect::execute(&settings.http, request).await
    } else {
        settings.http.execute(request).await
    };
    let mut response = response.map_err(failure)?;
    let announced = response.content_length().unwrap_or_default();
    if usize::try_from(announced).map_or(true, |announced| announced > limit) {
        return Err(too_large);
    }
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(failure)? {
        if chunk.len() > limit - body.len() {
            return Err(too_large);
        }
        body.extend_from_slice(&chunk);
    }
    let status = response.status();
    let headers = std::mem::take(response.headers_mut());
    Ok(Reply {
        head: Box::new(Head {
            operation: operation.id,
            status,
            headers,
        }),
        body,
    })
}

fn outcome_of(result: &Result<Reply, Failure>) -> Outcome {
    match result {
        Ok(reply) => Outcome::Status(reply.status()),
        Err(Failure::Timeout(_)) => Outcome::Timeout,
        Err(Failure::ResponseTooLarge { .. }) => Outcome::TooLarge,
        Err(_) => Outcome::Transport,
    }
}
