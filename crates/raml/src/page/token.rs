//! The lines of a page with what stands verbatim below them, and lines taken apart that were put on one.
//!
//! Text that a page shows as it is (examples, and schemas in other languages) has no mark at its end: JSON ends with its
//! last bracket, XML with the tag that closes it, and all else with its line. What stands behind a bracket on the same
//! line is a line of its own: pages that were copied as text glue the next heading there.

use std::collections::VecDeque;

use super::line::{Line, hidden_property};
use super::text::{self, Slice};

/// A line, and what stands below it verbatim.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token<'t> {
    pub(super) line: Line<'t>,
    pub(super) text: Slice<'t>,
    pub(super) verbatim: Vec<Verbatim<'t>>,
    pub(super) glue: Option<Glue>,
}

/// Why a line does not begin where a line of the page does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Glue {
    /// It stood behind the end of an example.
    Example,
    /// It is a property that stood behind prose.
    Prose,
}

/// Text that stands on the page as it is in the document.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Verbatim<'t> {
    /// The name of an example, of several.
    pub(super) name: Option<Slice<'t>>,
    /// The text; its lines have lost their indentation.
    pub(super) text: &'t str,
    pub(super) start: usize,
    /// Whether its end was found.
    pub(super) is_whole: bool,
}

impl Verbatim<'_> {
    /// Its bytes in the page.
    pub(super) fn range(&self) -> std::ops::Range<usize> {
        self.start..self.start + self.text.len()
    }
}

/// Reads the lines of a page.
pub(super) fn tokens(page: &str) -> Vec<Token<'_>> {
    let mut reader = Reader {
        page,
        lines: text::lines(page).into_iter().map(|line| (line, None)).collect(),
        tokens: Vec::new(),
    };
    reader.read();
    reader.tokens
}

struct Reader<'t> {
    page: &'t str,
    lines: VecDeque<(Slice<'t>, Option<Glue>)>,
    tokens: Vec<Token<'t>>,
}

impl<'t> Reader<'t> {
    fn read(&mut self) {
        while let Some((text, glue)) = self.lines.pop_front() {
            if is_badge(text.text) || (is_tab(text.text) && self.ends_tabs()) {
                continue;
            }
            let line = Line::read(text);
            if matches!(line, Line::Prose | Line::Bullet(_))
                && let Some((prose, property)) = hidden_property(text)
            {
                self.lines.push_front((property, Some(Glue::Prose)));
                self.lines.push_front((prose, glue));
                continue;
            }
            let verbatim = match &line {
                Line::Example { many } => self.verbatim(*many),
                Line::Raw => self.verbatim(false),
                Line::Type(name) if name.text.is_empty() => self.verbatim(false),
                _ => Vec::new(),
            };
            self.tokens.push(Token {
                line,
                text,
                verbatim,
                glue,
            });
        }
    }

    /// Whether the names of tabs end here: in front of what the first of them shows.
    fn ends_tabs(&self) -> bool {
        let mut rest = self.lines.iter().take(TABS.len()).map(|(line, _)| *line);
        match rest.find(|line| !is_tab(line.text)) {
            Some(line) => matches!(
                Line::read(line),
                Line::Heading(_) | Line::Status { .. } | Line::SecuredBy { .. }
            ),
            None => self.lines.len() < TABS.len(),
        }
    }

