//! The choice among the example calls of an operation, and answers that are byte for byte as an example shows them.

use axum::body::{Body, Bytes};
use http::header::CONTENT_TYPE;
use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue};

use super::comparison::Received;
use super::preferred_code;
use super::transactions::{ExampleResponse, Transaction, of_operation};
use crate::media_type::MediaType;
use crate::server::context::preferred;
use crate::server::incoming::receive_whole;
use crate::server::operation::{BodyUse, Operation};
use crate::server::refusal::Refusal;
use crate::server::reply::Reply;
use crate::server::routes::Limits;

/// Header fields that say how a message is carried: they are true of the example's connection, not of this one.
const NOT_SENT: [&str; 9] = [
    "connection",
    "content-encoding",
    "content-length",
    "keep-alive",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "proxy-connection",
];

/// What the example calls of an operation say of the answer to a request. On a server that is no mock: nothing.
pub(crate) struct Examples {
    transactions: &'static [Transaction],
    chosen: Option<Chosen>,
}

/// The response of the example that the request is like.
#[derive(Clone, Copy)]
struct Chosen {
    response: &'static ExampleResponse,
    /// Whether the request is the example's, so that nothing else about it has to be looked at.
    is_equal: bool,
}

impl Examples {
    /// Compares a request with the example requests of its operation. The body is received only where one may be told
    /// from another by it, and given back.
    ///
    /// # Errors
    /// A body that cannot be received within the limits.
    pub(crate) async fn compare(
        operation: &'static Operation,
        request: &Parts,
        body: Body,
        limits: Limits,
    ) -> Result<(Self, Body), Refusal> {
        let transactions = of_operation(&request.extensions, operation);
        let mut examples = Self {
            transactions,
            chosen: None,
        };
        if transactions.is_empty() || preferred_code(&request.headers).is_some() {
            return Ok((examples, body));
        }
        let takes_body = operation.body != BodyUse::None;
        let shows_body = transactions.iter().any(|it| it.request.body.is_some());
        if !takes_body && !shows_body {
            examples.chosen = choose(
                transactions,
                &Received::new(&request.headers, &[], false),
                &request.headers,
            );
            return Ok((examples, body));
        }
        let bytes: Bytes = receive_whole(&request.headers, body, limits).await?;
        let received = Received::new(&request.headers, &bytes, takes_body);
        examples.chosen = choose(transactions, &received, &request.headers);
        drop(received);
        Ok((examples, Body::from(bytes)))
    }

    /// The answer to a request that equals an example request.
    pub(crate) fn answer(&self) -> Option<Reply> {
        let chosen = self.chosen.filter(|chosen| chosen.is_equal)?;
        Some(verbatim(chosen.response))
    }

    /// What became of the request, as the examples show it: the response of the example that the request is like, else
    /// the first one of the reply's status and media type. As it is, where no example shows it.
    ///
    /// A request that is refused gets the refusal of the example that it is like, and no other response of one.
    pub(crate) fn shown(&self, outcome: Result<Reply, Refusal>) -> Result<Reply, Refusal> {
        let chosen = self.chosen.map(|chosen| chosen.response);
        match outcome {
            Ok(reply) => Ok(chosen.or_else(|| self.like(&reply)).map_or(reply, verbatim)),
            Err(refusal) => match chosen.filter(|response| (400..500).contains(&response.status)) {
                Some(response) => Ok(verbatim(response)),
                None => Err(refusal),
            },
        }
    }

    /// The first response of a reply's status and media type.
    fn like(&self, reply: &Reply) -> Option<&'static ExampleResponse> {
        let media_type = media_type_of(reply.headers());
        let is_like = |response: &&ExampleResponse| {
            response.status == reply.status().as_u16()
                && response.message.media_type.map(essence) == media_type
                && (response.message.body.is_some() || media_type.is_none())
        };
        self.transactions.iter().flat_map(|it| it.responses).find(is_like)
    }
}

/// The example with the most facts that hold, the first of those with as many.
fn choose(transactions: &'static [Transaction], received: &Received, headers: &HeaderMap) -> Option<Chosen> {
    let mut best: Option<(usize, Chosen)> = None;
    for transaction in transactions {
        let Some(likeness) = received.compare(&transaction.request, transactions) else {
            continue;
        };
        let Some(response) = accepted(transaction.responses, headers) else {
            continue;
        };
        if best.as_ref().is_none_or(|(facts, _)| likeness.facts > *facts) {
            let is_equal = likeness.is_equal;
            best = Some((likeness.facts, Chosen { response, is_equal }));
        }
    }
    best.map(|(_, chosen)| chosen)
}

/// The first response, or the one of its status whose media type the caller likes better; `None` where they like none.
fn accepted(responses: &'static [ExampleResponse], headers: &HeaderMap) -> Option<&'static ExampleResponse> {
    let first = responses.first()?;
    if first.message.media_type.is_none() {
        return Some(first);
    }
    let same_status = || responses.iter().filter(|it| it.status == first.status);
    let offered: Vec<&str> = same_status().filter_map(|it| it.message.media_type).collect();
    let media_type = preferred(headers, &offered)?;
    same_status().find(|it| it.message.media_type == Some(media_type))
}

/// A response byte for byte. Header fields that HTTP cannot carry are left out.
fn verbatim(response: &ExampleResponse) -> Reply {
    let message = &response.message;
    // These never have a body (RFC 9110, sections 15.3.5, 15.3.6 and 15.4.5).
    let body = match response.status {
        204 | 205 | 304 => "",
        _ => message.body.unwrap_or_default(),
    };
    let body = Bytes::from_static(body.as_bytes());
    let mut reply = Reply::of(response.status, message.media_type, body);
    for (name, value) in message.headers {
        let is_said = message.media_type.is_some() && name.eq_ignore_ascii_case(CONTENT_TYPE.as_str());
        if is_said || NOT_SENT.iter().any(|other| name.eq_ignore_ascii_case(other)) {
            continue;
        }
        let name = HeaderName::try_from(*name).ok();
        if let Some((name, value)) = name.zip(HeaderValue::from_bytes(value.trim().as_bytes()).ok()) {
            reply = reply.with_header(name, value);
        }
    }
    reply
}

/// The media type of a reply, without parameters.
fn media_type_of(headers: &HeaderMap) -> Option<String> {
    headers.get(CONTENT_TYPE)?.to_str().ok().map(essence)
}

/// A media type without parameters; what is none, as it is.
fn essence(text: &str) -> String {
    MediaType::parse(text).map_or_else(|| text.to_owned(), |media_type| media_type.essence())
}
