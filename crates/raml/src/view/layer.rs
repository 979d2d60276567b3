//! One layer of a view: a value of one file.

use std::rc::Rc;

use specwright_diagnostics::{Diagnostic, FileId, Location, Span};
use specwright_source::{Kind, LoadProblem, Node, split_fragment};

use super::template::{self, Bindings, Substitution};
use super::{View, is_yaml};
use crate::header::Header;
use crate::rules;
use crate::session::Session;

/// How many visits of nodes take the time that an inclusion takes.
const INCLUSION: usize = 16;

/// How much text, in bytes, parameters make in the time that one visit of a node takes.
const TEXT_PER_VISIT: usize = 64;

#[derive(Clone)]
pub(super) struct Layer<'s> {
    value: Value<'s>,
    /// The document, library or typed fragment whose names hold.
    pub(super) unit: FileId,
    /// The values of parameters; none outside of traits and resource types.
    pub(super) bindings: Option<Rc<Bindings<'s>>>,
    /// Whether it is the whole of a trait or resource type that is applied.
    pub(super) is_template: bool,
    /// What the keys on the way here make of it.
    place: Place,
    /// The files whose inclusion leads here, the innermost first.
    included: Option<Rc<Included>>,
}

/// What the keys on the way to a value make of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Place {
    #[default]
    Ordinary,
    /// The keys of the mapping are names, whatever they are.
    Names,
    /// It is for people to read: an example or a text.
    Illustration,
}

impl Place {
    /// The place of what stands under a key.
    fn under(self, key: &str) -> Self {
        match (self, key) {
            (Self::Illustration, _) => Self::Illustration,
            (Self::Names, _) => Self::Ordinary,
            (Self::Ordinary, "example" | "examples" | "description" | "documentation") => Self::Illustration,
            (Self::Ordinary, key) if NAMING_KEYS.contains(&key) => Self::Names,
            (Self::Ordinary, _) => Self::Ordinary,
        }
    }
}

/// The keys under which names are declared.
const NAMING_KEYS: [&str; 14] = [
    "annotationTypes",
    "baseUriParameters",
    "facets",
    "formParameters",
    "headers",
    "properties",
    "queryParameters",
    "resourceTypes",
    "schemas",
    "securitySchemes",
    "traits",
    "types",
    "uriParameters",
    "uses",
];

#[derive(Clone)]
enum Value<'s> {
    Node(Node<'s>),
    /// Text with its parameters replaced, and where it is written.
    Substituted(Rc<str>, Location),
    /// An included file that is no YAML.
    File(Rc<Inclusion<'s>>),
    /// What cannot be read: it is reported, and read as null.
    Broken(Location),
    /// The mapping `type: …` for which a type expression stands where it is merged with other mappings.
    Declaration(Rc<Layer<'s>>),
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
    /// Where the include stands.
    location: Location,
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
            is_template: false,
            place: Place::default(),
            included: None,
        };
        layer.resolved(session, node)
    }

    /// A value inside this one, at a place.
    fn child(&self, session: &'s Session<'s>, place: Place, node: Node<'s>) -> Self {
        let layer = Self {
            value: Value::Node(node),
            is_template: false,
            place,
            ..self.clone()
        };
        if !session.visit(node.location(), 1) {
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
                layer.invalid_include(session, node.location(), &message)
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
            Ok(Substitution::Text(text)) => {
                // Values may hold parameters in turn, so that texts could double from one resource type to the next.
                session.visit(location, text.len() / TEXT_PER_VISIT);
                self.with(Value::Substituted(text.into(), location))
            }
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
        if path.is_empty() {
            return self.invalid_include(session, location, "`!include` needs the path of a file");
        }
        let file = match session.resolve(location.file, path) {
            Ok(file) => file,
            Err(LoadProblem::NotLoaded) => {
                // Which files are read is known before parameters have values.
                let message = "the path of an include cannot have parameters";
                return self.invalid_include(session, location, message);
            }
            Err(problem) => {
                // Nothing depends on what people alone read.
                session.report(match self.place {
                    Place::Illustration => problem.warning(path, location),
                    _ => problem.diagnostic(path, location),
                });
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
        if !fragment.is_empty() {
            let message = format!("`{path}` is included as a whole: nothing in it can be named by `#{fragment}`");
            return self.invalid_include(session, location, &message);
        }
        let root = tree.root();
        root.mark_root();
        session.visit(location, INCLUSION);
        let included = Included {
            file,
            location,
            unit: self.unit,
            outer: self.included,
        };
        let unit = Header::of(tree.text()).map_or(self.unit, |_| file);
        let layer = Self {
            value: Value::Node(root),
            unit,
            bindings: self.bindings,
            is_template: false,
            place: self.place,
            included: Some(Rc::new(included)),
        };
        layer.resolved(session, root)
    }

    fn invalid_include(self, session: &'s Session<'s>, location: Location, message: &str) -> Self {
        session.report(Diagnostic::new(&rules::INVALID_INCLUDE, location, message));
        self.with(Value::Broken(location))
    }

    /// Where the innermost file is included that leads here.
    pub(super) fn include_location(&self) -> Option<Location> {
        Some(self.included.as_ref()?.location)
    }

    fn is_included(&self, file: FileId) -> bool {
        self.inclusions().any(|included| included.file == file)
    }

    /// The inclusions that lead here, the innermost first.
    fn inclusions(&self) -> impl Iterator<Item = &Included> {
        std::iter::successors(self.included.as_deref(), |included| included.outer.as_deref())
    }

    pub(super) fn scopes(&self) -> Vec<FileId> {
        let mut scopes = vec![self.unit];
        let arguments = self.bindings.iter().flat_map(|bindings| bindings.views());
        scopes.extend(arguments.map(|view| view.strongest.unit));
        scopes.extend(self.bindings.iter().flat_map(|bindings| bindings.callers()));
        scopes.extend(self.inclusions().map(|included| included.unit));
        let mut seen = std::collections::BTreeSet::new();
        scopes.retain(|file| seen.insert(*file));
        scopes
    }

    pub(super) fn kind(&self) -> Kind<'_> {
        match &self.value {
            Value::Node(node) => node.kind(),
            Value::Substituted(text, _) => Kind::String(text),
            Value::File(inclusion) => Kind::String(inclusion.text),
            Value::Broken(_) => Kind::Null,
            Value::Declaration(_) => Kind::Mapping,
        }
    }

    /// A type expression as the mapping that it stands for.
    pub(super) fn as_declaration(&self) -> Self {
        let declaration = Value::Declaration(Rc::new(self.clone()));
        self.clone().with(declaration)
    }

    /// The type expression of a layer made by [`Layer::as_declaration`].
    pub(super) fn expression(&self) -> Option<&Layer<'s>> {
        match &self.value {
            Value::Declaration(expression) => Some(expression),
            _ => None,
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
            Value::Declaration(expression) => expression.location(),
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
    /// What stands in a layer under a key.
    pub(super) fn child_of(session: &'s Session<'s>, layer: &Layer<'s>, key: &str, node: Node<'s>) -> Self {
        Self::of_layer(session, layer.child(session, layer.place.under(key), node))
    }

    /// An item of a sequence in a layer.
    pub(super) fn item_of(session: &'s Session<'s>, layer: &Layer<'s>, node: Node<'s>) -> Self {
        Self::of_layer(session, layer.child(session, layer.place, node))
    }

    /// Whether it is what could not be read, which is reported.
    pub(crate) fn is_broken(&self) -> bool {
        matches!(self.strongest.value, Value::Broken(_))
    }
}
