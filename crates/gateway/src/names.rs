//! Names of tools and of their arguments.

use std::collections::BTreeSet;

/// The most characters of a name: what the strictest of the models that call tools allow.
const LONGEST: usize = 64;

/// Names that are unique, and of the characters and the length that all models and protocols allow.
#[derive(Debug, Default)]
pub(crate) struct SafeNames(BTreeSet<String>);

impl SafeNames {
    /// A name nearest to the first of `candidates` that is free: of letters, digits, `_` and `-`, 64 at most.
    pub(crate) fn claim(&mut self, candidates: &[&str]) -> String {
        for candidate in candidates {
            let name = safe(candidate);
            if self.0.insert(name.clone()) {
                return name;
            }
        }
        let base = safe(candidates.first().unwrap_or(&""));
        let mut number = 2;
        loop {
            let ending = format!("_{number}");
            let kept = base.get(..base.len().min(LONGEST - ending.len())).unwrap_or_default();
            let name = format!("{kept}{ending}");
            if self.0.insert(name.clone()) {
                return name;
            }
            number += 1;
        }
    }
}

/// The text with an underscore for each run of other characters; `unnamed` where nothing is left.
fn safe(text: &str) -> String {
    let mut name = String::new();
    for character in text.chars() {
        match character {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '_' | '-' => name.push(character),
            _ if name.ends_with('_') || name.is_empty() => {}
            _ => name.push('_'),
        }
    }
    if text.ends_with(|last: char| !last.is_ascii_alphanumeric() && last != '_' && last != '-') {
        name.truncate(name.trim_end_matches('_').len());
    }
    name.truncate(LONGEST);
    if name.is_empty() { "unnamed".to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, SafeNames};

    #[test]
    fn names_are_safe_and_unique() {
        let mut names = SafeNames::default();
        let mut check = |candidates: &[&str], expected: &str| assert_eq!(names.claim(candidates), expected);
        check(&["list-users"], "list-users");
        check(&["list-users"], "list-users_2");
        check(&["id", "query_id"], "id");
        check(&["id", "query_id"], "query_id");
        check(&["filter[name]"], "filter_name");
        check(&["$top"], "top");
        check(&["größe"], "gr_e");
        check(&["用户"], "unnamed");
        check(&[&"a".repeat(80)], &"a".repeat(LONGEST));
        check(&[&"a".repeat(80)], &format!("{}_2", "a".repeat(LONGEST - 2)));
    }
}
