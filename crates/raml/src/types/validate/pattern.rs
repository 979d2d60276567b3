//! Regular expressions (ECMA-262).

use std::collections::BTreeMap;

use fancy_regex::{Regex, RegexBuilder};

/// Regular expressions, each compiled once.
#[derive(Debug, Default)]
pub(in super::super) struct Patterns {
    compiled: BTreeMap<String, Result<Regex, String>>,
}

impl Patterns {
    /// Makes a regular expression ready to be matched.
    ///
    /// # Errors
    /// Why it cannot be.
    pub(in super::super) fn compile(&mut self, pattern: &str) -> Result<&Regex, String> {
        if !self.compiled.contains_key(pattern) {
            let compiled = RegexBuilder::new(pattern).build();
            let compiled = compiled.map_err(|error| error.to_string());
            self.compiled.insert(pattern.to_owned(), compiled);
        }
        match self.compiled.get(pattern) {
            Some(Ok(regex)) => Ok(regex),
            Some(Err(problem)) => Err(problem.clone()),
            None => Err("it was not compiled".to_owned()),
        }
    }

    /// Whether a text matches a regular expression somewhere; none where that cannot be said.
    pub(super) fn matches(&mut self, pattern: &str, text: &str) -> Option<bool> {
        self.compile(pattern).ok()?.is_match(text).ok()
    }
}
