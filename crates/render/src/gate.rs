//! The token gate: replaces the holes of a rendered template by tokens, and refuses every other use of a hole.

use std::{collections::HashMap, str::FromStr, sync::Arc};

use proc_macro2::{Group, TokenStream, TokenTree};

use crate::{Error, tokens::TokenText};

/// What every hole's identifier begins with.
const PREFIX: &str = "__hole_";

/// The identifier of the hole with that number.
pub(crate) fn hole(number: usize) -> String {
    format!("{PREFIX}{number}")
}

/// Lexes `rendered`, the text of the template `name`, and puts the tokens of `holes` in place, by number.
///
/// # Errors
/// Where the text does not lex, or a hole is inside a literal, a comment or a doc comment, is glued to other text,
/// or does not stand in the text exactly once.
pub(crate) fn fill(name: &str, rendered: &str, holes: &[Arc<TokenText>]) -> Result<TokenStream, Error> {
    let stream = TokenStream::from_str(rendered).map_err(|error| Error::Lex {
        name: name.to_owned(),
        message: error.to_string(),
    })?;
    let mut gate = Gate {
        name,
        holes,
        used: vec![false; holes.len()],
        lexed: HashMap::new(),
    };
    let filled = gate.stream(stream)?;
    match gate.used.iter().position(|used| !used) {
        // A comment is no token: a hole in one is never met.
        Some(number) => Err(gate.misuse(number, "a value stands in a comment, or a template dropped it")),
        None => Ok(filled),
    }
}

struct Gate<'a> {
    name: &'a str,
    holes: &'a [Arc<TokenText>],
    used: Vec<bool>,
    /// Lexed token texts: the same name stands in many places.
    lexed: HashMap<&'a str, TokenStream>,
}

impl<'a> Gate<'a> {
    fn stream(&mut self, stream: TokenStream) -> Result<TokenStream, Error> {
        let mut filled = TokenStream::new();
        for tree in stream {
            match tree {
                TokenTree::Group(group) => {
                    let mut inner = Group::new(group.delimiter(), self.stream(group.stream())?);
                    inner.set_span(group.span());
                    filled.extend([TokenTree::Group(inner)]);
                }
                TokenTree::Ident(ident) => {
                    let text = ident.to_string();
                    if text.contains(PREFIX) {
                        filled.extend(self.replacement(&text)?);
                    } else {
                        filled.extend([TokenTree::Ident(ident)]);
                    }
                }
                TokenTree::Literal(literal) => {
                    let text = literal.to_string();
                    if let Some((_, behind)) = text.split_once(PREFIX) {
                        let digits: String = behind.chars().take_while(char::is_ascii_digit).collect();
                        let number = digits.parse().unwrap_or(usize::MAX);
                        return Err(self.misuse(number, "a value stands in a literal or a doc comment"));
                    }
                    filled.extend([TokenTree::Literal(literal)]);
                }
                TokenTree::Punct(punct) => filled.extend([TokenTree::Punct(punct)]),
            }
        }
        Ok(filled)
    }

    fn replacement(&mut self, ident: &str) -> Result<TokenStream, Error> {
        let number = ident
            .strip_prefix(PREFIX)
            .and_then(|digits| digits.parse::<usize>().ok())
            .filter(|number| hole(*number) == ident);
        let Some(number) = number else {
            return Err(self.misuse(usize::MAX, "a value is glued to other text"));
        };
        let holes: &'a [Arc<TokenText>] = self.holes;
        let (Some(tokens), Some(used)) = (holes.get(number), self.used.get_mut(number)) else {
            return Err(self.misuse(number, "a template writes the name of a hole itself"));
        };
        if std::mem::replace(used, true) {
            return Err(self.misuse(number, "one printed value stands in two places"));
        }
        if let Some(stream) = self.lexed.get(tokens.as_str()) {
            return Ok(stream.clone());
        }
        let stream = TokenStream::from_str(tokens.as_str()).map_err(|error| Error::Lex {
            name: self.name.to_owned(),
            message: error.to_string(),
        })?;
        self.lexed.insert(tokens.as_str(), stream.clone());
        Ok(stream)
    }

    fn misuse(&self, number: usize, message: &'static str) -> Error {
        Error::Hole {
            name: self.name.to_owned(),
            tokens: self
                .holes
                .get(number)
                .map(|tokens| tokens.as_str().chars().take(80).collect())
                .unwrap_or_default(),
            message,
        }
    }
}
