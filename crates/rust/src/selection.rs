//! Which operations of an API are chosen.

use specwright_diagnostics::{Diagnostic, Diagnostics};
use specwright_model::{Operation, Resource};

use crate::rules;

/// Patterns of operations: by tag, by path, or by name. `*` in a pattern stands for any characters,
/// also for none; letter case counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Patterns {
    /// Patterns of tags.
    pub tags: Vec<String>,
    /// Patterns of paths, variables as they are written: `/users/{id}`. With a method in front, `GET /users/*`, those of
    /// that method alone.
    pub paths: Vec<String>,
    /// Patterns of names: of an operation's function, or of its tool.
    pub names: Vec<String>,
}

/// Which operations of an API are chosen: those that some pattern includes, or all where there is none, without those
/// that some pattern excludes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// What is chosen; all where it is empty.
    pub include: Patterns,
    /// What is left out of that.
    pub exclude: Patterns,
}

/// An operation as patterns see it.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'a> {
    /// Its tags.
    pub tags: &'a [String],
    /// Its method.
    pub method: &'a str,
    /// Its path template.
    pub path: &'a str,
    /// The name of its function, or of its tool.
    pub name: &'a str,
}

impl Candidate<'_> {
    /// Whether the path is one that a pattern stands for, or the path behind its method.
    fn has_path(&self, pattern: &str) -> bool {
        match pattern.split_once(' ') {
            Some((method, path)) => matches(method, self.method) && matches(path.trim_start(), self.path),
            None => matches(pattern, self.path),
        }
    }
}

impl Patterns {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.tags.is_empty() && self.paths.is_empty() && self.names.is_empty()
    }

    fn matches(&self, candidate: Candidate<'_>) -> bool {
        let any = |patterns: &[String], text: &str| patterns.iter().any(|pattern| matches(pattern, text));
        candidate.tags.iter().any(|tag| any(&self.tags, tag))
            || self.paths.iter().any(|pattern| candidate.has_path(pattern))
            || any(&self.names, candidate.name)
    }

    /// The patterns that match none of `candidates`, with a word for what they are compared with.
    fn idle<'s>(&'s self, candidates: &[Candidate<'_>]) -> Vec<(&'static str, &'s str)> {
        let kinds = [("tag", &self.tags), ("path", &self.paths), ("name", &self.names)];
        let all = kinds
            .into_iter()
            .flat_map(|(kind, patterns)| patterns.iter().map(move |it| (kind, it.as_str())));
        let is_idle = |(kind, pattern): &(&str, &str)| {
            !candidates.iter().any(|candidate| match *kind {
                "tag" => candidate.tags.iter().any(|tag| matches(pattern, tag)),
                "path" => candidate.has_path(pattern),
                _ => matches(pattern, candidate.name),
            })
        };
        all.filter(is_idle).collect()
    }
}

impl Selection {
    /// Whether there are no patterns: all operations are chosen.
    pub fn is_all(&self) -> bool {
        self.include.is_empty() && self.exclude.is_empty()
    }

    /// Whether an operation is chosen.
    pub fn chooses(&self, candidate: Candidate<'_>) -> bool {
        (self.include.is_empty() || self.include.matches(candidate)) && !self.exclude.matches(candidate)
    }

    /// The patterns that match none of `candidates`, each with a word for what it is compared with.
    pub fn idle(&self, candidates: &[Candidate<'_>]) -> Vec<(&'static str, &str)> {
        [self.include.idle(candidates), self.exclude.idle(candidates)].concat()
    }
}

/// The choice that a [`Selection`] makes among the operations of an API, one after the other.
pub(crate) struct Choice<'a> {
    selection: &'a Selection,
    seen: Vec<Seen<'a>>,
}

/// An operation that was looked at.
struct Seen<'a> {
    operation: &'a Operation,
    path: String,
    name: String,
}

impl Seen<'_> {
    fn candidate(&self) -> Candidate<'_> {
        Candidate {
            tags: &self.operation.tags,
            method: self.operation.method.as_str(),
            path: &self.path,
            name: &self.name,
        }
    }
}

