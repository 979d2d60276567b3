//! Types (RAML 1.0, "RAML Data Types"; RAML 0.8, "Named Parameters" and "Schema").
//!
//! [`Types`] holds every type of a document, by number: declared ones, those of expressions, and those that stand where
//! they are used. A type passes through three steps. [`read`] makes a declaration of what is written; [`shape`] adds what
//! it inherits and finds what contradicts that; [`lower`] makes the model's schema of it. What values a document gives
//! (examples, defaults, enumerations, annotations) is compared with the schemas at the end, by [`validate`].

mod annotation;
mod bounds;
mod check;
mod dates;
mod declaration;
mod example;
mod expression;
mod external;
mod facet;
mod inheritance;
mod intersection;
mod keys;
mod kind;
mod lower;
mod member;
mod read;
mod restriction;
mod scope;
mod shape;
mod text;
mod validate;
mod value;

use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use specwright_diagnostics::{Diagnostic, FileId, Location, Rule, Suggestions};
use specwright_model::{SchemaId, Schemas};

use crate::rules;
use crate::session::Session;
use crate::view::View;

use declaration::Declaration;
use external::External;
use kind::Kind;
use scope::{Declared, Namespace, Scopes};
use shape::Resolution;

pub(crate) use declaration::Position;
pub(crate) use read::Parameter;
pub(crate) use validate::validate;
pub(crate) use value::Value;

/// Names a type of a [`Types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct TypeId(usize);

/// A node that declares a type, the files in which its names are looked up, and where it stands.
type Place = ((FileId, u32), Vec<FileId>, Position);

/// All types of a document and its libraries.
pub(crate) struct Types<'s> {
    session: &'s Session<'s>,
    scopes: Scopes,
    list: Vec<Type<'s>>,
    built_in: BTreeMap<Kind, TypeId>,
    /// The types that have names, in the order of their declarations.
    named: Vec<TypeId>,
    /// Types by the nodes that declare them: a file may be included many times.
    by_node: BTreeMap<Place, TypeId>,
    /// Types whose schemas were asked for and are still to be made.
    pending: VecDeque<TypeId>,
    external: external::Schemata<'s>,
    checks: Vec<check::ValueCheck<'s>>,
    placed_annotations: Vec<annotation::PlacedAnnotation>,
    relations: Vec<check::Relation>,
    /// How many files declare a type of each name.
    names: BTreeMap<String, usize>,
    patterns: validate::Patterns,
    suggestions: Suggestions,
}

/// A type.
struct Type<'s> {
    name: Option<Rc<TypeName>>,
    content: Content<'s>,
    shape: Resolution<'s>,
    schema: Option<SchemaId>,
}

/// The name under which a type is declared.
#[derive(Debug)]
struct TypeName {
    text: String,
    unit: FileId,
    location: Location,
    namespace: Namespace,
}

