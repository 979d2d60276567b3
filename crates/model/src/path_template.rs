//! Path templates: literal text and variables.

use std::fmt;

use serde::{Serialize, Serializer};

/// A part of a path template.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PathPart {
    /// Text that stands in the path as it is, slashes included.
    Literal(String),
    /// The name of a variable, which takes the place of one segment or a part of one.
    Variable(String),
}

/// What is wrong with the text of a path template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathProblem {
    /// A `{` without its `}`, or the other way round.
    UnbalancedBrace,
    /// `{}`.
    EmptyVariable,
    /// The path does not begin with a slash.
    NoLeadingSlash,
}

impl fmt::Display for PathProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::UnbalancedBrace => "a brace has no counterpart",
            Self::EmptyVariable => "a variable has no name",
            Self::NoLeadingSlash => "the path does not begin with a slash",
        })
    }
}

/// A path with variables, such as `/users/{user_id}`. Its text, which `Display` gives, is its JSON form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct PathTemplate {
    parts: Vec<PathPart>,
}

impl PathTemplate {
    /// Reads `{name}` variables in the path syntax of OpenAPI 3.1.1, section 4.8.8.2.
    ///
    /// # Errors
    /// What is wrong with the text, the first of it.
    pub fn parse(text: &str) -> Result<Self, PathProblem> {
        if !text.starts_with('/') {
            return Err(PathProblem::NoLeadingSlash);
        }
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((literal, behind)) = rest.split_once('{') {
            let (name, behind) = behind.split_once('}').ok_or(PathProblem::UnbalancedBrace)?;
            if literal.contains('}') || name.contains('{') {
                return Err(PathProblem::UnbalancedBrace);
            }
            if name.is_empty() {
                return Err(PathProblem::EmptyVariable);
            }
            if !literal.is_empty() {
                parts.push(PathPart::Literal(literal.to_owned()));
            }
            parts.push(PathPart::Variable(name.to_owned()));
            rest = behind;
        }
        if rest.contains('}') {
            return Err(PathProblem::UnbalancedBrace);
        }
        if !rest.is_empty() {
            parts.push(PathPart::Literal(rest.to_owned()));
        }
        Ok(Self { parts })
    }

    /// A template of the given parts, for readers whose format writes variables otherwise.
    pub fn from_parts(parts: Vec<PathPart>) -> Self {
        Self { parts }
    }

    /// The parts in their order.
    pub fn parts(&self) -> &[PathPart] {
        &self.parts
    }

    /// The names of the variables in their order, repeats included.
    pub fn variables(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            PathPart::Variable(name) => Some(name.as_str()),
            PathPart::Literal(_) => None,
        })
    }

    /// The text with every variable's name left out: equal for two templates that match the same paths.
    pub fn shape(&self) -> String {
        self.parts
            .iter()
            .map(|part| match part {
                PathPart::Literal(text) => text.as_str(),
                PathPart::Variable(_) => "{}",
            })
            .collect()
    }
}

impl fmt::Display for PathTemplate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.parts.iter().try_for_each(|part| match part {
            PathPart::Literal(text) => formatter.write_str(text),
            PathPart::Variable(name) => write!(formatter, "{{{name}}}"),
        })
    }
}

impl Serialize for PathTemplate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<&str, PathProblem>) {
        let parsed = PathTemplate::parse(text);
        if let Ok(template) = &parsed {
            assert_eq!(template.to_string(), text);
        }
        assert_eq!(parsed.map(|template| template.shape()), expected.map(str::to_owned));
    }

    #[test]
    fn variables_stand_anywhere_in_a_segment() {
        check("/", Ok("/"));
        check("/users/{id}.json", Ok("/users/{}.json"));
        check("/{a}-{b}/x", Ok("/{}-{}/x"));
        check("/{a", Err(PathProblem::UnbalancedBrace));
        check("/a}", Err(PathProblem::UnbalancedBrace));
        check("/{a{b}}", Err(PathProblem::UnbalancedBrace));
        check("/{}", Err(PathProblem::EmptyVariable));
        check("users", Err(PathProblem::NoLeadingSlash));
    }
}
