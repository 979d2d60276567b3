//! Functions that several exposed things refer to.

use std::cell::Cell;
use std::collections::BTreeMap;

use specwright_diagnostics::{Diagnostic, Location};
use specwright_model::Hints;
use specwright_source::Node;

use super::Exposed;
use super::plan::Planned;
use super::scope::Scope;
use crate::imports::Item;
use crate::objects;
use crate::reader::{Named, Reader};
use crate::rules;

/// The functions of all aggregates, by namespace and name.
#[derive(Default)]
pub(crate) struct Functions<'s> {
    list: Vec<Function<'s>>,
    by_name: BTreeMap<String, usize>,
}

/// A function that can be referred to.
pub(crate) struct Function<'s> {
    /// With its namespace, as references have it.
    name: String,
    node: Node<'s>,
    location: Location,
    is_used: Cell<bool>,
    pub(super) planned: Planned,
    pub(super) description: Option<String>,
    pub(super) hints: Hints,
}

impl<'s> Functions<'s> {
    /// The function that a reference names, which is used now.
    pub(super) fn used(&self, name: &str) -> Option<&Function<'s>> {
        let function = self.list.get(*self.by_name.get(name)?)?;
        function.is_used.set(true);
        Some(function)
    }

    /// The names of all functions.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.list.iter().map(|function| function.name.as_str())
    }
}

impl<'s> Reader<'s> {
    /// The functions of the aggregates, without their plans.
    pub(super) fn functions(&mut self, aggregates: &[Item<'s>]) -> Functions<'s> {
        let mut functions = Functions::default();
        for item in aggregates {
            let object = &objects::AGGREGATE;
            if !self.object(item.node, object) {
                continue;
            }
            let own = self.required(item.node, "namespace", object);
            let mut members = self.named(item.node, "functions", &objects::FUNCTION);
            members.extend(self.named(item.node, "flows", &objects::FUNCTION));
            let Some(namespace) = item.alias.map(|(name, _)| name).or(own) else {
                members.iter().for_each(|member| member.node.see_all());
                continue;
            };
            for member in members {
                self.function(member, namespace, &mut functions);
            }
        }
        functions
    }

    fn function(&mut self, member: Named<'s>, namespace: &str, functions: &mut Functions<'s>) {
        if member.name.is_none() {
            self.required(member.node, "name", &objects::FUNCTION);
        }
        if let Some(media_type) = member.node.get("outputMediaType") {
            self.left_out(
                media_type.location(),
                "`outputMediaType`",
                "the upstream's own media type is passed on",
            );
        }
        let function = Function {
            name: format!("{namespace}.{}", member.text()),
            node: member.node,
            location: member.location(),
            is_used: Cell::new(false),
            planned: Planned::default(),
            description: self.string(member.node, "description"),
            hints: self.semantics(member.node),
        };
        if let Some(first) = functions
            .by_name
            .get(&function.name)
            .and_then(|index| functions.list.get(*index))
        {
            let message = format!("two functions have the name `{}`", function.name);
            let diagnostic = Diagnostic::new(&rules::REPEATED_NAME, function.location, message);
            self.findings.push(diagnostic.related(first.location, "the first one"));
            member.node.see_all();
            return;
        }
        functions.by_name.insert(function.name.clone(), functions.list.len());
        functions.list.push(function);
    }

    /// What the semantics of a function say of its effects.
    fn semantics(&mut self, node: Node<'s>) -> Hints {
        let Some(semantics) = node.get("semantics").filter(|node| !node.is_null()) else {
            return Hints::default();
        };
        if !self.object(semantics, &objects::SEMANTICS) {
            return Hints::default();
        }
        let safe = self.flag(semantics, "safe");
        Hints {
            read_only: safe,
            destructive: safe.filter(|safe| *safe).map(|_| false),
            idempotent: self.flag(semantics, "idempotent"),
            open_world: None,
        }
    }

    /// Makes the plans of all functions.
    pub(super) fn plan_functions(&mut self, exposed: &mut Exposed<'s>) {
        for index in 0..exposed.functions.list.len() {
            let Some(function) = exposed.functions.list.get(index) else {
                continue;
            };
            let (node, location) = (function.node, function.location);
            if let Some(reference) = node.get("ref") {
                let message = format!(
                    "the function `{}` refers to another one, which functions cannot",
                    function.name
                );
                let help = "write its `call` or its `steps` here";
                self.report_with(&rules::UNRESOLVED_REFERENCE, reference.location(), message, help);
                node.see_all();
                continue;
            }
            let mut scope = Scope::new(None, false);
            scope.inputs.are_declared = node.peek("inputParameters").is_some();
            self.declared_inputs(node, &objects::TOOL_INPUT, &mut scope.inputs);
            let planned = self.planned(node, location, scope, exposed);
            if let Some(function) = exposed.functions.list.get_mut(index) {
                function.planned = planned;
            }
        }
    }

    /// Reports functions that nothing refers to.
    pub(super) fn unused_functions(&mut self, functions: &Functions<'s>) {
        if self.is_shared {
            return;
        }
        for function in functions.list.iter().filter(|function| !function.is_used.get()) {
            let message = format!("nothing refers to the function `{}`", function.name);
            self.report(&rules::UNUSED_AGGREGATE, function.location, message);
        }
    }
}
