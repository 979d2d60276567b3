//! Which keys were looked at.

use specwright_diagnostics::Location;
use specwright_source::Node;

use super::View;

impl<'s> View<'s> {
    /// Marks everything below the value as seen, in the files that it includes as well: for values that are taken as
    /// they are, or knowingly not read.
    pub(crate) fn see_all(&self) {
        self.see_below(self.all_layers().filter_map(super::Layer::node).collect());
    }

    /// Marks everything below nodes as seen.
    pub(super) fn see_below(&self, mut pending: Vec<Node<'s>>) {
        pending.retain(|node| self.session.see_whole(*node));
        while let Some(node) = pending.pop() {
            pending.extend(node.items());
            pending.extend(node.entries().map(|entry| entry.value));
            pending.extend(self.included_root(node).filter(|root| self.session.see_whole(*root)));
        }
    }

    /// The root of the file that a node includes.
    fn included_root(&self, node: Node<'s>) -> Option<Node<'s>> {
        let target = node.as_text().filter(|_| node.tag() == Some("!include"))?;
        let file = self.session.resolve(node.location().file, target.trim()).ok()?;
        Some(self.session.sources.tree(file)?.root())
    }

    /// Marks a key as known to carry no meaning, with everything below it.
    pub(crate) fn ignore(&self, key: &str) {
        if let Some(value) = self.get(key) {
            value.see_all();
        }
    }

    /// Every key and every text below the value with its place, as written; nothing is marked as seen, and includes are
    /// not followed.
    pub(crate) fn texts_below(&self) -> Vec<(String, Location)> {
        let mut pending: Vec<Node<'s>> = self.all_layers().filter_map(super::Layer::node).collect();
        let mut found = Vec::new();
        while let Some(node) = pending.pop() {
            if let Some(text) = node.as_str() {
                found.push((text.to_owned(), node.location()));
            }
            pending.extend(node.items());
            for entry in node.peek_entries() {
                found.push((entry.key.to_owned(), entry.key_location));
                pending.push(entry.value);
            }
        }
        found
    }

    /// Whether both hold the same, the order of keys aside; nothing is marked as seen.
    pub(crate) fn is_same_value(&self, other: &Self) -> bool {
        // The depth of documents is limited, so that this cannot exhaust the stack.
        fn is_same(a: Node<'_>, b: Node<'_>) -> bool {
            let scalars = a.kind() == b.kind() && a.tag() == b.tag() && a.len() == b.len();
            scalars
                && a.items().zip(b.items()).all(|(a, b)| is_same(a, b))
                && a.peek_entries()
                    .all(|entry| b.peek(entry.key).is_some_and(|value| is_same(entry.value, value)))
        }
        match (self.strongest.node(), other.strongest.node()) {
            (Some(a), Some(b)) => is_same(a, b),
            _ => self.kind() == other.kind(),
        }
    }
}
