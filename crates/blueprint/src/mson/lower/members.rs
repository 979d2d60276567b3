//! The items of a type together with those of the types it is made of.

use std::collections::BTreeSet;

use super::{COPIED_TYPES, Lowering, Source};
use crate::mson::node::{Node, Role};
use crate::mson::signature::Signature;
use crate::mson::types::Kind;
use crate::rules;

/// What one type says of its items: its own, or that of a type that it is made of.
pub(super) struct Layer<'n, 't> {
    pub(super) signature: &'n Signature<'t>,
    pub(super) children: &'n [Node<'t>],
    /// Whether it is the type itself.
    pub(super) is_own: bool,
}

/// The types that something is made of, its own layer last.
pub(super) struct Layers<'n, 't> {
    pub(super) list: Vec<Layer<'n, 't>>,
    /// The named types whose layers are too far away to be copied.
    pub(super) beyond: Vec<usize>,
}

impl<'a, 't> Lowering<'a, 't, '_> {
    /// What a source is made of, its bases and what it includes first, each named type once.
    pub(super) fn layers<'n>(&mut self, source: &Source<'n, 't>, named: Option<usize>, kind: Kind) -> Layers<'n, 't>
    where
        'a: 'n,
    {
        let mut layers = Layers {
            list: Vec::new(),
            beyond: Vec::new(),
        };
        let mut visited = BTreeSet::new();
        let mut waiting: Vec<usize> = self.included(source.children, kind);
        waiting.extend(named);
        // What is taken last stands first, so that what is nearer goes before what is farther.
        while let Some(index) = waiting.pop() {
            if !visited.insert(index) {
                continue;
            }
            let Some(named) = self.types.named.get(index) else {
                continue;
            };
            let Some(left) = self.memory.copies_left.checked_sub(named.size + 1) else {
                self.too_large(source);
                layers.beyond.push(index);
                continue;
            };
            if visited.len() > COPIED_TYPES {
                layers.beyond.push(index);
                continue;
            }
            self.memory.copies_left = left;
            let signature = &named.definition.signature;
            let children = named.definition.children.as_slice();
            layers.list.push(Layer {
                signature,
                children,
                is_own: false,
            });
            waiting.extend(self.included(children, kind));
            let base = signature.types.base.as_ref().and_then(|name| self.types.base(name));
            waiting.extend(base.and_then(|base| base.named));
        }
        layers.list.reverse();
        layers.list.push(Layer {
            signature: source.signature,
            children: source.children,
            is_own: true,
        });
        layers
    }

    fn too_large(&mut self, source: &Source<'_, 't>) {
        let message = "types say so much about the members of others that they are no longer followed";
        let diagnostic = self.findings.at(&rules::TYPES_TOO_LARGE, source.range.clone(), message);
        self.findings.assume("", diagnostic);
    }

    /// The named types of a kind that items include, the last first. Others are left out, with a finding.
    pub(super) fn included(&mut self, children: &[Node<'t>], kind: Kind) -> Vec<usize> {
        let mut included = Vec::new();
        for child in children {
            match child.role {
                Role::Include => included.extend(self.mixin(child, kind)),
                Role::Properties | Role::Items | Role::Members => {
                    included.extend(self.included(&child.children, kind).into_iter().rev());
                }
                _ => {}
            }
        }
        included.reverse();
        included
    }

    /// The named type that an item includes, where its kind is the one it needs.
    pub(super) fn mixin(&mut self, node: &Node<'t>, kind: Kind) -> Option<usize> {
        let name = node.included()?;
        let base = self.base_of(&name);
        match base.named {
            Some(index) if base.kind == kind => Some(index),
            // What is not known, or leads back, has been spoken of.
            _ if base.kind == Kind::Any => None,
            _ => {
                let message = format!(
                    "`{}` is {}, of which {} can include nothing",
                    name.name.text,
                    super::article(base.kind),
                    super::article(kind)
                );
                let help = "include a named type of the same kind";
                self.report(&rules::INVALID_MIXIN, node.whole.range(), message, Some(help));
                None
            }
        }
    }
}
