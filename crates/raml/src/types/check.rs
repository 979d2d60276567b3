//! Checks that need every type: of facets on unions, of overridden properties, of circles, and of values.

mod circle;
mod relation;

use std::rc::Rc;

use specwright_diagnostics::{Diagnostic, Location, Rule};
use specwright_model::Schemas;

use super::declaration::{Declaration, Position};
use super::kind::{self, Kind};
use super::validate::Leniency;
use super::value::{self, Content as ValueContent, Value};
use super::{Content, TypeId, Types, validate};
use crate::rules;
use crate::view::View;

pub(super) use relation::Relation;

/// A value that must fit a type.
#[derive(Clone, Debug)]
pub(super) struct ValueCheck<'s> {
    pub(super) schema: TypeId,
    pub(super) view: View<'s>,
    pub(super) rule: &'static Rule,
    /// What the value is, as in "this example".
    pub(super) what: &'static str,
    /// Whether the values that the type enumerates are left out of account, since it is one of them.
    pub(super) is_enumerated: bool,
    /// Whether the value travels as text, so that any scalar is one.
    pub(super) is_text: bool,
}

impl<'s> Types<'s> {
    /// Checks all types.
    pub(super) fn check_types(&mut self) {
        let mut index = 0;
        // Types are still added while they are looked at.
        while index < self.list.len() {
            let id = TypeId(index);
            let shape = self.shape(id);
            match self.content(id) {
                Content::Declared(declaration) => self.check_declaration(id, &declaration),
                Content::Array(items, location) => self.check_parts(&[items], location),
                Content::Union(variants, location) => self.check_parts(&variants, location),
                _ => {}
            }
            drop(shape);
            index += 1;
        }
        for relation in std::mem::take(&mut self.relations) {
            self.check_relation(relation);
        }
        self.check_circles();
    }

    /// What a JSON or XML schema describes is no part of an expression (RAML 1.0, "Using XML and JSON Schemas").
    fn check_parts(&mut self, parts: &[TypeId], location: Location) {
        for part in parts {
            if self.shape(*part).kind == Kind::External && !self.session.is_old() {
                let message = format!(
                    "{} is a JSON or XML schema, and no part of an expression",
                    self.title(*part)
                );
                let diagnostic = Diagnostic::new(&rules::EXTERNAL_TYPE, location, message);
                let help = "say it in the schema, or write the type in RAML";
                self.session.report(diagnostic.help(help));
            }
        }
    }

    fn check_declaration(&mut self, id: TypeId, declaration: &Rc<Declaration<'s>>) {
        let shape = self.shape(id);
        for entry in &declaration.custom {
            let Some(facet) = shape.declared_facets.get(&*entry.key) else {
                if !shape.is_unknown {
                    self.unknown_key(entry, shape.kind, &shape.declared_facets);
                }
                entry.value.see_all();
                continue;
            };
            self.expect(
                facet.schema,
                entry.value.clone(),
                &rules::INVALID_FACET_VALUE,
                "this facet",
            );
        }
        if let Some(discriminator) = &declaration.facets.discriminator
            && declaration.position != Position::Named
        {
            let message = "types that have no name cannot be told apart by a discriminator";
            let diagnostic = Diagnostic::new(&rules::INVALID_DISCRIMINATOR, discriminator.location, message);
            self.session
                .report(diagnostic.help("declare the type among the `types`"));
        }
        if declaration.facets.discriminator_value.is_some() && shape.facets.discriminator.is_none() {
            let location = declaration.place_of("discriminatorValue");
            let message = "neither the type nor a supertype has a discriminator";
            self.report(&rules::INVALID_DISCRIMINATOR, location, message);
        }
        self.collect_values(id, declaration);
    }

    fn unknown_key(
        &mut self,
        entry: &crate::view::Entry<'s>,
        kind: Kind,
        declared: &std::collections::BTreeMap<String, super::facet::DeclaredFacet>,
    ) {
        let message = format!("there is no facet `{}`", super::read::shortened(&entry.key));
        let diagnostic = Diagnostic::new(&rules::UNKNOWN_FACET, entry.key_location, message);
        let facets = kind::FACETS.iter().filter(|facet| kind::applies(facet, kind)).copied();
        let known = facets
            .chain(kind::COMMON_KEYS)
            .chain(declared.keys().map(String::as_str));
        self.session
            .report(match specwright_diagnostics::nearest(&entry.key, known) {
                Some(near) => diagnostic.help(format!("`{near}` is one")),
                None => diagnostic.help("a supertype may declare it among its `facets`"),
            });
    }

