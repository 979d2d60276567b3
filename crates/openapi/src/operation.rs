//! Operations: the Operation Object (OpenAPI 3.1.1, section 4.8.10).

use std::collections::BTreeSet;

use specwright_diagnostics::{Diagnostic, Location};
use specwright_model::{Method, Operation, Origin, Parameter};
use specwright_source::{Entry, Node};

use crate::objects;
use crate::path::PathContext;
use crate::reader::Reader;
use crate::rules;

impl<'s> Reader<'s> {
    pub(crate) fn operation(&mut self, method: Method, entry: Entry<'s>, context: &PathContext) -> Option<Operation> {
        let node = self.follow_misplaced(entry.value)?;
        if !self.object(node, &objects::OPERATION) {
            return None;
        }
        let (own, unreadable_parameter) = self.parameters(node);
        let servers = self.servers(node);
        let operation = Operation {
            id: self.operation_id(&method, node, entry.key_location),
            summary: self.text(node, "summary"),
            description: self.text(node, "description"),
            external_documentation: self.external_documentation(node),
            tags: self.operation_tags(node),
            deprecated: self.flag(node, "deprecated").unwrap_or(false),
            parameters: merge(&context.parameters, own),
            request_body: self.request_body(node),
            responses: self.responses(node),
            security: self.operation_security(node),
            servers: if servers.is_empty() {
                context.servers.clone()
            } else {
                servers
            },
            callbacks: self.callbacks(node),
            relation: None,
            transactions: Vec::new(),
            extensions: self.extensions(node),
            origin: Origin::written(entry.key_location),
            method,
        };
        match unreadable_parameter.or(context.unreadable_parameter) {
            Some(parameter) => {
                let message = format!(
                    "this {} operation is left out: it needs a parameter that cannot be read",
                    operation.method
                );
                let diagnostic = Diagnostic::new(&rules::UNREADABLE_OPERATION, entry.key_location, message);
                let diagnostic = diagnostic.related(parameter, "the parameter");
                self.findings.push_each(diagnostic.help("mend the parameter"));
                None
            }
            None => Some(operation),
        }
    }

    fn operation_id(&mut self, method: &Method, node: Node<'s>, key_location: Location) -> Option<String> {
        let Some(id) = self.text(node, "operationId").filter(|id| !id.is_empty()) else {
            let message =
                format!("this {method} operation has no `operationId`; its name is made from method and path");
            let diagnostic = Diagnostic::new(&rules::MISSING_OPERATION_ID, key_location, message);
            self.report(diagnostic.help("add an `operationId`, so that the name stays when the path changes"));
            return None;
        };
        let location = node.peek("operationId").map_or(key_location, Node::location);
        match self.operation_ids.get(&id) {
            Some(first) if *first != location => {
                let message = format!("the operationId `{id}` is used twice");
                let diagnostic =
                    Diagnostic::new(&rules::REPEATED_OPERATION_ID, location, message).related(*first, "the first use");
                self.report(diagnostic.help("give each operation an id of its own"));
            }
            Some(_) => {}
            None => drop(self.operation_ids.insert(id.clone(), location)),
        }
        Some(id)
    }

    fn operation_tags(&mut self, node: Node<'s>) -> Vec<String> {
        let mut tags = self.texts(node, "tags");
        let mut known = BTreeSet::new();
        tags.retain(|tag| known.insert(tag.clone()));
        tags
    }

    /// Reports links to operations that do not exist.
    pub(crate) fn check_links(&mut self) {
        for (id, location) in std::mem::take(&mut self.linked_ids) {
            if self.operation_ids.contains_key(&id) {
                continue;
            }
            let message = format!("the link leads to an operation `{id}`, which does not exist");
            let mut diagnostic = Diagnostic::new(&rules::UNKNOWN_LINK_TARGET, location, message);
            if let Some(known) = self.nearest(&id, self.operation_ids.keys().map(String::as_str)) {
                diagnostic = diagnostic.help(format!("did you mean `{known}`?"));
            }
            self.report(diagnostic);
        }
    }
}

/// The parameters of a path item with those of an operation, which replace those of the same place and name.
fn merge(shared: &[Parameter], own: Vec<Parameter>) -> Vec<Parameter> {
    let names: BTreeSet<_> = own.iter().map(|own| (own.place, own.name.as_str())).collect();
    let is_kept = |shared: &&Parameter| !names.contains(&(shared.place, shared.name.as_str()));
    let mut parameters: Vec<Parameter> = shared.iter().filter(is_kept).cloned().collect();
    parameters.extend(own);
    parameters
}
