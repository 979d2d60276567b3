//! Kinds of values: what several examples of one place are together.

use insta::assert_snapshot;
use specwright_inference::Role;
use specwright_model::Schemas;

use crate::print::{conclude, payload};

/// The type of a body of which there are several examples.
fn check(samples: &[&str]) -> String {
    conclude(vec![payload(Role::Success, "", samples)], &mut Schemas::new())
}

#[test]
fn scalars() {
    assert_snapshot!(check(&["true", "false"]), @"boolean");
    assert_snapshot!(check(&["1", "-2"]), @"integer");
    assert_snapshot!(check(&["1", "0.5"]), @"number");
    assert_snapshot!(check(&["1.0"]), @"number");
    assert_snapshot!(check(&["9223372036854775807"]), @"integer");
    assert_snapshot!(check(&["9223372036854775808"]), @"number");
    assert_snapshot!(check(&["\"a\""]), @"string");
}

#[test]
fn null() {
    assert_snapshot!(check(&["null"]), @"any | null");
    assert_snapshot!(check(&["null", "1"]), @"integer | null");
    assert_snapshot!(check(&[r#"{"a": null}"#, r#"{"a": 1}"#]), @"{ a: integer | null }");
    assert_snapshot!(check(&[r#"[{"a": {"b": 1}}, {"a": null}]"#]), @r"
    [{ a: A | null }]
    A = { b: integer }
    ");
}

#[test]
fn optional_properties_in_the_order_of_their_first_example() {
    assert_snapshot!(check(&[r#"{"b": 1, "a": 2}"#, r#"{"c": 3, "b": 1}"#]), @"{ b: integer, a?: integer, c?: integer }");
}

#[test]
fn different_kinds_are_a_union() {
    assert_snapshot!(check(&["1", "\"a\"", "null"]), @"integer | string | null");
    assert_snapshot!(check(&[r#"{"a": [1]}"#, r#"{"a": "x"}"#]), @"{ a: string | [integer] }");
}

#[test]
fn arrays() {
    assert_snapshot!(check(&["[]"]), @"[]");
    assert_snapshot!(check(&["[]", "[1]", "[0.5]"]), @"[number]");
    assert_snapshot!(check(&["[[1], [], [null]]"]), @"[[integer | null]]");
}

#[test]
fn empty_objects() {
    assert_snapshot!(check(&["{}"]), @"{ *: any }");
    assert_snapshot!(check(&["{}", r#"{"a": 1}"#]), @"{ a?: integer }");
}

#[test]
fn formats_on_which_all_strings_agree() {
    assert_snapshot!(check(&[r#"["2024-01-01", null, "2024-02-29"]"#]), @"[date | null]");
    assert_snapshot!(check(&[r#"["2024-01-01", "2024-02-30"]"#]), @"[string]");
    assert_snapshot!(check(&[r#"["2024-01-01", ""]"#]), @"[string]");
    assert_snapshot!(check(&[r#"["2024-01-01", "2024-01-01T00:00:00Z"]"#]), @"[string]");
    assert_snapshot!(check(&[r#"["2024-01-01T00:00:00Z", "2024-01-01T00:00:00.5+01:00"]"#]), @"[date-time]");
    assert_snapshot!(check(&[r#"["https://example.com/a", "http://b.example"]"#]), @"[uri]");
    assert_snapshot!(check(&[r#"["a@b.example"]"#]), @"[email]");
    assert_snapshot!(check(&[r#"["22222222-1111-4111-8111-222222222222"]"#]), @"[uuid]");
}
