//! Which files a document refers to.

use specwright_source::{Node, Reference, ReferenceBase, ReferenceKind, split_fragment};

use crate::view::is_yaml;

/// Adds what a document includes and, if it `is_raml` by its first line, its libraries and what it extends.
///
/// Included JSON is read as a tree, since schemas refer to other files in turn, but for what stands as an example: that
/// is text, which need not be well-formed.
pub(crate) fn collect(root: Node<'_>, is_raml: bool, found: &mut Vec<Reference>) {
    if let Some(extended) = root.peek("extends").and_then(Node::as_str).filter(|_| is_raml) {
        push(extended, ReferenceKind::Document, found);
    }
    let mut pending = vec![(root, false)];
    while let Some((node, is_example)) = pending.pop() {
        if node.tag() == Some("!include") {
            let path = split_fragment(node.as_text().unwrap_or_default().trim()).0;
            let kind = if is_yaml(path) || (is_json(path) && !is_example) {
                ReferenceKind::Part
            } else {
                ReferenceKind::Text
            };
            push(path, kind, found);
        }
        pending.extend(node.items().map(|item| (item, is_example)));
        for entry in node.peek_entries() {
            if is_raml && entry.key == "uses" {
                let libraries = entry.value.peek_entries();
                for path in libraries.filter_map(|library| library.value.as_str()) {
                    push(path, ReferenceKind::Part, found);
                }
            }
            let is_example = is_example || matches!(entry.key, "example" | "examples");
            pending.push((entry.value, is_example));
        }
    }
}

/// Whether a file of this name is most likely JSON.
fn is_json(path: &str) -> bool {
    let extension = path
        .rsplit_once('.')
        .map(|(_, extension)| extension.to_ascii_lowercase());
    matches!(extension.as_deref(), Some("json" | "schema" | "jsonschema"))
}

fn push(path: &str, kind: ReferenceKind, found: &mut Vec<Reference>) {
    let (base, path) = match from_entry(path) {
        Some(path) => (ReferenceBase::Entry, path),
        None => (ReferenceBase::File, path),
    };
    if !path.is_empty() {
        let target = path.to_owned();
        found.push(Reference { target, kind, base });
    }
}

/// The path of an include that leads from the folder of the entry document: one that begins with a single slash (RAML
/// 1.0, "Includes").
pub(crate) fn from_entry(path: &str) -> Option<&str> {
    path.strip_prefix('/').filter(|path| !path.starts_with('/'))
}
