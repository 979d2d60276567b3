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
    #[error("template `{name}`{}: {message}", line.map(|line| format!(", line {line}")).unwrap_or_default())]
    Template {
        /// The template.
        name: String,
        /// The line, from 1.
        line: Option<usize>,
        /// What is wrong.
        message: String,
    },
    /// What it rendered to is no sequence of Rust tokens.
    #[error("template `{name}` does not render to Rust tokens: {message}")]
    Lex {
        /// The template.
        name: String,
        /// What the lexer says.
        message: String,
    },
    /// A value stands where it cannot be replaced: in a string, in a comment, glued to other text, or twice.
    #[error("template `{name}` misuses `{tokens}`: {message}")]
    Hole {
        /// The template.
        name: String,
        /// The tokens that the value holds.
        tokens: String,
        /// Where they were found.
        message: &'static str,
    },
    /// What it rendered to is no Rust file.
    #[error("template `{name}` does not render to a Rust file: {message}, near `{near}`")]
    Syntax {
        /// The template.
        name: String,
        /// What the parser says.
        message: String,
        /// The beginning of the item that does not parse.
        near: String,
    },
}
