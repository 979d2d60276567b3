//! Parameters of consumed operations.

use specwright_diagnostics::Location;
use specwright_model::{
    Argument, Bind, BindLocation, Expression, Parameter, ParameterPlace, ParameterStyle, SchemaKind, Text,
};
use specwright_source::Node;

use super::{Slot, SlotPlace};
use crate::objects;
use crate::reader::{Named, Reader};

/// A parameter as a document declares it.
#[derive(Clone, Debug)]
pub(super) struct Declared {
    pub(super) name: String,
    pub(super) place: DeclaredPlace,
    pub(super) value: Option<Expression>,
    pub(super) type_name: Option<(String, Location)>,
    pub(super) description: Option<String>,
    pub(super) required: bool,
    pub(super) location: Location,
}

/// Where a declared parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DeclaredPlace {
    Parameter(ParameterPlace),
    Body,
}

impl<'s> Reader<'s> {
    /// Declares binds for the parameters of a consumed API that come from the environment.
    pub(super) fn environment_inputs(&mut self, owner: Node<'s>) {
        let Some(inputs) = owner.peek("inputParameters") else {
            return;
        };
        let in_list = inputs.items().map(|node| (node.peek("name"), node));
        let in_list: Vec<(Option<Node<'s>>, Node<'s>)> = in_list.collect();
        for (name, node) in in_list {
            self.environment_input(name.and_then(Node::as_str), node);
        }
        let by_name: Vec<_> = inputs.peek_entries().collect();
        for entry in by_name {
            self.environment_input(Some(entry.key), entry.value);
        }
    }

    fn environment_input(&mut self, name: Option<&str>, node: Node<'s>) {
        let is_environment = node.peek("in").and_then(Node::as_str) == Some("environment");
        if let Some(name) = name.filter(|_| is_environment) {
            let source_key = node.get("value").and_then(Node::as_text).unwrap_or(name).to_owned();
            let bind = Bind {
                name: name.to_owned(),
                source_key,
                location: BindLocation::Environment,
                namespace: "environment".to_owned(),
                description: node.get("description").and_then(Node::as_str).map(str::to_owned),
                optional: false,
                origin: self.origin(node.location()),
            };
            self.declare_bind(bind, node.location());
        }
    }

    /// The parameters that an API, a resource or an operation declares, those from the environment left out.
    pub(super) fn declared_parameters(&mut self, owner: Node<'s>) -> Vec<Declared> {
        let inputs = self.named(owner, "inputParameters", &objects::CONSUMED_INPUT);
        inputs
            .into_iter()
            .filter_map(|named| self.declared_parameter(named))
            .collect()
    }

    fn declared_parameter(&mut self, named: Named<'s>) -> Option<Declared> {
        let object = &objects::CONSUMED_INPUT;
        let node = named.node;
        if named.name.is_none() {
            self.required(node, "name", object);
        }
        let place = self.required(node, "in", object);
        let place = match place?.to_ascii_lowercase().as_str() {
            "path" => DeclaredPlace::Parameter(ParameterPlace::Path),
            "query" => DeclaredPlace::Parameter(ParameterPlace::Query),
            "header" => DeclaredPlace::Parameter(ParameterPlace::Header),
            "cookie" => DeclaredPlace::Parameter(ParameterPlace::Cookie),
            "body" => DeclaredPlace::Body,
            // From the environment, or reported.
            _ => return None,
        };
        let type_location = node.peek("type").map_or_else(|| node.location(), Node::location);
        let type_name = self.string(node, "type").map(|name| (name, type_location));
        let value = self.text(node, "value").map(str::to_owned);
        let value_location = node.peek("value").map_or_else(|| node.location(), Node::location);
        Some(Declared {
            name: named.name?.0.to_owned(),
            place,
            value: value.map(|text| self.parameter_text(&text, value_location)),
            type_name,
            description: self.string(node, "description"),
            required: self.flag(node, "required").unwrap_or(false),
            location: named.location(),
        })
    }

    /// The parameter of the model, and what calls may give to it.
    pub(super) fn parameter(&mut self, declared: &Declared, place: ParameterPlace) -> (Parameter, Slot) {
        let description = declared.description.as_deref();
        let schema = match &declared.type_name {
            Some((name, location)) => self.schema(name, *location, description),
            None => self.add_schema(SchemaKind::String(Text::default()), declared.location, description),
        };
        self.text_items(schema, declared.location);
        if let (Some(Expression::Literal(value)), Some(schema)) = (&declared.value, self.api.schemas.get_mut(schema)) {
            schema.default = Some(value.clone());
        }
        let is_fixed = declared.value.is_some();
        let required = place == ParameterPlace::Path || (declared.required && !is_fixed);
        let (style, explode) = match place {
            ParameterPlace::Query | ParameterPlace::Cookie => (ParameterStyle::Form, true),
            ParameterPlace::Path | ParameterPlace::Header => (ParameterStyle::Simple, false),
        };
        let parameter = Parameter {
            name: declared.name.clone(),
            place,
            description: declared.description.clone(),
            required,
            style,
            explode,
            schema: Some(schema),
            origin: self.origin(declared.location),
            ..Parameter::default()
        };
        let slot = Slot {
            name: declared.name.clone(),
            place: SlotPlace::Parameter(place),
            schema,
            required,
            description: declared.description.clone(),
            fixed: declared.value.clone(),
            location: declared.location,
        };
        (parameter, slot)
    }
}

/// What the values of parameters name that callers give.
pub(super) fn named_in_values(slots: &[Slot]) -> Vec<Slot> {
    let mut named: Vec<Slot> = Vec::new();
    for slot in slots {
        let Some(value) = &slot.fixed else { continue };
        value.visit(&mut |part| {
            let Expression::Input { name, .. } = part else { return };
            if slots.iter().chain(&named).all(|known| known.name != *name) {
                named.push(Slot {
                    name: name.clone(),
                    place: SlotPlace::Input,
                    required: false,
                    fixed: None,
                    ..slot.clone()
                });
            }
        });
    }
    named
}

/// What every request of an API carries: its parameters with values.
pub(super) fn fixed(parameters: &[Declared]) -> Vec<Argument> {
    let fixed = parameters.iter().filter_map(|declared| {
        let DeclaredPlace::Parameter(place) = declared.place else {
            return None;
        };
        let value = declared.value.clone()?;
        Some(Argument {
            name: declared.name.clone(),
            place,
            value,
        })
    });
    fixed.collect()
}

/// Adds parameters to those of an outer level: one of the same place and name takes the place of the outer one.
pub(super) fn merged(outer: &[Declared], own: Vec<Declared>) -> Vec<Declared> {
    let mut merged = outer.to_vec();
    for declared in own {
        let known = merged
            .iter_mut()
            .find(|it| it.place == declared.place && it.name == declared.name);
        match known {
            Some(known) => *known = declared,
            None => merged.push(declared),
        }
    }
    merged
}
