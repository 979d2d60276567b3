//! One document as an arena of nodes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use specwright_diagnostics::{FileId, Location, Span};

use crate::node::{Entry, Node};

/// The number of a node in its tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct NodeId(pub(crate) u32);

/// A piece of text: where it needs no unescaping, it stays in the file's text.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Text {
    /// Bytes of the file.
    Written(Span),
    /// Bytes of [`Tree::unescaped`].
    Unescaped(Span),
}

/// What a node holds. Ranges are indexes into [`Tree::items`] and [`Tree::members`].
#[derive(Clone, Copy, Debug)]
pub(crate) enum Content {
    Null,
    Boolean(bool),
    Number(Text),
    String(Text),
    Sequence(Span),
    Mapping(Span),
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct NodeData {
    pub(crate) content: Content,
    pub(crate) span: Span,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Member {
    pub(crate) key: Text,
    pub(crate) key_span: Span,
    pub(crate) value: NodeId,
}

/// One document. Nodes behind YAML aliases are shared, not copied, and so are the marks of what was looked at.
#[derive(Debug)]
pub struct Tree {
    pub(crate) file: FileId,
    pub(crate) text: Arc<str>,
    pub(crate) unescaped: String,
    pub(crate) nodes: Vec<NodeData>,
    pub(crate) items: Vec<NodeId>,
    pub(crate) members: Vec<Member>,
    /// For every mapping, the indexes of its members in the order of their keys, at the range of its members.
    pub(crate) sorted: Vec<u32>,
    /// Which members were looked at, by index.
    pub(crate) seen: Vec<AtomicBool>,
    pub(crate) tags: BTreeMap<NodeId, Box<str>>,
    pub(crate) root: NodeId,
    pub(crate) entered: Mutex<BTreeSet<NodeId>>,
    pub(crate) expanded_nodes: usize,
}

/// A key that no reader looked at.
#[derive(Clone, Debug)]
pub struct UnseenKey<'t> {
    /// The key and its value.
    pub entry: Entry<'t>,
    /// The mapping that holds the key.
    pub owner: Node<'t>,
}

impl Tree {
    /// The document's outermost node.
    pub fn root(&self) -> Node<'_> {
        Node::new(self, self.root)
    }

    /// The file that the document was read from.
    pub fn file(&self) -> FileId {
        self.file
    }

    /// The text of the file.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many nodes the document has, those behind an alias counted each time they are used.
    pub fn expanded_nodes(&self) -> usize {
        self.expanded_nodes
    }

    /// Every member with this key, wherever it is in the document; nothing is marked as seen.
    /// Inner members come before those that contain them.
    pub fn find_members<'t>(&'t self, key: &'t str) -> impl Iterator<Item = Entry<'t>> {
        self.members
            .iter()
            .filter(move |member| self.resolve(member.key) == key)
            .map(|member| self.make_entry(member))
    }

    /// Every mapping that has this key, wherever it is in the document; nothing is marked as seen.
    pub fn find_holders(&self, key: &str) -> Vec<Node<'_>> {
        let ids = (0..u32::try_from(self.nodes.len()).unwrap_or(u32::MAX)).map(NodeId);
        let holds =
            |id: &NodeId| matches!(self.content(*id), Content::Mapping(range) if self.find(range, key).is_some());
        ids.filter(holds).map(|id| Node::new(self, id)).collect()
    }

    /// Every node that has a YAML tag, in the order of the nodes' ends; nothing is marked as seen.
    pub fn find_tagged(&self) -> impl Iterator<Item = Node<'_>> {
        self.tags.keys().map(|id| Node::new(self, *id))
    }

    /// The keys that were never looked at below the nodes that were entered with [`Node::mark_root`], in the
    /// order in which they are written. Below a key that is listed nothing further is listed.
    pub fn unseen(&self) -> Vec<UnseenKey<'_>> {
        let entered = self.entered.lock().unwrap_or_else(PoisonError::into_inner);
        let mut visited = vec![false; self.nodes.len()];
        let mut found = Vec::new();
        let mut pending: Vec<NodeId> = entered.iter().copied().collect();
        while let Some(id) = pending.pop() {
            match visited.get_mut(id.0 as usize) {
                Some(mark) if !*mark => *mark = true,
                _ => continue,
            }
            match self.content(id) {
                Content::Sequence(range) => pending.extend(self.item_slice(range)),
                Content::Mapping(range) => self.unseen_members(id, range, &mut pending, &mut found),
                _ => {}
            }
        }
        found.sort_by_key(|unseen| unseen.entry.key_location);
        // A merge key brings one member into several mappings.
        found.dedup_by_key(|unseen| unseen.entry.key_location);
        found
    }

    fn unseen_members<'t>(
        &'t self,
        id: NodeId,
        range: Span,
        pending: &mut Vec<NodeId>,
        found: &mut Vec<UnseenKey<'t>>,
    ) {
        for (index, member) in range.range().zip(self.member_slice(range)) {
            if self.is_seen(index) {
                pending.push(member.value);
            } else {
                found.push(UnseenKey {
                    entry: self.make_entry(member),
                    owner: Node::new(self, id),
                });
            }
        }
    }

    pub(crate) fn content(&self, id: NodeId) -> Content {
        self.nodes.get(id.0 as usize).map_or(Content::Null, |node| node.content)
    }

    pub(crate) fn location(&self, id: NodeId) -> Location {
        self.locate(self.nodes.get(id.0 as usize).map_or(Span::default(), |node| node.span))
    }

    pub(crate) fn locate(&self, span: Span) -> Location {
        Location { file: self.file, span }
    }

    pub(crate) fn resolve(&self, text: Text) -> &str {
        let (whole, span) = match text {
            Text::Written(span) => (&*self.text, span),
            Text::Unescaped(span) => (self.unescaped.as_str(), span),
        };
        whole.get(span.range()).unwrap_or_default()
    }

    pub(crate) fn item_slice(&self, range: Span) -> &[NodeId] {
        self.items.get(range.range()).unwrap_or_default()
    }

    pub(crate) fn member_slice(&self, range: Span) -> &[Member] {
        self.members.get(range.range()).unwrap_or_default()
    }

    /// The index among [`Tree::members`] of the member with this key.
    pub(crate) fn find(&self, range: Span, key: &str) -> Option<usize> {
        let order = self.sorted.get(range.range())?;
        let key_of = |index: &u32| {
            let member = self.members.get(*index as usize);
            member.map_or("", |member| self.resolve(member.key))
        };
        let place = order.binary_search_by(|index| key_of(index).cmp(key)).ok()?;
        order.get(place).map(|index| *index as usize)
    }

    pub(crate) fn make_entry(&self, member: &Member) -> Entry<'_> {
        Entry {
            key: self.resolve(member.key),
            key_location: self.locate(member.key_span),
            value: Node::new(self, member.value),
        }
    }

    pub(crate) fn mark_seen(&self, index: usize) {
        if let Some(mark) = self.seen.get(index) {
            mark.store(true, Ordering::Relaxed);
        }
    }

    fn is_seen(&self, index: usize) -> bool {
        self.seen.get(index).is_none_or(|mark| mark.load(Ordering::Relaxed))
    }
}
