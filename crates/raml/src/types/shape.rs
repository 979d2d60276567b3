//! What types are with all that they inherit (RAML 1.0, "Type Expressions", "Inheritance").

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use specwright_diagnostics::{Diagnostic, Location};

use super::declaration::{Declaration, Facets, Located, Position};
use super::kind::{self, Kind};
use super::member::Members;
use super::{Content, TypeId, Types};
use crate::rules;

/// How many steps of inheritance are followed.
pub(super) const DEPTH: usize = 200;

/// How far a type is resolved.
#[derive(Clone, Debug)]
pub(super) enum Resolution<'s> {
    NotYet,
    /// It is being resolved: to meet it again is a circle.
    Underway,
    Done(Rc<Shape<'s>>),
}

/// A type with all that it inherits.
#[derive(Clone, Debug)]
pub(super) struct Shape<'s> {
    pub(super) kind: Kind,
    pub(super) facets: Facets<'s>,
    pub(super) properties: Members,
    /// The variants of the union that it is, or inherits from.
    pub(super) variants: Vec<TypeId>,
    /// The facets that it and its supertypes declare.
    pub(super) declared_facets: BTreeMap<Rc<str>, DeclaredFacet>,
    /// The names of those that have a value.
    pub(super) given_facets: BTreeSet<Rc<str>>,
    /// Its named supertypes, however many steps away.
    pub(super) ancestors: Vec<TypeId>,
    /// How many steps of inheritance it has.
    pub(super) steps: usize,
    /// Whether it, or what it inherits from, could not be read.
    pub(super) is_unknown: bool,
}

/// A facet that a type declares for its subtypes.
#[derive(Clone, Copy, Debug)]
pub(super) struct DeclaredFacet {
    pub(super) schema: TypeId,
    pub(super) required: bool,
    pub(super) location: Location,
}

impl<'s> Shape<'s> {
    fn of(kind: Kind) -> Self {
        Self {
            kind,
            facets: Facets::default(),
            properties: Members::default(),
            variants: Vec::new(),
            declared_facets: BTreeMap::new(),
            given_facets: BTreeSet::new(),
            ancestors: Vec::new(),
            steps: 0,
            is_unknown: false,
        }
    }

    pub(super) fn unknown() -> Self {
        Self {
            is_unknown: true,
            ..Self::of(Kind::Any)
        }
    }
}

impl<'s> Types<'s> {
    /// A type with all that it inherits. What contradicts that is reported, once.
    pub(super) fn shape(&mut self, id: TypeId) -> Rc<Shape<'s>> {
        self.shape_within(id, DEPTH)
    }

    fn shape_within(&mut self, id: TypeId, depth: usize) -> Rc<Shape<'s>> {
        match self.list.get(id.0).map(|it| &it.shape) {
            Some(Resolution::Done(shape)) => return Rc::clone(shape),
            Some(Resolution::Underway) => {
                self.circle(id);
                return Rc::new(Shape::unknown());
            }
            Some(Resolution::NotYet) if depth > 0 => {}
            _ => {
                self.report_depth(id);
                return Rc::new(Shape::unknown());
            }
        }
        self.resolve(id, Resolution::Underway);
        let mut shape = self.make_shape(id, depth);
        if shape.steps > DEPTH {
            self.report_depth(id);
            shape = Shape::unknown();
        }
        let shape = Rc::new(shape);
        self.resolve(id, Resolution::Done(Rc::clone(&shape)));
        shape
    }

    fn report_depth(&self, id: TypeId) {
        if let Some(name) = self.name(id) {
            let message = "types inherit from each other over so many steps that reading stops here";
            self.report(&rules::RAML_TOO_LARGE, name.location, message);
        }
    }

    fn resolve(&mut self, id: TypeId, resolution: Resolution<'s>) {
        if let Some(it) = self.list.get_mut(id.0) {
            it.shape = resolution;
        }
    }

    fn circle(&mut self, id: TypeId) {
        let Some(name) = self.name(id) else { return };
        let message = format!("`{}` inherits from itself", name.text);
        let diagnostic = Diagnostic::new(&rules::CIRCULAR_INHERITANCE, name.location, message);
        self.session
            .report(diagnostic.help("let one of the types in the circle inherit from a built-in type"));
    }

    fn make_shape(&mut self, id: TypeId, depth: usize) -> Shape<'s> {
        match self.content(id) {
            Content::BuiltIn(kind) => Shape::of(kind),
            Content::Array(items, location) => {
                let mut shape = Shape::of(Kind::Array);
                shape.facets.items = Some(Located { value: items, location });
                shape
            }
            Content::Union(variants, _) => Shape {
                variants: variants.to_vec(),
                ..Shape::of(Kind::Union)
            },
            Content::External(_) => Shape::of(Kind::External),
            Content::Declared(declaration) => self.inherit(&declaration, depth),
            Content::Unread(..) | Content::Unknown => Shape::unknown(),
        }
    }

    fn inherit(&mut self, declaration: &Declaration<'s>, depth: usize) -> Shape<'s> {
        let mut bases = declaration.bases.iter();
        let mut shape = match bases.next() {
            None => Shape::of(self.assumed_kind(declaration)),
            Some(first) => self.base_shape(first.value, depth),
        };
        for base in bases {
            let other = self.base_shape(base.value, depth);
            self.join(&mut shape, &other, base.location);
        }
        self.check_applicable(declaration, &shape);
        self.restrict(&mut shape.facets, &declaration.facets);
        self.add_properties(declaration, &mut shape);
        self.add_facets(declaration, &mut shape);
        shape
    }

    fn base_shape(&mut self, base: TypeId, depth: usize) -> Shape<'s> {
        let shape = self.shape_within(base, depth - 1);
        if shape.is_unknown {
            return Shape::unknown();
        }
        let mut shape = (*shape).clone();
        shape.steps += 1;
        if self.name(base).is_some() && !shape.ancestors.contains(&base) {
            shape.ancestors.push(base);
        }
        // What tells a type apart holds for that type alone.
        shape.facets.discriminator_value = None;
        shape
    }

    /// What a declaration is that does not say its type (RAML 1.0, "Determine Default Types").
    fn assumed_kind(&mut self, declaration: &Declaration<'s>) -> Kind {
        if declaration.properties.is_some() {
            return Kind::Object;
        }
        let default = match declaration.position {
            Position::Body => Kind::Any,
            Position::QueryString => Kind::Object,
            _ => Kind::String,
        };
        let mut written = declaration.written.iter();
        let Some((facet, implied, location)) =
            written.find_map(|(facet, location)| Some((facet, kind::implied(facet)?, *location)))
        else {
            return default;
        };
        if self.session.is_old() {
            return implied;
        }
        let name = implied.describe();
        if implied == Kind::Array {
            let message = format!("`{facet}` stands in a declaration that does not say that it is {name}");
            let diagnostic = Diagnostic::new(&rules::MISPLACED_FACET, location, message);
            self.session.report(diagnostic.help("add `type: array`"));
        } else {
            let message = format!("`{facet}` stands in a declaration without a type, which is read as {name}");
            let diagnostic = Diagnostic::new(&rules::ASSUMED_TYPE, location, message);
            self.session.report(diagnostic.help("say its type"));
        }
        implied
    }
}
