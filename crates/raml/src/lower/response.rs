//! Responses (RAML 1.0, "Responses").

use specwright_model::{Origin, Response, StatusPattern};

use super::{Reader, objects};
use crate::rules;
use crate::view::{Entry, View};

impl<'s> Reader<'s, '_> {
    /// The responses of a method, or of calls that a security scheme refuses.
    pub(super) fn responses(&mut self, owner: &View<'s>) -> Vec<Response> {
        let Some(value) = self.mapping(owner, "responses") else {
            return Vec::new();
        };
        let entries = value.entries();
        entries.iter().filter_map(|entry| self.response(entry)).collect()
    }

    fn response(&mut self, entry: &Entry<'s>) -> Option<Response> {
        if crate::view::is_annotation(&entry.key) {
            entry.value.see_all();
            return None;
        }
        let status = entry.key.parse::<u16>().ok().filter(|code| (100..600).contains(code));
        let Some(status) = status else {
            let message = format!("`{}` is no HTTP status", entry.key);
            self.error(&rules::INVALID_STATUS_CODE, entry.key_location, message);
            entry.value.see_all();
            return None;
        };
        let mut response = Response {
            status: StatusPattern::Code(status),
            description: None,
            headers: Vec::new(),
            contents: Vec::new(),
            links: Vec::new(),
            extensions: specwright_model::Extensions::new(),
            origin: Origin::written(entry.key_location),
        };
        let view = &entry.value;
        if !view.is_mapping() && !view.is_null() {
            self.wrong_type(view, &entry.key, "a mapping");
            return Some(response);
        }
        if self.session.is_old() {
            view.read_as(objects::OLD_RESPONSE);
            view.ignore("displayName");
        } else {
            view.read_as(objects::RESPONSE);
        }
        response.description = self.text(view, "description");
        response.extensions = self.annotations(view, "Response");
        response.headers = self.headers(view);
        response.contents = view
            .entry("body")
            .map(|body| self.contents(&body, "ResponseBody"))
            .unwrap_or_default();
        Some(response)
    }
}
