//! The tags of a template's text: where Rust ends and minijinja begins (minijinja's documentation, "Template syntax").

use std::ops::Range;

/// What a tag does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagKind {
    /// Prints a value: `{{ name }}`.
    Print,
    /// Steers: `{% for name in names %}`.
    Control,
    /// Says something to people: `{# this #}`.
    Comment,
}

/// A tag of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag<'t> {
    /// What it does.
    pub kind: TagKind,
    /// Its text, without the braces, the signs that trim white space, and white space around it.
    pub content: &'t str,
    /// Where it stands, with its braces: bytes of the text.
    pub range: Range<usize>,
}

/// The tags of the text of a template, in order. One that does not end goes to the end of the text.
pub fn tags(text: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut start = 0;
    while let Some(tag) = next(text, start) {
        start = tag.range.end;
        tags.push(tag);
    }
    tags
}

/// The first tag at or behind `start`.
fn next(text: &str, start: usize) -> Option<Tag<'_>> {
    const BRACES: [(TagKind, &str, &str); 3] = [
        (TagKind::Print, "{{", "}}"),
        (TagKind::Control, "{%", "%}"),
        (TagKind::Comment, "{#", "#}"),
    ];
    let rest = text.get(start..)?;
    let found = BRACES
        .into_iter()
        .filter_map(|braces| Some((rest.find(braces.1)?, braces)));
    let (begin, (kind, open, close)) = found.min_by_key(|(begin, _)| *begin)?;
    let inside = rest.get(begin + open.len()..)?;
    let (content, length) = match inside.split_once(close) {
        Some((content, _)) => (content, content.len() + close.len()),
        None => (inside, inside.len()),
    };
    let begin = start + begin;
    Some(Tag {
        kind,
        content: content
            .trim_start_matches(['-', '+'])
            .trim_end_matches(['-', '+'])
            .trim(),
        range: begin..begin + open.len() + length,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(TagKind, &str, &str)]) {
        let tags = tags(text);
        let found: Vec<_> = tags
            .iter()
            .map(|tag| (tag.kind, tag.content, text.get(tag.range.clone()).unwrap_or_default()))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn tags_are_told_from_the_text_around_them() {
        use TagKind::{Comment, Control, Print};
        check(
            "fn {{ name }}() { {%- if yes -%} a {# no {{ tag }} #}{% endif %} }",
            &[
                (Print, "name", "{{ name }}"),
                (Control, "if yes", "{%- if yes -%}"),
                (Comment, "no {{ tag }}", "{# no {{ tag }} #}"),
                (Control, "endif", "{% endif %}"),
            ],
        );
        check("{ { 1 } } %}", &[]);
        check("a {{ open", &[(Print, "open", "{{ open")]);
    }
}
