//! The only values that a template can print.

use std::{fmt, sync::Arc};

use minijinja::value::{Object, ObjectRepr, Value};
use proc_macro2::TokenStream;
use quote::ToTokens;
use serde::{Serialize, Serializer};

/// Rust tokens, to be put in a template's context. A template prints them with `{{ name }}`, as often as it likes.
///
/// There is no way to make them of text: a caller builds identifiers, literals, types and attributes as tokens.
#[derive(Clone)]
pub struct Tokens(Arc<TokenText>);

/// The text of a token stream, which lexes to the same stream. Streams themselves cannot be shared between threads,
/// as minijinja asks of its values.
pub(crate) struct TokenText(String);

impl Tokens {
    /// The tokens of anything that has some.
    pub fn new(tokens: impl ToTokens) -> Self {
        Self::from(tokens.into_token_stream())
    }

    /// Their text, for messages.
    pub fn text(&self) -> &str {
        self.0.as_str()
    }
}

impl TokenText {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<TokenStream> for Tokens {
    fn from(stream: TokenStream) -> Self {
        Self(Arc::new(TokenText(stream.to_string())))
    }
}

impl fmt::Debug for Tokens {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Tokens({})", self.text())
    }
}

impl Serialize for Tokens {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // minijinja passes its own values through serialisation unchanged.
        Value::from_dyn_object(Arc::clone(&self.0)).serialize(serializer)
    }
}

impl fmt::Debug for TokenText {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Object for TokenText {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }
}

impl From<Tokens> for Value {
    fn from(tokens: Tokens) -> Self {
        Self::from_dyn_object(tokens.0)
    }
}
