//! Media types: the Media Type Object (OpenAPI 3.1.1, section 4.8.14) and the Encoding Object (section 4.8.15).

use serde_json::{Value, json};
use specwright_model::{Example, PartEncoding, Payload, SchemaKind};

use super::Writer;
use super::body::{ShownBody, shows};
use super::members::Members;
use super::parameter::style_name;

impl Writer<'_> {
    /// The bodies by their media types, with examples of what calls show.
    pub(super) fn contents(&mut self, payloads: &[Payload], shown: &[ShownBody<'_>]) -> Members {
        let mut contents = Members::default();
        for (index, payload) in payloads.iter().enumerate() {
            let media_type = self.media_type(payload);
            if contents.contains(&media_type) {
                self.leave_out(
                    payload.origin,
                    "",
                    &format!("a second body of the media type `{media_type}`"),
                );
                continue;
            }
            let mut examples = payload.examples.clone();
            for example in shown.iter().filter_map(|shown| shown.example_for(payload, index == 0)) {
                let value = example.value.clone().unwrap_or_default();
                if !examples.iter().any(|known| shows(known, &value)) {
                    examples.push(example);
                }
            }
            let payload = self.payload(payload, &examples);
            contents.put(&media_type, payload);
        }
        contents
    }

    /// The media type of a payload, or what it must be where the description does not say: JSON where it is an object
    /// or a sequence, and anything otherwise.
    fn media_type(&mut self, payload: &Payload) -> String {
        if !payload.media_type.is_empty() {
            return payload.media_type.clone();
        }
        let is_structure = |example: &Example| matches!(example.value, Some(Value::Object(_) | Value::Array(_)));
        let has_structure = payload.schema.is_some_and(|schema| {
            let kind = &self.api.schemas.get(schema).kind;
            matches!(kind, SchemaKind::Object(_) | SchemaKind::Array(_))
        });
        let is_json = has_structure || payload.examples.iter().any(is_structure);
        let media_type = if is_json { "application/json" } else { "*/*" };
        let message = format!("the body has no media type; it is written as `{media_type}`");
        self.fill_in(payload.origin, "media-type", message);
        media_type.to_owned()
    }

    fn payload(&mut self, payload: &Payload, examples: &[Example]) -> Members {
        let mut members = Members::default();
        if let Some(item) = payload.item_schema {
            let instead = match payload.schema {
                Some(_) => "the schema of the whole body stays",
                None => "the body is written as an array of them",
            };
            self.say_otherwise(
                payload.origin,
                "item-schema",
                "the schema of the items of a stream",
                instead,
            );
            if payload.schema.is_none() {
                members.put("schema", json!({ "type": "array", "items": self.schema(item) }));
            }
        }
        members.option("schema", payload.schema.map(|schema| self.schema(schema)));
        self.examples(examples, &mut members);
        let mut encoding = Members::default();
        for part in &payload.encoding {
            encoding.put(&part.property, self.encoding(part));
        }
        members.mapping("encoding", encoding);
        members.extensions(&payload.extensions);
        members
    }

    fn encoding(&mut self, part: &PartEncoding) -> Members {
        let mut members = Members::default();
        if !part.content_types.is_empty() {
            members.put("contentType", part.content_types.join(", "));
        }
        members.mapping("headers", self.headers(&part.headers));
        members.option("style", part.style.map(style_name));
        members.option("explode", part.explode);
        members.flag("allowReserved", part.allow_reserved);
        members
    }

    /// The one media type that a parameter or a header field has in place of a style.
    pub(super) fn content_of_one(&mut self, media_type: &str, schema: Option<Value>, examples: &[Example]) -> Members {
        let mut payload = Members::default();
        payload.option("schema", schema);
        self.examples(examples, &mut payload);
        let mut content = Members::default();
        content.put(media_type, payload);
        content
    }
}
