//! Annotations and their types (RAML 1.0, "Annotations").

use specwright_diagnostics::{Diagnostic, Location};

use super::scope::Namespace;
use super::{Content, TypeId, Types};
use crate::rules;
use crate::view::Entry;

/// What annotations may be put on (RAML 1.0, "Annotation Targets").
const TARGETS: [&str; 17] = [
    "API",
    "DocumentationItem",
    "Resource",
    "Method",
    "Response",
    "RequestBody",
    "ResponseBody",
    "TypeDeclaration",
    "Example",
    "ResourceType",
    "Trait",
    "SecurityScheme",
    "SecuritySchemeSettings",
    "AnnotationType",
    "Library",
    "Overlay",
    "Extension",
];

/// An annotation at its place.
pub(super) struct PlacedAnnotation {
    /// Its type.
    schema: TypeId,
    key: String,
    location: Location,
    /// What it stands on.
    target: String,
}

impl<'s> Types<'s> {
    /// Reads an annotation, `(name): value`, on an object that RAML calls `target`; none where no annotation type has
    /// its name. Its value is compared with the type by [`Types::finish`].
    pub(crate) fn annotation(&mut self, entry: &Entry<'s>, target: &str) -> Option<(String, serde_json::Value)> {
        entry.value.see_all();
        let Some(name) = annotation_name(&entry.key).filter(|name| !name.is_empty()) else {
            let message = format!("`{}` means nothing here", super::text::shortened(&entry.key));
            self.report(&rules::UNKNOWN_FACET, entry.key_location, message);
            return None;
        };
        let units = entry.value.scopes();
        let value = (name.to_owned(), entry.value.to_value());
        let Some(id) = self.scopes.find(&units, Namespace::Annotations, name) else {
            let names = self.scopes.names(&units, Namespace::Annotations);
            let message = format!("there is no annotation type `{name}`");
            let diagnostic = Diagnostic::new(&rules::UNKNOWN_ANNOTATION, entry.key_location, message);
            let near = self.suggestions.nearest(name, names.iter().map(String::as_str));
            self.session.report(match near {
                Some(near) => diagnostic.help(format!("`{near}` is one")),
                None => diagnostic.help("declare it among the `annotationTypes`"),
            });
            return None;
        };
        self.placed_annotations.push(PlacedAnnotation {
            schema: id,
            key: entry.key.to_string(),
            location: entry.key_location,
            target: target.to_owned(),
        });
        self.expect(id, entry.value.clone(), &rules::INVALID_ANNOTATION, "this annotation");
        Some(value)
    }

    /// Compares where annotations stand with what their types say. Not before all else is read: a type may be annotated
    /// by itself.
    pub(super) fn check_targets(&mut self) {
        while let Some(annotation) = self.placed_annotations.pop() {
            let Content::Declared(declaration) = self.content(annotation.schema) else {
                continue;
            };
            let targets = &declaration.targets;
            if targets.is_empty() || targets.contains(&annotation.target) {
                continue;
            }
            let message = format!(
                "`{}` cannot be put here: its targets are {}",
                annotation.key,
                targets.join(", ")
            );
            self.report(&rules::INVALID_ANNOTATION, annotation.location, message);
        }
    }

    /// Reads `allowedTargets`.
    pub(super) fn targets(&mut self, view: &crate::view::View<'s>) -> Vec<String> {
        let mut targets = Vec::new();
        for item in view.items_or_self() {
            match item.as_str() {
                Some(text) if TARGETS.contains(&text) => targets.push(text.to_owned()),
                _ => self.wrong_value("allowedTargets", &item, "the name of a target, such as `Resource`"),
            }
        }
        targets
    }
}

/// The name of an annotation in its key: `(name)`.
fn annotation_name(key: &str) -> Option<&str> {
    key.strip_prefix('(')?.strip_suffix(')')
}
