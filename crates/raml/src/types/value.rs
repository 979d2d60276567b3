//! Values of a document, each with its place.

use std::sync::Arc;

use specwright_diagnostics::{Diagnostics, FileId, Location, Span};
use specwright_model::Number;
use specwright_source::{Kind, Limits, Node, Syntax, Tree};

use crate::view::View;

/// A value, with its place and those of its parts.
#[derive(Clone, Debug)]
pub(crate) struct Value {
    /// Where it is written.
    pub(crate) location: Location,
    /// What it is.
    pub(crate) content: Content,
}

/// What a value is.
#[derive(Clone, Debug)]
pub(crate) enum Content {
    /// Null.
    Null,
    /// True or false.
    Boolean(bool),
    /// A number, as it is written.
    Number(String),
    /// A string.
    String(String),
    /// A sequence.
    Sequence(Vec<Value>),
    /// A mapping.
    Mapping(Vec<Member>),
}

/// A member of a mapping.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    /// The key.
    pub(crate) key: String,
    /// Where the key is written.
    pub(crate) location: Location,
    /// The value.
    pub(crate) value: Value,
}

impl Value {
    /// A value as it stands in the document.
    pub(super) fn of_view(view: &View<'_>) -> Self {
        let content = match view.kind() {
            Kind::Null => Content::Null,
            Kind::Boolean(flag) => Content::Boolean(flag),
            Kind::Number(text) => Content::Number(text.to_owned()),
            Kind::String(text) => Content::String(text.to_owned()),
            Kind::Sequence => Content::Sequence(view.items().iter().map(Self::of_view).collect()),
            Kind::Mapping => {
                let entries = view.entries().into_iter();
                let members = entries.map(|entry| Member {
                    key: entry.key.into_owned(),
                    location: entry.key_location,
                    value: Self::of_view(&entry.value),
                });
                Content::Mapping(members.collect())
            }
        };
        Self {
            location: view.location(),
            content,
        }
    }

    /// A node and all below it. Places are moved by `shift`, for text that was cut out of a file there.
    pub(crate) fn of_node(node: Node<'_>, shift: u32) -> Self {
        let moved = |location: Location| Location {
            span: Span {
                start: location.span.start.saturating_add(shift),
                end: location.span.end.saturating_add(shift),
            },
            ..location
        };
        Self::of_node_at(node, &moved)
    }

    /// A node and all below it. `place` says where in the document a place of the node's text is.
    fn of_node_at(node: Node<'_>, place: &dyn Fn(Location) -> Location) -> Self {
        let content = match node.kind() {
            Kind::Null => Content::Null,
            Kind::Boolean(flag) => Content::Boolean(flag),
            Kind::Number(text) => Content::Number(text.to_owned()),
            Kind::String(text) => Content::String(text.to_owned()),
            Kind::Sequence => Content::Sequence(node.items().map(|item| Self::of_node_at(item, place)).collect()),
            Kind::Mapping => {
                let members = node.entries().map(|entry| Member {
                    key: entry.key.to_owned(),
                    location: place(entry.key_location),
                    value: Self::of_node_at(entry.value, place),
                });
                Content::Mapping(members.collect())
            }
        };
        Self {
            location: place(node.location()),
            content,
        }
    }

    /// An example: JSON, where its text looks like it and is well-formed, or the value as it stands.
    pub(super) fn of_example(view: &View<'_>) -> Self {
        match view.as_str().filter(|text| looks_like_json(text)) {
            Some(_) => Self::of_json(view).unwrap_or_else(|_| Self::of_view(view)),
            None => Self::of_view(view),
        }
    }

    /// The JSON that a text holds.
    ///
    /// # Errors
    /// Where and why it is not well-formed.
    pub(super) fn of_json(view: &View<'_>) -> Result<Self, (Location, String)> {
        let embedded = Embedded::of(view);
        let (tree, diagnostics) = embedded.parse(view.session().sources.limits());
        match tree {
            Some(tree) if diagnostics.iter().all(|it| it.rule.code != SLOPPY) => {
                Ok(Self::of_node_at(tree.root(), &|location| {
                    embedded.place(view, location.span)
                }))
            }
            _ => Err(embedded.problem(view, diagnostics)),
        }
    }

    /// The value as JSON. Numbers beyond 64 bits become the nearest float, or text.
    pub(crate) fn to_json(&self) -> serde_json::Value {
        match &self.content {
            Content::Null => serde_json::Value::Null,
            Content::Boolean(flag) => (*flag).into(),
            Content::Number(text) => number(text),
            Content::String(text) => text.as_str().into(),
            Content::Sequence(items) => items.iter().map(Self::to_json).collect(),
            Content::Mapping(members) => {
                let members = members.iter();
                members
                    .map(|member| (member.key.clone(), member.value.to_json()))
                    .collect()
            }
        }
    }

