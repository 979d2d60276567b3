//! Chooses among the readings of lists.
//!
//! Every reading is weighed by what speaks against it: examples that lack what it requires or have what it does not
//! know, and names that stand twice in one object. Where several are as good, the page leaves open which one is meant;
//! one of them is chosen by habits of writing, and the others are reported.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::evidence::{Candidates, Place, behind};
use super::reading::Reading;
use crate::page::syntax::{Entry, Listing};
use crate::page::tree::{Member, Tree, Values};

/// How many combinations of lengths are weighed all at once. Beyond that, one object is settled after the other.
const COMBINATIONS: usize = 4_000;

/// How many lines are read for weighing all readings of lists that hang together. What would take more is not weighed.
const LINES: usize = 4_000_000;

/// What is weighed: what speaks against a reading, and then what makes it unusual, the weightiest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Weight {
    cost: usize,
    /// Prose that speaks of an object from inside of it.
    mentions: usize,
    /// Objects that hold what stands beside them elsewhere.
    siblings_inside: usize,
    /// Objects that hold the next object of a row.
    rows_inside: usize,
    /// Objects of one list that have the same properties, but for the first of each kind.
    alike: Reverse<usize>,
    lines: Reverse<usize>,
}

/// A combination of lengths that was weighed.
#[derive(Debug)]
struct Weighed {
    lengths: Vec<usize>,
    weight: Weight,
    /// What comes out of it, for telling whether two combinations are one reading.
    outline: String,
}

/// The lengths that were chosen, and those that would have been as good.
#[derive(Debug, Default)]
pub(super) struct Choice {
    /// For each object, in the order of the candidates.
    pub(super) lengths: Vec<usize>,
    /// All lengths that are as good as the chosen one, where the page leaves several open.
    pub(super) open: Vec<Vec<usize>>,
}

