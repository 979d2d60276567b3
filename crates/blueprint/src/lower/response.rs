//! Responses, by their statuses.

use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::Value;
use specwright_inference::Role;
use specwright_model::{Example, Header, Response, Schema, SchemaKind, StatusPattern, Text};

use crate::rules;
use crate::syntax::HeaderField;

use super::endpoint::Endpoint;
use super::message::Message;
use super::transaction::Exchange;
use super::{Lowering, Place};

/// Header fields that are the transport's, and that no code of an API sets or reads.
const TRANSPORT: [&str; 9] = [
    "connection",
    "content-length",
    "date",
    "host",
    "keep-alive",
    "server",
    "transfer-encoding",
    "user-agent",
    "accept-encoding",
];

impl<'a, 'b, 't> Lowering<'a, 'b, 't, '_> {
    /// The responses of an operation, in the order of the first of each status.
    pub(super) fn responses(
        &mut self,
        endpoint: &Endpoint<'a, 'b, 't>,
        exchanges: &[Exchange<'a, 'b, 't>],
        (resource, operation): (usize, usize),
    ) -> Vec<Response> {
        let mut by_status: Vec<(u16, Vec<&Message<'a, 'b, 't>>)> = Vec::new();
        let mut last = None;
        for exchange in exchanges {
            // Requests in a row share their responses.
            if last
                .replace(&exchange.responses)
                .is_some_and(|last| Rc::ptr_eq(last, &exchange.responses))
            {
                continue;
            }
            for (status, message) in exchange.responses.iter() {
                match by_status.iter_mut().find(|(code, _)| code == status) {
                    Some((_, known)) => known.push(message),
                    None => by_status.push((*status, vec![message])),
                }
            }
        }
        let mut responses = Vec::new();
        for (code, messages) in by_status {
            let place = Place {
                resource,
                operation,
                response: Some(responses.len()),
                content: 0,
            };
            responses.push(self.response(endpoint, code, &messages, place));
        }
        responses
    }

    fn response(
        &mut self,
        endpoint: &Endpoint<'a, 'b, 't>,
        code: u16,
        messages: &[&Message<'a, 'b, 't>],
        place: Place,
    ) -> Response {
        let mut descriptions: Vec<&str> = Vec::new();
        for description in messages.iter().filter_map(|it| it.description.as_deref()) {
            if !descriptions.contains(&description) {
                descriptions.push(description);
            }
        }
        let with_body: Vec<&Message<'a, 'b, 't>> = match may_have_body(code) {
            true => messages.to_vec(),
            false => {
                messages.iter().for_each(|message| self.say_no_body(code, message));
                Vec::new()
            }
        };
        let role = if code >= 400 { Role::Error } else { Role::Success };
        Response {
            status: StatusPattern::Code(code),
            description: (!descriptions.is_empty()).then(|| descriptions.join("\n\n")),
            headers: self.headers(messages),
            contents: self.contents(endpoint, &with_body, role, Vec::new(), place),
            links: Vec::new(),
            extensions: specwright_model::Extensions::new(),
            origin: messages.first().map(|it| it.origin).unwrap_or_default(),
        }
    }

    fn say_no_body(&mut self, code: u16, message: &Message<'_, '_, '_>) {
        let Some(body) = message.body.filter(|body| !body.text.trim().is_empty()) else {
            return;
        };
        let text = format!("a response of status {code} has no body; this one is left out");
        let finding = self.findings.at(&rules::BODY_NOT_ALLOWED, body.range.clone(), text);
        self.findings
            .push(finding.help("take the body away, or answer with another status, such as 200"));
    }

    /// The header fields of all responses of a status.
    fn headers(&mut self, messages: &[&Message<'a, 'b, 't>]) -> Vec<Header> {
        let mut headers: Vec<Header> = Vec::new();
        // Where each field is in `headers`, and the last message that has it.
        let mut known: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        let mut counts: Vec<usize> = Vec::new();
        for (number, message) in messages.iter().enumerate() {
            for field in message.headers.iter().filter(|field| !is_of_transport(field.name.text)) {
                let example = self.header_example(field);
                let place = known.get_mut(&field.name.text.to_ascii_lowercase());
                if let Some((index, last)) = place
                    && let (Some(header), Some(count)) = (headers.get_mut(*index), counts.get_mut(*index))
                {
                    *count += usize::from(*last != number);
                    *last = number;
                    push_example(&mut header.examples, example);
                    continue;
                }
                known.insert(field.name.text.to_ascii_lowercase(), (headers.len(), number));
                counts.push(1);
                headers.push(Header {
                    name: field.name.text.to_owned(),
                    schema: Some(self.text_schema(field)),
                    examples: example.into_iter().collect(),
                    origin: self.written(field.name.range()),
                    ..Header::default()
                });
            }
        }
        for (header, count) in headers.iter_mut().zip(counts) {
            header.required = count == messages.len();
        }
        headers
    }

    /// A schema of any text, for a header field.
    pub(super) fn text_schema(&mut self, field: &HeaderField<'_>) -> specwright_model::SchemaId {
        let origin = self.concluded(field.name.range());
        self.api.schemas.add(Schema {
            origin,
            ..Schema::of(SchemaKind::String(Text::default()))
        })
    }

    /// The value of a field as an example; none where it is empty.
    pub(super) fn header_example(&self, field: &HeaderField<'_>) -> Option<Example> {
        (!field.value.text.is_empty()).then(|| Example {
            value: Some(Value::String(field.value.text.to_owned())),
            origin: self.written(field.value.range()),
            ..Example::default()
        })
    }
}

pub(super) fn has_field(message: &Message<'_, '_, '_>, name: &str) -> bool {
    message.headers.iter().any(|it| it.name.text.eq_ignore_ascii_case(name))
}

/// Whether a field is the transport's.
pub(super) fn is_of_transport(name: &str) -> bool {
    TRANSPORT.iter().any(|it| it.eq_ignore_ascii_case(name))
}

/// How many examples of one thing are kept.
const EXAMPLES: usize = 100;

/// Adds an example unless its value is there, or there are many.
pub(super) fn push_example(examples: &mut Vec<Example>, example: Option<Example>) {
    if examples.len() >= EXAMPLES {
        return;
    }
    let is_known = |example: &Example| examples.iter().any(|known| known.value == example.value);
    if let Some(example) = example.filter(|it| !is_known(it)) {
        examples.push(example);
    }
}

/// Whether a response of a status may have a body (RFC 9110, section 6.4.1).
fn may_have_body(code: u16) -> bool {
    !matches!(code, 100..=199 | 204 | 205 | 304)
}
