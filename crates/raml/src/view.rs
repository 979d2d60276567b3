//! Values of a document as RAML means them.
//!
//! What is included stands where the include stands (RAML 1.0, "Includes"); parameters of traits and resource types are
//! replaced by their values; and what a trait, a resource type or the document that an overlay extends adds lies below
//! what is written ("Merging"). A view is made of layers for that, the strongest first: a key is taken from every layer
//! that has it, a scalar from the strongest. Each layer knows the file it is written in, so that findings point there
//! and names are looked up there.

mod entries;
mod fragment;
mod functions;
mod layer;
mod marks;
mod merge;
mod open;
mod template;

use std::rc::Rc;

use specwright_diagnostics::{Diagnostic, FileId, Location, Rule};
use specwright_model::Number;
use specwright_source::Kind;

use crate::session::{ObjectType, Session};

pub(crate) use entries::Entry;
pub(crate) use functions::NAMES as FUNCTION_NAMES;
pub(crate) use layer::Inclusion;
use layer::Layer;
pub(crate) use template::{Argument, Bindings, TemplateProblem, has_parameters, names as parameter_names};

/// A value of a document. Cheap to copy, but for what is merged.
#[derive(Clone)]
pub(crate) struct View<'s> {
    session: &'s Session<'s>,
    strongest: Layer<'s>,
    /// The layers below, all of the strongest one's kind.
    weaker: Vec<Layer<'s>>,
}

/// Whether a file of this name is read as YAML where it is included; all others are text.
pub(crate) fn is_yaml(path: &str) -> bool {
    let extension = path
        .rsplit_once('.')
        .map(|(_, extension)| extension.to_ascii_lowercase());
    matches!(extension.as_deref(), Some("raml" | "yaml" | "yml"))
}

/// Whether a key is that of an annotation.
pub(crate) fn is_annotation(key: &str) -> bool {
    key.starts_with('(') && key.ends_with(')')
}

impl<'s> View<'s> {
    /// The root of a file in which the names of `unit` hold; none where the file has no tree.
    pub(crate) fn of_file(session: &'s Session<'s>, file: FileId, unit: FileId) -> Option<Self> {
        let node = session.sources.tree(file)?.root();
        node.mark_root();
        Some(Self::of_layer(session, Layer::of_node(session, node, unit)))
    }

    fn of_layer(session: &'s Session<'s>, strongest: Layer<'s>) -> Self {
        let weaker = Vec::new();
        Self {
            session,
            strongest,
            weaker,
        }
    }

    /// The reading that the view belongs to.
    pub(crate) fn session(&self) -> &'s Session<'s> {
        self.session
    }

