//! Which operations a server has routes for.

use std::borrow::Cow;
use std::collections::HashSet;

use specwright_model::PathTemplate;
use specwright_rust::{OperationPlan, Plan};

/// The plan without the operations that no request reaches: of two of one method whose paths differ in the names of
/// variables alone, the first one answers.
pub(crate) fn served(plan: &Plan) -> Cow<'_, Plan> {
    let mut routes = HashSet::new();
    let mut is_first = |operation: &OperationPlan| {
        let shape = PathTemplate::parse(&operation.path).map(|path| path.shape());
        routes.insert((operation.method.clone(), shape.unwrap_or_else(|_| operation.path.clone())))
    };
    let reached: Vec<bool> = plan.operations.iter().map(&mut is_first).collect();
    if reached.iter().all(|reached| *reached) {
        return Cow::Borrowed(plan);
    }
    let mut plan = plan.clone();
    let mut reached = reached.into_iter();
    plan.operations.retain(|_| reached.next().unwrap_or(true));
    Cow::Owned(plan)
}
