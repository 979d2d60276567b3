//! Request bodies (OpenAPI 3.1.1, section 4.8.13), and what examples of calls show of bodies.

use serde_json::Value;
use specwright_model::media_type::{essence, is_json};
use specwright_model::{Example, ExampleMessage, Operation, Origin, Payload, RequestBody};

use super::Writer;
use super::members::Members;

/// A body that an example of a call shows.
pub(super) struct ShownBody<'a> {
    /// What tells it from the others.
    pub(super) name: Option<&'a str>,
    pub(super) message: &'a ExampleMessage,
    pub(super) origin: Origin,
}

impl ShownBody<'_> {
    /// The body as an example of a payload; none where it is of another media type, or shows nothing new. A body
    /// without a media type is one of the first payload.
    pub(super) fn example_for(&self, payload: &Payload, is_first: bool) -> Option<Example> {
        let body = self.message.body.as_ref()?;
        let fits = match &self.message.media_type {
            Some(media_type) => essence(media_type) == essence(&payload.media_type),
            None => is_first,
        };
        let value = match is_json(&payload.media_type) {
            // What is no JSON is no example of it; a reader that makes something of it says so among the examples.
            true => serde_json::from_str(body).ok()?,
            false => Value::String(body.clone()),
        };
        let is_known = payload.examples.iter().any(|known| shows(known, &value));
        (fits && !is_known).then(|| Example {
            name: self.name.map(str::to_owned),
            value: Some(value),
            origin: self.origin,
            ..Example::default()
        })
    }
}

/// Whether an example is this value. How a text ends is no difference: descriptions end the last line of a body or not.
pub(super) fn shows(example: &Example, value: &Value) -> bool {
    match (&example.value, value) {
        (Some(Value::String(known)), Value::String(text)) => known.trim_end() == text.trim_end(),
        (known, value) => known.as_ref() == Some(value),
    }
}

impl Writer<'_> {
    pub(super) fn request_body(&mut self, body: &RequestBody, operation: &Operation) -> Members {
        let requests = operation.transactions.iter().filter_map(|transaction| {
            Some(ShownBody {
                name: transaction.name.as_deref(),
                message: transaction.request.as_ref()?,
                origin: transaction.origin,
            })
        });
        let shown: Vec<_> = requests.collect();
        let mut members = Members::default();
        members.text("description", body.description.as_ref());
        members.put("content", self.contents(&body.contents, &shown));
        members.flag("required", body.required);
        members.extensions(&body.extensions);
        members
    }
}