    fn collect_values(&mut self, id: TypeId, declaration: &Declaration<'s>) {
        let is_text = declaration.position.is_text();
        let example_rule: &'static Rule = if self.session.is_old() {
            &rules::LOOSE_EXAMPLE
        } else {
            &rules::INVALID_EXAMPLE
        };
        let mut add = |view: &View<'s>, rule, what, is_enumerated| {
            self.checks.push(ValueCheck {
                schema: id,
                view: view.clone(),
                rule,
                what,
                is_enumerated,
                is_text,
            });
        };
        for example in declaration.examples.iter().filter(|example| example.strict) {
            add(&example.value, example_rule, "this example", false);
        }
        if let Some(default) = &declaration.default {
            add(default, &rules::INVALID_DEFAULT, "this default", false);
        }
        for value in declaration.facets.values.iter().flat_map(|values| values.value.iter()) {
            add(value, &rules::INVALID_ENUMERATION, "this value", true);
        }
        if declaration.position == Position::UriParameter {
            self.slashes(declaration);
        }
    }

    /// A parameter of a path is one segment of it (RAML 1.0, "Template URIs and URI Parameters").
    fn slashes(&mut self, declaration: &Declaration<'s>) {
        let examples = declaration
            .examples
            .iter()
            .filter(|it| it.strict)
            .map(|example| &example.value);
        let values = declaration.facets.values.iter().flat_map(|values| values.value.iter());
        for view in examples.chain(values).chain(&declaration.default) {
            if view.text().is_some_and(|text| text.contains('/')) {
                let message = "a parameter of a URI cannot hold a `/`, which separates the segments of a path";
                self.report(&rules::INVALID_EXAMPLE, view.location(), message);
            }
        }
    }

    /// Notes that a value must fit a type.
    pub(super) fn expect(&mut self, schema: TypeId, view: View<'s>, rule: &'static Rule, what: &'static str) {
        view.see_all();
        self.checks.push(ValueCheck {
            schema,
            view,
            rule,
            what,
            is_enumerated: false,
            is_text: false,
        });
    }

    /// Compares every value with its type.
    pub(super) fn check_values(&mut self, schemas: &mut Schemas) {
        for check in std::mem::take(&mut self.checks) {
            if self.shape(check.schema).is_unknown {
                continue;
            }
            let id = self.schema_of(check.schema, schemas);
            self.lower_pending(schemas);
            let Some(value) = self.value_of(&check, validate::takes_text(schemas, id)) else {
                continue;
            };
            let leniency = Leniency {
                scalars_are_text: check.is_text,
                ignores_values: check.is_enumerated,
            };
            for problem in validate::validate_with(schemas, id, &value, leniency)
                .into_iter()
                .take(10)
            {
                let message = format!("{} does not fit: {}", check.what, problem.message);
                self.report(check.rule, problem.location, message);
            }
        }
    }

    /// The value that a check is about; none where it cannot be compared.
    fn value_of(&mut self, check: &ValueCheck<'s>, takes_text: bool) -> Option<Value> {
        let view = &check.view;
        let Some(text) = view.as_str().filter(|_| !takes_text && !check.is_enumerated) else {
            let value = Value::of_view(view);
            let is_nothing = matches!(value.content, ValueContent::Null) && check.what != "this annotation";
            return Some(value).filter(|_| !is_nothing);
        };
        if text.trim_start().starts_with('<') {
            return None;
        }
        if !value::looks_like_json(text) {
            let is_included = view.inclusion().is_some();
            return match Value::of_json(view) {
                Ok(value) if is_included => Some(value),
                _ => Some(Value::of_view(view)),
            };
        }
        match Value::of_json(view) {
            Ok(value) => Some(value),
            Err((location, problem)) => {
                let message = format!("{} is no JSON: {problem}", check.what);
                self.report(check.rule, location, message);
                None
            }
        }
    }
}
