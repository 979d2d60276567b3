//! What is checked of a value beyond its type.

use serde_json::Value;
use specwright_diagnostics::{Diagnostic, Diagnostics};
use specwright_model::{Array, Basis, Number, NumericRange, Schema, SchemaKind, Text, TextFormat};

use crate::rules;

/// How many characters of a pattern messages show.
const LONGEST_SHOWN: usize = 80;

/// A check of one value. Checks of an `Option` apply to the value in it.
#[derive(Clone, Debug, PartialEq)]
pub enum Check {
    /// The least and greatest number of characters of a string.
    Length(Option<u64>, Option<u64>),
    /// The format of a string that stays one, as the runtime's `validate::Format` calls it.
    Format(&'static str),
    /// A regular expression that must match somewhere in a string.
    Pattern(Pattern),
    /// The range of a whole number.
    IntegerRange(NumericRange),
    /// The range of a number.
    FloatRange(NumericRange),
    /// The least and greatest number of items.
    ItemCount(Option<u64>, Option<u64>),
    /// All items differ.
    UniqueItems,
    /// Checks of every item of a sequence.
    Items(Vec<Check>),
    /// The least and greatest number of entries of a mapping.
    PropertyCount(Option<u64>, Option<u64>),
    /// Checks of every value of a mapping.
    Values(Vec<Check>),
    /// The only values that fit, where they are no enumeration.
    OneOf(Vec<Value>),
    /// The value's own type has checks.
    Nested(crate::TypeId),
}

/// A regular expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Pattern {
    /// As the document writes it (ECMA-262), for people.
    pub written: String,
    /// In the syntax of the `regex` crate.
    pub translated: String,
}

/// The checks that a resolved schema asks of a value itself: not of what is in it.
pub(crate) fn own_checks(schema: &Schema, diagnostics: &mut Diagnostics) -> Vec<Check> {
    let mut checks = Vec::new();
    match &schema.kind {
        SchemaKind::String(text) if is_text(text) => {
            if text.min_length.is_some_and(|least| least > 0) || text.max_length.is_some() {
                checks.push(Check::Length(text.min_length, text.max_length));
            }
            // A guess, from examples, refuses nothing.
            let format = checked_format(&text.format).filter(|_| schema.origin.basis == Basis::Written);
            checks.extend(format.map(Check::Format));
            checks.extend(
                text.pattern
                    .as_deref()
                    .and_then(|written| pattern(written, schema, diagnostics))
                    .map(Check::Pattern),
            );
        }
        SchemaKind::Integer(integer) if has_range(&integer.range) => {
            checks.push(Check::IntegerRange(integer.range.clone()));
        }
        SchemaKind::Number(number) if has_range(&number.range) => checks.push(Check::FloatRange(number.range.clone())),
        SchemaKind::Array(Array {
            min_items,
            max_items,
            unique_items,
            ..
        }) => {
            if min_items.is_some_and(|least| least > 0) || max_items.is_some() {
                checks.push(Check::ItemCount(*min_items, *max_items));
            }
            if *unique_items {
                checks.push(Check::UniqueItems);
            }
        }
        _ => {}
    }
    checks.extend(only_values(schema).map(Check::OneOf));
    checks
}

/// The values that a schema is restricted to. Both booleans are all there are, and a string that is parsed may be
/// written in other ways than the document's.
fn only_values(schema: &Schema) -> Option<Vec<Value>> {
    let values = schema.values.clone()?;
    let restricts = match &schema.kind {
        SchemaKind::Boolean => values.len() == 1,
        SchemaKind::String(text) => is_text(text),
        _ => true,
    };
    restricts.then_some(values)
}

/// Whether a string stays one in Rust: those of other types have checked themselves by being parsed.
fn is_text(text: &Text) -> bool {
    crate::scalars::text_type(text) == crate::TypeRef::String
}

/// What the runtime calls a format that it checks; none of others, and of those that have a type.
fn checked_format(format: &TextFormat) -> Option<&'static str> {
    Some(match format {
        TextFormat::Decimal => "Decimal",
        TextFormat::Duration => "Duration",
        TextFormat::Email => "Email",
        TextFormat::Hostname => "Hostname",
        TextFormat::Time => "Time",
        TextFormat::Uri => "Uri",
        TextFormat::UriReference => "UriReference",
        _ => return None,
    })
}

/// Whether there is anything to check. Multiples of nothing and infinite bounds are not.
fn has_range(range: &NumericRange) -> bool {
    let bound = |number: &Option<Number>| number.is_some_and(|number| number.as_float().is_finite());
    bound(&range.minimum)
        || bound(&range.maximum)
        || bound(&range.exclusive_minimum)
        || bound(&range.exclusive_maximum)
        || range.multiple_of.is_some_and(|number| number.as_float() > 0.0)
}

/// A document's expression as one that can be checked; none, with a warning, where it cannot.
fn pattern(written: &str, schema: &Schema, diagnostics: &mut Diagnostics) -> Option<Pattern> {
    let reason = match crate::pattern::translate(written) {
        Ok(translated) => {
            let written = written.to_owned();
            return Some(Pattern { written, translated });
        }
        Err(reason) => reason,
    };
    let shown: String = written.chars().take(LONGEST_SHOWN).collect();
    let message = format!("the pattern `{shown}` is not checked: {reason}");
    let diagnostic = match schema.origin.location {
        Some(location) => Diagnostic::new(&rules::INVALID_PATTERN, location, message),
        None => Diagnostic::without_place(&rules::INVALID_PATTERN, message),
    };
    diagnostics.push(diagnostic.help("values are accepted whether they match it or not"));
    None
}
