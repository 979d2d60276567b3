//! What all parts of the reader share: the model so far, findings, and what was read as what.

use std::collections::{BTreeMap, BTreeSet};

use specwright_diagnostics::{Diagnostic, FileId, Location, Rule};
use specwright_model::{Api, Basis, Method, Origin, Upstream};
use specwright_source::{Node, Sources};

use crate::binds::Binds;
use crate::consumed::Consumed;
use crate::exposed::Room;
use crate::findings::Findings;
use crate::ignored;
use crate::objects::{ObjectType, Standing};
use crate::page::Places;
use crate::version::{Spelling, Version};

/// Reads one capability.
pub(crate) struct Reader<'s> {
    pub(crate) sources: &'s Sources,
    /// Where the text of the trees stands, if it was rebuilt.
    pub(crate) places: Option<&'s Places>,
    pub(crate) version: Version,
    /// Whether the document holds parts that others import, and no capability.
    pub(crate) is_shared: bool,
    pub(crate) findings: Findings,
    pub(crate) api: Api,
    pub(crate) binds: Binds,
    /// What is consumed, in the document's order.
    pub(crate) consumed: Vec<Consumed>,
    /// Where the API of a namespace is among them.
    pub(crate) namespaces: BTreeMap<String, usize>,
    pub(crate) upstreams: Vec<Upstream>,
    /// The names that exposed things give to what they call: of their inputs, and below `with`.
    pub(crate) given_names: BTreeSet<String>,
    /// The namespaces of what could not be read, which is reported; what leads there is not reported again.
    pub(crate) broken_namespaces: BTreeSet<String>,
    /// The resources of a namespace and path, in the order in which they were made.
    pub(crate) resources_of_paths: BTreeMap<String, Vec<usize>>,
    /// How many operations of a method a namespace and path have.
    pub(crate) methods_of_paths: BTreeMap<(String, Method), usize>,
    /// What each mapping was read as.
    pub(crate) read_as: BTreeMap<(FileId, u32), &'static ObjectType>,
    /// For expressions that others are put into.
    pub(crate) room: Room,
    pub(crate) is_room_reported: bool,
}

/// An object of a list or mapping of named objects.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Named<'s> {
    /// Its name, and where it is written; none where it has none.
    pub(crate) name: Option<(&'s str, Location)>,
    pub(crate) node: Node<'s>,
}

impl<'s> Named<'s> {
    /// The place of the name, or else of the object.
    pub(crate) fn location(&self) -> Location {
        self.name.map_or_else(|| self.node.location(), |(_, location)| location)
    }

    /// The name; empty where there is none.
    pub(crate) fn text(&self) -> &'s str {
        self.name.map_or("", |(name, _)| name)
    }
}

impl<'s> Reader<'s> {
    pub(crate) fn new(sources: &'s Sources, version: Version, places: Option<&'s Places>) -> Self {
        Self {
            sources,
            places,
            version,
            is_shared: false,
            findings: Findings::default(),
            api: Api::default(),
            binds: Binds::default(),
            consumed: Vec::new(),
            namespaces: BTreeMap::new(),
            upstreams: Vec::new(),
            given_names: BTreeSet::new(),
            broken_namespaces: BTreeSet::new(),
            resources_of_paths: BTreeMap::new(),
            methods_of_paths: BTreeMap::new(),
            read_as: BTreeMap::new(),
            room: Room::default(),
            is_room_reported: false,
        }
    }

    /// What is written at a place.
    pub(crate) fn origin(&self, location: Location) -> Origin {
        Origin::written(self.places.map_or(location, |places| places.original(location)))
    }

    /// What was concluded from a place.
    pub(crate) fn inferred(&self, location: Location) -> Origin {
        Origin {
            basis: Basis::Inferred,
            ..self.origin(location)
        }
    }

    /// Adds a finding.
    pub(crate) fn report(&mut self, rule: &'static Rule, location: Location, message: impl Into<String>) {
        self.findings.push(Diagnostic::new(rule, location, message));
    }

    /// Adds a finding with a way to mend it.
    pub(crate) fn report_with(
        &mut self,
        rule: &'static Rule,
        location: Location,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.findings.push(Diagnostic::new(rule, location, message).help(help));
    }

