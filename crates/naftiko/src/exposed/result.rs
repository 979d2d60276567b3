//! What is given back: the values of `mappings`, or those that outputs say themselves.

use specwright_diagnostics::Location;
use specwright_model::{Expression, Object, Property, Schema, SchemaId, SchemaKind, ValuePath};
use specwright_source::Node;

use super::outputs::Base;
use super::scope::Scope;
use super::with::step_place;
use crate::consumed::named_path;
use crate::objects;
use crate::reader::{Named, Reader};
use crate::rules;

impl<'s> Reader<'s> {
    /// What is given back, and its schema.
    pub(super) fn result(
        &mut self,
        node: Node<'s>,
        scope: &mut Scope<'_>,
        is_broken: bool,
    ) -> (Option<Expression>, Option<SchemaId>) {
        let targets = self.targets(node, scope);
        let outputs = self.named(node, "outputParameters", &objects::OUTPUT);
        if !targets.is_empty() {
            return self.mapped(targets, &outputs, scope);
        }
        let base = if scope.steps.is_empty() {
            Base::Nothing
        } else {
            Base::Steps
        };
        if is_broken {
            outputs.iter().for_each(|output| output.node.see_all());
            return (None, None);
        }
        let output = match outputs.as_slice() {
            [] => {
                // The last step's response is passed on; a lookup has none.
                return (None, None);
            }
            [output] if output.name.is_none() => self.output(*output, base, scope),
            outputs => {
                let location = node
                    .peek("outputParameters")
                    .map_or_else(|| node.location(), Node::location);
                self.members(outputs, base, scope, location)
            }
        };
        let is_whole = output.value.as_ref().is_some_and(|value| is_last_step(value, scope));
        (output.value.filter(|_| !is_whole), output.schema)
    }

    /// The members of `mappings`: names and values.
    fn targets(&mut self, node: Node<'s>, scope: &mut Scope<'_>) -> Vec<(String, Expression, Location)> {
        let mut targets = Vec::new();
        for node in self.list(node, "mappings") {
            if !self.object(node, &objects::MAPPING) {
                continue;
            }
            let earlier = self.text(node, "targetName");
            let name = self.text(node, "target").or(earlier);
            let value = self.required(node, "value", &objects::MAPPING);
            let Some(name) = name else {
                self.report(&rules::MISSING_KEY, node.location(), "a mapping has no target");
                continue;
            };
            let location = node.peek("value").map_or_else(|| node.location(), Node::location);
            if let Some(value) = value {
                let value = self.target_value(value, location, scope);
                targets.push((name.to_owned(), value, node.location()));
            }
        }
        targets
    }

    fn target_value(&mut self, text: &str, location: Location, scope: &mut Scope<'_>) -> Expression {
        if !text.starts_with('$') {
            return self.value_text(text, location, scope);
        }
        let Some(path) = self.path(text, location) else {
            return Expression::text(text);
        };
        self.step_or_last(path, location, scope)
    }

    /// The place of a path that begins with a step, or in what the last step gave.
    pub(super) fn step_or_last(&mut self, path: ValuePath, location: Location, scope: &Scope<'_>) -> Expression {
        if let Some(value) = step_place(&path, scope) {
            return value;
        }
        match scope.steps.last() {
            Some(last) => Expression::Step {
                name: last.name.clone(),
                path: named_path(path, &last.outputs),
            },
            None => {
                self.report(
                    &rules::UNKNOWN_STEP,
                    location,
                    format!("`{path}` is a place in the result of no step"),
                );
                Expression::Literal(serde_json::Value::Null)
            }
        }
    }

    /// Outputs whose values `mappings` give.
    fn mapped(
        &mut self,
        targets: Vec<(String, Expression, Location)>,
        outputs: &[Named<'s>],
        scope: &mut Scope<'_>,
    ) -> (Option<Expression>, Option<SchemaId>) {
        let mut object = Object::default();
        for output in outputs {
            let has_value = ["mapping", "value", "const"]
                .iter()
                .any(|key| output.node.peek(key).is_some());
            let is_mapped = targets.iter().any(|(name, ..)| {
                let below = name.strip_prefix(output.text()).unwrap_or_default();
                name == output.text() || below.starts_with('.')
            });
            if !is_mapped && !has_value {
                let message = format!(
                    "no mapping gives the output `{}` a value; it is left out",
                    output.text()
                );
                self.report(&rules::UNMAPPED_OUTPUT, output.location(), message);
            }
            // Values of their own come from `mappings`; the schema is what is wanted here.
            let schema = self.output(*output, Base::Current, scope).schema;
            if let (Some(schema), Some((name, _))) = (schema.filter(|_| is_mapped), output.name) {
                object.properties.push(Property {
                    name: name.to_owned(),
                    schema,
                });
            }
        }
        let schema = (!object.properties.is_empty()).then(|| {
            let location = outputs.first().map(Named::location);
            let origin = location.map_or_else(specwright_model::Origin::default, |location| self.inferred(location));
            self.api.schemas.add(Schema {
                origin,
                ..Schema::of(SchemaKind::Object(object))
            })
        });
        let mut members = Vec::new();
        for (name, value, _) in targets {
            let is_output = outputs.iter().any(|output| output.text() == name);
            let names: Vec<&str> = if is_output {
                vec![&name]
            } else {
                name.split('.').collect()
            };
            put(&mut members, &names, value);
        }
        (Some(Expression::Object(members)), schema)
    }
}

/// Puts a value into nested objects: `route.from` is the member `from` of the member `route`.
fn put(members: &mut Vec<(String, Expression)>, names: &[&str], value: Expression) {
    let Some((first, rest)) = names.split_first() else {
        return;
    };
    if rest.is_empty() {
        members.push(((*first).to_owned(), value));
        return;
    }
    let known = members.iter_mut().find(|(name, _)| name == first);
    if let Some((_, Expression::Object(inner))) = known {
        put(inner, rest, value);
        return;
    }
    let mut inner = Vec::new();
    put(&mut inner, rest, value);
    members.push(((*first).to_owned(), Expression::Object(inner)));
}

/// Whether a value is all that the last step gave.
fn is_last_step(value: &Expression, scope: &Scope<'_>) -> bool {
    match (value, scope.steps.last()) {
        (Expression::Step { name, path }, Some(last)) => path.is_whole() && *name == last.name,
        _ => false,
    }
}
