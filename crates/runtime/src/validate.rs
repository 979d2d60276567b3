//! The constraints of JSON Schema that Rust's types do not express (JSON Schema Validation
//! 2020-12, section 6).

mod format;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;
#[cfg(feature = "pattern")]
use std::ops::Deref;

use crate::json::{Encode, Map, Value, Violation, push_pointer_segment, to_string, to_value};

pub use format::Format;

/// The most violations a [`Validator`] keeps.
const MOST_VIOLATIONS: usize = 100;

/// A value with constraints of its own or within it.
pub trait Validate {
    /// Checks the value and everything in it.
    fn validate(&self, validator: &mut Validator);
}

impl<T: Validate + ?Sized> Validate for Box<T> {
    fn validate(&self, validator: &mut Validator) {
        (**self).validate(validator);
    }
}

/// Checks a value by itself.
///
/// # Errors
/// Every violation found, at most 100.
pub fn validate(value: &dyn Validate) -> Result<(), Vec<Violation>> {
    let mut validator = Validator::new();
    value.validate(&mut validator);
    validator.finish()
}

/// A number of either kind, so that bounds are compared without loss.
#[derive(Clone, Copy, Debug)]
pub enum Number {
    /// An integer, exact.
    Integer(i128),
    /// A floating point number.
    Float(f64),
}

impl Number {
    #[expect(clippy::cast_precision_loss, reason = "only where the other side is a float")]
    fn as_float(self) -> f64 {
        match self {
            Self::Integer(integer) => integer as f64,
            Self::Float(float) => float,
        }
    }

    fn is_less_than(self, other: Self) -> bool {
        match (self, other) {
            (Self::Integer(left), Self::Integer(right)) => left < right,
            _ => self.as_float() < other.as_float(),
        }
    }

