//! Types that have no end.

use std::collections::BTreeSet;

use specwright_diagnostics::Diagnostic;

use super::super::{Content, TypeId, Types};
use crate::rules;

impl Types<'_> {
    /// Reports types that have no end: `A: A[]`, `A: A | B`. A union of arrays of itself has one, since it offers other
    /// types: what leads back is either items and supertypes, or variants and supertypes.
    pub(super) fn check_circles(&mut self) {
        for over_items in [true, false] {
            let mut finished = BTreeSet::new();
            for id in self.named.clone() {
                self.find_circle(id, over_items, &mut finished);
            }
        }
    }

    fn find_circle(&mut self, start: TypeId, over_items: bool, finished: &mut BTreeSet<TypeId>) {
        let mut path: Vec<(TypeId, Vec<TypeId>)> = Vec::new();
        let mut on_path = BTreeSet::new();
        let mut next = Some(start);
        loop {
            if let Some(id) = next.take().filter(|id| !finished.contains(id)) {
                if on_path.insert(id) {
                    let parts = self.parts_of(id, over_items);
                    path.push((id, parts));
                } else {
                    let circle = path
                        .iter()
                        .map(|(on_path, _)| *on_path)
                        .skip_while(|on_path| *on_path != id);
                    self.endless(&circle.collect::<Vec<_>>());
                }
            }
            let Some((id, parts)) = path.last_mut() else { return };
            next = parts.pop();
            if next.is_none() {
                finished.insert(*id);
                on_path.remove(id);
                path.pop();
            }
        }
    }

    /// What a type is made of, but for properties.
    fn parts_of(&mut self, id: TypeId, over_items: bool) -> Vec<TypeId> {
        match self.content(id) {
            Content::Array(items, _) if over_items => vec![items],
            Content::Union(variants, _) if !over_items => variants.to_vec(),
            Content::Declared(declaration) => {
                let items = declaration.facets.items.filter(|_| over_items);
                let bases = declaration.bases.iter().map(|base| base.value);
                bases.chain(items.map(|items| items.value)).collect()
            }
            _ => Vec::new(),
        }
    }

    fn endless(&mut self, circle: &[TypeId]) {
        let Some(id) = circle.iter().copied().find(|id| self.name(*id).is_some()) else {
            return;
        };
        // A type that inherits from itself is reported as that.
        if self.shape(id).is_unknown {
            return;
        }
        let Some(name) = self.name(id) else { return };
        let message = format!("`{}` is made of itself and has no end", name.text);
        let diagnostic = Diagnostic::new(&rules::CIRCULAR_INHERITANCE, name.location, message);
        let help = "refer to the type from a property, or let a union offer another type";
        self.session.report(diagnostic.help(help));
    }
}
