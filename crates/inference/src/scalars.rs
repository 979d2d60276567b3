//! What several numbers, or several strings, have in common.

use serde_json::Number;
use specwright_model::{Integer, NumberKind, SchemaKind, Text, TextFormat};

use crate::formats::text_format;

/// What all numbers of a place are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Numbers {
    /// Whole numbers that 64 bits hold with a sign.
    Integers,
    /// Any other numbers: `1.0` too, for a person who writes that thinks of fractions.
    Numbers,
}

impl Numbers {
    /// What one number is.
    pub(crate) fn of(number: &Number) -> Self {
        if number.is_i64() { Self::Integers } else { Self::Numbers }
    }

    /// What two sorts of numbers are together.
    pub(crate) fn and(self, other: Self) -> Self {
        if self == other { self } else { Self::Numbers }
    }

    /// The kind of a schema for them.
    pub(crate) fn schema_kind(self) -> SchemaKind {
        match self {
            Self::Integers => SchemaKind::Integer(Integer::default()),
            Self::Numbers => SchemaKind::Number(NumberKind::default()),
        }
    }
}

/// What all strings of a place are: the format on which all of them agree, or plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Texts {
    pub(crate) format: TextFormat,
}

impl Texts {
    /// What one string is. The empty string has no format.
    pub(crate) fn of(text: &str) -> Self {
        Self {
            format: text_format(text),
        }
    }

    /// What two sorts of strings are together.
    pub(crate) fn and(self, other: Self) -> Self {
        if self == other {
            return self;
        }
        Self {
            format: TextFormat::Unspecified,
        }
    }

    /// The kind of a schema for them.
    pub(crate) fn schema_kind(&self) -> SchemaKind {
        SchemaKind::String(Text {
            format: self.format.clone(),
            ..Text::default()
        })
    }
}