    /// What the view holds; text where a file is included that is no YAML.
    pub(crate) fn kind(&self) -> Kind<'_> {
        self.strongest.kind()
    }

    /// What the view is, in words for a message: `a string`, `a mapping`.
    pub(crate) fn describe(&self) -> &'static str {
        match self.kind() {
            Kind::Null => "null",
            Kind::Boolean(_) => "a boolean",
            Kind::Number(_) => "a number",
            Kind::String(_) => "a string",
            Kind::Sequence => "a sequence",
            Kind::Mapping => "a mapping",
        }
    }

    /// Where the value is written: in the included file, if it is included; of mappings and sequences, the first line.
    pub(crate) fn location(&self) -> Location {
        self.strongest.place(self.session)
    }

    /// Where the value is written, as a whole.
    pub(crate) fn whole_location(&self) -> Location {
        self.strongest.location()
    }

    /// The files in which a name in the value is looked up, one after the other: the one
    /// that it is written in, those whose values the parameters hold and that apply the trait or resource type, and
    /// those that include the fragment.
    pub(crate) fn scopes(&self) -> Vec<FileId> {
        self.strongest.scopes()
    }

    /// The file of text that is included, and how.
    pub(crate) fn inclusion(&self) -> Option<&Inclusion<'s>> {
        self.strongest.inclusion()
    }

    /// Whether parameters have values here: in a trait or a resource type that is applied.
    pub(crate) fn is_applied(&self) -> bool {
        self.strongest.bindings.is_some()
    }

    /// The value with parameters bound: for a trait or resource type, where it is applied.
    pub(crate) fn bind(&self, bindings: &Rc<Bindings<'s>>) -> Self {
        let mut bound = self.clone();
        for layer in std::iter::once(&mut bound.strongest).chain(&mut bound.weaker) {
            layer.bindings = Some(Rc::clone(bindings));
            layer.is_template = true;
        }
        bound
    }

    /// The `displayName` of a resource or method. One that is the same wherever a trait or resource type is applied is
    /// the name of that.
    pub(crate) fn display_name(&self) -> Option<View<'s>> {
        const KEY: &str = "displayName";
        self.get(KEY);
        let is_own = |layer: &&Layer<'s>| {
            let text = layer.node().and_then(|node| node.peek(KEY)?.as_str());
            !layer.is_template || text.is_some_and(has_parameters)
        };
        let layers = self.all_layers().filter(is_own).cloned();
        layers
            .map(|layer| Self::of_layer(self.session, layer))
            .find(|layer| layer.has(KEY))
    }

    /// The layers, each as a view of its own, the strongest first.
    pub(crate) fn layers(&self) -> impl Iterator<Item = View<'s>> {
        self.all_layers()
            .map(|layer| Self::of_layer(self.session, layer.clone()))
    }

    fn all_layers(&self) -> impl Iterator<Item = &Layer<'s>> {
        std::iter::once(&self.strongest).chain(&self.weaker)
    }

    /// A key that tells the value from all others, as long as no parameters are bound and nothing is merged.
    pub(crate) fn identity(&self) -> Option<(FileId, u32)> {
        self.strongest.node().map(specwright_source::Node::identity)
    }

    /// The text of a string.
    pub(crate) fn as_str(&self) -> Option<&str> {
        match self.kind() {
            Kind::String(text) => Some(text),
            _ => None,
        }
    }

    /// The text of any scalar but null: numbers and booleans as they are written.
    pub(crate) fn text(&self) -> Option<&str> {
        match self.kind() {
            Kind::String(text) | Kind::Number(text) => Some(text),
            Kind::Boolean(true) => Some("true"),
            Kind::Boolean(false) => Some("false"),
            _ => None,
        }
    }

    /// The value of a boolean.
    pub(crate) fn as_bool(&self) -> Option<bool> {
        match self.kind() {
            Kind::Boolean(value) => Some(value),
            // What parameters make is text.
            Kind::String("true") if self.strongest.is_substituted() => Some(true),
            Kind::String("false") if self.strongest.is_substituted() => Some(false),
            _ => None,
        }
    }

    /// The value of a number.
    pub(crate) fn as_number(&self) -> Option<Number> {
        match self.kind() {
            Kind::Number(text) => Number::parse(text),
            Kind::String(text) if self.strongest.is_substituted() => Number::parse(text),
            _ => None,
        }
    }

    /// The value of a whole number that is not negative.
    pub(crate) fn as_u64(&self) -> Option<u64> {
        u64::try_from(self.as_number()?.as_integer()?).ok()
    }

    /// Whether the value is null.
    pub(crate) fn is_null(&self) -> bool {
        self.kind() == Kind::Null
    }

    /// Whether the value is a mapping.
    pub(crate) fn is_mapping(&self) -> bool {
        self.kind() == Kind::Mapping
    }

    /// Whether the value is a sequence.
    pub(crate) fn is_sequence(&self) -> bool {
        self.kind() == Kind::Sequence
    }

    /// Notes as what a mapping is read, for explaining its unknown keys.
    pub(crate) fn read_as(&self, object: ObjectType) {
        for node in self.all_layers().filter_map(Layer::node) {
            self.session.read_as(node, object);
        }
    }

    /// A finding at the value.
    pub(crate) fn finding(&self, rule: &'static Rule, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(rule, self.location(), message)
    }

    /// Reports a finding.
    pub(crate) fn report(&self, diagnostic: Diagnostic) {
        self.session.report(diagnostic);
    }
}

impl std::fmt::Debug for View<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "View({:?})", self.kind())
    }
}
