//! What is given back: the tree of outputs with its mappings.

use specwright_diagnostics::Location;
use specwright_model::{Array, Expression, Object, PathStep, Property, SchemaId, SchemaKind, ValuePath};
use specwright_source::Node;

use super::scope::Scope;
use super::with::Purpose;
use crate::binds::joined;
use crate::consumed::{Slot, SlotPlace, schema_kind};
use crate::expression::TemplatePart;
use crate::objects;
use crate::reader::{Named, Reader};
use crate::rules;

/// What paths of outputs start from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Base {
    /// What the steps gave.
    Steps,
    /// The item or object that outputs are nested in.
    Current,
    /// Nothing: outputs have values of their own.
    Nothing,
}

/// An output that is read.
pub(super) struct Output {
    pub(super) value: Option<Expression>,
    /// None where nothing is known of it.
    pub(super) schema: Option<SchemaId>,
}

impl<'s> Reader<'s> {
    /// An output with all that is nested in it.
    pub(super) fn output(&mut self, named: Named<'s>, base: Base, scope: &mut Scope<'_>) -> Output {
        let node = named.node;
        let location = node.location();
        let description = self.string(node, "description");
        let type_name = self.text(node, "type").unwrap_or_default();
        let type_location = node.peek("type").map_or(location, Node::location);
        let known = schema_kind(type_name);
        let kind = match &known {
            Some(kind) => kind.clone(),
            None => SchemaKind::Any,
        };
        if let Some(value) = self.own_value(node, scope) {
            node.ignore("mapping");
            let schema = self.add_schema(kind, type_location, description.as_deref());
            return Output {
                value: Some(value),
                schema: Some(schema),
            };
        }
        let place = self.output_expression(named, base, scope);
        if let Some(items) = node.get("items") {
            let inner = if base == Base::Nothing { base } else { Base::Current };
            let item = self.item(items, inner, scope);
            let schema = self.add_schema(
                SchemaKind::Array(Array {
                    items: item.schema,
                    ..Array::default()
                }),
                type_location,
                description.as_deref(),
            );
            // What calls nothing shows one item.
            let value = match place {
                Some(of) => Some(each(of, item.value)),
                None => item.value.map(|value| Expression::Array(vec![value])),
            };
            return Output {
                value,
                schema: Some(schema),
            };
        }
        let properties = self.named(node, "properties", &objects::OUTPUT);
        if !properties.is_empty() {
            // Without a mapping of its own an object is where its properties are.
            let is_placed = node.peek("mapping").is_some();
            let inner = match (base, is_placed) {
                (Base::Nothing, _) => Base::Nothing,
                (_, true) => Base::Current,
                (base, false) => base,
            };
            let mut members = self.members(&properties, inner, scope, type_location);
            if is_placed && base != Base::Nothing {
                members.value = place.zip(members.value).map(|(of, value)| within(of, value));
            }
            return members;
        }
        // An object or array of which nothing is said may be anything.
        let is_opaque = matches!(kind, SchemaKind::Object(_) | SchemaKind::Any);
        let schema = (!is_opaque).then(|| self.add_schema(kind, type_location, description.as_deref()));
        if place.is_none() && base == Base::Nothing {
            let what = named
                .name
                .map_or("the output".to_owned(), |(name, _)| format!("the output `{name}`"));
            self.report(
                &rules::UNMAPPED_OUTPUT,
                named.location(),
                format!("nothing gives {what} a value"),
            );
        }
        Output { value: place, schema }
    }

    /// The place of an output: as its mapping says, or else the member of its name.
    fn output_expression(&mut self, named: Named<'s>, base: Base, scope: &mut Scope<'_>) -> Option<Expression> {
        let node = named.node;
        if base == Base::Nothing {
            node.ignore("mapping");
            return None;
        }
        let location = node.peek("mapping").map_or_else(|| node.location(), Node::location);
        let path = match self.text(node, "mapping") {
            Some(text) => self.path(text, location)?,
            None => {
                let steps = named.name.map(|(name, _)| PathStep::Member(name.to_owned()));
                ValuePath {
                    steps: steps.into_iter().collect(),
                }
            }
        };
        match base {
            Base::Steps => Some(self.step_or_last(path, location, scope)),
            Base::Current | Base::Nothing => Some(Expression::Current(path)),
        }
    }

