//! What a type declaration says, before inheritance.

use std::fmt;
use std::rc::Rc;

use serde_json::Value;
use specwright_diagnostics::Location;
use specwright_model::{Extensions, Number};

use super::TypeId;
use super::kind::Kind;
use super::member::Members;
use crate::view::{Entry, View};

/// A value with its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Located<T> {
    pub(super) value: T,
    pub(super) location: Location,
}

/// Where a type is declared, which decides what it is where it does not say so, and what it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Position {
    /// Among the `types` of a document or library, or the whole of a fragment.
    Named,
    /// Among the `annotationTypes`.
    Annotation,
    /// Among the facets that a type declares.
    Facet,
    /// A property of an object.
    Property,
    /// Items of an array, a variant, or a type that another one inherits from.
    Inner,
    /// The body of a request or response.
    Body,
    /// A query parameter or a header.
    Parameter,
    /// A parameter of a path or base URI.
    UriParameter,
    /// The whole query string.
    QueryString,
    /// A field of a form in RAML 0.8.
    FormParameter,
}

impl Position {
    /// Whether values travel as text, and a JSON or XML schema cannot describe them.
    pub(super) fn is_text(self) -> bool {
        matches!(self, Self::Parameter | Self::UriParameter | Self::FormParameter)
    }

    /// Whether it is the place of a body or parameter, which has a description and examples of its own.
    pub(super) fn is_place(self) -> bool {
        self.is_text() || matches!(self, Self::Body | Self::QueryString)
    }
}

/// A type declaration, as it is written.
#[derive(Clone, Debug)]
pub(super) struct Declaration<'s> {
    pub(super) position: Position,
    pub(super) location: Location,
    /// The types that it inherits from; empty where it does not say its type.
    pub(super) bases: Vec<Located<TypeId>>,
    /// The facets that are written, with their keys' places.
    pub(super) written: Vec<(&'static str, Location)>,
    pub(super) facets: Facets<'s>,
    /// The properties; none where the key is absent.
    pub(super) properties: Option<Members>,
    /// The facets that it declares for its subtypes.
    pub(super) declared_facets: Members,
    /// Keys that RAML does not know: facets that a supertype declares, or mistakes.
    pub(super) custom: Vec<Entry<'s>>,
    pub(super) display_name: Option<String>,
    pub(super) description: Option<String>,
    pub(super) examples: Vec<Example<'s>>,
    pub(super) default: Option<View<'s>>,
    /// `xml`, and annotations by their names.
    pub(super) extensions: Extensions,
    /// What annotations of the type may be put on; empty for anything.
    pub(super) targets: Vec<String>,
    /// Whether it may be given several times (RAML 0.8, `repeat`).
    pub(super) is_list: bool,
}

impl Declaration<'_> {
    pub(super) fn new(position: Position, location: Location) -> Self {
        Self {
            position,
            location,
            bases: Vec::new(),
            written: Vec::new(),
            facets: Facets::default(),
            properties: None,
            declared_facets: Members::default(),
            custom: Vec::new(),
            display_name: None,
            description: None,
            examples: Vec::new(),
            default: None,
            extensions: Extensions::new(),
            targets: Vec::new(),
            is_list: false,
        }
    }

    /// Adds a type that it inherits from.
    pub(super) fn add_base(&mut self, value: TypeId, location: Location) {
        self.bases.push(Located { value, location });
    }

    /// Whether it restricts the values of what it inherits from.
    pub(super) fn restricts(&self) -> bool {
        !self.written.is_empty()
    }

    /// Whether it only describes, for people, the one type that it inherits from.
    pub(super) fn wraps(&self) -> bool {
        !self.restricts() && self.bases.len() == 1 && !self.is_list
    }

    /// Whether its schema is the one of what it inherits from. What bodies and parameters say for people is theirs, not
    /// their schemas'.
    pub(super) fn adds_nothing(&self) -> bool {
        let has_words = self.display_name.is_some() || self.description.is_some() || !self.examples.is_empty();
        self.wraps()
            && (self.position.is_place() || !has_words)
            && self.default.is_none()
            && self.extensions.is_empty()
            && self.custom.is_empty()
    }

    /// Where a facet is written.
    pub(super) fn place_of(&self, facet: &str) -> Location {
        let written = self.written.iter().find(|(name, _)| *name == facet);
        written.map_or(self.location, |(_, location)| *location)
    }
}

