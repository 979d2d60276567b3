//! Builds a tree from the events of a parser, within the limits.

mod mapping;

use std::collections::BTreeMap;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex};

use specwright_diagnostics::{Diagnostic, Diagnostics, FileId, Location, Span};

use crate::limits::Limits;
use crate::rules;
use crate::tree::{Content, Member, NodeData, NodeId, Text, Tree};

/// After so many duplicate keys of a file, the others are counted only.
const DUPLICATE_KEYS_SHOWN: usize = 20;

/// A parser must stop: the diagnostic that says why has been made.
#[derive(Debug)]
pub(crate) struct Stop;

/// What a node is besides its content.
#[derive(Clone, Debug, Default)]
pub(crate) struct Properties {
    /// The parser's number of the anchor, or 0.
    pub(crate) anchor: usize,
    /// A tag that the core schema does not know.
    pub(crate) tag: Option<Box<str>>,
}

pub(crate) struct Builder<'l> {
    file: FileId,
    text: Arc<str>,
    limits: &'l Limits,
    nodes_left: usize,
    tree: Parts,
    frames: Vec<Frame>,
    /// Items and members of the open containers, innermost last.
    open_items: Vec<NodeId>,
    open_members: Vec<Member>,
    anchors: BTreeMap<usize, Anchor>,
    /// Nodes so far, those behind aliases counted each time.
    expanded: usize,
    root: Option<NodeId>,
    duplicate_keys: usize,
    diagnostics: Diagnostics,
}

#[derive(Default)]
struct Parts {
    unescaped: String,
    nodes: Vec<NodeData>,
    items: Vec<NodeId>,
    members: Vec<Member>,
    sorted: Vec<u32>,
    tags: BTreeMap<NodeId, Box<str>>,
}

#[derive(Clone, Copy)]
enum Anchor {
    /// The node is still being read: an alias to it is a cycle.
    Open,
    Closed {
        node: NodeId,
        weight: usize,
        height: usize,
    },
}

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Container {
    Sequence,
    Mapping,
}

enum Key {
    /// The next scalar is a key.
    Expected,
    Ready {
        text: Text,
        span: Span,
        is_merge: bool,
    },
    /// The key cannot be used; its value is dropped.
    Unusable,
}

struct Frame {
    container: Container,
    start: usize,
    first: usize,
    key: Key,
    /// The values of merge keys, to be merged when the mapping ends.
    merges: Vec<NodeId>,
    properties: Properties,
    expanded_before: usize,
    /// How deep the deepest child is nested.
    height: usize,
    /// Where the last child ends.
    child_end: usize,
}

impl<'l> Builder<'l> {
    pub(crate) fn new(file: FileId, text: Arc<str>, limits: &'l Limits, nodes_left: usize) -> Self {
        Self {
            file,
            text,
            limits,
            nodes_left,
            tree: Parts::default(),
            frames: Vec::new(),
            open_items: Vec::new(),
            open_members: Vec::new(),
            anchors: BTreeMap::new(),
            expanded: 0,
            root: None,
            duplicate_keys: 0,
            diagnostics: Diagnostics::new(),
        }
    }

