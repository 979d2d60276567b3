//! Puts expressions in place of inputs.

use specwright_model::{Argument, Call, CallBody, Expression, Plan, Step, ValuePath};

/// What takes the place of an input; none for one that is given nothing.
pub(super) type Replacement<'r> = dyn Fn(&str) -> Option<Expression> + 'r;

/// The expression with others in place of inputs; none where it has no value for want of one.
pub(super) fn expression(value: &Expression, replacement: &Replacement<'_>) -> Option<Expression> {
    Some(match value {
        Expression::Input { name, path } => within(replacement(name)?, path),
        Expression::Template(parts) => {
            let parts: Option<Vec<Expression>> = parts.iter().map(|part| expression(part, replacement)).collect();
            Expression::Template(parts?)
        }
        Expression::Array(items) => {
            Expression::Array(items.iter().filter_map(|item| expression(item, replacement)).collect())
        }
        Expression::Object(members) => {
            let members = members
                .iter()
                .filter_map(|(name, value)| Some((name.clone(), expression(value, replacement)?)));
            Expression::Object(members.collect())
        }
        Expression::Each { of, value } => Expression::Each {
            of: Box::new(expression(of, replacement)?),
            value: Box::new(expression(value, replacement)?),
        },
        Expression::Within { of, value } => Expression::Within {
            of: Box::new(expression(of, replacement)?),
            value: Box::new(expression(value, replacement)?),
        },
        Expression::Literal(_) | Expression::Step { .. } | Expression::Current(_) | Expression::Bind(_) => {
            value.clone()
        }
    })
}

/// The plan with expressions in place of its inputs.
pub(super) fn plan(plan: &Plan, replacement: &Replacement<'_>) -> Plan {
    let steps = plan.steps.iter().filter_map(|step| match step {
        Step::Call(call) => Some(Step::Call(self::call(call, replacement))),
        Step::Lookup(lookup) => {
            let mut lookup = lookup.clone();
            lookup.entries = expression(&lookup.entries, replacement)?;
            lookup.value = expression(&lookup.value, replacement)?;
            Some(Step::Lookup(lookup))
        }
    });
    Plan {
        steps: steps.collect(),
        result: plan.result.as_ref().and_then(|result| expression(result, replacement)),
    }
}

fn call(call: &Call, replacement: &Replacement<'_>) -> Call {
    let arguments = call.arguments.iter().filter_map(|argument| {
        Some(Argument {
            value: expression(&argument.value, replacement)?,
            ..argument.clone()
        })
    });
    let body = call.body.as_ref().and_then(|body| {
        Some(CallBody {
            value: expression(&body.value, replacement)?,
            ..body.clone()
        })
    });
    Call {
        arguments: arguments.collect(),
        body,
        ..call.clone()
    }
}

/// A place within the value of an expression.
fn within(of: Expression, place: &ValuePath) -> Expression {
    if place.is_whole() {
        return of;
    }
    match of {
        Expression::Input { name, path } => Expression::Input {
            name,
            path: place.behind(&path),
        },
        Expression::Step { name, path } => Expression::Step {
            name,
            path: place.behind(&path),
        },
        Expression::Current(path) => Expression::Current(place.behind(&path)),
        other => Expression::Within {
            of: Box::new(other),
            value: Box::new(Expression::Current(place.clone())),
        },
    }
}
