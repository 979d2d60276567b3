//! Reading a request whose types are known to no code: for gateways.

use http::StatusCode;
use http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, TRANSFER_ENCODING};

use super::Incoming;
use crate::json::{Value, Violation};
use crate::media_type::MediaType;
use crate::parameter::{Parameter, Shape, Style};
use crate::server::operation::BodyUse;
use crate::server::refusal::{Place, Refusal, RequestProblem, Severity, refuse};

impl Incoming {
    /// A parameter, its leaves as texts; `None` when it is absent or malformed, which is kept.
    pub(crate) fn untyped(&mut self, place: Place, parameter: &Parameter) -> Option<Value> {
        self.read(place, parameter).flatten()
    }

    /// The last variable of the path: its name, and its text as it was received, still encoded.
    pub(crate) fn last_path_value(&self) -> Option<(&'static str, String)> {
        self.path_values.last().cloned()
    }

    /// The query as it was received, still encoded.
    pub(crate) fn raw_query(&self) -> &str {
        self.context.uri.query().unwrap_or_default()
    }

    /// The lines of a header that are text.
    pub(crate) fn header_texts(&self, name: &str) -> impl Iterator<Item = &str> {
        let lines = self.context.headers.get_all(name).into_iter();
        lines.filter_map(|value| std::str::from_utf8(value.as_bytes()).ok())
    }

    /// Makes every parameter of the query that is not among the given ones a problem.
    pub(crate) fn deny_other_queries(&mut self, known: &[Parameter]) {
        let takes_any = |parameter: &Parameter| {
            let exploded = parameter.style != Style::DeepObject && parameter.explode;
            parameter.shape == Shape::Object && exploded && parameter.properties.is_empty()
        };
        if known.iter().any(takes_any) {
            return;
        }
        let is_known = |name: &str| {
            known.iter().any(|parameter| {
                let keyed = name
                    .strip_prefix(parameter.name)
                    .is_some_and(|rest| rest.starts_with('['));
                let deep = parameter.style == Style::DeepObject && keyed;
                parameter.name == name || deep || parameter.properties.contains(&name)
            })
        };
        let names = self.query.iter().flat_map(|query| query.names());
        let mut unknown: Vec<String> = names.filter(|name| !is_known(name)).map(str::to_owned).collect();
        unknown.sort_unstable();
        unknown.dedup();
        for name in unknown {
            self.problem(
                Place::Query,
                &name,
                Violation::new("", "the operation has no such parameter"),
            );
        }
    }

    /// The media type of the body as it was received, and the body; `None` without one. A body that
    /// the operation does not take is a problem.
    pub(crate) fn untyped_body(&mut self) -> Option<(String, Vec<u8>)> {
        if self.context.operation.body == BodyUse::None {
            let headers = &self.context.headers;
            let announced = headers
                .get(CONTENT_LENGTH)
                .is_some_and(|length| length.as_bytes() != b"0");
            if announced || headers.contains_key(TRANSFER_ENCODING) {
                self.malformed_body("the operation takes no body");
            }
            return None;
        }
        // An empty text or file is a body, if its media type is told; an empty JSON text is none.
        let may_be_empty = |text: &str| {
            let media_type = MediaType::parse(text);
            media_type.is_some_and(|media_type| {
                !media_type.is_json() && !media_type.is_form() && !media_type.essence().starts_with("multipart/")
            })
        };
        let empty = self.media_type.filter(|text| may_be_empty(text)).map(|_| Vec::new());
        let Some(bytes) = self.body.take().map(Vec::from).or(empty) else {
            if self.context.operation.body == BodyUse::Required {
                self.malformed_body("the body is missing");
            }
            return None;
        };
        let content_type = self.context.headers.get(CONTENT_TYPE);
        let content_type = content_type.and_then(|value| value.to_str().ok());
        Some((content_type.unwrap_or("application/octet-stream").to_owned(), bytes))
    }

    /// Refuses a body with a coding, such as gzip (RFC 9110, sections 8.4 and 15.5.16): nothing here
    /// undoes it.
    pub(crate) fn deny_coding(&self) -> Result<(), Refusal> {
        let mut codings = self.context.headers.get_all(CONTENT_ENCODING).iter();
        if self.body.is_none() || codings.all(|coding| coding.as_bytes().eq_ignore_ascii_case(b"identity")) {
            return Ok(());
        }
        let detail = "the body has a coding; send it as it is";
        let refusal = Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, detail);
        Err(refusal.header(ACCEPT_ENCODING.as_str(), "identity"))
    }

    /// Keeps a problem.
    pub(crate) fn problem(&mut self, place: Place, name: &str, violation: Violation) {
        self.record(Severity::Malformed, place, name, violation);
    }

    /// Where the problems are: the places, and the names of parameters.
    pub(crate) fn problem_places(&self) -> Vec<(Place, String)> {
        let problems = self.problems.iter();
        problems.map(|problem| (problem.place, problem.name.clone())).collect()
    }

    /// The problems that were found.
    pub(crate) fn refusal(self) -> Option<Refusal> {
        let problems: Vec<RequestProblem> = self.problems;
        (!problems.is_empty()).then(|| refuse(&problems))
    }
}
