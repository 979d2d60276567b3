//! From the media types of a body to the forms in which generated code handles it.

use serde_json::Value;
use specwright_diagnostics::{Diagnostic, Rule};
use specwright_model::media_type::essence;
use specwright_model::{Object, Operation, ParameterStyle, PartEncoding, Payload, SchemaId, SchemaKind, TextFormat};

use crate::{
    Case, Names,
    bodies::{Body, Content, Framing},
    build::{TypeBuilder, Typed},
    example,
    plan::operation_finding,
    resolve::Resolver,
    rules, sample,
    types::{TypeRef, Types},
    views::View,
};

/// What a media type says of how a body is handled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Family {
    Json,
    Form,
    Multipart,
    Events,
    Items(Framing),
    Text,
    Xml,
    Bytes,
}

/// Makes the forms of one body.
pub(crate) struct BodyBuilder<'a> {
    pub(crate) types: &'a mut TypeBuilder,
    /// The operation, for findings that have no place of their own.
    pub(crate) operation: &'a Operation,
    /// What types of the module `types` are named after.
    pub(crate) hint: &'a str,
    /// The name of the struct of a multipart form.
    pub(crate) form_name: &'a str,
    /// Whether it is the body of a request.
    pub(crate) is_request: bool,
    /// What of its schemas travels.
    pub(crate) view: View,
}

