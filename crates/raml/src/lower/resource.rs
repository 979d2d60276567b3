//! Resources (RAML 1.0, "Resources and Nested Resources").

use std::collections::BTreeSet;

use serde_json::Value;
use specwright_diagnostics::{Diagnostic, Location};
use specwright_model::media_type::{essence, is_json};
use specwright_model::{
    self as model, Origin, Parameter, ParameterPlace, PathPart, PathTemplate, Schema, SchemaId, SchemaKind, Server,
    Text,
};

use super::parameters::empty_parameter;
use super::secured_by::Secured;
use super::{Reader, objects};
use crate::rules;
use crate::view::{Entry, View};

/// The variable that RAML itself knows: in which media type the client wants a response, as an extension of the path.
const MEDIA_TYPE_EXTENSION: &str = "mediaTypeExtension";

/// What a resource has from those around it.
#[derive(Clone, Default)]
pub(super) struct Surroundings<'s> {
    pub(super) path: String,
    /// The variables of the path.
    pub(super) parameters: Vec<Parameter>,
    /// Where its methods are served; empty where they are served as the API is.
    pub(super) servers: Vec<Server>,
    /// How its methods are secured.
    pub(super) security: Option<Vec<Secured<'s>>>,
    /// How the API is secured: what a resource says of that holds for its own methods alone.
    pub(super) inherited_security: Option<Vec<Secured<'s>>>,
    /// The name of the outermost resource, which groups all below it.
    pub(super) tag: Option<String>,
}

