//! What consumed operations send.

use specwright_diagnostics::Location;
use specwright_model::{
    Expression, Object, PartEncoding, Payload, Property, RequestBody, Schema, SchemaId, SchemaKind, Text,
};
use specwright_source::Node;

use super::parameter::Declared;
use super::{SentBody, Slot, SlotPlace, body_template};
use crate::objects;
use crate::reader::Reader;
use crate::rules;

const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data";

/// A body as the document writes it.
struct Written {
    media_type: String,
    value: Expression,
    encoding: Vec<PartEncoding>,
    location: Location,
}

impl<'s> Reader<'s> {
    /// The body of an operation: for the model, for calls, and what may be given to it.
    pub(super) fn request_body(
        &mut self,
        node: Node<'s>,
        declared: &[Declared],
        content_type: Option<&str>,
    ) -> (Option<RequestBody>, SentBody, Vec<Slot>) {
        match self.written_body(node, content_type) {
            Some(written) => self.template_body(written, declared),
            None => self.declared_body(declared, content_type),
        }
    }

    /// A body that is described by parameters alone: one that is all of it, or its parts.
    fn declared_body(
        &mut self,
        declared: &[Declared],
        content_type: Option<&str>,
    ) -> (Option<RequestBody>, SentBody, Vec<Slot>) {
        let Some(first) = declared.first() else {
            return (None, SentBody::None, Vec::new());
        };
        let media_type = content_type.unwrap_or(JSON).to_owned();
        let is_object = first.type_name.as_ref().is_some_and(|(name, _)| name == "object");
        if declared.len() == 1 && (first.name == "body" || is_object) {
            let schema = self.part_schema(first, "object");
            let slot = part_slot(first, schema, SlotPlace::Body);
            let body = self.body(&media_type, schema, first.required, first.location);
            let body = RequestBody {
                description: first.description.clone(),
                ..body
            };
            let sent = match &first.value {
                Some(value) => SentBody::Template {
                    media_type,
                    value: value.clone(),
                },
                None => SentBody::Whole { media_type },
            };
            return (Some(body), sent, vec![slot]);
        }
        let mut slots = Vec::new();
        let mut object = Object::default();
        let mut members = Vec::new();
        for part in declared {
            let schema = self.part_schema(part, "string");
            object.properties.push(Property {
                name: part.name.clone(),
                schema,
            });
            if part.required {
                object.required.push(part.name.clone());
            }
            let value = part
                .value
                .clone()
                .unwrap_or_else(|| Expression::input(part.name.clone()));
            members.push((part.name.clone(), value));
            slots.push(part_slot(part, schema, SlotPlace::BodyPart));
        }
        let required = !object.required.is_empty();
        let schema = self.add_schema(SchemaKind::Object(object), first.location, None);
        let body = self.body(&media_type, schema, required, first.location);
        let value = Expression::Object(members);
        (Some(body), SentBody::Template { media_type, value }, slots)
    }

    /// A body that is written as a template.
    fn template_body(&mut self, written: Written, declared: &[Declared]) -> (Option<RequestBody>, SentBody, Vec<Slot>) {
        let mut slots: Vec<Slot> = Vec::new();
        for part in declared {
            let schema = self.part_schema(part, "string");
            slots.push(part_slot(part, schema, SlotPlace::BodyPart));
        }
        let value = self.named_parts(written.value, &mut slots, written.location);
        let schema = self.template_schema(&value, &slots, written.location);
        let mut body = self.body(&written.media_type, schema, true, written.location);
        if let Some(payload) = body.contents.first_mut() {
            payload.encoding = written.encoding;
        }
        let media_type = written.media_type;
        (Some(body), SentBody::Template { media_type, value }, slots)
    }

    fn body(&mut self, media_type: &str, schema: SchemaId, required: bool, location: Location) -> RequestBody {
        let payload = Payload {
            media_type: media_type.to_owned(),
            schema: Some(schema),
            origin: self.origin(location),
            ..Payload::default()
        };
        RequestBody {
            required,
            contents: vec![payload],
            origin: self.origin(location),
            ..RequestBody::default()
        }
    }

