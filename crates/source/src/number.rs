//! The values of numbers as YAML's core schema and JSON write them.

use serde_json::{Number, Value};

/// The value of a number of YAML's core schema (YAML 1.2.2, section 10.3.2) or of JSON.
pub(crate) fn to_json(text: &str) -> Value {
    if let Some(value) = integer(text) {
        if let Ok(value) = u64::try_from(value) {
            return Value::from(value);
        }
        if let Ok(value) = i64::try_from(value) {
            return Value::from(value);
        }
    }
    to_float(text)
        .and_then(Number::from_f64)
        .map_or_else(|| Value::String(text.to_owned()), Value::Number)
}

/// The value as an integer, if it is one and fits: `3.0` and `1e3` are integers too.
pub(crate) fn to_integer(text: &str) -> Option<i128> {
    integer(text).or_else(|| {
        let value = to_float(text)?;
        // Beyond 2^53 a float does not say which integer was meant, but its own value is exact.
        #[expect(clippy::cast_possible_truncation, reason = "checked to be whole and in range")]
        (value.fract() == 0.0 && value.abs() < 1e38).then_some(value as i128)
    })
}

/// The value as a float, infinite where it is too large; `None` for `.nan`.
pub(crate) fn to_float(text: &str) -> Option<f64> {
    match text.trim_start_matches(['+', '-']).to_ascii_lowercase().as_str() {
        ".inf" if text.starts_with('-') => Some(f64::NEG_INFINITY),
        ".inf" => Some(f64::INFINITY),
        ".nan" => None,
        _ =>
        {
            #[expect(clippy::cast_precision_loss, reason = "the nearest float is asked for")]
            integer(text).map(|value| value as f64).or_else(|| text.parse().ok())
        }
    }
}

fn integer(text: &str) -> Option<i128> {
    if let Some(digits) = text.strip_prefix("0x") {
        return i128::from_str_radix(digits, 16).ok();
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return i128::from_str_radix(digits, 8).ok();
    }
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(to_json(text).to_string(), expected, "{text}");
    }

    #[test]
    fn numbers_keep_their_value_as_far_as_json_can_hold_it() {
        check("0", "0");
        check("-7", "-7");
        check("+7", "7");
        check("007", "7");
        check("0x1F", "31");
        check("0o17", "15");
        check("18446744073709551615", "18446744073709551615");
        check("18446744073709552000", "1.8446744073709552e+19");
        check("-9223372036854776000", "-9.223372036854776e+18");
        check("1.50", "1.5");
        check("1e400", "\"1e400\"");
        check(&"9".repeat(400), &format!("\"{}\"", "9".repeat(400)));
        check(".inf", "\".inf\"");
        check(".nan", "\".nan\"");
    }

    #[test]
    fn floats_without_a_fraction_are_integers() {
        assert_eq!(to_integer("3.0"), Some(3));
        assert_eq!(to_integer("1e3"), Some(1000));
        assert_eq!(to_integer("3.5"), None);
        assert_eq!(to_integer("1e400"), None);
    }
}
