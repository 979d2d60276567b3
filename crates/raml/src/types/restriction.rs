//! Facets of subtypes, which may only restrict what they inherit.

use specwright_diagnostics::{Diagnostic, Location};
use specwright_model::Number;

use super::Types;
use super::declaration::{Additional, Declaration, Facets, Located};
use super::shape::Shape;
use crate::rules;

/// Which way a bound restricts.
#[derive(Clone, Copy, PartialEq)]
enum Bound {
    /// The greater, the fewer values fit.
    Lower,
    /// The lesser, the fewer values fit.
    Upper,
}

type Count = Option<Located<u64>>;

/// The bounds that are counts: the name of the lower and of the upper one, and where they are held.
type Pair<'f> = [(&'static str, &'f mut Count, Bound); 2];

fn counts<'f>(facets: &'f mut Facets<'_>) -> [Pair<'f>; 3] {
    [
        [
            ("minLength", &mut facets.min_length, Bound::Lower),
            ("maxLength", &mut facets.max_length, Bound::Upper),
        ],
        [
            ("minItems", &mut facets.min_items, Bound::Lower),
            ("maxItems", &mut facets.max_items, Bound::Upper),
        ],
        [
            ("minProperties", &mut facets.min_properties, Bound::Lower),
            ("maxProperties", &mut facets.max_properties, Bound::Upper),
        ],
    ]
}

impl<'s> Types<'s> {
    /// Adds the facets of a declaration to those that it inherits.
    pub(super) fn restrict(&mut self, declaration: &Declaration<'s>, shape: &mut Shape<'s>) {
        let mut own = declaration.facets.clone();
        let inherited = &mut shape.facets;
        let pairs = counts(inherited)
            .into_iter()
            .flatten()
            .zip(counts(&mut own).into_iter().flatten());
        for ((name, known, bound), (_, own, _)) in pairs {
            if let (Some(known), Some(own)) = (&known, &own) {
                let is_wider = match bound {
                    Bound::Lower => own.value < known.value,
                    Bound::Upper => own.value > known.value,
                };
                self.widened(is_wider, name, &known.value, known.location, own.location);
            }
            *known = own.or(*known);
        }
        self.restrict_range(declaration, inherited);
        self.restrict_others(declaration, inherited);
        self.contradictions(inherited);
    }

    fn restrict_range(&mut self, declaration: &Declaration<'s>, inherited: &mut Facets<'s>) {
        let own = &declaration.facets;
        if let (Some(known), Some(own)) = (&inherited.minimum, &own.minimum) {
            let is_wider = is_less(own.value, known.value);
            self.widened(is_wider, "minimum", &known.value, known.location, own.location);
        }
        if let (Some(known), Some(own)) = (&inherited.maximum, &own.maximum) {
            let is_wider = is_less(known.value, own.value);
            self.widened(is_wider, "maximum", &known.value, known.location, own.location);
        }
        inherited.minimum = own.minimum.or(inherited.minimum);
        inherited.maximum = own.maximum.or(inherited.maximum);
        inherited.multiple_of = own.multiple_of.or(inherited.multiple_of);
        inherited.format = own.format.or(inherited.format);
    }

    fn restrict_others(&mut self, declaration: &Declaration<'s>, inherited: &mut Facets<'s>) {
        let own = &declaration.facets;
        if let (Some(known), Some(own)) = (&inherited.unique_items, &own.unique_items) {
            let is_wider = known.value && !own.value;
            self.widened(is_wider, "uniqueItems", &known.value, known.location, own.location);
        }
        if let (Some(known), Some(own)) = (&inherited.values, &own.values) {
            let known_values: Vec<_> = known.value.iter().map(crate::view::View::to_value).collect();
            for value in own
                .value
                .iter()
                .filter(|value| !known_values.contains(&value.to_value()))
            {
                let message = "this is none of the values that the supertype allows";
                let diagnostic = Diagnostic::new(&rules::WIDENED, value.location(), message);
                self.session
                    .report(diagnostic.related(known.location, "they are listed here"));
            }
        }
        inherited.unique_items = own.unique_items.or(inherited.unique_items);
        inherited.items = own.items.or(inherited.items);
        inherited.additional_properties = own.additional_properties.or(inherited.additional_properties);
        inherited.pattern = own.pattern.clone().or_else(|| inherited.pattern.take());
        inherited.values = own.values.clone().or_else(|| inherited.values.take());
        inherited.discriminator = own.discriminator.clone().or_else(|| inherited.discriminator.take());
        inherited.discriminator_value = own.discriminator_value.clone();
        inherited.file_types = own.file_types.clone().or_else(|| inherited.file_types.take());
    }

