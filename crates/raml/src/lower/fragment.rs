//! Libraries and typed fragments on their own (RAML 1.0, "Typed Fragments").

use std::borrow::Cow;

use super::Reader;
use crate::header::FileKind;
use crate::rules;
use crate::types::Position;
use crate::unit::Declared;
use crate::view::{Entry, View};

impl<'s> Reader<'s, '_> {
    /// Reads an entry document that is no API, so that what is wrong with it is said.
    pub(super) fn fragment(&mut self, root: &View<'s>, kind: FileKind) {
        let entry = Entry {
            key: Cow::Borrowed("the fragment"),
            key_location: root.location(),
            value: root.clone(),
        };
        root.get("uses");
        match kind {
            FileKind::Library => {
                self.check_library(root);
                self.security_schemes();
                self.check_templates();
            }
            FileKind::DataType => {
                self.types.inline(root, Position::Named);
            }
            FileKind::AnnotationTypeDeclaration => {
                self.types.inline(root, Position::Annotation);
            }
            FileKind::Trait => self.check_template(&entry, Declared::Trait),
            FileKind::ResourceType => self.check_template(&entry, Declared::ResourceType),
            FileKind::SecurityScheme => {
                self.scheme(&entry);
            }
            FileKind::DocumentationItem => {
                self.documentation_item(root);
            }
            _ => {}
        }
        if kind == FileKind::NamedExample && !root.is_mapping() {
            let message = format!("a named example must be a mapping, not {}", root.describe());
            self.error(&rules::WRONG_RAML_TYPE, root.location(), message);
        }
        if kind == FileKind::NamedExample {
            root.see_all();
        }
    }

    fn check_library(&self, root: &View<'s>) {
        if !root.is_mapping() && !root.is_null() {
            let message = format!("a library must be a mapping, not {}", root.describe());
            self.error(&rules::WRONG_RAML_TYPE, root.location(), message);
        }
    }
}
