//! Names that are longer than anybody would write.

use std::collections::BTreeSet;

use specwright_diagnostics::{Diagnostic, Diagnostics};
use specwright_model::{Api, Operation, Origin, Resource, SchemaKind};
use specwright_source::Limits;

use crate::rules;

/// How much of a name is shown, in characters.
const SHOWN: usize = 40;

/// The names of an API that have more than `most` characters, each once: those of callbacks, headers, operations,
/// parameters (also in paths), properties, resources, schemas, security schemes, tags and webhooks. All else is bounded
/// by the bytes of the document and of the code alone.
pub(crate) fn long_names(api: &Api, most: usize) -> Diagnostics {
    let mut names = Names {
        most,
        said: BTreeSet::new(),
        diagnostics: Diagnostics::new(),
    };
    for tag in &api.tags {
        names.look_at("tag", &tag.name, &tag.origin);
    }
    for scheme in &api.security_schemes {
        names.look_at("security scheme", &scheme.name, &scheme.origin);
    }
    for resource in &api.resources {
        names.resource(resource);
    }
    for webhook in &api.webhooks {
        names.look_at("webhook", &webhook.name, &webhook.origin);
        names.operations(&webhook.operations);
    }
    for (_, schema) in api.schemas.iter() {
        if let Some(name) = &schema.name {
            names.look_at("schema", name, &schema.origin);
        }
        if let SchemaKind::Object(object) = &schema.kind {
            for property in &object.properties {
                let origin = &api.schemas.get(property.schema).origin;
                names.look_at("property", &property.name, origin);
            }
        }
    }
    names.diagnostics
}

struct Names<'a> {
    most: usize,
    said: BTreeSet<&'a str>,
    diagnostics: Diagnostics,
}

impl<'a> Names<'a> {
    fn resource(&mut self, resource: &'a Resource) {
        if let Some(name) = &resource.name {
            self.look_at("resource", name, &resource.origin);
        }
        for variable in resource.path.variables() {
            self.look_at("path parameter", variable, &resource.origin);
        }
        self.operations(&resource.operations);
    }

    fn operations(&mut self, operations: &'a [Operation]) {
        for operation in operations {
            if let Some(id) = &operation.id {
                self.look_at("operation", id, &operation.origin);
            }
            for tag in &operation.tags {
                self.look_at("tag", tag, &operation.origin);
            }
            for parameter in &operation.parameters {
                self.look_at("parameter", &parameter.name, &parameter.origin);
            }
            for response in &operation.responses {
                for header in &response.headers {
                    self.look_at("header", &header.name, &header.origin);
                }
            }
            for callback in &operation.callbacks {
                self.look_at("callback", &callback.name, &callback.origin);
                self.operations(&callback.operations);
            }
        }
    }

    fn look_at(&mut self, what: &str, name: &'a str, origin: &Origin) {
        // Bytes are never fewer than characters, and most names are short.
        if name.len() <= self.most || name.chars().count() <= self.most || !self.said.insert(name) {
            return;
        }
        let beginning: String = name.chars().take(SHOWN).collect();
        let (length, most) = (name.chars().count(), self.most);
        let message =
            format!("the name of the {what} `{beginning}…` has {length} characters, more than the limit of {most}");
        let finding = match origin.location {
            Some(location) => Diagnostic::new(&rules::NAME_TOO_LONG, location, message),
            None => Diagnostic::without_place(&rules::NAME_TOO_LONG, message),
        };
        self.diagnostics.push(finding.help(Limits::help("name-characters")));
    }
}
