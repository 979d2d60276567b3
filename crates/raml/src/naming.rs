//! Good names: of operations, and of single words.
//!
//! RAML gives operations no ids. An operation is called what its display name says, where that is a verb with something
//! behind it (`Get supported currencies`); else after its method and path: `PUT /users/{username}/name` is
//! `update_user_name`. A name says no more of the path than sets the operation apart from others, so that it does not
//! change when unrelated operations come and go.

mod path_words;
mod verbs;
pub(crate) mod words;

use std::collections::BTreeMap;

use heck::ToSnakeCase;
use specwright_model::{Api, Operation, Resource};

/// The most words that a display name may have to be a name.
const MOST_WORDS: usize = 7;

/// An operation and what it may be called, the shortest first.
struct Candidate {
    resource: usize,
    operation: usize,
    names: Vec<String>,
    /// Which of the names it has.
    chosen: usize,
}

/// Gives every operation without an id a name as its id, unique in the API.
pub(crate) fn operation_ids(api: &mut Api) {
    let mut candidates = candidates(api);
    choose(&mut candidates);
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    for candidate in &candidates {
        let Some(name) = candidate.name() else { continue };
        let number = taken.entry(name.to_owned()).or_default();
        *number += 1;
        let id = if *number == 1 {
            name.to_owned()
        } else {
            format!("{name}_{number}")
        };
        let resource = api.resources.get_mut(candidate.resource);
        let operation = resource.and_then(|resource| resource.operations.get_mut(candidate.operation));
        if let Some(operation) = operation {
            operation.id = Some(id);
        }
    }
}

impl Candidate {
    fn name(&self) -> Option<&str> {
        self.names.get(self.chosen).map(String::as_str)
    }
}

fn candidates(api: &Api) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for (resource_index, resource) in api.resources.iter().enumerate() {
        for (operation_index, operation) in resource.operations.iter().enumerate() {
            candidates.push(Candidate {
                resource: resource_index,
                operation: operation_index,
                names: names(resource, operation),
                chosen: 0,
            });
        }
    }
    candidates
}

fn names(resource: &Resource, operation: &Operation) -> Vec<String> {
    if let Some(id) = operation.id.as_ref().filter(|id| !id.is_empty()) {
        return vec![id.clone()];
    }
    let display_name = operation.summary.as_deref().and_then(telling);
    let by_path = path_words::names(operation.method.as_str(), &resource.path);
    let mut names: Vec<String> = display_name.into_iter().chain(by_path).collect();
    names.dedup();
    names
}

/// A display name as a name, where it is a verb with something behind it.
fn telling(display_name: &str) -> Option<String> {
    let snake = display_name.to_snake_case();
    let words: Vec<&str> = snake
        .split('_')
        .filter(|word| !word.is_empty() && !["a", "an", "the"].contains(word))
        .collect();
    let first = words.first()?;
    let is_telling = (2..=MOST_WORDS).contains(&words.len()) && verbs::is_verb(first) && snake.is_ascii();
    is_telling.then(|| words.join("_"))
}

/// Chooses longer names as long as two operations have one name, and either has a longer one.
fn choose(candidates: &mut [Candidate]) {
    loop {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for name in candidates.iter().filter_map(Candidate::name) {
            *counts.entry(name.to_owned()).or_default() += 1;
        }
        let mut has_changed = false;
        for candidate in candidates.iter_mut() {
            let is_shared = candidate
                .name()
                .is_some_and(|name| counts.get(name).is_some_and(|count| *count > 1));
            if is_shared && candidate.chosen + 1 < candidate.names.len() {
                candidate.chosen += 1;
                has_changed = true;
            }
        }
        if !has_changed {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use specwright_model::{Method, PathTemplate};

    use super::*;

    /// The ids of operations, each given as its method and path, and a display name behind `:`.
    fn check(operations: &[(&str, &str)]) {
        let mut api = Api::default();
        for (operation, _) in operations {
            let (line, summary) = match operation.split_once(": ") {
                Some((line, summary)) => (line, Some(summary.to_owned())),
                None => (*operation, None),
            };
            let (method, path) = line.split_once(' ').unwrap();
            api.resources.push(Resource {
                path: PathTemplate::parse(path).unwrap(),
                operations: vec![Operation {
                    method: Method::new(method),
                    summary,
                    ..Operation::default()
                }],
                ..Resource::default()
            });
        }
        operation_ids(&mut api);
        for ((operation, expected), (_, found)) in operations.iter().zip(api.operations()) {
            assert_eq!(found.id.as_deref(), Some(*expected), "{operation}");
        }
    }

    #[test]
    fn methods_and_paths_make_verbs_and_nouns() {
        check(&[
            ("get /users", "list_users"),
            ("post /users", "create_user"),
            ("get /users/{username}", "get_user"),
            ("put /users/{username}/name", "update_user_name"),
            ("delete /users/{username}/addresses/{label}", "delete_user_address"),
            ("patch /users/{username}", "patch_user"),
            ("get /users/{username}/addresses", "list_user_addresses"),
            ("delete /users/{username}/addresses", "delete_user_addresses"),
            ("get /organizations/{globalid}/tree", "get_organization_tree"),
            ("head /", "head_root"),
        ]);
    }

    #[test]
    fn verbs_at_the_end_of_a_path_come_first() {
        check(&[
            ("post /users/{username}/activate", "activate_user"),
            ("post /users/{username}/reset-password", "reset_user_password"),
            ("get /users/search", "search_users"),
            ("get /search/code", "search_code"),
            ("get /pulls/{number}/merge", "get_pull_merge"),
            ("put /pulls/{number}/merge", "merge_pull"),
            ("put /phones/{label}/validate", "put_phone_validate"),
            ("post /phones/{label}/validate", "post_phone_validate"),
        ]);
    }

    #[test]
    fn what_every_path_has_is_no_part_of_names() {
        check(&[
            ("get /api/v1/users.json", "list_users"),
            ("get /api/v1/users/{id}.json", "get_user"),
            ("get /api/v1/tags/{id}{ext}", "get_tag"),
        ]);
    }

    #[test]
    fn names_that_collide_say_more() {
        check(&[
            ("get /repos/{owner}", "get_repo_by_owner"),
            ("get /repos/{owner}/{repo}", "get_repo_by_repo"),
            ("get /users/{username}/registry", "list_user_registry"),
            ("get /users/{username}/registry/{key}", "get_user_registry_by_key"),
            ("delete /a-b", "delete_a_b"),
            ("delete /a/b", "delete_a_b_2"),
        ]);
    }

    #[test]
    fn display_names_count_where_they_tell() {
        check(&[
            ("get /currency: Get supported currencies", "get_supported_currencies"),
            ("get /quote: Quote", "get_quote"),
            ("post /quote: addTheQuote", "add_quote"),
            ("get /a: List it", "get_a"),
            ("get /b: List it", "get_b"),
        ]);
    }
}
