//! Paths, path items, webhooks and callbacks.

use std::collections::{BTreeMap, BTreeSet};

use specwright_diagnostics::{Diagnostic, Location};
use specwright_model::{
    Callback, Method, Operation, Origin, Parameter, ParameterPlace, PathTemplate, Resource, Schema, SchemaKind, Server,
    Text, Webhook,
};
use specwright_source::{Entry, Node};

use crate::body::is_token;
use crate::objects;
use crate::reader::Reader;
use crate::reference::REFERENCES_IN_A_ROW;
use crate::rules;
use crate::version::Version;

/// The keys of a path item that are methods.
const METHODS: [&str; 9] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

/// What operations take from the path item that holds them.
#[derive(Default)]
pub(crate) struct PathContext {
    pub(crate) parameters: Vec<Parameter>,
    /// Where a parameter is that cannot be read and cannot be left out.
    pub(crate) unreadable_parameter: Option<Location>,
    pub(crate) servers: Vec<Server>,
}

impl<'s> Reader<'s> {
    /// The Paths Object (OpenAPI 3.1.1, section 4.8.8).
    pub(crate) fn paths(&mut self, document: Node<'s>) {
        let mut shapes: BTreeMap<String, (String, Location)> = BTreeMap::new();
        for entry in self.extensible_members(document, "paths") {
            let path = match PathTemplate::parse(entry.key) {
                Ok(path) => path,
                Err(problem) => {
                    self.invalid_path(entry, &problem.to_string());
                    // What is below is read all the same, for what else is wrong.
                    self.path_item(entry.value, &mut Resource::default());
                    continue;
                }
            };
            self.check_path(entry, &path, &mut shapes);
            let mut resource = Resource {
                path,
                origin: Origin::written(entry.key_location),
                ..Resource::default()
            };
            self.path_item(entry.value, &mut resource);
            for operation in &mut resource.operations {
                self.check_variables(&resource.path, entry.key_location, operation);
            }
            self.api.resources.push(resource);
        }
    }

    /// The webhooks of the document (OpenAPI 3.1.1, section 4.8.1).
    pub(crate) fn webhooks(&mut self, document: Node<'s>) {
        for entry in self.members(document, "webhooks") {
            let mut resource = Resource::default();
            self.path_item(entry.value, &mut resource);
            self.api.webhooks.push(Webhook {
                name: entry.key.to_owned(),
                operations: resource.operations,
                origin: Origin::written(entry.key_location),
            });
        }
    }

    /// A map of Callback Objects (section 4.8.18).
    pub(crate) fn callbacks(&mut self, owner: Node<'s>) -> Vec<Callback> {
        let entries = self.members(owner, "callbacks");
        if let Some(first) = entries.first().filter(|_| self.callback_depth > 0) {
            let message = "callbacks of callbacks are not read";
            let diagnostic = Diagnostic::new(&rules::NESTED_CALLBACKS, first.key_location, message);
            self.report(diagnostic.help("describe the inner requests under `webhooks`"));
            entries.iter().for_each(|entry| entry.value.see_all());
            return Vec::new();
        }
        entries.into_iter().flat_map(|entry| self.callback(entry)).collect()
    }

    pub(crate) fn callback(&mut self, entry: Entry<'s>) -> Vec<Callback> {
        let Some(target) = self.follow(entry.value) else {
            return Vec::new();
        };
        if !target.node.is_mapping() {
            self.wrong_type(entry.key, target.node, "a mapping");
            return Vec::new();
        }
        self.extensions(target.node);
        let expressions: Vec<_> = target
            .node
            .entries()
            .filter(|entry| !entry.key.starts_with("x-"))
            .collect();
        self.callback_depth += 1;
        let callbacks = expressions
            .into_iter()
            .map(|expression| {
                let mut resource = Resource::default();
                self.path_item(expression.value, &mut resource);
                Callback {
                    name: entry.key.to_owned(),
                    expression: expression.key.to_owned(),
                    operations: resource.operations,
                    origin: Origin::written(expression.key_location),
                }
            })
            .collect();
        self.callback_depth -= 1;
        callbacks
    }

    /// A Path Item Object (section 4.8.9) into a resource. What stands beside a reference comes first; the target
    /// adds what is not there.
    pub(crate) fn path_item(&mut self, node: Node<'s>, resource: &mut Resource) {
        if !self.object(node, &objects::PATH_ITEM) {
            return;
        }
        let identity = node.identity();
        if !self.open_path_items.insert(identity) {
            if let Some(reference) = node.get("$ref") {
                self.cycle(reference);
            }
            return;
        }
        resource.summary = resource.summary.take().or(self.text(node, "summary"));
        resource.description = resource.description.take().or(self.text(node, "description"));
        let extensions = self.extensions(node);
        resource.extensions.extend(extensions);
        let (parameters, unreadable_parameter) = self.parameters(node);
        let context = PathContext {
            parameters,
            unreadable_parameter,
            servers: self.servers(node),
        };
        for entry in node.peek_entries().filter(|entry| METHODS.contains(&entry.key)) {
            if let Some(entry) = self.filled(node, entry.key) {
                let method = Method::new(&entry.key.to_ascii_uppercase());
                self.add_operation(method, entry, &context, resource);
            }
        }
        for key in ["query", "additionalOperations"] {
            self.newer_than(Version::V3_2, node, key, &format!("`{key}`"));
        }
        for entry in self.members(node, "additionalOperations") {
            self.check_method(entry);
            self.add_operation(Method::new(entry.key), entry, &context, resource);
        }
        if let Some(reference) = node.get("$ref") {
            if self.open_path_items.len() > REFERENCES_IN_A_ROW {
                self.endless(reference);
            } else if let Some(target) = self.locate(reference) {
                self.path_item(target, resource);
            }
        }
        self.open_path_items.remove(&identity);
    }

