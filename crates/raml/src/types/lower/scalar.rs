//! Scalars of the model.

use specwright_model::{
    Extensions, Integer, IntegerFormat, NumberFormat, NumberKind, NumericRange, Object, SchemaKind, Text, TextFormat,
};

use super::super::declaration::{Facets, Format};
use super::super::kind::Kind;

/// The kind of a built-in type with facets.
pub(super) fn kind(kind: Kind, facets: &Facets<'_>) -> SchemaKind {
    match kind {
        Kind::Any | Kind::Union | Kind::External => SchemaKind::Any,
        Kind::Object => SchemaKind::Object(Object::default()),
        Kind::Array => SchemaKind::Array(specwright_model::Array::default()),
        Kind::Number => number(facets),
        Kind::Integer => SchemaKind::Integer(Integer {
            format: integer_format(facets).unwrap_or_default(),
            range: range(facets),
        }),
        Kind::Boolean => SchemaKind::Boolean,
        Kind::Nil => SchemaKind::Null,
        Kind::String => text(TextFormat::Unspecified, facets),
        Kind::DateOnly => text(TextFormat::Date, facets),
        Kind::TimeOnly => text(TextFormat::Time, facets),
        Kind::DateTimeOnly => text(TextFormat::DateTimeLocal, facets),
        Kind::DateTime => match facets.format.map(|it| it.value) {
            Some(Format::Rfc2616) => text(TextFormat::HttpDate, facets),
            _ => text(TextFormat::DateTime, facets),
        },
        Kind::HttpDate => text(TextFormat::HttpDate, facets),
        Kind::File => SchemaKind::String(Text {
            format: TextFormat::Binary,
            ..Text::default()
        }),
    }
}

/// A number; one in a format of integers is one.
fn number(facets: &Facets<'_>) -> SchemaKind {
    if let Some(format) = integer_format(facets) {
        let range = range(facets);
        return SchemaKind::Integer(Integer { format, range });
    }
    let format = match facets.format.map(|it| it.value) {
        Some(Format::Float) => NumberFormat::Float,
        Some(Format::Double) => NumberFormat::Double,
        _ => NumberFormat::Unspecified,
    };
    let range = range(facets);
    SchemaKind::Number(NumberKind { format, range })
}

fn integer_format(facets: &Facets<'_>) -> Option<IntegerFormat> {
    Some(match facets.format?.value {
        Format::Int8 => IntegerFormat::Int8,
        Format::Int16 => IntegerFormat::Int16,
        Format::Int32 => IntegerFormat::Int32,
        Format::Int64 => IntegerFormat::Int64,
        _ => return None,
    })
}

fn range(facets: &Facets<'_>) -> NumericRange {
    NumericRange {
        minimum: facets.minimum.map(|it| it.value),
        maximum: facets.maximum.map(|it| it.value),
        exclusive_minimum: None,
        exclusive_maximum: None,
        multiple_of: facets.multiple_of.map(|it| it.value),
    }
}

fn text(format: TextFormat, facets: &Facets<'_>) -> SchemaKind {
    SchemaKind::String(Text {
        format,
        min_length: facets.min_length.map(|it| it.value),
        max_length: facets.max_length.map(|it| it.value),
        pattern: facets.pattern.as_ref().map(|it| anchored(&it.value)),
        content_media_type: None,
        content_encoding: None,
    })
}

/// The facets of files, which the model has no place for: their lengths are counts of bytes.
pub(super) fn file_facets(kind: Kind, facets: &Facets<'_>) -> Extensions {
    let mut extensions = Extensions::new();
    if kind != Kind::File {
        return extensions;
    }
    if let Some(types) = &facets.file_types {
        extensions.insert("fileTypes".to_owned(), types.value.to_vec().into());
    }
    for (name, length) in [("minLength", facets.min_length), ("maxLength", facets.max_length)] {
        if let Some(length) = length {
            extensions.insert(name.to_owned(), length.value.into());
        }
    }
    extensions
}

/// The patterns of supertypes that a string must match beside its own, each as a kind of its own.
pub(super) fn other_patterns(kind: Kind, facets: &Facets<'_>) -> Vec<SchemaKind> {
    let patterns = facets.other_patterns.iter().filter(|_| kind == Kind::String);
    let kinds = patterns.map(|pattern| {
        SchemaKind::String(Text {
            pattern: Some(anchored(&pattern.value)),
            ..Text::default()
        })
    });
    kinds.collect()
}

/// A regular expression that the whole of a string must match, as RAML has it, as one that must match somewhere in it.
fn anchored(pattern: &str) -> String {
    let start = if pattern.starts_with('^') { "" } else { "^" };
    let end = if ends_in_anchor(pattern) { "" } else { "$" };
    if pattern.contains('|') {
        // The anchors would belong to the first and the last alternative alone.
        format!("^(?:{pattern})$")
    } else {
        format!("{start}{pattern}{end}")
    }
}

/// Whether a regular expression ends in a `$` that no backslash makes a character.
fn ends_in_anchor(pattern: &str) -> bool {
    let front = pattern.strip_suffix('$');
    front.is_some_and(|front| (front.len() - front.trim_end_matches('\\').len()).is_multiple_of(2))
}
