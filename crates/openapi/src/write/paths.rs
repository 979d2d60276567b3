//! Paths, path items and webhooks.

use std::collections::{BTreeMap, BTreeSet};

use specwright_model::{Callback, Method, Operation, Origin, PathPart, PathTemplate, Resource};

use super::Writer;
use super::components::FreeNames;
use super::members::Members;
use super::operation_ids::{callback_place, key, webhook_place};
use crate::rules;

/// The methods that have a key in a path item (OpenAPI 3.1.1, section 4.8.9.1).
const METHODS: [&str; 8] = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"];

/// The variables of a path, and how another template of the same shape calls them.
#[derive(Debug, Default)]
pub(super) struct PathVariables {
    /// The names that the written path has, each once.
    written: Vec<String>,
    /// For each name of the template at hand, the written one.
    renamed: BTreeMap<String, String>,
}

impl PathVariables {
    /// For operations of `template` that are written under `written`, which has the same shape.
    fn new(written: &PathTemplate, template: &PathTemplate) -> Self {
        let mut variables = Self::default();
        for (new, old) in written.variables().zip(template.variables()) {
            if !variables.written.iter().any(|known| known == new) {
                variables.written.push(new.to_owned());
            }
            variables.renamed.insert(old.to_owned(), new.to_owned());
        }
        variables
    }

    /// The names that the written path has, each once.
    pub(super) fn written(&self) -> &[String] {
        &self.written
    }

    /// The written name of a path parameter; none for one that is not in the path.
    pub(super) fn name_of(&self, parameter: &str) -> Option<&str> {
        self.renamed.get(parameter).map(String::as_str)
    }
}

/// A path item that is being written, with the template that it stands under.
struct PathItem {
    path: PathTemplate,
    members: Members,
}

impl<'a> Writer<'a> {
    /// The Paths Object (OpenAPI 3.1.1, section 4.8.8).
    pub(super) fn paths(&mut self) -> Members {
        let mut items: Vec<PathItem> = Vec::new();
        let mut indexes: BTreeMap<String, usize> = BTreeMap::new();
        for resource in &self.api.resources {
            // Two templates of one shape are one path to OpenAPI.
            let index = *indexes.entry(resource.path.shape()).or_insert(items.len());
            match items.get_mut(index) {
                Some(item) => self.merge(resource, item),
                None => {
                    let item = self.path_item(resource);
                    items.push(item);
                }
            }
        }
        let mut paths = Members::default();
        for item in items {
            paths.put(&item.path.to_string(), item.members);
        }
        paths
    }

    fn path_item(&mut self, resource: &'a Resource) -> PathItem {
        let mut members = Members::default();
        members.text("summary", resource.summary.as_ref().or(resource.name.as_ref()));
        members.text("description", resource.description.as_ref());
        let mut item = PathItem {
            path: self.written_path(resource),
            members,
        };
        self.path_operations(resource, &mut item);
        item.members.extensions(&resource.extensions);
        item
    }

    /// Writes a resource into the path item of one with the same shape.
    fn merge(&mut self, resource: &'a Resource, item: &mut PathItem) {
        if item.path != resource.path {
            let what = format!(
                "`{}` beside `{}`, which matches the same paths,",
                resource.path, item.path
            );
            let instead = "its operations are written there, with the variables of that path";
            self.say_otherwise(resource.origin, "", &what, instead);
        }
        for (key, text) in [
            ("summary", resource.summary.as_ref().or(resource.name.as_ref())),
            ("description", resource.description.as_ref()),
        ] {
            match text {
                Some(_) if item.members.contains(key) => {
                    let what = format!("the {key} of a second resource at one path");
                    self.leave_out(resource.origin, key, &what);
                }
                text => item.members.text(key, text),
            }
        }
        self.path_operations(resource, item);
        item.members.extensions(&resource.extensions);
    }

