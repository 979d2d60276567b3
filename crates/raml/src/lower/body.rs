//! Bodies (RAML 1.0, "Bodies").

use specwright_diagnostics::Location;
use specwright_model::{Object, Origin, Payload, Property, RequestBody, Schema, SchemaKind};

use super::media_type::{has_known_kind, is_media_type};
use super::{Reader, objects};
use crate::rules;
use crate::types::Position;
use crate::view::is_annotation;
use crate::view::{Entry, View};

impl<'s> Reader<'s, '_> {
    /// What a method is sent.
    pub(super) fn request_body(&mut self, view: &View<'s>) -> Option<RequestBody> {
        let entry = view.entry("body")?;
        let contents = self.contents(&entry, "RequestBody");
        if contents.is_empty() {
            return None;
        }
        Some(RequestBody {
            required: true,
            contents,
            origin: Origin::written(entry.key_location),
            ..RequestBody::default()
        })
    }

    /// The bodies of a method or response, one for each media type. `target` is what annotation types call them.
    pub(super) fn contents(&mut self, body: &Entry<'s>, target: &str) -> Vec<Payload> {
        let view = &body.value;
        if view.is_null() {
            return Vec::new();
        }
        let mut typed: Vec<Entry<'s>> = Vec::new();
        let mut untyped: Option<View<'s>> = None;
        for layer in view.layers() {
            if has_media_types(&layer) {
                self.annotations(&layer, target);
                for entry in layer.entries() {
                    self.add_content(&mut typed, entry);
                }
            } else if layer.is_mapping() && layer.entries().is_empty() {
            } else {
                untyped = Some(match untyped.take() {
                    Some(stronger) => stronger.over(layer),
                    None => layer,
                });
            }
        }
        match untyped {
            Some(view) if typed.is_empty() => self.default_contents(&view, body.key_location),
            Some(view) => self.shared_contents(typed, &view),
            None => typed.iter().map(|entry| self.payload(entry)).collect(),
        }
    }

    /// Adds a body of one media type; below the one of a stronger layer, if that has the media type too.
    fn add_content(&mut self, typed: &mut Vec<Entry<'s>>, entry: Entry<'s>) {
        let key = entry.key.trim_end_matches('?');
        if is_media_type(key) {
            if !has_known_kind(key) {
                let message = format!("`{key}` is no media type: there is no such top-level type");
                self.error(&rules::INVALID_MEDIA_TYPE, entry.key_location, message);
            }
            match typed.iter_mut().find(|known| known.key == entry.key) {
                Some(known) => known.value = known.value.clone().over(entry.value),
                None => typed.push(entry),
            }
        } else if !is_annotation(&entry.key) {
            let message = format!("`{}` is no media type, and stands among media types", entry.key);
            self.error(&rules::INVALID_MEDIA_TYPE, entry.key_location, message);
            entry.value.see_all();
        }
    }

    /// A body that names no media type: once for each default.
    fn default_contents(&mut self, view: &View<'s>, location: Location) -> Vec<Payload> {
        let media_types = self.media_types.clone();
        if media_types.is_empty() && !self.session.is_old() && !view.is_applied() {
            let message = "a body names no media type, and the document has no default";
            let diagnostic = specwright_diagnostics::Diagnostic::new(&rules::NO_MEDIA_TYPE, location, message);
            self.report(diagnostic.help("write `mediaType: application/json` at the top of the document"));
        }
        let media_types = if media_types.is_empty() {
            vec![String::new()]
        } else {
            media_types
        };
        let contents = media_types.into_iter().map(|media_type| {
            let key = media_type.into();
            self.payload(&Entry {
                key,
                key_location: location,
                value: view.clone(),
            })
        });
        contents.collect()
    }

    /// Bodies by media type over what a trait or resource type says of bodies in general.
    fn shared_contents(&mut self, typed: Vec<Entry<'s>>, shared: &View<'s>) -> Vec<Payload> {
        let contents = typed.into_iter().map(|entry| {
            let is_default = self.media_types.iter().any(|it| *it == entry.key);
            let value = if is_default {
                entry.value.over(shared.clone())
            } else {
                entry.value
            };
            self.payload(&Entry { value, ..entry })
        });
        contents.collect()
    }

    fn payload(&mut self, entry: &Entry<'s>) -> Payload {
        let view = &entry.value;
        let mut payload = Payload {
            media_type: entry.key.to_string(),
            origin: Origin::written(entry.key_location),
            ..Payload::default()
        };
        if view.is_null() {
            return payload;
        }
        if view.is_mapping() && view.has("formParameters") && self.session.is_old() {
            view.read_as(objects::OLD_BODY);
            payload.schema = self.form(view);
            view.ignore("example");
            view.ignore("schema");
            return payload;
        }
        let id = self.types.inline(view, Position::Body);
        payload.schema = Some(self.types.schema(id, &mut self.schemas));
        payload.examples = self.types.model_examples(id);
        payload
    }

    /// The fields of a form in RAML 0.8 as an object.
    fn form(&mut self, view: &View<'s>) -> Option<specwright_model::SchemaId> {
        let fields = self.mapping(view, "formParameters")?;
        let mut object = Object::default();
        for entry in fields.entries() {
            let field = self.types.parameter(&entry, Position::FormParameter);
            if field.required {
                object.required.push(field.name.clone());
            }
            object.properties.push(Property {
                name: field.name,
                schema: self.types.schema(field.schema, &mut self.schemas),
            });
        }
        let mut schema = Schema::of(SchemaKind::Object(object));
        schema.origin = Origin::written(fields.location());
        Some(self.schemas.add(schema))
    }
}

/// Whether the members of a body are media types.
fn has_media_types(body: &View<'_>) -> bool {
    body.is_mapping()
        && body
            .peek_keys()
            .iter()
            .any(|(key, _)| is_media_type(key.trim_end_matches('?')))
}
