//! Keywords of JSON Schema that have no place in the model: reported with what is lost.

use specwright_source::Node;

use super::accepts_nothing;
use crate::reader::Reader;

const VALIDATION_ONLY: &str = "values are not checked against it";

/// The keyword and what is lost without it.
const UNSUPPORTED: [(&str, &str); 14] = [
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
    ("contentSchema", "the text is not decoded"),
    ("$recursiveRef", "any value is accepted in its place"),
    (
        "$recursiveAnchor",
        "references to it that depend on their context are read as any value",
    ),
];

impl<'s> Reader<'s> {
    pub(crate) fn report_unsupported(&mut self, node: Node<'s>) {
        for key in self.lost_unevaluated(node) {
            self.unsupported(node, key, VALIDATION_ONLY);
        }
        if accepts_nothing(node) {
            node.ignore("not");
        }
        let is_read = |key: &str| key == "not" && accepts_nothing(node);
        if self.reads_all_drafts {
            self.unsupported(node, "disallow", VALIDATION_ONLY);
        }
        for (key, consequence) in UNSUPPORTED.into_iter().filter(|(key, _)| !is_read(key)) {
            self.unsupported(node, key, consequence);
        }
    }
}
