//! Collects what is said about a capability.

use std::collections::BTreeMap;

use specwright_diagnostics::{Diagnostic, Diagnostics, Location, Severity, Suggestions};

/// How many places of one assumption are shown beside the first.
const SHOWN: usize = 3;

/// How many findings of one rule are listed: nobody reads on, and lists cost memory.
const SHOWN_OF_A_RULE: usize = 200;

/// What is said about a capability.
#[derive(Default)]
pub(crate) struct Findings {
    list: Diagnostics,
    /// Findings of which one is enough, by rule and subject, in the order of their first place.
    folded: Vec<Folded>,
    /// Where in `folded` each of them is.
    known: BTreeMap<(&'static str, String), usize>,
    /// How many findings of each rule there are.
    counts: BTreeMap<&'static str, usize>,
    /// How many errors there are.
    errors: usize,
    suggestions: Suggestions,
}

struct Folded {
    diagnostic: Diagnostic,
    others: Vec<Location>,
    count: usize,
}

impl Findings {
    /// Adds a finding. After many of one rule the others are counted, and the first of their places shown.
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        let count = self.counts.entry(diagnostic.rule.code).or_default();
        *count += 1;
        let count = *count;
        self.errors += usize::from(diagnostic.severity() == Severity::Error);
        if count <= SHOWN_OF_A_RULE {
            self.list.push(diagnostic);
        } else {
            self.fold_away("", diagnostic);
        }
    }

    /// Adds a finding of which one is enough for a document: further ones of the same rule and subject are counted, and
    /// the first of their places shown.
    pub(crate) fn fold(&mut self, subject: &str, diagnostic: Diagnostic) {
        self.errors += usize::from(diagnostic.severity() == Severity::Error);
        self.fold_away(subject, diagnostic);
    }

    fn fold_away(&mut self, subject: &str, diagnostic: Diagnostic) {
        let key = (diagnostic.rule.code, subject.to_owned());
        match self.known.get(&key).and_then(|index| self.folded.get_mut(*index)) {
            Some(known) => {
                known.count += 1;
                if known.others.len() < SHOWN {
                    known.others.extend(diagnostic.location);
                }
            }
            None => {
                self.known.insert(key, self.folded.len());
                self.folded.push(Folded {
                    diagnostic,
                    others: Vec::new(),
                    count: 0,
                });
            }
        }
    }

    /// How many errors there are up to now.
    pub(crate) fn errors(&self) -> usize {
        self.errors
    }

    /// The known name that is nearest to one that is not known, if there is a near one.
    pub(crate) fn nearest<'k>(&self, name: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
        self.suggestions.nearest(name, known)
    }

    /// All findings, in the order of their places.
    pub(crate) fn finish(self) -> Diagnostics {
        let mut list = self.list;
        for folded in self.folded {
            let hidden = folded.count.saturating_sub(folded.others.len());
            let mut diagnostic = folded.diagnostic;
            for location in folded.others {
                diagnostic = diagnostic.related(location, "here too");
            }
            list.push(match hidden {
                0 => diagnostic,
                1 => diagnostic.help("the same holds at 1 more place"),
                more => diagnostic.help(format!("the same holds at {more} more places")),
            });
        }
        list.sort();
        list
    }
}
