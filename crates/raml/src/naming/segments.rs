//! What the segments of a path say.

use heck::ToSnakeCase;
use specwright_model::{PathPart, PathTemplate};

use super::{verbs, words};

/// A segment of a path, or a part of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Segment {
    /// Words in snake case.
    Noun(String),
    /// The name of a variable in snake case.
    Variable(String),
}

/// Endings of paths that say how an answer is written.
const EXTENSIONS: [&str; 4] = [".json", ".xml", ".html", ".txt"];

/// Variables for such endings.
const EXTENSION_VARIABLES: [&str; 3] = ["ext", "extension", "media_type_extension"];

/// First segments that say nothing of what a path is about.
const PREFIXES: [&str; 3] = ["api", "apis", "rest"];

/// Words for some of a collection, behind which they stand in a path (`gists/public`).
const ADJECTIVES: [&str; 16] = [
    "active",
    "archived",
    "closed",
    "completed",
    "deleted",
    "expired",
    "featured",
    "inactive",
    "pending",
    "popular",
    "private",
    "public",
    "recent",
    "starred",
    "trending",
    "unread",
];

/// Such words for one of a collection.
const SUPERLATIVES: [&str; 4] = ["current", "latest", "newest", "oldest"];

/// Words that say how what stands before them is picked by the variable behind them.
const PREPOSITIONS: [&str; 10] = ["at", "before", "by", "for", "from", "in", "of", "on", "to", "with"];

/// The segments of a path without what says nothing: versions in front, and extensions at the end.
pub(super) fn segments(path: &PathTemplate) -> Vec<Segment> {
    let mut segments = Vec::new();
    for part in path.parts() {
        match part {
            PathPart::Variable(name) => segments.push(Segment::Variable(name.to_snake_case())),
            PathPart::Literal(text) => {
                let text = EXTENSIONS
                    .iter()
                    .find_map(|ending| text.strip_suffix(ending))
                    .unwrap_or(text);
                let nouns = text.split('/').map(spelled).filter(|noun| !noun.is_empty());
                segments.extend(nouns.map(Segment::Noun));
            }
        }
    }
    let is_extension =
        |segment: &Segment| matches!(segment, Segment::Variable(name) if EXTENSION_VARIABLES.contains(&name.as_str()));
    segments.retain(|segment| !is_extension(segment));
    let is_prefix = |segment: &Segment| match segment {
        Segment::Noun(noun) => PREFIXES.contains(&noun.as_str()) || is_version(noun),
        Segment::Variable(name) => name == "version",
    };
    let prefix = segments.iter().take_while(|segment| is_prefix(segment)).count();
    if prefix < segments.len() {
        segments.drain(..prefix);
    }
    join_adjectives(segments)
}

/// Puts adjectives in front of the collections behind which they stand: `gists/public` are public gists.
fn join_adjectives(segments: Vec<Segment>) -> Vec<Segment> {
    let mut joined: Vec<Segment> = Vec::new();
    for segment in segments {
        if let (Segment::Noun(word), Some(Segment::Noun(noun))) = (&segment, joined.last_mut()) {
            let singular = words::singular(noun);
            let is_of_some = ADJECTIVES.contains(&word.as_str()) && singular != *noun;
            let is_of_one = SUPERLATIVES.contains(&word.as_str()) && singular != *noun;
            if is_of_some || is_of_one {
                *noun = format!("{word}_{}", if is_of_one { &singular } else { &*noun });
                continue;
            }
        }
        joined.push(segment);
    }
    joined
}

/// A text in snake case, with the verb at its beginning as a word of its own.
fn spelled(text: &str) -> String {
    let snake = text.to_snake_case();
    match verbs::split_off(&snake) {
        Some((verb, rest)) => format!("{verb}_{rest}"),
        None => snake,
    }
}

/// Whether a segment is a version, such as `v1` or `v2_1`.
fn is_version(noun: &str) -> bool {
    noun.strip_prefix('v')
        .is_some_and(|rest| !rest.is_empty() && rest.chars().all(|it| it.is_ascii_digit() || it == '_'))
}

/// The nouns of segments, in the singular where a variable picks one. Variables in front are nouns as well, and so are
/// those behind a preposition.
pub(super) fn phrase(segments: &[Segment]) -> String {
    let mut nouns: Vec<String> = Vec::new();
    let first_noun = segments.iter().position(|segment| matches!(segment, Segment::Noun(_)));
    let mut names_variable = false;
    for (index, segment) in segments.iter().enumerate() {
        let is_picked = matches!(segments.get(index + 1), Some(Segment::Variable(_)));
        match segment {
            Segment::Noun(noun) => {
                let mut words = noun.rsplit('_');
                names_variable = words.next().is_some_and(is_preposition);
                let is_told = names_variable || words.any(is_preposition);
                nouns.push(if is_picked && !is_told {
                    words::singular(noun)
                } else {
                    noun.clone()
                });
            }
            Segment::Variable(name) if names_variable || first_noun.is_none_or(|first| index < first) => {
                nouns.push(thing(name));
                names_variable = false;
            }
            Segment::Variable(_) => {}
        }
    }
    nouns.join("_")
}

fn is_preposition(word: &str) -> bool {
    PREPOSITIONS.contains(&word)
}

/// What a variable stands for: `file_id` is for a file.
pub(super) fn thing(variable: &str) -> String {
    variable.strip_suffix("_id").unwrap_or(variable).to_owned()
}
