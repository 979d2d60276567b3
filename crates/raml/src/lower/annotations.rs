//! Annotations: `(name): value` (RAML 1.0, "Annotations").

use specwright_model::Extensions;

use super::Reader;
use crate::view::{View, is_annotation};

impl<'s> Reader<'s, '_> {
    /// The annotations of an object, checked against their types. `target` is what the object is called in the
    /// `allowedTargets` of annotation types; empty where none names it.
    pub(super) fn annotations(&mut self, owner: &View<'s>, target: &str) -> Extensions {
        let mut extensions = Extensions::new();
        if self.session.is_old() {
            return extensions;
        }
        for (key, _) in owner.peek_keys() {
            if !is_annotation(&key) {
                continue;
            }
            let Some(entry) = owner.entry(&key) else { continue };
            if let Some((name, value)) = self.types.annotation(&entry, target) {
                extensions.insert(name, value);
            }
        }
        extensions
    }
}
