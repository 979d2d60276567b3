//! Checking plans before they are carried out: a plan is written by a generator, and a mistake in it
//! should show when a gateway starts and not when somebody calls.

use super::bind::Binds;
use super::call::Call;
use super::plan::{Expression, Mapping, Plan, Step};
use crate::json;
use crate::server::Place;

/// What is wrong with a plan: a literal that is no JSON, a bind or a step that is not there, two steps
/// of one name, an argument that the call does not take, a variable of a path that nothing fills.
pub(super) fn check_plan(plan: &Plan, binds: &Binds) -> Result<(), String> {
    let mut check = Check {
        binds,
        steps: Vec::new(),
    };
    if plan.steps.is_empty() && plan.result.is_none() {
        return Err("does nothing".to_owned());
    }
    for step in plan.steps {
        check.step(step)?;
    }
    plan.result.as_ref().map_or(Ok(()), |mapping| check.mapping(mapping))
}

struct Check<'plan> {
    binds: &'plan Binds,
    /// The names of the steps so far.
    steps: Vec<&'static str>,
}

impl Check<'_> {
    fn step(&mut self, step: &Step) -> Result<(), String> {
        match step {
            Step::Call { name, call, arguments } => {
                let takes = |argument: &str| {
                    let inputs = call.inputs.iter().map(|input| input.name);
                    inputs
                        .chain(call.body.map(|body| body.name))
                        .any(|name| name == argument)
                };
                for (argument, expression) in call.constants.iter().chain(*arguments) {
                    if !takes(argument) {
                        let id = call.operation.id;
                        return Err(format!("gives `{argument}` to `{id}`, which does not take it"));
                    }
                    self.expression(expression)?;
                }
                check_path(call)?;
                self.add_step(name)
            }
            Step::Lookup {
                name, entries, value, ..
            } => {
                self.expression(entries)?;
                self.expression(value)?;
                self.add_step(name)
            }
        }
    }

    fn add_step(&mut self, name: &'static str) -> Result<(), String> {
        if self.steps.contains(&name) {
            return Err(format!("has two steps of the name `{name}`"));
        }
        self.steps.push(name);
        Ok(())
    }

    fn expression(&self, expression: &Expression) -> Result<(), String> {
        match expression {
            Expression::Literal(text) => literal(text),
            Expression::Input(_) | Expression::InputPart(..) | Expression::Current(_) => Ok(()),
            Expression::Step(name, _) => self.step_name(name),
            Expression::Bind(key) if self.binds.get(key).is_none() && !self.binds.is_absent(key) => {
                Err(format!("uses the bind `{key}`, which has no value"))
            }
            Expression::Bind(_) => Ok(()),
            Expression::Template(parts) | Expression::Array(parts) => {
                parts.iter().try_for_each(|part| self.expression(part))
            }
            Expression::Object(properties) => properties.iter().try_for_each(|(_, value)| self.expression(value)),
            Expression::Each { of, value } | Expression::Within { of, value } => {
                self.expression(of)?;
                self.expression(value)
            }
        }
    }

    fn mapping(&self, mapping: &Mapping) -> Result<(), String> {
        match mapping {
            Mapping::Literal(text) => literal(text),
            Mapping::Input(..) | Mapping::Item(_) => Ok(()),
            Mapping::Step(name, _) => self.step_name(name),
            Mapping::Template(parts) | Mapping::List(parts) => parts.iter().try_for_each(|part| self.mapping(part)),
            Mapping::Object(properties) => properties.iter().try_for_each(|(_, value)| self.mapping(value)),
            Mapping::Array { items: of, each: value } | Mapping::Within { of, value } => {
                self.mapping(of)?;
                self.mapping(value)
            }
        }
    }

    fn step_name(&self, name: &str) -> Result<(), String> {
        if self.steps.contains(&name) {
            Ok(())
        } else {
            Err(format!("uses the result of `{name}`, which is no earlier step"))
        }
    }
}

/// Makes sure that each variable of a path is an input of the call.
fn check_path(call: &Call) -> Result<(), String> {
    let (id, template) = (call.operation.id, call.operation.path);
    let variables = template.split('{').skip(1).filter_map(|part| part.split_once('}'));
    for (variable, _) in variables {
        let variable = variable.trim_start_matches('+');
        let mut inputs = call.inputs.iter();
        if !inputs.any(|input| input.place == Place::Path && input.parameter.name == variable) {
            return Err(format!("calls `{id}` without its path variable `{variable}`"));
        }
    }
    Ok(())
}

fn literal(text: &str) -> Result<(), String> {
    match json::parse(text.as_bytes()) {
        Ok(_) => Ok(()),
        Err(_) => Err(format!("has the literal `{text}`, which is no JSON")),
    }
}
