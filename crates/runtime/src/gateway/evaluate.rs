//! What expressions, mappings and paths give.

use serde_json::Map as Object;

use super::bind::Binds;
use super::plan::{Expression, Mapping, Selector};
use crate::json::{self, Value};
use crate::parameter::text_of_leaf;

/// The results of the steps so far, by name.
pub(super) type Results = Vec<(&'static str, Value)>;

/// What expressions and mappings can speak of.
pub(super) struct Scope<'plan> {
    pub(super) inputs: &'plan Object<String, Value>,
    pub(super) results: &'plan Results,
    pub(super) binds: &'plan Binds,
}

impl Scope<'_> {
    /// The value of an expression, if it has one.
    pub(super) fn evaluate(&self, expression: &Expression) -> Option<Value> {
        self.evaluate_in(expression, None)
    }

    /// The value of an expression; `current` is what it is about.
    fn evaluate_in(&self, expression: &Expression, current: Option<&Value>) -> Option<Value> {
        let all = |parts: &[Expression]| -> Vec<Option<Value>> {
            parts.iter().map(|part| self.evaluate_in(part, current)).collect()
        };
        match expression {
            Expression::Literal(text) => json::parse(text.as_bytes()).ok(),
            Expression::Input(name) => self.inputs.get(*name).cloned(),
            Expression::InputPart(name, path) => select(self.inputs.get(*name)?, path),
            Expression::Step(name, path) => select(result(self.results, name)?, path),
            Expression::Current(path) => select(current?, path),
            Expression::Bind(key) => Some(Value::String(self.binds.get(key)?.expose().to_owned())),
            Expression::Template(parts) => concatenated(all(parts)),
            Expression::Array(items) => Some(list(all(items))),
            Expression::Object(properties) => Some(object(
                properties
                    .iter()
                    .map(|(name, value)| (*name, self.evaluate_in(value, current))),
            )),
            Expression::Each { of, value } => for_each(self.evaluate_in(of, current)?, |item| {
                self.evaluate_in(value, Some(item))
            }),
            Expression::Within { of, value } => {
                let of = self.evaluate_in(of, current)?;
                self.evaluate_in(value, Some(&of))
            }
        }
    }

    /// What a mapping makes of the results, if anything.
    pub(super) fn map(&self, mapping: &Mapping) -> Option<Value> {
        self.map_in(mapping, None)
    }

    /// What a mapping makes of the results; `item` is the one at hand.
    fn map_in(&self, mapping: &Mapping, item: Option<&Value>) -> Option<Value> {
        let all =
            |parts: &[Mapping]| -> Vec<Option<Value>> { parts.iter().map(|part| self.map_in(part, item)).collect() };
        match mapping {
            Mapping::Literal(text) => json::parse(text.as_bytes()).ok(),
            Mapping::Input(name, path) => select(self.inputs.get(*name)?, path),
            Mapping::Step(name, path) => select(result(self.results, name)?, path),
            Mapping::Item(path) => select(item?, path),
            Mapping::Template(parts) => concatenated(all(parts)),
            Mapping::List(items) => Some(list(all(items))),
            Mapping::Object(properties) => Some(object(
                properties.iter().map(|(name, value)| (*name, self.map_in(value, item))),
            )),
            Mapping::Array { items, each } => for_each(self.map_in(items, item)?, |item| self.map_in(each, Some(item))),
            Mapping::Within { of, value } => {
                let of = self.map_in(of, item)?;
                self.map_in(value, Some(&of))
            }
        }
    }
}

/// The text of an expression of literals and binds, if it has one.
pub(super) fn text_of(expression: &Expression, binds: &Binds) -> Option<String> {
    let scope = Scope {
        inputs: &Object::new(),
        results: &Results::new(),
        binds,
    };
    scope.evaluate(expression).as_ref().map(text_of_leaf)
}

/// The texts of values, one after the other; none if one has no value.
fn concatenated(values: Vec<Option<Value>>) -> Option<Value> {
    let texts: Option<Vec<String>> = values.iter().map(|value| value.as_ref().map(text_of_leaf)).collect();
    texts.map(|texts| Value::String(texts.concat()))
}

fn list(values: Vec<Option<Value>>) -> Value {
    Value::Array(values.into_iter().flatten().collect())
}

fn object<'name>(properties: impl Iterator<Item = (&'name str, Option<Value>)>) -> Value {
    let present = properties.filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(present.collect())
}

fn for_each(array: Value, make: impl Fn(&Value) -> Option<Value>) -> Option<Value> {
    match array {
        Value::Array(items) => Some(list(items.iter().map(make).collect())),
        _ => None,
    }
}

fn result<'results>(results: &'results Results, name: &str) -> Option<&'results Value> {
    results.iter().find(|(step, _)| *step == name).map(|(_, value)| value)
}

