//! Parameters in traits and resource types: `<<name | !function>>` (RAML 1.0, "Resource Type and Trait Parameters").

use std::collections::BTreeMap;

use pest::Parser;
use pest::iterators::Pair;
use specwright_diagnostics::{Diagnostic, FileId, Location};

use super::{View, functions};
use crate::rules;

/// Reads text with parameters.
#[derive(pest_derive::Parser)]
#[grammar = "view/template.pest"]
struct TemplateParser;

/// The values that the parameters of a trait or resource type have where it is applied.
pub(crate) struct Bindings<'s> {
    values: BTreeMap<String, Argument<'s>>,
    /// The files whose names hold where it is applied.
    callers: Vec<FileId>,
    /// Whether further parameters have values that are not known, so that nothing is said about what depends on them.
    is_open: bool,
}

/// The value of a parameter.
#[derive(Clone)]
pub(crate) enum Argument<'s> {
    /// Text that RAML itself gives, such as `resourcePath`.
    Text(String),
    /// A value of the document.
    View(View<'s>),
}

impl<'s> Bindings<'s> {
    /// No values yet; `callers` are the files whose names hold where the trait or resource type is applied.
    pub(crate) fn new(callers: Vec<FileId>) -> Self {
        Self {
            values: BTreeMap::new(),
            callers,
            is_open: false,
        }
    }

    /// The same, for a trait or resource type that is looked at though nothing gives its parameters values.
    pub(crate) fn open(callers: Vec<FileId>) -> Self {
        let is_open = true;
        Self {
            is_open,
            ..Self::new(callers)
        }
    }

    /// Whether further parameters have values that are not known.
    pub(super) fn is_open(&self) -> bool {
        self.is_open
    }

    /// Gives a parameter its value.
    pub(crate) fn insert(&mut self, name: &str, argument: Argument<'s>) {
        self.values.insert(name.to_owned(), argument);
    }

    /// The value of a parameter.
    fn get(&self, name: &str) -> Option<&Argument<'s>> {
        self.values.get(name)
    }

    /// The files whose names hold where it is applied.
    pub(super) fn callers(&self) -> &[FileId] {
        &self.callers
    }

    /// The values of the document that parameters stand for.
    pub(super) fn views(&self) -> impl Iterator<Item = &View<'s>> {
        self.values.values().filter_map(|argument| match argument {
            Argument::View(view) => Some(view),
            Argument::Text(_) => None,
        })
    }
}

/// What is wrong with text that has parameters.
pub(crate) enum TemplateProblem {
    /// A parameter has no value.
    Missing(String),
    /// No function has this name.
    UnknownFunction(String),
    /// A value is no scalar, and stands inside a text.
    NoText(String),
    /// `<<` and `>>` do not make a parameter.
    Malformed,
    /// The values make more text than there may be.
    TooLong,
}

/// How much text, in bytes, one text with parameters may come to.
const LIMIT: usize = 1 << 20;

impl TemplateProblem {
    /// The finding at the text.
    pub(crate) fn diagnostic(&self, location: Location) -> Diagnostic {
        match self {
            Self::Missing(name) => {
                let message = format!("the parameter `{name}` is given no value where this is applied");
                let help = format!("write `{{{name}: …}}` behind the name where it is applied");
                Diagnostic::new(&rules::MISSING_PARAMETER, location, message).help(help)
            }
            Self::UnknownFunction(name) => {
                let message = format!("`{name}` is no function of parameters");
                let diagnostic = Diagnostic::new(&rules::UNKNOWN_FUNCTION, location, message);
                match specwright_diagnostics::nearest(name, functions::NAMES) {
                    Some(known) => diagnostic.help(format!("did you mean `{known}`?")),
                    None => diagnostic.help(format!("the functions are {}", functions::NAMES.join(", "))),
                }
            }
            Self::NoText(name) => {
                let message = format!("the value of `{name}` must be text to stand inside a text");
                Diagnostic::new(&rules::INVALID_TEMPLATE, location, message)
            }
            Self::Malformed => {
                let message = "this is no parameter: `<<name>>` or `<<name | !function>>` is expected";
                Diagnostic::new(&rules::INVALID_TEMPLATE, location, message)
            }
            Self::TooLong => {
                let message = format!("the values of parameters come to more than {LIMIT} bytes here");
                Diagnostic::new(&rules::RAML_TOO_LARGE, location, message)
            }
        }
    }
}

/// What text with parameters comes to.
pub(super) enum Substitution<'s> {
    Text(String),
    /// The whole text is one parameter without functions: its value, whatever it is.
    View(View<'s>),
}

/// Whether a text has parameters.
pub(crate) fn has_parameters(text: &str) -> bool {
    text.contains("<<")
}

/// Replaces the parameters of a text by their values.
pub(super) fn substitute<'s>(text: &str, bindings: &Bindings<'s>) -> Result<Substitution<'s>, TemplateProblem> {
    let parsed = TemplateParser::parse(Rule::text, text).map_err(|_| TemplateProblem::Malformed)?;
    let parts: Vec<_> = parsed
        .flat_map(Pair::into_inner)
        .filter(|part| part.as_rule() != Rule::EOI)
        .collect();
    if let [only] = parts.as_slice()
        && let Some(view) = whole(only, bindings)
    {
        return Ok(Substitution::View(view));
    }
    let mut text = String::new();
    for part in parts {
        match part.as_rule() {
            Rule::parameter => text.push_str(&parameter(part, bindings)?),
            _ => text.push_str(part.as_str()),
        }
        if text.len() > LIMIT {
            return Err(TemplateProblem::TooLong);
        }
    }
    Ok(Substitution::Text(text))
}

/// The names of the parameters of a text, and of the functions that change them.
pub(crate) fn names(text: &str) -> Result<Vec<(String, Vec<String>)>, TemplateProblem> {
    let parsed = TemplateParser::parse(Rule::text, text).map_err(|_| TemplateProblem::Malformed)?;
    let parameters = parsed
        .flat_map(Pair::into_inner)
        .filter(|part| part.as_rule() == Rule::parameter);
    let named = parameters.map(|part| {
        let mut words = part.into_inner().map(|word| word.as_str().to_owned());
        (words.next().unwrap_or_default(), words.collect())
    });
    Ok(named.collect())
}

fn whole<'s>(part: &Pair<'_, Rule>, bindings: &Bindings<'s>) -> Option<View<'s>> {
    let mut words = part.clone().into_inner();
    let name = words.next()?;
    match (part.as_rule(), words.next(), bindings.get(name.as_str())?) {
        (Rule::parameter, None, Argument::View(view)) => Some(view.clone()),
        _ => None,
    }
}

fn parameter(part: Pair<'_, Rule>, bindings: &Bindings<'_>) -> Result<String, TemplateProblem> {
    let mut words = part.into_inner();
    let name = words.next().map(|word| word.as_str()).unwrap_or_default();
    let value = match bindings.get(name) {
        None => return Err(TemplateProblem::Missing(name.to_owned())),
        Some(Argument::Text(text)) => text.clone(),
        Some(Argument::View(view)) => match view.text() {
            Some(text) => text.to_owned(),
            None if view.is_null() => String::new(),
            None => return Err(TemplateProblem::NoText(name.to_owned())),
        },
    };
    words.try_fold(value, |value, function| {
        functions::apply(function.as_str(), &value)
            .ok_or_else(|| TemplateProblem::UnknownFunction(function.as_str().to_owned()))
    })
}
