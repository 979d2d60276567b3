//! Traits and resource types applied (RAML 1.0, "Applying Resource Types and Traits", and "Algorithm of Merging Traits
//! and Methods").
//!
//! A method is what its resource writes; below that the traits that the method names, then those that the resource
//! names; and below these the same of the resource type, of the resource type's resource type, and so on.

use std::rc::Rc;

use specwright_diagnostics::{Diagnostic, FileId, Location};

use super::{Reader, objects};
use crate::rules;
use crate::unit::Declared;
use crate::view::{Argument, Bindings, Entry, View};

/// A resource with its resource types and traits.
pub(super) struct Applied<'s> {
    /// All but the methods.
    pub(super) resource: View<'s>,
    pub(super) methods: Vec<Entry<'s>>,
}

/// A resource, or a resource type where it is applied.
struct Stage<'s> {
    view: View<'s>,
    /// The values of its parameters; none for the resource itself.
    arguments: Option<Vec<(String, Argument<'s>)>>,
    /// The files whose names hold where it is applied.
    callers: Vec<FileId>,
}

/// A trait or resource type by its name, with values for its parameters.
struct Application<'s> {
    template: View<'s>,
    declared: Location,
    arguments: Vec<(String, Argument<'s>)>,
    /// The files whose names hold where it is applied.
    callers: Vec<FileId>,
}

impl<'s> Stage<'s> {
    fn bound(&self, more: &[(&str, &str)]) -> View<'s> {
        match &self.arguments {
            Some(arguments) => self.view.bind(&bindings(&self.callers, arguments, more)),
            None => self.view.clone(),
        }
    }
}