    /// What the value is, for a message.
    pub(super) fn describe(&self) -> String {
        match &self.content {
            Content::Null => "null".to_owned(),
            Content::Boolean(flag) => format!("`{flag}`"),
            Content::Number(text) => format!("the number {text}"),
            Content::String(text) => format!("the text `{}`", super::text::shortened(text)),
            Content::Sequence(_) => "a sequence".to_owned(),
            Content::Mapping(_) => "a mapping".to_owned(),
        }
    }
}

/// A number of a document as JSON.
fn number(text: &str) -> serde_json::Value {
    let float = |value: f64| serde_json::Number::from_f64(value).map(serde_json::Value::Number);
    let value = match Number::parse(text) {
        Some(Number::Integer(integer)) => match (u64::try_from(integer), i64::try_from(integer)) {
            (Ok(integer), _) => Some(integer.into()),
            (_, Ok(integer)) => Some(integer.into()),
            _ => float(Number::Integer(integer).as_float()),
        },
        Some(Number::Float(value)) => float(value),
        None => None,
    };
    value.unwrap_or_else(|| text.into())
}

/// Whether a text is meant as a JSON object or array.
pub(super) fn looks_like_json(text: &str) -> bool {
    text.trim_start().starts_with(['{', '['])
}

/// The code of the finding that a text was no JSON and was read as YAML.
pub(super) const SLOPPY: &str = "sloppy-json";

/// A text of another format inside a document.
pub(super) struct Embedded {
    /// The file that it is written in.
    pub(super) file: FileId,
    /// The text: as it is written, where that reads the same.
    pub(super) text: Arc<str>,
    /// Where it begins in the file.
    pub(super) shift: u32,
    /// Whether places in it lead back to the file.
    pub(super) is_written: bool,
}

impl Embedded {
    pub(super) fn of(view: &View<'_>) -> Self {
        let text = view.as_str().unwrap_or_default();
        let whole = view.whole_location();
        if view.inclusion().is_some() {
            let (bare, shift) = match text.strip_prefix('\u{FEFF}') {
                Some(bare) => (bare, 3),
                None => (text, 0),
            };
            return Self {
                file: whole.file,
                text: bare.into(),
                shift,
                is_written: true,
            };
        }
        let written = view.session().sources.text(whole.file);
        let written = written.get(whole.span.range()).unwrap_or_default();
        let body = written.strip_prefix(['"', '\'']).unwrap_or(written);
        // Indentation means nothing to JSON, so that a block reads the same with and without it.
        let is_block = text.contains('\n') && same_words(body, text);
        let is_written = is_block || body.starts_with(text);
        let start = whole.span.start as usize + (written.len() - body.len());
        Self {
            file: whole.file,
            text: if is_block { body.into() } else { text.into() },
            shift: u32::try_from(start).unwrap_or(u32::MAX),
            is_written,
        }
    }

    pub(super) fn parse(&self, limits: &Limits) -> (Option<Tree>, Diagnostics) {
        specwright_source::parse(self.file, self.text.clone(), Syntax::Json, limits)
    }

    /// The place of a range of the text, where it is known.
    pub(super) fn place(&self, view: &View<'_>, span: Span) -> Location {
        if !self.is_written {
            return view.location();
        }
        Location {
            file: self.file,
            span: Span {
                start: span.start + self.shift,
                end: span.end + self.shift,
            },
        }
    }

    /// Why the text is no JSON.
    fn problem(&self, view: &View<'_>, diagnostics: Diagnostics) -> (Location, String) {
        let Some(last) = diagnostics.into_iter().last() else {
            return (view.location(), "it is no JSON".to_owned());
        };
        let span = last.location.map(|location| location.span);
        let location = span.map_or_else(|| view.location(), |span| self.place(view, span));
        (location, reason(last.message))
    }
}

/// Why a text is no JSON, of a finding that says so of a file.
pub(super) fn reason(message: String) -> String {
    let inner = message.split_once('(').and_then(|(_, rest)| rest.split_once(");"));
    let bare = message.strip_prefix("JSON: ");
    inner
        .map(|(reason, _)| reason)
        .or(bare)
        .map(str::to_owned)
        .unwrap_or(message)
}

/// Whether two texts differ in spaces alone.
fn same_words(one: &str, other: &str) -> bool {
    one.split_whitespace().eq(other.split_whitespace())
}