impl BodyBuilder<'_> {
    /// The forms of a body: JSON before forms before text before bytes, else in the document's order. Media types
    /// that say the same are one form.
    pub(crate) fn contents(mut self, payloads: &[Payload]) -> Vec<Content> {
        let mut sorted: Vec<(Family, &Payload)> = Vec::new();
        for payload in payloads {
            sorted.push((self.family(payload), payload));
        }
        sorted.sort_by_key(|(family, _)| *family);
        let mut contents: Vec<Content> = Vec::new();
        let mut sources: Vec<&Payload> = Vec::new();
        for (family, payload) in sorted {
            let same = |other: &&Payload| payload.schema.is_some() && other.schema == payload.schema;
            // A text that holds the same object as JSON does is JSON under another name; nothing else could write it.
            let is_json_text = family == Family::Text && self.is_structured(payload);
            if (is_json_text || family == Family::Xml)
                && let Some(index) = sources.iter().position(same)
            {
                match contents.get_mut(index) {
                    Some(content) if is_json_text && matches!(content.body, Body::Json { .. }) => {
                        content.media_types.push(media_type(payload));
                    }
                    _ => self.left_out(payload, "the same is there in another form"),
                }
                continue;
            }
            let body = self.body(family, payload);
            let types = &self.types.types;
            if let Some(equal) = contents.iter_mut().find(|content| is_same(types, &content.body, &body)) {
                equal.media_types.push(media_type(payload));
                continue;
            }
            contents.push(Content {
                variant: String::new(),
                media_types: vec![media_type(payload)],
                sample: self.sample(payload, &body),
                body,
            });
            sources.push(payload);
        }
        let mut names = Names::default();
        for content in &mut contents {
            let written = content.media_types.first().map_or("", String::as_str);
            let essence = essence(written);
            let subtype = essence.split_once('/').map_or(essence.as_str(), |(_, subtype)| subtype);
            let plain = subtype.trim_start_matches("vnd.").trim_start_matches("x-");
            let candidates = [variant(subtype, &content.body), plain, subtype, &essence];
            content.variant = names.claim(&candidates, Case::UpperCamel);
        }
        contents
    }

    fn body(&mut self, family: Family, payload: &Payload) -> Body {
        match family {
            Family::Json => {
                let Typed { ty, checks, .. } = self.typed(payload.schema, self.hint);
                Body::Json { ty, checks }
            }
            Family::Form => {
                self.report_styles(payload);
                let Typed { ty, checks, .. } = self.typed(payload.schema, self.hint);
                Body::Form { ty, checks }
            }
            Family::Multipart if !self.is_request => {
                self.as_bytes(payload, "parts of a response are not read");
                Body::Bytes
            }
            Family::Multipart => self.multipart(payload),
            Family::Events | Family::Items(_) if self.is_request => {
                self.as_bytes(payload, "items are not sent one by one");
                Body::Bytes
            }
            Family::Events => self.events(payload),
            Family::Items(framing) => {
                let hint = format!("{} item", self.hint);
                let ty = self.typed(payload.item_schema.or(payload.schema), &hint).ty;
                Body::Items { ty, framing }
            }
            Family::Text => Body::Text,
            Family::Xml => {
                self.as_bytes(payload, "XML is not read or written");
                Body::Bytes
            }
            Family::Bytes => Body::Bytes,
        }
    }

    /// Says that fields of a form are written in one style, whatever the document asks for.
    fn report_styles(&mut self, payload: &Payload) {
        let is_other = |encoding: &&PartEncoding| {
            encoding.style.is_some_and(|style| style != ParameterStyle::Form) || encoding.explode == Some(false)
        };
        if let Some(encoding) = payload.encoding.iter().find(is_other) {
            let message = format!(
                "the field `{}` of this form is written as a field for each value: its style is not followed",
                encoding.property
            );
            self.report(&rules::FORM_STYLE, payload, message);
        }
    }

    pub(crate) fn typed(&mut self, schema: Option<SchemaId>, hint: &str) -> Typed {
        match schema {
            Some(schema) => self.types.typed(schema, hint, self.view),
            None => Typed::any(),
        }
    }

    /// How a payload is handled. A range that may be JSON is not where the schema is a string: that is sent as it is.
    fn family(&mut self, payload: &Payload) -> Family {
        let family = family(payload);
        if family != Family::Json || !payload.media_type.contains('*') {
            return family;
        }
        let schema = payload.schema.map(|schema| self.types.resolver.resolve(schema));
        match schema.as_ref().map(|schema| &schema.kind) {
            Some(SchemaKind::String(text)) if text.format == TextFormat::Binary => Family::Bytes,
            Some(SchemaKind::String(_)) => Family::Text,
            _ => Family::Json,
        }
    }

    /// Whether a payload holds an object or array.
    fn is_structured(&mut self, payload: &Payload) -> bool {
        let Some(schema) = payload.schema else { return false };
        let kind = &self.types.resolver.resolve(schema).kind;
        matches!(
            kind,
            SchemaKind::Object(_) | SchemaKind::Array(_) | SchemaKind::Union(_)
        )
    }

    /// The schema of an event's data. An item's schema describes the event as an object of its fields (OpenAPI 3.2.0,
    /// section 4.14.3); without one, the payload's schema is that of the data.
    fn event_data(&mut self, payload: &Payload) -> Option<SchemaId> {
        let Some(item) = payload.item_schema else {
            return payload.schema;
        };
        let event = self.object(item)?;
        let data = event.properties.iter().find(|property| property.name == "data");
        data.map(|data| data.schema)
    }

    /// What an event holds.
    fn events(&mut self, payload: &Payload) -> Body {
        let text = Body::Events {
            data: TypeRef::String,
            json: false,
        };
        let Some(data) = self.event_data(payload) else {
            return text;
        };
        if let SchemaKind::String(_) | SchemaKind::Any = self.types.resolver.resolve(data).kind {
            return text;
        }
        let hint = format!("{} event", self.hint);
        let ty = self.types.typed(data, &hint, self.view).ty;
        Body::Events { data: ty, json: true }
    }

    pub(crate) fn object(&mut self, id: SchemaId) -> Option<Object> {
        match &self.types.resolver.resolve(id).kind {
            SchemaKind::Object(object) => Some(object.clone()),
            _ => None,
        }
    }

    fn left_out(&mut self, payload: &Payload, reason: &str) {
        let body = if self.is_request { "request" } else { "response" };
        let message = format!("`{}` of the {body} body is left out: {reason}", payload.media_type);
        self.report(&rules::MEDIA_TYPE_LEFT_OUT, payload, message);
    }

    pub(crate) fn as_bytes(&mut self, payload: &Payload, reason: &str) {
        let body = if self.is_request { "request" } else { "response" };
        let message = format!(
            "`{}` of the {body} body is handed over as bytes: {reason}",
            payload.media_type
        );
        self.report(&rules::BODY_AS_BYTES, payload, message);
    }

    pub(crate) fn report(&mut self, rule: &'static Rule, payload: &Payload, message: String) {
        let finding = operation_finding(rule, self.operation, message);
        self.types.diagnostics.push(Diagnostic {
            location: payload.origin.location.or(finding.location),
            ..finding
        });
    }

    fn sample(&mut self, payload: &Payload, body: &Body) -> Option<Value> {
        let examples = payload.examples.iter().filter_map(|example| example.value.as_ref());
        match body {
            Body::Json { ty, .. } | Body::Form { ty, .. } => {
                let view = self.view;
                let holds = |resolver: &mut Resolver, value: &Value| {
                    payload
                        .schema
                        .is_none_or(|schema| example::holds(resolver, schema, value, view))
                };
                let fitting = examples
                    .clone()
                    .find(|value| sample::fits(&self.types.types, ty, value) && holds(&mut self.types.resolver, value))
                    .cloned();
                fitting.or_else(|| self.sample_of(payload.schema, ty))
            }
            Body::Events { data: ty, .. } => {
                let data = self.event_data(payload);
                self.sample_of(data, ty)
            }
            Body::Items { ty, .. } => self.sample_of(payload.item_schema.or(payload.schema), ty),
            Body::Multipart(_) => {
                let schema = payload.schema?;
                sample::sample(
                    &mut self.types.resolver,
                    &self.types.types,
                    schema,
                    &TypeRef::Any,
                    View::Sent,
                )
            }
            Body::FormParts => None,
            Body::Text | Body::Bytes => {
                let text = examples.clone().find(|value| value.is_string()).cloned();
                text.or_else(|| self.sample_of(payload.schema, &TypeRef::String))
                    .filter(Value::is_string)
                    .or_else(|| Some(Value::String("text".to_owned())))
            }
        }
    }

    fn sample_of(&mut self, schema: Option<SchemaId>, ty: &TypeRef) -> Option<Value> {
        match schema {
            Some(schema) => sample::sample(&mut self.types.resolver, &self.types.types, schema, ty, self.view),
            None if *ty == TypeRef::String => Some(Value::String("text".to_owned())),
            None => Some(Value::Object(serde_json::Map::new())),
        }
    }
}

