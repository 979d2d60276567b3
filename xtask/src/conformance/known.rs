//! Failures that are those of the program which finds them, and why: lists `xtask/known-*.toml`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use serde::Deserialize;

use super::mocks::{descriptions, file_name};

/// Something that fails though nothing is wrong with what is generated.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    /// The name of the description's file.
    description: String,
    /// The operation, as it is named in the failure.
    operation: String,
    /// A text that the failure's message holds.
    message: String,
    reason: String,
}

/// What is known of all descriptions.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct List {
    #[serde(default)]
    known: Vec<Entry>,
}

/// A failure, or an error of the program that looks for failures.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Failure {
    pub(super) operation: String,
    /// The kind, and what is wrong.
    pub(super) message: String,
}

/// What is known of one description.
#[derive(Clone, Debug, Default)]
pub(super) struct Known(Vec<Entry>);

impl List {
    /// Reads a list in the folder of the tasks.
    ///
    /// # Errors
    /// Where it cannot be read, and where an entry is of a description that the repository does not have.
    pub(super) fn read(file: &str, repository: &Path) -> anyhow::Result<Self> {
        let path = repository.join("xtask").join(file);
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let descriptions = descriptions(repository, None)?;
        Self::of_text(&text, &descriptions).with_context(|| format!("cannot read {}", path.display()))
    }

    fn of_text(text: &str, descriptions: &[PathBuf]) -> anyhow::Result<Self> {
        let list: Self = toml_edit::de::from_str(text)?;
        let is_there = |entry: &&Entry| descriptions.iter().any(|path| file_name(path) == entry.description);
        // Nobody would tell that it no longer occurs.
        if let Some(entry) = list.known.iter().find(|entry| !is_there(entry)) {
            bail!("there is no description {} (\"{}\")", entry.description, entry.message);
        }
        Ok(list)
    }

    /// What is known of the description whose file has a name.
    pub(super) fn of(&self, description: &str) -> Known {
        let entries = self.known.iter().filter(|entry| entry.description == description);
        Known(entries.cloned().collect())
    }
}

impl Known {
    /// The failures that are not known, and an entry for each that is known and occurs no more.
    pub(super) fn judge(&self, failures: &BTreeSet<Failure>) -> BTreeSet<Failure> {
        let covers = |entry: &Entry, failure: &Failure| {
            entry.operation == failure.operation && failure.message.contains(&entry.message)
        };
        let unknown = failures
            .iter()
            .filter(|failure| !self.0.iter().any(|entry| covers(entry, failure)))
            .cloned();
        let unused = self
            .0
            .iter()
            .filter(|entry| !failures.iter().any(|failure| covers(entry, failure)));
        let outdated = unused.map(|entry| Failure {
            operation: entry.operation.clone(),
            message: format!("a known failure is none any more: {} ({})", entry.message, entry.reason),
        });
        unknown.chain(outdated).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = r#"
        [[known]]
        description = "a.yaml"
        operation = "GET /a"
        message = "too long"
        reason = "it is not"
    "#;

    fn check(description: &str, failures: &[(&str, &str)], expected: &[&str]) {
        let failures = failures.iter().map(|(operation, message)| Failure {
            operation: (*operation).to_owned(),
            message: (*message).to_owned(),
        });
        let list = List::of_text(LIST, &["specs/a.yaml".into()]).unwrap();
        let judged = list.of(description).judge(&failures.collect());
        let messages: Vec<String> = judged.into_iter().map(|failure| failure.message).collect();
        assert_eq!(messages, expected);
    }

    #[test]
    fn what_is_known_counts_for_nothing_and_must_occur() {
        check("a.yaml", &[("GET /a", "it is too long")], &[]);
        check(
            "a.yaml",
            &[],
            &["a known failure is none any more: too long (it is not)"],
        );
        check(
            "a.yaml",
            &[("GET /a", "too long"), ("GET /b", "too long"), ("GET /a", "too short")],
            &["too short", "too long"],
        );
        check("b.yaml", &[("GET /a", "too long")], &["too long"]);
        check("b.yaml", &[], &[]);
    }

    #[test]
    fn what_is_known_is_of_descriptions_that_are_there() {
        let error = List::of_text(LIST, &["specs/b.yaml".into()]).unwrap_err();
        assert_eq!(error.to_string(), "there is no description a.yaml (\"too long\")");
    }
}
