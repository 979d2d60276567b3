//! What must hold between types that only all of them together can tell.

use std::collections::BTreeSet;
use std::rc::Rc;

use specwright_diagnostics::{Diagnostic, Location};

use super::super::kind::{self, Kind};
use super::super::{TypeId, Types};
use crate::rules;

/// How many pairs of types are compared for one overridden property.
const PAIRS: usize = 256;

/// What must hold between types.
#[derive(Clone, Debug)]
pub(in super::super) enum Relation {
    /// Facets restrict a union, one of whose variants must have each of them.
    Restricts {
        facets: Vec<(&'static str, Location)>,
        variants: Vec<TypeId>,
    },
    /// A type inherits from a union and from another type, which one of the variants must be.
    Narrows {
        kind: Kind,
        variants: Vec<TypeId>,
        location: Location,
    },
    /// A property, or the items of an array, of two supertypes, one of which must be narrower.
    Meets {
        one: TypeId,
        other: TypeId,
        what: Rc<str>,
        location: Location,
        places: [Location; 2],
    },
    /// A property, or the items of an array, of a type replaces the inherited one.
    Overrides {
        inherited: TypeId,
        own: TypeId,
        what: Rc<str>,
        location: Location,
        inherited_location: Location,
    },
}

impl Types<'_> {
    pub(super) fn check_relation(&mut self, relation: Relation) {
        match relation {
            Relation::Restricts { facets, variants } => {
                let kinds: Vec<Kind> = self.leaves(&variants);
                for (facet, location) in facets {
                    if !kinds.is_empty() && !kinds.iter().any(|kind| kind::applies(facet, *kind)) {
                        self.misplaced(facet, Kind::Union, location);
                    }
                }
            }
            Relation::Narrows {
                kind,
                variants,
                location,
            } => {
                let kinds = self.leaves(&variants);
                let fits = kinds
                    .iter()
                    .any(|variant| variant.is_below(kind) || *variant == Kind::Any);
                if !fits && !kinds.is_empty() {
                    let message = format!("no variant of the union is {}", kind.describe());
                    self.report(&rules::INCOMPATIBLE_BASES, location, message);
                }
            }
            Relation::Meets {
                one,
                other,
                what,
                location,
                places,
            } => {
                let fits = |from, to, types: &mut Self| types.is_narrower(from, to, &mut BTreeSet::new());
                if !fits(one, other, self) && !fits(other, one, self) {
                    let kinds = [self.kind_name(one), self.kind_name(other)];
                    let message = format!("no value fits: `{what}` is {} and {}", kinds[0], kinds[1]);
                    let mut diagnostic = Diagnostic::new(&rules::INCOMPATIBLE_BASES, location, message);
                    for (place, kind) in places.into_iter().zip(kinds) {
                        diagnostic = diagnostic.related(place, format!("it is {kind} here"));
                    }
                    self.session.report(diagnostic);
                }
            }
            Relation::Overrides {
                inherited,
                own,
                what,
                location,
                inherited_location,
            } => {
                if !self.is_narrower(own, inherited, &mut BTreeSet::new()) {
                    let own = self.kind_name(own);
                    let message = format!("`{what}` is {own} here, which its supertype does not allow");
                    let diagnostic = Diagnostic::new(&rules::WIDENED, location, message);
                    let label = format!("it is {} here", self.kind_name(inherited));
                    self.session.report(diagnostic.related(inherited_location, label));
                }
            }
        }
    }

    fn kind_name(&mut self, id: TypeId) -> String {
        match self.name(id) {
            Some(name) => format!("`{}`", name.text),
            None => self.shape(id).kind.describe().to_owned(),
        }
    }

    /// The built-in types of the variants of a union, those of unions in it included.
    fn leaves(&mut self, variants: &[TypeId]) -> Vec<Kind> {
        let mut kinds = Vec::new();
        let mut seen = BTreeSet::new();
        let mut pending = variants.to_vec();
        while let Some(id) = pending.pop() {
            if !seen.insert(id) {
                continue;
            }
            let shape = self.shape(id);
            match shape.kind {
                Kind::Union => pending.extend(&shape.variants),
                _ if shape.is_unknown => kinds.push(Kind::Any),
                kind => kinds.push(kind),
            }
        }
        kinds
    }

    /// Whether a type may stand where a property of another type is inherited. Types are compared by what they are
    /// made of, not by their names; pairs that were met already are taken to fit.
    fn is_narrower(&mut self, own: TypeId, inherited: TypeId, met: &mut BTreeSet<(TypeId, TypeId)>) -> bool {
        if own == inherited || met.len() >= PAIRS || !met.insert((own, inherited)) {
            return true;
        }
        let (one, two) = (self.shape(own), self.shape(inherited));
        if one.is_unknown || two.is_unknown || one.ancestors.contains(&inherited) {
            return true;
        }
        match (one.kind, two.kind) {
            (Kind::Union, _) => one.variants.iter().all(|it| self.is_narrower(*it, inherited, met)),
            (_, Kind::Union) => two.variants.iter().any(|it| self.is_narrower(own, *it, met)),
            (Kind::Array, Kind::Array) => match (one.facets.items, two.facets.items) {
                (Some(one), Some(two)) => self.is_narrower(one.value, two.value, met),
                _ => true,
            },
            (Kind::Object, Kind::Object) => two.properties.iter().all(|property| {
                let own = one.properties.get(&property.name);
                own.is_none_or(|own| self.is_narrower(own.schema, property.schema, met))
            }),
            (one, two) => one.is_below(two) || one == Kind::Any,
        }
    }
}
