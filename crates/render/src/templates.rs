//! A set of templates, and the rendering of one.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use minijinja::{
    Environment, ErrorKind, UndefinedBehavior,
    value::{Serde, Value},
};
use proc_macro2::TokenStream;
use serde::Serialize;

use crate::{Error, gate, pretty, tokens::TokenText};

/// A template by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Template {
    /// Its name: a path below the folder of templates, such as `client/lib.rs`.
    pub name: &'static str,
    /// Its text.
    pub text: &'static str,
}

/// A set of templates. Templates include each other by name.
#[derive(Clone, Debug, Default)]
pub struct Templates {
    texts: BTreeMap<String, String>,
}

impl Templates {
    /// The set of these templates.
    pub fn new(templates: &[Template]) -> Self {
        let texts = templates
            .iter()
            .map(|template| (template.name.to_owned(), template.text.to_owned()))
            .collect();
        Self { texts }
    }

    /// Adds a template or replaces the one of that name.
    pub fn insert(&mut self, name: impl Into<String>, text: impl Into<String>) {
        self.texts.insert(name.into(), text.into());
    }

    /// The names of all templates, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.texts.keys().map(String::as_str)
    }

    /// Renders the template `name` with `context` into a formatted Rust file.
    ///
    /// # Errors
    /// Any mistake in the template, as [`Error`] tells them apart.
    pub fn render(&self, name: &str, context: impl Serialize) -> Result<String, Error> {
        let parts = self.parts(name, context)?;
        pretty::print(name, &parts)
    }

    /// Renders the template `name` with `context` into tokens, without asking whether they are a Rust file.
    ///
    /// # Errors
    /// As [`Templates::render`].
    pub fn tokens(&self, name: &str, context: impl Serialize) -> Result<TokenStream, Error> {
        let parts = self.parts(name, context)?;
        pretty::lex(name, &parts.concat())
    }

    /// The text of the template `name`, filled, in parts that are whole items.
    fn parts(&self, name: &str, context: impl Serialize) -> Result<Vec<String>, Error> {
        let holes = Arc::new(Mutex::new(Vec::new()));
        let environment = self.environment(name, &holes)?;
        let template = environment
            .get_template(name)
            .map_err(|_| Error::Missing { name: name.to_owned() })?;
        let rendered = template
            .render(Value::from(Serde(&context)))
            .map_err(|error| describe(name, &error))?;
        let holes = holes.lock().unwrap_or_else(PoisonError::into_inner);
        gate::fill(name, &rendered, &holes)
    }

    /// An environment without filters, functions or globals that prints tokens and refuses everything else. It has the
    /// template `name` and those that this one includes.
    fn environment(&self, name: &str, holes: &Arc<Mutex<Vec<Arc<TokenText>>>>) -> Result<Environment<'_>, Error> {
        let mut environment = Environment::empty();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        let holes = Arc::clone(holes);
        environment.set_formatter(move |out, _, value| {
            let Some(tokens) = value.downcast_object::<TokenText>() else {
                let message = format!("a template prints tokens only, and this is {}", value.kind());
                return Err(minijinja::Error::new(ErrorKind::InvalidOperation, message));
            };
            let mut holes = holes.lock().unwrap_or_else(PoisonError::into_inner);
            out.write_str(&gate::hole(holes.len()))?;
            holes.push(tokens);
            Ok(())
        });
        for (name, text) in self.included(name) {
            environment
                .add_template(name, text)
                .map_err(|error| describe(name, &error))?;
        }
        Ok(environment)
    }

    /// The template `name` and all that may be included: those whose name stands in one of them, in quotation marks.
    fn included(&self, name: &str) -> BTreeMap<&str, &str> {
        let mut included = BTreeMap::new();
        let mut work = Vec::from_iter(self.texts.get_key_value(name));
        while let Some((name, text)) = work.pop() {
            if included.insert(name.as_str(), text.as_str()).is_none() {
                work.extend(
                    self.texts
                        .iter()
                        .filter(|(other, _)| text.contains(&format!("\"{other}\""))),
                );
            }
        }
        included
    }
}

fn describe(name: &str, error: &minijinja::Error) -> Error {
    Error::Template {
        name: error.name().unwrap_or(name).to_owned(),
        line: error.line(),
        message: error.detail().map_or_else(
            || error.kind().to_string(),
            |detail| format!("{}: {detail}", error.kind()),
        ),
    }
}

#[cfg(test)]
mod tests;
