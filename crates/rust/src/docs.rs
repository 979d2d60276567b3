//! Documentation from a document's prose: CommonMark that rustdoc renders, that holds no code to run, and that stays
//! inside its comment.

mod reference;

use proc_macro2::{Literal, TokenStream};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use quote::quote;
use specwright_model::Basis;

/// The most that is taken over of one text, in bytes; longer ones are cut, and say so.
const LONGEST: usize = 16 * 1024;

/// Prose, made safe. An empty text gives no lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Docs {
    lines: Vec<String>,
}

impl Docs {
    /// No documentation.
    pub fn new() -> Self {
        Self::default()
    }

    /// Documentation of a line of our own or a summary of the document; the text is made safe like any other.
    pub fn line(text: &str) -> Self {
        let mut docs = Self::default();
        docs.paragraph(text);
        docs
    }

    /// Adds prose of a document, CommonMark, as a paragraph of its own.
    pub fn paragraph(&mut self, text: &str) -> &mut Self {
        let text = clean(text);
        if !text.trim().is_empty() {
            if !self.lines.is_empty() {
                self.lines.push(String::new());
            }
            self.lines.extend(safe_markdown(&text).lines().map(str::to_owned));
        }
        self
    }

    /// Adds what holds where nothing is given.
    pub(crate) fn default_value(&mut self, default: &serde_json::Value) -> &mut Self {
        let text = default.as_str().map_or_else(|| default.to_string(), str::to_owned);
        self.paragraph(&format!("Where it is not given, it is `{}`.", text.replace('`', "'")))
    }

    /// Adds that a type was concluded from examples, where it was. What a document writes needs no such word.
    pub(crate) fn basis(&mut self, basis: Basis) -> &mut Self {
        match basis {
            Basis::Written => self,
            Basis::Inferred => self.paragraph("Inferred from the examples of the description."),
        }
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The lines.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.lines.iter().map(String::as_str)
    }

