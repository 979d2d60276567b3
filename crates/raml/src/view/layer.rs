//! One layer of a view: a value of one file.

use std::rc::Rc;

use specwright_diagnostics::{Diagnostic, FileId, Location, Span};
use specwright_source::{Kind, Node, split_fragment};

use super::template::{self, Bindings, Substitution};
use super::{View, is_yaml};
use crate::header::Header;
use crate::references::from_entry;
use crate::rules;
use crate::session::Session;

#[derive(Clone)]
pub(super) struct Layer<'s> {
    value: Value<'s>,
    /// The document, library or typed fragment whose names hold.
    pub(super) unit: FileId,
    /// The values of parameters; none outside of traits and resource types.
    pub(super) bindings: Option<Rc<Bindings<'s>>>,
    /// The files whose inclusion leads here, the innermost first.
    included: Option<Rc<Included>>,
}

#[derive(Clone)]
enum Value<'s> {
    Node(Node<'s>),
    /// Text with its parameters replaced, and where it is written.
    Substituted(Rc<str>, Location),
    /// An included file that is no YAML.
    File(Rc<Inclusion<'s>>),
    /// What cannot be read: it is reported, and read as null.
    Broken(Location),
}

/// An included file of text.
#[derive(Debug)]
pub(crate) struct Inclusion<'s> {
    /// The file.
    pub(crate) file: FileId,
    /// Its text.
    pub(crate) text: &'s str,
    /// The path as it is written, without its fragment.
    pub(crate) path: String,
    /// What stands behind `#` in the include; empty where there is nothing.
    pub(crate) fragment: String,
    /// Where the include stands.
    pub(crate) location: Location,
}

struct Included {
    file: FileId,
    /// The unit that the include stands in.
    unit: FileId,
    outer: Option<Rc<Included>>,
}

impl<'s> Layer<'s> {
    pub(super) fn of_node(session: &'s Session<'s>, node: Node<'s>, unit: FileId) -> Self {
        let layer = Self {
            value: Value::Node(node),
            unit,
            bindings: None,
            included: None,
        };
        layer.resolved(session, node)
    }

    /// A value inside this one.
    pub(super) fn child(&self, session: &'s Session<'s>, node: Node<'s>) -> Self {
        let layer = Self {
            value: Value::Node(node),
            ..self.clone()
        };
        if !session.visit(node.location()) {
            return layer.with(Value::Broken(node.location()));
        }
        layer.resolved(session, node)
    }

    fn with(self, value: Value<'s>) -> Self {
        Self { value, ..self }
    }

    /// The layer with its parameters replaced and its include followed.
    fn resolved(self, session: &'s Session<'s>, node: Node<'s>) -> Self {
        let layer = self.substituted(session, node);
        let text = match &layer.value {
            Value::Node(node) if node.tag() == Some("!include") => node.as_text().map(str::to_owned),
            Value::Substituted(text, _) if node.tag() == Some("!include") => Some((**text).to_owned()),
            _ => None,
        };
        match (text, node.tag()) {
            (Some(path), _) => layer.follow(session, &path, node.location()),
            (None, Some("!include")) => {
                let message = format!("`!include` needs the path of a file, not {}", node.describe());
                session.report(Diagnostic::new(&rules::INVALID_INCLUDE, node.location(), message));
                layer.with(Value::Broken(node.location()))
            }
            (None, Some(tag)) => {
                let message = format!("RAML knows no tag `{tag}`, and the value is read without it");
                let diagnostic = Diagnostic::new(&rules::UNKNOWN_TAG, node.location(), message);
                session.report(diagnostic.help("`!include` is the only tag of RAML"));
                layer
            }
            (None, None) => layer,
        }
    }

    fn substituted(self, session: &'s Session<'s>, node: Node<'s>) -> Self {
        let (Some(bindings), Some(text)) = (&self.bindings, node.as_str()) else {
            return self;
        };
        if !template::has_parameters(text) {
            return self;
        }
        let location = node.location();
        match template::substitute(text, bindings) {
            Ok(Substitution::Text(text)) => self.with(Value::Substituted(text.into(), location)),
            Ok(Substitution::View(view)) => view.strongest,
            Err(problem) => {
                session.report(problem.diagnostic(location));
                self.with(Value::Broken(location))
            }
        }
    }

