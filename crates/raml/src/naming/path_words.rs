//! The names of an operation by its method and path.

use heck::ToSnakeCase;
use specwright_model::{PathPart, PathTemplate};

use super::{verbs, words};

/// A segment of a path, or a part of one.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Segment {
    /// Words in snake case.
    Noun(String),
    /// The name of a variable in snake case.
    Variable(String),
}

/// Endings of paths that say how an answer is written.
const EXTENSIONS: [&str; 4] = [".json", ".xml", ".html", ".txt"];

/// What an operation may be called, the shortest first.
pub(super) fn names(method: &str, path: &PathTemplate) -> Vec<String> {
    let segments = segments(path);
    let mut names = Vec::new();
    names.extend(by_action(method, &segments));
    let has_action = !names.is_empty();
    let verb = if has_action {
        method.to_lowercase()
    } else {
        verb(method, &segments).to_owned()
    };
    let plain = format!("{verb}_{}", nouns(method, &segments));
    names.push(plain.clone());
    match segments.last() {
        Some(Segment::Variable(variable)) => names.push(format!("{plain}_by_{variable}")),
        // A collection whose name is no plural, such as `registry`, where one of its things has the name already.
        Some(Segment::Noun(_)) if verb == "get" => names.push(format!("list_{}", nouns(method, &segments))),
        _ => {}
    }
    let variables = segments.iter().filter_map(|segment| match segment {
        Segment::Variable(name) => Some(name.as_str()),
        Segment::Noun(_) => None,
    });
    let variables: Vec<&str> = variables.collect();
    if !variables.is_empty() {
        names.push(format!("{plain}_by_{}", variables.join("_and_")));
    }
    names.dedup();
    names
}

/// The segments of a path without what says nothing: versions in front, and extensions at the end.
fn segments(path: &PathTemplate) -> Vec<Segment> {
    let mut segments = Vec::new();
    for part in path.parts() {
        match part {
            PathPart::Variable(name) => segments.push(Segment::Variable(name.to_snake_case())),
            PathPart::Literal(text) => {
                let text = EXTENSIONS
                    .iter()
                    .find_map(|ending| text.strip_suffix(ending))
                    .unwrap_or(text);
                let nouns = text.split('/').map(|noun| noun.to_snake_case());
                segments.extend(nouns.filter(|noun| !noun.is_empty()).map(Segment::Noun));
            }
        }
    }
    segments.retain(|segment| !matches!(segment, Segment::Variable(name) if name == "media_type_extension"));
    let is_prefix = |segment: &Segment| match segment {
        Segment::Noun(noun) => ["api", "apis", "rest"].contains(&noun.as_str()) || is_version(noun),
        Segment::Variable(name) => name == "version",
    };
    let prefix = segments.iter().take_while(|segment| is_prefix(segment)).count();
    if prefix < segments.len() {
        segments.drain(..prefix);
    }
    segments
}

/// Whether a segment is a version, such as `v1` or `v2_1`.
fn is_version(noun: &str) -> bool {
    noun.strip_prefix('v')
        .is_some_and(|rest| !rest.is_empty() && rest.chars().all(|it| it.is_ascii_digit() || it == '_'))
}

/// The name of an operation whose path ends or begins with a verb: that, and what it is done to.
fn by_action(method: &str, segments: &[Segment]) -> Option<String> {
    if let Some((Segment::Noun(first), rest @ [Segment::Noun(_), ..])) = segments.split_first()
        && verbs::is_action_of(method, first)
    {
        return Some(format!("{first}_{}", phrase(rest)));
    }
    let (Segment::Noun(last), before) = segments.split_last()? else {
        return None;
    };
    let (verb, rest) = last.split_once('_').unwrap_or((last, ""));
    if !verbs::is_action_of(method, verb) {
        return None;
    }
    let context = if before.is_empty() {
        String::new()
    } else {
        phrase(before)
    };
    let parts = [verb, context.as_str(), rest];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Some(parts.join("_"))
}

fn verb<'m>(method: &'m str, segments: &[Segment]) -> &'m str {
    match method {
        "GET" => match segments.last() {
            Some(Segment::Noun(noun)) if words::singular(noun) != *noun => "list",
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
fn nouns(method: &str, segments: &[Segment]) -> String {
    let nouns = phrase(segments);
    match (method, segments.last()) {
        // What is sent to a collection makes one thing.
        ("POST", Some(Segment::Noun(_))) => words::singular(&nouns),
        _ => nouns,
    }
}

/// The nouns of segments, in the singular where a variable picks one; a variable alone is its own noun.
fn phrase(segments: &[Segment]) -> String {
    let mut nouns: Vec<String> = Vec::new();
    for (index, segment) in segments.iter().enumerate() {
        let next = segments.get(index + 1);
        match segment {
            Segment::Noun(noun) if matches!(next, Some(Segment::Variable(_))) => nouns.push(words::singular(noun)),
            Segment::Noun(noun) => nouns.push(noun.clone()),
            Segment::Variable(name) if nouns.is_empty() => nouns.push(name.clone()),
            Segment::Variable(_) => {}
        }
    }
    if nouns.is_empty() {
        "root".to_owned()
    } else {
        nouns.join("_")
    }
}
