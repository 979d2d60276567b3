//! What can be wrong with a template.

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
    /// Its syntax, a name it uses that it was not given, or a printed value that is no token.
    #[error("{}: {}", place(name, *line), self.problem())]
    Template {
        /// The template.
        name: String,
        /// The line, from 1.
        line: Option<usize>,
        /// What is wrong.
        message: String,
    },
    /// What it rendered to is no sequence of Rust tokens.
    #[error("{}: {}", place(name, *line), self.problem())]
    Lex {
        /// The template.
        name: String,
        /// The line, from 1, on which the item begins that is none.
        line: Option<usize>,
        /// What the lexer says.
        message: String,
    },
    /// A value stands where it cannot be replaced: in a string, in a comment, glued to other text, or twice.
    #[error("{}: {}", place(name, *line), self.problem())]
    Hole {
        /// The template.
        name: String,
        /// The line, from 1.
        line: Option<usize>,
        /// The tokens that the value holds.
        tokens: String,
        /// Where they were found.
        message: &'static str,
    },
    /// What it rendered to is no Rust file.
    #[error("{}: {}", place(name, *line), self.problem())]
    Syntax {
        /// The template.
        name: String,
        /// The line, from 1, on which the item begins that does not parse.
        line: Option<usize>,
        /// What the parser says.
        message: String,
        /// The beginning of the item that does not parse.
        near: String,
    },
}

impl Error {
    /// The name of the template: where one includes another, of that which the mistake is in.
    pub fn name(&self) -> &str {
        match self {
            Self::Missing { name }
            | Self::Template { name, .. }
            | Self::Lex { name, .. }
            | Self::Hole { name, .. }
            | Self::Syntax { name, .. } => name,
        }
    }

    /// The line of the template, from 1, where it is known.
    pub fn line(&self) -> Option<usize> {
        match self {
            Self::Missing { .. } => None,
            Self::Template { line, .. }
            | Self::Lex { line, .. }
            | Self::Hole { line, .. }
            | Self::Syntax { line, .. } => *line,
        }
    }

    /// What is wrong, without the place.
    pub fn problem(&self) -> String {
        match self {
            Self::Missing { .. } => "there is no such template".to_owned(),
            Self::Template { message, .. } => message.clone(),
            Self::Lex { message, .. } => format!("this does not render to Rust tokens: {message}"),
            Self::Hole { tokens, message, .. } if tokens.is_empty() => (*message).to_owned(),
            Self::Hole { tokens, message, .. } => format!("{message}: `{tokens}`"),
            Self::Syntax { message, near, .. } => {
                format!("this does not render to a Rust file: {message}, near `{near}`")
            }
        }
    }

    /// The same mistake, in another place.
    pub(crate) fn at(mut self, place: Place) -> Self {
        match &mut self {
            Self::Missing { .. } => {}
            Self::Template { name, line, .. }
            | Self::Lex { name, line, .. }
            | Self::Hole { name, line, .. }
            | Self::Syntax { name, line, .. } => {
                *name = place.name;
                *line = place.line;
            }
        }
        self
    }
}

/// A line of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) name: String,
    /// From 1.
    pub(crate) line: Option<usize>,
}

fn place(name: &str, line: Option<usize>) -> String {
    match line {
        Some(line) => format!("template `{name}`, line {line}"),
        None => format!("template `{name}`"),
    }
}
