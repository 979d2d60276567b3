//! What names mean in a template, as far as its text tells: where a value is named, and which names tags give.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::{
    lookup::Miss,
    tags::{Tag, TagKind, tags},
};

/// A value that a template names: `field.name`.
pub(crate) struct Named {
    /// Its text up to the name that was looked up in vain.
    pub(crate) value: String,
    /// Where that text stands.
    pub(crate) range: Range<usize>,
}

impl Named {
    /// What `name` would be called in place of the name that was looked up in vain.
    pub(crate) fn sibling(&self, name: &str) -> String {
        match self.value.rsplit_once('.') {
            Some((owner, _)) => format!("{owner}.{name}"),
            None => name.to_owned(),
        }
    }
}

/// These bytes of `text` with the whole of the value that they begin with: minijinja's place of `field.name` is that of
/// `.name`. None where they are not in `text`.
pub(crate) fn whole(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let start = text.get(..range.start)?.trim_end_matches(goes_on).len();
    text.get(start..range.end).map(|_| start..range.end)
}

/// Whether a character can stand in the name of a value.
fn goes_on(character: char) -> bool {
    character == '_' || character == '.' || character.is_alphanumeric()
}

/// Where in these bytes of `text` the value is named that was missed.
pub(crate) fn named(text: &str, range: Range<usize>, miss: &Miss) -> Option<Named> {
    let mut start = range.start;
    for word in text.get(range)?.split_inclusive(|character| !goes_on(character)) {
        let path = word.trim_end_matches(|character| !goes_on(character));
        if let Some(length) = length_to(path, miss) {
            return Some(Named {
                value: path.get(..length)?.to_owned(),
                range: start..start + length,
            });
        }
        start += word.len();
    }
    None
}

/// The length of the beginning of `path` that ends with the missed name.
fn length_to(path: &str, miss: &Miss) -> Option<usize> {
    let mut length = 0;
    for (number, name) in path.split('.').enumerate() {
        length += name.len() + usize::from(number > 0);
        if name == miss.name && miss.is_outermost == (number == 0) {
            return Some(length);
        }
    }
    None
}

/// As [`named`], in the first of the tags of `text` that names it.
pub(crate) fn named_in_tags(text: &str, miss: &Miss) -> Option<Named> {
    let tags = tags(text).into_iter().filter(|tag| tag.kind != TagKind::Comment);
    tags.map(|tag| tag.range).find_map(|range| named(text, range, miss))
}

/// The names that tags give at `offset` in the text of the template `name`: variables of the loops and the other blocks
/// around it, those of templates that include it among them.
pub(crate) fn given(texts: &BTreeMap<&str, &str>, name: &str, offset: usize) -> BTreeSet<String> {
    let mut given = BTreeSet::new();
    let mut seen = BTreeSet::from([name]);
    let mut work = vec![(name, offset)];
    while let Some((name, offset)) = work.pop() {
        let text = texts.get(name).copied().unwrap_or_default();
        given.extend(given_by_tags(text, offset));
        for (other, text) in texts {
            let includes = tags(text)
                .into_iter()
                .find(|tag| keyword(tag) == Some("include") && tag.content.contains(&format!("\"{name}\"")));
            if let Some(tag) = includes.filter(|_| seen.insert(other)) {
                work.push((other, tag.range.start));
            }
        }
    }
    given
}

fn given_by_tags(text: &str, offset: usize) -> impl Iterator<Item = String> {
    let mut blocks: Vec<Vec<String>> = vec![Vec::new()];
    for tag in tags(text).into_iter().take_while(|tag| tag.range.end <= offset) {
        match keyword(&tag) {
            Some("for" | "with" | "macro") => blocks.push(names(&tag)),
            Some("set") => blocks
                .last_mut()
                .into_iter()
                .for_each(|block| block.extend(names(&tag))),
            Some("endfor" | "endwith" | "endmacro") => drop(blocks.pop()),
            _ => {}
        }
    }
    blocks.into_iter().flatten()
}

fn keyword<'t>(tag: &Tag<'t>) -> Option<&'t str> {
    let word = tag.content.split_whitespace().next();
    word.filter(|_| tag.kind == TagKind::Control)
}

/// The names that a tag gives: `a, b` of `for a, b in c`, `a` and `b` of `with a = 1, b = 2` and of `macro f(a, b)`.
fn names(tag: &Tag<'_>) -> Vec<String> {
    let Some((keyword, rest)) = tag.content.split_once(char::is_whitespace) else {
        return Vec::new();
    };
    let list = match keyword {
        "for" => rest.split_once(" in ").map_or(rest, |(names, _)| names),
        "macro" => rest.split_once('(').map_or("", |(_, names)| names),
        _ => rest,
    };
    let names = list.split(',').map(|item| item.split('=').next().unwrap_or(item));
    names
        .map(|name| name.trim_matches(|sign: char| sign.is_whitespace() || "()".contains(sign)))
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}
