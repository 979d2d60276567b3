//! Which properties stand beside each other for sure.
//!
//! In front of the first nested object whose end is open, and inside of those whose end is known, a page shows which
//! properties one object has. Where another list has two of them one behind the other, the second is rather beside the
//! first than inside of it.

use std::collections::{BTreeMap, BTreeSet};

use super::evidence::{Place, behind, entry, short};
use crate::page::syntax::Listing;

/// How many lines in front of an object and behind it are looked at.
const LOOKED_AT: usize = 200;

/// The objects of which properties are known, by what they have.
#[derive(Debug, Default)]
pub(super) struct Siblings<'t> {
    by_name: BTreeMap<&'t str, BTreeSet<usize>>,
    by_line: BTreeMap<String, BTreeSet<usize>>,
    count: usize,
}

impl<'t> Siblings<'t> {
    /// Looks at all lists. The lengths of some nested objects are known.
    pub(super) fn of(listings: &[&Listing<'t>], known: &BTreeMap<Place, usize>) -> Self {
        let mut siblings = Self::default();
        for listing in 0..listings.len() {
            siblings.note(listings, listing, known);
        }
        siblings
    }

    /// Notes the properties of a list up to the first nested object whose end is open.
    fn note(&mut self, listings: &[&Listing<'t>], listing: usize, known: &BTreeMap<Place, usize>) {
        let Some(list) = listings.get(listing) else { return };
        // The objects around a line with the places behind their ends, the innermost last.
        let mut around = vec![(self.object(), list.entries.len())];
        for (index, entry) in list.entries.iter().enumerate() {
            while around.len() > 1 && around.last().is_some_and(|(_, end)| *end <= index) {
                around.pop();
            }
            if let Some((object, _)) = around.last() {
                self.by_name.entry(entry.name()).or_default().insert(*object);
                self.by_line.entry(short(entry)).or_default().insert(*object);
            }
            if !entry.opens() {
                continue;
            }
            match known.get(&Place { listing, entry: index }) {
                Some(length) => around.push((self.object(), index + 1 + length)),
                None => return,
            }
        }
    }

    fn object(&mut self) -> usize {
        self.count += 1;
        self.count
    }

    /// How many lines behind the opening of an object stand in front of the first that elsewhere is a property beside it.
    /// A line whose name stands in front of the object as well is none: it would stand twice.
    pub(super) fn first_behind(
        &self,
        listings: &[&Listing<'t>],
        place: Place,
        known: &BTreeMap<Place, usize>,
    ) -> Option<usize> {
        let holder = self.by_name.get(entry(listings, place)?.name())?;
        let before = listings.get(place.listing)?.entries.get(..place.entry)?;
        let stands_before = |name: &str| before.iter().rev().take(LOOKED_AT).any(|entry| entry.name() == name);
        let mut inside = 0;
        for (index, line) in behind(listings, place).iter().enumerate().take(LOOKED_AT) {
            if inside > 0 {
                inside -= 1;
                continue;
            }
            let objects = self.by_line.get(&short(line)).filter(|_| index > 0);
            // What stands in other objects more often, such as `id`, says nothing.
            let is_beside = objects.is_some_and(|it| 2 * it.intersection(holder).count() > it.len());
            if is_beside && !stands_before(line.name()) {
                return Some(index);
            }
            let opened = Place {
                entry: place.entry + 1 + index,
                ..place
            };
            inside = known.get(&opened).copied().unwrap_or(0);
        }
        None
    }
}
