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

use crate::{Error, error::Place, gate, place, pretty, tokens::TokenText};

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
        let context = Value::from(Serde(&context));
        let texts = self.included(name);
        let Rendered { text, holes } = rendered(name, &texts, &context, None)?;
        match gate::fill(&text, &holes) {
            Ok(parts) => print(&parts).map_err(|error| match place_of_item(name, &texts, &context) {
                Some(place) => error.at(place),
                None => error,
            }),
            Err(misuse) => {
                let tokens = misuse.number.and_then(|number| holes.get(number));
                let place = place_of_hole(name, &texts, &context, misuse.number);
                Err(Error::Hole {
                    name: place.name,
                    line: place.line,
                    tokens: tokens.map_or_else(String::new, |tokens| tokens.as_str().chars().take(80).collect()),
                    message: misuse.message,
                })
            }
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

/// The text of a template with a hole for each printed value, and what the holes stand for.
struct Rendered {
    text: String,
    holes: Vec<Arc<TokenText>>,
}

/// Renders the template `name` of `texts`. Stops at the hole of the number `stop`, as at a mistake.
fn rendered(name: &str, texts: &BTreeMap<&str, &str>, context: &Value, stop: Option<usize>) -> Result<Rendered, Error> {
    let holes = Arc::new(Mutex::new(Vec::new()));
    let environment = environment(name, texts, &holes, stop)?;
    let template = environment
        .get_template(name)
        .map_err(|_| Error::Missing { name: name.to_owned() })?;
    let text = template
        .render(context.clone())
        .map_err(|error| describe(name, &error))?;
    let mut holes = holes.lock().unwrap_or_else(PoisonError::into_inner);
    let holes = std::mem::take(&mut *holes);
    Ok(Rendered { text, holes })
}

/// An environment without filters, functions or globals that prints tokens and refuses everything else. It has the
/// templates `texts`.
fn environment<'t>(
    name: &str,
    texts: &BTreeMap<&'t str, &'t str>,
    holes: &Arc<Mutex<Vec<Arc<TokenText>>>>,
    stop: Option<usize>,
) -> Result<Environment<'t>, Error> {
    let mut environment = Environment::empty();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let holes = Arc::clone(holes);
    environment.set_formatter(move |out, _, value| {
        let refuse = |message: String| Err(minijinja::Error::new(ErrorKind::InvalidOperation, message));
        let Some(tokens) = value.downcast_object::<TokenText>() else {
            return refuse(format!("a template prints tokens only, and this is {}", value.kind()));
        };
        let mut holes = holes.lock().unwrap_or_else(PoisonError::into_inner);
        if stop == Some(holes.len()) {
            return refuse("the place of a hole was asked for".to_owned());
        }
        out.write_str(&gate::hole(holes.len()))?;
        holes.push(tokens);
        Ok(())
    });
    for (added, text) in texts {
        environment
            .add_template(added, text)
            .map_err(|error| describe(name, &error))?;
    }
    Ok(environment)
}

/// Where the hole of that number is printed; without a number, where a template writes the name of one.
fn place_of_hole(name: &str, texts: &BTreeMap<&str, &str>, context: &Value, number: Option<usize>) -> Place {
    let Some(number) = number else {
        let written = texts.iter().find_map(|(name, text)| {
            let line = text.lines().position(|line| line.contains(gate::PREFIX))?;
            let name = (*name).to_owned();
            Some(Place {
                name,
                line: Some(line + 1),
            })
        });
        let name = name.to_owned();
        return written.unwrap_or(Place { name, line: None });
    };
    // Rendering gives the same holes each time.
    match rendered(name, texts, context, Some(number)) {
        Err(Error::Template { name, line, .. }) => Place { name, line },
        _ => Place {
            name: name.to_owned(),
            line: None,
        },
    }
}

/// Where the first item begins that is no Rust.
fn place_of_item(name: &str, texts: &BTreeMap<&str, &str>, context: &Value) -> Option<Place> {
    let marked = place::marked(texts);
    let marked: BTreeMap<&str, &str> = marked
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    let Rendered { text, holes } = rendered(name, &marked, context, None).ok()?;
    place::of_first_mistake(&text, &holes, texts.keys().copied())
}

/// A mistake that minijinja found, in the innermost template that has it.
fn describe(name: &str, error: &minijinja::Error) -> Error {
    let mut innermost = error;
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        if let Some(cause) = cause
            .downcast_ref::<minijinja::Error>()
            .filter(|cause| cause.line().is_some())
        {
            innermost = cause;
        }
        source = cause.source();
    }
    Error::Template {
        name: innermost.name().unwrap_or(name).to_owned(),
        line: innermost.line(),
        message: innermost.detail().map_or_else(
            || innermost.kind().to_string(),
            |detail| format!("{}: {detail}", innermost.kind()),
        ),
    }
}

#[cfg(test)]
mod tests;