    fn widened(
        &self,
        is_wider: bool,
        facet: &str,
        known: &dyn std::fmt::Display,
        known_location: Location,
        location: Location,
    ) {
        if !is_wider {
            return;
        }
        let message = format!("`{facet}` allows more here than in the supertype, where it is {known}");
        let diagnostic = Diagnostic::new(&rules::WIDENED, location, message);
        let help = "a subtype can only restrict what it inherits";
        self.session.report(
            diagnostic
                .related(known_location, "it is inherited from here")
                .help(help),
        );
    }

    /// Takes the stricter of the bounds of two supertypes.
    pub(super) fn tighten(&mut self, facets: &mut Facets<'s>, other: &Facets<'s>) {
        let mut other = other.clone();
        let pairs = counts(facets)
            .into_iter()
            .flatten()
            .zip(counts(&mut other).into_iter().flatten());
        for ((_, known, bound), (_, other, _)) in pairs {
            *known = match (*known, *other) {
                (Some(one), Some(two)) => {
                    let takes_one = match bound {
                        Bound::Lower => one.value >= two.value,
                        Bound::Upper => one.value <= two.value,
                    };
                    Some(if takes_one { one } else { two })
                }
                (one, two) => one.or(two),
            };
        }
        facets.minimum = stricter(facets.minimum, other.minimum, |one, two| is_less(two, one));
        facets.maximum = stricter(facets.maximum, other.maximum, is_less);
        facets.multiple_of = facets.multiple_of.or(other.multiple_of);
        facets.format = facets.format.or(other.format);
        facets.unique_items = facets.unique_items.filter(|it| it.value).or(other.unique_items);
        facets.items = facets.items.or(other.items);
        let forbids = |it: &Located<Additional>| it.value != Additional::Allowed;
        facets.additional_properties = facets
            .additional_properties
            .filter(forbids)
            .or(other.additional_properties);
        facets.pattern = facets.pattern.take().or(other.pattern);
        facets.values = facets.values.take().or(other.values);
        facets.discriminator = facets.discriminator.take().or(other.discriminator);
        facets.file_types = facets.file_types.take().or(other.file_types);
        self.contradictions(facets);
    }

    /// Reports bounds between which nothing is left.
    fn contradictions(&mut self, facets: &mut Facets<'s>) {
        for [(lower_name, lower, _), (upper_name, upper, _)] in counts(facets) {
            if let (Some(lower), Some(upper)) = (lower, upper)
                && lower.value > upper.value
            {
                self.contradiction((lower_name, lower.location), (upper_name, upper.location));
            }
        }
        if let (Some(minimum), Some(maximum)) = (&facets.minimum, &facets.maximum)
            && is_less(maximum.value, minimum.value)
        {
            self.contradiction(("minimum", minimum.location), ("maximum", maximum.location));
        }
    }

    fn contradiction(&self, lower: (&str, Location), upper: (&str, Location)) {
        let message = format!("no value fits: `{}` is greater than `{}`", lower.0, upper.0);
        let diagnostic = Diagnostic::new(&rules::CONTRADICTING_FACETS, lower.1, message);
        self.session
            .report(diagnostic.related(upper.1, format!("`{}` is given here", upper.0)));
    }
}

fn stricter(
    one: Option<Located<Number>>,
    two: Option<Located<Number>>,
    is_stricter: impl Fn(Number, Number) -> bool,
) -> Option<Located<Number>> {
    match (one, two) {
        (Some(one), Some(two)) if is_stricter(two.value, one.value) => Some(two),
        (one, two) => one.or(two),
    }
}

/// Whether a number is less than another; integers are compared exactly.
pub(super) fn is_less(one: Number, two: Number) -> bool {
    match (one.as_integer(), two.as_integer()) {
        (Some(one), Some(two)) => one < two,
        _ => one.as_float() < two.as_float(),
    }
}
