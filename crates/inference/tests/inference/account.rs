//! Bodies in the style of an API for accounts, as one document.

use insta::assert_snapshot;
use specwright_diagnostics::{Files, Location, Span};
use specwright_inference::{PayloadExamples, Role};
use specwright_model::{Basis, Origin, Schemas};

use crate::print::{answer, conclude, error, payload, request};

fn document() -> Vec<PayloadExamples> {
    vec![
        answer(
            r#"{"organizations": [
                {"id": "22222222-1111-4111-8111-222222222222", "name": "General"},
                {"id": "11111111-1111-4111-8111-111111111111", "name": "Small"}
            ]}"#,
        ),
        error(r#"{"message": "Invalid token", "type": "invalid_auth"}"#),
        answer(r#"{"organization": {"id": "11111111-1111-4111-8111-111111111111", "name": "Small"}}"#),
        request(r#"{"email": "a@mail.example", "firstname": "A", "lastname": "B"}"#),
        answer(
            r#"{"invite": {"email": "a@mail.example", "firstname": "A", "id": "c91b2e74-864b-43b6-b96e-e7157e7cffeb",
                "lastname": "B", "status": "pending"}}"#,
        ),
        error(
            r#"{"fields": {"email": ["not an address", "missing"], "firstname": ["too short"]},
                "message": "Wrong", "type": "invalid_request"}"#,
        ),
        answer(
            r#"{"invites": [{"email": "a@mail.example", "firstname": "A", "lastname": "B", "status": "pending",
                "id": "c91b2e74-864b-43b6-b96e-e7157e7cffeb"}]}"#,
        ),
        answer(
            r#"{"token": {"expires": null, "id": "7db33cf3-b43b-4457-aaf7-ac7c7fae378e", "permissions": [], "roles": [],
                "user_id": "22222222-1111-4111-8111-111111111111"}}"#,
        ),
        error(r#"{"fields": {"pasword": ["unknown"]}, "message": "Wrong", "type": "invalid_request"}"#),
        answer(
            r#"{"tokens": [{"expires": "2014-02-04T12:14:33.950144+00:00", "id": "09b36d4b-2842-48b4-acfa-62785bdfa3de",
                "permissions": [], "roles": [], "user_id": "22222222-1111-4111-8111-111111111111"}]}"#,
        ),
        answer(
            r#"{"permissions": {
                "account": {"organization:*": ["22222222-1111-4111-8111-222222222222", ""], "users:read": ["a:*"]},
                "ticket": {"tickets:*": ["22222222-1111-4111-8111-111111111111"]}
            }}"#,
        ),
        answer(
            r#"{"user": {
                "email": "a@mail.example", "id": "22222222-1111-4111-8111-111111111111",
                "organizations": [{"id": "22222222-1111-4111-8111-222222222222", "name": "General"}],
                "roles": [
                    {"organization": {"id": "22222222-1111-4111-8111-222222222222", "name": "General"}, "role": "admin"},
                    {"organization": {"id": "11111111-1111-4111-8111-111111111111", "name": "Small"}, "role": "user"}
                ]
            }}"#,
        ),
    ]
}

#[test]
fn types_are_shared_between_bodies() {
    assert_snapshot!(conclude(document(), &mut Schemas::new()), @r"
    { organizations: [Organization] }
    Error
    { organization: Organization }
    { email: email, firstname: string, lastname: string }
    { invite: Invite }
    Error
    { invites: [Invite] }
    { token: Token }
    Error
    { tokens: [Token] }
    { permissions: { *: { *: [string] } } }
    { user: User }
    Organization = { id: uuid, name: string }
    Error = { message: string, type: string, fields?: { *: [string] } }
    Invite = { email: email, firstname: string, id: uuid, lastname: string, status: string }
    Token = { expires: date-time | null, id: uuid, permissions: [], roles: [], user_id: uuid }
    User = { email: email, id: uuid, organizations: [Organization], roles: [Role] }
    Role = { organization: Organization, role: string }
    ");
}

#[test]
fn everything_is_marked_as_inferred() {
    let mut schemas = Schemas::new();
    conclude(document(), &mut schemas);
    assert!(!schemas.is_empty());
    assert!(schemas.iter().all(|(_, schema)| schema.origin.basis == Basis::Inferred));
}

#[test]
fn schemas_are_where_their_first_example_is() {
    let mut files = Files::new();
    let file = files.add("api.apib", r#"{"a": 1} {"a": 2, "b": []}"#);
    let at = |start, end| {
        Origin::written(Location {
            file,
            span: Span::new(start, end),
        })
    };
    let mut payload = payload(Role::Success, "", &[r#"{"a": 1}"#, r#"{"a": 2, "b": []}"#]);
    payload.samples[0].origin = at(0, 8);
    payload.samples[1].origin = at(9, 26);
    let mut schemas = Schemas::new();
    conclude(vec![payload], &mut schemas);
    let places = schemas.iter().map(|(_, schema)| schema.origin.location);
    let texts: Vec<&str> = places.map(|place| files.slice(place.expect("a place"))).collect();
    assert_eq!(texts, [r#"{"a": 1}"#, r#"{"a": 1}"#, r#"{"a": 2, "b": []}"#]);
}

#[test]
fn unrelated_bodies_change_nothing() {
    let types = |payloads: Vec<PayloadExamples>| {
        let text = conclude(payloads, &mut Schemas::new());
        let mut types: Vec<String> = text
            .lines()
            .filter(|line| line.contains(" = "))
            .map(str::to_owned)
            .collect();
        types.sort();
        types
    };
    let all = types(document());
    let mut reversed = document();
    // The order within a type is that of its first example: only whole groups of unrelated bodies change places.
    let permissions = reversed.remove(10);
    reversed.insert(0, permissions);
    let unrelated = answer(r#"{"planet": {"mass": 1.5, "moons": [{"mass": 0.5}]}}"#);
    reversed.insert(3, unrelated);
    let mut with_more = types(reversed);
    with_more.retain(|line| !line.starts_with("Planet") && !line.starts_with("Moon"));
    assert_eq!(with_more, all);
}
