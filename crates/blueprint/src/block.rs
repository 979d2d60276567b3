//! The blocks of a blueprint: headings with what stands below each, list items in their nesting, prose and code.
//!
//! Markdown says what is a heading, an item or code (CommonMark 0.31); which of them are sections of a blueprint is
//! decided elsewhere. Headings are a flat sequence, since their levels mean little in blueprints; items form trees.

#[cfg(test)]
mod tests;

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag};

/// How deep items are told apart; what is nested deeper is prose of its item.
const DEPTH: usize = 48;

/// A part of the text on one line, without white space around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Line<'t> {
    /// The text.
    pub(crate) text: &'t str,
    /// The offset of its first byte in the normalised text.
    pub(crate) start: usize,
}

impl<'t> Line<'t> {
    /// The line in `text`, which begins at `start`, without white space around it.
    pub(crate) fn new(text: &'t str, start: usize) -> Self {
        let trimmed = text.trim_start();
        Self {
            text: trimmed.trim_end(),
            start: start + (text.len() - trimmed.len()),
        }
    }

    /// Where it stands in the normalised text.
    pub(crate) fn range(self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    /// The part of it from `start` to `end`, offsets in the line, without white space around it.
    pub(crate) fn part(self, range: Range<usize>) -> Self {
        let start = range.start.min(self.text.len());
        Self::new(self.text.get(start..range.end).unwrap_or(""), self.start + start)
    }
}

/// A heading and everything up to the next one. What stands before the first heading has no level and no title.
#[derive(Clone, Debug)]
pub(crate) struct Chapter<'t> {
    /// From 1 to 6; 0 before the first heading.
    pub(crate) level: usize,
    /// The text of the heading.
    pub(crate) title: Line<'t>,
    /// What stands below it.
    pub(crate) blocks: Vec<Block<'t>>,
    /// Where the heading stands, its marks included.
    pub(crate) range: Range<usize>,
}

/// A part of a chapter or of an item.
#[derive(Clone, Debug)]
pub(crate) enum Block<'t> {
    /// Text to read.
    Prose(Prose<'t>),
    /// Text that stands as it is.
    Code(Code),
    /// An item of a list.
    Item(Item<'t>),
}

impl Block<'_> {
    /// Where it stands.
    pub(crate) fn range(&self) -> Range<usize> {
        match self {
            Self::Prose(prose) => prose.range.clone(),
            Self::Code(code) => code.range.clone(),
            Self::Item(item) => item.range.clone(),
        }
    }

    /// Where it stands as text to read: of code, with the indentation that makes it code.
    pub(crate) fn text_range(&self) -> Range<usize> {
        match self {
            Self::Code(code) => code.line_start..code.range.end,
            Self::Prose(_) | Self::Item(_) => self.range(),
        }
    }
}

/// A paragraph, or anything else that is neither code nor a list.
#[derive(Clone, Debug)]
pub(crate) struct Prose<'t> {
    /// Its lines.
    pub(crate) lines: Vec<Line<'t>>,
    /// Where it stands.
    pub(crate) range: Range<usize>,
}

/// A code block.
#[derive(Clone, Debug)]
pub(crate) struct Code {
    /// What is in it, without the indentation that makes it code, and without a line break at its end.
    pub(crate) text: String,
    /// The name of the language, of fenced code that has one.
    pub(crate) language: Option<String>,
    /// Where it stands.
    pub(crate) range: Range<usize>,
    /// Where its first line begins, indentation included.
    pub(crate) line_start: usize,
}

/// An item of a list.
#[derive(Clone, Debug)]
pub(crate) struct Item<'t> {
    /// Its first line, which says what it is; empty where it begins with something else than text.
    pub(crate) signature: Line<'t>,
    /// What stands in it behind the first line, items in it included.
    pub(crate) blocks: Vec<Block<'t>>,
    /// Where it stands, its mark included.
    pub(crate) range: Range<usize>,
}

impl<'t> Item<'t> {
    /// The items in it.
    pub(crate) fn items(&self) -> impl Iterator<Item = &Item<'t>> {
        items(&self.blocks)
    }
}

/// The items among blocks.
pub(crate) fn items<'b, 't>(blocks: &'b [Block<'t>]) -> impl Iterator<Item = &'b Item<'t>> {
    blocks.iter().filter_map(|block| match block {
        Block::Item(item) => Some(item),
        Block::Prose(_) | Block::Code(_) => None,
    })
}

