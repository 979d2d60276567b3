//! What calls are given: the values below `with`.

use specwright_diagnostics::Location;
use specwright_model::{Expression, PathStep, ValuePath};
use specwright_source::{Kind, Node};

use super::Exposed;
use super::scope::Scope;
use crate::binds::joined;
use crate::consumed::{Slot, named_path};
use crate::expression::{self, TemplatePart};
use crate::reader::Reader;
use crate::rules;

/// What a value is for: what it is given to, and what else can be given there.
#[derive(Clone, Copy)]
pub(super) struct Purpose<'a> {
    pub(super) slot: &'a Slot,
    pub(super) slots: &'a [Slot],
}

impl<'s> Reader<'s> {
    /// The value of a member of `with`.
    pub(super) fn with_value(
        &mut self,
        value: Node<'s>,
        purpose: Purpose<'_>,
        scope: &mut Scope<'_>,
        exposed: &Exposed<'s>,
    ) -> Expression {
        let location = value.location();
        match value.kind() {
            Kind::String(text) => self.with_text(text, location, purpose, scope, exposed),
            Kind::Sequence => {
                let items = value.items().map(|item| self.with_value(item, purpose, scope, exposed));
                Expression::Array(items.collect())
            }
            Kind::Mapping => {
                let members: Vec<_> = value.entries().collect();
                let members = members.into_iter().map(|entry| {
                    (
                        entry.key.to_owned(),
                        self.with_value(entry.value, purpose, scope, exposed),
                    )
                });
                Expression::Object(members.collect())
            }
            Kind::Null | Kind::Boolean(_) | Kind::Number(_) => Expression::Literal(value.to_value()),
        }
    }

    fn with_text(
        &mut self,
        text: &str,
        location: Location,
        purpose: Purpose<'_>,
        scope: &mut Scope<'_>,
        exposed: &Exposed<'s>,
    ) -> Expression {
        let Purpose { slot, slots } = purpose;
        if text.starts_with("$.") {
            return self.step_value(text, location, scope);
        }
        let qualified = expression::qualified(text);
        let is_scope = |scope: &str| exposed.scopes.iter().any(|known| known == scope);
        if let Some(reference) = qualified.filter(|it| it.is_explicit || is_scope(it.scope)) {
            let name = self.input(&mut scope.inputs, reference.name, slot, slots, location);
            return Expression::Input {
                name,
                path: reference.path,
            };
        }
        let single = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
        let single = single.filter(|name| scope.inputs.find(name).is_some());
        let bare = Some(text).filter(|_| scope.inputs.are_declared);
        let bare = bare.filter(|text| scope.inputs.list.iter().any(|input| input.name == *text));
        if let Some(name) = single.or(bare) {
            let name = self.input(&mut scope.inputs, name, slot, slots, location);
            return Expression::input(name);
        }
        let parts = self.template(text, location).into_iter().map(|part| match part {
            TemplatePart::Text(text) => Expression::text(text),
            TemplatePart::Name(name) => self.template_name(name, location, purpose, scope),
        });
        joined(parts.collect())
    }

    /// A name in double braces: an input, a bind, or a place in what a step gave.
    pub(super) fn template_name(
        &mut self,
        name: &str,
        location: Location,
        purpose: Purpose<'_>,
        scope: &mut Scope<'_>,
    ) -> Expression {
        if let Some(name) = scope.inputs.find(name) {
            return Expression::input(name);
        }
        if let Some(bind) = self.binds.used(name) {
            return Expression::Bind(bind);
        }
        let step = name.split_once('.').map_or(name, |(step, _)| step);
        if scope.step(step).is_some() {
            return self.step_value(&format!("$.{name}"), location, scope);
        }
        let name = self.input(&mut scope.inputs, name, purpose.slot, purpose.slots, location);
        Expression::input(name)
    }

    /// A place in what a step in front gave: `$.step.field`.
    pub(super) fn step_value(&mut self, text: &str, location: Location, scope: &Scope<'_>) -> Expression {
        let Some(path) = self.path(text, location) else {
            return Expression::text(text);
        };
        if let Some(value) = step_place(&path, scope) {
            return value;
        }
        let known: Vec<&str> = scope.steps.iter().map(|step| step.name.as_str()).collect();
        let name = match path.steps.first() {
            Some(PathStep::Member(name)) => name.as_str(),
            _ => text,
        };
        let message = format!("`{name}` is no step in front of this one");
        if scope.inputs.list.iter().any(|input| input.name == name) {
            let help = format!("the input `{name}` is written `{{{{{name}}}}}`");
            self.report_with(&rules::UNKNOWN_STEP, location, message, help);
        } else {
            self.report_unknown(&rules::UNKNOWN_STEP, location, message, name, &known);
        }
        Expression::text(text)
    }
}

/// The place that a path names which begins with the name of a step; none where it does not.
pub(super) fn step_place(path: &ValuePath, scope: &Scope<'_>) -> Option<Expression> {
    let (first, rest) = path.steps.split_first()?;
    let PathStep::Member(name) = first else {
        return None;
    };
    let step = scope.step(name)?;
    let path = named_path(ValuePath { steps: rest.to_vec() }, &step.outputs);
    let name = name.clone();
    Some(Expression::Step { name, path })
}
