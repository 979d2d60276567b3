//! REST adapters.

use std::collections::BTreeMap;

use specwright_diagnostics::{Diagnostic, Location};
use specwright_model::{Forward, Method, PathTemplate, RestAdapter, RestOperation, RestResource};
use specwright_source::Node;

use super::Exposed;
use super::scope::Scope;
use crate::imports::Item;
use crate::objects;
use crate::reader::{Named, Reader};
use crate::rules;

/// The operations of an adapter so far, by method and the shape of their path.
type Served = BTreeMap<(String, Method), Location>;

impl<'s> Reader<'s> {
    pub(super) fn rest_adapter(&mut self, item: Item<'s>, exposed: &mut Exposed<'s>) -> Option<RestAdapter> {
        let node = item.node;
        let common = self.common(item, &objects::REST, exposed)?;
        if common.port.is_none() && node.peek("port").is_none() {
            self.required(node, "port", &objects::REST);
        }
        let description = self.string(node, "description");
        let authentication = self.authentication(node, &common.namespace);
        let mut served = Served::new();
        let mut resources = Vec::new();
        for named in self.named(node, "resources", &objects::EXPOSED_RESOURCE) {
            resources.extend(self.rest_resource(named, exposed, &mut served));
        }
        Some(RestAdapter {
            namespace: common.namespace,
            description,
            address: common.address,
            port: common.port,
            authentication,
            resources,
            origin: self.adapter_origin(node),
        })
    }

    fn rest_resource(&mut self, named: Named<'s>, exposed: &Exposed<'s>, served: &mut Served) -> Option<RestResource> {
        let object = &objects::EXPOSED_RESOURCE;
        let node = named.node;
        let title = self.title(node);
        let description = self.string(node, "description").or(title);
        let text = self.required(node, "path", object);
        let location = node.peek("path").map_or_else(|| node.location(), Node::location);
        let path = text.and_then(|text| self.path_template(text, location));
        let operations = self.named(node, "operations", &objects::EXPOSED_OPERATION);
        let Some(path) = path else {
            node.see_all();
            return None;
        };
        let mut exposed_operations = Vec::new();
        for operation in operations {
            let read = self.rest_operation(operation, node, &path, exposed);
            let Some(read) = read else { continue };
            let place = (path.shape(), read.method.clone());
            if let Some(first) = served.get(&place) {
                let message = format!("`{} {path}` is served twice; this one is left out", read.method);
                let diagnostic = Diagnostic::new(&rules::REPEATED_NAME, operation.location(), message);
                self.findings.push(diagnostic.related(*first, "the first one"));
                continue;
            }
            served.insert(place, operation.location());
            exposed_operations.push(read);
        }
        let forward = self.forward(node);
        if exposed_operations.is_empty() && forward.is_none() && node.peek("operations").is_none() {
            let message = format!("the resource `{path}` has neither operations nor a forward");
            self.report(&rules::NOTHING_DONE, node.location(), message);
        }
        Some(RestResource {
            path,
            name: named.name.map(|(name, _)| name.to_owned()),
            description,
            operations: exposed_operations,
            forward,
            origin: self.origin(node.location()),
        })
    }

    fn rest_operation(
        &mut self,
        named: Named<'s>,
        resource: Node<'s>,
        path: &PathTemplate,
        exposed: &Exposed<'s>,
    ) -> Option<RestOperation> {
        let object = &objects::EXPOSED_OPERATION;
        let node = named.node;
        let title = self.title(node);
        let description = self.string(node, "description");
        for key in ["responses", "responseBinary"] {
            if let Some(value) = node.get(key) {
                value.see_all();
                self.left_out(
                    value.location(),
                    &format!("`{key}`"),
                    "the upstream's own response is passed on",
                );
            }
        }
        let method = self.required(node, "method", object).map(Method::new);
        let has_body = method
            .as_ref()
            .is_some_and(|it| ["POST", "PUT", "PATCH"].contains(&it.as_str()));
        let mut scope = Scope::new(Some(path), has_body);
        scope.inputs.location = Some(named.location());
        self.declared_inputs(resource, &objects::EXPOSED_INPUT, &mut scope.inputs);
        self.declared_inputs(node, &objects::EXPOSED_INPUT, &mut scope.inputs);
        scope.inputs.are_declared = node.peek("inputParameters").is_some();
        let mut planned = self.planned(node, named.location(), scope, exposed);
        let mut scope = Scope::new(Some(path), has_body);
        scope.inputs.list = std::mem::take(&mut planned.inputs);
        self.remaining_variables(&mut scope.inputs, named.location());
        let method = method.filter(|_| !planned.is_broken)?;
        Some(RestOperation {
            method,
            name: named.name.map(|(name, _)| name.to_owned()),
            title,
            description,
            inputs: scope.inputs.list,
            plan: planned.plan,
            output: planned.output,
            origin: self.origin(named.location()),
        })
    }

    fn forward(&mut self, resource: Node<'s>) -> Option<Forward> {
        let node = resource.get("forward").filter(|node| !node.is_null())?;
        let object = &objects::FORWARD;
        if !self.object(node, object) {
            return None;
        }
        let trusted_headers = self.texts(node, "trustedHeaders");
        let namespace = self.required(node, "targetNamespace", object)?;
        let Some(consumed) = self.consumed_api(namespace) else {
            if self.broken_namespaces.contains(namespace) {
                return None;
            }
            let known: Vec<String> = self
                .consumed
                .iter()
                .map(|consumed| consumed.namespace.clone())
                .collect();
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            let location = node
                .peek("targetNamespace")
                .map_or_else(|| node.location(), Node::location);
            let message = format!("no consumed API has the namespace `{namespace}`");
            self.report_unknown(&rules::UNRESOLVED_NAMESPACE, location, message, namespace, &known);
            return None;
        };
        Some(Forward {
            namespace: namespace.to_owned(),
            trusted_headers,
            arguments: consumed.fixed.clone(),
            origin: self.origin(node.location()),
        })
    }
}
