//! Which prose belongs to what.
//!
//! A page shows the descriptions of a resource's methods twice: all of them in a list in front of the first method, and
//! each again below its method, where those of security schemes follow. So what stands in both places is a method's, and
//! what stands only below it is a scheme's. Prose in front of that list belongs to what stands above it, up to the
//! heading of a new group.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::line::Line;
use super::text::Slice;
use super::token::Token;

/// What the prose around the lines of methods is, by the places of tokens.
#[derive(Debug, Default)]
pub(super) struct Prose<'t> {
    /// The lines of lists of descriptions, and headings of groups with what describes those.
    pub(super) skipped: BTreeSet<usize>,
    /// How many lines below a method are its own description, by the place of its line.
    pub(super) own: BTreeMap<usize, usize>,
    /// The group that begins with a method, by the place of its line.
    pub(super) groups: BTreeMap<usize, (Slice<'t>, Vec<Slice<'t>>)>,
    /// Where lines begin that may be prose.
    head: usize,
}

impl<'t> Prose<'t> {
    /// Looks at all lines of a page, of which the first `head` say what the API is called and where it is.
    pub(super) fn of(tokens: &[Token<'t>], head: usize) -> Self {
        let mut prose = Self {
            head,
            ..Self::default()
        };
        let resources = resources(tokens);
        let lists: Vec<Range<usize>> = resources.iter().map(|it| prose.list(tokens, it)).collect();
        if prose.skipped.is_empty() {
            prose.without_lists(tokens, &resources);
        }
        let mut group: Option<&str> = None;
        for (resource, list) in resources.iter().zip(lists) {
            group = prose.group(tokens, resource, list, group);
        }
        prose
    }

    /// Finds the list of descriptions in front of a resource; an empty range in front of its first method where there is
    /// none.
    fn list(&mut self, tokens: &[Token<'_>], resource: &Resource<'_>) -> Range<usize> {
        let mut start = resource.first();
        let mut own = Vec::new();
        for method in resource.methods.iter().rev() {
            let head = below(tokens, *method);
            let above = start - self.above(tokens, start).start;
            let lengths = (0..=head.len().min(above)).rev();
            let is_same = |length: &usize| {
                let below = (head.start..head.start + length).filter_map(|it| tokens.get(it));
                let above = (start - length..start).filter_map(|it| tokens.get(it));
                below.map(|it| it.text.text).eq(above.map(|it| it.text.text))
            };
            let length = lengths.into_iter().find(is_same).unwrap_or(0);
            start -= length;
            own.push((*method, length));
        }
        self.skipped.extend(start..resource.first());
        self.own.extend(own);
        start..resource.first()
    }

    /// For themes that have no such lists: a description ends where scopes begin, or what is said of all methods.
    fn without_lists(&mut self, tokens: &[Token<'_>], resources: &[Resource<'_>]) {
        let methods = resources.iter().flat_map(|resource| &resource.methods);
        let heads: Vec<(usize, Range<usize>)> = methods.map(|method| (*method, below(tokens, *method))).collect();
        let mut ends: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, head) in &heads {
            if let Some(token) = head
                .end
                .checked_sub(1)
                .filter(|_| !head.is_empty())
                .and_then(|it| tokens.get(it))
            {
                *ends.entry(token.text.text).or_default() += 1;
            }
        }
        for (method, head) in heads {
            let is_own = |index: &usize| {
                tokens.get(*index).is_some_and(|token| {
                    let is_repeated = ends.get(token.text.text).is_some_and(|count| *count > 1);
                    matches!(token.line, Line::Prose) && !is_repeated
                })
            };
            self.own.insert(method, head.take_while(is_own).count());
        }
    }

    /// Finds the heading of the group that begins with a resource. Gives the path that all of its resources begin with.
    fn group<'p>(
        &mut self,
        tokens: &'p [Token<'t>],
        resource: &Resource<'p>,
        list: Range<usize>,
        known: Option<&'p str>,
    ) -> Option<&'p str>
    where
        't: 'p,
    {
        let mut prose = self.above(tokens, list.start);
        let line_above = |prose: &Range<usize>| prose.start.checked_sub(1).and_then(|index| tokens.get(index));
        if line_above(&prose).is_some_and(|token| matches!(token.line, Line::Resource { has_methods: true, .. })) {
            // The line of a resource with its methods stands between the heading and the list.
            prose = self.above(tokens, prose.start - 1);
        }
        let above = line_above(&prose);
        let heading = above.and_then(|token| match token.line {
            Line::Resource {
                path,
                has_methods: false,
            } => Some(path),
            _ => None,
        });
        let is_known = known.is_some_and(|known| is_below(resource.path, known));
        if let Some(path) = heading {
            if is_known || !is_below(resource.path, path.text) {
                return known;
            }
            self.begin(tokens, resource.first(), path, prose);
            return Some(path.text);
        }
        if is_known {
            return known;
        }
        let top = top_segment(resource.path);
        let follows_status = above.is_some_and(|token| matches!(token.line, Line::Status { .. }));
        if let Some(index) = heading_in(tokens, prose.clone(), top, follows_status)
            && let Some(token) = tokens.get(index)
        {
            self.skipped.insert(index);
            self.begin(tokens, resource.first(), token.text, index + 1..prose.end);
        }
        Some(top)
    }

    /// The prose that ends in front of a token.
    fn above(&self, tokens: &[Token<'_>], end: usize) -> Range<usize> {
        let above = tokens.get(self.head..end).unwrap_or_default();
        let count = above.iter().rev().take_while(|token| is_prose(token)).count();
        end - count..end
    }

    fn begin(&mut self, tokens: &[Token<'t>], method: usize, name: Slice<'t>, description: Range<usize>) {
        self.skipped.extend(description.clone());
        let lines = tokens.get(description).unwrap_or_default();
        self.groups
            .insert(method, (name, lines.iter().map(|it| it.text).collect()));
    }
}

/// Methods that stand one behind the other under one path.
struct Resource<'p> {
    path: &'p str,
    /// The places of their lines; never empty.
    methods: Vec<usize>,
}

