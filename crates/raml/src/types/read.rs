//! From what is written to declarations.

use std::rc::Rc;

use specwright_diagnostics::{Diagnostic, Location};
use specwright_source::Kind as NodeKind;

use super::declaration::{Declaration, Position};
use super::expression::Expression;
use super::external::External;
use super::kind::Kind;
use super::member::Member;
use super::scope::Namespace;
use super::text;
use super::{Content, TypeId, Types};
use crate::header::FileKind;
use crate::rules;
use crate::view::{Entry, View};

/// A parameter, header or form field: its name without the mark of optional ones, and its type.
#[derive(Clone, Debug)]
pub(crate) struct Parameter {
    /// The name.
    pub(crate) name: String,
    /// Whether it must be given.
    pub(crate) required: bool,
    /// Where the name is written.
    pub(crate) location: Location,
    /// What it holds.
    pub(crate) schema: TypeId,
}

impl<'s> Types<'s> {
    /// The type that is written at a place: an expression, the text of a schema, or a declaration.
    pub(crate) fn inline(&mut self, view: &View<'s>, position: Position) -> TypeId {
        let key = (!view.is_applied())
            .then(|| view.layers().count() == 1)
            .filter(|is_plain| *is_plain)
            .and_then(|_| view.identity())
            .map(|identity| (identity, view.scopes(), position));
        if let Some(id) = key.as_ref().and_then(|key| self.by_node.get(key)) {
            return *id;
        }
        view.expect_fragment(FileKind::DataType);
        let id = self.read_inline(view, position);
        if let Some(key) = key {
            self.by_node.insert(key, id);
        }
        id
    }

    /// A member of `queryParameters`, `headers`, `uriParameters`, `formParameters` or `properties`, whose name may say
    /// that it is optional (RAML 1.0, "Property Declarations").
    pub(crate) fn parameter(&mut self, entry: &Entry<'s>, position: Position) -> Parameter {
        let member = self.member(entry, position);
        Parameter {
            name: member.name.to_string(),
            required: member.required,
            location: member.location,
            schema: member.schema,
        }
    }

    /// A member, whose key may be a regular expression between slashes, or say that it is optional.
    pub(super) fn member(&mut self, entry: &Entry<'s>, position: Position) -> Member {
        let is_old = self.session.is_old();
        let stated = entry.value.get("required").map(|value| self.flag("required", &value));
        let key = &*entry.key;
        let pattern = pattern_in(key).filter(|_| position == Position::Property);
        if let Some(pattern) = pattern {
            self.check_pattern(pattern, entry.key_location);
        }
        let optional = key.strip_suffix('?').filter(|_| !is_old && pattern.is_none());
        let (name, required) = match (stated.flatten(), optional) {
            (Some(required), _) => (key, required.value),
            (None, Some("")) => {
                let message = "a name is missing in front of `?`";
                self.report(&rules::INVALID_TYPE, entry.key_location, message);
                ("", false)
            }
            (None, Some(name)) => (name, false),
            (None, None) => (key, !is_old || position == Position::UriParameter),
        };
        Member {
            name: name.into(),
            required: required && pattern.is_none(),
            schema: self.inline(&entry.value, position),
            location: entry.key_location,
            pattern: pattern.map(Rc::from),
        }
    }

    fn read_inline(&mut self, view: &View<'s>, position: Position) -> TypeId {
        match view.kind() {
            NodeKind::Null => self.built_in(default_kind(position)),
            NodeKind::String(_) => self.of_text(view, position),
            NodeKind::Sequence | NodeKind::Mapping => {
                let content = self.read_named(view, position);
                self.add(content)
            }
            NodeKind::Boolean(_) | NodeKind::Number(_) => {
                self.not_a_type(view);
                self.add(Content::Unknown)
            }
        }
    }

