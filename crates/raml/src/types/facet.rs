//! The keys of a type declaration.

use std::rc::Rc;

use specwright_diagnostics::{Diagnostic, Location};
use specwright_model::Number;
use specwright_source::Kind as NodeKind;

use super::declaration::{Additional, Declaration, Format, Located, Position};
use super::kind::{self, FACETS};
use super::{TypeId, Types};
use crate::header::{FileKind, Header};
use crate::rules;
use crate::view::{Entry, View};

impl<'s> Types<'s> {
    /// Reads a mapping as a declaration.
    pub(super) fn mapping(&mut self, view: &View<'s>, declaration: &mut Declaration<'s>) {
        if let (Some(_), Some(schema)) = (view.entry("type"), view.entry("schema")) {
            let message = "`schema` is another name of `type`, and a declaration has one of them";
            self.report(&rules::INVALID_TYPE, schema.key_location, message);
        }
        if let (Some(_), Some(examples)) = (view.entry("example"), view.entry("examples"))
            && !self.session.is_old()
        {
            let message = "a declaration has either `example` or `examples`";
            self.report(&rules::INVALID_TYPE, examples.key_location, message);
        }
        for entry in view.entries() {
            self.key(entry, declaration);
        }
    }

    fn key(&mut self, entry: Entry<'s>, declaration: &mut Declaration<'s>) {
        let key = &*entry.key;
        if let Some(facet) = FACETS.iter().find(|facet| **facet == key) {
            declaration.written.push((facet, entry.key_location));
            self.facet(facet, &entry, declaration);
            return;
        }
        let is_old = self.session.is_old();
        match key {
            "type" | "schema" => self.base(&entry.value, declaration),
            "description" => declaration.description = self.plain_text(&entry),
            "displayName" => declaration.display_name = self.plain_text(&entry),
            "default" => declaration.default = Some(self.unannotated(&entry.value)).filter(|it| !it.is_null()),
            "example" => self.example(&entry.value, declaration),
            "examples" => self.examples(&entry.value, declaration),
            "facets" if !is_old => self.declared_facets(&entry.value, declaration),
            "xml" if !is_old => {
                let value = entry.value.to_value();
                declaration.extensions.insert("xml".to_owned(), value);
            }
            "required" => {
                self.flag("required", &entry.value);
            }
            "repeat" if is_old => {
                let repeats = self.flag("repeat", &entry.value);
                declaration.is_list = repeats.is_some_and(|it| it.value);
            }
            "allowedTargets" if declaration.position == Position::Annotation => {
                declaration.targets = self.targets(&entry.value);
            }
            "formParameters" if is_old && declaration.position == Position::Body => {}
            "uses" | "usage" if is_fragment(&entry) => {}
            _ if key.starts_with('(') && key.ends_with(')') && !is_old => {
                if let Some((name, value)) = self.annotation(&entry, "TypeDeclaration") {
                    declaration.extensions.insert(name, value);
                }
            }
            _ => declaration.custom.push(entry),
        }
    }