/// The facets of built-in types (RAML 1.0, "Built-in Types").
#[derive(Clone, Debug, Default)]
pub(super) struct Facets<'s> {
    pub(super) minimum: Option<Located<Number>>,
    pub(super) maximum: Option<Located<Number>>,
    pub(super) multiple_of: Option<Located<Number>>,
    pub(super) format: Option<Located<Format>>,
    pub(super) min_length: Option<Located<u64>>,
    pub(super) max_length: Option<Located<u64>>,
    pub(super) min_items: Option<Located<u64>>,
    pub(super) max_items: Option<Located<u64>>,
    pub(super) min_properties: Option<Located<u64>>,
    pub(super) max_properties: Option<Located<u64>>,
    pub(super) pattern: Option<Located<Rc<str>>>,
    /// The patterns of supertypes, which must be matched as well.
    pub(super) other_patterns: Vec<Located<Rc<str>>>,
    pub(super) unique_items: Option<Located<bool>>,
    pub(super) items: Option<Located<TypeId>>,
    pub(super) additional_properties: Option<Located<Additional>>,
    pub(super) discriminator: Option<Located<Rc<str>>>,
    pub(super) discriminator_value: Option<Located<Rc<str>>>,
    pub(super) file_types: Option<Located<Rc<[String]>>>,
    /// The values of `enum`.
    pub(super) values: Option<Located<Rc<[View<'s>]>>>,
}

impl Facets<'_> {
    /// Adds a pattern to those that must be matched.
    pub(super) fn add_pattern(&mut self, pattern: Option<&Located<Rc<str>>>) {
        let Some(pattern) = pattern else { return };
        let former = self.pattern.replace(pattern.clone());
        self.other_patterns
            .extend(former.filter(|former| former.value != pattern.value));
    }
}

/// The values of `format` (RAML 1.0, "Number" and "Date").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Int8,
    Int16,
    Int32,
    Int64,
    Float,
    Double,
    /// Dates as RFC 3339 has them.
    Rfc3339,
    /// Dates as RFC 2616, section 3.3.1, has them.
    Rfc2616,
}

impl Format {
    const NAMES: [(&'static str, Self); 10] = [
        ("int8", Self::Int8),
        ("int16", Self::Int16),
        ("int32", Self::Int32),
        ("int", Self::Int32),
        ("int64", Self::Int64),
        ("long", Self::Int64),
        ("float", Self::Float),
        ("double", Self::Double),
        ("rfc3339", Self::Rfc3339),
        ("rfc2616", Self::Rfc2616),
    ];

    pub(super) fn of_name(name: &str) -> Option<Self> {
        let found = Self::NAMES.iter().find(|(known, _)| *known == name)?;
        Some(found.1)
    }

    pub(super) fn names() -> impl Iterator<Item = &'static str> {
        Self::NAMES.iter().map(|(name, _)| *name)
    }

    /// Whether it allows numbers that another one does not.
    pub(super) fn is_wider(self, other: Self) -> bool {
        let width = |format| match format {
            Self::Int8 => Some((false, 8)),
            Self::Int16 => Some((false, 16)),
            Self::Int32 => Some((false, 32)),
            Self::Int64 => Some((false, 64)),
            Self::Float => Some((true, 32)),
            Self::Double => Some((true, 64)),
            Self::Rfc3339 | Self::Rfc2616 => None,
        };
        width(self) > width(other)
    }

    /// Whether it is a format of a built-in type.
    pub(super) fn applies(self, kind: Kind) -> bool {
        match self {
            Self::Rfc3339 | Self::Rfc2616 => kind == Kind::DateTime,
            _ => matches!(kind, Kind::Number | Kind::Integer),
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = Self::NAMES.iter().find(|(_, format)| format == self);
        formatter.write_str(name.map_or("", |(name, _)| name))
    }
}

/// The value of `additionalProperties`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Additional {
    Allowed,
    Forbidden,
    Typed(TypeId),
}

/// An example of a type.
#[derive(Clone, Debug)]
pub(super) struct Example<'s> {
    pub(super) name: Option<String>,
    pub(super) display_name: Option<String>,
    pub(super) description: Option<String>,
    pub(super) value: View<'s>,
    /// Whether it must fit.
    pub(super) strict: bool,
    pub(super) extensions: serde_json::Map<String, Value>,
}
