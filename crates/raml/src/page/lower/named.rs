//! Types that a page names: each is one type wherever it stands.

use std::collections::BTreeMap;

use specwright_model::SchemaId;

use super::scalar;
use crate::page::findings::Findings;
use crate::page::line::TypeText;
use crate::page::syntax::{Entry, Listing, Root};
use crate::page::text::Slice;
use crate::page::tree::{Member, Tree};
use crate::rules;

/// The types that a page names, in the order in which it first shows them.
pub(super) struct Named<'p, 't> {
    types: Vec<Type<'p, 't>>,
    by_name: BTreeMap<&'t str, usize>,
    /// By all that their properties say, for types that are not named where they stand.
    by_signature: BTreeMap<String, Option<usize>>,
}

/// A type that a page names.
#[derive(Clone)]
pub(super) struct Type<'p, 't> {
    pub(super) name: Slice<'t>,
    /// Its properties wherever it stands, with whether they are required everywhere.
    pub(super) members: Vec<(&'p Member<'p, 't>, bool)>,
    /// Its lists in all places, those that stand alone first.
    pub(super) trees: Vec<&'p Tree<'p, 't>>,
    alone: usize,
    pub(super) id: Option<SchemaId>,
}

impl<'p, 't> Named<'p, 't> {
    /// Finds the named types of all lists. Where the lists of one type differ, says so.
    pub(super) fn of(listings: &[&'p Listing<'t>], trees: &'p [Tree<'p, 't>], findings: &mut Findings) -> Self {
        let mut named = Self {
            types: Vec::new(),
            by_name: BTreeMap::new(),
            by_signature: BTreeMap::new(),
        };
        for (listing, tree) in listings.iter().zip(trees) {
            if let Root::Items(name) | Root::Named(name) = listing.root {
                named.push(name, tree, true);
            }
            named.nested(tree);
        }
        for index in 0..named.types.len() {
            if let Some(named) = named.types.get_mut(index) {
                named.merge(findings);
            }
        }
        named.sign();
        named
    }

    /// Takes the types in a tree.
    fn nested(&mut self, tree: &'p Tree<'p, 't>) {
        for nested in tree.members.iter().filter_map(|member| member.nested.as_ref()) {
            if let Some(name) = nested.name {
                self.push(name, &nested.tree, false);
            }
            self.nested(&nested.tree);
        }
    }

    /// Adds a place of a type. What stands alone is surest, and comes first.
    fn push(&mut self, name: Slice<'t>, tree: &'p Tree<'p, 't>, is_alone: bool) {
        if tree.members.is_empty() || scalar::built_in(name.text).is_some() {
            return;
        }
        let index = *self.by_name.entry(name.text).or_insert_with(|| {
            self.types.push(Type {
                name,
                members: Vec::new(),
                trees: Vec::new(),
                alone: 0,
                id: None,
            });
            self.types.len() - 1
        });
        let Some(named) = self.types.get_mut(index) else { return };
        if is_alone {
            named.trees.insert(named.alone, tree);
            named.alone += 1;
        } else {
            named.trees.push(tree);
        }
    }

    fn sign(&mut self) {
        for (index, named) in self.types.iter().enumerate() {
            let Some(tree) = named.trees.first().filter(|tree| tree.members.len() > 1) else {
                continue;
            };
            let known = self.by_signature.entry(signature(tree)).or_insert(Some(index));
            // Two names for one list: which of them is meant cannot be told.
            *known = known.filter(|known| *known == index);
        }
    }

    pub(super) fn id(&self, name: &str) -> Option<SchemaId> {
        self.types.get(*self.by_name.get(name)?)?.id
    }

    pub(super) fn types(&self) -> &[Type<'p, 't>] {
        &self.types
    }

    pub(super) fn set_id(&mut self, index: usize, id: SchemaId) {
        if let Some(named) = self.types.get_mut(index) {
            named.id = Some(id);
        }
    }

    /// The type whose properties are all the same as those of a tree. One property is too little to tell.
    pub(super) fn same(&self, tree: &Tree<'p, 't>) -> Option<&Type<'p, 't>> {
        if tree.members.len() < 2 {
            return None;
        }
        let index = (*self.by_signature.get(&signature(tree))?)?;
        self.types.get(index)
    }
}

impl<'p, 't> Type<'p, 't> {
    /// Joins the lists of all places: a property that some lack, or show as optional, is not required.
    fn merge(&mut self, findings: &mut Findings) {
        let mut trees = self.trees.iter();
        let Some(first) = trees.next() else { return };
        self.members = first
            .members
            .iter()
            .map(|it| (it, it.entry.property.required))
            .collect();
        for tree in trees {
            let mut differences = Vec::new();
            for (member, required) in &mut self.members {
                match tree.member(member.entry.name()) {
                    None => {
                        differences.push(format!("`{}` is missing", member.entry.name()));
                        *required = false;
                    }
                    Some(other) => {
                        differences.extend(difference(member.entry, other.entry));
                        *required &= other.entry.property.required;
                    }
                }
            }
            for member in &tree.members {
                if !self
                    .members
                    .iter()
                    .any(|(known, _)| known.entry.name() == member.entry.name())
                {
                    differences.push(format!("`{}` is added", member.entry.name()));
                    self.members.push((member, false));
                }
            }
            if let (false, Some(place)) = (differences.is_empty(), tree.members.first()) {
                report(self.name, place.entry, &differences, findings);
            }
        }
    }
}

fn report(name: Slice<'_>, place: &Entry<'_>, differences: &[String], findings: &mut Findings) {
    let message = format!(
        "`{}` differs here from where it stands first: {}",
        name.text,
        differences.join(", ")
    );
    let finding = findings.at(&rules::DIFFERENT_LISTS, place.range(), message);
    let finding = finding.related(findings.location(name.range()), "it stands here as well");
    findings.push(finding.help("it is read as one type, in which a property is required that is required everywhere"));
}

/// What two lines say differently of one property.
fn difference(known: &Entry<'_>, other: &Entry<'_>) -> Option<String> {
    let name = known.name();
    if known.property.type_text.text != other.property.type_text.text {
        let (known, other) = (known.property.type_text.text, other.property.type_text.text);
        return Some(format!("`{name}` is `{other}` instead of `{known}`"));
    }
    let facets = |entry: &Entry<'_>| -> Vec<String> {
        let facets = entry.property.facets.iter();
        facets.map(|(name, value)| format!("{name}: {}", value.text)).collect()
    };
    if facets(known) != facets(other) {
        return Some(format!("`{name}` has other facets"));
    }
    match (known.property.required, other.property.required) {
        (true, false) => Some(format!("`{name}` is optional")),
        (false, true) => Some(format!("`{name}` is required")),
        _ => None,
    }
}

/// All that the properties of a tree say.
fn signature(tree: &Tree<'_, '_>) -> String {
    let members = tree.members.iter().map(|member| {
        let property = &member.entry.property;
        let nested = match (&member.nested, &property.shape) {
            (Some(nested), TypeText::Array(_)) if nested.name.is_some() => String::new(),
            (Some(nested), _) => signature(&nested.tree),
            (None, _) => String::new(),
        };
        let facets = property
            .facets
            .iter()
            .map(|(name, value)| format!("{name}={}", value.text));
        let facets = facets.collect::<Vec<_>>().join(" ");
        let description: Vec<&str> = member.entry.description.iter().map(|line| line.text).collect();
        format!(
            "{:?} {} {:?} {facets:?} {description:?} {{{nested}}}",
            member.entry.name(),
            property.required,
            property.type_text.text,
        )
    });
    members.collect::<Vec<_>>().join("\n")
}