    pub(crate) fn diagnose(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    pub(crate) fn locate(&self, span: Span) -> Location {
        Location { file: self.file, span }
    }

    /// Whether the innermost container is a mapping that waits for a key.
    pub(crate) fn expects_key(&self) -> bool {
        self.frames
            .last()
            .is_some_and(|frame| frame.container == Container::Mapping && matches!(frame.key, Key::Expected))
    }

    pub(crate) fn innermost(&self) -> Option<Container> {
        self.frames.last().map(|frame| frame.container)
    }

    /// Keeps a piece of text: as a span of the file where it is a part of it, else as a copy.
    pub(crate) fn keep(&mut self, text: &str) -> Text {
        let whole = self.text.as_ptr() as usize..self.text.as_ptr() as usize + self.text.len();
        let start = text.as_ptr() as usize;
        if !text.is_empty() && whole.contains(&start) {
            let start = start - whole.start;
            return Text::Written(Span::new(start, start + text.len()));
        }
        let start = self.tree.unescaped.len();
        self.tree.unescaped.push_str(text);
        Text::Unescaped(Span::new(start, self.tree.unescaped.len()))
    }

    /// The key of the next value. `is_merge` is YAML's `<<`.
    pub(crate) fn key(&mut self, text: Text, span: Span, is_merge: bool) {
        if let Some(frame) = self.frames.last_mut() {
            frame.key = Key::Ready { text, span, is_merge };
        }
    }

    pub(crate) fn scalar(&mut self, content: Content, span: Span, properties: Properties) -> Result<(), Stop> {
        self.count(1, span)?;
        let node = self.add_node(content, span, &properties);
        self.close_anchor(properties.anchor, node, 1, 0);
        self.attach(node, 0, span);
        Ok(())
    }

    pub(crate) fn open(&mut self, container: Container, span: Span, properties: Properties) -> Result<(), Stop> {
        if self.frames.len() >= self.limits.depth {
            return Err(self.too_deep(span));
        }
        let expanded_before = self.expanded;
        self.count(1, span)?;
        if properties.anchor != 0 {
            self.anchors.insert(properties.anchor, Anchor::Open);
        }
        self.frames.push(Frame {
            container,
            start: span.start as usize,
            first: match container {
                Container::Sequence => self.open_items.len(),
                Container::Mapping => self.open_members.len(),
            },
            key: Key::Expected,
            merges: Vec::new(),
            properties,
            expanded_before,
            height: 0,
            child_end: span.end as usize,
        });
        Ok(())
    }

    /// Ends the innermost container at `end`, or behind its last child where `end` is none.
    pub(crate) fn close(&mut self, end: Option<usize>) {
        let Some(frame) = self.frames.pop() else { return };
        let span = Span::new(frame.start, end.unwrap_or(frame.child_end));
        let content = match frame.container {
            Container::Sequence => {
                let start = self.tree.items.len();
                self.tree.items.extend(self.open_items.drain(frame.first..));
                Content::Sequence(Span::new(start, self.tree.items.len()))
            }
            Container::Mapping => self.close_mapping(&frame),
        };
        let node = self.add_node(content, span, &frame.properties);
        let weight = self.expanded - frame.expanded_before;
        self.close_anchor(frame.properties.anchor, node, weight, frame.height + 1);
        self.attach(node, frame.height + 1, span);
    }

    pub(crate) fn alias(&mut self, anchor: usize, span: Span) -> Result<(), Stop> {
        match self.anchors.get(&anchor).copied() {
            Some(Anchor::Closed { node, weight, height }) => {
                self.count(weight, span)?;
                if self.frames.len() + height > self.limits.depth {
                    return Err(self.too_deep(span));
                }
                if self.expects_key() {
                    self.alias_key(node, span);
                } else {
                    self.attach(node, height, span);
                }
                Ok(())
            }
            Some(Anchor::Open) => {
                let location = self.locate(span);
                self.diagnose(
                    Diagnostic::new(
                        &rules::RECURSIVE_ALIAS,
                        location,
                        "this alias stands inside the node it names",
                    )
                    .help("write the recursion as a reference of the format, such as `$ref`"),
                );
                self.scalar(Content::Null, span, Properties::default())
            }
            None => self.unknown_alias(span),
        }
    }

    pub(crate) fn unknown_alias(&mut self, span: Span) -> Result<(), Stop> {
        let location = self.locate(span);
        let name = self.text.get(span.range()).unwrap_or_default().to_owned();
        self.diagnose(
            Diagnostic::new(
                &rules::UNKNOWN_ALIAS,
                location,
                format!("the alias `{name}` names no anchor above it"),
            )
            .help("quote the value if it is meant as text that begins with `*`"),
        );
        self.scalar(Content::Null, span, Properties::default())
    }

    /// The tree, unless nothing was built.
    pub(crate) fn finish(mut self) -> (Option<Tree>, Diagnostics) {
        if self.duplicate_keys > DUPLICATE_KEYS_SHOWN {
            let further = self.duplicate_keys - DUPLICATE_KEYS_SHOWN;
            let location = self.locate(Span::default());
            let message = format!("{further} further keys of this file are written twice");
            self.diagnose(Diagnostic::new(&rules::DUPLICATE_KEY, location, message));
        }
        let tree = self.root.map(|root| Tree {
            file: self.file,
            text: self.text,
            unescaped: self.tree.unescaped,
            nodes: self.tree.nodes,
            items: self.tree.items,
            seen: self.tree.members.iter().map(|_| AtomicBool::new(false)).collect(),
            members: self.tree.members,
            sorted: self.tree.sorted,
            tags: self.tree.tags,
            root,
            entered: Mutex::default(),
            expanded_nodes: self.expanded,
        });
        (tree, self.diagnostics)
    }

    fn count(&mut self, nodes: usize, span: Span) -> Result<(), Stop> {
        self.expanded = self.expanded.saturating_add(nodes);
        if self.expanded <= self.nodes_left {
            return Ok(());
        }
        let limit = self.limits.nodes;
        let location = self.locate(span);
        self.diagnose(
            Diagnostic::new(
                &rules::TOO_MANY_NODES,
                location,
                format!("the documents have more than {limit} nodes up to here, aliases expanded"),
            )
            .help("replace aliases with references of the format")
            .help(Limits::help("nodes")),
        );
        Err(Stop)
    }

    pub(crate) fn too_deep(&mut self, span: Span) -> Stop {
        let limit = self.limits.depth;
        let location = self.locate(span);
        let message = format!("values are nested more than {limit} deep here");
        self.diagnose(Diagnostic::new(&rules::TOO_DEEP, location, message).help(Limits::help("depth")));
        Stop
    }

    fn add_node(&mut self, content: Content, span: Span, properties: &Properties) -> NodeId {
        let id = NodeId(u32::try_from(self.tree.nodes.len()).unwrap_or(u32::MAX));
        self.tree.nodes.push(NodeData { content, span });
        if let Some(tag) = &properties.tag {
            self.tree.tags.insert(id, tag.clone());
        }
        id
    }

    fn close_anchor(&mut self, anchor: usize, node: NodeId, weight: usize, height: usize) {
        if anchor != 0 {
            self.anchors.insert(anchor, Anchor::Closed { node, weight, height });
        }
    }

    fn attach(&mut self, node: NodeId, height: usize, span: Span) {
        let Some(frame) = self.frames.last_mut() else {
            self.root.get_or_insert(node);
            return;
        };
        frame.height = frame.height.max(height);
        frame.child_end = frame.child_end.max(span.end as usize);
        if frame.container == Container::Sequence {
            self.open_items.push(node);
            return;
        }
        match std::mem::replace(&mut frame.key, Key::Expected) {
            Key::Ready { is_merge: true, .. } => frame.merges.push(node),
            Key::Ready { text, span, .. } => {
                self.open_members.push(Member {
                    key: text,
                    key_span: span,
                    value: node,
                });
            }
            // A container where a key belongs: what follows is the value of a key that has no name.
            Key::Expected => {
                frame.key = Key::Unusable;
                let location = self.locate(span);
                self.diagnose(
                    Diagnostic::new(&rules::COMPLEX_KEY, location, "a key must be a scalar")
                        .help("quote the key if it is meant as text, such as a `{template}`"),
                );
            }
            Key::Unusable => {}
        }
    }

    fn alias_key(&mut self, node: NodeId, span: Span) {
        let content = self.tree.nodes.get(node.0 as usize).map(|node| node.content);
        match content {
            Some(Content::String(text) | Content::Number(text)) => self.key(text, span, false),
            _ => self.attach(node, 0, span),
        }
    }
}
