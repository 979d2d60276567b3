//! What an overlay may change of the document that it extends (RAML 1.0, "Overlays").

use specwright_diagnostics::Diagnostic;

use super::Reader;
use crate::header::{FileKind, Header};
use crate::rules;
use crate::view::View;
use crate::view::is_annotation;

/// What carries no behaviour, wherever it stands.
const FREE: [&str; 11] = [
    "title",
    "displayName",
    "description",
    "documentation",
    "usage",
    "example",
    "examples",
    "annotationTypes",
    "uses",
    "extends",
    "xml",
];

impl<'s> Reader<'s, '_> {
    /// Checks an overlay or extension against what it extends.
    pub(super) fn check_extending(&mut self, root: &View<'s>, kind: FileKind) {
        if !root.has("extends") {
            let what = if kind == FileKind::Overlay {
                "overlay"
            } else {
                "extension"
            };
            let message = format!("this {what} does not say what it extends");
            let diagnostic = Diagnostic::new(&rules::NOTHING_EXTENDED, root.location(), message);
            self.report(diagnostic.help("write `extends: PATH-OF-THE-DOCUMENT`"));
        }
        let layers: Vec<View<'s>> = root.layers().collect();
        for (index, file) in self.units.extended.iter().enumerate() {
            let header = Header::of(self.session.sources.text(*file));
            let below = layers.iter().skip(index + 1).cloned().reduce(View::over);
            let is_overlay = header.is_some_and(|header| header.kind == FileKind::Overlay);
            if let (true, Some(overlay), Some(below)) = (is_overlay, layers.get(index), below) {
                self.check_overlay(overlay, &below, false);
            }
        }
    }

    /// `is_types`: whether the keys are names of types, of which an overlay may add some.
    fn check_overlay(&self, overlay: &View<'s>, base: &View<'s>, is_types: bool) {
        // A document's depth is limited, so that this cannot exhaust the stack.
        for (key, location) in overlay.peek_keys() {
            if FREE.contains(&&*key) || is_annotation(&key) {
                continue;
            }
            let (Some(changed), known) = (overlay.peek(&key), base.peek(&key)) else {
                continue;
            };
            match known {
                Some(known) if changed.is_mapping() && known.is_mapping() => {
                    self.check_overlay(&changed, &known, matches!(&*key, "types" | "schemas"))
                }
                Some(known) if changed.is_mapping() && known.as_str().is_some() => {
                    self.check_overlay(&changed, &known.as_declaration(), false)
                }
                Some(_) if changed.is_null() => {}
                Some(known) if changed.is_mapping() && known.is_null() => self.check_overlay(&changed, &known, false),
                None if matches!(&*key, "types" | "schemas") => {}
                Some(known) if changed.is_same_value(&known) && key != "default" => {}
                None if is_types => {}
                _ => {
                    let what = if known.is_some() { "changes" } else { "adds" };
                    let message = format!("an overlay {what} `{key}`, which is more than words");
                    let diagnostic = Diagnostic::new(&rules::OVERLAY_CHANGES, location, message);
                    self.report(diagnostic.help("write it in an extension (`#%RAML 1.0 Extension`)"));
                }
            }
        }
    }
}