/// What a type is.
#[derive(Clone)]
enum Content<'s> {
    BuiltIn(Kind),
    /// A declaration that was not looked at yet.
    Unread(View<'s>, Position),
    /// `T[]`.
    Array(TypeId, Location),
    /// `A | B`.
    Union(Rc<[TypeId]>, Location),
    Declared(Rc<Declaration<'s>>),
    External(Rc<External<'s>>),
    /// What cannot be read, which is reported: any value fits.
    Unknown,
}

impl<'s> Types<'s> {
    pub(crate) fn new(session: &'s Session<'s>) -> Self {
        Self {
            session,
            scopes: Scopes::default(),
            list: Vec::new(),
            built_in: BTreeMap::new(),
            named: Vec::new(),
            by_node: BTreeMap::new(),
            pending: VecDeque::new(),
            external: external::Schemata::new(session),
            checks: Vec::new(),
            placed_annotations: Vec::new(),
            relations: Vec::new(),
            names: BTreeMap::new(),
            patterns: validate::Patterns::default(),
            suggestions: Suggestions::default(),
        }
    }

    /// Declares a type of a document or library. All are declared before the first one is used.
    pub(crate) fn declare(&mut self, unit: FileId, name: &str, location: Location, view: View<'s>) -> TypeId {
        let is_old = self.session.is_old();
        if !is_old && (Kind::of_name(name, is_old).is_some() || name == "union") {
            let message = format!("`{name}` is a built-in type and cannot be declared");
            let diagnostic = Diagnostic::new(&rules::REDEFINED_TYPE, location, message);
            self.session.report(diagnostic.help("choose another name"));
        }
        let reserved = name.chars().any(|it| matches!(it, '[' | ']' | '(' | ')' | '|' | '?'));
        if reserved && !is_old {
            let message = format!("`{name}` cannot be the name of a type: it would be read as an expression");
            let diagnostic = Diagnostic::new(&rules::INVALID_TYPE, location, message);
            self.session.report(diagnostic.help("leave out brackets, `|` and `?`"));
        }
        let position = if is_old { Position::Body } else { Position::Named };
        self.declare_as(unit, Namespace::Types, name, location, Content::Unread(view, position))
    }

    /// Declares an annotation type (RAML 1.0, "Declaring Annotation Types").
    pub(crate) fn declare_annotation(&mut self, unit: FileId, name: &str, location: Location, view: View<'s>) {
        let content = Content::Unread(view, Position::Annotation);
        self.declare_as(unit, Namespace::Annotations, name, location, content);
    }

    /// Makes the types and annotation types of a library known to a document or fragment, behind a prefix.
    pub(crate) fn use_library(&mut self, unit: FileId, prefix: &str, library: FileId) {
        self.scopes.use_library(unit, prefix, library);
    }

    fn declare_as(
        &mut self,
        unit: FileId,
        namespace: Namespace,
        name: &str,
        location: Location,
        content: Content<'s>,
    ) -> TypeId {
        let id = TypeId(self.list.len());
        if let Some(known) = self.scopes.declare(unit, namespace, name, Declared { id, location }) {
            if known.location != location {
                let message = format!("`{name}` is declared a second time");
                let diagnostic = Diagnostic::new(&rules::REPEATED_DECLARATION, location, message);
                self.session
                    .report(diagnostic.related(known.location, "it is declared here first"));
            }
            return known.id;
        }
        let id = self.add(content);
        let text = name.to_owned();
        if namespace == Namespace::Types {
            *self.names.entry(text.clone()).or_default() += 1;
        }
        if let Some(it) = self.list.get_mut(id.0) {
            it.name = Some(Rc::new(TypeName {
                text,
                unit,
                location,
                namespace,
            }));
        }
        self.named.push(id);
        id
    }

    fn add(&mut self, content: Content<'s>) -> TypeId {
        let id = TypeId(self.list.len());
        self.list.push(Type {
            name: None,
            content,
            shape: Resolution::NotYet,
            schema: None,
        });
        id
    }

    fn built_in(&mut self, kind: Kind) -> TypeId {
        if let Some(id) = self.built_in.get(&kind) {
            return *id;
        }
        let id = self.add(Content::BuiltIn(kind));
        self.built_in.insert(kind, id);
        id
    }

    /// What a type is; a declaration that was not looked at yet is read now.
    fn content(&mut self, id: TypeId) -> Content<'s> {
        let Some(it) = self.list.get(id.0) else {
            return Content::Unknown;
        };
        let content = it.content.clone();
        let Content::Unread(view, position) = content else {
            return content;
        };
        let content = self.read_named(&view, position);
        if let Some(it) = self.list.get_mut(id.0) {
            it.content = content.clone();
        }
        content
    }

    fn name(&self, id: TypeId) -> Option<Rc<TypeName>> {
        self.list.get(id.0)?.name.clone()
    }

    /// What a type is called in a message.
    fn title(&self, id: TypeId) -> String {
        match (self.name(id), self.list.get(id.0).map(|it| &it.content)) {
            (Some(name), _) => format!("`{}`", name.text),
            (None, Some(Content::BuiltIn(kind))) => kind.describe().to_owned(),
            (None, Some(Content::Array(items, _))) => format!("an array of {}", self.title(*items)),
            _ => "this type".to_owned(),
        }
    }

    /// The schema of a type. It is made by [`Types::finish`]; until then its id alone counts.
    pub(crate) fn schema(&mut self, id: TypeId, schemas: &mut Schemas) -> SchemaId {
        self.schema_of(id, schemas)
    }

    /// What a declaration says of itself for people.
    pub(crate) fn description(&mut self, id: TypeId) -> Option<String> {
        match self.content(id) {
            Content::Declared(declaration) => declaration.description.clone(),
            _ => None,
        }
    }

    /// Whether a declaration, or the one that it inherits from, gives a default.
    pub(crate) fn has_default(&mut self, id: TypeId) -> bool {
        let mut id = id;
        for _ in 0..shape::DEPTH {
            match self.content(id) {
                Content::Declared(declaration) if declaration.default.is_some() => return true,
                Content::Declared(declaration) => match declaration.bases.as_slice() {
                    [base] => id = base.value,
                    _ => return false,
                },
                _ => return false,
            }
        }
        false
    }

    /// Makes every schema that was asked for and those of all named types, and checks all that is declared.
    pub(crate) fn finish(&mut self, schemas: &mut Schemas) {
        for id in self.named.clone() {
            if self.name(id).is_some_and(|name| name.namespace == Namespace::Types) {
                self.schema_of(id, schemas);
            }
        }
        self.lower_pending(schemas);
        self.resolve_references(schemas);
        self.check_types();
        self.set_subtypes(schemas);
        self.external.finish();
        self.check_values(schemas);
        self.check_targets();
    }

    fn report(&self, rule: &'static Rule, location: Location, message: impl Into<String>) {
        self.session.report(Diagnostic::new(rule, location, message));
    }
}
