//! "Did you mean": the known name that is nearest to one that is not known.

use std::cell::Cell;

/// How many names are compared for suggestions about one document: enough for a large one with many mistakes, and no
/// more.
const COMPARISONS: usize = 200_000;

/// Finds names for suggestions, as [`nearest`] does, until enough of a document's names have been compared.
#[derive(Debug)]
pub struct Suggestions {
    comparisons_left: Cell<usize>,
}

impl Default for Suggestions {
    /// None has been compared yet.
    fn default() -> Self {
        Self {
            comparisons_left: Cell::new(COMPARISONS),
        }
    }
}

impl Suggestions {
    /// The known name that is nearest to one that is not known; none where no name is near, or too many have been
    /// compared before.
    pub fn nearest<'k>(&self, name: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
        let known = known.into_iter().take_while(|_| {
            let left = self.comparisons_left.get();
            self.comparisons_left.set(left.saturating_sub(1));
            left > 0
        });
        nearest(name, known)
    }
}

/// The name among `known` that differs from `name` by at most two edits, the nearest first; for names of up to four
/// characters by one.
pub fn nearest<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let length = name.chars().count();
    let most = if length <= 4 { 1 } else { 2 };
    known
        .into_iter()
        // Longer names are compared in vain, and could be made to cost much.
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= most && length <= 200)
        .map(|candidate| (distance(name, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= most && *candidate != name)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// How many characters must be inserted, removed, replaced or swapped with their neighbour; letter case is ignored.
fn distance(a: &str, b: &str) -> usize {
    strsim::damerau_levenshtein(&a.to_lowercase(), &b.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, expected: Option<&str>) {
        let known = ["description", "deprecated", "get", "put", "parameters", "operationId"];
        assert_eq!(nearest(name, known), expected, "{name}");
    }

    #[test]
    fn near_names_are_found() {
        check("desciption", Some("description"));
        check("descritpion", Some("description"));
        check("operationID", Some("operationId"));
        check("parameter", Some("parameters"));
        check("gett", Some("get"));
        check("gte", Some("get"));
        check("xyz", None);
        check("summary", None);
    }
}
