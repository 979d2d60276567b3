//! Parameters: the variables of URI templates with what parameter sections say of them.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use specwright_inference::StatedProperty;
use specwright_model::{Example, Parameter, ParameterPlace, ParameterStyle, Schema, SchemaId, SchemaKind, Text};

use crate::block::Item;
use crate::mson::signature::Signature;
use crate::mson::type_definition::Attribute;
use crate::rules;
use crate::uri_template::Variable;

use super::Lowering;
use super::body::requests;
use super::endpoint::{Endpoint, Site};
use super::parameter_type::ParameterType;
use super::response::{is_of_transport, push_example};
use super::transaction::Exchange;

/// What the parameter sections of an operation describe.
#[derive(Default)]
pub(super) struct Described {
    /// The parameters of its path and its query.
    pub(super) parameters: Vec<Parameter>,
    /// The fields of its body.
    pub(super) body_fields: Vec<StatedProperty>,
}

/// Fields of requests that say something of the message itself: what follows from them is known otherwise.
const OF_THE_MESSAGE: [&str; 2] = ["accept", "content-type"];

impl<'a, 'b, 't> Lowering<'a, 'b, 't, '_> {
    /// The parameters of an operation, those of its resource included.
    pub(super) fn parameters(
        &mut self,
        endpoint: &Endpoint<'a, 'b, 't>,
        exchanges: &[Exchange<'a, 'b, 't>],
    ) -> Described {
        let mut described = Described::default();
        // The names that each template and the sections of its action have.
        let mut names: Vec<BTreeSet<&str>> = Vec::new();
        for site in endpoint.sites() {
            let items = items_of(site);
            let in_template = site.template.variables.iter().map(|it| it.wire_name.as_str());
            let in_sections = items.iter().filter_map(|(_, signature)| Some(signature.name?.text));
            names.push(in_template.chain(in_sections).collect());
            for variable in &site.template.variables {
                let item = items
                    .iter()
                    .find(|(_, it)| it.name.is_some_and(|name| variable.is_called(name.text)));
                let parameter = self.variable(site, variable, item);
                self.add_variable(&mut described.parameters, parameter);
            }
            for (item, signature) in &items {
                let Some(name) = signature.name.filter(|name| !name.text.starts_with('(')) else {
                    self.say_unreadable(item);
                    continue;
                };
                if site.template.variable(name.text).is_none() {
                    self.outside(site, (item, signature), exchanges, &mut described);
                }
            }
        }
        // What stands in the query of only some of the templates cannot be required.
        let in_query = |it: &&mut Parameter| it.place == ParameterPlace::Query;
        for parameter in described.parameters.iter_mut().filter(in_query) {
            parameter.required &= names.iter().all(|names| names.contains(parameter.name.as_str()));
        }
        described
    }

    /// Adds a parameter. What is described in several places counts as the first of them says, but for constants, which
    /// are all values of one parameter.
    fn add_variable(&mut self, parameters: &mut Vec<Parameter>, parameter: Parameter) {
        let mut known = parameters.iter();
        let Some(known) = known.find(|it| it.name == parameter.name && it.place == parameter.place) else {
            return parameters.push(parameter);
        };
        let values = parameter.schema.and_then(|id| self.api.schemas.get(id).values.clone());
        let schema = known.schema.and_then(|id| self.api.schemas.get_mut(id));
        if let (Some(values), Some(known)) = (values, schema.and_then(|schema| schema.values.as_mut())) {
            let new: Vec<Value> = values.into_iter().filter(|value| !known.contains(value)).collect();
            known.extend(new);
        }
    }

    /// A variable of the template, with what is said of it.
    fn variable(
        &mut self,
        site: &Site<'_, '_, 't>,
        variable: &Variable,
        item: Option<&(&Item<'t>, Signature<'t>)>,
    ) -> Parameter {
        let place = site.uri.start + variable.range.start..site.uri.start + variable.range.end;
        let mut parameter = Parameter {
            name: variable.wire_name.clone(),
            place: variable.place,
            style: variable.style,
            explode: variable.explode,
            allow_reserved: variable.allow_reserved,
            required: variable.place == ParameterPlace::Path || variable.constant.is_some(),
            ..Parameter::default()
        };
        let Some((item, signature)) = item else {
            parameter.origin = self.concluded(place);
            parameter.schema = Some(self.undescribed(variable, &parameter));
            return parameter;
        };
        let of_type = self.parameter_type(item, signature);
        let is_required = is_required(signature) && of_type.default.is_none();
        if variable.place == ParameterPlace::Path && signature.types.has(Attribute::Optional) {
            let message = format!("`{}` is in the path, and cannot be left out", variable.name);
            let finding = self
                .findings
                .at(&rules::OPTIONAL_PATH_PARAMETER, item.signature.range(), message);
            let help = "write `required`, or describe the shorter path as a resource of its own";
            self.findings.assume("", finding.help(help));
        }
        parameter.required |= is_required;
        parameter.description = of_type.description.clone();
        parameter.examples.extend(of_type.example.clone());
        parameter.origin = self.written(item.signature.range());
        parameter.schema = Some(self.api.schemas.add(of_type.schema));
        parameter
    }

    /// The schema of a variable that no parameter section describes: the constant that it is, or any text.
    fn undescribed(&mut self, variable: &Variable, parameter: &Parameter) -> SchemaId {
        let constant = variable.constant.clone();
        self.api.schemas.add(Schema {
            origin: parameter.origin,
            values: constant.map(|value| vec![Value::String(value)]),
            ..Schema::of(SchemaKind::String(Text::default()))
        })
    }

    /// A parameter that is no variable of the template: a field of the body where there may be one, else one of the
    /// query.
    fn outside(
        &mut self,
        site: &Site<'_, '_, 't>,
        (item, signature): (&Item<'t>, &Signature<'t>),
        exchanges: &[Exchange<'a, 'b, 't>],
        described: &mut Described,
    ) {
        let Some(name) = signature.name else { return };
        let place = item.signature.range();
        if describes_body(site, exchanges, name.text) {
            if described.body_fields.iter().any(|known| known.name == name.text) {
                return;
            }
            let message = format!(
                "`{}` is no variable of the URI; it is read as a field of the body",
                name.text
            );
            let finding = self.findings.at(&rules::ASSUMED_BODY_FIELD, place.clone(), message);
            let help = "describe fields of bodies under `+ Attributes`";
            self.findings.assume("", finding.help(help));
            let of_type = self.parameter_type(item, signature);
            described.body_fields.push(StatedProperty {
                name: name.text.to_owned(),
                required: is_required(signature) && of_type.default.is_none(),
                // The schema has its own description; without a type, examples tell what the field holds.
                description: of_type.description.clone().filter(|_| !of_type.is_typed),
                schema: of_type.is_typed.then(|| self.field(of_type)),
                origin: self.written(place),
            });
            return;
        }
        let message = format!(
            "`{}` is no variable of the URI; it is read as a parameter of the query",
            name.text
        );
        let finding = self
            .findings
            .at(&rules::ASSUMED_QUERY_PARAMETER, place.clone(), message);
        let help = format!("write it into the URI, as `{}{{?{}}}`", site.template.path, name.text);
        self.findings.assume("", finding.help(help));
        let is_known = |it: &Parameter| it.name == name.text && it.place == ParameterPlace::Query;
        if described.parameters.iter().any(is_known) {
            return;
        }
        let of_type = self.parameter_type(item, signature);
        described.parameters.push(Parameter {
            name: name.text.to_owned(),
            place: ParameterPlace::Query,
            style: ParameterStyle::Form,
            explode: true,
            required: is_required(signature) && of_type.default.is_none(),
            description: of_type.description.clone(),
            examples: of_type.example.clone().into_iter().collect(),
            schema: Some(self.api.schemas.add(of_type.schema)),
            origin: self.written(place),
            ..Parameter::default()
        });
    }

    /// The schema of a field of a body, which holds its example and what it is.
    fn field(&mut self, of_type: ParameterType) -> SchemaId {
        let mut schema = of_type.schema;
        schema.description = of_type.description;
        schema
            .examples
            .extend(of_type.example.and_then(|example| example.value));
        self.api.schemas.add(schema)
    }

    /// The header fields of requests that are neither credentials nor the transport's.
    ///
    /// They are examples, so that none of them is required.
    pub(super) fn header_parameters(
        &mut self,
        exchanges: &[Exchange<'a, 'b, 't>],
        credentials: &[&'t str],
    ) -> Vec<Parameter> {
        let mut parameters: Vec<Parameter> = Vec::new();
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        for field in requests(exchanges).flat_map(|request| &request.headers) {
            let name = field.name.text;
            let mut ignored = OF_THE_MESSAGE.iter().chain(credentials);
            if is_of_transport(name) || ignored.any(|it| it.eq_ignore_ascii_case(name)) {
                continue;
            }
            let example = self.header_example(field);
            let index = *known.entry(name.to_ascii_lowercase()).or_insert(parameters.len());
            if let Some(known) = parameters.get_mut(index) {
                push_example(&mut known.examples, example);
                continue;
            }
            parameters.push(Parameter {
                name: name.to_owned(),
                place: ParameterPlace::Header,
                style: ParameterStyle::Simple,
                schema: Some(self.text_schema(field)),
                examples: example.into_iter().collect(),
                origin: self.written(field.name.range()),
                ..Parameter::default()
            });
        }
        parameters
    }

    fn say_unreadable(&mut self, item: &Item<'_>) {
        let message = "this is no parameter, and is left out";
        let finding = self
            .findings
            .at(&rules::INVALID_PARAMETER, item.signature.range(), message);
        self.findings
            .push(finding.help("write `+ name: example (type, required) - text`"));
    }
}

/// The parameters that hold for an action. One with a URI of its own inherits none of its resource; of two of one name
/// the action's counts.
fn items_of<'b, 't>(site: &Site<'_, 'b, 't>) -> Vec<(&'b Item<'t>, Signature<'t>)> {
    let inherited = match site.action.uri {
        Some(_) => [].iter(),
        None => site.resource.parameters.iter(),
    };
    let mut names = BTreeSet::new();
    let items = site.action.parameters.iter().chain(inherited);
    let items = items.map(|item| (*item, Signature::parameter(item.signature)));
    items
        .filter(|(_, signature)| signature.name.is_none_or(|name| names.insert(name.text)))
        .collect()
}

/// Whether a parameter must be given: it must unless the document says that it may be left out (API Blueprint 1A9,
/// "URI parameters section").
fn is_required(signature: &Signature<'_>) -> bool {
    let is_optional = signature.types.has(Attribute::Optional) || signature.types.has(Attribute::Default);
    !is_optional && !signature.is_default
}

/// Whether a name can only be that of a field of the body: a body shows it, or there is a body and the method is one
/// that sends what it has in it.
fn describes_body(site: &Site<'_, '_, '_>, exchanges: &[Exchange<'_, '_, '_>], name: &str) -> bool {
    let has_structure = |form: &super::media_type::MediaType| form.is_json() || form.is_form() || form.is_multipart();
    let mut is_sent = site.action.attributes.is_some();
    for request in requests(exchanges) {
        let Some(form) = request.form.as_ref().filter(|form| has_structure(form)) else {
            continue;
        };
        is_sent = true;
        let shown = match &request.json {
            Some(value) => value.get(name).is_some(),
            None => !form.is_json() && request.body.is_some_and(|body| body.text.contains(name)),
        };
        if shown {
            return true;
        }
    }
    let method = site.action.method.text.to_ascii_uppercase();
    is_sent && matches!(method.as_str(), "POST" | "PUT" | "PATCH")
}

/// An example of a parameter's value.
pub(super) fn example(value: Value, origin: specwright_model::Origin) -> Example {
    Example {
        value: Some(value),
        origin,
        ..Example::default()
    }
}