    /// `#[doc = "…"]` attributes, one for each line, to stand before an item.
    pub fn outer(&self) -> TokenStream {
        let literals = self.literals();
        quote!(#(#[doc = #literals])*)
    }

    /// `#![doc = "…"]` attributes, to stand at the beginning of a file.
    pub fn inner(&self) -> TokenStream {
        let literals = self.literals();
        quote!(#(#![doc = #literals])*)
    }

    fn literals(&self) -> impl Iterator<Item = Literal> + '_ {
        self.lines.iter().map(|line| {
            let spaced = if line.is_empty() {
                String::new()
            } else {
                format!(" {line}")
            };
            Literal::string(&spaced)
        })
    }
}

/// Whether a character orders the text that a reader sees otherwise than it is (Unicode Standard Annex 9, section 2).
pub fn is_direction_mark(character: char) -> bool {
    matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Makes line breaks `\n`, and takes out what rustc refuses in comments or what reorders the text that a reader sees
/// (Unicode Technical Report 36, section 2.10): control characters and bidirectional formatting.
fn clean(text: &str) -> String {
    let cut = text
        .char_indices()
        .map(|(index, _)| index)
        .take_while(|index| *index <= LONGEST)
        .last();
    let (text, is_cut) = match cut {
        Some(end) if text.len() > LONGEST => (text.get(..end).unwrap_or(text), true),
        _ => (text, false),
    };
    let mut cleaned = String::with_capacity(text.len());
    for character in text.replace("\r\n", "\n").chars() {
        match character {
            '\n' => cleaned.push('\n'),
            '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}' => cleaned.push('\n'),
            '\t' => cleaned.push_str("    "),
            hidden if hidden == '\u{feff}' || is_direction_mark(hidden) || hidden.is_control() => {}
            other => cleaned.push(other),
        }
    }
    if is_cut {
        cleaned.push_str(" …");
    }
    let lines: Vec<&str> = cleaned.lines().map(str::trim_end).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

/// Rewrites prose so that rustdoc finds no test, no link but to the web, no HTML and no bare address in it.
fn safe_markdown(text: &str) -> String {
    let mut edited = text.to_owned();
    // A change may move what the parser sees; three rounds settle all but contrived texts.
    for _ in 0..3 {
        let edits = edits(&edited);
        if edits.is_empty() {
            break;
        }
        edited = apply(&edited, edits);
    }
    match edits(&edited).is_empty() && is_harmless(&edited) {
        true => edited,
        false => plain(text),
    }
}

/// Whether a parser finds neither HTML nor a link but to the web.
fn is_harmless(text: &str) -> bool {
    Parser::new_ext(text, options()).all(|event| match event {
        Event::Html(_) | Event::InlineHtml(_) => false,
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => is_web(&dest_url),
        _ => true,
    })
}

/// The extensions that rustdoc reads.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION
}

/// A replacement of a range of bytes.
struct Edit {
    range: std::ops::Range<usize>,
    text: String,
}

fn edits(text: &str) -> Vec<Edit> {
    let mut edits: Vec<Edit> = Vec::new();
    let mut in_code = false;
    let mut in_link = 0usize;
    let events = Parser::new_ext(text, options()).into_offset_iter();
    // Their order does not matter: edits are sorted.
    for (_, definition) in events.reference_definitions().iter() {
        if !is_web(&definition.dest) {
            let start = definition.span.start;
            edits.extend(escape_each(text, start..start + 1, &['[']));
        }
    }
    for (event, range) in events {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                in_code = true;
                edits.extend(code_block(text, &kind, range));
            }
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                in_link += 1;
                if !is_web(&dest_url) {
                    edits.extend(escape_each(text, opening(text, &range), &['[', '<']));
                }
            }
            Event::End(TagEnd::Link | TagEnd::Image) => in_link = in_link.saturating_sub(1),
            Event::Html(_) | Event::InlineHtml(_) => edits.extend(escape_each(text, range, &['<'])),
            Event::Text(_) if !in_code => {
                edits.extend(escape_each(text, range.clone(), &['[', ']', '<']));
                if in_link == 0 {
                    edits.extend(wrap_addresses(text, range));
                }
            }
            Event::FootnoteReference(_) | Event::Start(Tag::FootnoteDefinition(_)) => {
                edits.extend(escape_each(text, range.start..range.start + 1, &['[']));
            }
            _ => {}
        }
    }
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    edits
}

/// Whether an address is one to follow from documentation: others run code, or name items that are not there.
fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// The bracket that opens a link or an image.
fn opening(text: &str, range: &std::ops::Range<usize>) -> std::ops::Range<usize> {
    let is_image = text.get(range.clone()).is_some_and(|link| link.starts_with('!'));
    let start = range.start + usize::from(is_image);
    start..start + 1
}

fn apply(text: &str, edits: Vec<Edit>) -> String {
    let mut result = String::with_capacity(text.len() + edits.len());
    let mut position = 0;
    for edit in edits {
        if edit.range.start < position {
            continue;
        }
        result.push_str(text.get(position..edit.range.start).unwrap_or_default());
        result.push_str(&edit.text);
        position = edit.range.end;
    }
    result.push_str(text.get(position..).unwrap_or_default());
    result
}

