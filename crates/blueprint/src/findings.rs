//! Collects what is said about a blueprint.

use std::collections::BTreeMap;
use std::ops::Range;

use specwright_diagnostics::{Diagnostic, Diagnostics, Location, Rule, Suggestions};

use crate::text::Text;

/// How many places of one assumption are shown beside the first.
const SHOWN: usize = 3;

/// What is said about a blueprint. Places are ranges of the normalised text.
pub(crate) struct Findings<'t> {
    text: &'t Text,
    list: Diagnostics,
    /// Assumptions by rule and subject, in the order of their first place.
    assumptions: Vec<Assumption>,
    /// Where in `assumptions` each of them is.
    known: BTreeMap<(&'static str, String), usize>,
    /// How many findings of each rule there are.
    counts: BTreeMap<&'static str, usize>,
    suggestions: Suggestions,
}

/// How many findings of one rule are listed: nobody reads on, and lists cost memory.
const SHOWN_OF_A_RULE: usize = 200;

struct Assumption {
    diagnostic: Diagnostic,
    others: Vec<Location>,
}

impl<'t> Findings<'t> {
    pub(crate) fn new(text: &'t Text) -> Self {
        Self {
            text,
            list: Diagnostics::new(),
            assumptions: Vec::new(),
            known: BTreeMap::new(),
            counts: BTreeMap::new(),
            suggestions: Suggestions::default(),
        }
    }

    /// The place of a range of the normalised text in the document.
    pub(crate) fn location(&self, range: Range<usize>) -> Location {
        self.text.location(range)
    }

    /// A finding at a range of the normalised text, to be completed and pushed.
    pub(crate) fn at(&self, rule: &'static Rule, range: Range<usize>, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(rule, self.location(range), message)
    }

    /// Adds a finding. After many of one rule the others are counted, and the first of their places shown.
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        let count = self.counts.entry(diagnostic.rule.code).or_default();
        *count += 1;
        if *count <= SHOWN_OF_A_RULE {
            self.list.push(diagnostic);
        } else {
            self.assume("", diagnostic);
        }
    }

    /// The known name that is nearest to one that is not known, if there is a near one.
    pub(crate) fn nearest<'k>(&self, name: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
        self.suggestions.nearest(name, known)
    }

    /// Adds a finding of which one is enough for a document: further ones of the same rule and subject are counted,
    /// and the first of their places shown.
    pub(crate) fn assume(&mut self, subject: &str, diagnostic: Diagnostic) {
        let key = (diagnostic.rule.code, subject.to_owned());
        match self.known.get(&key).and_then(|index| self.assumptions.get_mut(*index)) {
            Some(known) => known.others.extend(diagnostic.location),
            None => {
                self.known.insert(key, self.assumptions.len());
                let others = Vec::new();
                self.assumptions.push(Assumption { diagnostic, others });
            }
        }
    }

    /// All findings, in the order of their places.
    pub(crate) fn finish(self) -> Diagnostics {
        let mut list = self.list;
        for Assumption { mut diagnostic, others } in self.assumptions {
            let count = others.len();
            for location in others.into_iter().take(SHOWN) {
                diagnostic = diagnostic.related(location, "here too");
            }
            diagnostic = match count.saturating_sub(SHOWN) {
                0 => diagnostic,
                1 => diagnostic.help("the same holds at 1 more place"),
                more => diagnostic.help(format!("the same holds at {more} more places")),
            };
            list.push(diagnostic);
        }
        list.sort();
        list
    }
}
