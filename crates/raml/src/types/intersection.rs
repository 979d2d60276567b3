//! Facets of several supertypes, all of which hold for a type that inherits from them.

use std::collections::BTreeSet;

use specwright_diagnostics::{Diagnostic, Location};

use super::Types;
use super::bounds::{self, Bound, common_multiple, is_less};
use super::check::Relation;
use super::declaration::{Additional, Facets, Located};
use crate::rules;

impl<'s> Types<'s> {
    /// Adds the facets of a further supertype, written at a place: the stricter ones are kept.
    pub(super) fn tighten(&mut self, facets: &mut Facets<'s>, other: &Facets<'s>, location: Location) {
        tighten_counts(facets, other);
        facets.minimum = stricter(facets.minimum, other.minimum, |one, two| is_less(two, one));
        facets.maximum = stricter(facets.maximum, other.maximum, is_less);
        facets.format = stricter(facets.format, other.format, |one, two| two.is_wider(one));
        facets.multiple_of = match (facets.multiple_of, other.multiple_of) {
            (Some(one), Some(two)) => Some(Located {
                value: common_multiple(one.value, two.value),
                ..one
            }),
            (one, two) => one.or(two),
        };
        facets.unique_items = facets.unique_items.filter(|it| it.value).or(other.unique_items);
        let forbids = |it: &Located<Additional>| it.value != Additional::Allowed;
        let additional = facets.additional_properties.filter(forbids);
        facets.additional_properties = additional.or(other.additional_properties);
        facets.discriminator = facets.discriminator.take().or_else(|| other.discriminator.clone());
        facets.file_types = facets.file_types.take().or_else(|| other.file_types.clone());
        facets.add_pattern(other.pattern.as_ref());
        facets.other_patterns.extend(other.other_patterns.iter().cloned());
        self.tighten_items(facets, other, location);
        self.tighten_values(facets, other, location);
        self.check_bounds(facets);
    }

    fn tighten_items(&mut self, facets: &mut Facets<'s>, other: &Facets<'s>, location: Location) {
        if let (Some(one), Some(two)) = (facets.items, other.items)
            && one.value != two.value
        {
            self.relations.push(Relation::Meets {
                one: one.value,
                other: two.value,
                what: "items".into(),
                location,
                places: [one.location, two.location],
            });
        }
        facets.items = facets.items.or(other.items);
    }

    /// Keeps the values that both list.
    fn tighten_values(&mut self, facets: &mut Facets<'s>, other: &Facets<'s>, location: Location) {
        let (Some(one), Some(two)) = (&mut facets.values, &other.values) else {
            facets.values = facets.values.take().or_else(|| other.values.clone());
            return;
        };
        let listed: BTreeSet<String> = two.value.iter().map(|it| it.to_value().to_string()).collect();
        let common = one.value.iter();
        let common: Vec<_> = common
            .filter(|value| listed.contains(&value.to_value().to_string()))
            .cloned()
            .collect();
        if common.is_empty() {
            let message = "no value fits: the supertypes list other values";
            let diagnostic = Diagnostic::new(&rules::CONTRADICTING_FACETS, location, message);
            let diagnostic = diagnostic.related(one.location, "one lists these");
            self.session
                .report(diagnostic.related(two.location, "another one lists these"));
        }
        one.value = common.into();
    }

    /// Reports bounds between which nothing is left.
    pub(super) fn check_bounds(&mut self, facets: &mut Facets<'s>) {
        if let (Some(minimum), Some(maximum)) = (facets.minimum, facets.maximum)
            && is_less(maximum.value, minimum.value)
        {
            self.report_contradiction(("minimum", minimum.location), ("maximum", maximum.location));
        }
        let [
            lower_length,
            upper_length,
            lower_items,
            upper_items,
            lower_properties,
            upper_properties,
        ] = bounds::counts(facets);
        for (lower, upper) in [
            (lower_length, upper_length),
            (lower_items, upper_items),
            (lower_properties, upper_properties),
        ] {
            if let (Some(least), Some(most)) = (lower.2, upper.2)
                && least.value > most.value
            {
                self.report_contradiction((lower.0, least.location), (upper.0, most.location));
            }
        }
    }

    fn report_contradiction(&self, lower: (&str, Location), upper: (&str, Location)) {
        let message = format!("no value fits: `{}` is greater than `{}`", lower.0, upper.0);
        let diagnostic = Diagnostic::new(&rules::CONTRADICTING_FACETS, lower.1, message);
        self.session
            .report(diagnostic.related(upper.1, format!("`{}` is given here", upper.0)));
    }
}

fn tighten_counts(facets: &mut Facets<'_>, other: &Facets<'_>) {
    let mut other = other.clone();
    for ((_, bound, known), (_, _, other)) in bounds::counts(facets).into_iter().zip(bounds::counts(&mut other)) {
        *known = match bound {
            Bound::Lower => stricter(*known, *other, |one, two| one > two),
            Bound::Upper => stricter(*known, *other, |one, two| one < two),
        };
    }
}

fn stricter<T: Copy>(
    one: Option<Located<T>>,
    two: Option<Located<T>>,
    is_stricter: impl Fn(T, T) -> bool,
) -> Option<Located<T>> {
    match (one, two) {
        (Some(one), Some(two)) if is_stricter(two.value, one.value) => Some(two),
        (one, two) => one.or(two),
    }
}
