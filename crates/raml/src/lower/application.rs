//! Traits and resource types by their names, with values for their parameters (RAML 1.0, "Declaring Parameters in
//! Resource Types and Traits").

use std::rc::Rc;

use specwright_diagnostics::{Diagnostic, FileId, Location};

use super::Reader;
use crate::rules;
use crate::unit::Declared;
use crate::view::{Argument, Bindings, View};

/// A trait or resource type where it is applied.
pub(super) struct Application<'s> {
    pub(super) template: View<'s>,
    /// Where it is declared.
    pub(super) declared: Location,
    arguments: Vec<(String, View<'s>)>,
    /// The parameters that RAML itself gives values.
    given: [(&'static str, String); 2],
    /// The files whose names hold where it is applied.
    callers: Vec<FileId>,
    /// Whether parameters have no known values where it is applied; what depends on them is not among the arguments.
    is_open: bool,
}

impl<'s> Application<'s> {
    /// The trait or resource type with its parameters bound; for one method, where it is given.
    pub(super) fn bound(&self, method: Option<&str>) -> View<'s> {
        let callers = self.callers.clone();
        let mut bindings = match self.is_open {
            true => Bindings::open(callers),
            false => Bindings::new(callers),
        };
        for (name, view) in &self.arguments {
            bindings.insert(name, Argument::View(view.clone()));
        }
        // What RAML itself gives stands whatever is written.
        let method = method.map(|method| ("methodName", method.to_owned()));
        for (name, text) in self.given.iter().cloned().chain(method) {
            bindings.insert(name, Argument::Text(text));
        }
        self.template.bind(&Rc::new(bindings))
    }
}

impl<'s> Reader<'s, '_> {
    /// What `name` or `name: {parameter: value}` applies; none, with a finding, where it is nothing that is declared.
    pub(super) fn application(&mut self, reference: &View<'s>, kind: Declared, path: &str) -> Option<Application<'s>> {
        let (name, arguments, location) = self.named(reference, kind)?;
        let units = self.units;
        let Some(entry) = units.find(kind, &reference.scopes(), &name) else {
            self.unknown_name(reference, kind, &name, location);
            return None;
        };
        if !entry.value.is_mapping() && !entry.value.is_null() {
            return None;
        }
        Some(Application {
            template: entry.value.clone(),
            declared: entry.key_location,
            arguments: self.arguments(arguments.as_ref(), &name),
            given: given_by_raml(path),
            callers: reference.scopes(),
            is_open: reference.is_open(),
        })
    }

    /// The name in `name` or `name: value`, that value, and where the name is written.
    pub(super) fn named(&self, reference: &View<'s>, kind: Declared) -> Option<(String, Option<View<'s>>, Location)> {
        if reference.is_mapping() {
            let entries = reference.entries();
            if let [entry] = entries.as_slice() {
                return Some((entry.key.to_string(), Some(entry.value.clone()), entry.key_location));
            }
            if !entries.is_empty() || !reference.is_open() {
                let message = format!("one {} with its values is expected here", kind.noun());
                self.error(&rules::WRONG_RAML_TYPE, reference.location(), message);
            }
            return None;
        }
        let Some(name) = reference.text() else {
            let noun = kind.noun();
            let message = format!("the name of a {noun} is expected, not {}", reference.describe());
            self.error(&rules::WRONG_RAML_TYPE, reference.location(), message);
            return None;
        };
        Some((name.trim().to_owned(), None, reference.location()))
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

    fn arguments(&self, arguments: Option<&View<'s>>, name: &str) -> Vec<(String, View<'s>)> {
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
                (entry.key.into_owned(), entry.value)
            })
            .collect()
    }
}

/// The parameters that RAML itself gives values: the resource's path, and the last part of it that is no variable.
fn given_by_raml(path: &str) -> [(&'static str, String); 2] {
    let path = path.replace("{mediaTypeExtension}", "");
    let parts = path.rsplit('/').filter(|part| !part.is_empty() && !part.contains('{'));
    let name = parts.into_iter().next().unwrap_or_default().to_owned();
    [("resourcePath", path), ("resourcePathName", name)]
}