    /// Takes what stands verbatim in front of the next line that is more than prose.
    fn verbatim(&mut self, many: bool) -> Vec<Verbatim<'t>> {
        let mut found = Vec::new();
        loop {
            let is_named = self.names_an_example(many);
            let is_more = found.is_empty() || is_named || (many && self.starts_value());
            if !is_more {
                return found;
            }
            let name = is_named.then(|| self.lines.pop_front()).flatten();
            let name = name.map(|(line, _)| line.part(0..line.text.len().saturating_sub(1)));
            let Some(mut value) = self.value() else { return found };
            value.name = name;
            found.push(value);
        }
    }

    /// Whether the next line is the name of one of several examples: a colon at its end, and a value below it.
    fn names_an_example(&self, many: bool) -> bool {
        let line = |index: usize| self.lines.get(index).map(|(line, _)| *line);
        let is_name = line(0).is_some_and(|it| it.text.ends_with(':') && Line::read(it) == Line::Prose);
        many && is_name && line(1).is_some_and(|it| Line::read(it) == Line::Prose)
    }

    /// Whether the next line begins a value that has brackets.
    fn starts_value(&self) -> bool {
        self.lines
            .front()
            .is_some_and(|(line, _)| line.text.starts_with(['{', '[']))
    }

    /// Takes one value.
    fn value(&mut self) -> Option<Verbatim<'t>> {
        let (first, _) = *self.lines.front()?;
        match first.text.chars().next()? {
            '{' | '[' => Some(self.json(first.start)),
            '<' => Some(self.xml(first)),
            _ if Line::read(first) == Line::Prose => {
                self.lines.pop_front();
                Some(self.cut(first.start, first.range().end, true))
            }
            _ => None,
        }
    }

    /// Takes JSON: lines up to the bracket that closes the first. Where there is none, lines up to the next one that no
    /// JSON can hold.
    fn json(&mut self, start: usize) -> Verbatim<'t> {
        let mut scanner = Brackets::default();
        let mut end = start;
        while let Some((line, _)) = self.lines.front().copied() {
            if matches!(
                Line::read(line),
                Line::Operation { .. } | Line::Status { .. } | Line::SecuredBy { .. }
            ) {
                break;
            }
            self.lines.pop_front();
            if let Some(length) = scanner.end(line.text) {
                self.put_back(line.from(length));
                return self.cut(start, line.start + length, true);
            }
            end = line.range().end;
        }
        self.cut(start, end, false)
    }

    /// Takes XML: lines up to the one with the tag that closes the first.
    fn xml(&mut self, first: Slice<'t>) -> Verbatim<'t> {
        let name: &str = first
            .text
            .split('<')
            .filter_map(|tag| tag.split([' ', '>', '/']).next())
            .find(|name| name.starts_with(char::is_alphabetic))
            .unwrap_or("");
        let close = format!("</{name}>");
        let mut end = first.start;
        while let Some((line, _)) = self.lines.front().copied() {
            let is_start = line.start == first.start;
            if !is_start && !matches!(Line::read(line), Line::Prose | Line::Bullet(_)) {
                break;
            }
            self.lines.pop_front();
            if let Some(at) = line.text.find(&close) {
                let length = at + close.len();
                self.put_back(line.from(length));
                return self.cut(first.start, line.start + length, true);
            }
            end = line.range().end;
        }
        self.cut(first.start, end, false)
    }

    fn put_back(&mut self, rest: Slice<'t>) {
        if !rest.text.is_empty() {
            self.lines.push_front((rest, Some(Glue::Example)));
        }
    }

    fn cut(&self, start: usize, end: usize, is_whole: bool) -> Verbatim<'t> {
        Verbatim {
            name: None,
            text: self.page.get(start..end).unwrap_or(""),
            start,
            is_whole,
        }
    }
}

/// Whether a line is the badge of a method in a list, or the button that closes a window: pages show them as furniture.
fn is_badge(line: &str) -> bool {
    ["get", "post", "put", "delete", "patch", "head", "options", "trace", "×"].contains(&line)
}

/// The names of the tabs of a method.
const TABS: [&str; 3] = ["Request", "Response", "Security"];

/// Whether a line is the name of a tab. Tabs are items of a list, which some ways of copying mark as such.
fn is_tab(line: &str) -> bool {
    let name = line.strip_prefix("- ").unwrap_or(line);
    TABS.contains(&name)
}

/// Counts the brackets of JSON, those in strings aside.
#[derive(Default)]
struct Brackets {
    depth: usize,
    is_string: bool,
    is_escaped: bool,
}

impl Brackets {
    /// Behind which byte of the line the first bracket of all is closed.
    fn end(&mut self, line: &str) -> Option<usize> {
        for (offset, byte) in line.bytes().enumerate() {
            let was_escaped = std::mem::take(&mut self.is_escaped);
            match byte {
                b'\\' if self.is_string => self.is_escaped = !was_escaped,
                b'"' if !was_escaped => self.is_string = !self.is_string,
                b'{' | b'[' if !self.is_string => self.depth += 1,
                b'}' | b']' if !self.is_string => {
                    self.depth = self.depth.saturating_sub(1);
                    if self.depth == 0 {
                        return Some(offset + 1);
                    }
                }
                _ => {}
            }
        }
        None
    }
}
