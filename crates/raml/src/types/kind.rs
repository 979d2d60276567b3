//! The built-in types of RAML, and which facets each has (RAML 1.0, "RAML Data Types").

/// A built-in type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Any,
    Object,
    Array,
    Union,
    String,
    Number,
    Integer,
    Boolean,
    DateOnly,
    TimeOnly,
    DateTimeOnly,
    DateTime,
    /// `date` of RAML 0.8: a date and time as HTTP writes it.
    HttpDate,
    File,
    Nil,
    /// A JSON Schema or an XML Schema.
    External,
}

/// The names under which built-in types are referred to. `union` is none: unions are written as expressions.
const NAMES: [(&str, Kind); 13] = [
    ("any", Kind::Any),
    ("object", Kind::Object),
    ("array", Kind::Array),
    ("string", Kind::String),
    ("number", Kind::Number),
    ("integer", Kind::Integer),
    ("boolean", Kind::Boolean),
    ("date-only", Kind::DateOnly),
    ("time-only", Kind::TimeOnly),
    ("datetime-only", Kind::DateTimeOnly),
    ("datetime", Kind::DateTime),
    ("file", Kind::File),
    ("nil", Kind::Nil),
];

/// The built-in types of RAML 0.8 ("Named Parameters").
const OLD_NAMES: [(&str, Kind); 6] = [
    ("string", Kind::String),
    ("number", Kind::Number),
    ("integer", Kind::Integer),
    ("date", Kind::HttpDate),
    ("boolean", Kind::Boolean),
    ("file", Kind::File),
];

impl Kind {
    /// The built-in type of a name.
    pub(super) fn of_name(name: &str, is_old: bool) -> Option<Self> {
        let names: &[(&str, Self)] = if is_old { &OLD_NAMES } else { &NAMES };
        let found = names.iter().find(|(known, _)| *known == name)?;
        Some(found.1)
    }

    /// The names of all built-in types.
    pub(super) fn names(is_old: bool) -> impl Iterator<Item = &'static str> {
        let names: &[(&str, Self)] = if is_old { &OLD_NAMES } else { &NAMES };
        names.iter().map(|(name, _)| *name)
    }

    /// What a value of the type is, for a message: `a string`.
    pub(crate) fn describe(self) -> &'static str {
        match self {
            Self::Any => "any value",
            Self::Object => "an object",
            Self::Array => "an array",
            Self::Union => "a union",
            Self::String => "a string",
            Self::Number => "a number",
            Self::Integer => "an integer",
            Self::Boolean => "a boolean",
            Self::DateOnly => "a date",
            Self::TimeOnly => "a time",
            Self::DateTimeOnly => "a date and time without an offset",
            Self::DateTime | Self::HttpDate => "a date and time",
            Self::File => "a file",
            Self::Nil => "nil",
            Self::External => "a JSON or XML schema",
        }
    }

    /// Whether every value of this type is one of the other.
    pub(super) fn is_below(self, other: Self) -> bool {
        self == other || other == Self::Any || (self == Self::Integer && other == Self::Number)
    }
}

/// The facets of single built-in types.
pub(super) const FACETS: [&str; 19] = [
    "minimum",
    "maximum",
    "multipleOf",
    "format",
    "minLength",
    "maxLength",
    "pattern",
    "enum",
    "items",
    "minItems",
    "maxItems",
    "uniqueItems",
    "properties",
    "minProperties",
    "maxProperties",
    "additionalProperties",
    "discriminator",
    "discriminatorValue",
    "fileTypes",
];

/// The keys that every type declaration may have.
pub(super) const COMMON_KEYS: [&str; 13] = [
    "type",
    "schema",
    "default",
    "example",
    "examples",
    "displayName",
    "description",
    "facets",
    "xml",
    "required",
    "repeat",
    "allowedTargets",
    "uses",
];

/// Whether a facet restricts values of a built-in type.
pub(super) fn applies(facet: &str, kind: Kind) -> bool {
    match facet {
        "minimum" | "maximum" | "multipleOf" => matches!(kind, Kind::Number | Kind::Integer),
        "format" => matches!(kind, Kind::Number | Kind::Integer | Kind::DateTime),
        "minLength" | "maxLength" => matches!(kind, Kind::String | Kind::File),
        "pattern" => kind == Kind::String,
        "enum" => !matches!(kind, Kind::File | Kind::Nil | Kind::External),
        "items" | "minItems" | "maxItems" | "uniqueItems" => kind == Kind::Array,
        "properties"
        | "minProperties"
        | "maxProperties"
        | "additionalProperties"
        | "discriminator"
        | "discriminatorValue" => kind == Kind::Object,
        "fileTypes" => kind == Kind::File,
        _ => false,
    }
}

/// The built-in type that a facet belongs to alone, for a declaration that does not say its type.
pub(super) fn implied(facet: &str) -> Option<Kind> {
    Some(match facet {
        "minimum" | "maximum" | "multipleOf" | "format" => Kind::Number,
        "items" | "minItems" | "maxItems" | "uniqueItems" => Kind::Array,
        "properties"
        | "minProperties"
        | "maxProperties"
        | "additionalProperties"
        | "discriminator"
        | "discriminatorValue" => Kind::Object,
        "fileTypes" => Kind::File,
        _ => return None,
    })
}
