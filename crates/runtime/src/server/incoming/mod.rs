//! A request on its way to the implementation: its values are asked for one by one, and all of
//! its problems are told at once.

mod body;
mod multipart;
mod parameters;
#[cfg(feature = "gateway")]
mod untyped;

pub use multipart::Parts;

use axum::body::{Body, Bytes, HttpBody as _};
use http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderMap, StatusCode};

use super::context::Context;
use super::operation::BodyUse;
use super::path_template::{PathValues, well_encoded};
use super::refusal::{Place, Refusal, RequestProblem, Severity, refuse};
use super::routes::Limits;
use crate::json::Violation;
use crate::media_type::MediaType;
use crate::parameter::{MalformedParameter, Parameter, ParsedQuery};
use crate::validate::Validator;

/// The most problems that are told at once.
const MOST_PROBLEMS: usize = 100;

/// The most characters of a pointer or a detail that are told.
const MOST_CHARACTERS: usize = 500;

/// What is wrong with `%zz`.
pub(crate) const NOT_WELL_ENCODED: &str = "has a percent sign without two hexadecimal digits after it";

/// A request that found its operation and is authorized.
///
/// Generated code asks it for every parameter and for the body. Each answer is `None` when there
/// was a problem, which is kept; [`Incoming::finish`] refuses the request when there was any.
pub struct Incoming {
    context: Context,
    path_values: PathValues,
    /// `None` when the query as a whole cannot be read.
    query: Option<ParsedQuery>,
    body: Option<Bytes>,
    /// The declared media type that the body has.
    media_type: Option<&'static str>,
    problems: Vec<RequestProblem>,
}

impl Incoming {
    /// Receives the body and splits the query.
    ///
    /// # Errors
    /// A body that cannot be received or has a media type that the operation does not take.
    pub(crate) async fn receive(
        context: Context,
        path_values: PathValues,
        body: Body,
        limits: Limits,
    ) -> Result<Self, Refusal> {
        let mut received = None;
        let mut media_type = None;
        if context.operation.body != BodyUse::None && !body.is_end_stream() {
            media_type = body_media_type(&context)?;
            received = body::receive(body, announced_length(&context.headers), limits).await?;
        } else if context.headers.contains_key(CONTENT_TYPE) {
            // An empty text or file is a body as well: its media type tells that there is one.
            media_type = body_media_type(&context).unwrap_or_default();
        }
        let mut incoming = Self {
            context,
            path_values,
            query: None,
            body: received,
            media_type,
            problems: Vec::new(),
        };
        incoming.split_query();
        Ok(incoming)
    }

    /// The declared media type (or range) that the body has; `None` without a body.
    #[must_use]
    pub fn media_type(&self) -> Option<&'static str> {
        self.media_type
    }

    /// Checks a parameter against the constraints of its schema, if it could be read and is there:
    /// `&value` of an `Option<T>`, `value.iter().flatten()` of an `Option<Option<T>>`.
    pub fn check_parameter<'value, T: 'value>(
        &mut self,
        place: Place,
        parameter: &Parameter,
        value: impl IntoIterator<Item = &'value T>,
        check: impl Fn(&mut Validator, &T),
    ) {
        let mut validator = Validator::new();
        value.into_iter().for_each(|value| check(&mut validator, value));
        self.record_invalid(place, parameter.name, validator);
    }

    /// Checks the body against the constraints of its schema, if it could be read and is there:
    /// `&body` of an `Option<T>`, `body.iter().flatten()` of an `Option<Option<T>>`.
    pub fn check_body<'value, T: 'value>(
        &mut self,
        body: impl IntoIterator<Item = &'value T>,
        check: impl Fn(&mut Validator, &T),
    ) {
        let mut validator = Validator::new();
        body.into_iter().for_each(|body| check(&mut validator, body));
        self.record_invalid(Place::Body, "", validator);
    }

    /// Ends the reading.
    ///
    /// # Errors
    /// A refusal with every problem that was found.
    pub fn finish(self) -> Result<Context, Refusal> {
        if self.problems.is_empty() {
            Ok(self.context)
        } else {
            Err(refuse(&self.problems))
        }
    }

    fn split_query(&mut self) {
        let query = self.context.uri.query().unwrap_or_default();
        let split = if well_encoded(query) {
            ParsedQuery::parse(query)
        } else {
            Err(MalformedParameter {
                message: NOT_WELL_ENCODED.to_owned(),
            })
        };
        match split {
            Ok(query) => self.query = Some(query),
            Err(malformed) => self.malformed(Place::Query, "", malformed.message),
        }
    }

    fn malformed(&mut self, place: Place, name: &str, detail: impl Into<String>) {
        self.record(Severity::Malformed, place, name, Violation::new("", detail));
    }

    fn record(&mut self, severity: Severity, place: Place, name: &str, violation: Violation) {
        if self.problems.len() < MOST_PROBLEMS {
            // A caller chooses the names in a pointer: without a bound, a long one that a hundred
            // problems repeat would make an answer many times the size of the request.
            let (pointer, detail) = (shortened(&violation.pointer), shortened(&violation.message));
            self.problems.push(RequestProblem {
                severity,
                place,
                name: name.to_owned(),
                pointer,
                detail,
            });
        }
    }

    fn record_all(&mut self, severity: Severity, place: Place, name: &str, violations: Vec<Violation>) {
        for violation in violations {
            self.record(severity, place, name, violation);
        }
    }

    fn record_invalid(&mut self, place: Place, name: &str, validator: Validator) {
        if let Err(violations) = validator.finish() {
            self.record_all(Severity::Invalid, place, name, violations);
        }
    }
}

/// As much of a text as an answer repeats.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(MOST_CHARACTERS) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// Receives a body as a whole, to look at it before the request is read; empty where there is none.
///
/// # Errors
/// 413, 408 or 400 when it does not arrive within the limits.
pub(crate) async fn receive_whole(headers: &HeaderMap, body: Body, limits: Limits) -> Result<Bytes, Refusal> {
    let received = body::receive(body, announced_length(headers), limits).await?;
    Ok(received.unwrap_or_default())
}

/// The length of the body as the caller announced it.
fn announced_length(headers: &HeaderMap) -> Option<u64> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// The declared media type that the body has, or 415 with those that there are (RFC 9110, sections
/// 15.5.16 and 12.5.1).
fn body_media_type(context: &Context) -> Result<Option<&'static str>, Refusal> {
    let declared = context.operation.request_media_types;
    if declared.is_empty() {
        return Ok(None);
    }
    let text = context.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let found = text.and_then(MediaType::parse);
    let fits = |range: &&&str| match (&found, MediaType::parse(range)) {
        (Some(found), Some(range)) => found.matches_range(&range),
        _ => false,
    };
    // A type before a range (`image/png` before `image/*`), wherever they stand.
    if let Some(media_type) = declared
        .iter()
        .filter(fits)
        .min_by_key(|range| range.matches('*').count())
    {
        return Ok(Some(media_type));
    }
    let supported = declared.join(", ");
    let detail = format!("the operation takes {supported}");
    let refusal = Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, &detail);
    Err(refusal.header(ACCEPT.as_str(), &supported))
}