/// The chapters of a text, the first of which has no heading and is always there; and where items are nested deeper
/// than they are told apart.
pub(crate) fn chapters(text: &str) -> (Vec<Chapter<'_>>, Option<Range<usize>>) {
    let parser = Parser::new_ext(text, Options::empty());
    let mut definitions: Vec<Range<usize>> = parser
        .reference_definitions()
        .iter()
        .map(|(_, it)| it.span.clone())
        .collect();
    definitions.sort_by_key(|range| range.start);
    let mut definitions = definitions.into_iter().peekable();
    let mut builder = Builder::new(text);
    for (event, range) in parser.into_offset_iter() {
        // Markdown takes the targets of links out of the text, which a description needs, and which may not be any.
        let end = if matches!(event, Event::End(_)) {
            range.end
        } else {
            range.start
        };
        while let Some(definition) = definitions.next_if(|definition| definition.start < end) {
            builder.definition(definition);
        }
        builder.event(event, range);
    }
    definitions.for_each(|definition| builder.definition(definition));
    builder.finish()
}

struct Builder<'t> {
    text: &'t str,
    chapters: Vec<Chapter<'t>>,
    /// The items that are open, the outermost first.
    items: Vec<Item<'t>>,
    /// The block that is read as a whole, and how many tags are open in it.
    opaque: Option<(Opaque, Range<usize>, usize)>,
    /// The first item that is nested too deeply.
    too_deep: Option<Range<usize>>,
    /// Text of an item without a paragraph of its own, as in lists without empty lines.
    loose: Option<Range<usize>>,
}

/// A block in which tags are only counted.
enum Opaque {
    Prose,
    Heading(HeadingLevel),
    IndentedCode,
    FencedCode { language: Option<String>, text: String },
}

impl<'t> Builder<'t> {
    fn new(text: &'t str) -> Self {
        let before = Chapter {
            level: 0,
            title: Line::new("", 0),
            blocks: Vec::new(),
            range: 0..0,
        };
        Self {
            text,
            chapters: vec![before],
            items: Vec::new(),
            opaque: None,
            too_deep: None,
            loose: None,
        }
    }

    fn event(&mut self, event: Event<'t>, range: Range<usize>) {
        if let Some((opaque, _, open)) = &mut self.opaque {
            match (event, opaque) {
                (Event::Start(_), _) => *open += 1,
                (Event::End(_), _) => *open -= 1,
                (Event::Text(part), Opaque::FencedCode { text, .. }) => text.push_str(&part),
                _ => {}
            }
            self.close_opaque();
            return;
        }
        match event {
            Event::Start(Tag::List(_)) | Event::End(pulldown_cmark::TagEnd::List(_)) => self.close_loose(),
            Event::Start(Tag::Item) if self.items.len() < DEPTH => {
                self.close_loose();
                let signature = Line::new("", range.start);
                let blocks = Vec::new();
                self.items.push(Item {
                    signature,
                    blocks,
                    range,
                });
            }
            Event::End(pulldown_cmark::TagEnd::Item) => {
                self.close_loose();
                if let Some(item) = self.items.pop() {
                    self.add(Block::Item(item));
                }
            }
            Event::Start(tag) if is_block(&tag) => {
                self.close_loose();
                if tag == Tag::Item {
                    self.too_deep.get_or_insert_with(|| range.clone());
                }
                self.opaque = Some((opaque(tag), range, 1));
            }
            Event::Rule => {
                self.close_loose();
                self.prose(range);
            }
            // Inline text of an item, or of nothing that is known.
            _ => {
                let start = self.loose.as_ref().map_or(range.start, |loose| loose.start);
                let end = self.loose.as_ref().map_or(range.end, |loose| loose.end.max(range.end));
                self.loose = Some(start..end);
            }
        }
    }

    /// The target of a link.
    fn definition(&mut self, range: Range<usize>) {
        if self.opaque.is_none() {
            self.close_loose();
            self.prose(range);
        }
    }

    fn close_opaque(&mut self) {
        let Some((opaque, range, 0)) = self.opaque.take_if(|(_, _, open)| *open == 0) else {
            return;
        };
        match opaque {
            Opaque::Heading(level) if self.items.is_empty() => {
                let title = title(self.text, &range);
                let written = self.text.get(range.clone()).unwrap_or("").trim_end();
                let range = range.start..range.start + written.len();
                self.chapters.push(Chapter {
                    level: level as usize,
                    title,
                    blocks: Vec::new(),
                    range,
                });
            }
            Opaque::Heading(_) | Opaque::Prose => self.prose(range),
            // Five spaces behind the mark of an item make code of its first line, which nobody means.
            Opaque::IndentedCode if self.begins_item(range.start) => self.prose(range),
            Opaque::IndentedCode => {
                let code = self.indented(range);
                self.add(Block::Code(code));
            }
            Opaque::FencedCode { language, text } => {
                let text = text.strip_suffix('\n').unwrap_or(&text).to_owned();
                let line_start = range.start;
                self.add(Block::Code(Code {
                    text,
                    language,
                    range,
                    line_start,
                }));
            }
        }
    }