    /// The path with names of variables that tools understand. OpenAPI allows all characters but braces, and tools look
    /// for letters, digits and a few others; the names do not go over the wire.
    fn written_path(&mut self, resource: &Resource) -> PathTemplate {
        let mut seen = BTreeSet::new();
        let different: Vec<&str> = resource.path.variables().filter(|name| seen.insert(*name)).collect();
        let written = FreeNames::default().take_all(different.iter().copied());
        let names: BTreeMap<&str, String> = different.into_iter().zip(written).collect();
        for (name, written) in names.iter().filter(|(name, written)| *name != written) {
            let message = format!(
                "the variable `{name}` of `{}` is written as `{written}`: few tools understand other characters",
                resource.path
            );
            self.find(&rules::SAID_OTHERWISE, resource.origin, "variable", message);
        }
        let parts = resource.path.parts().iter().map(|part| match part {
            PathPart::Variable(name) => PathPart::Variable(names.get(name.as_str()).unwrap_or(name).clone()),
            PathPart::Literal(text) => PathPart::Literal(text.clone()),
        });
        PathTemplate::from_parts(parts.collect())
    }

    fn path_operations(&mut self, resource: &'a Resource, item: &mut PathItem) {
        let variables = PathVariables::new(&item.path, &resource.path);
        let place = resource.path.to_string();
        self.operations(&resource.operations, &place, &variables, &mut item.members);
    }

    /// Operations into a path item, each under its method.
    fn operations(&mut self, operations: &[Operation], place: &str, variables: &PathVariables, item: &mut Members) {
        for operation in operations {
            let method = operation.method.as_str();
            if !METHODS.contains(&method) {
                self.leave_out(
                    operation.origin,
                    method,
                    &format!("the {method} operation of `{place}`"),
                );
                continue;
            }
            let method_key = method.to_ascii_lowercase();
            if item.contains(&method_key) {
                self.leave_out(
                    operation.origin,
                    "",
                    &format!("a second {method} operation at `{place}`"),
                );
                continue;
            }
            let members = self.operation(operation, &key(place, &operation.method), variables);
            item.put(&method_key, members);
        }
    }

    /// The webhooks of the document (section 4.8.1), which OpenAPI 3.0 does not have.
    pub(super) fn webhooks(&mut self, document: &mut Members) {
        let mut webhooks = Members::default();
        for webhook in &self.api.webhooks {
            if self.is_3_0() {
                self.leave_out(webhook.origin, "webhooks", &format!("the webhook `{}`", webhook.name));
                continue;
            }
            let mut item = Members::default();
            let place = webhook_place(&webhook.name);
            self.operations(&webhook.operations, &place, &PathVariables::default(), &mut item);
            webhooks.put(&webhook.name, item);
        }
        document.mapping("webhooks", webhooks);
    }

    /// A map of Callback Objects (section 4.8.18).
    pub(super) fn callbacks(&mut self, callbacks: &[Callback], operation_key: &str) -> Members {
        let mut named: Vec<(&str, Members)> = Vec::new();
        for callback in callbacks {
            let mut item = Members::default();
            let place = callback_place(operation_key, &callback.expression);
            self.operations(&callback.operations, &place, &PathVariables::default(), &mut item);
            // Several addresses of one callback stand under one name.
            match named.iter_mut().find(|(name, _)| *name == callback.name) {
                Some((_, expressions)) => expressions.put(&callback.expression, item),
                None => {
                    let mut expressions = Members::default();
                    expressions.put(&callback.expression, item);
                    named.push((&callback.name, expressions));
                }
            }
        }
        let mut members = Members::default();
        for (name, expressions) in named {
            members.put(name, expressions);
        }
        members
    }

    /// Reports a path parameter that the path does not have.
    pub(super) fn leave_out_path_parameter(&mut self, name: &str, method: &Method, origin: Origin) {
        let what = format!("the path parameter `{name}` of a {method} operation whose path does not have it");
        self.leave_out(origin, "path-parameter", &what);
    }
}
