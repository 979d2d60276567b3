//! Sending a request until there is a response to give back.

use std::pin::Pin;
use std::time::{Duration, SystemTime};

use tokio::time::{Instant, timeout_at};

use super::arriving::Arriving;
use super::builder::Settings;
use super::error::{Failure, InvalidRequest, TransportError};
use super::hook::{Outcome, ResponseInfo};
use super::operation::Operation;
use super::redirect;
use super::reply::Reply;
use super::response::Head;
use super::retry::{RetryPolicy, is_idempotent, is_temporary, retry_after};

/// A response, or part of one, on its way.
///
/// It is boxed so that it is compiled here, once, and not in every crate that awaits it.
pub(super) type Expected<'client, R> = Pin<Box<dyn Future<Output = Result<R, Failure>> + Send + 'client>>;

/// Sends a request, as often as the policy says, and receives the whole response.
pub(super) fn exchange<'client>(
    settings: &'client Settings,
    operation: &'static Operation,
    request: reqwest::Request,
) -> Expected<'client, Reply> {
    Box::pin(exchange_until_done(settings, operation, request, Arriving::into_reply))
}

/// Sends a request, as often as the policy says, and receives the head of the response.
pub(super) fn start<'client>(
    settings: &'client Settings,
    operation: &'static Operation,
    request: reqwest::Request,
) -> Expected<'client, Arriving> {
    let as_it_is = |arriving| -> Expected<'static, Arriving> { Box::pin(std::future::ready(Ok(arriving))) };
    Box::pin(exchange_until_done(settings, operation, request, as_it_is))
}

/// Sends a request until there is a response for good, or no further attempt; `complete` belongs
/// to each attempt.
async fn exchange_until_done<R: AsRef<Head>>(
    settings: &Settings,
    operation: &'static Operation,
    request: reqwest::Request,
    complete: fn(Arriving) -> Expected<'static, R>,
) -> Result<R, Failure> {
    let policy = if is_idempotent(request.method()) {
        settings.retries
    } else {
        RetryPolicy::none()
    };
    let mut attempt = 1;
    loop {
        let result = attempt_once(settings, operation, &request, attempt, complete).await;
        let asked = match result.as_ref().map(AsRef::as_ref) {
            Ok(head) if is_temporary(head.status) => retry_after(&head.headers, SystemTime::now()),
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

async fn attempt_once<R: AsRef<Head>>(
    settings: &Settings,
    operation: &'static Operation,
    request: &reqwest::Request,
    attempt: u32,
    complete: fn(Arriving) -> Expected<'static, R>,
) -> Result<R, Failure> {
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
    let result = match receive_head(settings, operation, request).await {
        Ok(arriving) => complete(arriving).await,
        Err(failure) => Err(failure),
    };
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

/// Sends a request and receives the head of the response, within the request's time limit.
async fn receive_head(
    settings: &Settings,
    operation: &'static Operation,
    mut request: reqwest::Request,
) -> Result<Arriving, Failure> {
    // reqwest's own limit would hold for a streamed body as a whole. It is set all the same, since
    // without one a caller's own HTTP client has its default.
    let limit = request.timeout_mut().replace(Duration::MAX).unwrap_or(Duration::MAX);
    let deadline = Instant::now().checked_add(limit);
    let sending = async {
        if settings.follows_redirects && !operation.keeps_redirects {
            redirect::execute(&settings.http, request).await
        } else {
            settings.http.execute(request).await
        }
    };
    let response = match deadline {
        Some(deadline) => timeout_at(deadline, sending)
            .await
            .map_err(|_| Failure::Timeout(TransportError::time_is_up(operation.id)))?,
        None => sending.await,
    };
    let mut response = response.map_err(|error| Failure::of_transport(operation.id, error))?;
    let status = response.status();
    let headers = std::mem::take(response.headers_mut());
    Ok(Arriving {
        head: Box::new(Head {
            operation: operation.id,
            status,
            headers,
        }),
        announced: response.content_length().unwrap_or_default(),
        body: reqwest::Body::from(response),
        limit: settings.response_limit,
        deadline,
        idle_limit: limit,
    })
}

fn outcome_of<R: AsRef<Head>>(result: &Result<R, Failure>) -> Outcome {
    match result {
        Ok(response) => Outcome::Status(response.as_ref().status),
        Err(Failure::Timeout(_)) => Outcome::Timeout,
        Err(Failure::ResponseTooLarge { .. }) => Outcome::TooLarge,
        Err(_) => Outcome::Transport,
    }
}
