use serde_json::{Value, json};
use specwright_model::Api;
use specwright_source::{Limits, Sources};

use super::{Direction, Reader, Schemas, Standalone};

fn api(schemas: &Value) -> Api {
    let document = json!({
        "openapi": "3.1.0", "info": { "title": "T", "version": "1" },
        "components": { "schemas": schemas },
    });
    let sources = Sources::from_texts(&[("api.json", &document.to_string())], &Limits::default(), |_| {
        Vec::new()
    });
    let (api, _) = specwright_openapi::read(&sources.expect("a document"));
    api.expect("a document of OpenAPI")
}

/// The schema `Top` on its own.
fn standalone(schemas: &Value, direction: Direction) -> Standalone {
    let api = api(schemas);
    let top = api.schemas.by_name("Top").expect("a schema `Top`");
    let mut schemas = Schemas::new(&api, []);
    let part = Value::Object(schemas.part(top));
    schemas.standalone(part, direction, Reader::Model)
}

fn check(schemas: &Value, expected: &Value) {
    let standalone = standalone(schemas, Direction::Sent);
    assert_eq!(standalone.schema, *expected);
    assert!(!standalone.is_cut);
}

#[test]
fn what_is_used_once_stands_where_it_is_used() {
    check(
        &json!({
            "Top": { "type": "object", "properties": { "a": { "$ref": "#/components/schemas/A", "description": "Mine." } } },
            "A": { "type": "object", "description": "An A.", "properties": { "b": { "$ref": "#/components/schemas/B" } } },
            "B": { "type": "string", "maxLength": 3 },
        }),
        &json!({
            "type": "object",
            "properties": {
                "a": {
                    "description": "Mine.", "type": "object",
                    "properties": { "b": { "type": "string", "maxLength": 3 } },
                },
            },
        }),
    );
}

#[test]
fn what_is_used_twice_or_holds_itself_is_a_definition() {
    check(
        &json!({
            "Top": { "type": "object", "properties": {
                "tree": { "$ref": "#/components/schemas/Tree" },
                "a": { "$ref": "#/components/schemas/Id" }, "b": { "$ref": "#/components/schemas/Id" },
            } },
            "Tree": { "type": "array", "items": { "$ref": "#/components/schemas/Tree" } },
            "Id": { "type": "integer" },
        }),
        &json!({
            "type": "object",
            "properties": {
                "tree": { "$ref": "#/$defs/Tree" }, "a": { "$ref": "#/$defs/Id" }, "b": { "$ref": "#/$defs/Id" },
            },
            "$defs": {
                "Tree": { "type": "array", "items": { "$ref": "#/$defs/Tree" } },
                "Id": { "type": "integer" },
            },
        }),
    );
}

#[test]
fn properties_travel_one_way() {
    let schemas = json!({
        "Top": { "type": "object", "required": ["id", "password", "kind"], "properties": {
            "id": { "$ref": "#/components/schemas/Id" },
            "password": { "type": "string", "writeOnly": true },
            "kind": { "const": "top", "readOnly": true },
        } },
        "Id": { "type": "string", "readOnly": true },
    });
    let sent = json!({
        "type": "object", "required": ["password", "kind"],
        "properties": { "password": { "type": "string" }, "kind": { "type": "string", "const": "top" } },
    });
    let received = json!({
        "type": "object", "required": ["id", "kind"],
        "properties": { "id": { "type": "string" }, "kind": { "type": "string", "const": "top" } },
    });
    assert_eq!(standalone(&schemas, Direction::Sent).schema, sent);
    assert_eq!(standalone(&schemas, Direction::Received).schema, received);
}

#[test]
fn what_says_nothing_to_a_model_is_left_out() {
    check(
        &json!({
            "Top": {
                "title": "Top", "description": "It.", "examples": [{}], "x-order": 1, "deprecated": true,
                "externalDocs": { "url": "https://example.com" },
                "type": "object", "properties": { "x-y": { "title": "Kept", "type": "string", "examples": ["a"] } },
            },
        }),
        &json!({
            "description": "It.", "type": "object",
            "properties": { "x-y": { "title": "Kept", "type": "string" } },
        }),
    );
}

