//! The rendering of one template, and what is found out of a mistake by rendering it again.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use minijinja::{Environment, ErrorKind, UndefinedBehavior, value::Value};

use crate::{
    Error, Place,
    gate::{self, Misuse},
    lookup::{Miss, Misses},
    mistake::{self, Problem},
    place, scope,
    tokens::TokenText,
};

/// What is rendered.
pub(crate) struct Rendering<'t> {
    pub(crate) name: &'t str,
    /// The texts of the template `name` and of those that it may include, by name.
    pub(crate) texts: BTreeMap<&'t str, &'t str>,
    pub(crate) context: Value,
}

/// The text of a template with a hole for each printed value, and what the holes stand for.
pub(crate) struct Rendered {
    pub(crate) text: String,
    pub(crate) holes: Vec<Arc<TokenText>>,
}

impl Rendering<'_> {
    /// Renders the template.
    ///
    /// # Errors
    /// What minijinja says, or that a value is no token.
    pub(crate) fn render(&self) -> Result<Rendered, Error> {
        let rendered = render(self.name, &self.texts, &self.context, None);
        rendered.map_err(|error| match innermost(&error) {
            error if error.kind() == ErrorKind::UndefinedError => self.unknown_value(error),
            error => self.template(error),
        })
    }

    /// A hole that stands where it must not. Rendering gives the same holes each time.
    pub(crate) fn misuse(&self, misuse: &Misuse, holes: &[Arc<TokenText>]) -> Error {
        let place = match misuse.number {
            None => self.place_of_written_hole(),
            Some(_) => match render(self.name, &self.texts, &self.context, misuse.number) {
                Err(error) => self.place(innermost(&error)),
                Ok(_) => Place::somewhere(self.name),
            },
        };
        let tokens = misuse.number.and_then(|number| holes.get(number));
        Error::Hole {
            place,
            tokens: tokens.map_or_else(String::new, |tokens| tokens.as_str().chars().take(80).collect()),
            message: misuse.message,
        }
    }

    /// The first mistake in what was rendered; none where it is a Rust file.
    pub(crate) fn first_mistake(&self) -> Option<Error> {
        let marked = place::marked(&self.texts);
        let marked = marked.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        let Rendered { text, holes } = render(self.name, &marked.collect(), &self.context, None).ok()?;
        let pieces = place::pieces(&text, &holes);
        let (problem, number) = mistake::first(&pieces)?;
        let place = pieces.get(number)?.place(&self.texts)?;
        Some(match problem {
            Problem::Lex(message) => Error::Lex { place, message },
            Problem::Syntax(message) => Error::Syntax {
                place,
                message,
                rendered: mistake::rendered_line(&pieces, number),
            },
        })
    }

    /// A mistake that minijinja found.
    fn template(&self, error: &minijinja::Error) -> Error {
        let kind = error.kind();
        Error::Template {
            place: self.place(error),
            message: error
                .detail()
                .map_or_else(|| kind.to_string(), |detail| format!("{kind}: {detail}")),
        }
    }

    /// A value that the template was not given: which, and which there are.
    fn unknown_value(&self, error: &minijinja::Error) -> Error {
        let misses = Misses::default();
        let again = render(self.name, &self.texts, &misses.of(&self.context), None);
        let (Err(_), Some(miss)) = (again, misses.last()) else {
            return self.template(error);
        };
        let mut place = self.place(error);
        let text = self.texts.get(place.name.as_str()).copied().unwrap_or_default();
        let here = place.range.clone().and_then(|range| scope::named(text, range, &miss));
        let named = here.or_else(|| {
            // A value that was given another name is missed where that is used.
            let mut texts = self.texts.iter();
            let (name, named) = texts.find_map(|(name, text)| Some((name, scope::named_in_tags(text, &miss)?)))?;
            place.name = (*name).to_owned();
            Some(named)
        });
        let Some(named) = named else {
            return self.template(error);
        };
        let text = self.texts.get(place.name.as_str()).copied().unwrap_or_default();
        let known = self.known(&miss, &place.name, named.range.start);
        Error::UnknownValue {
            known: known.iter().map(|name| named.sibling(name)).collect(),
            place: Place::of_range(&place.name, text, named.range),
            value: named.value,
        }
    }

    /// The names that could stand in place of the missed one, sorted.
    fn known(&self, miss: &Miss, name: &str, offset: usize) -> Vec<String> {
        let mut known = miss.known.clone();
        if miss.is_outermost {
            known.extend(scope::given(&self.texts, name, offset));
        }
        known.sort();
        known.dedup();
        known
    }

    /// Where a template writes the name of a hole.
    fn place_of_written_hole(&self) -> Place {
        let written = self.texts.iter().find_map(|(name, text)| {
            let start = text.find(gate::PREFIX)?;
            Some(Place::of_range(name, text, start..start + gate::PREFIX.len()))
        });
        written.unwrap_or_else(|| Place::somewhere(self.name))
    }

    fn place(&self, error: &minijinja::Error) -> Place {
        let name = error.name().unwrap_or(self.name);
        let text = self.texts.get(name).copied().unwrap_or_default();
        Place {
            line: error.line(),
            range: error.range().and_then(|range| scope::whole(text, range)),
            ..Place::somewhere(name)
        }
    }
}

/// Renders the template `name` of `texts`. Stops at the hole of the number `stop`, as at a mistake.
fn render(
    name: &str,
    texts: &BTreeMap<&str, &str>,
    context: &Value,
    stop: Option<usize>,
) -> Result<Rendered, minijinja::Error> {
    let holes = Arc::new(Mutex::new(Vec::new()));
    let environment = environment(texts, &holes, stop)?;
    let text = environment.get_template(name)?.render(context.clone())?;
    let mut holes = holes.lock().unwrap_or_else(PoisonError::into_inner);
    let holes = std::mem::take(&mut *holes);
    Ok(Rendered { text, holes })
}

/// An environment without filters, functions or globals that prints tokens and refuses everything else. It has the
/// templates `texts`.
fn environment<'t>(
    texts: &BTreeMap<&'t str, &'t str>,
    holes: &Arc<Mutex<Vec<Arc<TokenText>>>>,
    stop: Option<usize>,
) -> Result<Environment<'t>, minijinja::Error> {
    let mut environment = Environment::empty();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    // Otherwise minijinja looks values up for its own messages, and `Misses` would take that for the template's doing.
    environment.set_debug(false);
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
    for (name, text) in texts {
        environment.add_template(name, text)?;
    }
    Ok(environment)
}

/// The mistake in the innermost template that has it: what includes that fails too.
fn innermost(error: &minijinja::Error) -> &minijinja::Error {
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
    innermost
}
