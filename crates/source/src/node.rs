//! A handle of one node of a tree.

use std::sync::PoisonError;

use serde_json::Value;
use specwright_diagnostics::Location;

use crate::number;
use crate::pointer::{self, PointerProblem};
use crate::tree::{Content, NodeId, Tree};

/// One node of a document. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Node<'s> {
    tree: &'s Tree,
    id: NodeId,
}

/// What a node holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind<'s> {
    /// Nothing: `null`, `~`, or no text at all.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A number, as it is written.
    Number(&'s str),
    /// A string, unescaped.
    String(&'s str),
    /// A sequence: see [`Node::items`].
    Sequence,
    /// A mapping: see [`Node::get`] and [`Node::entries`].
    Mapping,
}

/// One member of a mapping.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'s> {
    /// The key; keys that are no strings (`200:`, `true:`) are the text as it is written.
    pub key: &'s str,
    /// Where the key is written.
    pub key_location: Location,
    /// The value.
    pub value: Node<'s>,
}

impl PartialEq for Node<'_> {
    /// Whether both are the same node of the same file, not whether they hold the same.
    fn eq(&self, other: &Self) -> bool {
        self.identity() == other.identity()
    }
}

impl Eq for Node<'_> {}

impl std::fmt::Debug for Node<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Node({}, {:?})", self.id.0, self.kind())
    }
}

impl<'s> Node<'s> {
    pub(crate) fn new(tree: &'s Tree, id: NodeId) -> Self {
        Self { tree, id }
    }