    /// The text of a key with its parameters replaced.
    pub(super) fn key(&self, session: &'s Session<'s>, key: &str, location: Location) -> Option<String> {
        let bindings = self.bindings.as_ref().filter(|_| template::has_parameters(key))?;
        match template::substitute(key, bindings) {
            Ok(Substitution::Text(text)) => Some(text),
            Ok(Substitution::View(view)) => Some(view.text().unwrap_or_default().to_owned()),
            Err(problem) => {
                session.report(problem.diagnostic(location));
                None
            }
        }
    }

    fn follow(self, session: &'s Session<'s>, target: &str, location: Location) -> Self {
        let (path, fragment) = split_fragment(target.trim());
        let found = match from_entry(path) {
            Some(path) => session.sources.resolve(session.sources.entry(), path),
            None => session.sources.resolve(location.file, path),
        };
        let file = match found {
            Ok(file) => file,
            Err(problem) => {
                session.report(problem.diagnostic(path, location));
                return self.with(Value::Broken(location));
            }
        };
        if file == location.file || self.is_included(file) {
            let message = format!("`{path}` includes itself");
            session.report(Diagnostic::new(&rules::CIRCULAR_INCLUDE, location, message));
            return self.with(Value::Broken(location));
        }
        let Some(tree) = session.sources.tree(file).filter(|_| is_yaml(path)) else {
            let inclusion = Inclusion {
                file,
                text: session.sources.text(file),
                path: path.to_owned(),
                fragment: fragment.to_owned(),
                location,
            };
            return self.with(Value::File(Rc::new(inclusion)));
        };
        let root = tree.root();
        root.mark_root();
        let included = Included {
            file,
            unit: self.unit,
            outer: self.included,
        };
        let unit = Header::of(tree.text()).map_or(self.unit, |_| file);
        let layer = Self {
            value: Value::Node(root),
            unit,
            bindings: self.bindings,
            included: Some(Rc::new(included)),
        };
        layer.resolved(session, root)
    }

    fn is_included(&self, file: FileId) -> bool {
        let chain = std::iter::successors(self.included.as_deref(), |included| included.outer.as_deref());
        chain.into_iter().any(|included| included.file == file)
    }

    pub(super) fn scopes(&self) -> Vec<FileId> {
        let mut scopes = vec![self.unit];
        let arguments = self.bindings.iter().flat_map(|bindings| bindings.views());
        scopes.extend(arguments.map(|view| view.strongest.unit));
        scopes.extend(self.bindings.iter().flat_map(|bindings| bindings.callers()));
        let chain = std::iter::successors(self.included.as_deref(), |included| included.outer.as_deref());
        scopes.extend(chain.map(|included| included.unit));
        let mut seen = std::collections::BTreeSet::new();
        scopes.retain(|file| seen.insert(*file));
        scopes
    }

    pub(super) fn kind(&self, _session: &'s Session<'s>) -> Kind<'_> {
        match &self.value {
            Value::Node(node) => node.kind(),
            Value::Substituted(text, _) => Kind::String(text),
            Value::File(inclusion) => Kind::String(inclusion.text),
            Value::Broken(_) => Kind::Null,
        }
    }

    pub(super) fn node(&self) -> Option<Node<'s>> {
        match self.value {
            Value::Node(node) => Some(node),
            _ => None,
        }
    }

    pub(super) fn inclusion(&self) -> Option<&Inclusion<'s>> {
        match &self.value {
            Value::File(inclusion) => Some(inclusion),
            _ => None,
        }
    }

    pub(super) fn is_substituted(&self) -> bool {
        matches!(self.value, Value::Substituted(..))
    }

    pub(super) fn location(&self) -> Location {
        match &self.value {
            Value::Node(node) => node.location(),
            Value::Substituted(_, location) | Value::Broken(location) => *location,
            Value::File(inclusion) => Location {
                file: inclusion.file,
                span: Span::new(0, inclusion.text.len()),
            },
        }
    }

    /// The first line of [`Layer::location`].
    pub(super) fn place(&self, session: &'s Session<'s>) -> Location {
        let location = self.location();
        let text = session.sources.text(location.file);
        let text = text.get(location.span.range()).unwrap_or_default();
        let line = text.split(['\n', '\r']).next().unwrap_or_default();
        let start = location.span.start as usize;
        Location {
            file: location.file,
            span: Span::new(start, start + line.len()),
        }
    }
}

impl<'s> View<'s> {
    pub(super) fn child_of(session: &'s Session<'s>, layer: &Layer<'s>, node: Node<'s>) -> Self {
        Self::of_layer(session, layer.child(session, node))
    }
}
