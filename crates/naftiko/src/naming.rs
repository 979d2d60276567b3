//! Good names for operations whose names run words together.
//!
//! Published capabilities write `createusermfaotp`. The path (`/users/{user_id}/mfa-otp`) and the names of the tools that
//! call the operation have the words; with the verbs that operations begin with, they show where one word ends. A name is
//! cut only when it is made of such words to the last letter, the first of them being a verb or a word of the path; of
//! several ways to cut it, the one with the fewest words is taken, and none where two have equally few. The words come
//! from the operation itself and from nothing else, so that a name does not change when other operations come and go, nor
//! with prose.

use std::collections::{BTreeMap, BTreeSet};

use specwright_model::{Adapter, Api, Operation, PathTemplate};

/// What operations do, as the first words of their names say it.
const VERBS: [&str; 44] = [
    "accept",
    "activate",
    "add",
    "apply",
    "attach",
    "cancel",
    "check",
    "clear",
    "clone",
    "close",
    "complete",
    "confirm",
    "copy",
    "count",
    "create",
    "deactivate",
    "delete",
    "detach",
    "disable",
    "download",
    "enable",
    "execute",
    "export",
    "find",
    "get",
    "import",
    "list",
    "lock",
    "move",
    "patch",
    "post",
    "put",
    "query",
    "read",
    "remove",
    "reset",
    "search",
    "send",
    "set",
    "start",
    "stop",
    "unlock",
    "update",
    "validate",
];

/// Small words between others.
const SMALL_WORDS: [&str; 9] = ["all", "and", "by", "for", "from", "in", "of", "to", "with"];

/// The longest name that is cut, in bytes: the time grows with the square of it.
const LONGEST: usize = 120;

/// Marks the words of operations' ids where they can be told apart, and tells those of several APIs apart.
pub(crate) fn operation_ids(api: &mut Api, adapters: &[Adapter]) {
    let tools = tools(adapters);
    for (resource_index, resource) in api.resources.iter_mut().enumerate() {
        let path = resource.path.clone();
        for (operation_index, operation) in resource.operations.iter_mut().enumerate() {
            let empty = Vec::new();
            let tools = tools.get(&(resource_index, operation_index)).unwrap_or(&empty);
            if let Some(name) = named(operation, &path, tools) {
                operation.id = Some(name);
            }
        }
    }
    qualify_repeated(api);
}

/// Puts the namespace in front of names that several consumed APIs have.
fn qualify_repeated(api: &mut Api) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (_, operation) in api.operations() {
        if let Some(id) = &operation.id {
            *counts.entry(id.clone()).or_default() += 1;
        }
    }
    for operation in api.resources.iter_mut().flat_map(|resource| &mut resource.operations) {
        let Some(id) = operation
            .id
            .as_deref()
            .filter(|id| counts.get(*id).is_some_and(|count| *count > 1))
        else {
            continue;
        };
        if let Some(namespace) = operation.tags.first() {
            operation.id = Some(format!("{namespace}-{id}"));
        }
    }
}

/// The names of the tools that do nothing but call an operation, by the operation's indexes.
fn tools(adapters: &[Adapter]) -> BTreeMap<(usize, usize), Vec<&str>> {
    let mut tools: BTreeMap<(usize, usize), Vec<&str>> = BTreeMap::new();
    for adapter in adapters {
        let Adapter::Mcp(adapter) = adapter else { continue };
        for tool in &adapter.tools {
            let mut calls = tool.plan.calls();
            if let (Some(call), None) = (calls.next(), calls.next()) {
                let place = (call.operation.resource, call.operation.operation);
                tools.entry(place).or_default().push(&tool.name);
            }
        }
    }
    tools
}

fn named(operation: &Operation, path: &PathTemplate, tools: &[&str]) -> Option<String> {
    let id = operation.id.as_deref()?;
    let is_run_together = id
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    if !is_run_together || id.len() > LONGEST {
        return None;
    }
    let path_words = words(&path.to_string());
    let mut firsts: BTreeSet<String> = path_words.clone();
    firsts.extend(VERBS.map(str::to_owned));
    let mut others: BTreeSet<String> = path_words.iter().flat_map(|word| numbers(word)).collect();
    others.extend(SMALL_WORDS.map(str::to_owned));
    for tool in tools {
        others.extend(words(tool));
    }
    let words = cut(id, &firsts, &others)?;
    (words.len() > 1).then(|| words.join("_"))
}

