//! Traits and resource types that nothing applies: what stands in them is read but for what depends on the values of
//! parameters, which nobody knows.

use specwright_source::{Entry, Node};

use super::layer::Layer;
use super::template::has_parameters;
use super::{View, is_annotation};

/// The keys that only declarations of types have. Of these a part says nothing: without its type, a facet or an example
/// may be right or wrong.
const DECLARATION: [&str; 8] = [
    "type",
    "schema",
    "properties",
    "items",
    "example",
    "examples",
    "enum",
    "default",
];

impl<'s> View<'s> {
    /// Whether the values of parameters are not known here.
    pub(crate) fn is_open(&self) -> bool {
        self.strongest.is_open()
    }

    /// Marks as seen all that depends on parameters whose values are not known.
    pub(crate) fn see_hidden(&self) {
        for layer in self.all_layers().filter(|layer| layer.is_open()) {
            let mut pending: Vec<Node<'s>> = layer.node().into_iter().collect();
            while let Some(node) = pending.pop() {
                pending.extend(node.items());
                for entry in node.peek_entries() {
                    if layer.hides_entry(&entry) {
                        // Any other key is one that the reader looks for, or means nothing.
                        if has_parameters(entry.key) || is_annotation(entry.key) {
                            node.get(entry.key);
                        }
                        self.see_below(vec![entry.value]);
                    } else {
                        pending.push(entry.value);
                    }
                }
            }
        }
    }
}

impl<'s> Layer<'s> {
    pub(super) fn is_open(&self) -> bool {
        self.bindings.as_ref().is_some_and(|bindings| bindings.is_open())
    }

    /// Whether a member of the layer depends on parameters whose values are not known.
    pub(super) fn hides_entry(&self, entry: &Entry<'_>) -> bool {
        self.is_open()
            && (has_parameters(entry.key)
                || depends_on_parameters(entry.value)
                || (is_annotation(entry.key) && has_parameters_below(entry.value)))
    }

    /// Whether an item of the layer depends on parameters whose values are not known.
    pub(super) fn hides(&self, item: Node<'_>) -> bool {
        self.is_open() && depends_on_parameters(item)
    }
}

fn depends_on_parameters(node: Node<'_>) -> bool {
    if let Some(text) = node.as_str() {
        return has_parameters(text);
    }
    let is_declaration = node.peek_entries().any(|entry| DECLARATION.contains(&entry.key));
    is_declaration && has_parameters_below(node)
}

/// Whether a parameter stands in a node, what is only for people aside.
fn has_parameters_below(node: Node<'_>) -> bool {
    let mut pending = vec![node];
    while let Some(node) = pending.pop() {
        if node.as_str().is_some_and(has_parameters) {
            return true;
        }
        pending.extend(node.items());
        for entry in node.peek_entries() {
            if has_parameters(entry.key) {
                return true;
            }
            if !matches!(entry.key, "description" | "displayName") {
                pending.push(entry.value);
            }
        }
    }
    false
}
