//! What older drafts of JSON Schema write in another way, where schemas may be in any of them. Draft 3 says in the
//! schema of a property that it is required (section 5.7), and has `divisibleBy` (5.24) and `extends` (5.26); drafts 3
//! and 4 have `id` (5.27; draft 4 core, section 7.2).

use specwright_diagnostics::Diagnostic;
use specwright_model::Number;
use specwright_source::{Kind, Node};

use crate::reader::{Reader, place};
use crate::rules;

impl<'s> Reader<'s> {
    /// Marks as read what means nothing to a schema itself: its address, and that the object around it must have it.
    pub(super) fn ignore_older_keywords(&mut self, node: Node<'s>) {
        if !self.reads_all_drafts {
            return;
        }
        let is_text = |value: Node<'s>| value.as_str().is_some();
        if node.peek("id").is_some_and(is_text) {
            node.ignore("id");
        }
        if asks_for_itself(node).is_some() {
            node.ignore("required");
        }
    }

    /// The names of the properties that an object must have.
    pub(super) fn required(&mut self, node: Node<'s>) -> Vec<String> {
        if !self.reads_all_drafts {
            return self.texts(node, "required");
        }
        let mut names = match asks_for_itself(node) {
            Some(_) => Vec::new(),
            None => self.texts(node, "required"),
        };
        let properties = node.peek("properties").into_iter().flat_map(Node::peek_entries);
        let required = properties.filter(|property| asks_for_itself(property.value) == Some(true));
        names.extend(required.map(|property| property.key.to_owned()));
        names
    }

    /// What a number must be a multiple of.
    pub(super) fn multiple(&mut self, node: Node<'s>) -> Option<Number> {
        let multiple = self.bound(node, "multipleOf");
        if multiple.is_some() || !self.reads_all_drafts {
            return multiple;
        }
        self.bound(node, "divisibleBy")
    }

    /// The schemas that a schema extends.
    pub(super) fn extended(&mut self, node: Node<'s>) -> Vec<Node<'s>> {
        let extends = node.peek("extends").filter(|_| self.reads_all_drafts);
        match extends.map(Node::kind) {
            Some(Kind::Mapping) => node.get("extends").into_iter().collect(),
            Some(Kind::Sequence) => self.items(node, "extends"),
            _ => Vec::new(),
        }
    }

    /// Reports a schema among the types of a schema (draft 3, section 5.1).
    pub(super) fn unsupported_variant(&mut self, node: Node<'s>) {
        let message = "a schema among the types is not supported: any value is accepted";
        let diagnostic = Diagnostic::new(&rules::UNSUPPORTED, place(node), message);
        self.report(diagnostic.help("write `anyOf` with a schema for each type"));
        node.see_all();
    }
}

/// What the schema of a property says of whether the object must have it.
fn asks_for_itself(node: Node<'_>) -> Option<bool> {
    node.peek("required")?.as_bool()
}
