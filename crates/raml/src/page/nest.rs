//! Puts the properties of nested objects below the property that holds them.
//!
//! A page shows `address: (object)` and the properties of the address in one list without a mark of where they end. What
//! the page shows in other places tells: a type that is listed alone somewhere; an object whose lines are those of a
//! whole list elsewhere ([`evidence`]); what all places of one type have in common; examples, and names that cannot
//! stand twice ([`choose`]).

mod choose;
mod evidence;
mod reading;
mod siblings;

use super::findings::Findings;
use super::syntax::Listing;
use super::tree::{Tree, Values};
use crate::rules;

use choose::Choice;
use evidence::{Candidates, Evidence, Key, Place, behind, entry};

/// How many of the properties that may be the last are named.
const SHOWN: usize = 6;

/// The trees of lists, in the order of the lists.
pub(super) fn nest<'p, 't>(
    listings: &[&'p Listing<'t>],
    values: &Values,
    findings: &mut Findings,
) -> Vec<Tree<'p, 't>> {
    let evidence = Evidence::of(listings);
    let choice = choose::choose(listings, &evidence.known, &evidence.open, values);
    report(listings, &evidence.open, &choice, findings);
    let index = choose::index(&evidence.open);
    let trees = listings.iter().enumerate().map(|(number, listing)| {
        let place = |entry| Place { listing: number, entry };
        let length = |entry| choose::length_at(&evidence.known, &index, &choice.lengths, place(entry));
        let (mut tree, _) = choose::read(listing, &length, values);
        tree.drop_repeated(values, &[]);
        tree.walk(&mut |tree| report_repeated(tree, findings));
        tree
    });
    trees.collect()
}

/// Says what the page leaves open.
fn report(listings: &[&Listing<'_>], candidates: &[Candidates<'_>], choice: &Choice, findings: &mut Findings) {
    let chosen = candidates.iter().zip(&choice.lengths).zip(&choice.open);
    for ((candidate, length), open) in chosen.filter(|(_, open)| !open.is_empty()) {
        let mut places = candidate
            .places
            .iter()
            .filter_map(|place| Some((*place, entry(listings, *place)?)));
        let Some((place, opener)) = places.next() else {
            continue;
        };
        let longest = open.last().copied().unwrap_or(0).max(*length);
        let names = behind(listings, place).iter().take(longest);
        let names: Vec<&str> = names.map(|entry| entry.name()).collect();
        let last = |length: usize| match names.get(..length).and_then(<[&str]>::split_last) {
            Some((name, before)) if before.contains(name) => format!("`{name}` (the next of that name)"),
            Some((name, _)) => format!("`{name}`"),
            None => "none".to_owned(),
        };
        let subject = match candidate.key {
            Key::Type(name) => format!("`{name}`"),
            Key::Object { property, .. } => format!("the object `{property}`"),
        };
        let mut all: Vec<String> = open.iter().take(SHOWN).map(|length| last(*length)).collect();
        if open.len() > SHOWN {
            all.push(format!("one of {} more", open.len() - SHOWN));
        }
        let message = format!(
            "the page does not show which property of {subject} is the last: it may be {}; {} is taken",
            all.join(" or "),
            last(*length)
        );
        let line = opener.items.map_or(opener.line, |items| items);
        let mut finding = findings.at(&rules::AMBIGUOUS_NESTING, line.range(), message);
        for (_, opener) in places {
            finding = finding.related(findings.location(opener.range()), "here too");
        }
        let help = "what shows it is an example, the type alone as the items of an array, or the document itself";
        findings.push(finding.help(help));
    }
}

fn report_repeated(tree: &Tree<'_, '_>, findings: &mut Findings) {
    for entry in &tree.repeated {
        let message = format!("`{}` stands twice in one list, and is read once", entry.name());
        let finding = findings.at(&rules::REPEATED_PROPERTY, entry.range(), message);
        findings.push(finding);
    }
}
