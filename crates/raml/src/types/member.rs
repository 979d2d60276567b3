//! Properties of objects, and the facets that types declare.

use std::collections::BTreeMap;
use std::rc::Rc;

use specwright_diagnostics::Location;

use super::TypeId;

/// A property, or a facet that a type declares.
#[derive(Clone, Debug)]
pub(super) struct Member {
    pub(super) name: Rc<str>,
    /// The regular expression, where the name is one: `/^x-/`.
    pub(super) pattern: Option<Rc<str>>,
    pub(super) required: bool,
    pub(super) schema: TypeId,
    pub(super) location: Location,
}

/// Members in the order of their declarations, found by their names.
#[derive(Clone, Debug, Default)]
pub(super) struct Members {
    list: Vec<Member>,
    places: BTreeMap<Rc<str>, usize>,
}

impl Members {
    pub(super) fn get(&self, name: &str) -> Option<&Member> {
        self.list.get(*self.places.get(name)?)
    }

    pub(super) fn iter(&self) -> std::slice::Iter<'_, Member> {
        self.list.iter()
    }

    /// Adds a member, or puts it in the place of the one that has its name.
    pub(super) fn put(&mut self, member: Member) {
        let place = self.places.get(&member.name);
        match place.and_then(|place| self.list.get_mut(*place)) {
            Some(known) => *known = member,
            None => {
                self.places.insert(Rc::clone(&member.name), self.list.len());
                self.list.push(member);
            }
        }
    }
}
