//! Names of tools and of their arguments.

use std::collections::BTreeSet;

/// The most characters of a name: what the strictest of the models that call tools allow.
const LONGEST: usize = 64;

/// Names that are unique, and of the characters and the length that all models and protocols allow.
#[derive(Debug, Default)]
pub(crate) struct SafeNames(BTreeSet<String>);

impl SafeNames {
    /// Names for all of some texts: those that are safe already and come first keep theirs.
    pub(crate) fn all<'t>(texts: impl Iterator<Item = &'t str>) -> Vec<String> {
        let mut names = Self::default();
        let texts: Vec<&str> = texts.collect();
        let kept: Vec<bool> = texts
            .iter()
            .map(|text| fitting(text) == *text && names.0.insert((*text).to_owned()))
            .collect();
        let named = texts.iter().zip(kept);
        named
            .map(|(text, is_kept)| {
                if is_kept {
                    (*text).to_owned()
                } else {
                    names.claim(&[text])
                }
            })
            .collect()
    }

    /// A name nearest to the first of `candidates` that is free: of letters, digits, `_` and `-`, 64 at most. What is
    /// cut or taken ends in digits that are made of the whole text, so that other names do not change it.
    pub(crate) fn claim(&mut self, candidates: &[&str]) -> String {
        for candidate in candidates {
            let name = fitting(candidate);
            if self.0.insert(name.clone()) {
                return name;
            }
        }
        let text = *candidates.first().unwrap_or(&"");
        let base = safe(text);
        let mut numbers = std::iter::once(fingerprint(text)).chain((2..).map(|number| number.to_string()));
        loop {
            let name = with_ending(&base, &numbers.next().unwrap_or_default());
            if self.0.insert(name.clone()) {
                return name;
            }
        }
    }
}

/// A safe name that is not too long.
fn fitting(text: &str) -> String {
    let name = safe(text);
    if name.len() <= LONGEST {
        return name;
    }
    with_ending(&name, &fingerprint(text))
}

/// A name of characters of ASCII, cut so that the ending has room behind it.
fn with_ending(name: &str, ending: &str) -> String {
    let room = LONGEST - 1 - ending.len().min(LONGEST - 1);
    let kept = name.get(..name.len().min(room)).unwrap_or_default();
    format!("{}_{ending}", kept.trim_end_matches(['_', '-']))
}

/// Six hexadecimal digits that tell texts apart (FNV-1a, 32 bits, folded to 24).
fn fingerprint(text: &str) -> String {
    let hash = text.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    format!("{:06x}", (hash >> 24) ^ (hash & 0x00ff_ffff))
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
        check(&["list-users"], "list-users_8eb5ff");
        check(&["list-users"], "list-users_2");
        check(&["id", "query_id"], "id");
        check(&["id", "query_id"], "query_id");
        check(&["filter[name]"], "filter_name");
        check(&["$top"], "top");
        check(&["größe"], "gr_e");
        check(&["用户"], "unnamed");
        check(&[&"a".repeat(LONGEST)], &"a".repeat(LONGEST));
        check(&[&"a".repeat(80)], &format!("{}_43e684", "a".repeat(LONGEST - 7)));
        check(&[&"a".repeat(81)], &format!("{}_e42dfd", "a".repeat(LONGEST - 7)));
    }

    #[test]
    fn other_names_do_not_change_one() {
        let check = |texts: &[&str], expected: &[&str]| assert_eq!(SafeNames::all(texts.iter().copied()), expected);
        check(&["list users", "list_users"], &["list_users_bb64d4", "list_users"]);
        check(&["list_users", "list users"], &["list_users", "list_users_bb64d4"]);
        check(&["list users"], &["list_users"]);
    }
}
