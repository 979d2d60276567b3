//! Bodies: when one has a name, and errors.

use insta::assert_snapshot;
use specwright_inference::{PayloadExamples, Role};
use specwright_model::{Schema, SchemaKind, Schemas};

use crate::print::{answer, conclude, error, payload};

fn check(payloads: Vec<PayloadExamples>) -> String {
    conclude(payloads, &mut Schemas::new())
}

/// A successful answer under a heading.
fn under(heading: &str, sample: &str) -> PayloadExamples {
    payload(Role::Success, heading, &[sample])
}

#[test]
fn a_heading_over_one_body_names_nothing() {
    assert_snapshot!(check(vec![under("Question", r#"{"text": "a"}"#)]), @"{ text: string }");
}

#[test]
fn a_heading_over_several_bodies_names_them() {
    let payloads = vec![
        under(
            "Questions Collection",
            r#"[{"question": "a", "votes": 1}, {"question": "b", "votes": 0}]"#,
        ),
        under("Question", r#"{"question": "a", "votes": 1, "by": null}"#),
        payload(Role::Request, "Question", &[r#"{"question": "a"}"#]),
    ];
    assert_snapshot!(check(payloads), @r"
    [Question]
    Question
    { question: string }
    Question = { question: string, votes: integer, by?: any | null }
    ");
}

#[test]
fn a_body_that_holds_things_is_none_of_them() {
    let payloads = vec![
        under("Users", r#"{"users": [{"id": 1, "name": "a"}], "total": 1}"#),
        under("Users", r#"{"users": [{"id": 1, "name": "a"}], "total": 2}"#),
        under("Tasks", r#"{"data": [{"id": 1, "text": "a"}], "total": 2}"#),
        under("Tasks", r#"{"data": {"id": 1, "text": "a"}}"#),
    ];
    assert_snapshot!(check(payloads), @r"
    { users: [User], total: integer }
    { users: [User], total: integer }
    { data: [Task], total: integer }
    { data: Task }
    User = { id: integer, name: string }
    Task = { id: integer, text: string }
    ");
}

#[test]
fn errors_are_one_type() {
    let payloads = vec![
        error(r#"{"message": "a", "type": "b"}"#),
        answer(r#"{"message": "a", "type": "b"}"#),
        error(r#"{"message": "a", "type": "c", "detail": null}"#),
        error(r#"{"status": 3}"#),
        error(r#""text""#),
    ];
    assert_snapshot!(check(payloads), @r#"
    Error
    { message: string, type: string }
    Error
    { status: integer }
    string
    Error = { message: string, type: string, detail?: any | null }
    "#);
}

#[test]
fn errors_in_a_wrapper() {
    let payloads = vec![
        error(r#"{"error": {"code": 1, "text": "a"}}"#),
        error(r#"{"error": {"code": 2, "text": "b"}}"#),
    ];
    assert_snapshot!(check(payloads), @r"
    ErrorBody
    ErrorBody
    ErrorBody = { error: Error }
    Error = { code: integer, text: string }
    ");
}

#[test]
fn the_name_of_errors_may_be_taken() {
    let mut schemas = Schemas::new();
    schemas.add(Schema {
        name: Some("Error".to_owned()),
        ..Schema::of(SchemaKind::Boolean)
    });
    assert_snapshot!(conclude(vec![error(r#"{"message": "a"}"#)], &mut schemas), @r"
    ErrorBody
    ErrorBody = { message: string }
    ");
}

#[test]
fn no_examples_no_schema() {
    assert_snapshot!(check(vec![PayloadExamples::default()]), @"nothing");
}