impl<'a> Choice<'a> {
    pub(crate) fn new(selection: &'a Selection) -> Self {
        Self {
            selection,
            seen: Vec::new(),
        }
    }

    /// Whether an operation is chosen whose function has this name.
    pub(crate) fn takes(&mut self, resource: &Resource, operation: &'a Operation, name: &str) -> bool {
        if self.selection.is_all() {
            return true;
        }
        let seen = Seen {
            operation,
            path: resource.path.to_string(),
            name: name.to_owned(),
        };
        let is_chosen = self.selection.chooses(seen.candidate());
        self.seen.push(seen);
        is_chosen
    }

    /// Reports patterns that match no operation.
    pub(crate) fn report(&self, diagnostics: &mut Diagnostics) {
        let candidates = self.seen.iter().map(Seen::candidate);
        for (kind, pattern) in self.selection.idle(&candidates.collect::<Vec<_>>()) {
            let message = format!("no operation has a {kind} like `{pattern}`");
            diagnostics.push(Diagnostic::without_place(&rules::IDLE_OPERATION_PATTERN, message));
        }
    }
}

/// Whether a text is one that a pattern stands for.
fn matches(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else {
        return false;
    };
    let Some(last) = parts.next_back() else {
        return rest.is_empty();
    };
    for part in parts {
        match rest.split_once(part) {
            Some((_, behind)) => rest = behind,
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_any_characters() {
        let check = |pattern: &str, fitting: &[&str], others: &[&str]| {
            assert!(fitting.iter().all(|text| matches(pattern, text)), "{pattern}");
            assert!(others.iter().all(|text| !matches(pattern, text)), "{pattern}");
        };
        check("users", &["users"], &["user", "users2", "Users", ""]);
        check("/users/*", &["/users/", "/users/{id}", "/users/{id}/keys"], &["/users"]);
        check("*_user*", &["get_user", "get_users"], &["users"]);
        check("a*b*a", &["aba", "a-b-a"], &["aa", "ab", "a"]);
        check("*", &["", "anything"], &[]);
    }

    #[test]
    fn what_is_excluded_is_not_included() {
        let selection = Selection {
            include: Patterns {
                tags: vec!["users".to_owned()],
                names: vec!["ping".to_owned()],
                ..Patterns::default()
            },
            exclude: Patterns {
                paths: vec!["/users/{id}/*".to_owned(), "/x".to_owned()],
                ..Patterns::default()
            },
        };
        let tags = ["users".to_owned()];
        let candidate = |tags, path, name| Candidate {
            tags,
            method: "GET",
            path,
            name,
        };
        let candidates = [
            candidate(&tags, "/users", "list_users"),
            candidate(&tags, "/users/{id}/keys", "list_keys"),
            candidate(&[], "/ping", "ping"),
            candidate(&[], "/pong", "pong"),
        ];
        let chosen = candidates.iter().filter(|it| selection.chooses(**it)).map(|it| it.name);
        assert_eq!(chosen.collect::<Vec<_>>(), ["list_users", "ping"]);
        assert_eq!(selection.idle(&candidates), [("path", "/x")]);
        assert!(Selection::default().chooses(candidate(&[], "/pong", "pong")));
    }

    fn at<'a>(method: &'a str, path: &'a str) -> Candidate<'a> {
        Candidate {
            tags: &[],
            method,
            path,
            name: "",
        }
    }

    #[test]
    fn paths_may_have_a_method_in_front() {
        let check = |pattern: &str, fitting: &[(&str, &str)], others: &[(&str, &str)]| {
            assert!(
                fitting.iter().all(|(method, path)| at(method, path).has_path(pattern)),
                "{pattern}"
            );
            assert!(
                others.iter().all(|(method, path)| !at(method, path).has_path(pattern)),
                "{pattern}"
            );
        };
        check(
            "GET /users",
            &[("GET", "/users")],
            &[("POST", "/users"), ("GET", "/users/{id}")],
        );
        check(
            "* /users/*",
            &[("GET", "/users/{id}"), ("PUT", "/users/{id}")],
            &[("GET", "/users")],
        );
        check("/users", &[("GET", "/users"), ("POST", "/users")], &[("GET", "/")]);
    }
}