/// Chooses the lengths of all objects whose length is not known.
pub(super) fn choose(
    listings: &[&Listing<'_>],
    known: &BTreeMap<Place, usize>,
    candidates: &[Candidates<'_>],
    values: &Values,
) -> Choice {
    let mut choice = Choice {
        lengths: candidates.iter().map(|it| usual(listings, it)).collect(),
        open: vec![Vec::new(); candidates.len()],
    };
    let index = index(candidates);
    for component in components(candidates) {
        let weigher = Weigher {
            listings,
            known,
            candidates,
            index: &index,
            values,
            touched: touched(candidates, &component),
        };
        weigher.settle_all(&component, &mut choice);
    }
    choice
}

/// The lines up to the next object, as far as that may be.
fn usual(listings: &[&Listing<'_>], candidates: &Candidates<'_>) -> usize {
    let place = candidates.places.first();
    let behind = place.map(|place| behind(listings, *place)).unwrap_or_default();
    let plain = behind.iter().take_while(|entry| !entry.opens()).count();
    let fitting = candidates.lengths.iter().rev().find(|length| **length <= plain);
    fitting.or(candidates.lengths.first()).copied().unwrap_or(0)
}

/// Which of the objects stands at each place.
pub(super) fn index(candidates: &[Candidates<'_>]) -> BTreeMap<Place, usize> {
    let places = candidates.iter().enumerate();
    places
        .flat_map(|(index, it)| it.places.iter().map(move |place| (*place, index)))
        .collect()
}

/// Objects that stand in common lists, together.
fn components(candidates: &[Candidates<'_>]) -> Vec<Vec<usize>> {
    let mut components: Vec<(BTreeSet<usize>, Vec<usize>)> = Vec::new();
    for (index, candidate) in candidates.iter().enumerate() {
        let mut listings: BTreeSet<usize> = candidate.places.iter().map(|place| place.listing).collect();
        let mut members = Vec::new();
        components.retain_mut(|(known, others)| {
            let is_common = known.intersection(&listings).next().is_some();
            if is_common {
                listings.append(known);
                members.append(others);
            }
            !is_common
        });
        members.push(index);
        members.sort_unstable();
        components.push((listings, members));
    }
    components.into_iter().map(|(_, members)| members).collect()
}

/// The lists in which objects stand.
fn touched(candidates: &[Candidates<'_>], component: &[usize]) -> BTreeSet<usize> {
    let members = component.iter().filter_map(|index| candidates.get(*index));
    members
        .flat_map(|it| it.places.iter().map(|place| place.listing))
        .collect()
}

struct Weigher<'w, 't> {
    listings: &'w [&'w Listing<'t>],
    known: &'w BTreeMap<Place, usize>,
    candidates: &'w [Candidates<'t>],
    index: &'w BTreeMap<Place, usize>,
    values: &'w Values,
    touched: BTreeSet<usize>,
}

impl Weigher<'_, '_> {
    /// Chooses the lengths of objects that hang together: all at once, or one after the other where they are many.
    fn settle_all(&self, objects: &[usize], choice: &mut Choice) {
        let counts = || {
            objects
                .iter()
                .filter_map(|index| self.candidates.get(*index))
                .map(|it| it.lengths.len())
        };
        let all = counts().fold(1usize, usize::saturating_mul);
        let single = 2 * counts().sum::<usize>();
        let lines = self.touched.iter().filter_map(|listing| self.listings.get(*listing));
        let lines: usize = lines.map(|listing| listing.entries.len()).sum();
        if all <= COMBINATIONS && all.saturating_mul(lines) <= LINES {
            self.settle(objects, choice);
        } else if single.saturating_mul(lines) <= LINES {
            for index in objects.iter().chain(objects) {
                self.settle(&[*index], choice);
            }
        } else {
            for index in objects {
                let all = self
                    .candidates
                    .get(*index)
                    .map(|it| it.lengths.clone())
                    .unwrap_or_default();
                if let Some(open) = choice.open.get_mut(*index).filter(|_| all.len() > 1) {
                    *open = all;
                }
            }
        }
    }

    /// Chooses the lengths of some objects, all others left as they are.
    fn settle(&self, objects: &[usize], choice: &mut Choice) {
        let combinations = self.combinations(objects, &choice.lengths);
        let weighed: Vec<Weighed> = combinations.into_iter().map(|it| self.weigh(it)).collect();
        let Some(best) = weighed.iter().min_by_key(|it| it.weight) else {
            return;
        };
        let rivals = weighed
            .iter()
            .filter(|it| it.weight.cost == best.weight.cost && it.outline != best.outline);
        let rivals: Vec<&Weighed> = rivals.collect();
        for index in objects {
            let length = |weighed: &Weighed| weighed.lengths.get(*index).copied();
            // An object is open where another length of it alone would do.
            let is_alone = |rival: &&&Weighed| {
                let others = rival.lengths.iter().zip(&best.lengths).enumerate();
                others
                    .into_iter()
                    .all(|(at, (one, other))| at == *index || one == other)
            };
            let mut lengths: BTreeSet<usize> = rivals.iter().filter(is_alone).filter_map(|it| length(it)).collect();
            if !lengths.is_empty() {
                lengths.extend(length(best));
            }
            if let Some(open) = choice.open.get_mut(*index) {
                *open = lengths.into_iter().collect();
            }
        }
        choice.lengths.clone_from(&best.lengths);
    }

    fn combinations(&self, objects: &[usize], lengths: &[usize]) -> Vec<Vec<usize>> {
        let mut combinations = vec![lengths.to_vec()];
        for index in objects {
            let Some(candidate) = self.candidates.get(*index) else {
                continue;
            };
            let with = |lengths: &Vec<usize>, length: usize| {
                let mut lengths = lengths.clone();
                if let Some(slot) = lengths.get_mut(*index) {
                    *slot = length;
                }
                lengths
            };
            let extended = combinations
                .iter()
                .flat_map(|known| candidate.lengths.iter().map(|it| with(known, *it)));
            combinations = extended.collect();
        }
        combinations
    }

    /// Weighs a combination.
    fn weigh(&self, lengths: Vec<usize>) -> Weighed {
        let mut weight = Weight {
            cost: 0,
            mentions: 0,
            siblings_inside: self.siblings_inside(&lengths),
            rows_inside: 0,
            alike: Reverse(0),
            lines: Reverse(lengths.iter().sum()),
        };
        let mut outlines = Vec::new();
        for listing in &self.touched {
            let Some(list) = self.listings.get(*listing) else {
                continue;
            };
            let length = |entry| self.length(*listing, entry, &lengths);
            let (tree, against) = read(list, &length, self.values);
            weight.cost += against;
            tree.walk(&mut |tree| {
                weight.mentions += mentions(tree);
                weight.rows_inside += rows_inside(tree);
            });
            weight.alike.0 += alike(&tree);
            outlines.push(tree.outline());
        }
        Weighed {
            weight,
            outline: outlines.join("\n"),
            lengths,
        }
    }

    /// How many objects hold a property that stands beside them elsewhere.
    fn siblings_inside(&self, lengths: &[usize]) -> usize {
        let objects = self.candidates.iter().zip(lengths);
        objects
            .filter(|(object, length)| object.sibling.is_some_and(|sibling| **length > sibling))
            .count()
    }

    /// How many lines belong to what the entry at a place opens.
    fn length(&self, listing: usize, entry: usize, lengths: &[usize]) -> usize {
        length_at(self.known, self.index, lengths, Place { listing, entry })
    }
}

/// How many lines belong to what stands at a place.
pub(super) fn length_at(
    known: &BTreeMap<Place, usize>,
    index: &BTreeMap<Place, usize>,
    lengths: &[usize],
    place: Place,
) -> usize {
    let chosen = index.get(&place).and_then(|index| lengths.get(*index));
    known.get(&place).or(chosen).copied().unwrap_or(0)
}

/// Reads a list with given lengths. Gives what speaks against the reading as well.
pub(super) fn read<'p, 't>(
    listing: &'p Listing<'t>,
    length: &dyn Fn(usize) -> usize,
    values: &Values,
) -> (Tree<'p, 't>, usize) {
    let mut reading = Reading {
        listing,
        length,
        values,
        cost: 0,
    };
    let tree = reading.tree();
    (tree, reading.cost)
}

/// How many descriptions contradict the nesting: prose that names the property that holds an object speaks from outside
/// of the object, and of what else it names as well.
fn mentions(tree: &Tree<'_, '_>) -> usize {
    let mut speakers: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, member) in tree.members.iter().enumerate() {
        for word in words(member) {
            speakers.entry(word).or_default().push(index);
        }
    }
    let mut count = 0;
    for (index, holder) in tree.members.iter().enumerate() {
        let Some(nested) = &holder.nested else { continue };
        let name = holder.entry.name();
        nested.tree.walk(&mut |tree| {
            let inner = tree.members.iter().map(|member| words(member));
            count += inner.filter(|words| words.contains(name)).count();
        });
        let speakers = speakers.get(name).map(Vec::as_slice).unwrap_or_default();
        for later in speakers
            .iter()
            .filter(|at| **at > index)
            .filter_map(|at| tree.members.get(*at))
        {
            let words = words(later);
            let inner = nested.tree.members.iter();
            count += inner.filter(|member| words.contains(member.entry.name())).count();
        }
    }
    count
}

fn words<'t>(member: &Member<'_, 't>) -> BTreeSet<&'t str> {
    let lines = member.entry.description.iter();
    lines
        .flat_map(|line| line.text.split(|it: char| !it.is_alphanumeric() && it != '_'))
        .filter(|word| word.len() > 2)
        .collect()
}

/// How many objects hold directly what is rather the next one beside them: an object in an object, both without a name,
/// or a list of objects in an item of such a list.
fn rows_inside(tree: &Tree<'_, '_>) -> usize {
    let holders = tree
        .members
        .iter()
        .filter_map(|it| Some((it.entry, it.nested.as_ref()?)));
    let counts = holders.map(|(holder, nested)| {
        let is_next = |inner: &Entry<'_>| inner.opens() && inner.is_object() == holder.is_object();
        nested.tree.members.iter().filter(|it| is_next(it.entry)).count()
    });
    counts.sum()
}

/// How many nested objects have the properties of another one in the tree, but for the first of each kind.
fn alike(tree: &Tree<'_, '_>) -> usize {
    let mut shapes = Vec::new();
    note_shapes(tree, &mut shapes);
    let count = shapes.len();
    shapes.sort_unstable();
    shapes.dedup();
    count - shapes.len()
}

/// Notes a number for each nested object that has properties: the same for the same names. Gives that of the tree itself.
fn note_shapes(tree: &Tree<'_, '_>, shapes: &mut Vec<u64>) -> u64 {
    let mut hasher = DefaultHasher::new();
    for member in &tree.members {
        member.entry.name().hash(&mut hasher);
        if let Some(nested) = &member.nested {
            let shape = note_shapes(&nested.tree, shapes);
            shapes.push(shape);
            shape.hash(&mut hasher);
        }
    }
    hasher.finish()
}
