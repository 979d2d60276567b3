//! Query parameters, header fields and URI parameters.

use specwright_diagnostics::Location;
use specwright_model::{Header, Origin, Parameter, ParameterPlace, ParameterStyle};

use super::Reader;
use crate::parameter::is_same;
use crate::rules;
use crate::types::{self, Position};
use crate::view::{Entry, View};

impl<'s> Reader<'s, '_> {
    /// The parameters under a key such as `queryParameters`.
    pub(super) fn parameters(&mut self, owner: &View<'s>, key: &str, place: ParameterPlace) -> Vec<Parameter> {
        let Some(value) = self.mapping(owner, key) else {
            return Vec::new();
        };
        let mut parameters: Vec<Parameter> = Vec::new();
        for entry in value.entries() {
            let parameter = self.parameter(&entry, place);
            if let Some(first) = parameters.iter().find(|known| is_same(known, &parameter)) {
                let first = first.origin.location;
                self.repeated(&parameter.name, entry.key_location, first);
                continue;
            }
            parameters.push(parameter);
        }
        parameters
    }

    fn repeated(&self, name: &str, location: Location, first: Option<Location>) {
        let message = format!("`{name}` is described twice; the first is used");
        let mut diagnostic = specwright_diagnostics::Diagnostic::new(&rules::REPEATED_DECLARATION, location, message);
        if let Some(first) = first {
            diagnostic = diagnostic.related(first, "the first");
        }
        self.report(diagnostic);
    }

    /// One parameter.
    pub(super) fn parameter(&mut self, entry: &Entry<'s>, place: ParameterPlace) -> Parameter {
        let position = match place {
            ParameterPlace::Path => Position::UriParameter,
            _ => Position::Parameter,
        };
        let read = self.types.parameter(entry, position);
        self.lowered(read, place)
    }

    fn lowered(&mut self, read: types::Parameter, place: ParameterPlace) -> Parameter {
        let schema = read.schema;
        // What is not sent is taken to be the default (RAML 1.0, "Type Declarations"), so that it need not be sent.
        let is_needed = read.required && !self.types.has_default(schema);
        Parameter {
            required: is_needed || place == ParameterPlace::Path,
            description: self.types.description(schema),
            schema: Some(self.types.schema(schema, &mut self.schemas)),
            examples: self.types.model_examples(schema),
            origin: Origin::written(read.location),
            name: read.name,
            ..empty_parameter(place)
        }
    }

    /// The header fields of a response.
    pub(super) fn headers(&mut self, owner: &View<'s>) -> Vec<Header> {
        let Some(value) = self.mapping(owner, "headers") else {
            return Vec::new();
        };
        let mut headers: Vec<Header> = Vec::new();
        for entry in value.entries() {
            let read = self.types.parameter(&entry, Position::Parameter);
            if headers.iter().any(|known| known.name.eq_ignore_ascii_case(&read.name)) {
                self.repeated(&read.name, entry.key_location, None);
                continue;
            }
            headers.push(Header {
                required: read.required,
                description: self.types.description(read.schema),
                schema: Some(self.types.schema(read.schema, &mut self.schemas)),
                examples: self.types.model_examples(read.schema),
                origin: Origin::written(read.location),
                name: read.name,
                ..Header::default()
            });
        }
        headers
    }
}

/// A parameter of a place that says nothing yet, with the style of RAML: lists in queries are repeated, those in paths
/// and header fields are joined by commas.
pub(super) fn empty_parameter(place: ParameterPlace) -> Parameter {
    let style = match place {
        ParameterPlace::Path | ParameterPlace::Header => ParameterStyle::Simple,
        ParameterPlace::Query | ParameterPlace::Cookie => ParameterStyle::Form,
    };
    Parameter {
        place,
        style,
        explode: style == ParameterStyle::Form,
        ..Parameter::default()
    }
}
