//! Bounds of values, and numbers that are compared exactly.

use specwright_model::Number;

use super::declaration::{Facets, Located};

/// Which way a bound restricts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bound {
    /// The greater, the fewer values fit.
    Lower,
    /// The lesser, the fewer values fit.
    Upper,
}

/// A bound that is a count: its name, which way it restricts, and where it is held.
pub(super) type Count<'f> = (&'static str, Bound, &'f mut Option<Located<u64>>);

/// The bounds that are counts, each lower one in front of its upper one.
pub(super) fn counts<'f>(facets: &'f mut Facets<'_>) -> [Count<'f>; 6] {
    [
        ("minLength", Bound::Lower, &mut facets.min_length),
        ("maxLength", Bound::Upper, &mut facets.max_length),
        ("minItems", Bound::Lower, &mut facets.min_items),
        ("maxItems", Bound::Upper, &mut facets.max_items),
        ("minProperties", Bound::Lower, &mut facets.min_properties),
        ("maxProperties", Bound::Upper, &mut facets.max_properties),
    ]
}

/// Whether a number is less than another; integers are compared exactly.
pub(super) fn is_less(one: Number, two: Number) -> bool {
    match (one.as_integer(), two.as_integer()) {
        (Some(one), Some(two)) => one < two,
        _ => one.as_float() < two.as_float(),
    }
}

/// Whether a number is a multiple of another.
pub(super) fn is_multiple(number: Number, step: Number) -> bool {
    match (number.as_integer(), step.as_integer()) {
        // Of zero, every number is one.
        (Some(number), Some(step)) => number.checked_rem(step).is_none_or(|rest| rest == 0),
        _ => {
            let quotient = number.as_float() / step.as_float();
            // Decimal fractions are not exact as binary ones.
            !quotient.is_finite() || (quotient - quotient.round()).abs() <= 1e-9 * quotient.abs().max(1.0)
        }
    }
}

/// The least number that is a multiple of two. Of fractions of which neither is a multiple of the other, and of numbers
/// beyond what can be multiplied, it is the first.
pub(super) fn common_multiple(one: Number, two: Number) -> Number {
    if is_multiple(one, two) {
        return one;
    }
    if is_multiple(two, one) {
        return two;
    }
    let (Some(first), Some(second)) = (one.as_integer(), two.as_integer()) else {
        return one;
    };
    let multiple = (first / divisor(first, second)).checked_mul(second);
    multiple.map_or(one, Number::Integer)
}

/// The greatest common divisor (Euclid's algorithm); at least 1.
fn divisor(mut one: i128, mut two: i128) -> i128 {
    while two != 0 {
        (one, two) = (two, one.checked_rem(two).unwrap_or(0));
    }
    one.checked_abs().unwrap_or(1).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(one: Number, two: Number, expected: Number) {
        assert_eq!(common_multiple(one, two), expected, "{one} and {two}");
    }

    #[test]
    fn common_multiples() {
        check(Number::Integer(4), Number::Integer(6), Number::Integer(12));
        check(Number::Integer(4), Number::Integer(8), Number::Integer(8));
        check(Number::Float(0.1), Number::Float(0.05), Number::Float(0.1));
        check(Number::Integer(2), Number::Float(0.5), Number::Integer(2));
        let most = Number::Integer(i128::MAX);
        check(most, Number::Integer(2), most);
    }
}
