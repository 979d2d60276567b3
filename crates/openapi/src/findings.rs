//! Collects findings: each once, and floods of one kind as a count.

use std::collections::{BTreeMap, BTreeSet};

use specwright_diagnostics::{Diagnostic, Diagnostics, Location, Rule, Severity};

use crate::rules;

/// After so many warnings or notes of one kind about one subject, the others are counted only.
const SHOWN: usize = 5;

/// After so many findings of one rule, whatever they are about, the others are counted only: nobody reads on, and lists
/// cost memory.
const SHOWN_OF_A_RULE: usize = 500;

#[derive(Default)]
pub(crate) struct Findings {
    list: Diagnostics,
    /// What was said already: a node that several references lead to is read several times.
    said: BTreeSet<(Option<Location>, &'static str, String)>,
    /// How many findings of each rule are listed.
    shown: BTreeMap<&'static str, usize>,
    counts: BTreeMap<(&'static str, String), Count>,
}

struct Count {
    rule: &'static Rule,
    /// How many may still be listed.
    left: usize,
    /// How many are not listed.
    hidden: usize,
    /// The first that is not listed.
    first_hidden: Option<Location>,
}

impl Findings {
    /// Adds a finding whose kind is its rule alone.
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        self.push_about("", diagnostic);
    }

    /// Adds a finding that is listed however many there are of its kind, since it names what is left out.
    pub(crate) fn push_each(&mut self, diagnostic: Diagnostic) {
        self.push_at_most(SHOWN_OF_A_RULE, "", diagnostic);
    }

    /// Adds a finding about a subject, such as a keyword: findings of one rule about one subject are of one kind.
    pub(crate) fn push_about(&mut self, subject: &str, diagnostic: Diagnostic) {
        let most = match diagnostic.rule.severity {
            Severity::Error => SHOWN_OF_A_RULE,
            Severity::Warning | Severity::Note => SHOWN,
        };
        self.push_at_most(most, subject, diagnostic);
    }

    fn push_at_most(&mut self, most: usize, subject: &str, diagnostic: Diagnostic) {
        let identity = (diagnostic.location, diagnostic.rule.code, diagnostic.message.clone());
        if !self.said.insert(identity) {
            return;
        }
        let rule = diagnostic.rule;
        let shown = self.shown.entry(rule.code).or_default();
        // A rule of which enough is listed is counted as a whole: subjects can be as many as findings.
        let subject = if *shown < SHOWN_OF_A_RULE { subject } else { "" };
        let count = self.counts.entry((rule.code, subject.to_owned())).or_insert(Count {
            rule,
            hidden: 0,
            left: most,
            first_hidden: None,
        });
        if count.left > 0 && *shown < SHOWN_OF_A_RULE {
            count.left -= 1;
            *shown += 1;
            self.list.push(diagnostic);
        } else {
            count.hidden += 1;
            count.first_hidden = count.first_hidden.or(diagnostic.location);
        }
    }

    /// All findings, then a note for each kind of which some are not listed.
    pub(crate) fn finish(mut self) -> Diagnostics {
        for ((code, subject), count) in &self.counts {
            let Some(location) = count.first_hidden else { continue };
            let about = if subject.is_empty() {
                String::new()
            } else {
                format!(" about `{subject}`")
            };
            let times = if count.hidden == 1 { "time" } else { "times" };
            let severity = match count.rule.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "note",
            };
            let hidden = count.hidden;
            let message = format!("the {severity} `{code}`{about} applies {hidden} more {times}, first here");
            self.list.push(Diagnostic::new(&rules::REPEATED, location, message));
        }
        self.list
    }
}
