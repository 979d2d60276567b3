//! Inputs of what is exposed: declared, or taken over from what is called.

use specwright_diagnostics::Location;
use specwright_model::{Input, InputPlace, ParameterPlace, PathStep, PathTemplate, SchemaKind, Text, ValuePath};
use specwright_source::Node;

use super::scope::normalised;
use crate::consumed::{Slot, SlotPlace};
use crate::objects::ObjectType;
use crate::reader::{Named, Reader};
use crate::rules;

/// The inputs of one exposed thing.
pub(super) struct Inputs<'a> {
    pub(super) list: Vec<Input>,
    /// Whether the document lists them, so that others are a mistake.
    pub(super) are_declared: bool,
    /// The path whose variables are inputs, in REST adapters.
    path: Option<&'a PathTemplate>,
    /// Where that is exposed which has the path.
    pub(super) location: Option<Location>,
    /// Whether requests usually have a body.
    has_body: bool,
    /// Other names of inputs.
    aliases: Vec<(String, String)>,
}

impl<'a> Inputs<'a> {
    pub(super) fn new(path: Option<&'a PathTemplate>, has_body: bool) -> Self {
        Self {
            list: Vec::new(),
            are_declared: false,
            path,
            location: None,
            has_body,
            aliases: Vec::new(),
        }
    }

    /// The name of the input that is meant by a name: that of an input itself, or one that differs in spelling alone.
    pub(super) fn find(&self, name: &str) -> Option<String> {
        if self.list.iter().any(|input| input.name == name) {
            return Some(name.to_owned());
        }
        if let Some((_, input)) = self.aliases.iter().find(|(alias, _)| alias == name) {
            return Some(input.clone());
        }
        let wanted = normalised(name);
        let found = self.list.iter().find(|input| normalised(&input.name) == wanted);
        found.map(|input| input.name.clone())
    }

    /// The variable of the path that is meant by a name, and is no input yet.
    fn free_variable(&self, name: &str) -> Option<&'a str> {
        let wanted = normalised(name);
        self.free_variables().find(|variable| normalised(variable) == wanted)
    }

    /// The variables of the path that are no inputs yet.
    fn free_variables(&self) -> impl Iterator<Item = &'a str> {
        let variables = self.path.into_iter().flat_map(PathTemplate::variables);
        variables.filter(|variable| self.list.iter().all(|input| input.name != *variable))
    }

    /// Takes an input over from what is called, under the name that an expression uses. `others` are what else can be
    /// given to what is called. The name of the input.
    fn derive(&mut self, reader: &mut Reader<'_>, name: &str, slot: &Slot, others: &[Slot]) -> String {
        if let Some(known) = self.find(name) {
            return known;
        }
        let mut name = name.to_owned();
        let place = if self.path.is_none() {
            InputPlace::Argument
        } else if let Some(variable) = self.free_variable(&name) {
            self.rename(&mut name, variable);
            InputPlace::Path
        } else {
            match slot.place {
                SlotPlace::Parameter(ParameterPlace::Path) => match self.variable_by_position(others) {
                    Some(variable) => {
                        let message = format!("the path's variable `{variable}` is taken for `{name}`");
                        let help = format!("name the variable `{name}`, or say so in `with`");
                        let location = self.location.unwrap_or(slot.location);
                        reader.report_with(&rules::PATH_BY_POSITION, location, message, help);
                        self.rename(&mut name, variable);
                        InputPlace::Path
                    }
                    None => InputPlace::Query,
                },
                SlotPlace::Parameter(ParameterPlace::Query) => InputPlace::Query,
                SlotPlace::Parameter(ParameterPlace::Header) => InputPlace::Header,
                SlotPlace::Parameter(ParameterPlace::Cookie) => InputPlace::Cookie,
                SlotPlace::Body => InputPlace::Body(ValuePath::default()),
                SlotPlace::BodyPart | SlotPlace::Input if self.has_body => InputPlace::Body(member(&name)),
                SlotPlace::BodyPart | SlotPlace::Input => InputPlace::Query,
            }
        };
        let required = slot.required || place == InputPlace::Path;
        self.list.push(Input {
            name: name.clone(),
            place,
            schema: slot.schema,
            required,
            description: slot.description.clone(),
            default: None,
            origin: reader.inferred(slot.location),
        });
        name
    }

    /// The first variable of the path that has the name of nothing that is called.
    fn variable_by_position(&self, others: &[Slot]) -> Option<&'a str> {
        let names: Vec<String> = others.iter().map(|slot| normalised(&slot.name)).collect();
        self.free_variables()
            .find(|variable| !names.contains(&normalised(variable)))
    }

    fn rename(&mut self, name: &mut String, variable: &str) {
        if name != variable {
            self.aliases
                .push((std::mem::replace(name, variable.to_owned()), variable.to_owned()));
        }
    }
}

/// The place of a member of the body.
fn member(name: &str) -> ValuePath {
    ValuePath {
        steps: vec![PathStep::Member(name.to_owned())],
    }
}

impl<'s> Reader<'s> {
    /// The input that an expression names, which is taken over from `slot` where it is not there; with a finding where
    /// the document lists the inputs without it.
    pub(super) fn input(
        &mut self,
        inputs: &mut Inputs<'_>,
        name: &str,
        slot: &Slot,
        others: &[Slot],
        location: Location,
    ) -> String {
        if let Some(known) = inputs.find(name) {
            return known;
        }
        if inputs.are_declared && inputs.free_variable(name).is_none() {
            let known: Vec<String> = inputs.list.iter().map(|input| input.name.clone()).collect();
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            let message = format!("`{name}` is not among the declared inputs, and is added to them");
            self.report_unknown(&rules::UNDECLARED_INPUT, location, message, name, &known);
        }
        inputs.derive(self, name, slot, others)
    }