    fn is_multiple_of(self, divisor: Self) -> bool {
        match (self, divisor) {
            (Self::Integer(value), Self::Integer(divisor)) => {
                value.checked_rem(divisor).is_none_or(|remainder| remainder == 0)
            }
            _ => {
                // Decimal fractions are not exact: 0.3 / 0.1 is not 3.
                let quotient = self.as_float() / divisor.as_float();
                let tolerance = quotient.abs() * f64::EPSILON * 4.0;
                (quotient - quotient.round()).abs() <= tolerance
            }
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

macro_rules! from_integers {
    ($($type:ident)+) => {$(
        impl From<$type> for Number {
            fn from(value: $type) -> Self {
                Self::Integer(value.into())
            }
        }
    )+};
}

from_integers!(i8 i16 i32 i64 i128 u8 u16 u32 u64);

impl From<f64> for Number {
    fn from(value: f64) -> Self {
        Self::Float(value)
    }
}

impl From<f32> for Number {
    /// The number that the shortest decimal text of the value says: 0.1, not 0.10000000149011612.
    fn from(value: f32) -> Self {
        Self::Float(value.to_string().parse().unwrap_or_else(|_| value.into()))
    }
}

/// Collects the violations of a value, each with its JSON pointer.
#[derive(Debug, Default)]
pub struct Validator {
    path: String,
    violations: Vec<Violation>,
}

impl Validator {
    /// A validator at the root of a document.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The result.
    ///
    /// # Errors
    /// Every violation found, at most 100.
    pub fn finish(self) -> Result<(), Vec<Violation>> {
        if self.violations.is_empty() {
            Ok(())
        } else {
            Err(self.violations)
        }
    }

    /// Records a violation at the current place.
    pub fn violation(&mut self, message: impl Into<String>) {
        if self.violations.len() < MOST_VIOLATIONS {
            self.violations.push(Violation::new(self.path.as_str(), message));
        }
    }

    /// Checks a property.
    pub fn property<T: ?Sized>(&mut self, name: &str, value: &T, check: impl FnOnce(&mut Self, &T)) {
        let length = self.path.len();
        push_pointer_segment(&mut self.path, name);
        check(self, value);
        self.path.truncate(length);
    }

    /// Checks a property that is there, and nothing otherwise.
    pub fn optional<T>(&mut self, name: &str, value: &Option<T>, check: impl FnOnce(&mut Self, &T)) {
        if let Some(value) = value {
            self.property(name, value, check);
        }
    }

    /// Checks every item of an array at the current place.
    pub fn items<T>(&mut self, items: &[T], mut check: impl FnMut(&mut Self, &T)) {
        for (index, item) in items.iter().enumerate() {
            self.property(&index.to_string(), item, &mut check);
        }
    }

    /// Checks every value of a map at the current place.
    pub fn values<T>(&mut self, map: &Map<T>, mut check: impl FnMut(&mut Self, &T)) {
        for (name, value) in map {
            self.property(name, value, &mut check);
        }
    }

    /// `minLength` and `maxLength`, in characters.
    pub fn length(&mut self, text: &str, minimum: Option<u64>, maximum: Option<u64>) {
        self.count(text.chars().count(), minimum, maximum, "character");
    }

    /// `format`.
    pub fn format(&mut self, text: &str, format: Format) {
        if !format.fits(text) {
            self.violation(format!("must be {}", format.description()));
        }
    }

    /// `minItems` and `maxItems`.
    pub fn item_count(&mut self, count: usize, minimum: Option<u64>, maximum: Option<u64>) {
        self.count(count, minimum, maximum, "item");
    }

    /// `minProperties` and `maxProperties`.
    pub fn property_count(&mut self, count: usize, minimum: Option<u64>, maximum: Option<u64>) {
        self.count(count, minimum, maximum, "property");
    }

    fn count(&mut self, count: usize, minimum: Option<u64>, maximum: Option<u64>, unit: &str) {
        let count = u64::try_from(count).unwrap_or(u64::MAX);
        let units = |number: u64| match (number, unit) {
            (1, _) => Cow::Borrowed(unit),
            (_, "property") => Cow::Borrowed("properties"),
            _ => Cow::Owned(format!("{unit}s")),
        };
        if let Some(minimum) = minimum.filter(|minimum| count < *minimum) {
            let units = units(minimum);
            self.violation(format!("must have at least {minimum} {units}, has {count}"));
        }
        if let Some(maximum) = maximum.filter(|maximum| count > *maximum) {
            let units = units(maximum);
            self.violation(format!("must have at most {maximum} {units}, has {count}"));
        }
    }

    /// `minimum`.
    pub fn minimum(&mut self, value: impl Into<Number>, minimum: impl Into<Number>) {
        let (value, minimum) = (value.into(), minimum.into());
        self.bound(!value.is_less_than(minimum), "at least", value, minimum);
    }

    /// `maximum`.
    pub fn maximum(&mut self, value: impl Into<Number>, maximum: impl Into<Number>) {
        let (value, maximum) = (value.into(), maximum.into());
        self.bound(!maximum.is_less_than(value), "at most", value, maximum);
    }

    /// `exclusiveMinimum`.
    pub fn exclusive_minimum(&mut self, value: impl Into<Number>, minimum: impl Into<Number>) {
        let (value, minimum) = (value.into(), minimum.into());
        self.bound(minimum.is_less_than(value), "more than", value, minimum);
    }

    /// `exclusiveMaximum`.
    pub fn exclusive_maximum(&mut self, value: impl Into<Number>, maximum: impl Into<Number>) {
        let (value, maximum) = (value.into(), maximum.into());
        self.bound(value.is_less_than(maximum), "less than", value, maximum);
    }

    /// `multipleOf`.
    pub fn multiple_of(&mut self, value: impl Into<Number>, divisor: impl Into<Number>) {
        let (value, divisor) = (value.into(), divisor.into());
        self.bound(value.is_multiple_of(divisor), "a multiple of", value, divisor);
    }

    fn bound(&mut self, holds: bool, relation: &str, value: Number, bound: Number) {
        if !holds {
            self.violation(format!("must be {relation} {bound}, is {value}"));
        }
    }

    /// `const` and `enum` of values that are no enumeration of their own: the value is one of `allowed`, each given as
    /// JSON text.
    pub fn one_of(&mut self, value: &dyn Encode, allowed: &[&str]) {
        let value = to_value(value);
        let is_same = |text: &&str| match (&value, serde_json::from_str(text)) {
            // `1` and `1.0` are one number.
            (Value::Number(one), Ok(Value::Number(other))) => one.as_f64() == other.as_f64(),
            (one, Ok(other)) => *one == other,
            (_, Err(_)) => false,
        };
        if !allowed.iter().any(is_same) {
            self.violation(match allowed {
                [only] => format!("must be {only}"),
                several => format!("must be one of {}", several.join(", ")),
            });
        }
    }

    /// `uniqueItems`: no two items have the same JSON.
    pub fn unique_items<T: Encode>(&mut self, items: &[T]) {
        let mut seen = BTreeSet::new();
        if let Some(index) = items.iter().position(|item| !seen.insert(to_string(item))) {
            self.violation(format!("must have different items, item {index} is there twice"));
        }
    }

    /// `pattern`.
    #[cfg(feature = "pattern")]
    pub fn pattern(&mut self, text: &str, pattern: &impl Deref<Target = Pattern>) {
        self.match_pattern(text, pattern);
    }

    #[cfg(feature = "pattern")]
    fn match_pattern(&mut self, text: &str, pattern: &Pattern) {
        match &pattern.regex {
            Some(regex) if regex.is_match(text) => {}
            Some(_) => self.violation(format!("must match the pattern `{}`", pattern.written)),
            None => self.violation(format!("cannot be matched: `{}` is no pattern", pattern.written)),
        }
    }
}

/// A regular expression of a `pattern` constraint, matched in linear time.
#[cfg(feature = "pattern")]
#[derive(Debug)]
pub struct Pattern {
    /// What people are shown.
    written: &'static str,
    regex: Option<regex::Regex>,
}

#[cfg(feature = "pattern")]
impl Pattern {
    /// Compiles a regular expression in the syntax of the crate regex, unanchored.
    ///
    /// One that is not valid matches nothing: text that cannot be checked does not pass.
    #[must_use]
    pub fn new(source: &'static str) -> Self {
        Self {
            written: source,
            regex: regex::Regex::new(source).ok(),
        }
    }

    /// The same pattern, told to people as a document writes it in another syntax.
    #[must_use]
    pub fn written_as(self, written: &'static str) -> Self {
        Self { written, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::Validator;

    fn check(expected: &[&str], validate: impl FnOnce(&mut Validator)) {
        let mut validator = Validator::new();
        validate(&mut validator);
        let violations = validator.finish().err().unwrap_or_default();
        let violations: Vec<String> = violations.iter().map(ToString::to_string).collect();
        assert_eq!(violations, expected);
    }

    #[test]
    fn counts_characters_not_bytes() {
        check(&[], |v| v.length("äöü", Some(3), Some(3)));
        check(&["must have at most 1 character, has 2"], |v| {
            v.length("ab", None, Some(1))
        });
        check(&["must have at least 2 properties, has 0"], |v| {
            v.property_count(0, Some(2), None)
        });
    }

    #[test]
    fn compares_bounds_exactly() {
        check(&[], |v| v.maximum(u64::MAX, u64::MAX));
        check(&["must be at most 9007199254740992, is 9007199254740993"], |v| {
            v.maximum(9_007_199_254_740_993_u64, 9_007_199_254_740_992_u64);
        });
        check(&[], |v| v.maximum(0.1_f32, 0.1));
        check(&["must be more than 0, is 0"], |v| v.exclusive_minimum(0.0, 0));
        check(&["must be less than 3, is 3"], |v| v.exclusive_maximum(3, 3));
        check(&["must be at least 1, is 0.5"], |v| v.minimum(0.5, 1));
    }

    #[test]
    fn finds_multiples_of_fractions() {
        check(&[], |v| v.multiple_of(0.3, 0.1));
        check(&[], |v| v.multiple_of(19.99, 0.01));
        check(&["must be a multiple of 0.1, is 0.35"], |v| v.multiple_of(0.35, 0.1));
        check(&[], |v| v.multiple_of(0, 0.01));
        check(&["must be a multiple of 0.01, is 0.000000000000000000002"], |v| {
            v.multiple_of(2e-21, 0.01)
        });
        check(&["must be a multiple of 5, is 7"], |v| v.multiple_of(7, 5));
        check(&[], |v| v.multiple_of(i64::MIN, -1));
    }

    #[test]
    fn tells_where() {
        check(
            &[
                "/tags/1: must have at least 1 character, has 0",
                "/a~1b: must be at least 1, is 0",
            ],
            |v| {
                v.property("tags", &vec!["x", ""], |v, tags| {
                    v.items(tags, |v, tag| v.length(tag, Some(1), None));
                });
                v.optional("a/b", &Some(0), |v, value| v.minimum(*value, 1));
                v.optional("gone", &None::<i32>, |v, value| v.minimum(*value, 1));
            },
        );
    }

    #[test]
    fn finds_equal_items() {
        check(&["must have different items, item 2 is there twice"], |v| {
            v.unique_items(&[1, 2, 1])
        });
        check(&[], |v| v.unique_items(&["1", "2"]));
    }

    #[cfg(feature = "pattern")]
    #[test]
    fn matches_patterns() {
        use super::Pattern;
        use std::sync::LazyLock;
        static CODE: LazyLock<Pattern> = LazyLock::new(|| Pattern::new("^[a-z]+$"));
        static BROKEN: LazyLock<Pattern> = LazyLock::new(|| Pattern::new("("));
        check(&[], |v| v.pattern("abc", &CODE));
        check(&["must match the pattern `^[a-z]+$`"], |v| v.pattern("ABC", &CODE));
        check(&["cannot be matched: `(` is no pattern"], |v| v.pattern("", &BROKEN));
        static DIGITS: LazyLock<Pattern> = LazyLock::new(|| Pattern::new("^[0-9]+$").written_as(r"^\d+$"));
        check(&[r"must match the pattern `^\d+$`"], |v| v.pattern("a", &DIGITS));
    }
}
