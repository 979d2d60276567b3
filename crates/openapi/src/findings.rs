//! Collects findings: each once, and floods of one kind as a count.

use std::collections::{BTreeMap, BTreeSet};

use specwright_diagnostics::{Diagnostic, Diagnostics, Location, Rule, Severity};

use crate::rules;

/// After so many warnings or notes of one kind about one subject, the others are counted only.
const SHOWN: usize = 5;

#[derive(Default)]
pub(crate) struct Findings {
    list: Diagnostics,
    /// What was said already: a node that several references lead to is read several times.
    said: BTreeSet<(Option<Location>, &'static str, String)>,
    counts: BTreeMap<(&'static str, String), Count>,
}

struct Count {
    rule: &'static Rule,
    number: usize,
    /// The first that is not listed.
    first_hidden: Option<Location>,
}

impl Findings {
    /// Adds a finding whose kind is its rule alone.
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        self.push_about("", diagnostic);
    }

    /// Adds a finding about a subject, such as a keyword: findings of one rule about one subject are of one kind.
    pub(crate) fn push_about(&mut self, subject: &str, diagnostic: Diagnostic) {
        let identity = (diagnostic.location, diagnostic.rule.code, diagnostic.message.clone());
        if !self.said.insert(identity) {
            return;
        }
        if diagnostic.severity() != Severity::Error {
            let count = self
                .counts
                .entry((diagnostic.rule.code, subject.to_owned()))
                .or_insert(Count {
                    rule: diagnostic.rule,
                    number: 0,
                    first_hidden: None,
                });
            count.number += 1;
            if count.number > SHOWN {
                count.first_hidden = count.first_hidden.or(diagnostic.location);
                return;
            }
        }
        self.list.push(diagnostic);
    }

    /// All findings, then a note for each kind of which some are not listed.
    pub(crate) fn finish(mut self) -> Diagnostics {
        for ((code, subject), count) in &self.counts {
            let hidden = count.number.saturating_sub(SHOWN);
            let Some(location) = count.first_hidden.filter(|_| hidden > 0) else {
                continue;
            };
            let about = if subject.is_empty() {
                String::new()
            } else {
                format!(" about `{subject}`")
            };
            let times = if hidden == 1 {
                "time".to_owned()
            } else {
                "times".to_owned()
            };
            let severity = match count.rule.severity {
                Severity::Note => "note",
                _ => "warning",
            };
            let message = format!("the {severity} `{code}`{about} applies {hidden} more {times}, first here");
            self.list.push(Diagnostic::new(&rules::REPEATED, location, message));
        }
        self.list
    }
}
