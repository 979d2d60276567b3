//! Where in a template a mistake is that shows only in what was rendered.
//!
//! A template is rendered again with a mark at the beginning of each line: a comment, which changes nothing. Marks come
//! out with the text, and say from which line of which template the item is that is no Rust.

use std::collections::BTreeMap;
use std::sync::Arc;

use proc_macro2::TokenStream;

use crate::{
    error::Place,
    gate,
    scan::{Kind, Scanner},
    tags::tags,
    tokens::TokenText,
};

/// What a mark begins and ends with.
const MARK: (&str, &str) = ("/*@", "*/");

/// How many endings an item may seem to have before its own: `const A: B = B {} + C {};` has three.
const ENDINGS: usize = 4;

/// The texts with marks, by the names of their templates.
pub(crate) fn marked(texts: &BTreeMap<&str, &str>) -> BTreeMap<String, String> {
    let marked = texts.iter().enumerate();
    marked
        .map(|(number, (name, text))| ((*name).to_owned(), with_marks(number, text)))
        .collect()
}

/// A text with a mark wherever a line begins that is neither in a tag nor in a literal or a comment of Rust.
fn with_marks(number: usize, text: &str) -> String {
    let mut tags = tags(text).into_iter().peekable();
    let (open, close) = MARK;
    let mut marked = format!("{open}{number}:1{close}");
    let mut offset = 0;
    let mut line = 1;
    for (kind, piece) in Scanner::new(text) {
        while tags.next_if(|tag| tag.range.end <= offset).is_some() {}
        let is_in_tag = tags.peek().is_some_and(|tag| tag.range.start < offset);
        let lines = piece.matches('\n').count();
        marked.push_str(piece);
        offset += piece.len();
        line += lines;
        let is_cut_by_tag = tags.peek().is_some_and(|tag| tag.range.start < offset);
        if kind == Kind::Space && lines > 0 && !is_in_tag && !is_cut_by_tag {
            marked.push_str(&format!("{open}{number}:{line}{close}"));
        }
    }
    marked
}

/// Where the first item of `rendered`, the marked texts filled, begins that does not parse. `names` are those of the
/// templates, in the order of the texts that were marked.
pub(crate) fn of_first_mistake<'n>(
    rendered: &str,
    holes: &[Arc<TokenText>],
    names: impl Iterator<Item = &'n str>,
) -> Option<Place> {
    let chunks = chunks(rendered, holes);
    let mut first = 0;
    while let Some(chunk) = chunks.get(first) {
        let mut item = String::new();
        let length = chunks.iter().skip(first).take(ENDINGS).position(|chunk| {
            item.push_str(&chunk.text);
            parses(&item)
        });
        match length {
            Some(length) => first += length + 1,
            None => {
                let (number, line) = chunk.place;
                let name = names.into_iter().nth(number)?.to_owned();
                return Some(Place { name, line: Some(line) });
            }
        }
    }
    None
}

fn parses(item: &str) -> bool {
    let stream = item.parse::<TokenStream>();
    stream.is_ok_and(|stream| syn::parse2::<syn::File>(stream).is_ok())
}

/// Text up to where an item may end.
#[derive(Default)]
struct Chunk {
    text: String,
    /// The number of the template and the line of its first token.
    place: (usize, usize),
}

fn chunks(rendered: &str, holes: &[Arc<TokenText>]) -> Vec<Chunk> {
    let mut chunks = Vec::new();
    let mut current = Chunk::default();
    let mut is_begun = false;
    let mut depth = 0_usize;
    let mut place = (0, 1);
    for (kind, text) in Scanner::new(rendered) {
        match kind {
            Kind::Comment => place = mark(text).unwrap_or(place),
            Kind::Space => {}
            _ if !is_begun => {
                is_begun = true;
                current.place = place;
            }
            _ => {}
        }
        match kind {
            Kind::Comment | Kind::Space => current.text.push('\n'),
            Kind::Word => match gate::number(text).and_then(|number| holes.get(number)) {
                Some(tokens) => current.text.push_str(&format!(" {} ", tokens.as_str())),
                None => current.text.push_str(text),
            },
            _ => current.text.push_str(text),
        }
        match kind {
            Kind::Open => depth += 1,
            Kind::Close => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && (text == "}" || text == ";") {
            chunks.push(std::mem::take(&mut current));
            is_begun = false;
        }
    }
    if is_begun {
        chunks.push(current);
    }
    chunks
}

/// The number of the template and the line that a comment marks.
fn mark(comment: &str) -> Option<(usize, usize)> {
    let mark = comment.strip_prefix(MARK.0)?.strip_suffix(MARK.1)?;
    let (number, line) = mark.split_once(':')?;
    Some((number.parse().ok()?, line.parse().ok()?))
}
