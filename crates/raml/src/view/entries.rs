//! Members and items of views.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use specwright_diagnostics::Location;
use specwright_source::Kind;

use super::View;
use super::layer::Layer;
use super::template::has_parameters;

/// A member of a mapping.
#[derive(Clone, Debug)]
pub(crate) struct Entry<'s> {
    /// The key, parameters replaced.
    pub(crate) key: Cow<'s, str>,
    /// Where the key is written.
    pub(crate) key_location: Location,
    /// The value.
    pub(crate) value: View<'s>,
}

impl<'s> View<'s> {
    /// The value of a key, which is marked as seen. None for an absent key and for what is no mapping.
    pub(crate) fn get(&self, key: &str) -> Option<View<'s>> {
        Some(self.entry(key)?.value)
    }

    /// A member by its key, which is marked as seen.
    pub(crate) fn entry(&self, key: &str) -> Option<Entry<'s>> {
        let mut found: Option<Entry<'s>> = None;
        for layer in self.all_layers() {
            let entry = self.entry_of(layer, key);
            // In traits and resource types of RAML 0.8, `key?` is `key` where a stronger layer has that.
            let is_optional = self.has_marks(layer) && (found.is_some() || layer.is_open());
            let entry = entry.or_else(|| {
                let optional = is_optional.then(|| format!("{key}?"))?;
                let entry = self.entry_of(layer, &optional)?;
                let key = Cow::Owned(key.to_owned());
                Some(Entry { key, ..entry })
            });
            let Some(entry) = entry else { continue };
            found = Some(match found {
                None => entry,
                Some(stronger) => stronger.over(entry),
            });
        }
        found
    }

    /// The value of a key, which is not marked as seen, nor what it includes as entered.
    pub(crate) fn peek(&self, key: &str) -> Option<View<'s>> {
        let mut found: Option<View<'s>> = None;
        for layer in self.all_layers() {
            let value = layer.node().and_then(|node| node.peek(key));
            let value = match (value.filter(|value| !layer.hides(*value)), layer.expression()) {
                (Some(value), _) => Self::child_of(self.session, layer, key, value),
                (None, Some(expression)) if key == "type" => Self::of_layer(self.session, expression.clone()),
                _ => continue,
            };
            found = Some(match found {
                None => value,
                Some(stronger) => stronger.over_unmarked(value),
            });
        }
        found
    }

    fn entry_of(&self, layer: &Layer<'s>, key: &str) -> Option<Entry<'s>> {
        if let Some(expression) = layer.expression().filter(|_| key == "type") {
            return Some(Entry::of_expression(self, expression));
        }
        let node = layer.node()?;
        if let Some(entry) = node.entry(key).filter(|entry| !layer.hides_entry(entry)) {
            return Some(Entry {
                key: Cow::Borrowed(entry.key),
                key_location: entry.key_location,
                value: Self::child_of(self.session, layer, key, entry.value),
            });
        }
        layer.bindings.as_ref().filter(|_| !layer.is_open())?;
        let templates = node.peek_entries().filter(|entry| has_parameters(entry.key));
        for entry in templates {
            let text = layer.key(self.session, entry.key, entry.key_location);
            if text.as_deref() == Some(key) {
                let value = node.get(entry.key)?;
                return Some(Entry {
                    key: Cow::Owned(key.to_owned()),
                    key_location: entry.key_location,
                    value: Self::child_of(self.session, layer, key, value),
                });
            }
        }
        None
    }

    /// Whether a mapping has a key, which is not marked as seen.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.all_layers().any(|layer| {
            let Some(node) = layer.node() else {
                return layer.expression().is_some() && key == "type";
            };
            let is_template = |entry: &specwright_source::Entry<'_>| {
                has_parameters(entry.key)
                    && layer.key(self.session, entry.key, entry.key_location).as_deref() == Some(key)
            };
            node.peek(key).is_some()
                || (!layer.is_open()
                    && layer.bindings.is_some()
                    && node.peek_entries().any(|entry| is_template(&entry)))
        })
    }

    /// The members of a mapping, each marked as seen: those of the strongest layer in the order in which they are
    /// written, then those that only weaker layers have. Nothing for other kinds.
    pub(crate) fn entries(&self) -> Vec<Entry<'s>> {
        let mut list: Vec<Option<Entry<'s>>> = Vec::new();
        let mut places: BTreeMap<Cow<'s, str>, usize> = BTreeMap::new();
        for layer in self.all_layers() {
            for entry in self.entries_of(layer) {
                let Some(key) = self.without_mark(layer, &entry, &places) else {
                    entry.value.see_all();
                    continue;
                };
                let entry = Entry { key, ..entry };
                match places.get(&entry.key).and_then(|index| list.get_mut(*index)) {
                    Some(known) => {
                        *known = Some(match known.take() {
                            Some(stronger) => stronger.over(entry),
                            None => entry,
                        });
                    }
                    None => {
                        places.insert(entry.key.clone(), list.len());
                        list.push(Some(entry));
                    }
                }
            }
        }
        list.into_iter().flatten().collect()
    }

    /// The key of a member. In traits and resource types of RAML 0.8, `key?` is `key` where a stronger layer has that,
    /// and nothing elsewhere (RAML 0.8, "Optional Properties").
    fn without_mark(
        &self,
        layer: &Layer<'s>,
        entry: &Entry<'s>,
        stronger: &BTreeMap<Cow<'s, str>, usize>,
    ) -> Option<Cow<'s, str>> {
        match entry.key.strip_suffix('?').filter(|_| self.has_marks(layer)) {
            Some(plain) => (layer.is_open() || stronger.contains_key(plain)).then(|| Cow::Owned(plain.to_owned())),
            None => Some(entry.key.clone()),
        }
    }

    /// Whether a question mark at the end of a key means that the member is optional.
    fn has_marks(&self, layer: &Layer<'s>) -> bool {
        self.session.is_old() && layer.bindings.is_some()
    }

    /// The key of a member with its parameters replaced; none, with a finding, where they cannot be.
    fn key_of(&self, layer: &Layer<'s>, entry: &specwright_source::Entry<'s>) -> Option<Cow<'s, str>> {
        if layer.bindings.is_none() || !has_parameters(entry.key) {
            return Some(Cow::Borrowed(entry.key));
        }
        layer.key(self.session, entry.key, entry.key_location).map(Cow::Owned)
    }

    fn entries_of(&self, layer: &Layer<'s>) -> Vec<Entry<'s>> {
        let Some(node) = layer.node() else {
            let expression = layer.expression().into_iter();
            return expression
                .map(|expression| Entry::of_expression(self, expression))
                .collect();
        };
        let session = self.session;
        let known = node.entries().filter(|entry| !layer.hides_entry(entry));
        let entries = known.filter_map(|entry| {
            Some(Entry {
                key: self.key_of(layer, &entry)?,
                key_location: entry.key_location,
                value: Self::child_of(session, layer, entry.key, entry.value),
            })
        });
        entries.collect()
    }

    /// The keys of a mapping with their places, none marked as seen.
    pub(crate) fn peek_keys(&self) -> Vec<(Cow<'s, str>, Location)> {
        let mut keys = Vec::new();
        let mut known = BTreeSet::new();
        for layer in self.all_layers() {
            let Some(node) = layer.node() else {
                if let Some(expression) = layer.expression().filter(|_| known.insert(Cow::Borrowed("type"))) {
                    keys.push((Cow::Borrowed("type"), expression.location()));
                }
                continue;
            };
            for entry in node.peek_entries().filter(|entry| !layer.hides_entry(entry)) {
                let key = self.key_of(layer, &entry);
                if let Some(key) = key.filter(|key| known.insert(key.clone())) {
                    keys.push((key, entry.key_location));
                }
            }
        }
        keys
    }

    /// The items of a sequence, those of weaker layers behind; scalars that are there already are left out. Nothing for
    /// other kinds.
    pub(crate) fn items(&self) -> Vec<View<'s>> {
        let mut list: Vec<View<'s>> = Vec::new();
        let mut known: BTreeSet<String> = BTreeSet::new();
        for layer in self.all_layers() {
            let Some(node) = layer.node() else { continue };
            let items = node.items().filter(|item| !layer.hides(*item));
            let items = items.map(|item| Self::item_of(self.session, layer, item));
            let added = list.len();
            list.extend(items.filter(|item| item.text().is_none_or(|text| !known.contains(text))));
            if !self.weaker.is_empty() {
                let texts = list.iter().skip(added).filter_map(|item| item.text());
                known.extend(texts.map(str::to_owned));
            }
        }
        list
    }

    /// The items of a sequence; a single value stands for a sequence of itself, and null for an empty one.
    pub(crate) fn items_or_self(&self) -> Vec<View<'s>> {
        match self.kind() {
            Kind::Sequence => self.items(),
            Kind::Null => Vec::new(),
            _ => vec![self.clone()],
        }
    }

    /// The value as JSON, everything below it marked as seen; what is merged below the strongest layer is left out.
    /// Numbers beyond 64 bits are the nearest `f64`; `.inf` and `.nan` are strings.
    pub(crate) fn to_value(&self) -> Value {
        match self.kind() {
            Kind::Sequence => self.top().items().iter().map(View::to_value).collect(),
            Kind::Mapping => {
                let entries = self.top().entries().into_iter();
                entries
                    .map(|entry| (entry.key.into_owned(), entry.value.to_value()))
                    .collect()
            }
            _ => match self.strongest.node() {
                Some(node) => node.to_value(),
                None => self.as_str().map_or(Value::Null, |text| Value::String(text.to_owned())),
            },
        }
    }

    /// The strongest layer alone.
    pub(crate) fn top(&self) -> View<'s> {
        Self::of_layer(self.session, self.strongest.clone())
    }
}
