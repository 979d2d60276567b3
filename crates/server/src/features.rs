//! Features of a generated crate: one for each group, where the layout has them.

use specwright_rust::{Plan, WEBHOOKS_FEATURE};

/// The features of the manifest: names, what each turns on, and whether it is on by default.
pub(crate) fn manifest(plan: &Plan) -> Vec<(String, Vec<String>, bool)> {
    let serde = ("serde".to_owned(), vec!["specwright-runtime/serde".to_owned()], false);
    if !plan.layout.features {
        return vec![serde];
    }
    let mut names: Vec<String> = plan.groups.iter().map(|group| group.feature.clone()).collect();
    if !plan.webhooks.is_empty() {
        names.push(WEBHOOKS_FEATURE.to_owned());
    }
    let mut features = vec![("full".to_owned(), names.clone(), true)];
    features.extend(names.into_iter().map(|name| (name, Vec::new(), false)));
    features.push(serde);
    features
}
