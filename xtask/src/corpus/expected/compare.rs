//! Compares facts.

use std::collections::BTreeSet;
use std::fmt;

use super::facts::{Facts, Operation};

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    Operations,
    Parameters,
    Transactions,
    Bodies,
    Groups,
    Types,
    Security,
}

impl Subject {
    pub(super) const ALL: [Self; 7] = [
        Self::Operations,
        Self::Parameters,
        Self::Transactions,
        Self::Bodies,
        Self::Groups,
        Self::Types,
        Self::Security,
    ];
}

impl fmt::Display for Subject {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Operations => "operations",
            Self::Parameters => "parameters",
            Self::Transactions => "transactions",
            Self::Bodies => "bodies",
            Self::Groups => "groups",
            Self::Types => "types",
            Self::Security => "security",
        })
    }
}

/// How many facts of one subject agree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Count {
    /// What both say.
    pub(super) agreed: usize,
    /// What the other parser says.
    pub(super) expected: usize,
    /// What Specwright says.
    pub(super) found: usize,
}

impl Count {
    /// Whether both say the same.
    pub(super) fn is_agreement(self) -> bool {
        self.agreed == self.expected && self.agreed == self.found
    }
}

/// Something that only one of the parsers says.
#[derive(Clone, Debug)]
pub(super) struct Difference {
    text: String,
}

impl Difference {
    /// Specwright refuses what the other parser reads.
    pub(super) fn refused(message: String) -> Self {
        Self {
            text: format!("refused: {message}"),
        }
    }

    /// What it is, in one line.
    pub(super) fn text(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

/// What agrees, by subject in the order of [`Subject::ALL`], and what does not.
pub(super) fn compare(expected: &Facts, found: &Facts) -> ([Count; 7], Vec<Difference>) {
    let mut differences = Vec::new();
    let counts = Subject::ALL.map(|subject| {
        let (expected, found) = (facts(subject, expected), facts(subject, found));
        let only = |side: &BTreeSet<String>, other: &BTreeSet<String>, name: &str| -> Vec<Difference> {
            let only = side.difference(other);
            let text = |fact: &String| format!("{subject}: only {name}: {fact}");
            only.map(|fact| Difference { text: text(fact) }).collect()
        };
        // How bodies that are not indented as they should be are read is a matter of taste.
        if subject != Subject::Bodies {
            differences.extend(only(&expected, &found, "expected"));
            differences.extend(only(&found, &expected, "found"));
        }
        Count {
            agreed: expected.intersection(&found).count(),
            expected: expected.len(),
            found: found.len(),
        }
    });
    (counts, differences)
}

/// The facts of one subject, each as one line.
fn facts(subject: Subject, facts: &Facts) -> BTreeSet<String> {
    let of_operations = |lines: fn(&Operation) -> Vec<String>| {
        let operations = facts.operations.iter();
        operations
            .flat_map(|(name, operation)| lines(operation).into_iter().map(move |line| format!("{name}: {line}")))
            .collect()
    };
    match subject {
        Subject::Operations => facts.operations.keys().cloned().collect(),
        Subject::Parameters => of_operations(|operation| {
            let shown = |(name, required): (&String, &bool)| {
                format!("{name} {}", if *required { "required" } else { "optional" })
            };
            operation.parameters.iter().map(shown).collect()
        }),
        Subject::Transactions => of_operations(|operation| operation.transactions.iter().cloned().collect()),
        Subject::Bodies => of_operations(|operation| operation.bodies.iter().cloned().collect()),
        Subject::Groups => facts.groups.clone(),
        Subject::Types => facts.types.clone(),
        Subject::Security => of_operations(|operation| operation.security.iter().cloned().collect()),
    }
}
