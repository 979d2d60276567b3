//! The keys of a type declaration (RAML 1.0, "Type Declarations").

use specwright_diagnostics::Diagnostic;

use super::Types;
use super::declaration::{Declaration, Position};
use super::kind::{self, FACETS};
use super::member::Members;
use super::text;
use crate::header::{FileKind, Header};
use crate::rules;
use crate::view::{Entry, View, is_annotation};

impl<'s> Types<'s> {
    /// Reads a mapping as a declaration.
    pub(super) fn mapping(&mut self, view: &View<'s>, declaration: &mut Declaration<'s>) {
        if let (Some(_), Some(schema)) = (view.entry("type"), view.entry("schema")) {
            let message = "`schema` is another name of `type`, and a declaration has one of them";
            self.report(&rules::INVALID_TYPE, schema.key_location, message);
        }
        if let (Some(_), Some(examples)) = (view.entry("example"), view.entry("examples"))
            && !self.session.is_old()
        {
            let message = "a declaration has either `example` or `examples`";
            self.report(&rules::INVALID_TYPE, examples.key_location, message);
        }
        for entry in view.entries() {
            self.key(entry, declaration);
        }
    }

    fn key(&mut self, entry: Entry<'s>, declaration: &mut Declaration<'s>) {
        let key = &*entry.key;
        if let Some(facet) = FACETS.iter().find(|facet| **facet == key) {
            declaration.written.push((facet, entry.key_location));
            self.facet(facet, &entry, declaration);
            return;
        }
        let is_old = self.session.is_old();
        match key {
            "type" | "schema" => self.base(&entry.value, declaration),
            "description" => declaration.description = self.plain_text(&entry),
            "displayName" => declaration.display_name = self.plain_text(&entry),
            "default" => declaration.default = Some(self.unannotated(&entry.value)).filter(|it| !it.is_null()),
            "example" => self.example(&entry.value, declaration),
            "examples" => self.examples(&entry.value, declaration),
            "facets" if !is_old => self.declared_facets(&entry.value, declaration),
            "xml" if !is_old => {
                self.check_xml(&entry.value);
                let value = entry.value.to_value();
                declaration.extensions.insert("xml".to_owned(), value);
            }
            "required" => {
                self.flag("required", &entry.value);
            }
            "repeat" if is_old => {
                let repeats = self.flag("repeat", &entry.value);
                declaration.is_list = repeats.is_some_and(|it| it.value);
            }
            "allowedTargets" if declaration.position == Position::Annotation => {
                declaration.targets = self.targets(&entry.value);
            }
            "formParameters" if is_old && declaration.position == Position::Body => {}
            "uses" | "usage" if is_fragment(&entry) => {}
            _ if is_annotation(key) && !is_old => {
                if let Some((name, value)) = self.annotation(&entry, "TypeDeclaration") {
                    declaration.extensions.insert(name, value);
                }
            }
            _ => declaration.custom.push(entry),
        }
    }

    /// The value of a scalar that is written as a mapping to give it annotations (RAML 1.0, "Annotating Scalar-valued
    /// Nodes"), and every other value as it is.
    pub(super) fn unannotated(&mut self, view: &View<'s>) -> View<'s> {
        let keys = view.peek_keys();
        let is_annotated = view.is_mapping()
            && keys.iter().any(|(key, _)| is_annotation(key))
            && keys.iter().all(|(key, _)| key == "value" || is_annotation(key));
        if !is_annotated {
            return view.clone();
        }
        let Some(value) = view.get("value") else {
            return view.clone();
        };
        for entry in view.entries().iter().filter(|entry| is_annotation(&entry.key)) {
            self.annotation(entry, "TypeDeclaration");
        }
        value
    }

    fn plain_text(&mut self, entry: &Entry<'s>) -> Option<String> {
        let mut view = self.unannotated(&entry.value);
        if view.is_mapping()
            && let Some(value) = view.get("value")
        {
            view = value;
        }
        if view.is_mapping() || view.is_sequence() {
            self.wrong_value(&entry.key, &view, "text");
        }
        view.text().map(str::to_owned)
    }

    /// How values are written as XML (RAML 1.0, "XML Serialization of Type Instances").
    fn check_xml(&mut self, view: &View<'s>) {
        if !view.is_mapping() && !view.is_null() {
            self.wrong_value("xml", view, "a mapping");
        }
        for entry in view.entries() {
            let value = &entry.value;
            match &*entry.key {
                "attribute" | "wrapped" => {
                    self.flag(&entry.key, value);
                }
                "name" | "namespace" | "prefix" => {
                    self.plain_text(&entry);
                }
                _ => {
                    let message = format!("`xml` has no `{}`", text::shortened(&entry.key));
                    let diagnostic = Diagnostic::new(&rules::UNKNOWN_FACET, entry.key_location, message);
                    let help = "it has `attribute`, `wrapped`, `name`, `namespace` and `prefix`";
                    self.session.report(diagnostic.help(help));
                    value.see_all();
                }
            }
        }
    }

    /// The members of `properties` or `facets`.
    pub(super) fn members(&mut self, view: &View<'s>, position: Position, key: &str) -> Members {
        let mut members = Members::default();
        if !view.is_mapping() && !view.is_null() {
            self.wrong_value(key, view, "a mapping");
            return members;
        }
        for entry in view.entries() {
            let member = self.member(&entry, position);
            let Some(known) = members.get(&member.name) else {
                members.put(member);
                continue;
            };
            let message = format!("`{}` is declared twice", member.name);
            let diagnostic = Diagnostic::new(&rules::REPEATED_DECLARATION, member.location, message);
            self.session
                .report(diagnostic.related(known.location, "it is declared here first"));
        }
        members
    }

    /// The facets that a type declares for its subtypes (RAML 1.0, "User-defined Facets").
    fn declared_facets(&mut self, view: &View<'s>, declaration: &mut Declaration<'s>) {
        declaration.declared_facets = self.members(view, Position::Facet, "facets");
        for member in declaration.declared_facets.iter() {
            if member.name.starts_with('(') {
                let message = "the name of a facet cannot begin with `(`, which marks annotations";
                self.report(&rules::REDEFINED_FACET, member.location, message);
            }
            if kind::COMMON_KEYS.contains(&&*member.name) {
                let message = format!("every type has a `{}`, and no facet can have that name", member.name);
                self.report(&rules::REDEFINED_FACET, member.location, message);
            }
        }
    }
}

/// Whether a key stands in a fragment, which may say what it is for and which libraries it uses.
fn is_fragment(entry: &Entry<'_>) -> bool {
    let text = entry.value.session().sources.text(entry.key_location.file);
    Header::of(text).is_some_and(|header| header.kind != FileKind::Document)
}
