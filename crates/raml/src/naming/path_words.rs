//! The names of an operation by its method and path, and by what comes back.

use super::answer::Answer;
use super::segments::{Segment, phrase, thing};
use super::{verbs, words};

/// What an operation may be called, the best first.
pub(super) fn names(method: &str, segments: &[Segment], answer: Answer) -> Vec<String> {
    let mut names = Vec::new();
    let action = by_action(method, segments);
    let plain = match &action {
        Some(action) => format!("{}_{}", verb(method, segments, answer), action.noun),
        None => format!("{}_{}", verb(method, segments, answer), subject(method, segments)),
    };
    names.extend(action.map(|action| action.name));
    let variables = variables(segments);
    let by_last = match segments.last() {
        // `get_repo_by_repo` would say nothing.
        Some(Segment::Variable(variable)) if !plain.ends_with(&format!("_{}", thing(variable))) => {
            Some(format!("{plain}_by_{variable}"))
        }
        _ => None,
    };
    names.push(plain.clone());
    // What is sent to one of many is taken by it in a way that the path does not tell.
    if method == "POST" && matches!(segments.last(), Some(Segment::Variable(_))) {
        names.push(format!("post_{}", phrase(segments)));
    }
    names.extend(by_last);
    if !variables.is_empty() {
        names.push(format!("{plain}_by_{}", variables.join("_and_")));
    }
    names.dedup();
    names
}

fn variables(segments: &[Segment]) -> Vec<&str> {
    let variables = segments.iter().filter_map(|segment| match segment {
        Segment::Variable(name) => Some(name.as_str()),
        Segment::Noun(_) => None,
    });
    variables.collect()
}

/// An action at the end or the beginning of a path.
struct Action {
    /// The name of the operation that does it.
    name: String,
    /// What it is, as a noun with what it is done to, for operations that do not do it themselves.
    noun: String,
}

/// The action that a path ends or begins with.
fn by_action(method: &str, segments: &[Segment]) -> Option<Action> {
    by_first(method, segments).or_else(|| by_last(method, segments))
}

fn by_first(method: &str, segments: &[Segment]) -> Option<Action> {
    let (Segment::Noun(verb), rest) = segments.split_first()? else {
        return None;
    };
    if rest.is_empty() || !verbs::is_action_of(method, verb) {
        return None;
    }
    // What may be a thing as well is one where a variable picks it: `/transfer/{id}`.
    let is_picked = matches!(rest.first(), Some(Segment::Variable(_)));
    if is_picked && method != "GET" && verbs::noun_of(verb) == Some(verb) {
        return None;
    }
    Some(Action {
        name: format!("{verb}_{}", phrase(rest)),
        noun: phrase(segments),
    })
}

fn by_last(method: &str, segments: &[Segment]) -> Option<Action> {
    let end = segments
        .iter()
        .rposition(|segment| matches!(segment, Segment::Noun(_)))?;
    let (before, Segment::Noun(last)) = (segments.get(..end)?, segments.get(end)?) else {
        return None;
    };
    let is_picked = end + 1 < segments.len();
    let (verb, rest) = last.split_once('_').unwrap_or((last, ""));
    let noun = verbs::noun_of(verb).unwrap_or(verb);
    let is_plural = words::singular(rest) != rest;
    let is_action = match rest {
        "" => verbs::is_action_of(method, verb) && !(is_picked && method != "GET" && noun == verb),
        _ => verbs::is_action_upon(method, verb, is_plural || is_picked),
    };
    if !is_action {
        return None;
    }
    let context = phrase(before);
    let noun = if rest.is_empty() { noun } else { last };
    let name = match verbs::INTRANSITIVE.contains(&last.as_str()) {
        true => joined(&[&context, verb]),
        false => joined(&[verb, &context, rest]),
    };
    Some(Action {
        name,
        noun: joined(&[&context, noun]),
    })
}

fn joined(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    parts.join("_")
}

/// Plurals that may be one thing.
const ONE_IN_PLURAL: [&str; 9] = [
    "credentials",
    "details",
    "limits",
    "options",
    "preferences",
    "settings",
    "statistics",
    "stats",
    "terms",
];

/// Whether what a noun names is several things.
fn gives_many(noun: &str, answer: Answer) -> bool {
    let last = noun.rsplit('_').next().unwrap_or(noun);
    let is_one = answer == Answer::One && ONE_IN_PLURAL.contains(&last);
    answer == Answer::Many || (words::singular(noun) != noun && !is_one)
}

/// The verb of what a method does with a thing.
fn verb<'m>(method: &'m str, segments: &[Segment], answer: Answer) -> &'m str {
    match method {
        "GET" => match segments.last() {
            Some(Segment::Noun(noun)) if gives_many(noun, answer) => "list",
            _ => "get",
        },
        "POST" => "create",
        "PUT" => "update",
        "PATCH" => "patch",
        "DELETE" => "delete",
        "HEAD" => "head",
        "OPTIONS" => "options",
        "TRACE" => "trace",
        "CONNECT" => "connect",
        other => other,
    }
}

/// What an operation is about.
fn subject(method: &str, segments: &[Segment]) -> String {
    let nouns = phrase(segments);
    match (method, segments.last()) {
        (_, None) => "root".to_owned(),
        // What is sent to a collection makes one thing.
        ("POST", Some(Segment::Noun(_))) => words::singular(&nouns),
        _ => nouns,
    }
}