    fn part_schema(&mut self, part: &Declared, default: &str) -> SchemaId {
        let (name, location) = match &part.type_name {
            Some((name, location)) => (name.as_str(), *location),
            None => (default, part.location),
        };
        self.schema(name, location, part.description.as_deref())
    }

    /// The value of `body`.
    fn written_body(&mut self, owner: Node<'s>, content_type: Option<&str>) -> Option<Written> {
        let node = owner.get("body").filter(|node| !node.is_null())?;
        let location = node.location();
        if let Some(text) = node.as_text() {
            let (media_type, value) = self.raw_body(text, content_type, location);
            return Some(Written {
                media_type,
                value,
                encoding: Vec::new(),
                location,
            });
        }
        let object = &objects::BODY;
        if !self.object(node, object) {
            return None;
        }
        let kind = self.required(node, "type", object)?.to_ascii_lowercase();
        let Some(data) = node.get("data") else {
            self.report(&rules::MISSING_KEY, location, "a body has no `data`");
            return None;
        };
        let mut encoding = Vec::new();
        let (media_type, value) = match (kind.as_str(), data.as_text()) {
            ("json", Some(text)) => self.raw_body(text, Some(content_type.unwrap_or(JSON)), data.location()),
            ("json", None) => (JSON.to_owned(), body_template::of_data(&data.to_value())),
            ("formurlencoded", Some(text)) => (FORM.to_owned(), body_template::form(text)),
            ("formurlencoded", None) => (FORM.to_owned(), body_template::of_data(&data.to_value())),
            ("multipartform", _) => (MULTIPART.to_owned(), self.multipart(data, &mut encoding)),
            (_, Some(text)) => {
                let media_type = match kind.as_str() {
                    "xml" => "application/xml",
                    "sparql" => "application/sparql-query",
                    _ => "text/plain",
                };
                (content_type.unwrap_or(media_type).to_owned(), body_template::text(text))
            }
            (_, None) => {
                data.see_all();
                let message = format!(
                    "the data of a body of type `{kind}` must be text, not {}",
                    data.describe()
                );
                self.report(&rules::INVALID_BODY, data.location(), message);
                return None;
            }
        };
        Some(Written {
            media_type,
            value,
            encoding,
            location,
        })
    }

    /// A body that is one text: JSON where it is well-formed, and where no header field says otherwise.
    fn raw_body(&mut self, text: &str, content_type: Option<&str>, location: Location) -> (String, Expression) {
        let media_type = content_type.unwrap_or(JSON);
        if !specwright_model::media_type::is_json(media_type) {
            return (media_type.to_owned(), body_template::text(text));
        }
        if let Some(value) = body_template::json(text) {
            return (media_type.to_owned(), value);
        }
        if content_type.is_some() || text.trim_start().starts_with(['{', '[']) {
            let message = "the body is no well-formed JSON, and is sent as text with names filled in";
            self.report(&rules::LOOSE_BODY, location, message);
            return (media_type.to_owned(), body_template::text(text));
        }
        ("text/plain".to_owned(), body_template::text(text))
    }

    fn multipart(&mut self, data: Node<'s>, encoding: &mut Vec<PartEncoding>) -> Expression {
        let mut members = Vec::new();
        for part in data.items() {
            let text = |key: &str| part.get(key).and_then(Node::as_text);
            let (Some(name), Some(value)) = (text("name"), text("value")) else {
                self.report(
                    &rules::INVALID_BODY,
                    part.location(),
                    "a part has no `name` or no `value`",
                );
                continue;
            };
            if let Some(content_type) = text("contentType") {
                encoding.push(PartEncoding {
                    property: name.to_owned(),
                    content_types: vec![content_type.to_owned()],
                    ..PartEncoding::default()
                });
            }
            if let Some(filename) = part.get("filename") {
                self.left_out(filename.location(), "the name of a file", "parts are sent without");
            }
            members.push((name.to_owned(), body_template::text(value)));
        }
        Expression::Object(members)
    }

