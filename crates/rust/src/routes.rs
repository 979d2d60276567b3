//! Operations that no request reaches on a server, since another one has the same route.

use std::collections::HashMap;

use specwright_diagnostics::{Diagnostic, Diagnostics};
use specwright_model::PathTemplate;

use crate::{OperationPlan, Plan, rules};

impl Plan {
    /// The operations that have no route of their own on a server, each with the one that answers instead: of two of
    /// one method whose paths differ in the names of variables alone, the first one answers.
    pub fn shadowed(&self) -> Vec<(&OperationPlan, &OperationPlan)> {
        let mut routes: HashMap<(&str, String), &OperationPlan> = HashMap::new();
        let mut shadowed = Vec::new();
        for operation in &self.operations {
            let shape = PathTemplate::parse(&operation.path).map(|path| path.shape());
            let route = (
                operation.method.as_str(),
                shape.unwrap_or_else(|_| operation.path.clone()),
            );
            let first = *routes.entry(route).or_insert(operation);
            if !std::ptr::eq(first, operation) {
                shadowed.push((operation, first));
            }
        }
        shadowed
    }

    /// Says of each shadowed operation that a server does without it.
    pub fn shadowed_findings(&self) -> Diagnostics {
        let mut findings = Diagnostics::new();
        for (operation, first) in self.shadowed() {
            let message = format!(
                "the server leaves out the operation `{}`: `{}` matches the same paths as `{}`, whose requests `{}` answers",
                operation.id, operation.path, first.path, first.id
            );
            let diagnostic = match operation.origin.location {
                Some(location) => Diagnostic::new(&rules::OPERATION_LEFT_OUT, location, message),
                None => Diagnostic::without_place(&rules::OPERATION_LEFT_OUT, message),
            };
            let diagnostic = match first.origin.location {
                Some(location) => diagnostic.related(location, "this operation answers"),
                None => diagnostic,
            };
            findings.push(diagnostic.help("give one of them another path or method; a client has both"));
        }
        findings
    }
}
