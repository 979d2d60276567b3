//! What a generated mock is made of: it answers with samples, in the status that the caller asks
//! for.

mod comparison;
mod examples;
mod memory;
mod secret;
#[cfg(test)]
mod tests;
mod transactions;

pub(super) use examples::Examples;
pub(super) use memory::Memory;
pub use memory::with_memory;
pub(super) use secret::admits;
pub use secret::with_secret;
pub use transactions::{ExampleMessage, ExampleResponse, OperationTransactions, Transaction, with_transactions};

use axum::{Extension, Router};
use http::{HeaderMap, StatusCode};

use super::context::Context;
use super::credential::ClientCertificate;
use super::stream::{Events, Items};
use crate::Event;
use crate::json::{Decode, Decoder, Failure, from_slice};
use crate::problem::Problem;

/// Answers with what `respond` gives, or, when a sample in it does not fit, with the problem that
/// `otherwise` makes a response of.
///
/// ```text
/// mock::answer(Response::Problem, || {
///     Ok(match mock::preferred_status(&request.context) {
///         Some(404) => Response::NotFound(mock::sample(ERROR)?),
///         _ => Response::Ok(mock::sample(PET)?),
///     })
/// })
/// ```
pub fn answer<R>(otherwise: fn(Problem) -> R, respond: impl FnOnce() -> Result<R, Box<Problem>>) -> R {
    respond().unwrap_or_else(|problem| otherwise(*problem))
}

/// Lets every caller count as one that presented a certificate: a mock is called without TLS.
pub fn with_certificate(router: Router) -> Router {
    router.layer(Extension(ClientCertificate(Vec::new())))
}

/// The status that the caller prefers: `Prefer: code=404` (RFC 7240, section 2, with the preference
/// that mock servers have in common). `None` when there is none from 200 to 599.
#[must_use]
pub fn preferred_status(context: &Context) -> Option<u16> {
    preferred_code(context.headers())
}

fn preferred_code(headers: &HeaderMap) -> Option<u16> {
    let lines = headers.get_all("prefer").iter().filter_map(|line| line.to_str().ok());
    let preferences = lines.flat_map(|line| line.split([',', ';']));
    let code = preferences
        .filter_map(|preference| preference.split_once('='))
        .find_map(|(name, value)| {
            let named = name.trim().eq_ignore_ascii_case("code");
            named.then(|| value.trim().trim_matches('"').parse().ok()).flatten()
        });
    code.filter(|code| (200..=599).contains(code))
}

/// Reads a sample, given as JSON text, into the type of a body or header.
///
/// # Errors
/// A problem with status 500 when the sample is not of this type, naming what does not fit: the
/// document contradicts itself.
pub fn sample<T: Decode>(json: &'static str) -> Result<T, Box<Problem>> {
    from_slice(json.as_bytes(), Decoder::lenient()).map_err(|failure| Box::new(contradiction(&failure)))
}

/// Reads a sample, given as JSON text, into a stream of one event.
///
/// # Errors
/// Those of [`sample`].
pub fn events<T: Decode + Send + 'static>(json: &'static str) -> Result<Events<T>, Box<Problem>> {
    Ok(Events::from_values([Event::new(sample(json)?)]))
}

/// Reads a sample, given as JSON text, into a stream of one item.
///
/// # Errors
/// Those of [`sample`].
pub fn items<T: Decode + Send + 'static>(json: &'static str) -> Result<Items<T>, Box<Problem>> {
    Ok(Items::from_values([sample(json)?]))
}

fn contradiction(failure: &Failure) -> Problem {
    Problem::new(StatusCode::INTERNAL_SERVER_ERROR)
        .with_title("The document's example does not fit its schema")
        .with_detail(failure.to_string())
}

/// The status code of a preference.
///
/// Codes that are none give 500, which [`preferred_status`] never does.
#[must_use]
pub fn status(code: u16) -> StatusCode {
    StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}
