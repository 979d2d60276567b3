//! The document itself (RAML 1.0, "The Root of the Document").

use specwright_diagnostics::Diagnostic;
use specwright_model::Extensions;

use super::resource::Surroundings;
use super::{Reader, objects};
use crate::header::{FileKind, Header};
use crate::rules;
use crate::unit::{Declared, Unit};
use crate::view::View;

impl<'s> Reader<'s, '_> {
    pub(super) fn document(&mut self, root: &View<'s>) {
        if !root.is_mapping() {
            let message = format!("a document must be a mapping, not {}", root.describe());
            self.error(&rules::WRONG_RAML_TYPE, root.location(), message);
            return;
        }
        self.information(root);
        self.default_media_types(root);
        self.servers(root);
        self.documentation(root);
        self.api.extensions = self.root_annotations(root);
        self.security_schemes();
        let security = self.secured_by(root);
        let surroundings = Surroundings {
            inherited_security: security.clone(),
            security,
            ..Surroundings::default()
        };
        for (key, _) in root.peek_keys().into_iter().filter(|(key, _)| key.starts_with('/')) {
            if let Some(entry) = root.entry(&key) {
                self.resource(&entry, &surroundings);
            }
        }
        self.check_templates();
    }

    /// The annotations of the document and of those that it extends, each of which is a target of its own.
    fn root_annotations(&mut self, root: &View<'s>) -> Extensions {
        let mut annotations = Extensions::new();
        for layer in root.layers() {
            let header = Header::of(self.session.sources.text(layer.whole_location().file));
            let target = match header.map(|header| header.kind) {
                Some(FileKind::Overlay) => "Overlay",
                Some(FileKind::Extension) => "Extension",
                _ => "API",
            };
            for (name, value) in self.annotations(&layer, target) {
                annotations.entry(name).or_insert(value);
            }
        }
        annotations
    }

    fn information(&mut self, root: &View<'s>) {
        let object = match (self.session.is_old(), root.has("extends")) {
            (true, _) => objects::OLD_DOCUMENT,
            (false, true) => objects::EXTENDING,
            (false, false) => objects::DOCUMENT,
        };
        root.read_as(object);
        self.title(root);
        self.api.version = self.text(root, "version").unwrap_or_default();
        self.api.description = if self.session.is_old() {
            None
        } else {
            self.text(root, "description")
        };
    }

    fn title(&mut self, root: &View<'s>) {
        let title = self.scalar(root, "title");
        if let Some(title) = title.filter(|title| title.text().is_none() && !title.is_null()) {
            self.wrong_type(&title, "title", "text");
            return;
        }
        self.api.title = self.text(root, "title").unwrap_or_default();
        if self.api.title.trim().is_empty() {
            let location = root.get("title").map_or(root.location(), |title| title.location());
            let message = "the document has no `title`";
            let diagnostic = Diagnostic::new(&rules::MISSING_TITLE, location, message);
            self.report(diagnostic.help("write `title: NAME-OF-THE-API` at the top"));
        }
    }

    /// The chapters of `documentation`, which become the end of the description.
    fn documentation(&mut self, root: &View<'s>) {
        let Some(value) = root.get("documentation") else { return };
        if !value.is_sequence() {
            self.wrong_type(&value, "documentation", "a sequence of titles with contents");
            return;
        }
        let items = value.items();
        if items.is_empty() {
            let message = "`documentation` has no item";
            self.error(&rules::INVALID_DOCUMENTATION, value.location(), message);
        }
        for item in items {
            let Some((title, content)) = self.documentation_item(&item) else {
                continue;
            };
            let chapter = format!("# {title}\n\n{content}");
            self.api.description = Some(match self.api.description.take() {
                Some(description) => format!("{}\n\n{chapter}", description.trim_end()),
                None => chapter,
            });
        }
    }

    /// The title and the content of a documentation item.
    pub(super) fn documentation_item(&mut self, item: &View<'s>) -> Option<(String, String)> {
        if !item.is_mapping() {
            self.wrong_type(item, "documentation", "a title with a content");
            return None;
        }
        item.expect_fragment(FileKind::DocumentationItem);
        item.read_as(objects::DOCUMENTATION);
        item.ignore("uses");
        item.ignore("usage");
        self.annotations(item, "DocumentationItem");
        let title = self.text(item, "title").unwrap_or_default();
        let content = self.text(item, "content").unwrap_or_default();
        for (key, text) in [("title", &title), ("content", &content)] {
            if text.trim().is_empty() {
                let message = format!("a documentation item has no `{key}`");
                self.error(&rules::INVALID_DOCUMENTATION, item.location(), message);
            }
        }
        Some((title, content))
    }

    /// Looks at what surrounds the declarations of a document or library.
    pub(super) fn declarations(&mut self, unit: &Unit<'s>) {
        for kind in Declared::ALL {
            for key in kind.keys() {
                unit.root.get(key);
            }
        }
        if let (Some(first), Some(second)) = (unit.root.entry("types"), unit.root.entry("schemas")) {
            let message = "`types` and `schemas` exclude each other";
            let diagnostic = Diagnostic::new(&rules::TYPES_AND_SCHEMAS, second.key_location, message);
            self.report(diagnostic.related(first.key_location, "the other one"));
        }
        unit.root.get("uses");
        unit.root.get("extends");
        let usage = unit.root.get("usage");
        if let Some(usage) = usage.filter(|usage| usage.text().is_none() && !usage.is_null()) {
            self.wrong_type(&usage, "usage", "text");
        }
        if unit.kind == FileKind::Library {
            unit.root.read_as(objects::LIBRARY);
            self.annotations(&unit.root, "Library");
        }
    }
}