/// The part of a value that a path leads to, if there is one.
pub(super) fn select(value: &Value, path: &[Selector]) -> Option<Value> {
    match path {
        [] => Some(value.clone()),
        [Selector::Name(name), rest @ ..] => select(value.get(*name)?, rest),
        [Selector::Index(index), rest @ ..] => select(value.get(*index)?, rest),
        [Selector::Each, rest @ ..] => {
            let items = value.as_array()?;
            Some(Value::Array(
                items.iter().filter_map(|item| select(item, rest)).collect(),
            ))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Selector::{Each, Index, Name};
    use super::*;

    const USERS: &str = r#"{"users": [{"id": 1, "tags": ["a"]}, {"id": 2}, 3], "total": 3}"#;

    fn parsed(text: &str) -> Value {
        json::parse(text.as_bytes()).unwrap()
    }

    fn found(find: impl FnOnce(&Scope<'_>) -> Option<Value>) -> Option<Value> {
        let input = r#"{"id": 7, "body": {"mails": ["a@b.c"]}}"#;
        let Value::Object(inputs) = parsed(input) else {
            return None;
        };
        let scope = Scope {
            inputs: &inputs,
            results: &vec![("list", parsed(USERS))],
            binds: &Binds::new().with("KEY", "swordfish"),
        };
        find(&scope)
    }

    #[track_caller]
    fn check(expression: &Expression, expected: Option<&str>) {
        assert_eq!(found(|scope| scope.evaluate(expression)), expected.map(parsed));
    }

    #[track_caller]
    fn check_mapping(mapping: &Mapping, expected: Option<&str>) {
        assert_eq!(found(|scope| scope.map(mapping)), expected.map(parsed));
    }

    #[test]
    fn expressions() {
        check(&Expression::Literal("[1, null]"), Some("[1,null]"));
        check(&Expression::Input("id"), Some("7"));
        check(&Expression::Input("gone"), None);
        check(&Expression::Bind("KEY"), Some("\"swordfish\""));
        check(&Expression::Bind("GONE"), None);
        check(&Expression::Step("list", &[Name("total")]), Some("3"));
        check(&Expression::Step("gone", &[]), None);
        check(
            &Expression::Template(&[Expression::Literal("\"a-\""), Expression::Input("id")]),
            Some("\"a-7\""),
        );
        check(&Expression::Template(&[Expression::Input("gone")]), None);
        check(
            &Expression::Array(&[Expression::Input("gone"), Expression::Input("id")]),
            Some("[7]"),
        );
        check(
            &Expression::Object(&[("a", Expression::Input("id")), ("b", Expression::Input("gone"))]),
            Some(r#"{"a":7}"#),
        );
        let mails = &[Name("mails"), Index(0)];
        check(&Expression::InputPart("body", mails), Some("\"a@b.c\""));
        check(&Expression::InputPart("id", mails), None);
        check(&Expression::Current(&[]), None);
        let of = &Expression::InputPart("body", &[Name("mails")]);
        let mail = &Expression::Object(&[("mail", Expression::Current(&[])), ("id", Expression::Input("id"))]);
        check(
            &Expression::Each { of, value: mail },
            Some(r#"[{"id":7,"mail":"a@b.c"}]"#),
        );
        let first = &Expression::Current(&[Index(0)]);
        check(&Expression::Within { of, value: first }, Some("\"a@b.c\""));
        let of = &Expression::Input("id");
        check(&Expression::Each { of, value: mail }, None);
        let of = &Expression::Input("gone");
        check(
            &Expression::Within {
                of,
                value: &Expression::Literal("1"),
            },
            None,
        );
    }

    #[test]
    fn paths() {
        let check = |path: &'static [Selector], expected| check(&Expression::Step("list", path), expected);
        check(&[Name("users"), Index(0), Name("id")], Some("1"));
        check(&[Name("users"), Index(3)], None);
        check(&[Name("users"), Name("id")], None);
        check(&[Name("users"), Each, Name("id")], Some("[1,2]"));
        check(&[Name("users"), Each, Name("tags"), Each], Some(r#"[["a"]]"#));
        check(&[Name("total"), Each], None);
        check(&[Index(0)], None);
    }

    #[test]
    fn mappings() {
        check_mapping(&Mapping::Step("list", &[Name("total")]), Some("3"));
        check_mapping(&Mapping::Item(&[]), None);
        check_mapping(&Mapping::Input("body", &[Name("mails")]), Some(r#"["a@b.c"]"#));
        const TOTAL: Mapping = Mapping::Step("list", &[Name("total")]);
        check_mapping(
            &Mapping::Template(&[TOTAL, Mapping::Literal("\" users\"")]),
            Some("\"3 users\""),
        );
        check_mapping(
            &Mapping::List(&[TOTAL, Mapping::Item(&[]), Mapping::Literal("null")]),
            Some("[3,null]"),
        );
        let of = &Mapping::Step("list", &[Name("users"), Index(0)]);
        let value = &Mapping::Item(&[Name("tags")]);
        check_mapping(&Mapping::Within { of, value }, Some(r#"["a"]"#));
        check_mapping(
            &Mapping::Object(&[
                ("count", Mapping::Step("list", &[Name("total")])),
                ("gone", Mapping::Step("list", &[Name("gone")])),
                (
                    "ids",
                    Mapping::Array {
                        items: &Mapping::Step("list", &[Name("users")]),
                        each: &Mapping::Object(&[("id", Mapping::Item(&[Name("id")]))]),
                    },
                ),
                ("kind", Mapping::Literal("\"x\"")),
            ]),
            Some(r#"{"count":3,"ids":[{"id":1},{"id":2},{}],"kind":"x"}"#),
        );
        check_mapping(
            &Mapping::Array {
                items: &Mapping::Step("list", &[]),
                each: &Mapping::Item(&[]),
            },
            None,
        );
    }
}
