//! What can be wrong with a template.

use std::fmt;
use std::ops::Range;

/// A template cannot be rendered. All of these are mistakes in a template or in what it is given, never in a document.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No template has this name.
    #[error("there is no template `{name}`")]
    Missing {
        /// The name.
        name: String,
    },
    /// Its syntax, a name that minijinja does not know, or a printed value that is no token.
    #[error("{place}: {}", self.problem())]
    Template {
        /// Where.
        place: Place,
        /// What is wrong.
        message: String,
    },
    /// A value that it is not given.
    #[error("{place}: {}", self.problem())]
    UnknownValue {
        /// Where.
        place: Place,
        /// The value, as the template names it: `nmae`, `field.nmae`.
        value: String,
        /// The values that it could have named there, written in the same way, sorted.
        known: Vec<String>,
    },
    /// What it rendered to is no sequence of Rust tokens.
    #[error("{place}: {}", self.problem())]
    Lex {
        /// Where the text begins that is no token.
        place: Place,
        /// What is wrong with it.
        message: String,
    },
    /// A value stands where it cannot be replaced: in a string, in a comment, glued to other text, or twice.
    #[error("{place}: {}", self.problem())]
    Hole {
        /// Where.
        place: Place,
        /// The tokens that the value holds.
        tokens: String,
        /// Where they were found.
        message: &'static str,
    },
    /// What it rendered to is no Rust file.
    #[error("{place}: {}", self.problem())]
    Syntax {
        /// The place of the first token that cannot stand where it does.
        place: Place,
        /// What the parser says.
        message: String,
        /// What the line of that token rendered to, where the template's own text does not show it; otherwise empty.
        rendered: String,
    },
}

/// A place in a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The name of the template: where one includes another, of that which the mistake is in.
    pub name: String,
    /// The line, from 1, where it is known.
    pub line: Option<usize>,
    /// Bytes of the template's text, where they are known.
    pub range: Option<Range<usize>>,
}

impl Place {
    /// Somewhere in the template `name`.
    pub(crate) fn somewhere(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            line: None,
            range: None,
        }
    }

    /// These bytes of `text`, which the template `name` has.
    pub(crate) fn of_range(name: &str, text: &str, range: Range<usize>) -> Self {
        let before = text.get(..range.start).unwrap_or(text);
        Self {
            name: name.to_owned(),
            line: Some(before.matches('\n').count() + 1),
            range: Some(range),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "template `{}`", self.name)?;
        match self.line {
            Some(line) => write!(formatter, ", line {line}"),
            None => Ok(()),
        }
    }
}

impl Error {
    /// The name of the template: where one includes another, of that which the mistake is in.
    pub fn name(&self) -> &str {
        match self {
            Self::Missing { name } => name,
            _ => self.place().map_or("", |place| &place.name),
        }
    }

    /// Where the mistake is; none where there is no template.
    pub fn place(&self) -> Option<&Place> {
        match self {
            Self::Missing { .. } => None,
            Self::Template { place, .. }
            | Self::UnknownValue { place, .. }
            | Self::Lex { place, .. }
            | Self::Hole { place, .. }
            | Self::Syntax { place, .. } => Some(place),
        }
    }

    /// What is wrong, without the place.
    pub fn problem(&self) -> String {
        match self {
            Self::Missing { .. } => "there is no such template".to_owned(),
            Self::Template { message, .. } => message.clone(),
            Self::UnknownValue { value, .. } => format!("there is no value `{value}`"),
            Self::Lex { message, .. } => format!("this does not render to Rust tokens: {message}"),
            Self::Hole { tokens, message, .. } if tokens.is_empty() => (*message).to_owned(),
            Self::Hole { tokens, message, .. } => format!("{message}: `{tokens}`"),
            Self::Syntax { message, rendered, .. } if rendered.is_empty() => {
                format!("this does not render to a Rust file: {message}")
            }
            Self::Syntax { message, rendered, .. } => {
                format!("this does not render to a Rust file: {message}, in `{rendered}`")
            }
        }
    }
}
