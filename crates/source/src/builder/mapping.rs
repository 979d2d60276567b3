//! The end of a mapping: duplicate keys, merge keys, and the order for looking keys up.

use std::collections::BTreeSet;

use specwright_diagnostics::{Diagnostic, Span};

use super::{Builder, DUPLICATE_KEYS_SHOWN, Frame};
use crate::rules;
use crate::tree::{Content, Member, NodeData, NodeId, Text};

impl Builder<'_> {
    pub(super) fn close_mapping(&mut self, frame: &Frame) -> Content {
        let own: Vec<Member> = self.open_members.drain(frame.first..).collect();
        let mut members = self.without_duplicates(own);
        for merge in &frame.merges {
            self.merge(*merge, &mut members);
        }
        let start = self.tree.members.len();
        self.tree.members.extend(members);
        let end = self.tree.members.len();
        self.tree
            .sorted
            .extend((start..end).map(|index| u32::try_from(index).unwrap_or(u32::MAX)));
        let (text, tree) = (&self.text, &mut self.tree);
        if let Some(order) = tree.sorted.get_mut(start..end) {
            let key = |index: &u32| tree.members.get(*index as usize).map(|member| member.key);
            order.sort_by(|a, b| {
                let [a, b] = [a, b].map(|index| key(index).map(|key| resolve(text, &tree.unescaped, key)));
                a.cmp(&b)
            });
        }
        Content::Mapping(Span::new(start, end))
    }

    /// Of members with one key, keeps the last.
    fn without_duplicates(&mut self, members: Vec<Member>) -> Vec<Member> {
        let mut order: Vec<usize> = (0..members.len()).collect();
        let key = |index: usize| {
            let member = members.get(index);
            member.map_or("", |member| resolve(&self.text, &self.tree.unescaped, member.key))
        };
        order.sort_by(|a, b| key(*a).cmp(key(*b)).then(a.cmp(b)));
        let mut replaced = vec![false; members.len()];
        let mut findings = Vec::new();
        for (earlier, later) in order.iter().zip(order.iter().skip(1)) {
            let pair = (replaced.get_mut(*earlier), members.get(*earlier), members.get(*later));
            if key(*earlier) == key(*later)
                && let (Some(mark), Some(first), Some(second)) = pair
            {
                *mark = true;
                findings.push((key(*later).to_owned(), first.key_span, second.key_span));
            }
        }
        if findings.is_empty() {
            return members;
        }
        for (key, first, second) in findings {
            self.duplicate_key(&key, first, second);
        }
        let kept = members.into_iter().zip(replaced).filter(|(_, replaced)| !replaced);
        kept.map(|(member, _)| member).collect()
    }

    fn duplicate_key(&mut self, key: &str, first: Span, second: Span) {
        self.duplicate_keys += 1;
        if self.duplicate_keys > DUPLICATE_KEYS_SHOWN {
            return;
        }
        let (first, second) = (self.locate(first), self.locate(second));
        self.diagnose(
            Diagnostic::new(
                &rules::DUPLICATE_KEY,
                second,
                format!("the key `{key}` is written twice in this mapping; this one is used"),
            )
            .related(first, "the first, which is not used"),
        );
    }

    /// Adds the members of a merge key's mapping, or of each mapping in its sequence, that are not there yet.
    fn merge(&mut self, from: NodeId, into: &mut Vec<Member>) {
        let data = self.tree.nodes.get(from.0 as usize).copied();
        match data.map(|node| node.content) {
            Some(Content::Mapping(range)) => {
                let inherited = self.tree.members.get(range.range()).unwrap_or_default();
                let own: BTreeSet<&str> = into
                    .iter()
                    .map(|member| resolve(&self.text, &self.tree.unescaped, member.key))
                    .collect();
                let new = inherited
                    .iter()
                    .filter(|member| !own.contains(resolve(&self.text, &self.tree.unescaped, member.key)));
                let new: Vec<Member> = new.copied().collect();
                into.extend(new);
            }
            Some(Content::Sequence(range)) => {
                let sources = self.tree.items.get(range.range()).unwrap_or_default().to_vec();
                for source in sources {
                    let is_mapping = |node: &NodeData| matches!(node.content, Content::Mapping(_));
                    if self.tree.nodes.get(source.0 as usize).is_some_and(is_mapping) {
                        self.merge(source, into);
                    } else {
                        self.bad_merge(source);
                    }
                }
            }
            _ => self.bad_merge(from),
        }
    }

    fn bad_merge(&mut self, node: NodeId) {
        let span = self
            .tree
            .nodes
            .get(node.0 as usize)
            .map_or(Span::default(), |node| node.span);
        let location = self.locate(span);
        self.diagnose(
            Diagnostic::new(
                &rules::MERGE_KEY,
                location,
                "a merge key needs a mapping, or a sequence of mappings",
            )
            .help("quote the key (`\"<<\"`) if it is meant as text"),
        );
    }
}

fn resolve<'t>(text: &'t str, unescaped: &'t str, part: Text) -> &'t str {
    let (whole, span) = match part {
        Text::Written(span) => (text, span),
        Text::Unescaped(span) => (unescaped, span),
    };
    whole.get(span.range()).unwrap_or_default()
}
