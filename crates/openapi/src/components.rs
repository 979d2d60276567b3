//! The Components Object (OpenAPI 3.1.1, section 4.8.7). What is declared and never used is read all the same, for
//! what may be wrong with it.

use specwright_model::{Resource, StatusPattern};
use specwright_source::Node;

use crate::objects;
use crate::reader::Reader;

impl<'s> Reader<'s> {
    /// Gives every declared schema its id, in the document's order, so that ids do not depend on their use.
    pub(crate) fn declared_schemas(&mut self, document: Node<'s>) {
        let Some(components) = self.mapping(document, "components") else {
            return;
        };
        self.object(components, &objects::COMPONENTS);
        self.extensions(components);
        for entry in self.members(components, "schemas") {
            self.component_schema(entry);
        }
    }

    pub(crate) fn security_schemes(&mut self, document: Node<'s>) {
        let Some(components) = document.get("components") else {
            return;
        };
        for entry in self.members(components, "securitySchemes") {
            let scheme = self.security_scheme(entry);
            self.api.security_schemes.extend(scheme);
        }
    }

    /// Everything else that is declared.
    pub(crate) fn other_components(&mut self, document: Node<'s>) {
        let Some(components) = document.get("components") else {
            return;
        };
        for entry in self.members(components, "parameters") {
            self.parameter(entry.value);
        }
        for entry in self.members(components, "requestBodies") {
            self.request_body_at(entry.value);
        }
        for entry in self.members(components, "responses") {
            self.response(StatusPattern::Default, entry);
        }
        for entry in self.members(components, "headers") {
            self.header(entry);
        }
        for entry in self.members(components, "examples") {
            self.example(entry);
        }
        for entry in self.members(components, "links") {
            self.link(entry);
        }
        for entry in self.members(components, "mediaTypes") {
            self.payload(entry, true);
        }
        for entry in self.members(components, "callbacks") {
            self.callback(entry);
        }
        for entry in self.members(components, "pathItems") {
            self.path_item(entry.value, &mut Resource::default());
        }
    }
}