    fn facet(&mut self, facet: &str, entry: &Entry<'s>, declaration: &mut Declaration<'s>) {
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

    /// The value of a scalar that is written as a mapping to give it annotations (RAML 1.0, "Annotating Scalar-valued
    /// Nodes"), and every other value as it is.
    pub(super) fn unannotated(&mut self, view: &View<'s>) -> View<'s> {
        let is_annotation = |key: &str| key.starts_with('(') && key.ends_with(')');
        let keys = view.peek_keys();
        let is_annotated = view.is_mapping()
            && keys.iter().any(|(key, _)| is_annotation(key))
            && keys.iter().all(|(key, _)| key == "value" || is_annotation(key));
        if !is_annotated {
            return view.clone();
        }
        let Some(value) = view.get("value") else {
            return view.clone();
        };
        for entry in view.entries().iter().filter(|entry| is_annotation(&entry.key)) {
            self.annotation(entry, "TypeDeclaration");
        }
        value
    }

    fn plain_text(&mut self, entry: &Entry<'s>) -> Option<String> {
        let mut view = self.unannotated(&entry.value);
        if view.is_mapping()
            && let Some(value) = view.get("value")
        {
            view = value;
        }
        if view.is_mapping() || view.is_sequence() {
            self.wrong_value(&entry.key, &view, "text");
        }
        view.text().map(str::to_owned)
    }

    pub(super) fn wrong_value(&self, facet: &str, view: &View<'s>, expected: &str) {
        let found = match view.kind() {
            NodeKind::Number(text) => text.to_owned(),
            NodeKind::Boolean(flag) => format!("`{flag}`"),
            NodeKind::String(text) => format!("the text `{}`", super::read::shortened(text)),
            _ => view.describe().to_owned(),
        };
        let message = format!("`{facet}` must be {expected}, not {found}");
        self.report(&rules::INVALID_FACET_VALUE, view.location(), message);
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
        if let Err(problem) = super::validate::compile(text) {
            let message = format!("`pattern` cannot be checked: {problem}");
            self.report(&rules::UNCHECKED_PATTERN, view.location(), message);
        }
        Some(located(text.into(), view))
    }

    fn name_text(&mut self, facet: &str, view: &View<'s>) -> Option<Located<Rc<str>>> {
        let text = view.text();
        if text.is_none() {
            self.wrong_value(facet, view, "text");
        }
        text.map(|text| located(text.into(), view))
    }

    fn values(&mut self, view: &View<'s>) -> Option<Located<Rc<[View<'s>]>>> {
        if !view.is_sequence() {
            self.wrong_value("enum", view, "a sequence of values");
            return None;
        }
        let items = view.items();
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

    pub(super) fn members(
        &mut self,
        view: &View<'s>,
        position: Position,
        what: &str,
    ) -> Vec<super::declaration::Member> {
        if !view.is_mapping() && !view.is_null() {
            self.wrong_value(what, view, "a mapping");
            return Vec::new();
        }
        let mut members: Vec<super::declaration::Member> = Vec::new();
        for entry in view.entries() {
            let member = self.member(&entry, position);
            let same = |known: &&super::declaration::Member| known.name == member.name;
            if let Some(known) = members.iter().find(same) {
                let message = format!("`{}` is declared twice", member.name);
                let diagnostic = Diagnostic::new(&rules::REPEATED_DECLARATION, member.location, message);
                self.session
                    .report(diagnostic.related(known.location, "it is declared here first"));
                continue;
            }
            members.push(member);
        }
        members
    }

    /// The facets that a type declares for its subtypes (RAML 1.0, "User-defined Facets").
    fn declared_facets(&mut self, view: &View<'s>, declaration: &mut Declaration<'s>) {
        declaration.declared_facets = self.members(view, Position::Facet, "facets");
        for member in &declaration.declared_facets {
            if member.name.starts_with('(') {
                let message = "the name of a facet cannot begin with `(`, which marks annotations";
                self.report(&rules::REDEFINED_FACET, member.location, message);
            }
            if kind::COMMON_KEYS.contains(&member.name.as_str()) {
                let message = format!("every type has a `{}`, and no facet can have that name", member.name);
                self.report(&rules::REDEFINED_FACET, member.location, message);
            }
        }
    }
}

/// Whether a key stands in a fragment, which may say what it is for and which libraries it uses.
fn is_fragment(entry: &Entry<'_>) -> bool {
    let text = entry.value.session().sources.text(entry.key_location.file);
    Header::of(text).is_some_and(|header| header.kind != FileKind::Document)
}

fn located<T>(value: T, view: &View<'_>) -> Located<T> {
    Located {
        value,
        location: view.location(),
    }
}

/// A facet of a declaration with its type, for the check of its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DeclaredFacet {
    pub(super) schema: TypeId,
    pub(super) location: Location,
}
