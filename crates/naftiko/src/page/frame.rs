//! What is open at a line of a flattened capability.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::rc::Rc;

use crate::objects::ObjectType;

/// Something that lines may belong to.
#[derive(Clone, Copy, Debug)]
pub(super) enum FrameKind {
    Object(&'static ObjectType),
    /// Objects, each of one of these types.
    List(&'static [&'static ObjectType]),
    /// Objects in a list or by names: which of them, the first line below says.
    Named(&'static ObjectType),
    NamedList(&'static ObjectType),
    /// Objects by names.
    ByName(&'static ObjectType),
    Scalars,
    ScalarsByName,
    /// Anything.
    Any,
    /// The text of a block scalar.
    Block,
}

/// How deeply things are nested at most: every line is held against all that is open.
const DEEPEST: usize = 40;

/// Something open, and what it is in.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) kind: FrameKind,
    /// The column of its keys or dashes.
    pub(super) indentation: usize,
    /// The keys that an object has so far, by their index; in a block, how many brackets are open.
    pub(super) keys: u64,
    /// Whether the object has its name from a mapping.
    pub(super) is_named: bool,
    pub(super) is_empty: bool,
    pub(super) parent: Option<Rc<Frame>>,
    /// How many frames it is in.
    depth: usize,
    /// Equal for frames that are equal, with all that they are in.
    pub(super) hash: u64,
}

impl Frame {
    pub(super) fn new(kind: FrameKind, indentation: usize, parent: Option<Rc<Self>>) -> Self {
        let mut frame = Self {
            kind,
            indentation,
            keys: 0,
            is_named: false,
            is_empty: true,
            depth: parent.as_ref().map_or(0, |parent| parent.depth + 1),
            parent,
            hash: 0,
        };
        frame.rehash();
        frame
    }

    /// A frame within another one; that itself where things are nested too deeply.
    pub(super) fn within(parent: &Rc<Self>, kind: FrameKind, indentation: usize) -> Rc<Self> {
        if parent.depth >= DEEPEST {
            return Rc::clone(parent);
        }
        Rc::new(Self::new(kind, indentation, Some(Rc::clone(parent))))
    }

    /// An object of a mapping by name.
    pub(super) fn entry(map: &Rc<Self>, object: &'static ObjectType) -> Rc<Self> {
        if map.depth >= DEEPEST {
            return Rc::clone(map);
        }
        let kind = FrameKind::Object(object);
        let mut entry = Self::new(kind, map.indentation + 2, Some(Rc::clone(map)));
        entry.is_named = true;
        entry.rehash();
        Rc::new(entry)
    }

    /// The frame after a line was put into it.
    pub(super) fn with(&self, change: impl FnOnce(&mut Self)) -> Rc<Self> {
        let mut frame = Self {
            parent: self.parent.clone(),
            is_empty: false,
            ..*self
        };
        change(&mut frame);
        frame.rehash();
        Rc::new(frame)
    }

    fn rehash(&mut self) {
        let mut hasher = DefaultHasher::new();
        let place = |object: &'static ObjectType| std::ptr::from_ref(object).addr();
        let kind = match self.kind {
            FrameKind::Object(object) => (0, place(object)),
            FrameKind::List(objects) => (1, objects.first().map_or(0, |object| place(object))),
            FrameKind::Named(object) => (2, place(object)),
            FrameKind::NamedList(object) => (3, place(object)),
            FrameKind::ByName(object) => (4, place(object)),
            FrameKind::Scalars => (5, 0),
            FrameKind::ScalarsByName => (6, 0),
            FrameKind::Any => (7, 0),
            FrameKind::Block => (8, 0),
        };
        let parent = self.parent.as_ref().map_or(0, |parent| parent.hash);
        (kind, self.indentation, self.keys, self.is_named, self.is_empty, parent).hash(&mut hasher);
        self.hash = hasher.finish();
    }

    /// Whether the object has a key already.
    pub(super) fn has(&self, index: usize) -> bool {
        self.keys & bit(index) != 0
    }

    pub(super) fn mark(&mut self, index: usize) {
        self.keys |= bit(index);
    }
}

/// Objects have fewer than 64 keys.
fn bit(index: usize) -> u64 {
    1_u64.checked_shl(u32::try_from(index).unwrap_or(u32::MAX)).unwrap_or(0)
}
