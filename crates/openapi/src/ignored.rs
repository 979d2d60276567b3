//! Keys that are known to carry no meaning for code, with the reason. Whatever is neither read nor listed here is
//! reported.

use specwright_source::Node;

use crate::objects::{self, ObjectType};

/// The object, the key, and the reason.
type Ignored = (&'static ObjectType, &'static str, &'static str);

static IGNORED: &[Ignored] = &[
    (
        &objects::DOCUMENT,
        "$self",
        "the address of the document; read beforehand, for references",
    ),
    (&objects::HEADER, "style", "headers have one style only"),
    (
        &objects::LINK,
        "server",
        "where the linked operation is served; the operation says so itself",
    ),
    (&objects::SCHEMA, "$comment", "for the authors of the document"),
    (
        &objects::SCHEMA,
        "$id",
        "the address of a schema; read beforehand, for references",
    ),
    (&objects::SCHEMA, "$anchor", "looked up where a reference names it"),
    (
        &objects::SCHEMA,
        "$dynamicAnchor",
        "looked up where a reference names it",
    ),
    (&objects::SCHEMA, "$vocabulary", "for dialects"),
    (
        &objects::SCHEMA,
        "xml",
        "how the value is written as XML; bodies of XML are passed through as text",
    ),
];

/// Marks the keys of an object that are passed over.
pub(crate) fn mark(node: Node<'_>, object: &'static ObjectType) {
    for (_, key, _) in IGNORED.iter().filter(|(owner, _, _)| *owner == object) {
        node.ignore(key);
    }
}