    /// Checks the key of an additional operation: a method (RFC 9110, section 9.1) that has no key of its own.
    fn check_method(&mut self, entry: Entry<'s>) {
        let key = entry.key.to_ascii_lowercase();
        if METHODS.contains(&key.as_str()) {
            let message = format!("`{}` is a method with a key of its own", entry.key);
            let diagnostic = Diagnostic::new(&rules::INVALID_METHOD, entry.key_location, message);
            self.report(diagnostic.help(format!("write `{key}` beside `additionalOperations`")));
        } else if !is_token(entry.key) {
            let message = format!("`{}` is no method of HTTP; the operation is left out", entry.key);
            let diagnostic = Diagnostic::new(&rules::INVALID_METHOD, entry.key_location, message);
            self.report(diagnostic.help("write a word of letters, such as `COPY`"));
        }
    }

    fn add_operation(&mut self, method: Method, entry: Entry<'s>, context: &PathContext, resource: &mut Resource) {
        let Some(operation) = self.operation(method.clone(), entry, context) else {
            return;
        };
        let is_new = !resource.operations.iter().any(|known| known.method == method);
        if is_new && is_token(method.as_str()) {
            resource.operations.push(operation);
        }
    }

    fn invalid_path(&mut self, entry: Entry<'s>, problem: &str) {
        let message = format!("`{}` is no path: {problem}; its operations are left out", entry.key);
        let diagnostic = Diagnostic::new(&rules::INVALID_PATH, entry.key_location, message);
        let help = match entry.key {
            key if key.contains("://") => "write the path alone, and the address under `servers`".to_owned(),
            key if !key.starts_with('/') => format!("write `/{key}`"),
            _ => "write variables as `{name}`, with a name and both braces".to_owned(),
        };
        self.findings.push_each(diagnostic.help(help));
    }

    fn check_path(&mut self, entry: Entry<'s>, path: &PathTemplate, shapes: &mut BTreeMap<String, (String, Location)>) {
        let (key, location) = (entry.key, entry.key_location);
        if key.contains(['?', '#']) {
            let message = format!("the path `{key}` has a `?` or `#`, behind which nothing belongs to a path");
            let help = "describe what is behind it as query parameters";
            self.report(Diagnostic::new(&rules::QUERY_IN_PATH, location, message).help(help));
        }
        match shapes.get(&path.shape()) {
            Some((other, first)) => {
                let message = format!("`{key}` matches the same paths as `{other}`");
                let diagnostic =
                    Diagnostic::new(&rules::SAME_SHAPE, location, message).related(*first, "the other one");
                let help = "use one path, with one set of variable names: of a method that both have, a server answers with the \
                            first operation alone, while a client has both";
                self.report(diagnostic.help(help));
            }
            None => drop(shapes.insert(path.shape(), (key.to_owned(), location))),
        }
    }

    /// Makes the path parameters of an operation the variables of its path (section 4.8.8.2).
    fn check_variables(&mut self, path: &PathTemplate, location: Location, operation: &mut Operation) {
        let variables: BTreeSet<&str> = path.variables().collect();
        let is_path = |parameter: &Parameter| parameter.place == ParameterPlace::Path;
        let unused = |parameter: &Parameter| is_path(parameter) && !variables.contains(parameter.name.as_str());
        for parameter in operation.parameters.iter().filter(|parameter| unused(parameter)) {
            let place = parameter.origin.location.unwrap_or(location);
            let message = format!("the path `{path}` has no variable `{}`", parameter.name);
            let mut diagnostic =
                Diagnostic::new(&rules::UNUSED_PATH_PARAMETER, place, message).related(location, "the path");
            if let Some(name) = self.nearest(&parameter.name, variables.iter().copied()) {
                diagnostic = diagnostic.help(format!("did you mean `{name}`?"));
            }
            self.report(diagnostic);
        }
        operation.parameters.retain(|parameter| !unused(parameter));
        let declared: BTreeSet<String> = operation
            .parameters
            .iter()
            .filter(|it| is_path(it))
            .map(|it| it.name.clone())
            .collect();
        let mut added = BTreeSet::new();
        for name in path.variables().filter(|name| !declared.contains(*name)) {
            if added.insert(name) {
                operation
                    .parameters
                    .push(self.undeclared_variable(path, name, location));
            }
        }
    }

    fn undeclared_variable(&mut self, path: &PathTemplate, name: &str, location: Location) -> Parameter {
        let message = format!("no parameter declares the variable `{name}` of `{path}`; it is read as a string");
        let help = format!("add a parameter `name: {name}`, `in: path`, `required: true`");
        self.report(Diagnostic::new(&rules::UNDECLARED_VARIABLE, location, message).help(help));
        let origin = Origin::inferred(location);
        let schema = Schema {
            origin,
            ..Schema::of(SchemaKind::String(Text::default()))
        };
        Parameter {
            name: name.to_owned(),
            place: ParameterPlace::Path,
            required: true,
            style: specwright_model::ParameterStyle::Simple,
            schema: Some(self.api.schemas.add(schema)),
            origin,
            ..Parameter::default()
        }
    }
}
