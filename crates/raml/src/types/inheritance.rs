//! What types take from those that they inherit from (RAML 1.0, "Object Type Specialization", "Multiple Inheritance",
//! "User-defined Facets").

use std::rc::Rc;

use specwright_diagnostics::{Diagnostic, Location};

use super::Types;
use super::check::Relation;
use super::declaration::{Additional, Declaration};
use super::kind::{self, Kind};
use super::member::Member;
use super::shape::{DeclaredFacet, Shape};
use crate::rules;

impl<'s> Types<'s> {
    /// Joins what a further supertype says, written at a place.
    pub(super) fn join(&mut self, shape: &mut Shape<'s>, other: &Shape<'s>, location: Location) {
        shape.is_unknown |= other.is_unknown;
        shape.steps = shape.steps.max(other.steps);
        self.join_kind(shape, other, location);
        self.tighten(&mut shape.facets, &other.facets, location);
        for member in other.properties.iter() {
            self.join_property(shape, member, location);
        }
        shape.variants.extend(other.variants.iter().copied());
        for (name, facet) in &other.declared_facets {
            shape.declared_facets.entry(Rc::clone(name)).or_insert(*facet);
        }
        shape.given_facets.extend(other.given_facets.iter().cloned());
        for ancestor in &other.ancestors {
            if !shape.ancestors.contains(ancestor) {
                shape.ancestors.push(*ancestor);
            }
        }
    }

    fn join_kind(&mut self, shape: &mut Shape<'s>, other: &Shape<'s>, location: Location) {
        let (one, two) = (shape.kind, other.kind);
        let (kind, variants) = match (one, two) {
            _ if one.is_below(two) => return,
            _ if two.is_below(one) => {
                shape.kind = two;
                return;
            }
            (Kind::Union, kind) => (kind, &shape.variants),
            (kind, Kind::Union) => (kind, &other.variants),
            _ if shape.is_unknown => return,
            _ => {
                let (one, two) = (one.describe(), two.describe());
                let message = format!("a type cannot inherit from {one} and from {two}");
                self.report(&rules::INCOMPATIBLE_BASES, location, message);
                shape.is_unknown = true;
                return;
            }
        };
        self.relations.push(Relation::Narrows {
            kind,
            variants: variants.clone(),
            location,
        });
        shape.kind = kind;
    }

    /// A property of a further supertype: required where one of them asks for it, and of the narrower type.
    fn join_property(&mut self, shape: &mut Shape<'s>, member: &Member, location: Location) {
        let Some(known) = shape.properties.get(&member.name) else {
            shape.properties.put(member.clone());
            return;
        };
        if known.schema != member.schema {
            self.relations.push(Relation::Meets {
                one: known.schema,
                other: member.schema,
                what: Rc::clone(&member.name),
                location,
                places: [known.location, member.location],
            });
        }
        if member.required || !known.required {
            shape.properties.put(member.clone());
        }
    }

    /// Adds the properties of a declaration to those that it inherits.
    pub(super) fn add_properties(&mut self, declaration: &Declaration<'s>, shape: &mut Shape<'s>) {
        for member in declaration.properties.iter().flat_map(|members| members.iter()) {
            self.override_property(shape, member);
        }
        let additional = shape.facets.additional_properties;
        if let Some(closed) = additional.filter(|it| it.value == Additional::Forbidden) {
            self.report_patterns(declaration, closed.location);
        }
        if let Some(discriminator) = &declaration.facets.discriminator
            && shape.properties.get(&discriminator.value).is_none()
            && !shape.is_unknown
            && shape.variants.is_empty()
        {
            let message = format!("the type has no property `{}`", discriminator.value);
            let diagnostic = Diagnostic::new(&rules::INVALID_DISCRIMINATOR, discriminator.location, message);
            self.session
                .report(diagnostic.help("declare it among the `properties`"));
        }
    }

    /// Adds a property, or one that restricts an inherited property of its name.
    fn override_property(&mut self, shape: &mut Shape<'s>, member: &Member) {
        let Some(known) = shape.properties.get(&member.name) else {
            shape.properties.put(member.clone());
            return;
        };
        if known.required && !member.required && known.pattern.is_none() {
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
                what: Rc::clone(&member.name),
                location: member.location,
                inherited_location: known.location,
            });
        }
        let required = known.required || member.required;
        let own = Member {
            required,
            ..member.clone()
        };
        shape.properties.put(own);
    }

    /// Patterns say what additional properties hold, so that there are none in a type that forbids those.
    fn report_patterns(&self, declaration: &Declaration<'s>, closed: Location) {
        let members = declaration.properties.iter().flat_map(|members| members.iter());
        for member in members.filter(|member| member.pattern.is_some()) {
            let message = format!(
                "`{}` describes additional properties, which the type forbids",
                member.name
            );
            let diagnostic = Diagnostic::new(&rules::CLOSED_PATTERN, member.location, message);
            let diagnostic = diagnostic.related(closed, "they are forbidden here");
            let help = "leave `additionalProperties` out; what matches the pattern is allowed nevertheless";
            self.session.report(diagnostic.help(help));
        }
    }

    /// Adds the facets that a declaration gives a value, and those that it declares for its subtypes.
    pub(super) fn add_facets(&mut self, declaration: &Declaration<'s>, shape: &mut Shape<'s>) {
        let given = declaration.custom.iter().map(|entry| Rc::from(&*entry.key));
        shape.given_facets.extend(given);
        for member in declaration.declared_facets.iter() {
            let location = member.location;
            if let Some(inherited) = shape.declared_facets.get(&member.name) {
                let message = format!("a supertype declares a facet `{}` already", member.name);
                let diagnostic = Diagnostic::new(&rules::REDEFINED_FACET, location, message);
                self.session
                    .report(diagnostic.related(inherited.location, "it is declared here"));
            }
            if kind::FACETS.contains(&&*member.name) && kind::applies(&member.name, shape.kind) {
                let message = format!("`{}` is a facet of {} already", member.name, shape.kind.describe());
                self.report(&rules::REDEFINED_FACET, location, message);
            }
            if kind::COMMON_KEYS.contains(&&*member.name) {
                // It can have no value, and is reported where it is read.
                continue;
            }
            let facet = DeclaredFacet {
                schema: member.schema,
                required: member.required,
                location,
            };
            shape.declared_facets.insert(Rc::clone(&member.name), facet);
        }
    }

    /// Reports facets that do not restrict values of the type that a declaration inherits from.
    pub(super) fn check_applicable(&mut self, declaration: &Declaration<'s>, shape: &Shape<'s>) {
        if shape.is_unknown {
            return;
        }
        if shape.kind == Kind::Union {
            self.relations.push(Relation::Restricts {
                facets: declaration.written.clone(),
                variants: shape.variants.clone(),
            });
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

    /// Reports a facet that says nothing about values of a type.
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
