//! Types with names: what stands under one key, or looks the same.

use insta::assert_snapshot;
use specwright_inference::PayloadExamples;
use specwright_model::{Object, Property, Schema, SchemaId, SchemaKind, Schemas, Text};

use crate::print::{answer, conclude, request};

fn check(payloads: Vec<PayloadExamples>) -> String {
    conclude(payloads, &mut Schemas::new())
}

#[test]
fn one_type_wherever_it_stands() {
    let payloads = vec![
        answer(r#"{"users": [{"id": 1, "name": "a"}, {"id": 2, "name": null}]}"#),
        answer(r#"{"user": {"id": 3, "name": "c", "tags": []}}"#),
        answer(r#"{"user": {"id": 3, "name": "c", "tags": ["x"]}, "total": 1}"#),
    ];
    assert_snapshot!(check(payloads), @r"
    { users: [User] }
    { user: User }
    { user: User, total: integer }
    User = { id: integer, name: string | null, tags?: [string] }
    ");
}

#[test]
fn the_shape_with_most_examples_has_the_name() {
    let payloads = vec![
        answer(r#"{"item_type": {"colour": "red"}}"#),
        answer(r#"{"item_type": {"width": 1, "height": 2}}"#),
        answer(r#"{"item_types": [{"width": 1, "height": 2}]}"#),
    ];
    assert_snapshot!(check(payloads), @r"
    { item_type: { colour: string } }
    { item_type: ItemType }
    { item_types: [ItemType] }
    ItemType = { width: integer, height: integer }
    ");
}

#[test]
fn common_keys_of_different_kinds_are_different_types() {
    let payloads = vec![
        answer(r#"{"state": {"id": 1, "on": true}}"#),
        answer(r#"{"state": {"id": 1, "on": [1]}}"#),
    ];
    assert_snapshot!(check(payloads), @r"
    { state: State }
    { state: { id: integer, on: [integer] } }
    State = { id: integer, on: boolean }
    ");
}

#[test]
fn equal_shapes_under_other_keys() {
    let payloads = vec![
        answer(r#"{"user": {"id": 1, "name": "a", "email": "a@b.example"}}"#),
        answer(r#"{"project": {"owner": {"id": 1, "name": "a", "email": ""}, "lead": null, "id": 5}}"#),
        answer(r#"{"projects": [{"owner": null, "lead": {"id": 1, "name": "a"}, "id": 5}]}"#),
        answer(r#"{"id": 1, "name": "a", "email": null}"#),
    ];
    assert_snapshot!(check(payloads), @r"
    { user: User }
    { project: Project }
    { projects: [Project] }
    User
    User = { id: integer, name: string, email: string | null }
    Project = { owner: User | null, lead: Lead | null, id: integer }
    Lead = { id: integer, name: string }
    ");
}

#[test]
fn equal_parts_are_called_by_what_their_names_have_in_common() {
    let payloads = vec![answer(
        r#"{"order": {
            "billing_address": {"street": "a", "city": "b", "zip": "c"},
            "shipping_address": {"street": "a", "city": "b", "zip": "c"},
            "weight": {"value": 1, "unit": "kg", "exact": true},
            "height": {"value": 1, "unit": "m", "exact": true}
        }}"#,
    )];
    assert_snapshot!(check(payloads), @r"
    { order: Order }
    Order = { billing_address: Address, shipping_address: Address, weight: Weight, height: Height }
    Address = { street: string, city: string, zip: string }
    Weight = { value: integer, unit: string, exact: boolean }
    Height = { value: integer, unit: string, exact: boolean }
    ");
}

#[test]
fn two_things_that_bodies_are_about_stay_two() {
    let payloads = vec![
        answer(r#"{"category": {"id": 1, "name": "a", "text": "b"}}"#),
        answer(r#"{"project": {"id": 1, "name": "a", "text": "b"}}"#),
    ];
    assert_snapshot!(check(payloads), @r"
    { category: Category }
    { project: Project }
    Category = { id: integer, name: string, text: string }
    Project = { id: integer, name: string, text: string }
    ");
}

#[test]
fn a_type_that_holds_itself() {
    let payloads = vec![
        answer(
            r#"{"category": {"id": 1, "name": "a", "children": [
                {"id": 2, "name": "b", "children": [{"id": 3, "name": "c", "children": []}]}
            ]}}"#,
        ),
        answer(r#"{"node": {"id": 1, "node": {"id": 2, "node": null}}}"#),
    ];
    assert_snapshot!(check(payloads), @r"
    { category: Category }
    { node: Node }
    Category = { id: integer, name: string, children: [Category] }
    Node = { id: integer, node: Node | null }
    ");
}

#[test]
fn what_is_sent_is_the_type_of_what_comes_back_only_when_it_is_whole() {
    let payloads = vec![
        request(r#"{"user": {"name": "a", "email": "b"}}"#),
        answer(r#"{"user": {"id": 1, "name": "a", "email": "b"}}"#),
        request(r#"{"user": {"id": 1, "name": "a", "email": "b"}}"#),
        request(r#"{"id": 1, "name": "a", "email": "b"}"#),
    ];
    assert_snapshot!(check(payloads), @r"
    { user: { name: string, email: string } }
    { user: User }
    { user: User }
    User
    User = { id: integer, name: string, email: string }
    ");
}

#[test]
fn links_are_one_type() {
    assert_snapshot!(
        check(vec![answer(
            r#"{"_links": {"self": {"href": "/"}, "pages": [{"href": "/{page}", "templated": true}], "count": 1}}"#
        )]),
        @r"
    { _links: Links }
    Links = { self: Link, pages: [Link], count: integer }
    Link = { href: string, templated?: boolean }
    "
    );
}

#[test]
fn keys_of_envelopes_name_nothing() {
    let payloads = vec![
        answer(r#"{"data": {"colour": "red"}, "total": 1}"#),
        answer(r#"{"data": {"width": 1}, "total": 1}"#),
    ];
    assert_snapshot!(check(payloads), @r"
    { data: { colour: string }, total: integer }
    { data: { width: integer }, total: integer }
    ");
}

/// A document that declares a `User` with `id` and `name`.
fn declared_user() -> Schemas {
    let mut schemas = Schemas::new();
    let property = |schemas: &mut Schemas, name: &str| Property {
        name: name.to_owned(),
        schema: schemas.add(Schema::of(SchemaKind::String(Text::default()))),
    };
    let properties = vec![property(&mut schemas, "id"), property(&mut schemas, "name")];
    let object = Object {
        properties,
        ..Object::default()
    };
    schemas.add(Schema {
        name: Some("User".to_owned()),
        ..Schema::of(SchemaKind::Object(object))
    });
    schemas
}

#[test]
fn declared_types_are_used_where_they_fit() {
    let mut schemas = declared_user();
    let declared = schemas.clone();
    let payloads = vec![answer(r#"{"users": [{"id": "a", "name": "b", "age": 3}]}"#)];
    assert_snapshot!(conclude(payloads, &mut schemas), @"{ users: [User] }");
    for (id, schema) in declared.iter() {
        assert_eq!(schema, schemas.get(id));
    }
}

/// A declared `User` whose `id` must be there, and whose `friend` is one too, with a state of two.
fn strict_user() -> Schemas {
    let mut schemas = Schemas::new();
    let user = schemas.reserve();
    let text = schemas.add(Schema::of(SchemaKind::String(Text::default())));
    let state = schemas.add(Schema {
        values: Some(vec!["in".into(), "out".into()]),
        ..Schema::of(SchemaKind::String(Text::default()))
    });
    let property = |(name, schema): (&str, SchemaId)| Property {
        name: name.to_owned(),
        schema,
    };
    let properties = [("id", text), ("name", text), ("state", state), ("friend", user)];
    let object = Object {
        properties: properties.map(property).into(),
        required: vec!["id".to_owned()],
        ..Object::default()
    };
    schemas.set(
        user,
        Schema {
            name: Some("User".to_owned()),
            ..Schema::of(SchemaKind::Object(object))
        },
    );
    schemas
}

#[test]
fn what_does_not_fit_a_declared_type_is_none_of_it() {
    let check = |sample, expected| {
        let text = conclude(vec![answer(sample)], &mut strict_user());
        assert_eq!(text.lines().next(), Some(expected), "{sample}");
    };
    let whole = r#"{"user": {"id": "a", "name": "b", "friend": {"id": "c", "state": "in"}}}"#;
    check(whole, "{ user: User }");
    check(
        r#"{"user": {"name": "b", "state": "in"}}"#,
        "{ user: { name: string, state: string } }",
    );
    check(
        r#"{"user": {"id": "a", "state": "ill"}}"#,
        "{ user: { id: string, state: string } }",
    );
    let inner = r#"{"user": {"id": "a", "name": "b", "friend": {"name": "c"}}}"#;
    check(inner, "{ user: { id: string, name: string, friend: Friend } }");
}

#[test]
fn what_fits_a_declared_type_is_of_it_whatever_else_has_the_name() {
    let payloads = vec![
        answer(r#"{"users": [{"id": "a", "name": "b"}]}"#),
        answer(r#"{"users": [{"name": "b", "state": "in"}]}"#),
    ];
    assert_snapshot!(conclude(payloads, &mut strict_user()), @r"
    { users: [User] }
    { users: [{ name: string, state: string }] }
    ");
}

#[test]
fn what_is_one_type_with_something_that_does_not_fit_is_none_of_a_declared_type() {
    let payloads = vec![
        answer(r#"{"team": {"id": 1, "name": "t", "user": {"id": "a", "name": "b"}}}"#),
        answer(r#"{"team": {"id": 2, "name": "u", "user": {"name": "b", "state": "in"}}}"#),
    ];
    assert_snapshot!(conclude(payloads, &mut strict_user()), @r"
    { team: Team }
    { team: Team }
    Team = { id: integer, name: string, user: { id?: string, name: string, state?: string } }
    ");
}

#[test]
fn names_of_declared_types_are_taken() {
    let payloads = vec![
        answer(r#"{"users": [{"id": 1, "name": "b"}]}"#),
        answer(r#"{"user": {"colour": "red"}}"#),
    ];
    assert_snapshot!(conclude(payloads, &mut declared_user()), @r"
    { users: [{ id: integer, name: string }] }
    { user: { colour: string } }
    ");
}
