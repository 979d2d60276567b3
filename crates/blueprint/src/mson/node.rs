//! The items of a type as a tree, each with the part that it plays.

use std::ops::Range;

use super::signature::Signature;
use super::type_definition::TypeName;
use crate::block::{Block, Chapter, Code, Item, Line, Prose};
use crate::findings::Findings;
use crate::rules;

/// What the parentheses, values and items of a type say: `+ Attributes (Type)`, a member, or a named type.
#[derive(Clone, Debug)]
pub(crate) struct Definition<'t> {
    /// The first line.
    pub(super) signature: Signature<'t>,
    /// The text below it that is no item.
    pub(super) description: Option<String>,
    /// The items below it.
    pub(super) children: Vec<Node<'t>>,
    /// Where it is written.
    pub(super) range: Range<usize>,
}

/// A type with a name (MSON, section 3.1, "Named Types").
#[derive(Clone, Debug)]
pub(crate) struct NamedType<'t> {
    /// The name.
    pub(crate) name: Line<'t>,
    /// What it is.
    pub(crate) definition: Definition<'t>,
}

/// An item below a type.
#[derive(Clone, Debug)]
pub(super) struct Node<'t> {
    /// The part that it plays.
    pub(super) role: Role,
    /// Its first line, without the keyword that gives it its part.
    pub(super) line: Line<'t>,
    /// The text below the first line: what it describes, or the value of a sample.
    pub(super) text: Option<String>,
    /// The items below it.
    pub(super) children: Vec<Node<'t>>,
    /// Where it stands.
    pub(super) range: Range<usize>,
    /// The whole first line.
    pub(super) whole: Line<'t>,
}

/// The parts that items play (MSON, section 3.3, "Type Sections").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A property of an object, an element of an array, or a value of an enumeration.
    Member,
    /// `Include T`: the members of another type.
    Include,
    /// `One Of`: members that exclude each other.
    OneOf,
    /// A group of properties.
    Properties,
    /// A group of elements.
    Items,
    /// A group of values.
    Members,
    /// An example.
    Sample,
    /// The value that holds when none is given.
    Default,
}

/// Reads what `+ Attributes` and its like say: the text behind the keyword, such as `(array[Person], required)`, and
/// what stands below.
pub(crate) fn definition<'t>(signature: Line<'t>, blocks: &[Block<'t>], findings: &mut Findings<'_>) -> Definition<'t> {
    Definition::new(Signature::element(signature), blocks, findings)
}

/// Reads a named type: its heading, such as `Person (User)`, what stands below, and the sections that follow as
/// chapters of their own (see [`is_type_section`]).
pub(crate) fn named_type<'t>(
    title: Line<'t>,
    blocks: &[Block<'t>],
    sections: &[Chapter<'t>],
    findings: &mut Findings<'_>,
) -> NamedType<'t> {
    let signature = Signature::title(title);
    let name = signature.name.unwrap_or(title);
    let mut definition = Definition::new(signature, blocks, findings);
    definition.range = title.range();
    for section in sections {
        let node = Node::of(section.title, &section.blocks, section.range.clone(), findings);
        definition.children.push(node);
    }
    NamedType { name, definition }
}

/// Whether a heading below a named type is a section of it, such as `### Properties`.
pub(crate) fn is_type_section(title: &str) -> bool {
    let line = Line::new(title, 0);
    !matches!(role(line).0, Role::Member | Role::Include)
}

impl<'t> Definition<'t> {
    /// What a first line that is read already and the blocks below it define.
    pub(crate) fn new(signature: Signature<'t>, blocks: &[Block<'t>], findings: &mut Findings<'_>) -> Self {
        let (text, children) = contents(blocks, false, findings);
        let range = signature.line.range();
        let description = joined(signature.description, text);
        Self {
            signature,
            description,
            children,
            range,
        }
    }
}

impl<'t> Node<'t> {
    fn read(item: &Item<'t>, findings: &mut Findings<'_>) -> Self {
        Self::of(item.signature, &item.blocks, item.range.clone(), findings)
    }

    fn of(signature: Line<'t>, blocks: &[Block<'t>], range: Range<usize>, findings: &mut Findings<'_>) -> Self {
        let (mut role, mut line) = role(signature);
        let (text, children) = contents(blocks, matches!(role, Role::Sample | Role::Default), findings);
        let is_group = matches!(role, Role::OneOf | Role::Properties | Role::Items | Role::Members);
        // An object may have a property by the name of a section.
        if is_group && children.is_empty() && line.text.is_empty() && role != Role::OneOf {
            (role, line) = (Role::Member, signature);
        }
        // The end of an item is the beginning of what stands behind it, which is no part of it.
        let end = signature.range().end.max(range.start);
        Self {
            role,
            line,
            text,
            children,
            range: range.start..end,
            whole: signature,
        }
    }
}