    /// The input of the name of a slot, as calls without `with` take it: one that is there, or, where the document does
    /// not list the inputs, one that is taken over.
    pub(super) fn input_by_name(&mut self, inputs: &mut Inputs<'_>, slot: &Slot, others: &[Slot]) -> Option<String> {
        if let Some(known) = inputs.find(&slot.name) {
            return Some(known);
        }
        let may_derive = !inputs.are_declared || inputs.free_variable(&slot.name).is_some();
        may_derive.then(|| inputs.derive(self, &slot.name, slot, others))
    }

    /// Adds the inputs that `owner` declares. Those of REST adapters say where they are.
    pub(super) fn declared_inputs(&mut self, owner: Node<'s>, object: &'static ObjectType, inputs: &mut Inputs<'_>) {
        for named in self.named(owner, "inputParameters", object) {
            if named.name.is_none() {
                self.required(named.node, "name", object);
                continue;
            }
            if let Some(input) = self.declared_input(named, inputs) {
                inputs.list.retain(|known| known.name != input.name);
                inputs.list.push(input);
            }
        }
    }

    fn declared_input(&mut self, named: Named<'s>, inputs: &mut Inputs<'_>) -> Option<Input> {
        let node = named.node;
        let location = named.location();
        let mut name = named.text().to_owned();
        let description = self.string(node, "description");
        let pattern = self.string(node, "pattern");
        let schema = match self.text(node, "type") {
            Some(type_name) => {
                let type_location = node.peek("type").map_or(location, Node::location);
                self.schema(type_name, type_location, description.as_deref())
            }
            None => {
                let message = format!("the input `{name}` does not say its type, and is read as text");
                self.report(&rules::MISSING_TYPE, location, message);
                self.add_schema(SchemaKind::String(Text::default()), location, description.as_deref())
            }
        };
        if let Some(SchemaKind::String(text)) = self.api.schemas.get_mut(schema).map(|schema| &mut schema.kind) {
            text.pattern = pattern;
        }
        let required = self.flag(node, "required");
        let value = self.text(node, "value");
        let (place, default) = if inputs.path.is_none() {
            (InputPlace::Argument, value.map(str::to_owned))
        } else {
            self.declared_place(named, &mut name, value, inputs)?
        };
        let is_text_place = matches!(
            place,
            InputPlace::Path | InputPlace::Query | InputPlace::Header | InputPlace::Cookie
        );
        if is_text_place {
            self.text_items(schema, location);
        }
        let required = match place {
            InputPlace::Path => true,
            // Tools need all that they list, unless they say otherwise.
            InputPlace::Argument => required.unwrap_or(default.is_none()),
            _ => required.unwrap_or(false),
        };
        Some(Input {
            name,
            place,
            schema,
            required,
            description,
            default: default.map(serde_json::Value::String),
            origin: self.origin(location),
        })
    }

    /// Where a declared input of a REST adapter is, and the value that holds without it.
    fn declared_place(
        &mut self,
        named: Named<'s>,
        name: &mut String,
        value: Option<&str>,
        inputs: &mut Inputs<'_>,
    ) -> Option<(InputPlace, Option<String>)> {
        let node = named.node;
        let written = self.required(node, "in", &crate::objects::EXPOSED_INPUT);
        let place = match written.map(str::to_ascii_lowercase).as_deref() {
            Some("path") => {
                self.declared_variable(named, name, inputs)?;
                InputPlace::Path
            }
            Some("header") => InputPlace::Header,
            Some("cookie") => InputPlace::Cookie,
            Some("body") => {
                let path = match value {
                    Some(text) => {
                        self.path(text, node.peek("value").map_or_else(|| node.location(), Node::location))?
                    }
                    None if name == "body" => ValuePath::default(),
                    None => member(name),
                };
                return Some((InputPlace::Body(path), None));
            }
            _ if inputs.free_variable(name).is_some() => {
                self.declared_variable(named, name, inputs)?;
                InputPlace::Path
            }
            _ => InputPlace::Query,
        };
        Some((place, value.map(str::to_owned)))
    }

    /// Gives an input of the path the name of its variable. None, with a finding, where no variable is left.
    fn declared_variable(&mut self, named: Named<'s>, name: &mut String, inputs: &mut Inputs<'_>) -> Option<()> {
        let is_exact = inputs
            .path
            .is_some_and(|path| path.variables().any(|variable| variable == name));
        if is_exact {
            return Some(());
        }
        if let Some(variable) = inputs.free_variable(name) {
            inputs.rename(name, variable);
            return Some(());
        }
        let Some(variable) = inputs.free_variables().next() else {
            let message = format!("the path has no variable for the input `{name}`, which is left out");
            self.report(&rules::UNUSED_PATH_PARAMETER, named.location(), message);
            return None;
        };
        let message = format!("the path's variable `{variable}` is taken for the input `{name}`");
        self.report(&rules::PATH_BY_POSITION, named.location(), message);
        inputs.rename(name, variable);
        Some(())
    }

    /// Adds inputs for the variables of the path that nothing uses: requests have them all the same.
    pub(super) fn remaining_variables(&mut self, inputs: &mut Inputs<'_>, location: Location) {
        let variables: Vec<&str> = inputs.free_variables().collect();
        for variable in variables {
            let message = format!("nothing uses the variable `{variable}` of the path");
            self.report(&rules::UNUSED_VARIABLE, location, message);
            let schema = self.add_schema(SchemaKind::String(Text::default()), location, None);
            inputs.list.push(Input {
                name: variable.to_owned(),
                place: InputPlace::Path,
                schema,
                required: true,
                description: None,
                default: None,
                origin: self.inferred(location),
            });
        }
    }
}
