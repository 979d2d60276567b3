//! The values of facets (RAML 1.0, "RAML Data Types").

use std::rc::Rc;

use specwright_diagnostics::Location;
use specwright_model::Number;
use specwright_source::Kind as NodeKind;

use super::Types;
use super::declaration::{Additional, Declaration, Format, Located, Position};
use super::text;
use crate::rules;
use crate::view::{Entry, View};

impl<'s> Types<'s> {
    /// Reads a facet of built-in types.
    pub(super) fn facet(&mut self, facet: &str, entry: &Entry<'s>, declaration: &mut Declaration<'s>) {
        let view = &self.unannotated(&entry.value);
        let facets = &mut declaration.facets;
        match facet {
            "minimum" => facets.minimum = self.number(facet, view),
            "maximum" => facets.maximum = self.number(facet, view),
            "multipleOf" => facets.multiple_of = self.multiple(view),
            "format" => facets.format = self.format(view),
            "minLength" => facets.min_length = self.count(facet, view),
            "maxLength" => facets.max_length = self.count(facet, view),
            "minItems" => facets.min_items = self.count(facet, view),
            "maxItems" => facets.max_items = self.count(facet, view),
            "minProperties" => facets.min_properties = self.count(facet, view),
            "maxProperties" => facets.max_properties = self.count(facet, view),
            "uniqueItems" => facets.unique_items = self.flag(facet, view),
            "pattern" => facets.pattern = self.pattern(view),
            "discriminator" => facets.discriminator = self.name_text(facet, view),
            "discriminatorValue" => facets.discriminator_value = self.name_text(facet, view),
            "enum" => facets.values = self.values(view),
            "fileTypes" => facets.file_types = self.file_types(view),
            "items" => {
                let location = view.location();
                let value = self.inline(view, Position::Inner);
                facets.items = Some(Located { value, location });
            }
            "additionalProperties" => facets.additional_properties = self.additional(view),
            "properties" => {
                let members = self.members(view, Position::Property, "properties");
                declaration.properties = Some(members);
            }
            _ => {}
        }
    }

    /// Reports a value that its key cannot have.
    pub(super) fn wrong_value(&self, facet: &str, view: &View<'s>, expected: &str) {
        let found = match view.kind() {
            NodeKind::Number(text) => text.to_owned(),
            NodeKind::Boolean(flag) => format!("`{flag}`"),
            NodeKind::String(text) => format!("the text `{}`", text::shortened(text)),
            NodeKind::Sequence if view.items().is_empty() => "an empty one".to_owned(),
            _ => view.describe().to_owned(),
        };
        let message = format!("`{facet}` must be {expected}, not {found}");
        self.report(&rules::INVALID_FACET_VALUE, view.location(), message);
        view.see_all();
    }

    fn number(&mut self, facet: &str, view: &View<'s>) -> Option<Located<Number>> {
        match view.as_number() {
            Some(value) => Some(located(value, view)),
            None => {
                self.wrong_value(facet, view, "a number");
                None
            }
        }
    }

    fn multiple(&mut self, view: &View<'s>) -> Option<Located<Number>> {
        let number = self.number("multipleOf", view)?;
        if number.value.as_float() <= 0.0 {
            self.wrong_value("multipleOf", view, "a number above 0");
            return None;
        }
        Some(number)
    }

    fn count(&mut self, facet: &str, view: &View<'s>) -> Option<Located<u64>> {
        let count = view.as_u64();
        if count.is_none() {
            self.wrong_value(facet, view, "a whole number that is not negative");
        }
        count.map(|value| located(value, view))
    }

    pub(super) fn flag(&mut self, facet: &str, view: &View<'s>) -> Option<Located<bool>> {
        let view = &self.unannotated(view);
        let flag = view.as_bool();
        if flag.is_none() {
            self.wrong_value(facet, view, "`true` or `false`");
        }
        flag.map(|value| located(value, view))
    }

    fn format(&mut self, view: &View<'s>) -> Option<Located<Format>> {
        let format = view.as_str().and_then(Format::of_name);
        if format.is_none() {
            let names: Vec<_> = Format::names().collect();
            self.wrong_value("format", view, &format!("one of {}", names.join(", ")));
        }
        format.map(|value| located(value, view))
    }

    fn pattern(&mut self, view: &View<'s>) -> Option<Located<Rc<str>>> {
        let Some(text) = view.text() else {
            self.wrong_value("pattern", view, "a regular expression");
            return None;
        };
        self.check_pattern(text, view.location());
        Some(located(text.into(), view))
    }

    /// Reports a regular expression that examples cannot be compared with.
    pub(super) fn check_pattern(&mut self, pattern: &str, location: Location) {
        if let Err(problem) = self.patterns.compile(pattern) {
            let message = format!("the pattern cannot be checked: {problem}");
            self.report(&rules::UNCHECKED_PATTERN, location, message);
        }
    }

    fn name_text(&mut self, facet: &str, view: &View<'s>) -> Option<Located<Rc<str>>> {
        let text = view.text();
        if text.is_none() {
            self.wrong_value(facet, view, "text");
        }
        text.map(|text| located(text.into(), view))
    }

    fn values(&mut self, view: &View<'s>) -> Option<Located<Rc<[View<'s>]>>> {
        if view.is_mapping() || view.is_null() {
            self.wrong_value("enum", view, "a sequence of values");
            return None;
        }
        // One value may stand without brackets (RAML 1.0, "Scalar Types").
        let items = view.items_or_self();
        if items.is_empty() {
            self.wrong_value("enum", view, "a sequence of at least one value");
            return None;
        }
        items.iter().for_each(View::see_all);
        Some(located(items.into(), view))
    }

    fn file_types(&mut self, view: &View<'s>) -> Option<Located<Rc<[String]>>> {
        let items = view.items_or_self();
        let texts = items.iter().map(|item| item.as_str().map(str::to_owned));
        let texts: Option<Vec<String>> = texts.collect();
        if texts.is_none() {
            self.wrong_value("fileTypes", view, "a sequence of media types");
        }
        texts.map(|texts| located(texts.into(), view))
    }

    fn additional(&mut self, view: &View<'s>) -> Option<Located<Additional>> {
        let value = match view.as_bool() {
            Some(true) => Additional::Allowed,
            Some(false) => Additional::Forbidden,
            None if view.is_mapping() || view.as_str().is_some() => {
                Additional::Typed(self.inline(view, Position::Inner))
            }
            None => {
                self.wrong_value("additionalProperties", view, "`true` or `false`");
                return None;
            }
        };
        Some(located(value, view))
    }
}

fn located<T>(value: T, view: &View<'_>) -> Located<T> {
    Located {
        value,
        location: view.location(),
    }
}
