//! `unevaluatedProperties` and `unevaluatedItems` (JSON Schema 2020-12 core, section 11).
//!
//! Where a schema and all that it is made of by `allOf` and `$ref` describe the same properties whatever the value is,
//! these two say of the whole what `additionalProperties` and `items` say, and are lowered as those are. Elsewhere they
//! depend on which variant fits, and are reported as unsupported.

use std::collections::BTreeSet;

use specwright_source::{Kind, Node};

use crate::reader::Reader;

/// Keywords by which a schema describes a property or an item of some values and not of others.
const CONDITIONAL: [&str; 8] = [
    "oneOf",
    "anyOf",
    "if",
    "not",
    "contains",
    "dependentSchemas",
    "$dynamicRef",
    "discriminator",
];

/// Over how many schemas this is followed.
const SCHEMAS_LIMIT: usize = 100;

impl<'s> Reader<'s> {
    /// Whether what a schema leaves unevaluated does not depend on the value.
    pub(super) fn evaluates_alone(&self, node: Node<'s>) -> bool {
        let mut visited = BTreeSet::new();
        let mut pending = vec![node];
        while let Some(node) = pending.pop() {
            if !visited.insert(node.identity()) {
                continue;
            }
            let is_conditional = CONDITIONAL.iter().any(|key| node.peek(key).is_some());
            if is_conditional || visited.len() > SCHEMAS_LIMIT {
                return false;
            }
            pending.extend(node.peek("allOf").into_iter().flat_map(Node::items));
            if let Some(reference) = node.peek("$ref")
                && let Some(text) = reference.as_str()
            {
                pending.extend(self.try_locate(text, reference.location()));
            }
        }
        true
    }

    /// Passes over both where they have no effect: where they allow everything, and beside what evaluates everything.
    /// Gives those that are to be reported.
    pub(super) fn lost_unevaluated(&self, node: Node<'s>) -> Vec<&'static str> {
        let mut lost = Vec::new();
        for (key, complete) in [
            ("unevaluatedProperties", "additionalProperties"),
            ("unevaluatedItems", "items"),
        ] {
            let Some(value) = node.peek(key) else { continue };
            if value.kind() == Kind::Boolean(true) || node.peek(complete).is_some() {
                node.ignore(key);
            } else if !self.evaluates_alone(node) {
                lost.push(key);
            }
        }
        lost
    }
}
