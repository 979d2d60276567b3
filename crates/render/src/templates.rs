//! A set of templates, and the rendering of one.

use std::collections::BTreeMap;

use minijinja::value::{Serde, Value};
use proc_macro2::TokenStream;
use serde::Serialize;

use crate::{
    Error, gate, pretty,
    rendering::{Rendered, Rendering},
};

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
    texts: BTreeMap<String, Text>,
}

#[derive(Clone, Debug)]
struct Text {
    text: String,
    /// The file that it was read from, for people.
    file: Option<String>,
}

impl Templates {
    /// The set of these templates.
    pub fn new(templates: &[Template]) -> Self {
        let mut set = Self::default();
        for template in templates {
            set.insert(template.name, template.text);
        }
        set
    }

    /// Adds a template or replaces the one of that name.
    pub fn insert(&mut self, name: impl Into<String>, text: impl Into<String>) {
        let (text, file) = (text.into(), None);
        self.texts.insert(name.into(), Text { text, file });
    }

    /// Adds a template or replaces the one of that name by one that was read from the file `file`, a path for people.
    pub fn insert_file(&mut self, name: impl Into<String>, text: impl Into<String>, file: impl Into<String>) {
        let (text, file) = (text.into(), Some(file.into()));
        self.texts.insert(name.into(), Text { text, file });
    }

    /// The text of the template `name`.
    pub fn text(&self, name: &str) -> Option<&str> {
        Some(&self.texts.get(name)?.text)
    }

    /// The file that the template `name` was read from; none where it was not.
    pub fn file(&self, name: &str) -> Option<&str> {
        self.texts.get(name)?.file.as_deref()
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
        self.filled(name, context, |parts| pretty::print(name, parts))
    }

    /// Renders the template `name` with `context` into tokens, without asking whether they are a Rust file.
    ///
    /// # Errors
    /// As [`Templates::render`].
    pub fn tokens(&self, name: &str, context: impl Serialize) -> Result<TokenStream, Error> {
        self.filled(name, context, |parts| pretty::lex(name, &parts.concat()))
    }

    /// What `print` makes of the text of the template `name`, filled, in parts that are whole items.
    fn filled<T>(
        &self,
        name: &str,
        context: impl Serialize,
        print: impl FnOnce(&[String]) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let texts = self.included(name);
        if texts.is_empty() {
            return Err(Error::Missing { name: name.to_owned() });
        }
        let rendering = Rendering {
            name,
            texts,
            context: Value::from(Serde(&context)),
        };
        let Rendered { text, holes } = rendering.render()?;
        match gate::fill(&text, &holes) {
            Ok(parts) => print(&parts).map_err(|error| rendering.first_mistake().unwrap_or(error)),
            Err(misuse) => Err(rendering.misuse(&misuse, &holes)),
        }
    }

    /// The template `name` and all that may be included: those whose name stands in one of them, in quotation marks.
    fn included(&self, name: &str) -> BTreeMap<&str, &str> {
        let mut included = BTreeMap::new();
        let mut work = Vec::from_iter(self.texts.get_key_value(name));
        while let Some((name, Text { text, .. })) = work.pop() {
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

#[cfg(test)]
mod tests;