    /// The document that the node belongs to.
    pub fn tree(self) -> &'s Tree {
        self.tree
    }

    /// A key that tells this node from all others of a run: the file, and the node's number in it.
    pub fn identity(self) -> (specwright_diagnostics::FileId, u32) {
        (self.tree.file, self.id.0)
    }

    /// What the node holds.
    pub fn kind(self) -> Kind<'s> {
        match self.tree.content(self.id) {
            Content::Null => Kind::Null,
            Content::Boolean(value) => Kind::Boolean(value),
            Content::Number(text) => Kind::Number(self.tree.resolve(text)),
            Content::String(text) => Kind::String(self.tree.resolve(text)),
            Content::Sequence(_) => Kind::Sequence,
            Content::Mapping(_) => Kind::Mapping,
        }
    }

    /// Where the node is written; for a node behind an alias, where its anchor stands.
    pub fn location(self) -> Location {
        self.tree.location(self.id)
    }

    /// The YAML tag as it is written, such as `!include`; tags of the core schema (`!!str`) are applied instead.
    pub fn tag(self) -> Option<&'s str> {
        self.tree.tags.get(&self.id).map(|tag| &**tag)
    }

    /// What the node is, in words for a message: `a string`, `a mapping`.
    pub fn describe(self) -> &'static str {
        match self.kind() {
            Kind::Null => "null",
            Kind::Boolean(_) => "a boolean",
            Kind::Number(_) => "a number",
            Kind::String(_) => "a string",
            Kind::Sequence => "a sequence",
            Kind::Mapping => "a mapping",
        }
    }

    /// The value of a mapping's key, which is marked as seen. `None` for an absent key and for other kinds.
    pub fn get(self, key: &str) -> Option<Node<'s>> {
        Some(self.entry(key)?.value)
    }

    /// A mapping's member by its key, which is marked as seen.
    pub fn entry(self, key: &str) -> Option<Entry<'s>> {
        let index = self.find(key)?;
        self.tree.mark_seen(index);
        self.tree.members.get(index).map(|member| self.tree.make_entry(member))
    }

    /// The value of a mapping's key, not marked as seen.
    pub fn peek(self, key: &str) -> Option<Node<'s>> {
        let member = self.tree.members.get(self.find(key)?)?;
        Some(Node::new(self.tree, member.value))
    }

    /// The members of a mapping in the order in which they are written, each marked as seen when it is reached.
    /// Nothing for other kinds.
    pub fn entries(self) -> impl Iterator<Item = Entry<'s>> {
        let range = match self.tree.content(self.id) {
            Content::Mapping(range) => range,
            _ => specwright_diagnostics::Span::default(),
        };
        let members = self.tree.member_slice(range);
        range.range().zip(members).map(move |(index, member)| {
            self.tree.mark_seen(index);
            self.tree.make_entry(member)
        })
    }

    /// The members of a mapping in the order in which they are written, not marked as seen.
    pub fn peek_entries(self) -> impl Iterator<Item = Entry<'s>> {
        let members = match self.tree.content(self.id) {
            Content::Mapping(range) => self.tree.member_slice(range),
            _ => &[],
        };
        members.iter().map(move |member| self.tree.make_entry(member))
    }

    /// The items of a sequence; nothing for other kinds.
    pub fn items(self) -> impl Iterator<Item = Node<'s>> {
        let items = match self.tree.content(self.id) {
            Content::Sequence(range) => self.tree.item_slice(range),
            _ => &[],
        };
        items.iter().map(move |id| Node::new(self.tree, *id))
    }

    /// How many items or members the node has; 0 for scalars.
    pub fn len(self) -> usize {
        match self.tree.content(self.id) {
            Content::Sequence(range) | Content::Mapping(range) => range.range().len(),
            _ => 0,
        }
    }

    /// Whether the node has no items and no members.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Marks a key as known to carry no meaning, with everything below it.
    pub fn ignore(self, key: &str) {
        if let Some(value) = self.get(key) {
            value.see_all();
        }
    }

    /// Marks everything below the node as seen: for values that a reader takes as they are.
    pub fn see_all(self) {
        let mut pending = vec![self];
        while let Some(node) = pending.pop() {
            pending.extend(node.items());
            pending.extend(node.entries().map(|entry| entry.value));
        }
    }

    /// Says that a reader begins here, so that [`Tree::unseen`] looks below this node.
    pub fn mark_root(self) {
        let mut entered = self.tree.entered.lock().unwrap_or_else(PoisonError::into_inner);
        entered.insert(self.id);
    }

    /// The node as a JSON value, everything below it marked as seen. Numbers beyond 64 bits become the nearest
    /// `f64`; those beyond that, and `.inf` and `.nan`, become strings.
    pub fn to_value(self) -> Value {
        // The depth of a document is limited, so that this cannot exhaust the stack.
        match self.kind() {
            Kind::Null => Value::Null,
            Kind::Boolean(value) => Value::Bool(value),
            Kind::Number(text) => number::to_json(text),
            Kind::String(text) => Value::String(text.to_owned()),
            Kind::Sequence => self.items().map(Node::to_value).collect(),
            Kind::Mapping => {
                let members = self.entries();
                members
                    .map(|entry| (entry.key.to_owned(), entry.value.to_value()))
                    .collect()
            }
        }
    }

    /// The node that a JSON pointer (RFC 6901) leads to from here, such as `/components/schemas/Pet`; percent
    /// escapes are decoded, as in a fragment. The keys on the way are marked as seen.
    ///
    /// # Errors
    /// Says at which step the pointer fails.
    pub fn pointer(self, pointer: &str) -> Result<Node<'s>, PointerProblem<'s>> {
        pointer::follow(self, pointer)
    }

    /// The text of a string.
    pub fn as_str(self) -> Option<&'s str> {
        match self.kind() {
            Kind::String(text) => Some(text),
            _ => None,
        }
    }

    /// The text of any scalar but null: strings unescaped, numbers and booleans as they are written.
    pub fn as_text(self) -> Option<&'s str> {
        match self.kind() {
            Kind::String(text) | Kind::Number(text) => Some(text),
            Kind::Boolean(true) => Some("true"),
            Kind::Boolean(false) => Some("false"),
            _ => None,
        }
    }

    /// The value of a boolean.
    pub fn as_bool(self) -> Option<bool> {
        match self.kind() {
            Kind::Boolean(value) => Some(value),
            _ => None,
        }
    }

    /// The value of an integer that is not negative and fits; `3.0` is an integer too.
    pub fn as_u64(self) -> Option<u64> {
        u64::try_from(self.as_i128()?).ok()
    }

    /// The value of an integer that fits; `3.0` is an integer too.
    pub fn as_i64(self) -> Option<i64> {
        i64::try_from(self.as_i128()?).ok()
    }

    /// The value of an integer that fits; `3.0` and `1e3` are integers too.
    pub fn as_i128(self) -> Option<i128> {
        match self.kind() {
            Kind::Number(text) => number::to_integer(text),
            _ => None,
        }
    }

    /// The value of a finite number.
    pub fn as_f64(self) -> Option<f64> {
        match self.kind() {
            Kind::Number(text) => number::to_float(text).filter(|value| value.is_finite()),
            _ => None,
        }
    }

    /// Whether the node is null.
    pub fn is_null(self) -> bool {
        self.kind() == Kind::Null
    }

    /// Whether the node is a mapping.
    pub fn is_mapping(self) -> bool {
        self.kind() == Kind::Mapping
    }

    /// Whether the node is a sequence.
    pub fn is_sequence(self) -> bool {
        self.kind() == Kind::Sequence
    }

    fn find(self, key: &str) -> Option<usize> {
        match self.tree.content(self.id) {
            Content::Mapping(range) => self.tree.find(range, key),
            _ => None,
        }
    }
}
