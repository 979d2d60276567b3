//! The parts of multipart forms.

use std::rc::Rc;

use specwright_model::media_type::essence;
use specwright_model::{AdditionalProperties, Object, Payload, Property, Schema, SchemaKind, TextFormat};

use crate::{
    Case, Names,
    bodies::{Body, MultipartPlan, PartContent, PartPlan},
    body_builder::{BodyBuilder, is_json},
    build::{Typed, docs},
    checks::{self, Check},
    rules,
    types::TypeRef,
};

impl BodyBuilder<'_> {
    /// The parts of a form, whichever they are where the document does not describe them; bytes where it is no form.
    pub(crate) fn multipart(&mut self, payload: &Payload) -> Body {
        if essence(&payload.media_type) != "multipart/form-data" {
            self.as_bytes(payload, "parts that are no form's are not read or written");
            return Body::Bytes;
        }
        let object = payload.schema.and_then(|schema| self.object(schema));
        let Some(object) = object.filter(|object| !object.properties.is_empty()) else {
            self.report_unchecked(payload);
            return Body::FormParts;
        };
        let mut names = Names::default();
        let properties = object.properties.iter();
        let mut parts: Vec<PartPlan> = properties
            .map(|property| self.part(payload, &object, property, &mut names))
            .collect();
        parts.sort_by_key(|part| !part.required);
        let schema = payload.schema.map(|schema| self.types.resolver.resolve(schema));
        Body::Multipart(MultipartPlan {
            name: self.form_name.to_owned(),
            docs: schema.map(|schema| docs(&schema)).unwrap_or_default(),
            parts,
        })
    }

    /// Says that the parts of a form are taken as they come, where its schema asks something of them.
    fn report_unchecked(&mut self, payload: &Payload) {
        let schema = payload.schema.map(|schema| self.types.resolver.resolve(schema));
        let asks = schema.is_some_and(|schema| match &schema.kind {
            SchemaKind::Any => schema.values.is_some(),
            SchemaKind::Object(object) => ![AdditionalProperties::Unspecified, AdditionalProperties::Any]
                .map(|additional| Object {
                    additional,
                    ..Object::default()
                })
                .contains(object),
            _ => true,
        });
        if asks {
            let message = "the parts of this form are sent and read whatever they are: its schema is no object with \
                           properties";
            self.report(&rules::UNCHECKED_PARTS, payload, message.to_owned());
        }
    }

    fn part(&mut self, payload: &Payload, object: &Object, property: &Property, names: &mut Names) -> PartPlan {
        let resolved = self.types.resolver.resolve(property.schema);
        let encoding = payload
            .encoding
            .iter()
            .find(|encoding| encoding.property == property.name);
        if let Some(header) = encoding.and_then(|encoding| encoding.headers.first()) {
            let message = format!(
                "the header field `{}` of the part `{}` is neither sent nor read",
                header.name, property.name
            );
            self.report(&rules::PART_HEADERS, payload, message);
        }
        let media_type = encoding.and_then(|encoding| encoding.content_types.first().cloned());
        let (item, repeated) = match &resolved.kind {
            SchemaKind::Array(array) if media_type.as_deref().is_none_or(|it| !is_json(&essence(it))) => {
                (array.items, true)
            }
            _ => (Some(property.schema), false),
        };
        let hint = format!("{} {}", self.hint, property.name);
        let item_schema = item.map(|item| self.types.resolver.resolve(item));
        let is_file = item_schema
            .as_ref()
            .is_none_or(|schema| holds_file(schema, media_type.as_deref()));
        let (content, checks) = if is_file {
            (PartContent::File, Vec::new())
        } else {
            let Typed { ty, checks, .. } = self.typed(item, &hint);
            let plain = match self.types.types.expand(&ty) {
                TypeRef::Vec(_) | TypeRef::Map(_) | TypeRef::Any | TypeRef::Nullable(_) => false,
                TypeRef::Named(_) => self.types.types.is_enumeration(&ty),
                _ => true,
            };
            let is_json = media_type.as_deref().is_some_and(|it| is_json(&essence(it)));
            match plain && !is_json {
                true => (PartContent::Text(ty), checks),
                false => (PartContent::Json(ty), checks),
            }
        };
        let required = object.required.contains(&property.name) && !resolved.read_only;
        let checks = if repeated {
            self.list_checks(&resolved, &content, required, checks)
        } else {
            checks
        };
        let mut described = docs(&resolved);
        if let Some(encoding) = encoding.filter(|encoding| !encoding.content_types.is_empty()) {
            let media_types = encoding.content_types.join("` or `");
            described.paragraph(&format!("Of the media type `{media_types}`."));
        }
        PartPlan {
            name: names.claim(&[&property.name], Case::Snake),
            wire_name: property.name.clone(),
            docs: described,
            required,
            deprecated: resolved.deprecated,
            repeated,
            content,
            checks,
            media_type: media_type.filter(|it| !it.contains('*')),
        }
    }

    /// What is checked of a list of parts. One that need not be there may be empty, and files are not compared.
    fn list_checks(&mut self, list: &Schema, content: &PartContent, required: bool, each: Vec<Check>) -> Vec<Check> {
        let mut checks = checks::own_checks(list, &mut self.types.diagnostics);
        for check in &mut checks {
            if let Check::ItemCount(least, _) = check
                && !required
            {
                *least = None;
            }
        }
        checks.retain(|check| match check {
            Check::UniqueItems => !matches!(content, PartContent::File),
            Check::ItemCount(None, None) => false,
            _ => true,
        });
        if !each.is_empty() {
            checks.push(Check::Items(each));
        }
        checks
    }
}

/// Whether a part is a file: bytes, or text of a media type of its own (OpenAPI 3.1.1, section 4.8.14.4; 3.0.4,
/// section 4.7.14.2).
fn holds_file(schema: &Rc<Schema>, media_type: Option<&str>) -> bool {
    let is_foreign = media_type.is_some_and(|media_type| {
        let essence = essence(media_type);
        !is_json(&essence) && essence != "text/plain"
    });
    match &schema.kind {
        SchemaKind::String(text) => {
            let encoded = text.content_encoding.is_some() || text.format == TextFormat::Byte;
            let foreign = text
                .content_media_type
                .as_deref()
                .is_some_and(|it| !it.starts_with("text/"));
            text.format == TextFormat::Binary || (!encoded && (foreign || is_foreign))
        }
        SchemaKind::Any => schema.values.is_none(),
        _ => false,
    }
}