    fn close_loose(&mut self) {
        if let Some(range) = self.loose.take() {
            self.prose(range);
        }
    }

    /// Whether what begins at `start` is the first of an item, on the line of its mark.
    fn begins_item(&self, start: usize) -> bool {
        self.items.last().is_some_and(|item| {
            let between = self.text.get(item.range.start..start).unwrap_or("");
            item.signature.text.is_empty() && item.blocks.is_empty() && !between.contains('\n')
        })
    }

    /// Adds prose; the first line of an item that has none yet is its signature.
    fn prose(&mut self, range: Range<usize>) {
        let mut lines = lines_of(self.text, &range);
        if let Some(item) = self.items.last_mut()
            && item.signature.text.is_empty()
            && item.blocks.is_empty()
            && !lines.is_empty()
        {
            item.signature = lines.remove(0);
        }
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
            return;
        };
        let range = first.start..last.range().end;
        self.add(Block::Prose(Prose { lines, range }));
    }

    fn add(&mut self, block: Block<'t>) {
        let blocks = match self.items.last_mut() {
            Some(item) => &mut item.blocks,
            None => match self.chapters.last_mut() {
                Some(chapter) => &mut chapter.blocks,
                None => return,
            },
        };
        blocks.push(block);
    }

    /// Indented code, without its indentation.
    ///
    /// Each level of a list and the code itself are worth four columns in a blueprint (API Blueprint 1A9, "Payload
    /// section"), more than Markdown asks for: as many are taken off as all lines have, up to that.
    fn indented(&self, range: Range<usize>) -> Code {
        let before = self.text.get(..range.start).unwrap_or("");
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let text = self.text.get(start..range.end).unwrap_or("").trim_end();
        let width = |line: &str| line.len() - line.trim_start_matches(' ').len();
        let full_lines = text.lines().filter(|line| !line.trim().is_empty());
        let common = full_lines.map(width).min().unwrap_or(0);
        let indentation = common.min(4 * self.items.len() + 4);
        let lines: Vec<&str> = text.lines().map(|line| line.get(indentation..).unwrap_or("")).collect();
        Code {
            text: lines.join("\n"),
            language: None,
            range: start + width(text)..start + text.len(),
            line_start: start,
        }
    }

    fn finish(mut self) -> (Vec<Chapter<'t>>, Option<Range<usize>>) {
        self.close_loose();
        (self.chapters, self.too_deep)
    }
}

/// Whether a tag is a block that is read as a whole.
fn is_block(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Paragraph | Tag::Heading { .. } | Tag::BlockQuote(_) | Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Item
    )
}

fn opaque(tag: Tag<'_>) -> Opaque {
    match tag {
        Tag::Heading { level, .. } => Opaque::Heading(level),
        Tag::CodeBlock(CodeBlockKind::Indented) => Opaque::IndentedCode,
        Tag::CodeBlock(CodeBlockKind::Fenced(information)) => {
            let language = information.split_whitespace().next().map(str::to_owned);
            let text = String::new();
            Opaque::FencedCode { language, text }
        }
        _ => Opaque::Prose,
    }
}

/// The title of the heading at `range`, without hashes or the line below it.
fn title<'t>(text: &'t str, range: &Range<usize>) -> Line<'t> {
    let line = Line::new(text.get(range.clone()).unwrap_or(""), range.start);
    if !line.text.starts_with('#') {
        let end = line.text.rfind('\n').unwrap_or(line.text.len());
        return line.part(0..end);
    }
    let hashes = line.text.len() - line.text.trim_start_matches('#').len();
    let title = line.part(hashes..line.text.len());
    let shorter = title.text.trim_end_matches('#');
    // Hashes at the end belong to the title unless a space stands before them.
    if shorter.is_empty() || shorter.ends_with([' ', '\t']) {
        title.part(0..shorter.len())
    } else {
        title
    }
}

/// The lines of a range that hold anything.
fn lines_of<'t>(text: &'t str, range: &Range<usize>) -> Vec<Line<'t>> {
    let mut start = range.start;
    let mut lines = Vec::new();
    for line in text.get(range.clone()).unwrap_or("").split_inclusive('\n') {
        let trimmed = Line::new(line, start);
        if !trimmed.text.is_empty() {
            lines.push(trimmed);
        }
        start += line.len();
    }
    lines
}
