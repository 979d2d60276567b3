//! Expressions: where a value comes from.

use std::fmt;

use serde::{Serialize, Serializer};
use serde_json::Value;

/// Where a value comes from. An expression may also have no value: an input that was not given, or a path that leads
/// nowhere. Null is a value.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Expression {
    /// This value.
    Literal(Value),
    /// What the caller gave.
    Input {
        /// The input's name.
        name: String,
        /// A place within it; `$` for all of it.
        path: ValuePath,
    },
    /// What an earlier step gave.
    Step {
        /// The step's name.
        name: String,
        /// A place within its result; `$` for all of it.
        path: ValuePath,
    },
    /// A place within the value that the innermost [`Expression::Each`] or [`Expression::Within`] is about.
    Current(ValuePath),
    /// The value of a [`Bind`](crate::Bind), which may be a secret.
    Bind(String),
    /// The values one behind the other as text: strings as they are, everything else as JSON. No value where one of
    /// them has none.
    Template(Vec<Expression>),
    /// An object; members without a value are left out.
    Object(Vec<(String, Expression)>),
    /// An array; items without a value are left out.
    Array(Vec<Expression>),
    /// An array with `value` for each item of an array, which is [`Expression::Current`] in it. No value where `of` has
    /// none or is no array.
    Each {
        /// The array.
        of: Box<Expression>,
        /// What is made of an item.
        value: Box<Expression>,
    },
    /// The value of `value`, in which [`Expression::Current`] is `of`. No value where `of` has none.
    Within {
        /// What it is about.
        of: Box<Expression>,
        /// What is made of it.
        value: Box<Expression>,
    },
}

impl Expression {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Literal(Value::String(text.into()))
    }

    /// All of an input.
    pub fn input(name: impl Into<String>) -> Self {
        Self::Input {
            name: name.into(),
            path: ValuePath::default(),
        }
    }

    /// Visits this expression and all that it is made of, outer ones first.
    pub fn visit<'e>(&'e self, visitor: &mut dyn FnMut(&'e Expression)) {
        visitor(self);
        match self {
            Self::Template(parts) | Self::Array(parts) => parts.iter().for_each(|part| part.visit(visitor)),
            Self::Object(members) => members.iter().for_each(|(_, value)| value.visit(visitor)),
            Self::Each { of, value } | Self::Within { of, value } => {
                of.visit(visitor);
                value.visit(visitor);
            }
            Self::Literal(_) | Self::Input { .. } | Self::Step { .. } | Self::Current(_) | Self::Bind(_) => {}
        }
    }
}

/// The way to a place within a JSON value. It leads nowhere where a member or an item is missing, or where the value is
/// of another kind. Its text, which `Display` gives, is a JSONPath (RFC 9535) of names, indexes and wildcards, and its
/// JSON form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ValuePath {
    /// The steps; none for the value itself.
    pub steps: Vec<PathStep>,
}

/// A step of a [`ValuePath`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum PathStep {
    /// The member of an object.
    Member(String),
    /// The item of an array, from 0.
    Index(usize),
    /// Every item of an array. What the whole path leads to is then an array with what the rest of it leads to for each
    /// item, those left out for which it leads nowhere.
    Each,
}

impl ValuePath {
    /// The value itself.
    pub fn is_whole(&self) -> bool {
        self.steps.is_empty()
    }

    /// The place that `self` leads to from where `first` leads to.
    #[must_use]
    pub fn behind(&self, first: &Self) -> Self {
        let steps = first.steps.iter().chain(&self.steps).cloned().collect();
        Self { steps }
    }

    /// What the path leads to within a value; none where it leads nowhere.
    pub fn select(&self, value: &Value) -> Option<Value> {
        fn follow(steps: &[PathStep], value: &Value) -> Option<Value> {
            let Some((first, rest)) = steps.split_first() else {
                return Some(value.clone());
            };
            match first {
                PathStep::Member(name) => follow(rest, value.get(name)?),
                PathStep::Index(index) => follow(rest, value.get(index)?),
                PathStep::Each => {
                    let items = value.as_array()?;
                    Some(items.iter().filter_map(|item| follow(rest, item)).collect())
                }
            }
        }
        follow(&self.steps, value)
    }
}

impl fmt::Display for ValuePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("$")?;
        self.steps.iter().try_for_each(|step| match step {
            PathStep::Member(name) if is_plain(name) => write!(formatter, ".{name}"),
            PathStep::Member(name) => write!(formatter, "[{}]", Value::String(name.clone())),
            PathStep::Index(index) => write!(formatter, "[{index}]"),
            PathStep::Each => formatter.write_str("[*]"),
        })
    }
}

/// Whether a member's name can stand behind a dot (RFC 9535, section 2.5.1.1).
fn is_plain(name: &str) -> bool {
    let is_first = |it: char| it.is_ascii_alphabetic() || it == '_' || !it.is_ascii();
    name.starts_with(is_first) && name.chars().all(|it| is_first(it) || it.is_ascii_digit())
}

impl Serialize for ValuePath {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{PathStep, ValuePath};

    fn check(steps: &[PathStep], text: &str, selected: Option<serde_json::Value>) {
        let path = ValuePath { steps: steps.to_vec() };
        let value = json!({"a": [{"b": 1}, {"c": 2}, {"b": null}], "odd name": true});
        assert_eq!(path.to_string(), text);
        assert_eq!(path.select(&value), selected, "{text}");
    }

    #[test]
    fn paths_select_members_items_and_all_items() {
        let member = |name: &str| PathStep::Member(name.to_owned());
        check(&[member("odd name")], r#"$["odd name"]"#, Some(json!(true)));
        check(
            &[member("a"), PathStep::Index(0), member("b")],
            "$.a[0].b",
            Some(json!(1)),
        );
        check(
            &[member("a"), PathStep::Each, member("b")],
            "$.a[*].b",
            Some(json!([1, null])),
        );
        check(&[member("a"), PathStep::Index(3)], "$.a[3]", None);
        check(&[member("a"), member("b")], "$.a.b", None);
    }
}
