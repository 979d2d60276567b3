//! Keywords of JSON Schema that have no place in the model: reported with what is lost.

use specwright_source::{Kind, Node};

use crate::reader::Reader;

const VALIDATION_ONLY: &str = "values are not checked against it";

/// The keyword and what is lost without it.
const UNSUPPORTED: [(&str, &str); 18] = [
    ("not", VALIDATION_ONLY),
    ("if", VALIDATION_ONLY),
    ("then", VALIDATION_ONLY),
    ("else", VALIDATION_ONLY),
    ("dependentSchemas", VALIDATION_ONLY),
    ("dependentRequired", VALIDATION_ONLY),
    ("dependencies", VALIDATION_ONLY),
    ("contains", VALIDATION_ONLY),
    ("minContains", VALIDATION_ONLY),
    ("maxContains", VALIDATION_ONLY),
    ("propertyNames", VALIDATION_ONLY),
    ("unevaluatedItems", VALIDATION_ONLY),
    ("unevaluatedProperties", VALIDATION_ONLY),
    ("contentSchema", "the text is not decoded"),
    ("$dynamicRef", "any value is accepted in its place"),
    (
        "$dynamicAnchor",
        "references to it that depend on their context are read as any value",
    ),
    ("$recursiveRef", "any value is accepted in its place"),
    (
        "$recursiveAnchor",
        "references to it that depend on their context are read as any value",
    ),
];

impl<'s> Reader<'s> {
    pub(crate) fn report_unsupported(&mut self, node: Node<'s>) {
        // What allows everything loses nothing.
        for key in ["unevaluatedProperties", "unevaluatedItems"] {
            if node.peek(key).is_some_and(|value| value.kind() == Kind::Boolean(true)) {
                node.ignore(key);
            }
        }
        for (key, consequence) in UNSUPPORTED {
            if node.peek(key).is_some_and(|value| !self.is_read(value)) {
                self.unsupported(node, key, consequence);
            }
        }
    }

    fn is_read(&self, node: Node<'s>) -> bool {
        self.schema_ids.contains_key(&node.identity())
    }
}