#[test]
fn large_schemas_lose_what_is_far_from_their_top() {
    let long = "A long description. ".repeat(40);
    let property = |name: usize| {
        (
            format!("property_{name}"),
            json!({ "type": "string", "description": long }),
        )
    };
    let wide = json!({ "type": "object", "properties": (0..30).map(property).collect::<serde_json::Map<_, _>>() });
    let schemas = json!({
        "Top": { "type": "object", "properties": {
            "near": { "$ref": "#/components/schemas/Near" },
            "wide": { "type": "array", "items": { "$ref": "#/components/schemas/Wide" } },
        } },
        "Near": { "type": "integer", "maximum": 3 },
        "Wide": { "type": "object", "description": "Much.", "properties": { "a": wide, "b": wide } },
    });
    let Standalone { schema, is_cut } = standalone(&schemas, Direction::Sent);
    assert!(is_cut);
    assert!(schema.to_string().len() <= Reader::Model.limit());
    let expected = json!({
        "type": "object",
        "properties": {
            "near": { "type": "integer", "maximum": 3 },
            "wide": {
                "type": "array",
                "items": { "description": "Much.", "type": "object",
                    "properties": { "a": { "type": "object" }, "b": { "type": "object" } } },
            },
        },
    });
    assert_eq!(schema, expected);
}

#[test]
fn long_chains_end() {
    let name = |number: usize| {
        if number == 0 {
            "Top".to_owned()
        } else {
            format!("Link{number}")
        }
    };
    let link = |number: usize| {
        let next = format!("#/components/schemas/{}", name(number + 1));
        (
            name(number),
            json!({ "type": "object", "properties": { "next": { "$ref": next } } }),
        )
    };
    let mut links: serde_json::Map<String, Value> = (0..200).map(link).collect();
    links.insert(name(200), json!({ "type": "null" }));
    let Standalone { schema, .. } = standalone(&Value::Object(links), Direction::Sent);
    let text = schema.to_string();
    assert_eq!(
        serde_json::from_str::<Value>(&text).expect("JSON that is not too deep"),
        schema
    );
}

#[test]
fn only_objects_are_results() {
    let check = |schema: Value, expected: Option<Value>| {
        let api =
            api(&json!({ "Top": schema, "A": { "type": "object", "properties": { "a": { "type": "boolean" } } } }));
        let top = api.schemas.by_name("Top").expect("a schema `Top`");
        let mut schemas = Schemas::new(&api, []);
        assert_eq!(schemas.of_object(top, Reader::Model).map(|it| it.schema), expected);
    };
    check(json!({ "type": "array", "items": {} }), None);
    check(json!({ "type": ["object", "null"] }), None);
    check(json!({}), None);
    let reference = json!({ "$ref": "#/components/schemas/A" });
    let a = json!({ "type": "object", "properties": { "a": { "type": "boolean" } } });
    check(reference.clone(), Some(a.clone()));
    check(
        json!({ "allOf": [reference, {}] }),
        Some(json!({ "type": "object", "allOf": [a, {}] })),
    );
}

#[test]
fn variants_say_what_a_discriminator_says() {
    let kind = json!({ "type": "object", "properties": { "kind": { "type": "string" } } });
    check(
        &json!({
            "Top": {
                "oneOf": [
                    { "$ref": "#/components/schemas/Calendar" },
                    { "$ref": "#/components/schemas/Pen" },
                    { "$ref": "#/components/schemas/Plain" },
                ],
                "discriminator": { "propertyName": "kind", "mapping": {
                    "calendar": "#/components/schemas/Calendar",
                    "pen": "#/components/schemas/Pen", "fountain-pen": "#/components/schemas/Pen",
                } },
            },
            "Calendar": kind, "Plain": { "type": "object" },
            "Pen": { "type": "object", "required": ["kind", "ink"], "properties": { "kind": { "type": "string" }, "ink": {} } },
        }),
        &json!({ "oneOf": [
            { "type": "object", "properties": { "kind": { "type": "string", "const": "calendar" } }, "required": ["kind"] },
            {
                "type": "object", "required": ["kind", "ink"],
                "properties": { "kind": { "type": "string", "enum": ["pen", "fountain-pen"] }, "ink": {} },
            },
            { "properties": { "kind": { "const": "Plain" } }, "required": ["kind"], "allOf": [{ "type": "object" }] },
        ] }),
    );
}

#[test]
fn schemas_that_others_inherit_say_their_names() {
    let heir = json!({ "allOf": [{ "$ref": "#/components/schemas/Pet" }] });
    check(
        &json!({
            "Top": { "type": "array", "items": { "$ref": "#/components/schemas/Pet" } },
            "Pet": {
                "type": "object", "properties": { "kind": { "type": "string" } },
                "discriminator": { "propertyName": "kind", "mapping": { "cat": "#/components/schemas/Cat" } },
            },
            "Cat": heir, "Dog": heir,
        }),
        &json!({ "type": "array", "items": {
            "type": "object", "properties": { "kind": { "type": "string", "enum": ["cat", "Dog", "Pet"] } },
        } }),
    );
}
