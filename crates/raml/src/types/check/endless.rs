//! Types of which no value can end: each needs another value of its own.

use std::collections::{BTreeMap, BTreeSet};

use specwright_diagnostics::Diagnostic;

use super::super::kind::Kind;
use super::super::{TypeId, Types};
use crate::rules;

/// What a value of a type needs.
struct Needs {
    types: Vec<TypeId>,
    /// Whether one of them is enough, as for a union.
    is_choice: bool,
}

impl Types<'_> {
    /// Reports objects that hold themselves in properties that must be there, however many types lie between.
    pub(super) fn check_endless(&mut self) {
        let all = (0..self.list.len()).map(TypeId);
        let needs: Vec<Needs> = all.map(|id| self.needs(id)).collect();
        let ending = ending(&needs);
        let mut told = BTreeSet::new();
        for start in self.named.clone() {
            let mut path = Vec::new();
            let mut next = Some(start).filter(|id| !ending.contains(id));
            while let Some(id) = next.filter(|id| told.insert(*id)) {
                path.push(id);
                let needed = needs.get(id.0).into_iter().flat_map(|needs| &needs.types);
                next = needed.copied().find(|needed| !ending.contains(needed));
            }
            let circle = next.and_then(|next| path.iter().position(|id| *id == next));
            if let Some(circle) = circle.and_then(|from| path.get(from..)) {
                self.report_endless(circle);
            }
        }
    }

    fn needs(&mut self, id: TypeId) -> Needs {
        let shape = self.shape(id);
        let is_choice = shape.kind == Kind::Union;
        let types = match shape.kind {
            _ if shape.is_unknown => Vec::new(),
            Kind::Union => shape.variants.clone(),
            Kind::Object => {
                let members = shape.properties.iter().filter(|member| member.required);
                members.map(|member| member.schema).collect()
            }
            Kind::Array if shape.facets.min_items.is_some_and(|least| least.value > 0) => {
                shape.facets.items.iter().map(|items| items.value).collect()
            }
            _ => Vec::new(),
        };
        Needs { types, is_choice }
    }

    fn report_endless(&self, circle: &[TypeId]) {
        let Some(name) = circle.iter().filter_map(|id| self.name(*id)).next() else {
            return;
        };
        let message = format!("every value of `{}` holds another one, and so has no end", name.text);
        let diagnostic = Diagnostic::new(&rules::CIRCULAR_INHERITANCE, name.location, message);
        let help = "let a property on the way be optional, or offer `nil` or an array";
        self.session.report(diagnostic.help(help));
    }
}

/// The types that have values that end: those that need nothing, and those whose needs end.
fn ending(needs: &[Needs]) -> BTreeSet<TypeId> {
    let mut missing: Vec<usize> = Vec::with_capacity(needs.len());
    let mut needed_by: BTreeMap<TypeId, Vec<usize>> = BTreeMap::new();
    for (index, needs) in needs.iter().enumerate() {
        let count = if needs.is_choice {
            needs.types.len().min(1)
        } else {
            needs.types.len()
        };
        missing.push(count);
        for needed in &needs.types {
            needed_by.entry(*needed).or_default().push(index);
        }
    }
    let mut ending = BTreeSet::new();
    let without_needs = missing.iter().enumerate().filter(|(_, count)| **count == 0);
    let mut pending: Vec<TypeId> = without_needs.map(|(index, _)| TypeId(index)).collect();
    while let Some(id) = pending.pop() {
        if !ending.insert(id) {
            continue;
        }
        for index in needed_by.get(&id).into_iter().flatten() {
            if let Some(count) = missing.get_mut(*index) {
                *count = count.saturating_sub(1);
                if *count == 0 {
                    pending.push(TypeId(*index));
                }
            }
        }
    }
    ending
}
