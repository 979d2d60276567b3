//! Which operations a server has routes for.

use std::borrow::Cow;
use std::collections::HashSet;

use specwright_rust::Plan;

/// The plan without the operations that no request reaches.
pub(crate) fn served(plan: &Plan) -> Cow<'_, Plan> {
    let shadowed: HashSet<String> = plan.shadowed().iter().map(|(it, _)| it.name.clone()).collect();
    if shadowed.is_empty() {
        return Cow::Borrowed(plan);
    }
    let mut plan = plan.clone();
    plan.operations.retain(|operation| !shadowed.contains(&operation.name));
    Cow::Owned(plan)
}

#[cfg(test)]
mod tests {
    use specwright_model::{Api, Method, Operation, PathTemplate, Resource};

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