/// The part that an item plays by its first line, and the line without the keyword.
fn role(line: Line<'_>) -> (Role, Line<'_>) {
    let rest = |length: usize| line.part(length..line.text.len());
    let keyword = line.text.split(':').next().unwrap_or("").trim();
    let behind = line.text.find(':').map_or(line.text.len(), |at| at + 1);
    let value = rest(behind);
    let role = match keyword.to_ascii_lowercase().as_str() {
        "sample" => Role::Sample,
        "default" => Role::Default,
        "one of" if value.text.is_empty() => Role::OneOf,
        "properties" if value.text.is_empty() => Role::Properties,
        "items" if value.text.is_empty() => Role::Items,
        "members" if value.text.is_empty() => Role::Members,
        _ => match line.text.split_once(' ') {
            Some((word, _)) if word.eq_ignore_ascii_case("include") => return (Role::Include, rest(word.len())),
            _ => return (Role::Member, line),
        },
    };
    (role, value)
}

/// The text and the items among blocks. Code that is a value stands as it is, code in a description as CommonMark.
fn contents<'t>(blocks: &[Block<'t>], is_value: bool, findings: &mut Findings<'_>) -> (Option<String>, Vec<Node<'t>>) {
    let mut paragraphs = Vec::new();
    let mut children = Vec::new();
    for block in blocks {
        match block {
            Block::Prose(prose) => paragraphs.push(text_of(prose)),
            Block::Code(code) if is_value => paragraphs.push(code.text.clone()),
            Block::Code(code) => {
                if code.language.is_none() {
                    let message = "code below a type is a part of its description";
                    let diagnostic = findings.at(&rules::CODE_IN_TYPE, code.range.clone(), message);
                    findings.push(diagnostic.help("indent items by as much as those beside them"));
                }
                paragraphs.push(fenced(code));
            }
            Block::Item(item) => children.push(Node::read(item, findings)),
        }
    }
    let text = (!paragraphs.is_empty()).then(|| paragraphs.join("\n\n"));
    (text, children)
}

fn text_of(prose: &Prose<'_>) -> String {
    let lines: Vec<&str> = prose.lines.iter().map(|line| line.text).collect();
    lines.join("\n")
}

fn fenced(code: &Code) -> String {
    let language = code.language.as_deref().unwrap_or("");
    // Longer than any row of backticks in it.
    let mut fence = "```".to_owned();
    while code.text.contains(&fence) {
        fence.push('`');
    }
    format!("{fence}{language}\n{}\n{fence}", code.text)
}

/// A description of its first line and of what stands below.
pub(super) fn joined(first: Option<Line<'_>>, below: Option<String>) -> Option<String> {
    match (first, below) {
        (None, below) => below,
        (Some(first), None) => Some(first.text.to_owned()),
        (Some(first), Some(below)) => Some(format!("{}\n\n{below}", first.text)),
    }
}

impl<'t> Node<'t> {
    /// The type that an `Include` names, with or without parentheses around it.
    pub(super) fn included(&self) -> Option<TypeName<'t>> {
        let signature = Signature::element(self.line);
        match (signature.value, signature.types.base) {
            (Some(value), None) => TypeName::read(value),
            (None, Some(base)) => Some(base),
            // Parentheses may belong to the name of a type.
            _ => TypeName::read(self.line),
        }
    }

    /// How many items it is, itself included.
    pub(super) fn size(&self) -> usize {
        1 + self.children.iter().map(Self::size).sum::<usize>()
    }

    /// Its first line, where what it stands in has no names.
    pub(super) fn element(&self) -> Signature<'t> {
        Signature::element(self.line)
    }

    /// Its first line, where what it stands in has names.
    pub(super) fn property(&self) -> Signature<'t> {
        Signature::property(self.line)
    }
}

impl Node<'_> {
    /// Whether a section is a name with a plain value, such as `default: 5`.
    pub(super) fn is_plain(&self) -> bool {
        let is_section = matches!(self.role, Role::Sample | Role::Default);
        let has_value = !self.line.text.is_empty() && !self.line.text.starts_with(['{', '`']);
        is_section && has_value && self.children.is_empty() && self.text.is_none()
    }
}