    /// A finding about a name that is not known, with the nearest known one.
    pub(crate) fn report_unknown(
        &mut self,
        rule: &'static Rule,
        location: Location,
        message: impl Into<String>,
        name: &str,
        known: &[&str],
    ) {
        let mut diagnostic = Diagnostic::new(rule, location, message);
        if let Some(near) = self.findings.nearest(name, known.iter().copied()) {
            diagnostic = diagnostic.help(format!("did you mean `{near}`?"));
        } else if !known.is_empty() && known.len() <= 8 {
            diagnostic = diagnostic.help(format!("known are {}", listed(known)));
        }
        self.findings.push(diagnostic);
    }

    /// Says that a node is read as an object of a type. Whether it is a mapping: otherwise there is a finding.
    pub(crate) fn object(&mut self, node: Node<'s>, object: &'static ObjectType) -> bool {
        if !node.is_mapping() {
            let message = format!("{} must be a mapping, not {}", object.name, node.describe());
            self.report(&crate::rules::WRONG_TYPE, node.location(), message);
            return false;
        }
        node.mark_root();
        self.read_as.insert(node.identity(), object);
        ignored::mark(node, object);
        self.check_standing(node, object);
        self.check_values(node, object);
        true
    }

    /// Reports keys that the declared version does not know, once for each kind.
    fn check_standing(&mut self, node: Node<'s>, object: &'static ObjectType) {
        for entry in node.peek_entries() {
            let Some(key) = object.key(entry.key) else { continue };
            let is_unknown = match key.standing {
                Standing::Required | Standing::Optional => false,
                Standing::Earlier => self.version.spelling == Spelling::Mappings,
                Standing::Later => self.version.spelling == Spelling::Lists,
                Standing::Beyond => true,
            };
            if is_unknown {
                let message = format!(
                    "`{}` is no key of {} in `{}`, and is read as it is meant",
                    entry.key, object.name, self.version.name
                );
                let diagnostic = Diagnostic::new(&crate::rules::BEYOND_VERSION, entry.key_location, message);
                self.findings
                    .fold(&format!("{} {}", object.name, entry.key), diagnostic);
            }
        }
    }

    /// Reports values that are not among those that their key may have.
    fn check_values(&mut self, node: Node<'s>, object: &'static ObjectType) {
        for key in object.keys.iter().filter(|key| !key.values.is_empty()) {
            let Some(value) = node.peek(key.name) else { continue };
            let Some(text) = value.as_text() else { continue };
            let is_known = key.values.iter().any(|known| known.eq_ignore_ascii_case(text));
            if !is_known {
                let message = format!("`{text}` is no value of `{}` of {}", key.name, object.name);
                let help = format!("it is one of {}", listed(key.values));
                self.report_with(&crate::rules::UNKNOWN_VALUE, value.location(), message, help);
            }
        }
    }

    /// The text of a key; none where it is absent or null, with a finding where there is no text.
    pub(crate) fn text(&mut self, node: Node<'s>, key: &str) -> Option<&'s str> {
        let value = node.get(key)?;
        match value.as_text() {
            Some(text) => Some(text),
            None if value.is_null() => None,
            None => {
                let message = format!("`{key}` must be a text, not {}", value.describe());
                self.report(&crate::rules::WRONG_TYPE, value.location(), message);
                value.see_all();
                None
            }
        }
    }

    /// As [`Reader::text`], owned.
    pub(crate) fn string(&mut self, node: Node<'s>, key: &str) -> Option<String> {
        self.text(node, key).map(str::to_owned)
    }

    /// The text of a key that must be there: with a finding where it is not, or is empty.
    pub(crate) fn required(&mut self, node: Node<'s>, key: &str, object: &'static ObjectType) -> Option<&'s str> {
        let text = self.text(node, key);
        if text.is_none_or(str::is_empty) && node.peek(key).is_none_or(|it| it.as_text().is_some() || it.is_null()) {
            let message = format!("{} has no `{key}`", object.name);
            self.report(&crate::rules::MISSING_KEY, node.location(), message);
        }
        text.filter(|text| !text.is_empty())
    }

    /// The boolean of a key; none where it is absent, with a finding where there is none.
    pub(crate) fn flag(&mut self, node: Node<'s>, key: &str) -> Option<bool> {
        let value = node.get(key)?;
        let flag = value.as_bool().or_else(|| match value.as_text() {
            Some("true") => Some(true),
            Some("false") => Some(false),
            _ => None,
        });
        if flag.is_none() && value.as_text().is_none() && !value.is_null() {
            let message = format!("`{key}` must be `true` or `false`, not {}", value.describe());
            self.report(&crate::rules::WRONG_TYPE, value.location(), message);
        }
        flag
    }

