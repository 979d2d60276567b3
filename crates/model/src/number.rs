//! Numbers of any size, as documents write them in bounds.

use std::fmt;

use serde::{Serialize, Serializer};

/// A number of a document. Integers are exact as long as 128 bits hold them; whatever else a document writes
/// (fractions, exponents, more digits) is the nearest 64-bit float, which may be infinite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number {
    /// An integer.
    Integer(i128),
    /// Any other number.
    Float(f64),
}

impl Number {
    /// Reads a number as JSON (RFC 8259, section 6) or YAML's core schema (YAML 1.2.2, section 10.3) write it;
    /// none for text that is no number.
    pub fn parse(text: &str) -> Option<Self> {
        if let Ok(integer) = text.parse::<i128>() {
            return Some(Self::Integer(integer));
        }
        if let Some(digits) = text.strip_prefix("0x") {
            return i128::from_str_radix(digits, 16).ok().map(Self::Integer);
        }
        if let Some(digits) = text.strip_prefix("0o") {
            return i128::from_str_radix(digits, 8).ok().map(Self::Integer);
        }
        if !text.contains(|character: char| character.is_ascii_digit()) {
            return None;
        }
        let float = text.parse::<f64>().ok()?;
        // `1.0` and `1e3` are integers to JSON Schema (2020-12 core, section 4.2.3).
        if float.fract() == 0.0 && float.abs() < 9_007_199_254_740_992.0 {
            #[allow(clippy::cast_possible_truncation)] // whole and below 2^53
            return Some(Self::Integer(float as i128));
        }
        Some(Self::Float(float))
    }

    /// The integer, where it is one.
    pub fn as_integer(self) -> Option<i128> {
        match self {
            Self::Integer(integer) => Some(integer),
            Self::Float(_) => None,
        }
    }

    /// The nearest 64-bit float.
    pub fn as_float(self) -> f64 {
        match self {
            #[allow(clippy::cast_precision_loss)] // the nearest float is what is asked for
            Self::Integer(integer) => integer as f64,
            Self::Float(float) => float,
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(integer) => integer.fmt(formatter),
            Self::Float(float) => float.fmt(formatter),
        }
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Integer(integer) => match (i64::try_from(*integer), u64::try_from(*integer)) {
                (Ok(integer), _) => serializer.serialize_i64(integer),
                (_, Ok(integer)) => serializer.serialize_u64(integer),
                _ => serializer.collect_str(integer),
            },
            Self::Float(float) if float.is_finite() => serializer.serialize_f64(*float),
            Self::Float(float) => serializer.collect_str(float),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Number;

    fn check(text: &str, expected: &str) {
        assert_eq!(format!("{:?}", Number::parse(text)), expected, "{text}");
    }

    #[test]
    fn integers_stay_exact_and_floats_are_nearest() {
        check("0", "Some(Integer(0))");
        check("-9223372036854776000", "Some(Integer(-9223372036854776000))");
        check("18446744073709552000", "Some(Integer(18446744073709552000))");
        check("1.0", "Some(Integer(1))");
        check("1e3", "Some(Integer(1000))");
        check("0x1F", "Some(Integer(31))");
        check("0.5", "Some(Float(0.5))");
        check("1e400", "Some(Float(inf))");
        check("nan", "None");
        check("", "None");
    }
}
