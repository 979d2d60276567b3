//! Passing on what the upstream answered.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use http::header::{
    self, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, HeaderMap, HeaderName, HeaderValue, X_CONTENT_TYPE_OPTIONS,
};

use crate::Bytes;
use crate::client::{ByteStream, Stream, StreamError};
use crate::gateway::answer::{Answer, StreamedAnswer, content_type};
use crate::gateway::engine::{Engine, Outcome};
use crate::gateway::redact::Redactor;
use crate::server::Reply;

/// Headers that are not passed on: of the connection (RFC 9110, section 7.6.1), and what the
/// upstream says of its own origin, its own credentials, or the length that is written anew.
const OWN_HEADERS: [HeaderName; 18] = [
    header::ALT_SVC,
    header::CONNECTION,
    header::CONTENT_LENGTH,
    header::PROXY_AUTHENTICATE,
    header::PROXY_AUTHORIZATION,
    header::SET_COOKIE,
    header::STRICT_TRANSPORT_SECURITY,
    header::TE,
    header::TRAILER,
    header::TRANSFER_ENCODING,
    header::UPGRADE,
    header::WWW_AUTHENTICATE,
    HeaderName::from_static("clear-site-data"),
    HeaderName::from_static("keep-alive"),
    HeaderName::from_static("nel"),
    HeaderName::from_static("proxy-connection"),
    HeaderName::from_static("report-to"),
    HeaderName::from_static("set-cookie2"),
];

/// What callers are answered.
pub(super) fn answered(outcome: Outcome, is_head: bool, engine: &Arc<Engine>) -> Reply {
    match outcome {
        Outcome::Answer(answer) => passed_on(answer, is_head, &engine.redactor),
        Outcome::Stream(answer) => streamed_on(answer, engine),
        Outcome::Value(value) => Reply::json(200, &value),
    }
}

/// The answer of the upstream: its status, its body, and its headers but those that are not for the
/// caller. Of an answer to `HEAD` the length is the upstream's too.
fn passed_on(answer: Answer, is_head: bool, redactor: &Redactor) -> Reply {
    let length = answer.headers.get(CONTENT_LENGTH).filter(|_| is_head).cloned();
    let Answer { status, headers, body } = answer.without_secrets(redactor);
    let reply = with_headers(Reply::of(status.as_u16(), None, body.into()), &headers, redactor);
    match length {
        Some(length) => reply.with_header(CONTENT_LENGTH, length),
        None => reply,
    }
}

/// The answer of the upstream, its body passed on piece by piece as it arrives.
fn streamed_on(answer: StreamedAnswer, engine: &Arc<Engine>) -> Reply {
    let StreamedAnswer {
        status,
        mut headers,
        body,
        // A stream may last for hours, and holds up nobody else.
        turn: _,
    } = answer;
    let body = Pieces {
        body,
        engine: Arc::clone(engine),
    };
    let reply = Reply::byte_stream(status.as_u16(), content_type(&headers).unwrap_or_default(), body);
    headers.remove(header::CONTENT_TYPE);
    with_headers(reply, &headers, &engine.redactor)
}

fn with_headers(reply: Reply, headers: &HeaderMap, redactor: &Redactor) -> Reply {
    let of_connection: Vec<HeaderName> = named_by_connection(headers);
    let passed_on = headers.iter().filter(|(name, value)| {
        is_passed_on(name) && !of_connection.contains(name) && !redactor.finds_one_in(value.as_bytes())
    });
    let reply = passed_on.fold(reply, |reply, (name, value)| {
        reply.with_header(name.clone(), value.clone())
    });
    // A page that somebody put into the upstream must not run as a page of the gateway, whose key it
    // could use: a browser gives it an origin of its own, and takes no text for a script.
    reply
        .with_header(CONTENT_SECURITY_POLICY, HeaderValue::from_static("sandbox"))
        .with_header(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"))
}

fn is_passed_on(name: &HeaderName) -> bool {
    !OWN_HEADERS.contains(name) && *name != X_CONTENT_TYPE_OPTIONS && !name.as_str().starts_with("access-control-")
}

/// The headers that the field `Connection` names: they are of the connection too.
fn named_by_connection(headers: &HeaderMap) -> Vec<HeaderName> {
    let texts = headers.get_all(header::CONNECTION).iter().map(HeaderValue::to_str);
    let names = texts.flatten().flat_map(|text| text.split(','));
    names
        .filter_map(|name| HeaderName::try_from(name.trim()).ok())
        .collect()
}

/// The pieces of a stream. The operator is told of one that breaks.
struct Pieces {
    body: ByteStream,
    engine: Arc<Engine>,
}

impl Stream for Pieces {
    type Item = Result<Bytes, StreamError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        let piece = ready!(Pin::new(&mut this.body).poll_next(context));
        if let Some(Err(error)) = &piece {
            this.engine.tell(error);
        }
        Poll::Ready(piece)
    }
}
