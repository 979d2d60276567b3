//! References inside extensions and examples. They are taken from a description as they are, and may lead into files
//! and components that are not written; tools that look for `$ref` everywhere stumble over them.

use std::collections::BTreeSet;

use serde_json::Value;
use specwright_source::unescape_pointer;

/// Takes the references that lead to nothing in the document out of what holds them, and gives them. References that
/// the writer makes itself all lead to components.
pub(super) fn remove(document: &mut Value) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    collect(document, &mut all);
    all.retain(|reference| !resolves(document, reference));
    if !all.is_empty() {
        prune(document, &all);
    }
    all
}

/// The reference that a value consists of.
fn reference_of(value: &Value) -> Option<&str> {
    value.as_object()?.get("$ref")?.as_str()
}

fn collect(value: &Value, references: &mut BTreeSet<String>) {
    references.extend(reference_of(value).map(str::to_owned));
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, references)),
        Value::Object(members) => members.values().for_each(|member| collect(member, references)),
        _ => {}
    }
}

/// Whether a reference leads to something in the document (RFC 6901, section 6).
fn resolves(document: &Value, reference: &str) -> bool {
    let Some(pointer) = reference.strip_prefix('#') else {
        return false;
    };
    let mut steps = pointer.split('/').skip(1).map(unescape_pointer);
    let target = steps.try_fold(document, |value, step| match value {
        Value::Object(members) => members.get(&step),
        Value::Array(items) => items.get(step.parse::<usize>().ok()?),
        _ => None,
    });
    target.is_some()
}

fn prune(value: &mut Value, dangling: &BTreeSet<String>) {
    let stays = |value: &Value| reference_of(value).is_none_or(|reference| !dangling.contains(reference));
    match value {
        Value::Array(items) => {
            items.retain(stays);
            items.iter_mut().for_each(|item| prune(item, dangling));
        }
        Value::Object(members) => {
            members.retain(|_, member| stays(member));
            members.values_mut().for_each(|member| prune(member, dangling));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_what_leads_to_nothing_goes() {
        let mut document = json!({
            "x-samples": [{ "$ref": "curl.yml" }, { "lang": "sh" }, { "$ref": "#/components/examples/a" }],
            "x-hooks": { "here": { "$ref": "#/x-samples/0" }, "there": { "$ref": "#/paths/~1a/get" } },
            "paths": { "/a": { "get": {} } },
        });
        let removed = remove(&mut document);
        assert_eq!(
            removed.into_iter().collect::<Vec<_>>(),
            ["#/components/examples/a", "curl.yml"]
        );
        assert_eq!(document["x-samples"], json!([{ "lang": "sh" }]));
        assert_eq!(document.pointer("/x-hooks/there/$ref"), Some(&json!("#/paths/~1a/get")));
    }
}
