//! Fields of objects by their type, with findings where they are of another type.

use specwright_source::Kind;

use super::Reader;
use crate::rules;
use crate::view::View;

impl<'s> Reader<'s, '_> {
    /// A text; none, with a finding, where there is anything else.
    pub(super) fn text(&mut self, owner: &View<'s>, key: &str) -> Option<String> {
        let value = self.scalar(owner, key)?;
        match value.text() {
            Some(text) => Some(text.to_owned()),
            None if value.is_null() => None,
            None => {
                self.wrong_type(&value, key, "text");
                None
            }
        }
    }

    /// What a resource or method is called.
    pub(super) fn display_name(&mut self, owner: &View<'s>) -> Option<String> {
        let named = owner.display_name()?;
        self.text(&named, "displayName")
    }

    /// The value of a key; where it is written as a mapping with annotations (RAML 1.0, "Annotating Scalar-valued
    /// Nodes"), what stands under `value` in it.
    pub(super) fn scalar(&mut self, owner: &View<'s>, key: &str) -> Option<View<'s>> {
        let value = owner.get(key)?;
        if self.session.is_old() || !value.is_mapping() || !value.has("value") {
            return Some(value);
        }
        self.annotations(&value, "");
        value.get("value")
    }

    /// A mapping; none where it is absent or null, with a finding where there is anything else.
    pub(super) fn mapping(&self, owner: &View<'s>, key: &str) -> Option<View<'s>> {
        let value = owner.get(key)?;
        match value.kind() {
            Kind::Mapping => Some(value),
            Kind::Null => None,
            _ => {
                self.wrong_type(&value, key, "a mapping");
                None
            }
        }
    }

    /// Texts: a sequence, or one in its place.
    pub(super) fn texts(&mut self, owner: &View<'s>, key: &str) -> Option<Vec<View<'s>>> {
        let value = self.scalar(owner, key)?;
        if value.is_mapping() {
            self.wrong_type(&value, key, "text or a sequence of texts");
            return None;
        }
        let (texts, others): (Vec<_>, Vec<_>) = value
            .items_or_self()
            .into_iter()
            .partition(|item| item.text().is_some());
        for item in others {
            self.wrong_type(&item, key, "text");
        }
        Some(texts)
    }

    /// Reports a value of another type than the one that is expected.
    pub(super) fn wrong_type(&self, value: &View<'s>, key: &str, expected: &str) {
        let message = format!("`{key}` must be {expected}, not {}", value.describe());
        value.report(value.finding(&rules::WRONG_RAML_TYPE, message));
        value.see_all();
    }
}
