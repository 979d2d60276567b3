//! Facets of subtypes, which may only restrict what they inherit.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::rc::Rc;

use specwright_diagnostics::{Diagnostic, Location};
use specwright_model::Number;

use super::Types;
use super::bounds::{self, Bound, is_less, is_multiple};
use super::check::Relation;
use super::declaration::{Facets, Located};
use crate::rules;
use crate::view::View;

type Values<'s> = Located<Rc<[View<'s>]>>;

impl<'s> Types<'s> {
    /// Adds the facets of a declaration to those that it inherits.
    pub(super) fn restrict(&mut self, inherited: &mut Facets<'s>, own: &Facets<'s>) {
        self.restrict_counts(inherited, own);
        self.restrict_numbers(inherited, own);
        self.restrict_lists(inherited, own);
        self.restrict_items(inherited, own);
        inherited.additional_properties = own.additional_properties.or(inherited.additional_properties);
        inherited.discriminator = own.discriminator.clone().or_else(|| inherited.discriminator.take());
        inherited.discriminator_value = own.discriminator_value.clone();
        inherited.add_pattern(own.pattern.as_ref());
        self.check_bounds(inherited);
    }

    fn restrict_counts(&mut self, inherited: &mut Facets<'s>, own: &Facets<'s>) {
        let mut own = own.clone();
        let pairs = bounds::counts(inherited).into_iter().zip(bounds::counts(&mut own));
        for ((name, bound, known), (_, _, own)) in pairs {
            self.compare(name, *known, *own, |known, own| match bound {
                Bound::Lower => own < known,
                Bound::Upper => own > known,
            });
            *known = own.or(*known);
        }
    }

    fn restrict_numbers(&mut self, inherited: &mut Facets<'s>, own: &Facets<'s>) {
        self.compare("minimum", inherited.minimum, own.minimum, |known, own| {
            is_less(own, known)
        });
        self.compare("maximum", inherited.maximum, own.maximum, is_less);
        let is_other_step = |known: Number, own: Number| !is_multiple(own, known);
        self.compare("multipleOf", inherited.multiple_of, own.multiple_of, is_other_step);
        self.compare("format", inherited.format, own.format, |known, own| own.is_wider(known));
        inherited.minimum = own.minimum.or(inherited.minimum);
        inherited.maximum = own.maximum.or(inherited.maximum);
        inherited.multiple_of = own.multiple_of.or(inherited.multiple_of);
        inherited.format = own.format.or(inherited.format);
    }

    fn restrict_lists(&mut self, inherited: &mut Facets<'s>, own: &Facets<'s>) {
        if let (Some(known), Some(own)) = (&inherited.values, &own.values) {
            self.report_new_values(known, own);
        }
        if let (Some(known), Some(own)) = (&inherited.file_types, &own.file_types) {
            let is_known = |name: &String| known.value.iter().any(|range| is_in_range(name, range));
            if !own.value.iter().all(is_known) {
                self.report_wider("fileTypes", &known.value.join(", "), known.location, own.location);
            }
        }
        inherited.values = own.values.clone().or_else(|| inherited.values.take());
        inherited.file_types = own.file_types.clone().or_else(|| inherited.file_types.take());
    }

    fn restrict_items(&mut self, inherited: &mut Facets<'s>, own: &Facets<'s>) {
        let allows_equal = |known: bool, own: bool| known && !own;
        self.compare("uniqueItems", inherited.unique_items, own.unique_items, allows_equal);
        if let (Some(inherited), Some(own)) = (inherited.items, own.items)
            && inherited.value != own.value
        {
            self.relations.push(Relation::Overrides {
                inherited: inherited.value,
                own: own.value,
                what: "items".into(),
                location: own.location,
                inherited_location: inherited.location,
            });
        }
        inherited.unique_items = own.unique_items.or(inherited.unique_items);
        inherited.items = own.items.or(inherited.items);
    }

    fn compare<T: Copy + Display>(
        &self,
        facet: &str,
        known: Option<Located<T>>,
        own: Option<Located<T>>,
        is_wider: impl FnOnce(T, T) -> bool,
    ) {
        if let (Some(known), Some(own)) = (known, own)
            && is_wider(known.value, own.value)
        {
            self.report_wider(facet, &known.value, known.location, own.location);
        }
    }

    fn report_wider(&self, facet: &str, known: &dyn Display, known_location: Location, location: Location) {
        let message = format!("`{facet}` allows more here than in the supertype, where it is {known}");
        let diagnostic = Diagnostic::new(&rules::WIDENED, location, message);
        let diagnostic = diagnostic.related(known_location, "it is inherited from here");
        self.session
            .report(diagnostic.help("a subtype can only restrict what it inherits"));
    }

    fn report_new_values(&self, known: &Values<'s>, own: &Values<'s>) {
        let known_values: BTreeSet<String> = known.value.iter().map(|it| it.to_value().to_string()).collect();
        let is_new = |value: &&View<'s>| !known_values.contains(&value.to_value().to_string());
        for value in own.value.iter().filter(is_new) {
            let message = "this is none of the values that the supertype allows";
            let diagnostic = Diagnostic::new(&rules::WIDENED, value.location(), message);
            self.session
                .report(diagnostic.related(known.location, "they are listed here"));
        }
    }
}

/// Whether a media type, or a range of them, lies within a range: `image/png` in `image/*`.
fn is_in_range(name: &str, range: &str) -> bool {
    let prefix = range.strip_suffix('*');
    range == "*/*" || name == range || prefix.is_some_and(|prefix| name.starts_with(prefix))
}