    /// The declaration of a type that has a number already.
    pub(super) fn read_named(&mut self, view: &View<'s>, position: Position) -> Content<'s> {
        let mut declaration = Declaration::new(position, view.location());
        match view.kind() {
            NodeKind::Null => {}
            NodeKind::String(_) => {
                if let Some(external) = External::of(view) {
                    return Content::External(Rc::new(external));
                }
                let value = self.of_text(view, position);
                declaration.add_base(value, view.location());
            }
            NodeKind::Sequence if self.session.is_old() && position != Position::Body => {
                return self.alternatives(view, position);
            }
            NodeKind::Sequence => self.bases(view, &mut declaration),
            NodeKind::Mapping => self.mapping(view, &mut declaration),
            NodeKind::Boolean(_) | NodeKind::Number(_) => self.not_a_type(view),
        }
        Content::Declared(Rc::new(declaration))
    }

    fn not_a_type(&mut self, view: &View<'s>) {
        let message = format!("a type is an expression or a mapping, not {}", view.describe());
        let diagnostic = view.finding(&rules::INVALID_TYPE, message);
        self.session
            .report(diagnostic.help("write the name of a type, such as `string`"));
    }

    /// Named parameters of RAML 0.8 with several types ("Named Parameters With Multiple Types").
    fn alternatives(&mut self, view: &View<'s>, position: Position) -> Content<'s> {
        let items = view.items().into_iter();
        let variants = items.map(|item| self.inline(&item, position)).collect();
        Content::Union(variants, view.location())
    }

    /// The value of `type`: one expression, several of them, a declaration, or a schema.
    pub(super) fn base(&mut self, view: &View<'s>, declaration: &mut Declaration<'s>) {
        match view.kind() {
            NodeKind::Null => {}
            NodeKind::Sequence => self.bases(view, declaration),
            NodeKind::String(_) => {
                let value = self.of_text(view, declaration.position);
                declaration.add_base(value, view.location());
            }
            _ => {
                let value = self.inline(view, Position::Inner);
                declaration.add_base(value, view.location());
            }
        }
    }

    fn bases(&mut self, view: &View<'s>, declaration: &mut Declaration<'s>) {
        for item in view.items() {
            let value = self.inline(&item, Position::Inner);
            declaration.add_base(value, item.location());
        }
        if declaration.bases.is_empty() {
            self.report(
                &rules::INVALID_TYPE,
                view.location(),
                "a type inherits from at least one other",
            );
        }
    }

    /// The type that a text names or is.
    fn of_text(&mut self, view: &View<'s>, position: Position) -> TypeId {
        if let Some(external) = External::of(view) {
            if position.is_text() && !self.session.is_old() {
                let message = "a parameter or header travels as text, and no JSON or XML schema can describe it";
                self.report(&rules::EXTERNAL_TYPE, external.place(), message);
            }
            return self.add(Content::External(Rc::new(external)));
        }
        let text = view.as_str().unwrap_or_default();
        match Expression::parse(text) {
            Ok(expression) => self.of_expression(&expression, view),
            Err(problem) => {
                let location = text::place_in(view, problem.range);
                let message = format!("`{}` is no type: {}", text::shortened(text), problem.message);
                let diagnostic = Diagnostic::new(&rules::INVALID_EXPRESSION, location, message);
                let help = "write a name, `Type[]`, `One | Another`, or `(One | Another)[]`";
                self.session.report(diagnostic.help(help));
                self.add(Content::Unknown)
            }
        }
    }

    fn of_expression(&mut self, expression: &Expression, view: &View<'s>) -> TypeId {
        match expression {
            Expression::Name(name, range) => self.of_name(name, || text::place_in(view, range.clone()), view),
            Expression::Array(items) => {
                let items = self.of_expression(items, view);
                self.add(Content::Array(items, view.location()))
            }
            Expression::Union(variants) => {
                let variants = variants.iter().map(|variant| self.of_expression(variant, view));
                let variants = variants.collect();
                self.add(Content::Union(variants, view.location()))
            }
        }
    }

    fn of_name(&mut self, name: &str, location: impl FnOnce() -> Location, view: &View<'s>) -> TypeId {
        let is_old = self.session.is_old();
        if let Some(kind) = Kind::of_name(name, is_old) {
            return self.built_in(kind);
        }
        let mut units = view.scopes();
        if view.is_applied() {
            // What RAML itself gives, such as `resourcePathName`, names types of the document.
            units.push(self.session.sources.entry());
        }
        if let Some(id) = self.scopes.find(&units, Namespace::Types, name) {
            return id;
        }
        let names = self.scopes.names(&units, Namespace::Types);
        let declared = names.iter().map(String::as_str);
        let known = declared.chain(Kind::names(is_old).map(|name| -> &str { name }));
        let near = self.suggestions.nearest(name, known);
        let message = format!("there is no type `{}`", text::shortened(name));
        let diagnostic = Diagnostic::new(&rules::UNKNOWN_TYPE, location(), message);
        self.session.report(match near {
            Some(near) => diagnostic.help(format!("`{near}` is one")),
            None => diagnostic.help("declare it among the `types`, or take a built-in one, such as `string`"),
        });
        self.add(Content::Unknown)
    }
}

/// What a declaration is that says neither its type nor anything that only one type has (RAML 1.0, "Determine Default
/// Types").
pub(super) fn default_kind(position: Position) -> Kind {
    match position {
        Position::Body => Kind::Any,
        Position::Inner => Kind::Any,
        Position::QueryString => Kind::Any,
        _ => Kind::String,
    }
}

/// The regular expression that the key of a property is: `/^x-/` (RAML 1.0, "Additional Properties"). It never asks for
/// a property, with or without the mark of optional ones.
fn pattern_in(key: &str) -> Option<&str> {
    let key = key.strip_suffix('?').unwrap_or(key);
    key.strip_prefix('/')?.strip_suffix('/')
}
