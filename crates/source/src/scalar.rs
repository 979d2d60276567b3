//! Which plain scalars of YAML are strings: the core schema of YAML 1.2.2, section 10.3.2.

/// What a plain scalar is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Plain {
    Null,
    Boolean(bool),
    Number,
    String,
}

/// Tells what a plain scalar is. `yes`, `no`, `on`, `off` and dates are strings, as the core schema has it.
pub(crate) fn classify(text: &str) -> Plain {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Plain::Null,
        "true" | "True" | "TRUE" => Plain::Boolean(true),
        "false" | "False" | "FALSE" => Plain::Boolean(false),
        _ if is_number(text) => Plain::Number,
        _ => Plain::String,
    }
}

fn is_number(text: &str) -> bool {
    let based = |prefix: &str, radix: u32| {
        text.strip_prefix(prefix)
            .is_some_and(|digits| !digits.is_empty() && digits.chars().all(|digit| digit.is_digit(radix)))
    };
    if based("0x", 16) || based("0o", 8) {
        return true;
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    match unsigned {
        ".inf" | ".Inf" | ".INF" => return true,
        ".nan" | ".NaN" | ".NAN" => return unsigned.len() == text.len(),
        _ => {}
    }
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let exponent_fits = exponent.is_none_or(|text| {
        let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
        !digits.is_empty() && all_digits(digits)
    });
    let some_digits = !whole.is_empty() || !fraction.is_empty();
    some_digits && all_digits(whole) && all_digits(fraction) && exponent_fits
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(texts: &[&str], expected: Plain) {
        for text in texts {
            assert_eq!(classify(text), expected, "{text:?}");
        }
    }

    #[test]
    fn plain_scalars_follow_the_core_schema() {
        check(&["", "~", "null", "NULL"], Plain::Null);
        check(&["true", "True"], Plain::Boolean(true));
        check(&["false", "FALSE"], Plain::Boolean(false));
        check(
            &[
                "0", "-1", "+1", "007", "0x1f", "0o17", "1.", ".5", "-1.5e+3", "1e400", ".inf", "-.INF", ".nan",
            ],
            Plain::Number,
        );
        check(
            &[
                "no",
                "yes",
                "on",
                "off",
                "y",
                "2020-09-14",
                "1.0.0",
                "0x",
                "0b1",
                "1_000",
                "e3",
                ".",
                "-",
                "1e",
                "-.nan",
                "12:30",
                "nUll",
                "ｎull",
                "१",
            ],
            Plain::String,
        );
    }
}
