//! Lists of properties with those of nested objects below the property that they belong to.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::syntax::Entry;
use super::text::Slice;
use super::token::Verbatim;

/// The properties of one object.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Tree<'p, 't> {
    pub(super) members: Vec<Member<'p, 't>>,
    pub(super) examples: Vec<&'p Verbatim<'t>>,
    /// Lines that say again what another one says, by the place of the other.
    pub(super) repeated: Vec<&'p Entry<'t>>,
}

/// A property.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Member<'p, 't> {
    pub(super) entry: &'p Entry<'t>,
    /// What is in it, where it is an object or an array of objects.
    pub(super) nested: Option<Nested<'p, 't>>,
    pub(super) examples: Vec<&'p Verbatim<'t>>,
    /// Whether it is the same as a property of the object that ended in front of it, so that it may be that one again.
    pub(super) may_repeat: bool,
}

/// What is in a property.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Nested<'p, 't> {
    /// The name of its type, where the page shows it.
    pub(super) name: Option<Slice<'t>>,
    pub(super) tree: Tree<'p, 't>,
}

/// The values of examples, by where they stand on the page.
pub(super) type Values = BTreeMap<usize, Value>;

impl<'p, 't> Tree<'p, 't> {
    pub(super) fn member(&self, name: &str) -> Option<&Member<'p, 't>> {
        self.members.iter().find(|member| member.entry.name() == name)
    }

    /// How much an example speaks against this being the object that it shows: required properties that it lacks, and
    /// properties of it that are not described.
    pub(super) fn contradictions(&self, value: &Value) -> usize {
        objects(value).map(|object| self.contradictions_of(object)).sum()
    }

    fn contradictions_of(&self, object: &Map<String, Value>) -> usize {
        let members = self.members.iter().map(|member| match object.get(member.entry.name()) {
            Some(value) => member.nested.as_ref().map_or(0, |it| it.tree.contradictions(value)),
            None if member.may_repeat => 1,
            None if member.entry.property.required => 3,
            None => 0,
        });
        let unknown = object.keys().filter(|key| self.member(key).is_none()).count();
        members.sum::<usize>() + 2 * unknown
    }

    /// Takes out what only repeats a property of another object: what no example shows here.
    pub(super) fn drop_repeated(&mut self, values: &Values, shown: &[&Value]) {
        let own: Vec<&Value> = self.examples.iter().filter_map(|it| values.get(&it.start)).collect();
        let shown: Vec<&Value> = shown.iter().copied().chain(own).collect();
        let is_shown = |name: &str| {
            shown
                .iter()
                .flat_map(|value| objects(value))
                .any(|it| it.contains_key(name))
        };
        for mut member in std::mem::take(&mut self.members) {
            let name = member.entry.name();
            if member.may_repeat && !is_shown(name) {
                self.repeated.push(member.entry);
                continue;
            }
            if let Some(nested) = &mut member.nested {
                let inner = shown
                    .iter()
                    .flat_map(|value| objects(value))
                    .filter_map(|it| it.get(name));
                nested.tree.drop_repeated(values, &inner.collect::<Vec<_>>());
            }
            self.members.push(member);
        }
    }

    /// Every tree in this one, itself first.
    pub(super) fn walk(&self, visit: &mut dyn FnMut(&Self)) {
        visit(self);
        for nested in self.members.iter().filter_map(|member| member.nested.as_ref()) {
            nested.tree.walk(visit);
        }
    }

    /// The names in it with their nesting, for comparing two readings of one list.
    pub(super) fn outline(&self) -> String {
        let members = self.members.iter().filter(|member| !member.may_repeat);
        let members = members.map(|member| match &member.nested {
            Some(nested) => format!("{}{{{}}}", member.entry.name(), nested.tree.outline()),
            None => member.entry.name().to_owned(),
        });
        members.collect::<Vec<_>>().join(" ")
    }
}

/// The objects that a value is, or consists of.
pub(super) fn objects(value: &Value) -> Box<dyn Iterator<Item = &Map<String, Value>> + '_> {
    match value {
        Value::Object(object) => Box::new(std::iter::once(object)),
        Value::Array(items) => Box::new(items.iter().filter_map(Value::as_object)),
        _ => Box::new(std::iter::empty()),
    }
}