    /// The name for people, in either spelling.
    pub(crate) fn title(&mut self, node: Node<'s>) -> Option<String> {
        let label = self.string(node, "label");
        self.string(node, "display").or(label)
    }

    /// The texts of a list; a single text counts as a list of one.
    pub(crate) fn texts(&mut self, node: Node<'s>, key: &str) -> Vec<String> {
        let Some(value) = node.get(key) else {
            return Vec::new();
        };
        if let Some(text) = value.as_text() {
            return vec![text.to_owned()];
        }
        if !value.is_sequence() && !value.is_null() {
            let message = format!("`{key}` must be a list of texts, not {}", value.describe());
            self.report(&crate::rules::WRONG_TYPE, value.location(), message);
        }
        value.see_all();
        value
            .items()
            .filter_map(|item| item.as_text().map(str::to_owned))
            .collect()
    }

    /// The items of a list of objects, or the finding that there is no list.
    pub(crate) fn list(&mut self, node: Node<'s>, key: &str) -> Vec<Node<'s>> {
        let Some(value) = node.get(key) else {
            return Vec::new();
        };
        if !value.is_sequence() && !value.is_null() {
            let message = format!("`{key}` must be a list, not {}", value.describe());
            self.report(&crate::rules::WRONG_TYPE, value.location(), message);
            value.see_all();
        }
        value.items().collect()
    }

    /// The objects behind a key: a list of objects that hold their names, or a mapping by name. All are read as `object`.
    pub(crate) fn named(&mut self, node: Node<'s>, key: &str, object: &'static ObjectType) -> Vec<Named<'s>> {
        node.get(key)
            .map_or_else(Vec::new, |value| self.named_in(value, key, object))
    }

    /// As [`Reader::named`], for a value.
    pub(crate) fn named_in(&mut self, value: Node<'s>, key: &str, object: &'static ObjectType) -> Vec<Named<'s>> {
        let mut found = Vec::new();
        if value.is_mapping() {
            for entry in value.entries() {
                if self.object(entry.value, object) {
                    entry.value.ignore("name");
                    let name = Some((entry.key, entry.key_location));
                    found.push(Named {
                        name,
                        node: entry.value,
                    });
                }
            }
        } else if value.is_sequence() {
            for node in value.items() {
                if self.object(node, object) {
                    let name = self.text(node, "name");
                    let location = node.peek("name").map_or_else(|| node.location(), Node::location);
                    let name = name.filter(|name| !name.is_empty()).map(|name| (name, location));
                    found.push(Named { name, node });
                }
            }
        } else if !value.is_null() {
            let message = format!("`{key}` must be a list, not {}", value.describe());
            self.report(&crate::rules::WRONG_TYPE, value.location(), message);
        }
        found
    }

    /// Reports every key that nothing has looked at.
    pub(crate) fn unknown_keys(&mut self, trees: &[&'s specwright_source::Tree]) {
        for tree in trees {
            for unseen in tree.unseen() {
                let Some(object) = self.read_as.get(&unseen.owner.identity()).copied() else {
                    continue;
                };
                let key = unseen.entry.key;
                let known: Vec<&str> = object.keys.iter().map(|key| key.name).collect();
                let message = if known.contains(&key) {
                    format!("`{key}` has no effect here")
                } else {
                    format!("`{key}` is no key of {}", object.name)
                };
                let mut diagnostic = Diagnostic::new(&crate::rules::UNKNOWN_KEY, unseen.entry.key_location, message);
                if let Some(near) = self.findings.nearest(key, known.iter().copied()) {
                    diagnostic = diagnostic.help(format!("did you mean `{near}`?"));
                }
                self.findings.fold(&format!("{} {key}", object.name), diagnostic);
            }
        }
    }

    /// Says that a part of the document is left out.
    pub(crate) fn left_out(&mut self, location: Location, what: &str, why: &str) {
        self.report(&crate::rules::LEFT_OUT, location, format!("{what} is left out: {why}"));
    }
}

/// Names in backticks, one behind the other.
pub(crate) fn listed(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}
