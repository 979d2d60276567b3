//! One reading of a list: a tree, for given numbers of properties in each nested object.

use std::collections::BTreeMap;
use std::ops::Range;

use serde_json::Value;

use crate::page::line::TypeText;
use crate::page::syntax::{Entry, Listing};
use crate::page::token::Verbatim;
use crate::page::tree::{Member, Nested, Tree, Values, objects};

/// What a line counts that is left out because it repeats another one.
const REPEATED: usize = 1;
/// What counts a property that stands twice in one object and says different things.
const CONTRADICTED: usize = 10;
/// What counts an example that shows nothing that ends in front of it.
const ORPHAN: usize = 3;
/// How deep objects are nested; what is deeper stays beside the object that would hold it.
const DEPTH: usize = 64;

/// Reads lists into trees.
pub(super) struct Reading<'r, 'p, 't> {
    pub(super) listing: &'p Listing<'t>,
    /// How many lines belong to what the entry at a place opens.
    pub(super) length: &'r dyn Fn(usize) -> usize,
    pub(super) values: &'r Values,
    /// What speaks against the reading.
    pub(super) cost: usize,
}

impl<'p, 't> Reading<'_, 'p, 't> {
    /// The tree of the whole list.
    pub(super) fn tree(&mut self) -> Tree<'p, 't> {
        let (mut tree, examples) = self.object(0..self.listing.entries.len(), DEPTH);
        tree.examples = self.listing.examples.iter().chain(examples).collect();
        let mut cost = 0;
        tree.walk(&mut |tree| {
            let shown = tree
                .examples
                .iter()
                .filter_map(|example| self.values.get(&example.start));
            cost += shown.map(|value| tree.contradictions(value)).sum::<usize>();
        });
        self.cost += cost;
        tree
    }

    /// Reads entries as the properties of one object. Gives the examples behind the last one that show something that it
    /// is a part of.
    fn object(&mut self, range: Range<usize>, depth: usize) -> (Tree<'p, 't>, Vec<&'p Verbatim<'t>>) {
        let mut tree = Tree::default();
        let mut names = BTreeMap::new();
        let mut left: Vec<&'p Verbatim<'t>> = Vec::new();
        let mut place = range.start;
        while let Some(entry) = self.listing.entries.get(place).filter(|_| place < range.end) {
            self.cost += ORPHAN * left.len();
            place += 1;
            let length = self.length_of(entry, place, range.end, depth);
            let mut member = Member {
                entry,
                nested: None,
                examples: Vec::new(),
                may_repeat: false,
            };
            if length == 0 {
                (member.examples, left) = entry.examples.iter().partition(|example| self.is_of(entry, example));
            } else {
                let (nested, behind) = self.nested(entry, place..place + length, depth - 1);
                (member.nested, left) = (Some(nested), behind);
                place += length;
            }
            self.add(&mut tree, &mut names, member, 1 + length);
        }
        (tree, left)
    }

    /// How many of the entries from a place up to an end are in the one in front of it.
    fn length_of(&mut self, entry: &Entry<'t>, place: usize, end: usize, depth: usize) -> usize {
        if !entry.opens() {
            return 0;
        }
        let length = (self.length)(place - 1);
        let room = if depth > 0 { end - place } else { 0 };
        if length > room {
            self.cost += CONTRADICTED;
        }
        length.min(room)
    }

    fn nested(
        &mut self,
        entry: &'p Entry<'t>,
        range: Range<usize>,
        depth: usize,
    ) -> (Nested<'p, 't>, Vec<&'p Verbatim<'t>>) {
        let (mut tree, left) = self.object(range, depth);
        let (own, left): (Vec<_>, Vec<_>) = left.into_iter().partition(|example| self.shows(&tree, example));
        tree.examples = own;
        let name = entry
            .items
            .filter(|name| !name.text.is_empty() && name.text != "object");
        (Nested { name, tree }, left)
    }

    /// Adds a property, unless its line repeats another one. `names` says where the tree's properties are.
    fn add(
        &mut self,
        tree: &mut Tree<'p, 't>,
        names: &mut BTreeMap<&'t str, usize>,
        mut member: Member<'p, 't>,
        lines: usize,
    ) {
        let entry = member.entry;
        let known = names.get(entry.name()).and_then(|index| tree.members.get(*index));
        if let Some(known) = known {
            let is_same = repeats(known.entry, entry);
            self.cost += if is_same { REPEATED * lines } else { CONTRADICTED };
            tree.repeated.push(entry);
            return;
        }
        let ended = tree.members.last().and_then(|last| last.nested.as_ref());
        let twin = ended.and_then(|nested| nested.tree.member(entry.name()));
        member.may_repeat = member.nested.is_none() && twin.is_some_and(|twin| repeats(twin.entry, entry));
        names.insert(entry.name(), tree.members.len());
        tree.members.push(member);
    }

    /// Whether an example shows a property that nothing is nested in.
    fn is_of(&self, entry: &Entry<'_>, example: &Verbatim<'_>) -> bool {
        let value = self.values.get(&example.start);
        match (&entry.property.shape, value) {
            (TypeText::Array(_), Some(value)) => value.as_array().is_some_and(|it| !it.iter().any(Value::is_object)),
            (TypeText::Name(name), Some(value)) if name.text == "object" => value.is_object(),
            (_, Some(Value::Object(_) | Value::Array(_)) | None) => false,
            _ => true,
        }
    }

    /// Whether an example shows an object of a nested type: half of the properties or more are the same.
    fn shows(&self, tree: &Tree<'_, '_>, example: &Verbatim<'_>) -> bool {
        let Some(value) = self.values.get(&example.start) else {
            return false;
        };
        objects(value).next().is_some_and(|object| {
            let common = object.keys().filter(|key| tree.member(key).is_some()).count();
            let all = tree.members.len() + object.len() - common;
            common > 0 && common * 2 >= all
        })
    }
}

/// Whether a line says the same of a property as another one, and nothing else.
fn repeats(known: &Entry<'_>, entry: &Entry<'_>) -> bool {
    let facets = |entry: &Entry<'_>| -> Vec<(String, String)> {
        let facets = entry.property.facets.iter();
        facets
            .map(|(name, value)| ((*name).to_owned(), value.text.to_owned()))
            .collect()
    };
    let is_same = known.property.type_text.text == entry.property.type_text.text
        && known.property.required == entry.property.required
        && facets(known) == facets(entry);
    is_same && entry.description.is_empty()
}
