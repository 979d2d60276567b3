//! Passing requests on as they are.

use std::sync::Arc;

use http::header::{ACCEPT, HeaderName};
use percent_encoding::percent_decode_str;

use super::pass_on::answered;
use super::refused_by;
use crate::client::{self, Request};
use crate::gateway::engine::Engine;
use crate::gateway::evaluate::text_of;
use crate::gateway::forward::{Forward, REST};
use crate::json::Violation;
use crate::parameter::{Parameter, read_path};
use crate::server::{self, Incoming, NOT_WELL_ENCODED, Place, Refusal, Reply, well_encoded};

/// A method of a path that is passed on.
#[derive(Debug)]
pub(in crate::gateway) struct Forwarding {
    forward: &'static Forward,
    called: &'static client::Operation,
    engine: Arc<Engine>,
    /// The query parameter that callers are known by.
    access_query: Option<&'static str>,
}

impl Forwarding {
    /// All methods of a path, each with what is served.
    ///
    /// # Errors
    /// What is wrong with the forward.
    pub(in crate::gateway) fn all(
        forward: &'static Forward,
        engine: &Arc<Engine>,
        access_query: Option<&'static str>,
    ) -> Result<Vec<(&'static server::Operation, Arc<Self>)>, String> {
        let names = forward.trusted_headers.iter();
        let mut names = names.chain(forward.headers.iter().map(|(name, _)| name));
        if let Some(name) = names.find(|name| HeaderName::try_from(**name).is_err()) {
            return Err(format!("speaks of the header `{name}`, which is none"));
        }
        for (name, value) in forward.headers.iter().chain(forward.query) {
            if text_of(value, &engine.binds).is_none() {
                return Err(format!("sends `{name}`, which has no value"));
            }
        }
        let forwardings = forward.operations.iter().map(|(served, called)| {
            let forwarding = Self {
                forward,
                called,
                engine: Arc::clone(engine),
                access_query,
            };
            (served, Arc::new(forwarding))
        });
        Ok(forwardings.collect())
    }

    /// Passes a request on.
    ///
    /// # Errors
    /// A path that would lead elsewhere, and a body that cannot be received.
    pub(in crate::gateway) async fn answer(self: Arc<Self>, mut incoming: Incoming) -> Result<Reply, Refusal> {
        incoming.deny_coding()?;
        let mut request = self.engine.request(self.called);
        let (name, rest) = incoming.last_path_value().unwrap_or_default();
        match checked(&rest) {
            // The slash is the base URL's end.
            Ok(()) if rest.is_empty() => request.encoded_path(REST, String::new()),
            Ok(()) => request.encoded_path(REST, format!("/{rest}")),
            Err(reason) => incoming.problem(Place::Path, name, Violation::new("", reason)),
        }
        self.add_query(&mut request, &incoming);
        self.add_headers(&mut request, &incoming);
        let body = incoming.untyped_body();
        if let Some(refusal) = incoming.refusal() {
            return Err(refusal);
        }
        if let Some((content_type, bytes)) = body {
            request.bytes(bytes, &content_type);
        }
        let answer = self.engine.answer(request).await;
        Ok(match answer {
            Ok(outcome) => answered(outcome, self.called.method == "HEAD", &self.engine),
            Err(fault) => refused_by(&fault, &self.engine.redactor),
        })
    }

    /// The caller's query but for the key of the gateway and what is fixed, and what is fixed.
    fn add_query(&self, request: &mut Request<'_>, incoming: &Incoming) {
        let own = |pair: &&str| {
            let name = pair.split('=').next().unwrap_or_default().replace('+', " ");
            let name = percent_decode_str(&name).decode_utf8_lossy();
            let mut fixed = self
                .forward
                .query
                .iter()
                .map(|(fixed, _)| *fixed)
                .chain(self.access_query);
            fixed.any(|fixed| fixed == name)
        };
        let pairs = incoming.raw_query().split('&').filter(|pair| !own(pair));
        request.encoded_query(pairs.collect::<Vec<_>>().join("&"));
        for (name, value) in self.forward.query {
            if let Some(text) = text_of(value, &self.engine.binds) {
                request.query(&Parameter::query(name), &text);
            }
        }
    }

    fn add_headers(&self, request: &mut Request<'_>, incoming: &Incoming) {
        for name in self.forward.trusted_headers.iter().copied().chain([ACCEPT.as_str()]) {
            let values: Vec<&str> = incoming.header_texts(name).collect();
            if !values.is_empty() {
                request.extra_header(name, &values.join(", "));
            }
        }
        for (name, value) in self.forward.headers {
            if let Some(text) = text_of(value, &self.engine.binds) {
                request.extra_header(name, &text);
            }
        }
    }
}

/// Makes sure that a path leads nowhere but below the base URL, as the upstream may understand it:
/// percent-encoded slashes may be slashes to it, and what follows a semicolon nothing.
fn checked(path: &str) -> Result<(), String> {
    // The characters of a path (RFC 3986, section 3.3); the URL Standard would change others.
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@%/".contains(&byte);
    if !path.bytes().all(allowed) {
        return Err("has a character that must be percent-encoded".to_owned());
    }
    if !well_encoded(path) {
        return Err(NOT_WELL_ENCODED.to_owned());
    }
    let segments = path.strip_suffix('/').unwrap_or(path).split('/');
    for segment in segments.filter(|_| !path.is_empty()) {
        let plain = segment.split(';').next().unwrap_or_default();
        for text in [segment, plain] {
            read_path(&Parameter::path(REST), text).map_err(|malformed| malformed.message)?;
        }
    }
    Ok(())
}