/// Marks a fenced block as text; turns an indented one into a fenced one.
fn code_block(text: &str, kind: &CodeBlockKind<'_>, range: std::ops::Range<usize>) -> Option<Edit> {
    let block = text.get(range.clone())?;
    match kind {
        CodeBlockKind::Fenced(info) if &**info == "text" => None,
        CodeBlockKind::Fenced(info) => {
            let first_line = block.split('\n').next()?;
            let fence = first_line.trim_end_matches(|character| character != '`' && character != '~');
            let fence_length = first_line.len() - first_line.trim_start_matches(['`', '~']).len();
            let fence = fence.get(..fence_length).unwrap_or("```");
            let _ = info;
            Some(Edit {
                range: range.start..range.start + first_line.len(),
                text: format!("{fence}text"),
            })
        }
        CodeBlockKind::Indented => {
            let start = text.get(..range.start)?.rfind('\n').map_or(0, |newline| newline + 1);
            let indent = text.get(start..range.start)?;
            // Inside a list or quote the block's own indent is what stands before it, less its four spaces.
            let outer: String = if indent.trim().is_empty() {
                " ".repeat(indent.len().saturating_sub(4))
            } else {
                return Some(Edit {
                    range,
                    text: block.split('\n').map(str::trim).collect::<Vec<_>>().join(" "),
                });
            };
            let longest_run = block
                .split(|character| character != '`')
                .map(str::len)
                .max()
                .unwrap_or(0);
            let fence = "`".repeat(longest_run.max(2) + 1);
            let mut fenced = format!("{outer}{fence}text\n");
            for (index, line) in block.trim_end().split('\n').enumerate() {
                let line = if index == 0 {
                    line
                } else {
                    line.get(outer.len() + 4..).unwrap_or_else(|| line.trim_start())
                };
                fenced.push_str(&format!("{outer}{line}\n"));
            }
            fenced.push_str(&format!("{outer}{fence}"));
            if block.ends_with('\n') {
                fenced.push('\n');
            }
            Some(Edit {
                range: start..range.end,
                text: fenced,
            })
        }
    }
}

/// A backslash before each of `signs` in the range that has none yet, or only backslashes that are escaped themselves.
fn escape_each(text: &str, range: std::ops::Range<usize>, signs: &[char]) -> Vec<Edit> {
    let Some(part) = text.get(range.clone()) else {
        return Vec::new();
    };
    let signs = part.char_indices().filter(|(_, character)| signs.contains(character));
    signs
        .map(|(offset, character)| (range.start + offset, character))
        .filter(|(start, _)| !is_escaped(text.get(..*start).unwrap_or_default()))
        .map(|(start, character)| Edit {
            range: start..start + character.len_utf8(),
            text: format!("\\{character}"),
        })
        .collect()
}

/// Whether a backslash at the end of `before` escapes what follows: the last one of an odd number.
fn is_escaped(before: &str) -> bool {
    let backslashes = before.bytes().rev().take_while(|byte| *byte == b'\\');
    backslashes.count() % 2 == 1
}

/// Angle brackets around each bare address, as rustdoc's `bare_urls` asks.
fn wrap_addresses(text: &str, range: std::ops::Range<usize>) -> Vec<Edit> {
    let Some(part) = text.get(range.clone()) else {
        return Vec::new();
    };
    let mut edits = Vec::new();
    let mut position = 0;
    while let Some(found) = part.get(position..).and_then(find_address) {
        let start = position + found;
        let rest = part.get(start..).unwrap_or_default();
        let length = rest
            .find(|character: char| character.is_whitespace() || "<>\"`[]\\{}|^".contains(character))
            .unwrap_or(rest.len());
        let address = rest
            .get(..length)
            .unwrap_or_default()
            .trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '\'', '*', '_']);
        position = start + address.len().max(1);
        if address.len() > "https://".len() {
            let begin = range.start + start;
            edits.push(Edit {
                range: begin..begin + address.len(),
                text: format!("<{address}>"),
            });
        }
    }
    edits
}

fn find_address(text: &str) -> Option<usize> {
    ["https://", "http://"]
        .iter()
        .filter_map(|scheme| text.find(scheme))
        .min()
}

/// The text as one plain paragraph a line, every sign of Markdown escaped: for texts that do not settle.
fn plain(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for line in text.lines() {
        for character in line.trim().chars() {
            if character.is_ascii_punctuation() {
                escaped.push('\\');
            }
            escaped.push(character);
        }
        escaped.push('\n');
    }
    escaped.trim_end().to_owned()
}

/// Text that can stand between backticks.
pub(crate) fn in_code(text: &str) -> String {
    text.replace('`', "'")
}

#[cfg(test)]
mod tests;
