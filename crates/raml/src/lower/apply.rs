//! Traits and resource types applied (RAML 1.0, "Applying Resource Types and Traits", and "Algorithm of Merging Traits
//! and Methods").
//!
//! A method is what its resource writes; below that the traits that the method names, then those that the resource
//! names; and below these the same of the resource type, of the resource type's resource type, and so on.

use specwright_diagnostics::{Diagnostic, Location};

use super::application::Application;
use super::{Reader, objects};
use crate::rules;
use crate::unit::Declared;
use crate::view::{Entry, View};

/// How many resource types may inherit from each other, one from the next.
const INHERITANCE: usize = 100;

/// A resource with its resource types and traits.
pub(super) struct Applied<'s> {
    /// All but the methods.
    pub(super) resource: View<'s>,
    pub(super) methods: Vec<Entry<'s>>,
}

/// A resource, or a resource type where it is applied.
enum Stage<'s> {
    Own(View<'s>),
    Template(Application<'s>),
}

impl<'s> Stage<'s> {
    /// What it writes, with parameters bound; of resource types, for one method where it is given.
    fn bound(&self, method: Option<&str>) -> View<'s> {
        match self {
            Self::Own(view) => view.clone(),
            Self::Template(application) => application.bound(method),
        }
    }

    /// Whether methods may stand in it that are only meant for resources that have them.
    fn has_optional_methods(&self) -> bool {
        match self {
            Self::Own(view) => view.is_open(),
            Self::Template(_) => true,
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
            merged = merged.over(stage.bound(None));
        }
        let mut methods: Vec<Entry<'s>> = Vec::new();
        for stage in &stages {
            for (key, _) in stage.bound(None).peek_keys() {
                // A resource type that is looked at without a resource stands for one that has all its methods.
                let key = key.strip_suffix('?').filter(|_| resource.is_open()).unwrap_or(&key);
                let is_new = !methods.iter().any(|method| method.key == key);
                if is_new && self.methods().contains(&key) {
                    methods.extend(self.method_of(&stages, key, path));
                }
            }
        }
        if methods.is_empty() {
            // No method is made of the traits, yet there must be such.
            for stage in &stages {
                self.traits(&stage.bound(None), "", path);
            }
        }
        merged.get("is");
        merged.get("type");
        Applied {
            resource: merged,
            methods,
        }
    }

    /// The resource and its resource types, the strongest first.
    fn stages(&mut self, resource: &View<'s>, path: &str) -> Vec<Stage<'s>> {
        let mut stages = vec![Stage::Own(resource.clone())];
        let mut applied: Vec<Location> = Vec::new();
        let mut current = resource.clone();
        while let Some(reference) = current.get("type").filter(|reference| !reference.is_null()) {
            let Some(application) = self.application(&reference, Declared::ResourceType, path) else {
                break;
            };
            if applied.contains(&application.declared) {
                self.circle(&applied, reference.location(), application.declared);
                break;
            }
            if applied.len() >= INHERITANCE {
                let message = format!("more than {INHERITANCE} resource types inherit from each other here");
                self.error(&rules::RAML_TOO_LARGE, reference.location(), message);
                break;
            }
            applied.push(application.declared);
            current = application.bound(None);
            // Of a resource type that is looked at without a resource, only what it says itself: each is looked at.
            if !resource.is_open() {
                stages.push(Stage::Template(application));
            }
        }
        stages
    }

    /// Reports resource types that are made of themselves, each circle once.
    fn circle(&mut self, applied: &[Location], location: Location, declared: Location) {
        if !applied.iter().any(|declared| self.circles.contains(declared)) {
            let message = "a resource type is made of itself";
            let diagnostic = Diagnostic::new(&rules::CIRCULAR_TEMPLATE, location, message);
            self.report(diagnostic.related(declared, "this one"));
        }
        self.circles.extend(applied);
    }

    fn method_of(&mut self, stages: &[Stage<'s>], method: &str, path: &str) -> Option<Entry<'s>> {
        let mut place: Option<Location> = None;
        let mut layers: Vec<View<'s>> = Vec::new();
        for stage in stages {
            let bound = stage.bound(Some(method));
            let own = bound.entry(method).or_else(|| {
                let optional = format!("{method}?");
                stage.has_optional_methods().then(|| bound.entry(&optional)).flatten()
            });
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
        let references = is.items_or_self();
        let applications = references
            .iter()
            .filter_map(|it| self.application(it, Declared::Trait, path));
        let traits: Vec<View<'s>> = applications.map(|it| it.bound(Some(method))).collect();
        // Where values of parameters are not known, only that the traits exist is looked at.
        if owner.is_open() { Vec::new() } else { traits }
    }
}
