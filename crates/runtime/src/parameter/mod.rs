//! Parameters: how values become parts of a URI, headers and cookies, and back.
//!
//! The styles are those of OpenAPI 3.1.1, section 4.8.12.2, which builds on URI templates
//! (RFC 6570). Writing takes any [`Encode`](crate::json::Encode) value; reading gives an untyped
//! value whose leaves are strings, for a decoder in
//! [text mode](crate::json::Decoder::text). Nothing here is generic.

mod form;
mod read;
#[cfg(test)]
mod tests;
mod text;
mod write;

use std::fmt;

pub use form::{encode_form, parse_form};
pub use read::{ParsedQuery, read_cookie, read_header, read_path, read_query};
#[cfg(feature = "client")]
pub(crate) use text::UNSAFE;
#[cfg(any(feature = "client", feature = "server"))]
pub(crate) use text::text_of_leaf;
pub use write::{QueryPair, query_string, write_cookie, write_header, write_path, write_query};

/// How a parameter's value is written (OpenAPI 3.1.1, section 4.8.12.2.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `a,b`: paths and headers.
    Simple,
    /// `.a.b`: paths.
    Label,
    /// `;name=a;name=b`: paths.
    Matrix,
    /// `name=a&name=b` or `name=a,b`: queries and cookies.
    Form,
    /// `name=a%20b`: queries.
    SpaceDelimited,
    /// `name=a%7Cb`: queries.
    PipeDelimited,
    /// `name[key]=a`: queries.
    DeepObject,
}

/// What a parameter's value is, as far as reading it from text must know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One text.
    Scalar,
    /// A list of texts.
    Array,
    /// Texts by name.
    Object,
    /// JSON in a parameter (a parameter with `content` instead of `schema`).
    Json,
}

/// One parameter of an operation.
///
/// The constructors have the defaults of the place; a generated crate keeps parameters in its
/// code as constants: `Parameter::query("ids").shape(Shape::Array).explode(false)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// The name on the wire.
    pub name: &'static str,
    /// How the value is written.
    pub style: Style,
    /// Whether every item or property stands for itself.
    pub explode: bool,
    /// What the value is.
    pub shape: Shape,
    /// Whether a query value keeps the reserved characters that do no harm there.
    pub allow_reserved: bool,
    /// The property names of an exploded object in a query or in cookies, which carries no name of its own.
    /// Empty: any name may be a property.
    pub properties: &'static [&'static str],
}

impl Parameter {
    const fn new(name: &'static str, style: Style, explode: bool) -> Self {
        let shape = Shape::Scalar;
        Self {
            name,
            style,
            explode,
            shape,
            allow_reserved: false,
            properties: &[],
        }
    }

    /// A scalar parameter in the query: style `form`, exploded.
    #[must_use]
    pub const fn query(name: &'static str) -> Self {
        Self::new(name, Style::Form, true)
    }

    /// A scalar parameter in the path: style `simple`, not exploded.
    #[must_use]
    pub const fn path(name: &'static str) -> Self {
        Self::new(name, Style::Simple, false)
    }

    /// A scalar parameter in a header: style `simple`, not exploded.
    #[must_use]
    pub const fn header(name: &'static str) -> Self {
        Self::new(name, Style::Simple, false)
    }

    /// A scalar parameter in a cookie: style `form`, exploded.
    #[must_use]
    pub const fn cookie(name: &'static str) -> Self {
        Self::new(name, Style::Form, true)
    }

    /// Sets the style, and `explode` to that style's default: on for `form`, off for the others.
    #[must_use]
    pub const fn style(mut self, style: Style) -> Self {
        self.style = style;
        self.explode = matches!(style, Style::Form);
        self
    }

    /// Sets whether every item or property stands for itself. Call it after
    /// [`Parameter::style`].
    #[must_use]
    pub const fn explode(mut self, explode: bool) -> Self {
        self.explode = explode;
        self
    }

    /// Sets what the value is.
    #[must_use]
    pub const fn shape(mut self, shape: Shape) -> Self {
        self.shape = shape;
        self
    }

    /// Sets whether a query value keeps the reserved characters that do no harm there.
    #[must_use]
    pub const fn allow_reserved(mut self, allow_reserved: bool) -> Self {
        self.allow_reserved = allow_reserved;
        self
    }

    /// Sets the property names of an exploded object in a query or in cookies.
    #[must_use]
    pub const fn properties(mut self, properties: &'static [&'static str]) -> Self {
        self.properties = properties;
        self
    }
}

/// A value that must not be sent where its parameter stands. The value itself is not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedValue {
    /// The parameter's name.
    pub parameter: String,
    /// Why, after "the value": `is empty`.
    pub reason: &'static str,
}

impl fmt::Display for RefusedValue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the value of `{}` {}", self.parameter, self.reason)
    }
}

impl std::error::Error for RefusedValue {}

/// A parameter that was received and does not follow its style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MalformedParameter {
    /// What is wrong, for a person.
    pub message: String,
}

impl MalformedParameter {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
        }
    }
}

impl fmt::Display for MalformedParameter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for MalformedParameter {}
