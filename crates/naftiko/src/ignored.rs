//! Keys that are known to carry no meaning for code, with the reason. Whatever is neither read nor listed here is
//! reported.

use specwright_source::Node;

use crate::objects::{self, ObjectType};

/// The object, the key, and the reason.
type Ignored = (&'static ObjectType, &'static str, &'static str);

static IGNORED: &[Ignored] = &[
    (&objects::INFO, "created", "for the authors of the document"),
    (&objects::INFO, "modified", "for the authors of the document"),
    (&objects::INFO, "stakeholders", "for the authors of the document"),
    (&objects::IMPORT, "description", "for the authors of the document"),
    (&objects::CONSUMED_RESOURCE, "tags", "for catalogues"),
    (&objects::CONSUMED_OPERATION, "tags", "for catalogues"),
    (&objects::EXPOSED_RESOURCE, "tags", "for catalogues"),
    (&objects::EXPOSED_OPERATION, "tags", "for catalogues"),
    (&objects::TOOL, "tags", "for catalogues"),
    (&objects::FUNCTION, "tags", "for catalogues"),
    (&objects::AGGREGATE, "label", "aggregates are taken apart"),
    (&objects::AGGREGATE, "display", "aggregates are taken apart"),
    (&objects::EXTERNAL_REFERENCE, "type", "the resolution says it"),
    (&objects::SEMANTICS, "cacheable", "nothing is kept"),
    (&objects::MCP, "ttlMs", "nothing is kept"),
    (&objects::MCP, "cacheScope", "nothing is kept"),
];

/// Marks the keys of an object that are passed over.
pub(crate) fn mark(node: Node<'_>, object: &'static ObjectType) {
    for (_, key, _) in IGNORED.iter().filter(|(owner, _, _)| *owner == object) {
        node.ignore(key);
    }
}
