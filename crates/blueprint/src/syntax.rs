//! A blueprint as it is written: its sections, before anything is concluded from them.
//!
//! Names follow API Blueprint 1A9; `'b` is the life of the blocks, `'t` that of the text.

use std::ops::Range;

use crate::block::{Block, Chapter, Item, Line};

/// A whole document.
#[derive(Debug, Default)]
pub(crate) struct Blueprint<'b, 't> {
    /// The lines before the first heading: names and values.
    pub(crate) metadata: Vec<(Line<'t>, Line<'t>)>,
    /// The name of the API.
    pub(crate) name: Option<Line<'t>>,
    pub(crate) description: Description,
    /// The groups; resources outside of all stand in groups without a name.
    pub(crate) groups: Vec<Group<'b, 't>>,
    /// The data structures.
    pub(crate) types: Vec<NamedType<'b, 't>>,
}

/// A group of resources.
#[derive(Debug, Default)]
pub(crate) struct Group<'b, 't> {
    pub(crate) name: Option<Line<'t>>,
    pub(crate) description: Description,
    pub(crate) resources: Vec<Resource<'b, 't>>,
}

/// A resource.
#[derive(Debug, Default)]
pub(crate) struct Resource<'b, 't> {
    pub(crate) name: Option<Line<'t>>,
    /// Its URI template; none for one that only holds actions with URIs of their own.
    pub(crate) uri: Option<Line<'t>>,
    pub(crate) description: Description,
    /// The members of its parameter sections.
    pub(crate) parameters: Vec<&'b Item<'t>>,
    pub(crate) attributes: Option<Attributes<'b, 't>>,
    pub(crate) model: Option<Payload<'b, 't>>,
    pub(crate) actions: Vec<Action<'b, 't>>,
    /// Where its heading stands.
    pub(crate) range: Range<usize>,
}

impl Resource<'_, '_> {
    /// Whether it is nothing but an action without a name: then what is said of the resource is said of the action.
    pub(crate) fn is_one_action(&self) -> bool {
        matches!(self.actions.as_slice(), [action] if action.name.is_none() && action.uri.is_none())
    }
}

/// An action.
#[derive(Debug)]
pub(crate) struct Action<'b, 't> {
    pub(crate) name: Option<Line<'t>>,
    pub(crate) method: Line<'t>,
    /// Its own URI template, where it has one.
    pub(crate) uri: Option<Line<'t>>,
    pub(crate) description: Description,
    pub(crate) relation: Option<Line<'t>>,
    /// The members of its parameter sections.
    pub(crate) parameters: Vec<&'b Item<'t>>,
    pub(crate) attributes: Option<Attributes<'b, 't>>,
    /// Requests and responses in their order.
    pub(crate) payloads: Vec<Payload<'b, 't>>,
    /// Where its heading stands.
    pub(crate) range: Range<usize>,
}

/// What a payload section is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PayloadKind<'t> {
    /// A request, with its name.
    Request(Option<Line<'t>>),
    /// A response, with its status.
    Response(Option<Line<'t>>),
    /// The model of a resource.
    Model,
}

/// A request, a response or a model.
#[derive(Debug)]
pub(crate) struct Payload<'b, 't> {
    pub(crate) kind: PayloadKind<'t>,
    pub(crate) media_type: Option<Line<'t>>,
    pub(crate) description: Description,
    pub(crate) headers: Vec<HeaderField<'t>>,
    pub(crate) body: Option<Asset>,
    pub(crate) schema: Option<Asset>,
    pub(crate) attributes: Option<Attributes<'b, 't>>,
    /// The name of the resource whose model it is.
    pub(crate) reference: Option<Line<'t>>,
    /// Where its first line stands.
    pub(crate) range: Range<usize>,
}

/// A header field of a payload.
#[derive(Clone, Copy, Debug)]
pub(crate) struct HeaderField<'t> {
    pub(crate) name: Line<'t>,
    pub(crate) value: Line<'t>,
}

/// A body or a schema: text as it is.
#[derive(Clone, Debug)]
pub(crate) struct Asset {
    pub(crate) text: String,
    pub(crate) range: Range<usize>,
}

/// An attributes section.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attributes<'b, 't> {
    /// What stands behind the keyword.
    pub(crate) definition: Line<'t>,
    pub(crate) blocks: &'b [Block<'t>],
}

/// A data structure.
#[derive(Debug)]
pub(crate) struct NamedType<'b, 't> {
    /// Its name, with its type behind it.
    pub(crate) title: Line<'t>,
    pub(crate) blocks: &'b [Block<'t>],
    /// The headings below it that belong to it.
    pub(crate) sections: &'b [Chapter<'t>],
}

/// Text to read, by where it stands.
#[derive(Clone, Debug, Default)]
pub(crate) struct Description {
    ranges: Vec<Range<usize>>,
}

impl Description {
    /// Adds what stands at `range` of `text`.
    pub(crate) fn add(&mut self, text: &str, range: Range<usize>) {
        if let Some(last) = self.ranges.last_mut()
            && text
                .get(last.end..range.start)
                .is_some_and(|between| between.trim().is_empty())
        {
            last.end = range.end;
            return;
        }
        self.ranges.push(range);
    }

    /// The text as CommonMark; none where there is nothing to read.
    pub(crate) fn read(&self, text: &str) -> Option<String> {
        let parts = self.ranges.iter().map(|range| unindented(text, range.clone()));
        let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
        (!parts.is_empty()).then(|| parts.join("\n\n"))
    }
}

/// The text at `range` with each line moved to the left as far as its first line is from the beginning of its line.
fn unindented(text: &str, range: Range<usize>) -> String {
    let before = text.get(..range.start).unwrap_or("");
    let column = before.len() - before.rfind('\n').map_or(0, |at| at + 1);
    let part = text.get(range).unwrap_or("").trim_end();
    let lines: Vec<&str> = part
        .lines()
        .enumerate()
        .map(|(index, line)| {
            let spaces = line.len() - line.trim_start_matches(' ').len();
            let indentation = if index == 0 { 0 } else { spaces.min(column) };
            line.get(indentation..).unwrap_or("").trim_end()
        })
        .collect();
    lines.join("\n").trim_matches('\n').to_owned()
}