impl Resource<'_> {
    fn first(&self) -> usize {
        self.methods.first().copied().unwrap_or(0)
    }
}

fn resources<'p>(tokens: &'p [Token<'_>]) -> Vec<Resource<'p>> {
    let mut resources: Vec<Resource<'p>> = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        let Line::Operation { path, .. } = &token.line else {
            continue;
        };
        match resources.last_mut() {
            Some(last) if last.path == path.text => last.methods.push(index),
            _ => resources.push(Resource {
                path: path.text,
                methods: vec![index],
            }),
        }
    }
    resources
}

fn is_prose(token: &Token<'_>) -> bool {
    matches!(token.line, Line::Prose | Line::Bullet(_))
}

/// The prose that begins behind a token.
fn below(tokens: &[Token<'_>], index: usize) -> Range<usize> {
    let start = index + 1;
    let below = tokens.get(start..).unwrap_or_default();
    start..start + below.iter().take_while(|token| is_prose(token)).count()
}

/// Whether a path is another one, or below it.
fn is_below(path: &str, top: &str) -> bool {
    path.strip_prefix(top)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || top.ends_with('/'))
}

/// The first segment of a path, with its slash.
fn top_segment(path: &str) -> &str {
    let end = path.get(1..).and_then(|rest| rest.find('/')).map(|at| at + 1);
    path.get(..end.unwrap_or(path.len())).unwrap_or(path)
}

/// The line that is the heading of a group whose paths begin with `top`: the one that reads like it, or else a title that
/// has its word. Otherwise the first that cannot describe a response.
fn heading_in(tokens: &[Token<'_>], prose: Range<usize>, top: &str, follows_status: bool) -> Option<usize> {
    let lines = tokens.get(prose.clone())?;
    let top = stem(top);
    let similar = lines.iter().rposition(|token| stem(token.text.text) == top);
    let named = || lines.iter().rposition(|token| is_title_of(token.text.text, &top));
    if let Some(at) = similar.or_else(named) {
        return Some(prose.start + at);
    }
    match (prose.len(), follows_status) {
        (0, _) => None,
        (1, _) | (_, false) => Some(prose.end - 1),
        (_, true) => Some(prose.start + 1),
    }
}

/// The letters and digits of a text in small letters, without the sign of a plural.
fn stem(text: &str) -> String {
    let letters = text.chars().filter(|it| it.is_alphanumeric());
    let letters: String = letters.flat_map(char::to_lowercase).collect();
    letters.strip_suffix('s').unwrap_or(&letters).to_owned()
}

/// Whether a line may be the title of what a word names: it has the word, and is short and no sentence.
fn is_title_of(line: &str, word: &str) -> bool {
    let mut words = line.split_whitespace();
    let is_short = line.split_whitespace().count() <= LONGEST_TITLE;
    is_short && !line.ends_with(['.', '!', '?', ':', ';', ',']) && words.any(|it| stem(it) == word)
}

/// How many words a title has at most.
const LONGEST_TITLE: usize = 5;
