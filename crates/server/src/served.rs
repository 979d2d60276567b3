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
        routes.insert((
            operation.method.clone(),
            shape.unwrap_or_else(|_| operation.path.clone()),
        ))
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

#[cfg(test)]
mod tests {
    use specwright_model::{Api, Method, Operation, Resource};

    use super::*;

    /// The paths that are served of an API with a GET operation on each of `paths`.
    fn check(paths: &[&str], expected: &[&str]) {
        let operation = Operation {
            method: Method::new("GET"),
            ..Operation::default()
        };
        let resources = paths.iter().map(|path| Resource {
            path: PathTemplate::parse(path).unwrap_or_default(),
            operations: vec![operation.clone()],
            ..Resource::default()
        });
        let api = Api {
            resources: resources.collect(),
            ..Api::default()
        };
        let (plan, _) = specwright_rust::plan(&api);
        let served = served(&plan);
        let paths: Vec<&str> = served.operations.iter().map(|it| it.path.as_str()).collect();
        assert_eq!(paths, expected);
    }

    #[test]
    fn of_two_operations_on_one_route_the_first_is_served() {
        check(
            &["/roles/{user}", "/roles/{group}", "/roles", "/roles/{user}/x"],
            &["/roles/{user}", "/roles", "/roles/{user}/x"],
        );
        check(&["/a", "/b"], &["/a", "/b"]);
    }
}