impl<'s> Reader<'s, '_> {
    /// A resource with all below it.
    pub(super) fn resource(&mut self, entry: &Entry<'s>, outer: &Surroundings<'s>) {
        let view = &entry.value;
        if !view.is_mapping() && !view.is_null() {
            self.wrong_type(view, &entry.key, "a mapping");
            return;
        }
        let path = format!("{}{}", outer.path.trim_end_matches('/'), entry.key);
        let path = if outer.path.ends_with('/') && entry.key == "/" {
            outer.path.clone()
        } else {
            path
        };
        let Some(own) = self.path_template(&entry.key, entry.key_location) else {
            view.see_all();
            return;
        };
        self.check_path(&path, entry.key_location);
        let applied = self.apply(view, &path);
        let resource = &applied.resource;
        self.read_resource_as(view, resource);
        let name = self.display_name(resource);
        let mut surroundings = Surroundings {
            parameters: self.uri_parameters(resource, &own, outer),
            servers: self.servers_below(resource, &outer.servers),
            security: self.secured_by(resource).or_else(|| outer.security.clone()),
            inherited_security: outer.inherited_security.clone(),
            tag: outer.tag.clone(),
            path: path.clone(),
        };
        let description = self.text(resource, "description");
        let extensions = self.annotations(resource, "Resource");
        if surroundings.tag.is_none() {
            let tag = name.clone().unwrap_or_else(|| entry.key.to_string());
            self.tag(&tag, description.as_deref(), entry.key_location);
            surroundings.tag = Some(tag);
        }
        let index = self.api.resources.len();
        self.api.resources.push(model::Resource {
            path: PathTemplate::parse(&path).unwrap_or_else(|_| PathTemplate::from_parts(Vec::new())),
            name,
            description,
            extensions,
            origin: Origin::written(entry.key_location),
            ..model::Resource::default()
        });
        for method in &applied.methods {
            let operation = self.method(method, &surroundings, index);
            if let Some(resource) = self.api.resources.get_mut(index) {
                resource.operations.push(operation);
            }
        }
        surroundings.security.clone_from(&surroundings.inherited_security);
        for (key, _) in view.peek_keys().into_iter().filter(|(key, _)| key.starts_with('/')) {
            if let Some(nested) = view.entry(&key) {
                self.resource(&nested, &surroundings);
            }
        }
    }

    fn read_resource_as(&self, own: &View<'s>, resource: &View<'s>) {
        let object = if self.session.is_old() {
            objects::OLD_RESOURCE
        } else {
            objects::RESOURCE
        };
        own.read_as(object);
        resource.read_as(object);
    }

    fn tag(&mut self, name: &str, description: Option<&str>, location: Location) {
        if self.api.tags.iter().any(|tag| tag.name == name) {
            return;
        }
        self.api.tags.push(model::Tag {
            name: name.to_owned(),
            description: description.map(str::to_owned),
            origin: Origin::written(location),
            ..model::Tag::default()
        });
    }

    /// The path that a resource adds to those around it; none, with a finding, where it is none.
    fn path_template(&mut self, key: &str, location: Location) -> Option<PathTemplate> {
        match PathTemplate::parse(key) {
            Ok(template) => {
                self.check_characters(&template, location);
                Some(template)
            }
            Err(problem) => {
                let message = format!("`{key}` is no path: {problem}");
                self.error(&rules::INVALID_PATH, location, message);
                None
            }
        }
    }

    /// Reports characters that a path cannot have (RFC 3986, section 3.3).
    fn check_characters(&self, template: &PathTemplate, location: Location) {
        let literals = template.parts().iter().filter_map(|part| match part {
            PathPart::Literal(text) => Some(text.as_str()),
            PathPart::Variable(_) => None,
        });
        let odd = |it: &char| it.is_whitespace() || it.is_control() || "?#\"<>\\^`|".contains(*it);
        if let Some(character) = literals.flat_map(str::chars).find(odd) {
            let message = format!("`{}` cannot stand in a path as it is", character.escape_debug());
            let diagnostic = Diagnostic::new(&rules::ODD_PATH, location, message);
            self.report(match character {
                '?' => diagnostic.help("describe the query under `queryParameters`"),
                _ => diagnostic,
            });
        }
    }

    /// Reports a path that another resource has.
    fn check_path(&mut self, path: &str, location: Location) {
        match self.paths.get(path) {
            Some(first) => {
                let message = format!("the resource `{path}` is described twice");
                let diagnostic = Diagnostic::new(&rules::REPEATED_RESOURCE, location, message);
                self.report(diagnostic.related(*first, "the first"));
            }
            None => {
                self.paths.insert(path.to_owned(), location);
            }
        }
    }

    /// The variables of the path, those of outer resources first; what is not described is a text.
    fn uri_parameters(&mut self, resource: &View<'s>, own: &PathTemplate, outer: &Surroundings<'s>) -> Vec<Parameter> {
        let mut described = self.parameters(resource, "uriParameters", ParameterPlace::Path);
        let mut parameters = outer.parameters.clone();
        for variable in own.variables() {
            let index = described.iter().position(|parameter| parameter.name == variable);
            let mut parameter = match index {
                Some(index) => described.remove(index),
                None => self.undescribed(variable, resource.location()),
            };
            if variable == MEDIA_TYPE_EXTENSION {
                parameter.schema = self.extensions(resource).or(parameter.schema);
            }
            parameters.retain(|known| known.name != variable);
            parameters.push(parameter);
        }
        for parameter in described {
            match parameters.iter_mut().find(|known| known.name == parameter.name) {
                // An inner resource may say more of a variable than the outer one that has it.
                Some(known) => *known = parameter,
                None => self.unused(&parameter, own),
            }
        }
        parameters
    }

    /// A variable of which the document says nothing but its name: a text.
    fn undescribed(&mut self, name: &str, location: Location) -> Parameter {
        let schema = Schema {
            origin: Origin::written(location),
            ..Schema::of(SchemaKind::String(Text::default()))
        };
        Parameter {
            name: name.to_owned(),
            required: true,
            schema: Some(self.schemas.add(schema)),
            origin: Origin::written(location),
            ..empty_parameter(ParameterPlace::Path)
        }
    }

    /// The values of the variable for the media type: the usual extensions of the document's media types (RAML 1.0,
    /// "Template URIs and URI Parameters"); none where the document says itself what they are.
    fn extensions(&mut self, resource: &View<'s>) -> Option<SchemaId> {
        let described = resource.peek("uriParameters");
        let described = described.and_then(|parameters| parameters.peek(MEDIA_TYPE_EXTENSION));
        if described.is_some_and(|it| it.text().is_some() || it.has("type") || it.has("enum")) {
            return None;
        }
        let values: Option<BTreeSet<&str>> = self.media_types.iter().map(|it| extension(it)).collect();
        let values = values.filter(|values| !values.is_empty())?;
        Some(self.schemas.add(Schema {
            values: Some(values.into_iter().map(Value::from).collect()),
            origin: Origin::inferred(resource.location()),
            ..Schema::of(SchemaKind::String(Text::default()))
        }))
    }

    fn unused(&self, parameter: &Parameter, own: &PathTemplate) {
        let Some(location) = parameter.origin.location else {
            return;
        };
        let message = format!(
            "`{}` is no variable of the path `{own}`, and is left out",
            parameter.name
        );
        let mut diagnostic = Diagnostic::new(&rules::UNUSED_URI_PARAMETER, location, message);
        let variables = own.parts().iter().filter_map(|part| match part {
            PathPart::Variable(name) => Some(name.as_str()),
            PathPart::Literal(_) => None,
        });
        if let Some(known) = specwright_diagnostics::nearest(&parameter.name, variables) {
            diagnostic = diagnostic.help(format!("did you mean `{known}`?"));
        }
        self.report(diagnostic);
    }
}

/// What stands at the end of a path for a media type; none where that is not usual.
fn extension(media_type: &str) -> Option<&'static str> {
    let essence = essence(media_type);
    if is_json(media_type) {
        Some(".json")
    } else if essence.ends_with("/xml") || essence.ends_with("+xml") {
        Some(".xml")
    } else {
        None
    }
}
