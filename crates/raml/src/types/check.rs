//! Checks that need every type: of facets, of how types relate, of circles, and of values.

mod circle;
mod endless;
mod relation;
mod value;

use std::rc::Rc;

use specwright_diagnostics::{Diagnostic, Location};

use super::declaration::{Declaration, Position};
use super::kind::{self, Kind};
use super::shape::Shape;
use super::text;
use super::{Content, TypeId, Types};
use crate::rules;
use crate::view::Entry;

pub(super) use relation::Relation;
pub(super) use value::ValueCheck;

impl<'s> Types<'s> {
    /// Checks all types.
    pub(super) fn check_types(&mut self) {
        let mut index = 0;
        // Types are still added while they are looked at.
        while index < self.list.len() {
            let id = TypeId(index);
            // What contradicts the supertypes is reported on the way.
            self.shape(id);
            match self.content(id) {
                Content::Declared(declaration) => self.check_declaration(id, &declaration),
                Content::Array(items, location) => self.check_parts(&[items], location),
                Content::Union(variants, location) => self.check_parts(&variants, location),
                _ => {}
            }
            index += 1;
        }
        for relation in std::mem::take(&mut self.relations) {
            self.check_relation(relation);
        }
        self.check_circles();
        self.check_endless();
    }

    /// What a JSON or XML schema describes is no part of an expression (RAML 1.0, "Using XML and JSON Schemas").
    fn check_parts(&mut self, parts: &[TypeId], location: Location) {
        for part in parts {
            if self.shape(*part).kind == Kind::External && !self.session.is_old() {
                let message = format!(
                    "{} is a JSON or XML schema, and no part of an expression",
                    self.title(*part)
                );
                let diagnostic = Diagnostic::new(&rules::EXTERNAL_TYPE, location, message);
                let help = "say it in the schema, or write the type in RAML";
                self.session.report(diagnostic.help(help));
            }
        }
    }

    fn check_declaration(&mut self, id: TypeId, declaration: &Rc<Declaration<'s>>) {
        let shape = self.shape(id);
        for entry in &declaration.custom {
            match shape.declared_facets.get(&*entry.key) {
                Some(facet) => {
                    let value = entry.value.clone();
                    self.expect(facet.schema, value, &rules::INVALID_FACET_VALUE, "this facet");
                }
                None => {
                    if !shape.is_unknown {
                        self.unknown_key(entry, &shape);
                    }
                    entry.value.see_all();
                }
            }
        }
        self.check_missing_facets(id, declaration, &shape);
        self.check_discriminator(declaration, &shape);
        self.collect_values(id, declaration);
    }

    /// A subtype gives a value to the facets that its supertypes ask for (RAML 1.0, "User-defined Facets").
    fn check_missing_facets(&self, id: TypeId, declaration: &Declaration<'s>, shape: &Shape<'s>) {
        let Some(type_name) = self.name(id).filter(|_| !shape.is_unknown) else {
            return;
        };
        for (name, facet) in &shape.declared_facets {
            let is_own = declaration.declared_facets.get(name).is_some();
            if !facet.required || is_own || shape.given_facets.contains(name) {
                continue;
            }
            let message = format!(
                "`{}` gives no value to the facet `{name}`, which its supertype asks for",
                type_name.text
            );
            let diagnostic = Diagnostic::new(&rules::MISSING_FACET, type_name.location, message);
            let diagnostic = diagnostic.related(facet.location, "it is declared here");
            self.session
                .report(diagnostic.help(format!("add a value for it, or declare it as `{name}?`")));
        }
    }

    /// Discriminators tell objects that have names apart (RAML 1.0, "Using Discriminator").
    fn check_discriminator(&self, declaration: &Declaration<'s>, shape: &Shape<'s>) {
        let facets = &declaration.facets;
        let stated = facets.discriminator.as_ref().or(facets.discriminator_value.as_ref());
        if let Some(stated) = stated
            && shape.kind == Kind::Union
        {
            let message = "a union has no discriminator: its variants have";
            let diagnostic = Diagnostic::new(&rules::INVALID_DISCRIMINATOR, stated.location, message);
            let help = "let the variants inherit from a type with the discriminator";
            self.session.report(diagnostic.help(help));
            return;
        }
        if let Some(discriminator) = &facets.discriminator
            && declaration.position != Position::Named
        {
            let message = "types that have no name cannot be told apart by a discriminator";
            let diagnostic = Diagnostic::new(&rules::INVALID_DISCRIMINATOR, discriminator.location, message);
            self.session
                .report(diagnostic.help("declare the type among the `types`"));
        }
        if facets.discriminator_value.is_some() && shape.facets.discriminator.is_none() && !shape.is_unknown {
            let location = declaration.place_of("discriminatorValue");
            let message = "neither the type nor a supertype has a discriminator";
            self.report(&rules::INVALID_DISCRIMINATOR, location, message);
        }
    }

    fn unknown_key(&self, entry: &Entry<'s>, shape: &Shape<'s>) {
        let message = format!("there is no facet `{}`", text::shortened(&entry.key));
        let diagnostic = Diagnostic::new(&rules::UNKNOWN_FACET, entry.key_location, message);
        let facets = kind::FACETS.iter().copied();
        let facets = facets.filter(|facet| kind::applies(facet, shape.kind));
        let declared = shape.declared_facets.keys().map(|name| &**name);
        let known = facets.chain(kind::COMMON_KEYS).chain(declared);
        self.session.report(match self.suggestions.nearest(&entry.key, known) {
            Some(near) => diagnostic.help(format!("`{near}` is one")),
            None if entry.key.starts_with('/') => diagnostic.help("properties stand below `properties`"),
            None => diagnostic.help("a supertype may declare it among its `facets`"),
        });
    }
}
