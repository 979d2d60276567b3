//! What types are with all that they inherit (RAML 1.0, "Type Expressions", "Inheritance").

use std::collections::BTreeMap;
use std::rc::Rc;

use specwright_diagnostics::{Diagnostic, Location};

use super::check::Relation;
use super::declaration::{Declaration, Facets, Member, Position};
use super::facet::DeclaredFacet;
use super::kind::{self, Kind};
use super::{Content, TypeId, Types};
use crate::rules;

/// How many steps of inheritance are followed.
const DEPTH: usize = 200;

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
    pub(super) properties: Vec<Member>,
    /// The variants of the union that it is, or inherits from.
    pub(super) variants: Vec<TypeId>,
    /// The facets that it and its supertypes declare.
    pub(super) declared_facets: BTreeMap<String, DeclaredFacet>,
    /// Its named supertypes, however many steps away.
    pub(super) ancestors: Vec<TypeId>,
    /// Whether it, or what it inherits from, could not be read.
    pub(super) is_unknown: bool,
}

impl<'s> Shape<'s> {
    fn of(kind: Kind) -> Self {
        Self {
            kind,
            facets: Facets::default(),
            properties: Vec::new(),
            variants: Vec::new(),
            declared_facets: BTreeMap::new(),
            ancestors: Vec::new(),
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
                let location = self.name(id).map(|name| name.location);
                if let Some(location) = location {
                    let message = "types inherit from each other over so many steps that reading stops here";
                    self.report(&rules::RAML_TOO_LARGE, location, message);
                }
                return Rc::new(Shape::unknown());
            }
        }
        self.resolve(id, Resolution::Underway);
        let shape = Rc::new(self.make_shape(id, depth));
        self.resolve(id, Resolution::Done(Rc::clone(&shape)));
        shape
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
                shape.facets.items = Some(super::declaration::Located { value: items, location });
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
        self.applicable(declaration, &shape);
        self.restrict(declaration, &mut shape);
        self.add_properties(declaration, &mut shape);
        self.add_facets(declaration, &mut shape);
        shape
    }

    fn base_shape(&mut self, base: TypeId, depth: usize) -> Shape<'s> {
        let shape = self.shape_within(base, depth - 1);
        let mut shape = (*shape).clone();
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

    /// Joins what a further supertype says (RAML 1.0, "Multiple Inheritance").
    fn join(&mut self, shape: &mut Shape<'s>, other: &Shape<'s>, location: Location) {
        shape.is_unknown |= other.is_unknown;
        if shape.kind == Kind::Any {
            shape.kind = other.kind;
        } else if shape.kind != other.kind && other.kind != Kind::Any {
            let is_union = shape.kind == Kind::Union || other.kind == Kind::Union;
            let kinds = if shape.kind == Kind::Union {
                (other.kind, shape.variants.clone())
            } else {
                (shape.kind, other.variants.clone())
            };
            if is_union {
                let (kind, variants) = kinds;
                self.relations.push(Relation::Narrows {
                    kind,
                    variants,
                    location,
                });
                shape.kind = kind;
            } else if !shape.is_unknown {
                let message = format!(
                    "a type cannot inherit from {} and from {}",
                    shape.kind.describe(),
                    other.kind.describe()
                );
                self.report(&rules::INCOMPATIBLE_BASES, location, message);
                shape.is_unknown = true;
            }
        }
        self.tighten(&mut shape.facets, &other.facets);
        for member in &other.properties {
            self.override_property(shape, member, true);
        }
        shape.variants.extend(other.variants.iter().copied());
        for (name, facet) in &other.declared_facets {
            shape.declared_facets.entry(name.clone()).or_insert(*facet);
        }
        for ancestor in &other.ancestors {
            if !shape.ancestors.contains(ancestor) {
                shape.ancestors.push(*ancestor);
            }
        }
    }

    fn add_properties(&mut self, declaration: &Declaration<'s>, shape: &mut Shape<'s>) {
        for member in declaration.properties.iter().flatten() {
            self.override_property(shape, member, false);
        }
        if let Some(discriminator) = &declaration.facets.discriminator {
            let is_declared = shape.properties.iter().any(|it| it.name == *discriminator.value);
            if !is_declared && !shape.is_unknown && shape.variants.is_empty() {
                let message = format!("the type has no property `{}`", discriminator.value);
                let diagnostic = Diagnostic::new(&rules::INVALID_DISCRIMINATOR, discriminator.location, message);
                self.session
                    .report(diagnostic.help("declare it among the `properties`"));
            }
        }
    }

    /// Adds a property, or one that restricts an inherited property of its name.
    fn override_property(&mut self, shape: &mut Shape<'s>, member: &Member, is_joined: bool) {
        let known = shape.properties.iter_mut().find(|known| known.name == member.name);
        let Some(known) = known else {
            shape.properties.push(member.clone());
            return;
        };
        if known.required && !member.required && !is_joined && known.pattern.is_none() {
            let message = format!(
                "`{}` is required in a supertype and cannot be optional here",
                member.name
            );
            let diagnostic = Diagnostic::new(&rules::WIDENED, member.location, message);
            self.session
                .report(diagnostic.related(known.location, "it is required here"));
        }
        if known.schema != member.schema {
            self.relations.push(Relation::Overrides {
                inherited: known.schema,
                own: member.schema,
                name: member.name.clone(),
                location: member.location,
                inherited_location: known.location,
            });
        }
        let required = known.required || member.required;
        *known = Member {
            required,
            ..member.clone()
        };
    }

    fn add_facets(&mut self, declaration: &Declaration<'s>, shape: &mut Shape<'s>) {
        for member in &declaration.declared_facets {
            let location = member.location;
            if let Some(inherited) = shape.declared_facets.get(&member.name) {
                let message = format!("a supertype declares a facet `{}` already", member.name);
                let diagnostic = Diagnostic::new(&rules::REDEFINED_FACET, location, message);
                self.session
                    .report(diagnostic.related(inherited.location, "it is declared here"));
            }
            if kind::FACETS.contains(&member.name.as_str()) && kind::applies(&member.name, shape.kind) {
                let message = format!("`{}` is a facet of {} already", member.name, shape.kind.describe());
                self.report(&rules::REDEFINED_FACET, location, message);
            }
            let schema = member.schema;
            let facet = DeclaredFacet { schema, location };
            shape.declared_facets.insert(member.name.clone(), facet);
        }
    }

    /// Reports facets that do not restrict values of the type that a declaration inherits from.
    fn applicable(&mut self, declaration: &Declaration<'s>, shape: &Shape<'s>) {
        if shape.is_unknown {
            return;
        }
        if shape.kind == Kind::Union {
            let facets = declaration.written.clone();
            let variants = shape.variants.clone();
            self.relations.push(Relation::Restricts { facets, variants });
            return;
        }
        for (facet, location) in &declaration.written {
            let is_assumed = kind::implied(facet) == Some(shape.kind);
            if !kind::applies(facet, shape.kind) && !is_assumed {
                self.misplaced(facet, shape.kind, *location);
            }
        }
        if let Some(format) = declaration.facets.format
            && kind::applies("format", shape.kind)
            && !format.value.applies(shape.kind)
        {
            let message = format!("this is no format of {}", shape.kind.describe());
            self.report(&rules::INVALID_FACET_VALUE, format.location, message);
        }
    }

    pub(super) fn misplaced(&mut self, facet: &str, kind: Kind, location: Location) {
        if kind == Kind::Any && facet == "enum" {
            return;
        }
        let message = format!("`{facet}` says nothing about {}", kind.describe());
        let diagnostic = Diagnostic::new(&rules::MISPLACED_FACET, location, message);
        let help = match kind {
            Kind::External => "what a JSON or XML schema describes cannot be restricted; write the type in RAML",
            _ => "leave it out, or inherit from another type",
        };
        self.session.report(diagnostic.help(help));
    }
}
