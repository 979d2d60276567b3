//! Values that a document gives, which must fit their types: examples, defaults, enumerated values, facets and
//! annotations.

use specwright_diagnostics::Rule;
use specwright_model::Schemas;

use super::super::declaration::{Declaration, Position};
use super::super::validate::{self, Leniency};
use super::super::value::{self, Content, Value};
use super::super::{TypeId, Types};
use crate::rules;
use crate::view::View;

/// How many problems of one value are told.
const PROBLEMS: usize = 10;

/// A value that must fit a type.
#[derive(Clone, Debug)]
pub(in super::super) struct ValueCheck<'s> {
    schema: TypeId,
    view: View<'s>,
    rule: &'static Rule,
    /// What the value is, as in "this example".
    what: &'static str,
    /// Whether the values that the type enumerates are left out of account, since it is one of them.
    is_enumerated: bool,
    /// Whether the value travels as text, so that any scalar is one.
    is_text: bool,
}

impl<'s> Types<'s> {
    /// Notes the values that a declaration gives.
    pub(super) fn collect_values(&mut self, id: TypeId, declaration: &Declaration<'s>) {
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
    pub(in super::super) fn expect(&mut self, schema: TypeId, view: View<'s>, rule: &'static Rule, what: &'static str) {
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
    pub(in super::super) fn check_values(&mut self, schemas: &mut Schemas) {
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
            let problems = validate::validate_with(schemas, id, &value, leniency, &mut self.patterns);
            for problem in problems.into_iter().take(PROBLEMS) {
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
            let is_nothing = matches!(value.content, Content::Null) && check.what != "this annotation";
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
