//! Finding an entry in a list.

use std::collections::HashMap;

use super::evaluate::select;
use super::plan::Selector;
use crate::json::Value;
use crate::parameter::text_of_leaf;

/// Finds the first entry whose `field` is `value`, and takes `outputs` from it; for an array, the
/// entries of all its items.
pub(super) fn look_up(
    entries: Option<Value>,
    field: &[Selector],
    value: Option<Value>,
    outputs: &[(&str, &[Selector])],
) -> Option<Value> {
    let entries = list(entries?)?;
    // Each entry is looked at once, however many values are looked for.
    let mut places: HashMap<String, &Value> = HashMap::new();
    for entry in &entries {
        if let Some(text) = select(entry, field).and_then(|found| comparable(&found)) {
            places.entry(text).or_insert(entry);
        }
    }
    let find = |value: &Value| {
        let entry = places.get(&comparable(value)?)?;
        Some(outputs_of(entry, outputs))
    };
    match value? {
        Value::Array(values) => Some(Value::Array(values.iter().filter_map(find).collect())),
        value => find(&value),
    }
}

fn outputs_of(entry: &Value, outputs: &[(&str, &[Selector])]) -> Value {
    if outputs.is_empty() {
        return entry.clone();
    }
    let output = |(name, path): &(&str, &[Selector])| Some(((*name).to_owned(), select(entry, path)?));
    Value::Object(outputs.iter().filter_map(output).collect())
}

/// The list: an array, or the one array in an object, as lists that come in pages have it.
fn list(value: Value) -> Option<Vec<Value>> {
    match value {
        Value::Array(items) => Some(items),
        Value::Object(properties) => {
            let mut arrays = properties.into_iter().filter_map(|(_, value)| match value {
                Value::Array(items) => Some(items),
                _ => None,
            });
            arrays.next().filter(|_| arrays.next().is_none())
        }
        _ => None,
    }
}

/// The text by which values are compared; `None` for what equals nothing. A scalar equals its text,
/// since inputs of a URL are texts.
fn comparable(value: &Value) -> Option<String> {
    match value {
        Value::Null | Value::Array(_) | Value::Object(_) => None,
        scalar => Some(text_of_leaf(scalar)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::parse;

    #[track_caller]
    fn check(entries: &str, value: &str, outputs: &[(&str, &[Selector])], expected: Option<&str>) {
        let parsed = |text: &str| parse(text.as_bytes()).ok();
        let found = look_up(parsed(entries), &[Selector::Name("email")], parsed(value), outputs);
        assert_eq!(found.map(|value| value.to_string()).as_deref(), expected);
    }

    #[test]
    fn the_first_entry_that_fits_is_found() {
        let users = r#"[{"email":"a","id":1},{"email":"b","id":2},{"email":"b","id":3},4]"#;
        check(users, "\"b\"", &[], Some(r#"{"email":"b","id":2}"#));
        let outputs: &[(&str, &[Selector])] = &[("user", &[Selector::Name("id")]), ("gone", &[Selector::Name("gone")])];
        check(users, "\"b\"", outputs, Some(r#"{"user":2}"#));
        check(users, "\"c\"", &[], None);
        check(users, "null", &[], None);
        check(users, r#"["b", "x", "a"]"#, outputs, Some(r#"[{"user":2},{"user":1}]"#));
        check(users, "[]", &[], Some("[]"));
    }

    #[test]
    fn a_page_of_a_list_is_a_list() {
        check(
            r#"{"total": 1, "users": [{"email": 7}]}"#,
            "\"7\"",
            &[],
            Some(r#"{"email":7}"#),
        );
        check(r#"{"a": [{"email": 7}], "b": []}"#, "7", &[], None);
        check("7", "7", &[], None);
        check(r#"[{"email": null}]"#, "null", &[], None);
    }
}
