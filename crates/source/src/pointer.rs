//! JSON pointers: RFC 6901.

use std::borrow::Cow;

use crate::confine::percent_decode;
use crate::node::Node;

/// Why a JSON pointer leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PointerProblem<'s> {
    /// The pointer is neither empty nor begins with `/`.
    NoSlash,
    /// A mapping on the way has no such key.
    Missing {
        /// The key, unescaped.
        key: String,
        /// The mapping.
        mapping: Node<'s>,
    },
    /// A sequence on the way has no such item.
    NoItem {
        /// The index as it is written.
        index: String,
        /// How many items there are.
        length: usize,
    },
    /// The way leads through a value that is neither a mapping nor a sequence.
    Scalar {
        /// The step that cannot be made, unescaped.
        key: String,
    },
}

impl std::fmt::Display for PointerProblem<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoSlash => write!(formatter, "a JSON pointer begins with `/`"),
            Self::Missing { key, .. } => write!(formatter, "there is no key `{key}`"),
            Self::NoItem { index, length } => {
                write!(formatter, "there is no item `{index}` in a sequence of {length}")
            }
            Self::Scalar { key } => {
                write!(formatter, "`{key}` leads into a value that has no members")
            }
        }
    }
}

impl std::error::Error for PointerProblem<'_> {}

/// Escapes a key as one step of a JSON pointer.
pub fn escape_pointer(key: &str) -> Cow<'_, str> {
    if key.contains(['~', '/']) {
        Cow::Owned(key.replace('~', "~0").replace('/', "~1"))
    } else {
        Cow::Borrowed(key)
    }
}

/// The key that one step of a JSON pointer in a reference stands for: percent escapes are decoded, then `~1` and `~0`.
pub fn unescape_pointer(step: &str) -> String {
    unescape(&percent_decode(step))
}

pub(crate) fn follow<'s>(from: Node<'s>, pointer: &str) -> Result<Node<'s>, PointerProblem<'s>> {
    if pointer.is_empty() {
        return Ok(from);
    }
    let steps = pointer.strip_prefix('/').ok_or(PointerProblem::NoSlash)?;
    steps.split('/').try_fold(from, |node, step| {
        // Keys with a bare percent sign are tried as they are written, too.
        let written = unescape(step);
        let decoded = percent_decode(step);
        let decoded = unescape(&decoded);
        follow_step(node, &decoded).or_else(|problem| follow_step(node, &written).map_err(|_| problem))
    })
}

fn follow_step<'s>(node: Node<'s>, key: &str) -> Result<Node<'s>, PointerProblem<'s>> {
    if node.is_mapping() {
        return node.get(key).ok_or_else(|| PointerProblem::Missing {
            key: key.to_owned(),
            mapping: node,
        });
    }
    if node.is_sequence() {
        let index = key.parse::<usize>().ok();
        return index
            .and_then(|index| node.items().nth(index))
            .ok_or_else(|| PointerProblem::NoItem {
                index: key.to_owned(),
                length: node.len(),
            });
    }
    Err(PointerProblem::Scalar { key: key.to_owned() })
}

fn unescape(step: &str) -> String {
    // In this order, so that `~01` is `~1`.
    step.replace("~1", "/").replace("~0", "~")
}