/// The words of a path or of a tool's name, in lower case. Single letters are no words.
fn words(text: &str) -> BTreeSet<String> {
    let words = text.split(|it: char| !it.is_ascii_alphanumeric());
    words
        .filter(|word| word.len() > 1)
        .map(str::to_ascii_lowercase)
        .collect()
}

/// A noun in the singular and in the plural, as far as its letters show which is which.
fn numbers(word: &str) -> Vec<String> {
    let mut forms = vec![word.to_owned(), format!("{word}s"), format!("{word}es")];
    forms.extend(word.strip_suffix('s').map(str::to_owned));
    forms.extend(word.strip_suffix("es").map(str::to_owned));
    forms.extend(word.strip_suffix("ies").map(|stem| format!("{stem}y")));
    forms.extend(word.strip_suffix('y').map(|stem| format!("{stem}ies")));
    forms.retain(|form| form.len() > 1);
    forms
}

/// The best way to cut the beginning of a name.
#[derive(Clone)]
struct Cut<'n> {
    words: Vec<&'n str>,
    /// Whether another way has as few words.
    is_ambiguous: bool,
}

/// The words that a name is made of; none where it is not made of words to its last letter, or in two equally good ways.
fn cut<'n>(name: &'n str, firsts: &BTreeSet<String>, others: &BTreeSet<String>) -> Option<Vec<&'n str>> {
    // The best way to cut what stands in front of each byte.
    let mut best: Vec<Option<Cut<'n>>> = vec![None; name.len() + 1];
    for end in 1..=name.len() {
        let mut found: Option<Cut<'n>> = None;
        for start in 0..end {
            let Some(word) = name.get(start..end) else { continue };
            let (before, known) = if start == 0 {
                (
                    Some(Cut {
                        words: Vec::new(),
                        is_ambiguous: false,
                    }),
                    firsts,
                )
            } else {
                (best.get(start).cloned().flatten(), others)
            };
            let Some(mut way) = before.filter(|_| known.contains(word)) else {
                continue;
            };
            way.words.push(word);
            match &mut found {
                Some(known) if known.words.len() == way.words.len() => known.is_ambiguous = true,
                Some(known) if known.words.len() < way.words.len() => {}
                found => *found = Some(way),
            }
        }
        if let Some(place) = best.get_mut(end) {
            *place = found;
        }
    }
    let whole = best.pop().flatten()?;
    (!whole.is_ambiguous).then_some(whole.words)
}

#[cfg(test)]
mod tests {
    use specwright_model::{Operation, PathTemplate};

    fn check(id: &str, path: &str, tools: &[&str], expected: Option<&str>) {
        let operation = Operation {
            id: Some(id.to_owned()),
            ..Operation::default()
        };
        let path = PathTemplate::parse(path).unwrap_or_default();
        assert_eq!(
            super::named(&operation, &path, tools).as_deref(),
            expected,
            "{id} {path}"
        );
    }

    #[test]
    fn names_are_cut_where_every_letter_is_accounted_for() {
        check("listusers", "/iam/v1alpha1/users", &[], Some("list_users"));
        check("getuser", "/users/{user_id}", &[], Some("get_user"));
        check(
            "createusermfaotp",
            "/users/{user_id}/mfa-otp",
            &[],
            Some("create_user_mfa_otp"),
        );
        check(
            "updateuserpassword",
            "/users/{user_id}/update-password",
            &[],
            Some("update_user_password"),
        );
        check(
            "listgraceperiods",
            "/iam/grace-periods",
            &["list-grace-periods-member"],
            Some("list_grace_periods"),
        );
        check("getaclrule", "/acls/{id}", &["get-acl-rule"], Some("get_acl_rule"));
        check("listpolicies", "/policy", &[], Some("list_policies"));
    }

    #[test]
    fn other_names_stay_as_they_are_written() {
        check("listUsers", "/users", &[], None);
        check("list-users", "/users", &[], None);
        check("listmembers", "/users", &[], None);
        check("users", "/users", &[], None);
        check("", "/users", &[], None);
    }

    #[test]
    fn a_name_with_two_equally_good_cuts_stays_as_it_is() {
        check("getabcd", "/ab/abc", &["cd", "bcd"], Some("get_ab_cd"));
        check("getabcde", "/ab/abc", &["cde", "de-x"], None);
    }
}