    /// An object of outputs by their names.
    pub(super) fn members(
        &mut self,
        outputs: &[Named<'s>],
        base: Base,
        scope: &mut Scope<'_>,
        location: Location,
    ) -> Output {
        let mut members = Vec::new();
        let mut object = Object::default();
        for named in outputs {
            let Some((name, _)) = named.name else {
                named.node.see_all();
                let message = "one of several outputs has no name, and is left out";
                self.report(&rules::MISSING_KEY, named.location(), message);
                continue;
            };
            let output = self.output(*named, base, scope);
            let schema = match output.schema {
                Some(schema) => schema,
                None => self.add_schema(SchemaKind::Any, named.location(), None),
            };
            object.properties.push(Property {
                name: name.to_owned(),
                schema,
            });
            if let Some(value) = output.value {
                members.push((name.to_owned(), value));
            }
        }
        let schema = self.add_schema(SchemaKind::Object(object), location, None);
        Output {
            value: (!members.is_empty()).then_some(Expression::Object(members)),
            schema: Some(schema),
        }
    }

    /// What an array holds: one output, a list of one without a name, or named outputs that make up an object.
    fn item(&mut self, items: Node<'s>, base: Base, scope: &mut Scope<'_>) -> Output {
        let is_one = items.is_mapping() && items.peek("type").is_some_and(|it| it.as_text().is_some());
        if is_one {
            if !self.object(items, &objects::OUTPUT) {
                return Output {
                    value: None,
                    schema: None,
                };
            }
            let named = Named {
                name: None,
                node: items,
            };
            return self.output(named, base, scope);
        }
        let outputs = self.named_in(items, "items", &objects::OUTPUT);
        match outputs.as_slice() {
            [one] if one.name.is_none() => self.output(*one, base, scope),
            outputs => self.members(outputs, base, scope, items.location()),
        }
    }

    /// The value that an output says itself: `const`, or `value`.
    fn own_value(&mut self, node: Node<'s>, scope: &mut Scope<'_>) -> Option<Expression> {
        if let Some(value) = node.get("const") {
            return Some(Expression::Literal(value.to_value()));
        }
        let value = node.get("value")?;
        match value.as_str() {
            Some(text) if text.starts_with('$') => {
                let path = self.path(text, value.location())?;
                Some(self.step_or_last(path, value.location(), scope))
            }
            Some(text) => Some(self.value_text(text, value.location(), scope)),
            None => Some(Expression::Literal(value.to_value())),
        }
    }

    /// A text in which inputs and binds may be named.
    pub(super) fn value_text(&mut self, text: &str, location: Location, scope: &mut Scope<'_>) -> Expression {
        let parts = self.template(text, location).into_iter().map(|part| match part {
            TemplatePart::Text(text) => Expression::text(text),
            TemplatePart::Name(name) => {
                let schema = self.add_schema(SchemaKind::String(specwright_model::Text::default()), location, None);
                let slot = Slot {
                    name: name.to_owned(),
                    place: SlotPlace::Input,
                    schema,
                    required: true,
                    description: None,
                    fixed: None,
                    location,
                };
                let slots = std::slice::from_ref(&slot);
                self.template_name(name, location, Purpose { slot: &slot, slots }, scope)
            }
        });
        joined(parts.collect())
    }
}

/// An array with a value for each item; the array itself where the value is the item.
fn each(of: Expression, value: Option<Expression>) -> Expression {
    match value {
        None => of,
        Some(Expression::Current(path)) if path.is_whole() => of,
        Some(value) => Expression::Each {
            of: Box::new(of),
            value: Box::new(value),
        },
    }
}

fn within(of: Expression, value: Expression) -> Expression {
    match &of {
        Expression::Current(path) if path.is_whole() => value,
        _ => Expression::Within {
            of: Box::new(of),
            value: Box::new(value),
        },
    }
}
