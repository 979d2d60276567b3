//! Scalars: numbers and text, with their restrictions.

use serde_json::Value;

use super::is_counted;
use crate::{Integer, Number, NumericRange, Text, TextFormat};

/// Why a value is no such whole number.
pub(super) fn integer(integer: &Integer, value: &Value) -> Result<(), String> {
    match number_of(value) {
        Some(number @ Number::Integer(whole)) => {
            if !integer.format.holds(whole) {
                return Err(format!("{whole} is out of the range of its format"));
            }
            range(&integer.range, number)
        }
        _ => Err(super::mismatch("an integer", value)),
    }
}

/// Why a value is no such number.
pub(super) fn number(bounds: &NumericRange, value: &Value) -> Result<(), String> {
    match number_of(value) {
        Some(number) => range(bounds, number),
        None => Err(super::mismatch("a number", value)),
    }
}

/// Why a value is no such text. Patterns are not tried.
pub(super) fn text(text: &Text, value: &Value) -> Result<(), String> {
    let Value::String(value) = value else {
        // Bytes as they are cannot stand in JSON, and are shown in any way.
        let is_shown = text.format == TextFormat::Binary;
        return is_shown.then_some(()).ok_or_else(|| super::mismatch("a string", value));
    };
    if !text.format.fits(value) {
        return Err(format!("it must be {}", name_of(&text.format)));
    }
    is_counted(value.chars().count(), (text.min_length, text.max_length), "characters")
}

fn number_of(value: &Value) -> Option<Number> {
    value.as_number().and_then(|number| Number::parse(&number.to_string()))
}

fn range(range: &NumericRange, number: Number) -> Result<(), String> {
    if let Some(least) = range.minimum.filter(|least| is_less(number, *least)) {
        return Err(format!("{number} is less than {least}"));
    }
    if let Some(most) = range.maximum.filter(|most| is_less(*most, number)) {
        return Err(format!("{number} is greater than {most}"));
    }
    if let Some(bound) = range.exclusive_minimum.filter(|bound| !is_less(*bound, number)) {
        return Err(format!("{number} is not greater than {bound}"));
    }
    if let Some(bound) = range.exclusive_maximum.filter(|bound| !is_less(number, *bound)) {
        return Err(format!("{number} is not less than {bound}"));
    }
    // Fractions are not exact, and so are not compared.
    match (number.as_integer(), range.multiple_of.and_then(Number::as_integer)) {
        (Some(whole), Some(step)) if step > 0 && whole % step != 0 => Err(format!("{whole} is no multiple of {step}")),
        _ => Ok(()),
    }
}

fn is_less(a: Number, b: Number) -> bool {
    match (a, b) {
        (Number::Integer(a), Number::Integer(b)) => a < b,
        _ => a.as_float() < b.as_float(),
    }
}

fn name_of(format: &TextFormat) -> &'static str {
    match format {
        TextFormat::Date => "a date, such as 2015-05-23",
        TextFormat::DateTime => "a date and time, such as 2016-02-28T16:41:41Z",
        TextFormat::Uuid => "a UUID",
        TextFormat::Byte => "bytes in base64",
        TextFormat::Ipv4 => "an address of IP version 4",
        TextFormat::Ipv6 => "an address of IP version 6",
        _ => "a URI",
    }
}
