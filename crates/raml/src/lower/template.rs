//! Traits and resource types where they are declared: what can be said of them before they are applied.

use std::rc::Rc;

use specwright_diagnostics::Location;
use specwright_model::ParameterPlace;

use super::resource::Surroundings;
use super::{Reader, objects};
use crate::rules;
use crate::session::ObjectType;
use crate::unit::Declared;
use crate::view::is_annotation;
use crate::view::{Bindings, Entry, FUNCTION_NAMES, TemplateProblem, View, has_parameters, parameter_names};

impl<'s> Reader<'s, '_> {
    /// Looks at every trait and resource type, applied or not.
    pub(super) fn check_templates(&mut self) {
        let units = self.units;
        for unit in units.iter() {
            for kind in [Declared::Trait, Declared::ResourceType] {
                for entry in unit.declared(kind) {
                    self.check_template(entry, kind);
                }
            }
        }
    }

    /// Looks at a trait or resource type, applied or not.
    pub(super) fn check_template(&mut self, entry: &Entry<'s>, kind: Declared) {
        self.check_keys(entry, kind);
        self.try_template(entry, kind);
    }

    /// Checks the outermost keys of a trait or resource type, and the parameters in all of it.
    fn check_keys(&mut self, entry: &Entry<'s>, kind: Declared) {
        let view = &entry.value;
        if view.is_null() {
            return;
        }
        if !view.is_mapping() {
            self.wrong_type(view, &entry.key, "a mapping");
            return;
        }
        let object = match (kind, self.session.is_old()) {
            (Declared::Trait, true) => objects::OLD_METHOD,
            (Declared::Trait, false) => objects::METHOD,
            (_, true) => objects::OLD_RESOURCE,
            (_, false) => objects::RESOURCE,
        };
        view.read_as(object);
        view.ignore("usage");
        view.get("uses");
        for (key, location) in view.peek_keys() {
            if !self.is_template_key(&key, object, kind) {
                self.misplaced(&key, location, kind);
                view.ignore(&key);
            }
        }
        for (text, location) in view.texts_below() {
            self.check_parameters(&text, location);
        }
    }

    /// Reads a trait or resource type as far as that can be done without values for parameters, and adds nothing to the
    /// model: what nothing applies is read nowhere else, nor are optional methods that no resource has.
    fn try_template(&mut self, entry: &Entry<'s>, kind: Declared) {
        let value = entry.value.bind(&Rc::new(Bindings::open(Vec::new())));
        if value.is_mapping() {
            let resources = std::mem::take(&mut self.api.resources);
            let queries = std::mem::take(&mut self.query_strings);
            match kind {
                Declared::Trait => {
                    let value = value.clone();
                    let entry = Entry { value, ..entry.clone() };
                    self.method(&entry, &Surroundings::default(), 0);
                }
                _ => self.try_resource_type(&value),
            }
            value.see_hidden();
            self.query_strings = queries;
            self.api.resources = resources;
        }
    }

    fn try_resource_type(&mut self, view: &View<'s>) {
        let applied = self.apply(view, "/");
        for key in ["displayName", "description"] {
            self.text(view, key);
        }
        self.annotations(view, "ResourceType");
        self.parameters(view, "uriParameters", ParameterPlace::Path);
        self.servers_below(view, &[]);
        self.secured_by(view);
        for method in &applied.methods {
            self.method(method, &Surroundings::default(), 0);
        }
    }

    fn is_template_key(&self, key: &str, object: ObjectType, kind: Declared) -> bool {
        let is_old = self.session.is_old();
        let plain = key
            .strip_suffix('?')
            .filter(|plain| is_old || self.methods().contains(plain));
        let plain = plain.unwrap_or(key);
        let is_fragment = matches!(plain, "usage" | "uses");
        let is_known = object.keys.contains(&plain) && !(kind == Declared::Trait && plain == "is" && !is_old);
        is_known || is_fragment || has_parameters(key) || (!is_old && is_annotation(key))
    }

    fn misplaced(&self, key: &str, location: Location, kind: Declared) {
        let noun = kind.noun();
        let message = match key.starts_with('/') {
            true => format!("a {noun} cannot hold the resource `{key}`"),
            false => format!("`{key}` is no key of a {noun}"),
        };
        self.error(&rules::UNKNOWN_RAML_KEY, location, message);
    }

    fn check_parameters(&self, text: &str, location: Location) {
        if !has_parameters(text) {
            return;
        }
        let Ok(names) = parameter_names(text) else {
            let problem = TemplateProblem::Malformed;
            self.report(problem.diagnostic(location));
            return;
        };
        for function in names.into_iter().flat_map(|(_, functions)| functions) {
            if !FUNCTION_NAMES.contains(&function.as_str()) {
                self.report(TemplateProblem::UnknownFunction(function).diagnostic(location));
            }
        }
    }
}
