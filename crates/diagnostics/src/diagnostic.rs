//! What is said about a document: a rule, a message, places and a way to mend it.

use std::fmt;

use serde::Serialize;

use crate::{FileId, Location};

/// How grave a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Nothing is generated from the document, unless the rule is harmless or the error is allowed.
    Error,
    /// The document is read, with an assumption or a part left out that the message names.
    Warning,
    /// Worth knowing; nothing to mend.
    Note,
}

impl Severity {
    /// The severity's name, in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name())
    }
}

/// A kind of diagnostic. Each crate keeps its rules as statics; a rule's code is what users search for and suppress.
#[derive(Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Rule {
    /// A short name in kebab case, unique over all crates and never changed, such as `unknown-key`.
    pub code: &'static str,
    /// How grave findings of this rule are.
    pub severity: Severity,
    /// Whether no code depends on what its findings are about, such as an example: a document with such errors breaks
    /// the rules of its format, and code can be generated from it all the same.
    pub is_harmless: bool,
    /// What the rule is about, in one sentence that does not depend on a document.
    pub summary: &'static str,
}

/// Declares the rules of a crate: a static for each, `pub(crate)`, and the public list `RULES` of them all. Behind the
/// severity of a [harmless](Rule::is_harmless) one stands `harmless`.
///
/// ```
/// specwright_diagnostics::rules! {
///     UNKNOWN_KEY "unknown-key" Warning "A key means nothing where it stands.";
///     INVALID_EXAMPLE "invalid-example" Error harmless "An example does not fit its type.";
/// }
/// # fn main() {
/// assert_eq!(RULES[0].code, "unknown-key");
/// assert!(RULES[1].is_harmless);
/// # }
/// ```
#[macro_export]
macro_rules! rules {
    ($($name:ident $code:literal $severity:ident $($harmless:ident)? $summary:literal;)+) => {
        $(pub(crate) static $name: $crate::Rule = $crate::Rule {
            code: $code,
            severity: $crate::Severity::$severity,
            is_harmless: $crate::rules!(@harmless $($harmless)?),
            summary: $summary,
        };)+

        /// All rules of this crate.
        pub static RULES: &[&$crate::Rule] = &[$(&$name),+];
    };
    (@harmless harmless) => { true };
    (@harmless) => { false };
}

/// A place that helps to understand a diagnostic, with what is to be seen there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub location: Location,
    /// What is to be seen there.
    pub message: String,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The kind.
    pub rule: &'static Rule,
    /// What is wrong, in one sentence that names the thing.
    pub message: String,
    /// Where; none when the finding has no place in a file, such as a file that cannot be read.
    pub location: Option<Location>,
    /// What is to be seen at the location; empty when the message says it all.
    pub label: Box<str>,
    /// Further places.
    pub related: Vec<Label>,
    /// How to mend it, a sentence each.
    pub help: Vec<String>,
    /// Whether somebody said that it is no error to them: see [`Diagnostics::allow`].
    pub is_allowed: bool,
}

impl Diagnostic {
    /// A finding of `rule` at `location`.
    pub fn new(rule: &'static Rule, location: Location, message: impl Into<String>) -> Self {
        Self {
            location: Some(location),
            ..Self::without_place(rule, message)
        }
    }

    /// A finding that has no place in a file.
    pub fn without_place(rule: &'static Rule, message: impl Into<String>) -> Self {
        Self {
            rule,
            message: message.into(),
            location: None,
            label: Box::default(),
            related: Vec::new(),
            help: Vec::new(),
            is_allowed: false,
        }
    }

    /// Says what is to be seen at the location.
    #[must_use]
    pub fn label(mut self, label: impl Into<Box<str>>) -> Self {
        self.label = label.into();
        self
    }

    /// Adds a further place.
    #[must_use]
    pub fn related(mut self, location: Location, message: impl Into<String>) -> Self {
        self.related.push(Label {
            location,
            message: message.into(),
        });
        self
    }

    /// Adds a way to mend it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// How grave it is: its rule's severity, and a warning where an error is allowed.
    pub fn severity(&self) -> Severity {
        match self.rule.severity {
            Severity::Error if self.is_allowed => Severity::Warning,
            severity => severity,
        }
    }
}

/// The findings of a run, in the order in which they were made until [`Diagnostics::sort`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// No finding yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a finding; one that says the same of the same place is kept once.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        // Repeats come from visiting one node over several references, mostly in a row.
        if !self.list.iter().rev().take(64).any(|known| *known == diagnostic) {
            self.list.push(diagnostic);
        }
    }

    /// Adds all findings of another run behind these.
    pub fn append(&mut self, other: Diagnostics) {
        self.list.extend(other.list);
    }

    /// Makes warnings of the errors of such rules: somebody goes on in spite of them.
    pub fn allow(&mut self, is_allowed: impl Fn(&Rule) -> bool) {
        let allowed = self.list.iter_mut().filter(|it| is_allowed(it.rule));
        allowed.for_each(|it| it.is_allowed = true);
    }

    /// Whether any of them is an error.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// How many there are of one severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.iter().filter(|it| it.severity() == severity).count()
    }

    /// The findings, in their order.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Puts them in the order of files and places; those without a place come first. Repeats go.
    pub fn sort(&mut self) {
        fn place(diagnostic: &Diagnostic) -> Option<(FileId, u32, u32)> {
            let location = diagnostic.location?;
            Some((location.file, location.span.start, location.span.end))
        }
        self.list.sort_by(|a, b| {
            (place(a), a.severity(), a.rule.code, &a.message).cmp(&(place(b), b.severity(), b.rule.code, &b.message))
        });
        self.list.dedup();
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, diagnostics: I) {
        for diagnostic in diagnostics {
            self.push(diagnostic);
        }
    }
}
