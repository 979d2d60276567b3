//! Collects what is said about a page.

use std::collections::BTreeMap;
use std::ops::Range;

use specwright_diagnostics::{Diagnostic, Diagnostics, FileId, Location, Rule, Span};
use specwright_model::Origin;

/// What is said about a page. Places are ranges of its bytes.
pub(super) struct Findings {
    file: FileId,
    list: Diagnostics,
    /// Findings of which one is enough, in the order of their first place.
    shared: Vec<(Diagnostic, Vec<Location>)>,
    /// Where in `shared` each of them is, by rule and subject.
    known: BTreeMap<(&'static str, String), usize>,
}

impl Findings {
    pub(super) fn new(file: FileId) -> Self {
        Self {
            file,
            list: Diagnostics::new(),
            shared: Vec::new(),
            known: BTreeMap::new(),
        }
    }

    pub(super) fn location(&self, range: Range<usize>) -> Location {
        Location {
            file: self.file,
            span: Span::new(range.start, range.end),
        }
    }

    /// The origin of what the page says at a range.
    pub(super) fn written(&self, range: Range<usize>) -> Origin {
        Origin::written(self.location(range))
    }

    /// The origin of what was concluded from what stands at a range.
    pub(super) fn inferred(&self, range: Range<usize>) -> Origin {
        Origin::inferred(self.location(range))
    }

    /// A finding, to be completed and pushed.
    pub(super) fn at(&self, rule: &'static Rule, range: Range<usize>, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(rule, self.location(range), message)
    }

    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Adds a finding of which one is enough for a page: further places of the same rule and subject are listed with it.
    pub(super) fn share(&mut self, subject: &str, diagnostic: Diagnostic) {
        let key = (diagnostic.rule.code, subject.to_owned());
        match self.known.get(&key).and_then(|index| self.shared.get_mut(*index)) {
            Some((_, others)) => others.extend(diagnostic.location),
            None => {
                self.known.insert(key, self.shared.len());
                self.shared.push((diagnostic, Vec::new()));
            }
        }
    }

    /// All findings, in the order of their places. A page repeats what a document says once, so that one line of it may
    /// have many places: all of them are told, for each is a line to look at.
    pub(super) fn finish(self) -> Diagnostics {
        let mut list = self.list;
        for (mut diagnostic, others) in self.shared {
            for location in others {
                diagnostic = diagnostic.related(location, "here too");
            }
            list.push(diagnostic);
        }
        list.sort();
        list
    }
}
