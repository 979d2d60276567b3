//! Features of a generated crate: one for each group, where the layout has them.

use proc_macro2::TokenStream;
use specwright_rust::{Group, Plan, WEBHOOKS_FEATURE};

/// The features of the manifest: names, what each turns on, and whether it is on by default.
pub(crate) fn manifest(plan: &Plan) -> Vec<(String, Vec<String>, bool)> {
    let mut features = Vec::new();
    if plan.layout.features {
        let mut names: Vec<String> = plan.groups.iter().map(|group| group.feature.clone()).collect();
        let is_webhooks = |feature: &String| feature == WEBHOOKS_FEATURE;
        if plan
            .types
            .iter()
            .any(|(_, definition)| definition.features.iter().any(is_webhooks))
        {
            names.push(WEBHOOKS_FEATURE.to_owned());
        }
        features.push(("full".to_owned(), names.clone(), true));
        features.extend(names.into_iter().map(|name| (name, Vec::new(), false)));
    }
    let of_runtime = |name: &str| vec![format!("specwright-runtime/{name}")];
    features.push(("rustls".to_owned(), of_runtime("rustls"), true));
    features.push(("serde".to_owned(), of_runtime("serde"), false));
    features
}

/// The attribute with which an item of a group is compiled; nothing where the layout has no features.
pub(crate) fn condition(plan: &Plan, group: &Group) -> TokenStream {
    if plan.layout.features {
        specwright_target::condition(std::slice::from_ref(&group.feature))
    } else {
        TokenStream::new()
    }
}
