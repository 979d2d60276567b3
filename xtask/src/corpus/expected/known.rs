//! Differences that are known, and why they are there.

use std::path::Path;

use anyhow::Context;
use serde::Deserialize;

use super::compare::Difference;

/// The list of known differences.
#[derive(Debug, Deserialize)]
pub(super) struct Known {
    #[serde(default, rename = "difference")]
    list: Vec<Entry>,
}

/// A known difference, or several of one kind.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    /// The path of the document below its folder.
    pub(super) document: String,
    /// How the line of the difference begins.
    pub(super) difference: String,
    /// Why it is there: where we are right, or what the limit is.
    reason: String,
}

impl Entry {
    fn is_of(&self, document: &str, difference: &Difference) -> bool {
        self.document == document && difference.text().starts_with(&self.difference)
    }
}

impl Known {
    pub(super) fn read(path: &Path) -> anyhow::Result<Self> {
        let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        toml_edit::de::from_str(&text).with_context(|| format!("cannot read {}", path.display()))
    }

    /// Why a difference is there, where that is known.
    pub(super) fn reason(&self, document: &str, difference: &Difference) -> Option<&str> {
        let entry = self.list.iter().find(|entry| entry.is_of(document, difference))?;
        Some(&entry.reason)
    }

    /// The entries that none of these differences is of.
    pub(super) fn unused<'d>(&self, differences: impl Iterator<Item = (&'d str, &'d Difference)>) -> Vec<&Entry> {
        let differences: Vec<_> = differences.collect();
        let is_used = |entry: &&Entry| differences.iter().any(|(document, it)| entry.is_of(document, it));
        self.list.iter().filter(|entry| !is_used(entry)).collect()
    }
}
