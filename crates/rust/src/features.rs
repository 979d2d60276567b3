//! With which features types are compiled.

use crate::{
    finish::{named, parts, received_types, sent_types},
    layout::Group,
    operations::OperationPlan,
    types::{TypeId, Types},
};

/// The feature with which webhooks are compiled, and types that they alone hold.
pub const WEBHOOKS_FEATURE: &str = "webhooks";

/// A type that more features than this use is compiled always: few builds would be without it.
const MOST_FEATURES: usize = 6;

/// Says with which features each type is compiled: those of the groups whose operations hold it. A type that no
/// operation holds is compiled always, and so is all that such a type holds.
pub(crate) fn mark(types: &mut Types, groups: &[Group], operations: &[OperationPlan], webhooks: &[OperationPlan]) {
    // One bit for each group, and one for the webhooks.
    let count = groups.len() + 1;
    let mut users: Vec<Vec<bool>> = vec![vec![false; count]; types.ids().count()];
    let mut work: Vec<(TypeId, usize)> = Vec::new();
    let numbered = operations.iter().map(|operation| (operation, operation.group));
    for (operation, group) in numbered.chain(webhooks.iter().map(|webhook| (webhook, groups.len()))) {
        sent_types(operation, &mut |id| work.push((id, group)));
        received_types(operation, &mut |id| work.push((id, group)));
    }
    spread(types, &mut users, work);
    let unused = types
        .ids()
        .filter(|id| users.get(id.0).is_some_and(|users| !users.contains(&true)));
    let everywhere = unused.flat_map(|id| (0..count).map(move |group| (id, group))).collect();
    spread(types, &mut users, everywhere);
    for id in types.ids() {
        let used = users
            .get(id.0)
            .into_iter()
            .flatten()
            .enumerate()
            .filter(|(_, used)| **used);
        let used: Vec<usize> = used.map(|(group, _)| group).collect();
        if let Some(definition) = types.get_mut(id)
            && used.len() <= MOST_FEATURES.min(count - 1)
        {
            let name = |group: usize| {
                groups
                    .get(group)
                    .map_or(WEBHOOKS_FEATURE, |group| &group.feature)
                    .to_owned()
            };
            definition.features = used.into_iter().map(name).collect();
        }
    }
}

/// Marks what `work` names, and all that it holds, as used by the groups beside it.
fn spread(types: &Types, users: &mut [Vec<bool>], mut work: Vec<(TypeId, usize)>) {
    while let Some((id, group)) = work.pop() {
        let Some(used) = users.get_mut(id.0).and_then(|users| users.get_mut(group)) else {
            continue;
        };
        if std::mem::replace(used, true) {
            continue;
        }
        for part in types.get(id).into_iter().flat_map(|definition| parts(&definition.kind)) {
            named(part, &mut |id| work.push((id, group)));
        }
    }
}
