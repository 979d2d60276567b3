//! Good names: of operations, and of single words.
//!
//! RAML gives operations no ids. An operation is called what its display name says, where that is a verb with something
//! behind it (`Get supported currencies`); else after its method and path: `PUT /users/{username}/name` is
//! `update_user_name`. A name says no more of the path than sets the operation apart from others, so that it does not
//! change when unrelated operations come and go.

mod answer;
mod display_name;
mod path_words;
mod segments;
#[cfg(test)]
mod tests;
mod verbs;
pub(crate) mod words;

use std::collections::{BTreeMap, BTreeSet};

use specwright_model::{Api, Method, PathPart, Resource};

use answer::Answer;

/// An operation without an id.
struct Candidate {
    resource: usize,
    operation: usize,
    /// Of two operations that ask for one name, the lesser has it.
    rank: Rank,
    /// What its display name says, where that tells.
    display_name: Option<String>,
    /// What it may be called by its method and path, the best first.
    names: Vec<String>,
}

/// How plain an operation is: by the number of variables in its path, its method, and its path.
type Rank = (usize, usize, String);

/// Gives every operation without an id a name as its id, unique in the API.
///
/// Whatever the order of the operations, a name hangs on the operation itself and on those alone that ask for the same
/// name: of these the plainest has it, and the others say more.
pub(crate) fn operation_ids(api: &mut Api) {
    let mut taken = Taken {
        ids: api.operations().filter_map(|(_, it)| it.id.clone()).collect(),
        ..Taken::default()
    };
    let candidates = candidates(api);
    let shared_display_names = shared_display_names(&candidates);
    for candidate in &candidates {
        let display_name = candidate.display_name.as_ref();
        let display_name = display_name.filter(|name| !shared_display_names.contains(*name));
        let names: Vec<&String> = display_name.into_iter().chain(&candidate.names).collect();
        let id = taken.claim(&names);
        let resource = api.resources.get_mut(candidate.resource);
        let operation = resource.and_then(|resource| resource.operations.get_mut(candidate.operation));
        if let Some(operation) = operation {
            operation.id = Some(id);
        }
    }
}

/// The ids that operations have.
#[derive(Default)]
struct Taken {
    ids: BTreeSet<String>,
    /// The next number behind a name that several operations ask for.
    numbers: BTreeMap<String, usize>,
}

impl Taken {
    /// Takes the first name that is free; where none is, the last one with a number.
    fn claim(&mut self, names: &[&String]) -> String {
        if let Some(name) = names.iter().find(|name| !self.ids.contains(**name)) {
            self.ids.insert((*name).clone());
            return (*name).clone();
        }
        let last = names.last().map_or("", |name| name.as_str());
        let number = self.numbers.entry(last.to_owned()).or_insert(2);
        loop {
            let name = format!("{last}_{number}");
            *number += 1;
            if self.ids.insert(name.clone()) {
                return name;
            }
        }
    }
}

/// The operations without ids, the plainest first.
fn candidates(api: &Api) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for (resource_index, resource) in api.resources.iter().enumerate() {
        let segments = segments::segments(&resource.path);
        for (operation_index, operation) in resource.operations.iter().enumerate() {
            if operation.id.as_ref().is_some_and(|id| !id.is_empty()) {
                continue;
            }
            let method = operation.method.as_str();
            candidates.push(Candidate {
                resource: resource_index,
                operation: operation_index,
                rank: rank(resource, &operation.method),
                display_name: operation.summary.as_deref().and_then(display_name::telling),
                names: path_words::names(method, &segments, Answer::of(api, operation)),
            });
        }
    }
    candidates.sort_by(|one, other| one.rank.cmp(&other.rank));
    candidates
}

fn rank(resource: &Resource, method: &Method) -> Rank {
    const METHODS: [&str; 5] = ["GET", "POST", "PUT", "PATCH", "DELETE"];
    let parts = resource.path.parts().iter();
    let variables = parts.filter(|part| matches!(part, PathPart::Variable(_))).count();
    let place = METHODS.iter().position(|known| *known == method.as_str());
    (variables, place.unwrap_or(METHODS.len()), resource.path.to_string())
}

/// Display names that several operations have: none of them is told by it.
fn shared_display_names(candidates: &[Candidate]) -> BTreeSet<String> {
    let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
    for name in candidates.iter().filter_map(|it| it.display_name.as_ref()) {
        *counts.entry(name).or_default() += 1;
    }
    let shared = counts.into_iter().filter(|(_, count)| *count > 1);
    shared.map(|(name, _)| name.clone()).collect()
}
