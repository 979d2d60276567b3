//! Traits and resource types where they are declared: what can be said of them before they are applied.

use specwright_diagnostics::Location;
use specwright_model::ParameterPlace;

use super::annotations::is_annotation;
use super::resource::Surroundings;
use super::{Reader, objects};
use crate::rules;
use crate::session::ObjectType;
use crate::unit::Declared;
use crate::view::{Entry, FUNCTION_NAMES, TemplateProblem, View, has_parameters, parameter_names};

impl<'s> Reader<'s, '_> {
    /// Looks at every trait and resource type, applied or not.
    pub(super) fn check_templates(&mut self) {
        let units = self.units;
        for unit in units.iter() {
            for kind in [Declared::Trait, Declared::ResourceType] {
                for entry in unit.declared(kind) {
                    self.check_template(entry, kind);
                    if !self.applied.contains(&entry.key_location) {
                        self.try_template(entry, kind);
                    }
                }
            }
        }
    }

    /// Checks the outermost keys of a trait or resource type, and the parameters in all of it.
    pub(super) fn check_template(&mut self, entry: &Entry<'s>, kind: Declared) {
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

    /// Reads a trait or resource type that nothing applies, as far as that can be done without values for parameters.
    fn try_template(&mut self, entry: &Entry<'s>, kind: Declared) {
        let view = &entry.value;
        let has_values = view.texts_below().iter().any(|(text, _)| has_parameters(text));
        if !has_values && view.is_mapping() {
            let resources = std::mem::take(&mut self.api.resources);
            let queries = std::mem::take(&mut self.query_strings);
            match kind {
                Declared::Trait => {
                    self.method(entry, &Surroundings::default(), 0);
                }
                _ => self.try_resource_type(view),
            }
            self.query_strings = queries;
            self.api.resources = resources;
        }
        view.see_all();
    }

    fn try_resource_type(&mut self, view: &View<'s>) {
        let applied = self.apply(view, "/");
        self.parameters(view, "uriParameters", ParameterPlace::Path);
        let optional = self
            .methods()
            .iter()
            .filter_map(|method| view.entry(&format!("{method}?")));
        let methods: Vec<Entry<'s>> = applied.methods.into_iter().chain(optional).collect();
        for method in &methods {
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

    /// Notes that a template is applied.
    pub(super) fn note_applied(&mut self, declared: Location) {
        self.applied.insert(declared);
    }
}
