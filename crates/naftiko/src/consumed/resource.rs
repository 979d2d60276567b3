//! Consumed resources.

use std::collections::BTreeMap;

use specwright_diagnostics::{Diagnostic, Location};
use specwright_model::{Expression, Method, PathTemplate, Resource, SecurityRequirement, SecurityUse, Server};
use specwright_source::Node;

use super::parameter::{self, Declared};
use super::{Consumed, server};
use crate::objects;
use crate::reader::{Named, Reader};
use crate::rules;

/// What the operations of a resource have in common.
pub(super) struct ResourceContext<'a> {
    pub(super) namespace: &'a str,
    pub(super) path: PathTemplate,
    pub(super) name: Option<String>,
    pub(super) description: Option<String>,
    pub(super) location: Location,
    pub(super) parameters: Vec<Declared>,
    pub(super) security: Vec<SecurityRequirement>,
    pub(super) servers: Vec<Server>,
}

impl<'s> Reader<'s> {
    /// The resources of a consumed API.
    pub(super) fn resources(&mut self, node: Node<'s>, namespace: &str, location: Location, base_url: &Expression) {
        let common = self.declared_parameters(node);
        let index = self.consumed.len();
        self.namespaces.insert(namespace.to_owned(), index);
        self.consumed.push(Consumed {
            namespace: namespace.to_owned(),
            location,
            operations: Vec::new(),
            by_name: BTreeMap::new(),
            fixed: parameter::fixed(&common),
        });
        let has_scheme = self
            .api
            .security_schemes
            .last()
            .is_some_and(|scheme| scheme.name == namespace);
        let security = if has_scheme {
            let scheme = namespace.to_owned();
            let scopes = Vec::new();
            vec![SecurityRequirement {
                all: vec![SecurityUse { scheme, scopes }],
            }]
        } else {
            Vec::new()
        };
        let is_default = self.api.servers.is_empty();
        let servers = if is_default { Vec::new() } else { vec![server(base_url)] };
        let mut operation_names = BTreeMap::new();
        for named in self.named(node, "resources", &objects::CONSUMED_RESOURCE) {
            let Some(mut context) = self.resource_context(named, namespace, &common) else {
                named.node.see_all();
                continue;
            };
            context.security.clone_from(&security);
            context.servers.clone_from(&servers);
            for operation in self.named(named.node, "operations", &objects::CONSUMED_OPERATION) {
                if self.is_new_operation(&mut operation_names, operation) {
                    let read = self.consumed_operation(operation, &context);
                    if let (Some(consumed), Some(read)) = (self.consumed.get_mut(index), read) {
                        consumed.add(read);
                    }
                }
            }
        }
    }

    fn is_new_operation(&mut self, known: &mut BTreeMap<&'s str, Location>, operation: Named<'s>) -> bool {
        let Some((name, location)) = operation.name else {
            return true;
        };
        let Some(first) = known.get(name) else {
            known.insert(name, location);
            return true;
        };
        operation.node.see_all();
        let message = format!("two operations of one API have the name `{name}`; this one is left out");
        let diagnostic = Diagnostic::new(&rules::REPEATED_NAME, location, message);
        self.findings.push(diagnostic.related(*first, "the first one"));
        false
    }

    fn resource_context<'a>(
        &mut self,
        named: Named<'s>,
        namespace: &'a str,
        common: &[Declared],
    ) -> Option<ResourceContext<'a>> {
        let node = named.node;
        let own = self.declared_parameters(node);
        let title = self.title(node);
        let description = self.string(node, "description").or(title);
        let text = self.required(node, "path", &objects::CONSUMED_RESOURCE)?;
        let location = node.peek("path").map_or_else(|| node.location(), Node::location);
        let path = self.path_template(text, location)?;
        Some(ResourceContext {
            namespace,
            path,
            name: named.name.map(|(name, _)| name.to_owned()),
            description,
            location,
            parameters: parameter::merged(common, own),
            security: Vec::new(),
            servers: Vec::new(),
        })
    }

    /// The template of a path, in which variables are written as `{x}` or `{{x}}`; with a finding where it is none.
    pub(crate) fn path_template(&mut self, text: &str, location: Location) -> Option<PathTemplate> {
        let single = text.trim().replace("{{", "{").replace("}}", "}");
        let slashed = if single.starts_with('/') {
            single
        } else {
            format!("/{single}")
        };
        if slashed.contains(['?', '#']) {
            let message = format!("the path `{text}` has a query or a fragment");
            self.report_with(
                &rules::INVALID_PATH,
                location,
                message,
                "put the query into `inputParameters`",
            );
            return None;
        }
        if slashed.contains(|it: char| it.is_control() || it == '\\') {
            let message = format!("the path `{text}` has a backslash or control characters, which no URL has");
            self.report(&rules::INVALID_PATH, location, message);
            return None;
        }
        if slashed.split('/').any(|segment| [".", ".."].contains(&segment)) {
            let message = format!("the path `{text}` has a segment `.` or `..`, which senders take out of URLs");
            self.report_with(
                &rules::INVALID_PATH,
                location,
                message,
                "write the path that it leads to",
            );
            return None;
        }
        match PathTemplate::parse(&slashed) {
            Ok(path) => Some(path),
            Err(problem) => {
                self.report(
                    &rules::INVALID_PATH,
                    location,
                    format!("`{text}` is no path: {problem}"),
                );
                None
            }
        }
    }

    /// The resource of the model that takes an operation of a method: one of the same namespace and path that does not
    /// have the method yet, or a new one.
    pub(super) fn resource_for(&mut self, context: &ResourceContext<'_>, method: &Method) -> usize {
        let path = format!("{} {}", context.namespace, context.path);
        // The first operation of a method is in the first resource of the path, the second one in the second.
        let count = self.methods_of_paths.entry((path.clone(), method.clone())).or_default();
        let number = *count;
        *count += 1;
        if let Some(index) = self
            .resources_of_paths
            .get(&path)
            .and_then(|indexes| indexes.get(number))
        {
            return *index;
        }
        let resource = Resource {
            path: context.path.clone(),
            name: context.name.clone(),
            description: context.description.clone(),
            origin: self.origin(context.location),
            ..Resource::default()
        };
        let index = self.api.resources.len();
        self.api.resources.push(resource);
        self.resources_of_paths.entry(path).or_default().push(index);
        index
    }
}