    /// A template in which names that are binds are those; all others are parts that may be given, added to `slots`
    /// where they are not declared.
    fn named_parts(&mut self, value: Expression, slots: &mut Vec<Slot>, location: Location) -> Expression {
        match value {
            Expression::Input { name, path } => {
                if slots.iter().any(|slot| slot.name == name) {
                    return Expression::Input { name, path };
                }
                if let Some(bind) = self.binds.used(&name) {
                    return Expression::Bind(bind);
                }
                let schema = self.add_schema(SchemaKind::Any, location, None);
                slots.push(Slot {
                    name: name.clone(),
                    place: SlotPlace::BodyPart,
                    schema,
                    required: false,
                    description: None,
                    fixed: None,
                    location,
                });
                Expression::Input { name, path }
            }
            Expression::Template(parts) => {
                let parts = parts.into_iter().map(|part| self.named_parts(part, slots, location));
                Expression::Template(parts.collect())
            }
            Expression::Array(items) => {
                let items = items.into_iter().map(|item| self.named_parts(item, slots, location));
                Expression::Array(items.collect())
            }
            Expression::Object(members) => {
                let members = members
                    .into_iter()
                    .map(|(name, value)| (name, self.named_parts(value, slots, location)));
                Expression::Object(members.collect())
            }
            other => other,
        }
    }

    /// What a template lets through.
    fn template_schema(&mut self, value: &Expression, slots: &[Slot], location: Location) -> SchemaId {
        let kind = match value {
            Expression::Input { name, .. } => {
                let slot = slots.iter().find(|slot| slot.name == *name);
                return slot.map_or_else(|| self.add_schema(SchemaKind::Any, location, None), |slot| slot.schema);
            }
            Expression::Object(members) => {
                let mut object = Object::default();
                for (name, value) in members {
                    let schema = self.template_schema(value, slots, location);
                    object.properties.push(Property {
                        name: name.clone(),
                        schema,
                    });
                    if matches!(value, Expression::Literal(_)) {
                        object.required.push(name.clone());
                    }
                }
                SchemaKind::Object(object)
            }
            Expression::Array(_) => SchemaKind::Array(specwright_model::Array::default()),
            Expression::Literal(literal) => {
                let origin = self.inferred(location);
                let schema = Schema {
                    values: Some(vec![literal.clone()]),
                    origin,
                    ..Schema::of(literal_kind(literal))
                };
                return self.api.schemas.add(schema);
            }
            Expression::Template(_) | Expression::Bind(_) => SchemaKind::String(Text::default()),
            _ => SchemaKind::Any,
        };
        let origin = self.inferred(location);
        self.api.schemas.add(Schema {
            origin,
            ..Schema::of(kind)
        })
    }
}

fn literal_kind(value: &serde_json::Value) -> SchemaKind {
    use serde_json::Value;
    match value {
        Value::Null => SchemaKind::Null,
        Value::Bool(_) => SchemaKind::Boolean,
        Value::Number(number) if number.is_f64() => SchemaKind::Number(specwright_model::NumberKind::default()),
        Value::Number(_) => SchemaKind::Integer(specwright_model::Integer::default()),
        Value::String(_) => SchemaKind::String(Text::default()),
        Value::Array(_) => SchemaKind::Array(specwright_model::Array::default()),
        Value::Object(_) => SchemaKind::Object(Object::default()),
    }
}

fn part_slot(part: &Declared, schema: SchemaId, place: SlotPlace) -> Slot {
    Slot {
        name: part.name.clone(),
        place,
        schema,
        required: part.required && part.value.is_none(),
        description: part.description.clone(),
        fixed: part.value.clone(),
        location: part.location,
    }
}
