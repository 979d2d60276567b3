//! Types that are made of themselves.
//!
//! A type may hold itself in a property or as an element: that is a tree or a list. One that inherits from itself,
//! includes itself, or is a value of itself has no end.

use super::node::{Definition, Node, Role};
use super::type_definition::TypeName;
use super::types::Types;
use crate::findings::Findings;
use crate::rules;

#[derive(Clone, Copy, PartialEq)]
enum Mark {
    New,
    Open,
    Done,
}

/// A type on the way, and what it is made of that is not followed yet, the last first.
struct Step {
    index: usize,
    rest: Vec<(usize, Place)>,
}

/// Where a reference stands, and the name there.
#[derive(Clone)]
struct Place {
    range: std::ops::Range<usize>,
    name: String,
}

/// Cuts the references that close circles, with a finding for each. Depth first without recursion, since a chain can
/// be as long as there are types.
pub(super) fn cut(types: &mut Types<'_>, findings: &mut Findings<'_>) {
    let mut marks = vec![Mark::New; types.named.len()];
    for start in 0..types.named.len() {
        if marks.get(start) != Some(&Mark::New) {
            continue;
        }
        set(&mut marks, start, Mark::Open);
        let mut way = vec![step(types, start)];
        while let Some(current) = way.last_mut() {
            let index = current.index;
            let Some((next, place)) = current.rest.pop() else {
                set(&mut marks, index, Mark::Done);
                way.pop();
                continue;
            };
            match marks.get(next) {
                Some(Mark::New) => {
                    set(&mut marks, next, Mark::Open);
                    way.push(step(types, next));
                }
                Some(Mark::Open) => {
                    types.cut.insert(place.range.start);
                    let message = format!("the type `{}` is made of itself and has no end", place.name);
                    let diagnostic = findings.at(&rules::CIRCULAR_TYPE, place.range, message);
                    findings.push(diagnostic.help(
                        "remove one of the bases or `Include`s that lead back to it; a property may hold its own type",
                    ));
                }
                _ => {}
            }
        }
    }
}

fn set(marks: &mut [Mark], index: usize, mark: Mark) {
    if let Some(place) = marks.get_mut(index) {
        *place = mark;
    }
}

fn step(types: &Types<'_>, index: usize) -> Step {
    let mut rest = Vec::new();
    if let Some(named) = types.named.get(index) {
        edges(types, &named.definition, &mut rest);
    }
    rest.reverse();
    Step { index, rest }
}

/// The types that a definition is made of.
fn edges(types: &Types<'_>, definition: &Definition<'_>, edges: &mut Vec<(usize, Place)>) {
    if let Some(base) = &definition.signature.types.base {
        add(types, base, edges);
        // What an enumeration may be is a part of it; what an array holds is not.
        if base.name.text.eq_ignore_ascii_case("enum") {
            base.nested.iter().for_each(|name| add(types, name, edges));
        }
    }
    let is_enum =
        (definition.signature.types.base.as_ref()).is_some_and(|it| it.name.text.eq_ignore_ascii_case("enum"));
    included(types, &definition.children, is_enum, edges);
}

fn included(types: &Types<'_>, nodes: &[Node<'_>], is_enum: bool, edges: &mut Vec<(usize, Place)>) {
    for node in nodes {
        match node.role {
            Role::Include => {
                if let Some(name) = node.included() {
                    add(types, &name, edges);
                }
            }
            Role::OneOf | Role::Properties | Role::Items | Role::Members => {
                included(types, &node.children, is_enum, edges);
            }
            Role::Member if is_enum => {
                if let Some(name) = node.element().types.base {
                    add(types, &name, edges);
                }
            }
            Role::Member | Role::Sample | Role::Default => {}
        }
    }
}

fn add(types: &Types<'_>, name: &TypeName<'_>, edges: &mut Vec<(usize, Place)>) {
    if let Some(index) = types.base(name).and_then(|base| base.named) {
        let range = name.name.range();
        let name = name.name.text.to_owned();
        edges.push((index, Place { range, name }));
    }
}
