//! Objects whose keys are data.

use insta::assert_snapshot;
use specwright_model::Schemas;

use crate::print::{answer, conclude, error};

/// The type of a body with one example.
fn check(sample: &str) -> String {
    conclude(vec![answer(sample)], &mut Schemas::new())
}

#[test]
fn keys_that_are_data() {
    assert_snapshot!(check(r#"{"user:*": ["a"], "user:read": ["b", ""]}"#), @"{ *: [string] }");
    assert_snapshot!(check(r#"{"1": 1, "2": 0.5}"#), @"{ *: number }");
    assert_snapshot!(check(r#"{"22222222-1111-4111-8111-222222222222": {"a": 1}}"#), @"{ *: { a: integer } }");
    assert_snapshot!(check(r#"{"users": {"17": {"name": "a"}, "18": {"name": "b", "age": 3}}}"#), @r"
    { users: { *: User } }
    User = { name: string, age?: integer }
    ");
}

#[test]
fn most_keys_decide() {
    assert_snapshot!(check(r#"{"a:b": 1, "c:d": 2, "total": 3}"#), @"{ *: integer }");
    assert_snapshot!(check(r#"{"a:b": 1, "name": 2, "total": 3}"#), @"{ a:b: integer, name: integer, total: integer }");
}

#[test]
fn values_that_differ_make_no_map() {
    assert_snapshot!(check(r#"{"/a": 1, "/b": "x"}"#), @"{ /a: integer, /b: string }");
}

#[test]
fn maps_of_maps() {
    assert_snapshot!(
        check(
            r#"{"permissions": {
                "account": {"token:*": ["22222222-1111-4111-8111-111111111111"], "user:*": ["", "x"]},
                "compute": {"images:read": ["x:*"]},
                "ticket": {"tickets:*": []}
            }}"#
        ),
        @"{ permissions: { *: { *: [string] } } }"
    );
}

#[test]
fn keys_that_vary() {
    assert_snapshot!(
        check(r#"[{"on": {"email": ["a"], "name": ["b"]}}, {"on": {"password": ["c"]}}]"#),
        @"[{ on: { *: [string] } }]"
    );
    // One key is always there.
    assert_snapshot!(
        check(r#"[{"on": {"email": 1, "name": 1}}, {"on": {"email": 2}}]"#),
        @r"
    [{ on: On }]
    On = { email: integer, name?: integer }
    "
    );
    // Values differ.
    assert_snapshot!(
        check(r#"[{"by": {"card": {"number": 1}}}, {"by": {"bank": {"iban": "x"}}}]"#),
        @r"
    [{ by: By }]
    By = { card?: Card, bank?: Bank }
    Card = { number: integer }
    Bank = { iban: string }
    "
    );
}

#[test]
fn keys_that_vary_across_bodies_of_one_type() {
    let payloads = vec![
        error(r#"{"message": "a", "type": "b", "fields": {"email": ["c"], "name": ["d"]}}"#),
        error(r#"{"message": "a", "type": "b", "fields": {"password": ["c"]}}"#),
        error(r#"{"message": "a", "type": "b"}"#),
    ];
    assert_snapshot!(conclude(payloads, &mut Schemas::new()), @r"
    Error
    Error
    Error
    Error = { message: string, type: string, fields?: { *: [string] } }
    ");
}
