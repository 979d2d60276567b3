//! Bodies with names in them whose values are filled in.

use serde_json::Value;
use specwright_model::Expression;

use crate::binds::joined;
use crate::expression::{self, TemplatePart};

/// Marks a string that stands for a name outside of strings; no document may hold it.
const MARK: char = '\u{F8FF}';

/// The expression of JSON with names in it, such as `{"id": "{{id}}", "tags": {{tags}}}`: names within strings become
/// part of the text, others are the value. None where the text is no JSON.
pub(super) fn json(text: &str) -> Option<Expression> {
    if text.contains(MARK) {
        return None;
    }
    let value: Value = serde_json::from_str(&marked(text)).ok()?;
    Some(of_value(&value, &of_string))
}

/// The expression of a value of the document itself, in which a string that is one name is its value.
pub(super) fn of_data(value: &Value) -> Expression {
    of_value(value, &text)
}

/// The expression of a text with names in it.
pub(super) fn text(text: &str) -> Expression {
    let parts = expression::template(text).into_iter().map(|part| match part {
        TemplatePart::Text(text) => Expression::text(text),
        TemplatePart::Name(name) => Expression::input(name),
    });
    joined(parts.collect())
}

/// The expression of a form such as `a={{a}}&b=1`.
pub(super) fn form(text: &str) -> Expression {
    let fields = text.trim().split('&').filter(|field| !field.is_empty()).map(|field| {
        let (name, value) = field.split_once('=').unwrap_or((field, ""));
        (name.to_owned(), self::text(value))
    });
    Expression::Object(fields.collect())
}

/// A string within JSON: always text.
fn of_string(text: &str) -> Expression {
    if let Some(name) = text.strip_prefix(MARK) {
        return Expression::input(name);
    }
    match self::text(text) {
        input @ Expression::Input { .. } => Expression::Template(vec![input]),
        other => other,
    }
}

fn of_value(value: &Value, of_string: &dyn Fn(&str) -> Expression) -> Expression {
    match value {
        Value::String(text) => of_string(text),
        Value::Array(items) => {
            let items: Vec<Expression> = items.iter().map(|item| of_value(item, of_string)).collect();
            literal_or(value, &items, Expression::Array(items.clone()))
        }
        Value::Object(members) => {
            let members: Vec<(String, Expression)> = members
                .iter()
                .map(|(name, value)| (name.clone(), of_value(value, of_string)))
                .collect();
            let values: Vec<Expression> = members.iter().map(|(_, value)| value.clone()).collect();
            literal_or(value, &values, Expression::Object(members))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => Expression::Literal(value.clone()),
    }
}

/// A literal where all parts are, so that what never changes is one value.
fn literal_or(value: &Value, parts: &[Expression], otherwise: Expression) -> Expression {
    let is_literal = parts.iter().all(|part| matches!(part, Expression::Literal(_)));
    if is_literal {
        Expression::Literal(value.clone())
    } else {
        otherwise
    }
}

/// JSON with a marked string in place of each name that stands outside of strings.
fn marked(text: &str) -> String {
    let mut marked = String::with_capacity(text.len());
    let mut rest = text;
    let mut in_string = false;
    while let Some(character) = rest.chars().next() {
        if !in_string && let Some((name, behind)) = placeholder(rest) {
            marked.push('"');
            marked.push(MARK);
            marked.push_str(name);
            marked.push('"');
            rest = behind;
            continue;
        }
        let mut length = character.len_utf8();
        match character {
            '"' => in_string = !in_string,
            '\\' if in_string => length += rest.chars().nth(1).map_or(0, char::len_utf8),
            _ => {}
        }
        let (taken, behind) = rest.split_at_checked(length).unwrap_or((rest, ""));
        marked.push_str(taken);
        rest = behind;
    }
    marked
}

/// The name that a text begins with in double braces, and what stands behind.
fn placeholder(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix("{{")?.trim_start();
    let is_of_name = |character: char| character.is_ascii_alphanumeric() || "_-.".contains(character);
    let end = inner.find(|character| !is_of_name(character)).filter(|end| *end > 0)?;
    let (name, rest) = inner.split_at_checked(end)?;
    Some((name, rest.trim_start().strip_prefix("}}")?))
}

#[cfg(test)]
mod tests {
    use super::json;

    fn check(text: &str, expected: &str) {
        let read = json(text).map(|expression| serde_json::to_string(&expression).unwrap_or_default());
        assert_eq!(read.as_deref().unwrap_or("none"), expected, "{text}");
    }

    #[test]
    fn names_in_strings_are_text_and_others_are_values() {
        check(
            r#"{"a": "{{x}}", "b": {{ y }}, "c": 1}"#,
            r#"{"object":[["a",{"template":[{"input":{"name":"x","path":"$"}}]}],["b",{"input":{"name":"y","path":"$"}}],["c",{"literal":1}]]}"#,
        );
        check(r#"{"a": [1, "b"]}"#, r#"{"literal":{"a":[1,"b"]}}"#);
        check(
            r#"{"a": "\"{{x}}"}"#,
            r#"{"object":[["a",{"template":[{"literal":"\""},{"input":{"name":"x","path":"$"}}]}]]}"#,
        );
        check("{{x}}", r#"{"input":{"name":"x","path":"$"}}"#);
        check(r#"{"a": }"#, "none");
        check("hello {{x}}", "none");
        check("[{{}}]", "none");
        check("{{a b}}", "none");
    }
}
