//! Puts expressions in place of inputs.

use std::cell::Cell;

use specwright_model::{Argument, Call, CallBody, Expression, Plan, Step, ValuePath};

/// The most parts that all expressions of a document together may have when others were put into them.
///
/// A text that names an input a thousand times, which is given a text that names another one a thousand times, has a
/// million.
const MOST_PARTS: usize = 50_000;

/// What takes the place of an input; none for one that is given nothing.
pub(super) type Replacement<'r> = dyn Fn(&str) -> Option<&'r Expression> + 'r;

/// How many parts of expressions may still be made.
#[derive(Debug)]
pub(crate) struct Room {
    left: Cell<usize>,
    is_exceeded: Cell<bool>,
}

impl Default for Room {
    fn default() -> Self {
        Self {
            left: Cell::new(MOST_PARTS),
            is_exceeded: Cell::new(false),
        }
    }
}

impl Room {
    /// Whether there was none left for an expression, which has no value therefore.
    pub(super) fn is_exceeded(&self) -> bool {
        self.is_exceeded.get()
    }

    /// Takes room for an expression as it is; none where there is not enough.
    fn take(&self, value: &Expression) -> Option<()> {
        if self.is_exceeded() {
            return None;
        }
        let mut parts = 0;
        value.visit(&mut |_| parts += 1);
        match self.left.get().checked_sub(parts) {
            Some(left) => {
                self.left.set(left);
                Some(())
            }
            None => {
                self.is_exceeded.set(true);
                None
            }
        }
    }
}

/// The expression with others in place of inputs; none where it has no value for want of one, or for want of room.
pub(super) fn expression(value: &Expression, replacement: &Replacement<'_>, room: &Room) -> Option<Expression> {
    Some(match value {
        Expression::Input { name, path } => {
            let given = replacement(name)?;
            room.take(given)?;
            within(given.clone(), path)
        }
        Expression::Template(parts) => {
            let parts: Option<Vec<Expression>> = parts.iter().map(|part| expression(part, replacement, room)).collect();
            Expression::Template(parts?)
        }
        Expression::Array(items) => Expression::Array(
            items
                .iter()
                .filter_map(|item| expression(item, replacement, room))
                .collect(),
        ),
        Expression::Object(members) => {
            let members = members
                .iter()
                .filter_map(|(name, value)| Some((name.clone(), expression(value, replacement, room)?)));
            Expression::Object(members.collect())
        }
        Expression::Each { of, value } => Expression::Each {
            of: Box::new(expression(of, replacement, room)?),
            value: Box::new(expression(value, replacement, room)?),
        },
        Expression::Within { of, value } => Expression::Within {
            of: Box::new(expression(of, replacement, room)?),
            value: Box::new(expression(value, replacement, room)?),
        },
        Expression::Literal(_) | Expression::Step { .. } | Expression::Current(_) | Expression::Bind(_) => {
            room.take(value)?;
            value.clone()
        }
    })
}

/// The plan with expressions in place of its inputs.
pub(super) fn plan(plan: &Plan, replacement: &Replacement<'_>, room: &Room) -> Plan {
    let steps = plan.steps.iter().filter_map(|step| match step {
        Step::Call(call) => Some(Step::Call(self::call(call, replacement, room))),
        Step::Lookup(lookup) => {
            let mut lookup = lookup.clone();
            lookup.entries = expression(&lookup.entries, replacement, room)?;
            lookup.value = expression(&lookup.value, replacement, room)?;
            Some(Step::Lookup(lookup))
        }
    });
    Plan {
        steps: steps.collect(),
        result: plan
            .result
            .as_ref()
            .and_then(|result| expression(result, replacement, room)),
    }
}

fn call(call: &Call, replacement: &Replacement<'_>, room: &Room) -> Call {
    let arguments = call.arguments.iter().filter_map(|argument| {
        Some(Argument {
            value: expression(&argument.value, replacement, room)?,
            ..argument.clone()
        })
    });
    let body = call.body.as_ref().and_then(|body| {
        Some(CallBody {
            value: expression(&body.value, replacement, room)?,
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