/// Whether two bodies are handled alike, so that their media types are two names of one form.
fn is_same(types: &Types, one: &Body, other: &Body) -> bool {
    match (one, other) {
        (Body::Json { ty, .. }, Body::Json { ty: other, .. })
        | (Body::Form { ty, .. }, Body::Form { ty: other, .. }) => types.expand(ty) == types.expand(other),
        (
            Body::Events { data, json },
            Body::Events {
                data: other,
                json: also,
            },
        ) => types.expand(data) == types.expand(other) && json == also,
        // A second form would be a second struct of the same name.
        (Body::Multipart(_), Body::Multipart(_)) | (Body::FormParts, Body::FormParts) => true,
        _ => false,
    }
}

/// What a form is called: what it is, or its subtype where that tells more.
fn variant<'a>(subtype: &'a str, body: &Body) -> &'a str {
    match body {
        Body::Json { .. } => "json",
        Body::Form { .. } => "form",
        Body::Multipart(_) | Body::FormParts => "multipart",
        Body::Events { .. } => "events",
        Body::Items { .. } => "items",
        Body::Text | Body::Bytes => match subtype {
            "plain" => "text",
            "octet-stream" | "*" | "" => "bytes",
            subtype => subtype,
        },
    }
}

/// The media type as it travels; a body of which none is said is JSON.
fn media_type(payload: &Payload) -> String {
    match payload.media_type.trim() {
        "" => "application/json".to_owned(),
        written => written.to_owned(),
    }
}

fn family(payload: &Payload) -> Family {
    match essence(&payload.media_type).as_str() {
        "text/event-stream" => Family::Events,
        "application/jsonl"
        | "application/x-ndjson"
        | "application/ndjson"
        | "application/x-jsonlines"
        | "application/jsonlines"
        | "application/stream+json" => Family::Items(Framing::Lines),
        "application/json-seq" | "application/geo+json-seq" => Family::Items(Framing::Sequence),
        json if is_json(json) => Family::Json,
        "application/x-www-form-urlencoded" => Family::Form,
        "application/xml" | "text/xml" => Family::Xml,
        xml if xml.ends_with("+xml") && !xml.starts_with("image/") => Family::Xml,
        multipart if multipart.starts_with("multipart/") => Family::Multipart,
        // `plain/text` is how some write `text/plain`.
        text if text.starts_with("text/") || text == "plain/text" => Family::Text,
        _ => Family::Bytes,
    }
}

pub(crate) fn is_json(essence: &str) -> bool {
    essence.is_empty()
        || matches!(essence, "application/json" | "text/json" | "*/*" | "application/*")
        || essence.ends_with("+json")
}
