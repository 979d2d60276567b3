//! Why a request is not passed on to the implementation.

use axum::response::{IntoResponse, Response};
use http::StatusCode;

use super::reply::Reply;
use crate::json::{Encode, Writer};
use crate::problem::Problem;

/// A request that is not passed on to the implementation: the answer to give instead.
#[derive(Debug)]
pub struct Refusal(Box<Reply>);

impl Refusal {
    /// A value is missing although no problem with it was recorded: generated code that does not
    /// fit this crate. The caller gets 500.
    #[must_use]
    pub fn incomplete() -> Self {
        Self(Box::new(Reply::internal_error()))
    }

    /// A status and what went wrong.
    pub(crate) fn new(status: StatusCode, detail: &str) -> Self {
        Self::from(Problem::new(status).with_detail(detail))
    }

    /// Adds a header to the answer.
    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        *self.0 = self.0.raw_header(name, value);
        self
    }

    /// The answer to give.
    #[must_use]
    pub fn into_reply(self) -> Reply {
        *self.0
    }
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self(Box::new(Reply::problem(&problem)))
    }
}

impl From<Refusal> for Reply {
    fn from(refusal: Refusal) -> Self {
        refusal.into_reply()
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        self.into_reply().into_response()
    }
}

/// The part of a request that a value stands in (OpenAPI 3.1.1, section 4.8.12.1).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Place {
    /// A variable of the path template.
    Path,
    /// The query.
    Query,
    /// The headers.
    Header,
    /// The `Cookie` header.
    Cookie,
    /// The body.
    Body,
}

impl Place {
    /// The word for the place in a problem: `path`, `query`, `header`, `cookie` or `body`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
            Self::Body => "body",
        }
    }
}

/// How bad a problem of a request is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Severity {
    /// It cannot be read: 400.
    Malformed,
    /// It can be read and is not allowed: 422.
    Invalid,
}

/// One problem of a request and its place: an entry of `errors` in the problem details.
#[derive(Clone, Debug)]
pub(crate) struct RequestProblem {
    pub(crate) severity: Severity,
    pub(crate) place: Place,
    /// The name of the parameter; empty for a body.
    pub(crate) name: String,
    /// A JSON pointer into the value, empty for the whole of it.
    pub(crate) pointer: String,
    pub(crate) detail: String,
}

impl Encode for RequestProblem {
    fn encode(&self, out: &mut Writer) {
        let filled = |text: &String| (!text.is_empty()).then(|| text.clone());
        out.object()
            .required("detail", &self.detail)
            .required("in", &self.place.as_str())
            .optional("name", &filled(&self.name))
            .optional("pointer", &filled(&self.pointer));
    }
}

/// A problem and its place, as an entry of `errors` has it.
#[cfg(feature = "gateway")]
pub(crate) fn located_problem(place: Place, name: &str, violation: crate::json::Violation) -> impl Encode {
    RequestProblem {
        severity: Severity::Malformed,
        place,
        name: name.to_owned(),
        pointer: violation.pointer,
        detail: violation.message,
    }
}

/// All problems of a request in one refusal: 400 when anything could not be read, else 422.
pub(crate) fn refuse(problems: &[RequestProblem]) -> Refusal {
    let malformed = problems.iter().any(|problem| problem.severity == Severity::Malformed);
    let status = if malformed {
        StatusCode::BAD_REQUEST
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let detail = match problems {
        [_] => "the request has a problem".to_owned(),
        _ => format!("the request has {} problems", problems.len()),
    };
    let problem = Problem::new(status).with_detail(detail);
    Refusal::from(
        problems
            .iter()
            .fold(problem, |problem, error| problem.with_error(error)),
    )
}