impl<'s> Reader<'s, '_> {
    /// The methods of RAML's version.
    pub(super) fn methods(&self) -> &'static [&'static str] {
        if self.session.is_old() {
            &objects::OLD_METHODS
        } else {
            &objects::METHODS
        }
    }

    /// Applies what a resource names to it.
    pub(super) fn apply(&mut self, resource: &View<'s>, path: &str) -> Applied<'s> {
        let stages = self.stages(resource, path);
        let mut merged = resource.clone();
        for stage in stages.iter().skip(1) {
            let template = stage.bound(&[]);
            template.ignore("usage");
            template.ignore("uses");
            merged = merged.over(template);
        }
        let mut methods: Vec<Entry<'s>> = Vec::new();
        for stage in &stages {
            for (key, _) in stage.bound(&[]).peek_keys() {
                let is_new = !methods.iter().any(|method| method.key == key);
                if is_new && self.methods().contains(&&*key) {
                    methods.extend(self.method_of(&stages, &key, path));
                }
            }
        }
        for stage in &stages {
            self.pass_over_optional(stage);
        }
        merged.get("is");
        merged.get("type");
        Applied {
            resource: merged,
            methods,
        }
    }

    /// Methods of resource types that are only meant for resources that have them, and those that have them not.
    fn pass_over_optional(&self, stage: &Stage<'s>) {
        if stage.arguments.is_none() {
            return;
        }
        for method in self.methods() {
            if let Some(method) = stage.view.get(&format!("{method}?")) {
                method.see_all();
            }
        }
    }

    /// The resource and its resource types, the strongest first.
    fn stages(&mut self, resource: &View<'s>, path: &str) -> Vec<Stage<'s>> {
        let mut stages = vec![Stage {
            view: resource.clone(),
            arguments: None,
            callers: Vec::new(),
        }];
        let mut applied: Vec<Location> = Vec::new();
        let mut current = resource.clone();
        while let Some(reference) = current.get("type").filter(|reference| !reference.is_null()) {
            let mut application = match self.application(&reference, Declared::ResourceType) {
                Some(application) => application,
                None => break,
            };
            if applied.contains(&application.declared) {
                let message = "a resource type is made of itself";
                let diagnostic = Diagnostic::new(&rules::CIRCULAR_TEMPLATE, reference.location(), message);
                self.report(diagnostic.related(application.declared, "this one"));
                break;
            }
            applied.push(application.declared);
            application.arguments.extend(given_by_raml(path));
            let stage = Stage {
                view: application.template,
                arguments: Some(application.arguments),
                callers: application.callers,
            };
            current = stage.bound(&[]);
            stages.push(stage);
        }
        stages
    }

    fn method_of(&mut self, stages: &[Stage<'s>], method: &str, path: &str) -> Option<Entry<'s>> {
        let mut place: Option<Location> = None;
        let mut layers: Vec<View<'s>> = Vec::new();
        for stage in stages {
            let bound = stage.bound(&[("methodName", method)]);
            let is_template = stage.arguments.is_some();
            let own = bound.entry(method);
            let own = own.or_else(|| bound.entry(&format!("{method}?")).filter(|_| is_template));
            if let Some(own) = own {
                place.get_or_insert(own.key_location);
                let traits = self.traits(&own.value, method, path);
                layers.push(own.value);
                layers.extend(traits);
            }
            layers.extend(self.traits(&bound, method, path));
        }
        let mut layers = layers.into_iter();
        let strongest = layers.next()?;
        Some(Entry {
            key: method.to_owned().into(),
            key_location: place?,
            value: layers.fold(strongest, View::over),
        })
    }

    /// The traits that a method or resource names, with their parameters bound.
    fn traits(&mut self, owner: &View<'s>, method: &str, path: &str) -> Vec<View<'s>> {
        let Some(is) = owner.get("is").filter(|is| !is.is_null()) else {
            return Vec::new();
        };
        let mut traits = Vec::new();
        for reference in is.items_or_self() {
            if let Some(mut application) = self.application(&reference, Declared::Trait) {
                application.arguments.extend(given_by_raml(path));
                let method = [("methodName", method)];
                let bindings = bindings(&application.callers, &application.arguments, &method);
                let bound = application.template.bind(&bindings);
                bound.ignore("usage");
                bound.ignore("uses");
                traits.push(bound);
            }
        }
        traits
    }

    /// What `name` or `name: {parameter: value}` applies; none, with a finding, where it is nothing that is declared.
    fn application(&mut self, reference: &View<'s>, kind: Declared) -> Option<Application<'s>> {
        let (name, arguments, location) = if reference.is_mapping() {
            let entries = reference.entries();
            let [entry] = entries.as_slice() else {
                let message = format!("one {} with its parameters is expected here", kind.noun());
                self.error(&rules::WRONG_RAML_TYPE, reference.location(), message);
                return None;
            };
            (entry.key.to_string(), Some(entry.value.clone()), entry.key_location)
        } else if let Some(name) = reference.text() {
            (name.trim().to_owned(), None, reference.location())
        } else {
            let message = format!(
                "the name of a {} is expected, not {}",
                kind.noun(),
                reference.describe()
            );
            self.error(&rules::WRONG_RAML_TYPE, reference.location(), message);
            return None;
        };
        let units = self.units;
        let Some(found) = units.find(kind, &reference.scopes(), &name) else {
            self.unknown_name(reference, kind, &name, location);
            return None;
        };
        let entry = found.entry;
        self.note_applied(entry.key_location);
        if !entry.value.is_mapping() && !entry.value.is_null() {
            return None;
        }
        Some(Application {
            template: entry.value.clone(),
            declared: entry.key_location,
            arguments: self.arguments(arguments.as_ref(), &name),
            callers: reference.scopes(),
        })
    }

    /// Reports a name that nothing is declared by.
    pub(super) fn unknown_name(&self, reference: &View<'s>, kind: Declared, name: &str, location: Location) {
        let message = format!("there is no {} `{name}`", kind.noun());
        let mut diagnostic = Diagnostic::new(&rules::UNKNOWN_NAME, location, message);
        if let Some(known) = self.nearest(kind, &reference.scopes(), name) {
            diagnostic = diagnostic.help(format!("did you mean `{known}`?"));
        }
        self.report(diagnostic);
    }

    fn arguments(&self, arguments: Option<&View<'s>>, name: &str) -> Vec<(String, Argument<'s>)> {
        let Some(arguments) = arguments.filter(|arguments| !arguments.is_null()) else {
            return Vec::new();
        };
        if !arguments.is_mapping() {
            self.wrong_type(arguments, name, "a mapping of parameters");
            return Vec::new();
        }
        let entries = arguments.entries().into_iter();
        entries
            .map(|entry| {
                // Arguments are taken as they are; what of them is used is checked where it is used.
                entry.value.see_all();
                (entry.key.into_owned(), Argument::View(entry.value))
            })
            .collect()
    }
}

/// The parameters that RAML itself gives values: the resource's path, and the last part of it that is no variable.
fn given_by_raml<'s>(path: &str) -> Vec<(String, Argument<'s>)> {
    let path = path.replace("{mediaTypeExtension}", "");
    let parts = path.rsplit('/').filter(|part| !part.is_empty() && !part.contains('{'));
    let name = parts.into_iter().next().unwrap_or_default().to_owned();
    vec![
        ("resourcePath".to_owned(), Argument::Text(path.clone())),
        ("resourcePathName".to_owned(), Argument::Text(name)),
    ]
}

fn bindings<'s>(callers: &[FileId], arguments: &[(String, Argument<'s>)], more: &[(&str, &str)]) -> Rc<Bindings<'s>> {
    let mut bindings = Bindings::new(callers.to_vec());
    // What is written takes the place of nothing that RAML itself gives.
    for (name, argument) in arguments {
        bindings.insert(name, argument.clone());
    }
    for (name, text) in more {
        bindings.insert(name, Argument::Text((*text).to_owned()));
    }
    Rc::new(bindings)
}
