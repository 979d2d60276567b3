//! Bodies: one content for each media type, with what is said of it and shown of it.

use serde_json::Value;
use specwright_inference::{PayloadExamples, Role, Sample, StatedProperty};
use specwright_model::{Example, Payload, RequestBody, Schema, SchemaId, SchemaKind, Text, Union};

use super::endpoint::Endpoint;
use super::form;
use super::media_type::MediaType;
use super::message::Message;
use super::naming::text_of;
use super::response::push_example;
use super::transaction::Exchange;
use super::{Lowering, Place};

impl<'a, 'b, 't> Lowering<'a, 'b, 't, '_> {
    /// What an operation sends.
    ///
    /// A request that is shown for what goes wrong says nothing of what is to be sent, unless all are of that kind.
    pub(super) fn request_body(
        &mut self,
        endpoint: &Endpoint<'a, 'b, 't>,
        exchanges: &[Exchange<'a, 'b, 't>],
        stated: Vec<StatedProperty>,
        (resource, operation): (usize, usize),
    ) -> Option<RequestBody> {
        let mut requests: Vec<Message<'a, 'b, 't>> = requests(exchanges).cloned().collect();
        let attributes = endpoint.sites().find_map(|site| site.action.attributes);
        if let Some(attributes) = attributes {
            if requests.is_empty() {
                requests.push(self.described_request(endpoint));
            }
            for request in &mut requests {
                // What is said of the request itself counts more than what is said of the action.
                if request.schema.is_none() && request.attributes.is_none() {
                    request.attributes = Some(attributes);
                    let json = || MediaType::new("application/json");
                    request.form = request.form.take().or_else(|| Some(json()));
                }
            }
        }
        let is_stated = !stated.is_empty();
        if requests.iter().all(|it| it.form.is_none()) && is_stated {
            let mut request = self.described_request(endpoint);
            request.form = Some(MediaType::new("application/json"));
            requests = vec![request];
        }
        // A media type alone says that there is a body only where the method is one that sends what it has in it.
        let sends = matches!(endpoint.method.as_str(), "POST" | "PUT" | "PATCH") || is_stated;
        let has_body = |it: &&Message<'_, '_, '_>| it.has_content() || (it.form.is_some() && sends);
        let with_body: Vec<&Message<'a, 'b, 't>> = requests.iter().filter(has_body).collect();
        let first = *with_body.first()?;
        let description = with_body.iter().find_map(|it| it.description.clone());
        let place = Place {
            resource,
            operation,
            response: None,
            content: 0,
        };
        Some(RequestBody {
            description,
            required: requests.iter().all(Message::has_content) || is_stated,
            origin: first.origin,
            contents: self.contents(endpoint, &with_body, Role::Request, stated, place),
            ..RequestBody::default()
        })
    }

    /// A request that no payload section describes.
    fn described_request(&self, endpoint: &Endpoint<'_, '_, '_>) -> Message<'a, 'b, 't> {
        Message {
            name: None,
            description: None,
            media_type: None,
            form: None,
            headers: Vec::new(),
            body: None,
            json: None,
            schema: None,
            attributes: None,
            origin: self.written(endpoint.first().action.range.clone()),
        }
    }

    /// The contents of messages, one for each media type.
    pub(super) fn contents(
        &mut self,
        endpoint: &Endpoint<'a, 'b, 't>,
        messages: &[&Message<'a, 'b, 't>],
        role: Role,
        stated: Vec<StatedProperty>,
        place: Place,
    ) -> Vec<Payload> {
        let mut by_form: Vec<(&MediaType, Vec<&Message<'a, 'b, 't>>)> = Vec::new();
        for message in messages {
            let Some(form) = &message.form else { continue };
            match by_form.iter_mut().find(|(known, _)| known.is_same(form)) {
                Some((_, known)) => known.push(message),
                None => by_form.push((form, vec![message])),
            }
        }
        let mut stated = Some(stated);
        let mut contents = Vec::new();
        for (content, (form, messages)) in by_form.into_iter().enumerate() {
            let place = Place { content, ..place };
            let name = text_of(endpoint.first().resource.name);
            let fields = match form.is_json() || form.is_form() || form.is_multipart() {
                true => stated.take().unwrap_or_default(),
                false => Vec::new(),
            };
            contents.push(self.content(
                form,
                &messages,
                place,
                PayloadExamples {
                    role,
                    name,
                    stated: fields,
                    ..PayloadExamples::default()
                },
            ));
        }
        contents
    }

    fn content(
        &mut self,
        form: &MediaType,
        messages: &[&Message<'a, 'b, 't>],
        place: Place,
        mut inferred: PayloadExamples,
    ) -> Payload {
        let mut payload = Payload {
            media_type: form.as_str().to_owned(),
            origin: messages.first().map(|it| it.origin).unwrap_or_default(),
            ..Payload::default()
        };
        let mut schemas: Vec<SchemaId> = Vec::new();
        for message in messages {
            if let Some(id) = self.schema(message) {
                self.check_body(message, id, inferred.role);
                if !schemas.contains(&id) {
                    schemas.push(id);
                }
            }
            let example = message.body.zip(message.value()).map(|(body, value)| Example {
                name: message.name.clone(),
                value: Some(value),
                origin: self.written(body.range.clone()),
                ..Example::default()
            });
            push_example(&mut payload.examples, example);
        }
        inferred.origin = payload.origin;
        inferred.samples = messages
            .iter()
            .filter_map(|message| self.sample(form, message))
            .collect();
        let is_empty = inferred.samples.is_empty() && inferred.stated.is_empty();
        payload.schema = match schemas.as_slice() {
            [] if !is_empty => {
                let key = self.inference.add(inferred);
                self.inferred.push((place, key));
                None
            }
            [] => self.text_body(form, &payload),
            [only] => Some(*only),
            _ => Some(self.one_of(schemas, &payload)),
        };
        payload
    }

    /// What a message says that its body is: its schema, else its attributes.
    fn schema(&mut self, message: &Message<'a, 'b, 't>) -> Option<SchemaId> {
        let schema = message.schema.and_then(|asset| self.json_schema(asset));
        schema.or_else(|| message.attributes.map(|attributes| self.attributes(attributes)))
    }

    /// The value that a body shows, where a schema can be concluded from it.
    fn sample(&self, form: &MediaType, message: &Message<'_, '_, '_>) -> Option<Sample> {
        let body = message.body?;
        let value = if form.is_json() {
            message.json.clone()?
        } else if form.is_form() {
            form::url_encoded(&body.text)
        } else if form.is_multipart() {
            form::multipart(&body.text, form.boundary()?)
        } else {
            return None;
        };
        // Of a form that is not one nothing can be concluded.
        (value != Value::Object(serde_json::Map::new()) || form.is_json()).then(|| Sample {
            value,
            origin: self.concluded(body.range.clone()),
        })
    }

    /// The schema of a body of plain text.
    fn text_body(&mut self, form: &MediaType, payload: &Payload) -> Option<SchemaId> {
        form.is_text().then(|| {
            self.api.schemas.add(Schema {
                origin: payload.origin,
                ..Schema::of(SchemaKind::String(Text::default()))
            })
        })
    }

    /// A schema for bodies of which several requests or responses give one each.
    fn one_of(&mut self, variants: Vec<SchemaId>, payload: &Payload) -> SchemaId {
        self.api.schemas.add(Schema {
            origin: payload.origin,
            ..Schema::of(SchemaKind::Union(Union {
                variants,
                ..Union::default()
            }))
        })
    }
}

/// The requests that say what is to be sent.
pub(super) fn requests<'e, 'a, 'b, 't>(
    exchanges: &'e [Exchange<'a, 'b, 't>],
) -> impl Iterator<Item = &'e Message<'a, 'b, 't>> {
    let all_fail = exchanges.iter().all(Exchange::must_fail);
    exchanges
        .iter()
        .filter(move |exchange| all_fail || !exchange.must_fail())
        .filter_map(|exchange| exchange.request.as_ref())
}
