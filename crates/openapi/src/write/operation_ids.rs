//! The names of operations, which are unique in a document (OpenAPI 3.1.1, section 4.8.10.1).

use std::collections::{BTreeMap, BTreeSet};

use heck::ToLowerCamelCase;
use specwright_model::{Api, Method, Operation};

/// The `operationId`s of a document.
pub(super) struct OperationIds {
    by_key: BTreeMap<String, String>,
    /// The id that is written for each that the description has.
    by_original: BTreeMap<String, String>,
}

/// An operation, and what tells it from all others.
struct Keyed<'a> {
    key: String,
    operation: &'a Operation,
    /// Whether it gets a name where the description has none: operations that the API is called by.
    is_called: bool,
}

/// What tells an operation from all others: its method, and where it stands. `place` is a path, or what
/// [`webhook_place`] and [`callback_place`] give.
pub(super) fn key(place: &str, method: &Method) -> String {
    format!("{method} {place}")
}

/// The place of the operations of a webhook.
pub(super) fn webhook_place(name: &str) -> String {
    format!("webhook {name}")
}

/// The place of the operations of a callback of the operation with that key.
pub(super) fn callback_place(operation_key: &str, expression: &str) -> String {
    format!("callback {expression} of {operation_key}")
}

impl OperationIds {
    /// Keeps what a description says as far as it is unique and made of the characters of addresses; other operations
    /// are named after what they are called, or else after method and path.
    pub(super) fn of(api: &Api) -> Self {
        let all = all(api);
        let mut taken = BTreeSet::new();
        let mut ids = Self {
            by_key: BTreeMap::new(),
            by_original: BTreeMap::new(),
        };
        for keyed in &all {
            if let Some(id) = keyed.operation.id.as_ref().filter(|id| is_valid(id))
                && taken.insert(id.clone())
            {
                ids.add(keyed, id.clone());
            }
        }
        for keyed in &all {
            let has_name = keyed.is_called || keyed.operation.id.is_some();
            if has_name && !ids.by_key.contains_key(&keyed.key) {
                let id = unique(derived(keyed), &mut taken);
                ids.add(keyed, id);
            }
        }
        ids
    }

    fn add(&mut self, keyed: &Keyed<'_>, id: String) {
        if let Some(original) = &keyed.operation.id {
            self.by_original.entry(original.clone()).or_insert_with(|| id.clone());
        }
        self.by_key.insert(keyed.key.clone(), id);
    }

    /// The id of an operation by its [`key`].
    pub(super) fn get(&self, key: &str) -> Option<&str> {
        self.by_key.get(key).map(String::as_str)
    }

    /// The id that is written for one of the description, of which a link may speak.
    pub(super) fn written<'s>(&'s self, original: &'s str) -> &'s str {
        self.by_original.get(original).map_or(original, String::as_str)
    }
}

/// All operations, in the order in which they are written.
fn all(api: &Api) -> Vec<Keyed<'_>> {
    let mut all = Vec::new();
    for (resource, operation) in api.operations() {
        add_with_callbacks(&resource.path.to_string(), operation, true, &mut all);
    }
    for webhook in &api.webhooks {
        for operation in &webhook.operations {
            add_with_callbacks(&webhook_place(&webhook.name), operation, false, &mut all);
        }
    }
    all
}

fn add_with_callbacks<'a>(place: &str, operation: &'a Operation, is_called: bool, all: &mut Vec<Keyed<'a>>) {
    let outer = key(place, &operation.method);
    for callback in &operation.callbacks {
        let place = callback_place(&outer, &callback.expression);
        // Callbacks of callbacks are in no description that is read.
        all.extend(callback.operations.iter().map(|operation| Keyed {
            key: key(&place, &operation.method),
            operation,
            is_called: false,
        }));
    }
    all.push(Keyed {
        key: outer,
        operation,
        is_called,
    });
}

/// Whether an id can stand in an address as it is, as the fragments of documentation pages and links have it (RFC 3986,
/// section 2; percent-encoding would make two spellings of one id).
fn is_valid(id: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=".contains(&byte);
    !id.is_empty() && id.bytes().all(fits)
}

fn derived(keyed: &Keyed<'_>) -> String {
    let name = keyed.operation.id.as_deref().map(camel).unwrap_or_default();
    if name.is_empty() {
        camel(&format!(
            "{} {}",
            keyed.operation.method.as_str().to_ascii_lowercase(),
            place_of(&keyed.key)
        ))
    } else {
        name
    }
}

/// The place in a key.
fn place_of(key: &str) -> &str {
    key.split_once(' ').map_or(key, |(_, place)| place)
}

/// A text as one word, of ASCII letters and digits.
fn camel(text: &str) -> String {
    let words: String = text
        .chars()
        .map(|it| if it.is_ascii_alphanumeric() { it } else { ' ' })
        .collect();
    words.to_lower_camel_case()
}

fn unique(name: String, taken: &mut BTreeSet<String>) -> String {
    let mut free = name.clone();
    let mut number = 2;
    while !taken.insert(free.clone()) {
        free = format!("{name}{number}");
        number += 1;
    }
    free
}
