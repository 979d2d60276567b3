//! How much of an example request holds for a request.

use http::HeaderMap;
use http::header::{ACCEPT, CONTENT_TYPE};

use super::transactions::{ExampleMessage, Transaction};
use crate::json::{self, Value};
use crate::media_type::MediaType;

/// Header fields of the transport: no two programs send them alike, so examples are not compared by them.
const OF_TRANSPORT: [&str; 10] = [
    "accept-encoding",
    "connection",
    "content-length",
    "expect",
    "host",
    "keep-alive",
    "te",
    "trailer",
    "transfer-encoding",
    "user-agent",
];

/// What of a request is compared.
pub(super) struct Received<'request> {
    headers: &'request HeaderMap,
    body: &'request [u8],
    /// The body, where it is JSON.
    json: Option<Value>,
    /// Whether the operation takes a body.
    takes_body: bool,
}

/// How much of an example request holds. The more, the better an example stands for the request.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Likeness {
    /// How many facts the example states, all of which hold.
    pub(super) facts: usize,
    /// Whether the request is the example's request: the example states something, and shows all of the body.
    pub(super) is_equal: bool,
}

impl<'request> Received<'request> {
    /// The parts of a request; `body` is empty where there is none.
    pub(super) fn new(headers: &'request HeaderMap, body: &'request [u8], takes_body: bool) -> Self {
        Self {
            headers,
            body,
            json: json::parse(body).ok(),
            takes_body,
        }
    }

    /// Compares the request with an example among all those of the operation; `None` where anything that the example
    /// states does not hold.
    ///
    /// What other examples send and this one does not must be absent: a request without a token is what the example
    /// without one shows, not a request with another token.
    pub(super) fn compare(&self, example: &ExampleMessage, all: &[Transaction]) -> Option<Likeness> {
        let stated = || example.headers.iter().filter(|(name, _)| is_compared(name));
        let others_have_body = || all.iter().any(|other| other.request.has_body());
        let holds = stated().all(|(name, value)| self.has_header(name, value))
            && example
                .media_type
                .is_none_or(|media_type| self.has_media_type(media_type))
            && example.body.is_none_or(|body| self.has_body(body))
            && !only_elsewhere(example, all).any(|name| self.headers.contains_key(name))
            && (self.body.is_empty() || example.has_body() || !others_have_body());
        if !holds {
            return None;
        }
        let facts = stated().count() + usize::from(example.media_type.is_some()) + usize::from(example.body.is_some());
        let may_be_empty = example.media_type.is_none() || !self.takes_body;
        let is_whole = example.body.is_some() || (self.body.is_empty() && may_be_empty);
        Some(Likeness {
            facts,
            is_equal: is_whole && facts > 0,
        })
    }

    /// Whether a header field has a value: on a line of its own, or as all lines together.
    fn has_header(&self, name: &str, value: &str) -> bool {
        let lines = self.headers.get_all(name).iter().map(|line| line.as_bytes());
        let value = value.trim().as_bytes();
        let lines: Vec<&[u8]> = lines.map(<[u8]>::trim_ascii).collect();
        lines.contains(&value) || (lines.len() > 1 && lines.join(&b", "[..]) == value)
    }

    fn has_media_type(&self, stated: &str) -> bool {
        let Some(text) = self.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()) else {
            return false;
        };
        match (MediaType::parse(text), MediaType::parse(stated)) {
            (Some(found), Some(stated)) => found.matches_range(&stated),
            _ => text.trim() == stated.trim(),
        }
    }

    /// Whether the body is that of an example: as JSON where both are JSON, else as text, spaces around it and the kind
    /// of line breaks aside.
    fn has_body(&self, stated: &str) -> bool {
        if let (Some(found), Ok(stated)) = (&self.json, json::parse(stated.as_bytes())) {
            return *found == stated;
        }
        let lines = |text: &str| text.trim().replace("\r\n", "\n");
        std::str::from_utf8(self.body).is_ok_and(|found| lines(found) == lines(stated))
    }
}

/// The header fields that other examples send and this one does not. `Accept` is none of them: it decides which
/// response is given.
fn only_elsewhere<'all>(example: &ExampleMessage, all: &'all [Transaction]) -> impl Iterator<Item = &'all str> {
    let is_stated = |name: &str| example.headers.iter().any(|(own, _)| own.eq_ignore_ascii_case(name));
    let others = all.iter().flat_map(|transaction| transaction.request.headers);
    others
        .map(|(name, _)| *name)
        .filter(move |name| is_compared(name) && !name.eq_ignore_ascii_case(ACCEPT.as_str()) && !is_stated(name))
}

fn is_compared(name: &str) -> bool {
    !OF_TRANSPORT.iter().any(|other| name.eq_ignore_ascii_case(other))
}
