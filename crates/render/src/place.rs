//! Where in a template a mistake is that shows only in what was rendered.
//!
//! A template is rendered again with marks in it: comments, which change nothing. Marks come out with the text, and say
//! where in which template the text behind them comes from.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::{
    error::Place,
    gate,
    scan::{Kind, Scanner},
    tags::tags,
    tokens::TokenText,
};

/// What a mark begins and ends with.
const MARK: (&str, &str) = ("/*@", "*/");

/// The texts with marks, by the names of their templates.
pub(crate) fn marked(texts: &BTreeMap<&str, &str>) -> BTreeMap<String, String> {
    let marked = texts.iter().enumerate();
    marked
        .map(|(number, (name, text))| ((*name).to_owned(), with_marks(number, text)))
        .collect()
}

/// A text with a mark behind all white space and all tags that are in no literal and no comment of Rust. Text that is
/// printed side by side stays so: a mark would cut a word in two.
fn with_marks(number: usize, text: &str) -> String {
    let mut tags = tags(text).into_iter().peekable();
    let mut marked = mark(number, 0);
    let mut offset = 0;
    for (kind, piece) in Scanner::new(text) {
        marked.push_str(piece);
        offset += piece.len();
        let ended = std::iter::from_fn(|| tags.next_if(|tag| tag.range.end <= offset)).last();
        let is_in_tag = tags.peek().is_some_and(|tag| tag.range.start < offset);
        let is_behind_tag = ended.is_some_and(|tag| tag.range.end == offset && stands_alone(text, &tag.range));
        if !is_in_tag && (kind == Kind::Space || is_behind_tag) {
            marked.push_str(&mark(number, offset));
        }
    }
    marked
}

/// Whether a tag has white space or a bracket at one side at least.
fn stands_alone(text: &str, tag: &Range<usize>) -> bool {
    let parts = |sign: char| sign.is_whitespace() || "()[]{}".contains(sign);
    let before = text.get(..tag.start).and_then(|before| before.chars().next_back());
    let behind = text.get(tag.end..).and_then(|behind| behind.chars().next());
    before.is_none_or(parts) || behind.is_none_or(parts)
}

fn mark(number: usize, offset: usize) -> String {
    format!("{}{number}:{offset}{}", MARK.0, MARK.1)
}

/// The number of the template and the offset in its text that a comment marks.
fn marks(comment: &str) -> Option<(usize, usize)> {
    let mark = comment.strip_prefix(MARK.0)?.strip_suffix(MARK.1)?;
    let (number, offset) = mark.split_once(':')?;
    Some((number.parse().ok()?, offset.parse().ok()?))
}

/// A piece of what was rendered.
pub(crate) struct Piece<'t> {
    pub(crate) kind: Kind,
    /// Its text; that of a hole's tokens where it is one.
    pub(crate) text: &'t str,
    pub(crate) is_hole: bool,
    /// The number of its template.
    template: usize,
    /// The bytes of its template's text that it begins with.
    range: Range<usize>,
}

impl Piece<'_> {
    /// Its place in the template that it comes from. `texts` are those that were marked.
    pub(crate) fn place(&self, texts: &BTreeMap<&str, &str>) -> Option<Place> {
        let (name, text) = texts.iter().nth(self.template)?;
        let start = self.range.start;
        let tag = tags(text).into_iter().find(|tag| tag.range.contains(&start));
        let range = match tag {
            Some(tag) if self.is_hole => tag.range,
            _ if text.get(self.range.clone()) == Some(self.text) => self.range.clone(),
            _ => start..start,
        };
        Some(Place::of_range(name, text, range))
    }
}

/// The pieces of `rendered`, the marked texts filled, without comments.
pub(crate) fn pieces<'t>(rendered: &'t str, holes: &'t [Arc<TokenText>]) -> Vec<Piece<'t>> {
    let mut pieces = Vec::new();
    let (mut template, mut offset) = (0, 0);
    for (kind, text) in Scanner::new(rendered) {
        if let (Kind::Comment, Some(place)) = (kind, marks(text)) {
            (template, offset) = place;
            continue;
        }
        let tokens = gate::number(text).and_then(|number| holes.get(number));
        let range = offset..offset + text.len();
        offset = range.end;
        if kind != Kind::Comment {
            pieces.push(Piece {
                kind,
                text: tokens.map_or(text, |tokens| tokens.as_str()),
                is_hole: tokens.is_some(),
                template,
                range,
            });
        }
    }
    pieces
}
