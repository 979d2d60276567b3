//! How many lines may belong to a nested object, as the page shows it in other places.

use std::collections::BTreeMap;

use super::siblings::Siblings;
use crate::page::syntax::{Entry, Listing, Root};

/// How many lines an object has at most whose end nothing shows.
const MOST: usize = 200;

/// What has one list of properties wherever it stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key<'t> {
    /// A type, by its name.
    Type(&'t str),
    /// An object without a name: by the property that it is in, and the first line in it.
    Object { property: &'t str, first: String },
}

/// Where a nested object stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// The list, by its place among all.
    pub(super) listing: usize,
    /// The entry that opens the object.
    pub(super) entry: usize,
}

/// A nested object with the places where it stands and what is known of its length, in lines.
#[derive(Clone, Debug)]
pub(super) struct Candidates<'t> {
    pub(super) key: Key<'t>,
    pub(super) places: Vec<Place>,
    /// The lengths that it may have; never empty.
    pub(super) lengths: Vec<usize>,
    /// How many lines stand in front of the first that elsewhere is a property beside it.
    pub(super) sibling: Option<usize>,
}

/// What is known for sure, and what is not.
#[derive(Debug, Default)]
pub(super) struct Evidence<'t> {
    pub(super) known: BTreeMap<Place, usize>,
    pub(super) open: Vec<Candidates<'t>>,
}

impl<'t> Evidence<'t> {
    pub(super) fn of(listings: &[&Listing<'t>]) -> Self {
        let mut evidence = Self::default();
        for (key, places) in places(listings) {
            let open: Vec<Place> = places
                .into_iter()
                .filter(|place| !evidence.alone(listings, &key, *place))
                .collect();
            if !open.is_empty() && !evidence.same_list(listings, &open) {
                evidence.open(listings, key, open);
            }
        }
        let siblings = Siblings::of(listings, &evidence.known);
        for object in &mut evidence.open {
            let place = object.places.first();
            object.sibling = place.and_then(|place| siblings.first_behind(listings, *place, &evidence.known));
        }
        evidence
    }

    /// Whether the type is listed alone elsewhere: then its properties are known.
    fn alone(&mut self, listings: &[&Listing<'t>], key: &Key<'t>, place: Place) -> bool {
        let Key::Type(name) = key else { return false };
        let is_alone = |listing: &&&Listing<'t>| match listing.root {
            Root::Items(root) | Root::Named(root) => root.text == *name && !listing.entries.is_empty(),
            Root::Object | Root::Parameters => false,
        };
        let Some(alone) = listings.iter().find(is_alone) else {
            return false;
        };
        let length = follow(&alone.entries, behind(listings, place));
        if length > 0 {
            self.known.insert(place, length);
        }
        length > 0
    }

    /// Whether the lines are those of a whole list elsewhere, which then has no name on the page.
    fn same_list(&mut self, listings: &[&Listing<'t>], places: &[Place]) -> bool {
        let lengths: Option<Vec<usize>> = places.iter().map(|place| same_list(listings, *place)).collect();
        match lengths.as_deref() {
            Some([first, others @ ..]) if others.iter().all(|it| it == first) => {
                self.known.extend(places.iter().map(|place| (*place, *first)));
                true
            }
            _ => false,
        }
    }

    /// Notes the lengths that fit all places: what is behind an object differs from place to place.
    fn open(&mut self, listings: &[&Listing<'t>], key: Key<'t>, places: Vec<Place>) {
        let mut behind = places.iter().map(|place| behind(listings, *place));
        let first = behind.next().unwrap_or_default();
        let most = behind.fold(first.len().min(MOST), |most, other| {
            let pairs = first.iter().zip(other).take(most);
            pairs.take_while(|(one, other)| short(one) == short(other)).count()
        });
        let opener = places.first().and_then(|place| entry(listings, *place));
        let least = usize::from(opener.is_some_and(|entry| entry.items.is_some())).min(most);
        self.open.push(Candidates {
            key,
            places,
            lengths: (least..=most).collect(),
            sibling: None,
        });
    }
}

/// All nested objects with their places, in the page's order.
fn places<'t>(listings: &[&Listing<'t>]) -> Vec<(Key<'t>, Vec<Place>)> {
    let mut found: Vec<(Key<'t>, Vec<Place>)> = Vec::new();
    let mut known: BTreeMap<Key<'t>, usize> = BTreeMap::new();
    for (listing, list) in listings.iter().enumerate() {
        for (index, opener) in list.entries.iter().enumerate().filter(|(_, entry)| entry.opens()) {
            let key = match opener.items {
                Some(name) if !name.text.is_empty() && name.text != "object" => Key::Type(name.text),
                _ => Key::Object {
                    property: opener.name(),
                    first: list.entries.get(index + 1).map(short).unwrap_or_default(),
                },
            };
            let place = Place { listing, entry: index };
            match known.get(&key).and_then(|index| found.get_mut(*index)) {
                Some((_, places)) => places.push(place),
                None => {
                    known.insert(key.clone(), found.len());
                    found.push((key, vec![place]));
                }
            }
        }
    }
    found
}

/// The entry at a place.
pub(super) fn entry<'p, 't>(listings: &[&'p Listing<'t>], place: Place) -> Option<&'p Entry<'t>> {
    listings.get(place.listing)?.entries.get(place.entry)
}

/// The entries behind a place.
pub(super) fn behind<'p, 't>(listings: &[&'p Listing<'t>], place: Place) -> &'p [Entry<'t>] {
    let listing = listings.get(place.listing);
    let behind = listing.and_then(|listing| listing.entries.get(place.entry + 1..));
    behind.unwrap_or_default()
}

/// How many of the entries follow a list, which may have more than they have.
fn follow(list: &[Entry<'_>], entries: &[Entry<'_>]) -> usize {
    let mut rest = list;
    let follows = |entry: &&Entry<'_>| {
        let at = rest.iter().position(|it| it.name() == entry.name());
        rest = at.and_then(|at| rest.get(at + 1..)).unwrap_or(rest);
        at.is_some()
    };
    entries.iter().take_while(follows).count()
}

/// The length of the longest whole list that the entries behind a place begin with. One property is no list.
fn same_list(listings: &[&Listing<'_>], place: Place) -> Option<usize> {
    let entries = behind(listings, place);
    let is_start = |list: &&Listing<'_>| {
        list.root != Root::Parameters
            && (2..=entries.len()).contains(&list.entries.len())
            && list
                .entries
                .iter()
                .zip(entries)
                .all(|(one, other)| one.name() == other.name() && full(one) == full(other))
    };
    let lists = listings.iter().copied().filter(is_start);
    lists.map(|list| list.entries.len()).max()
}

/// What tells properties apart: the name and the type. Whether two lists of one type differ in more is told later.
pub(super) fn short(entry: &Entry<'_>) -> String {
    format!("{}: {}", entry.name(), entry.property.type_text.text)
}

/// All that a page says of a property.
fn full<'t>(entry: &Entry<'t>) -> (String, bool, Vec<(&'t str, &'t str)>, Vec<&'t str>) {
    let facets = entry.property.facets.iter().map(|(name, value)| (*name, value.text));
    let description = entry.description.iter().map(|line| line.text);
    (
        short(entry),
        entry.property.required,
        facets.collect(),
        description.collect(),
    )
}
