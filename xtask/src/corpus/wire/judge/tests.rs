use serde_json::{Value, json};

use super::super::schema;
use super::*;

/// A call of `GET /x`, with a response that is described as an object with an integer `a`.
fn judged(version: &str, answer: &Value) -> Judgement {
    let schema = json!({ "type": "object", "properties": { "a": { "$ref": "parts.json#/A" } } });
    let content = |schema: &Value| json!({ "content": { "application/json": { "schema": schema } } });
    let responses = json!({
        "200": content(&schema),
        "204": { "description": "nothing" },
        "400": content(&json!({ "pattern": "(" })),
    });
    let root = json!({
        "openapi": version,
        "paths": { "/x": { "get": { "responses": responses }, "put": { "description": "nothing is said" },
            "delete": { "responses": { "404": { "description": "gone" } } } } },
    });
    let parts = json!({ "A": { "type": "integer", "nullable": true } });
    let mut document = Document::of(&[("root.json", root), ("parts.json", parts)]);
    schema::convert(&mut document);
    let registry = registry(&document).unwrap();
    let answer: Answer = serde_json::from_value(answer.clone()).unwrap();
    Judge::new(&document, &registry).judge(&answer)
}

/// What a program says of a call whose response the client could read.
fn answer(status: u16, text: &str) -> Value {
    json!({
        "operation": "getX", "method": "GET", "path": "/x", "asked": null, "is_full": false, "form": 0,
        "outcome": "ok", "status": status, "message": "", "request": "GET http://localhost/x",
        "response": { "status": status, "content_type": "application/json", "length": text.len(), "text": text },
    })
}

fn check(answer: &Value, expected: Result<Body, &str>) {
    let judgement = judged("3.1.0", answer);
    match expected {
        Ok(body) => assert_eq!((judgement.body, judgement.problem), (body, None)),
        Err(problem) => assert_eq!(judgement.problem.as_deref(), Some(problem)),
    }
}

#[test]
fn bodies_are_held_against_schemas_in_all_files() {
    check(&answer(200, r#"{"a": 1}"#), Ok(Body::Valid));
    let broken = r#"the body breaks its schema: at "/a": value is not of type "integer""#;
    check(&answer(200, r#"{"a": "1"}"#), Err(broken));
    check(&answer(200, r#"{"a": null}"#), Err(broken));
    check(
        &answer(200, "no JSON"),
        Err("the body is no JSON: expected ident at line 1 column 2"),
    );
}

#[test]
fn null_is_allowed_where_version_30_says_so() {
    assert_eq!(judged("3.0.3", &answer(200, r#"{"a": null}"#)).body, Body::Valid);
}

#[test]
fn responses_without_a_schema_are_not_checked() {
    check(&answer(204, ""), Ok(Body::Unchecked));
    check(&answer(204, "{}"), Err("there is a body, and the description has none"));
}

#[test]
fn a_schema_that_no_validator_takes_is_told_apart() {
    let mut asked = answer(400, "{}");
    asked["asked"] = json!(400);
    check(&asked, Ok(Body::UnusableSchema));
}

#[test]
fn where_failures_alone_are_described_any_success_will_do() {
    let mut deleted = answer(204, "");
    deleted["method"] = json!("DELETE");
    check(&deleted, Ok(Body::Unchecked));
    deleted = answer(409, "");
    deleted["method"] = json!("DELETE");
    deleted["asked"] = json!(409);
    check(&deleted, Err("the description has no response 409"));
}

#[test]
fn the_status_must_be_the_one_that_was_asked_for() {
    let mut asked = answer(200, "{}");
    asked["asked"] = json!(204);
    check(&asked, Err("the server answered 200: {}"));
    check(&answer(201, "{}"), Err("the description has no response 201"));
    let mut other = answer(200, "{}");
    other["status"] = json!(204);
    check(&other, Err("the client saw the status Some(204) and not 200"));
}

#[test]
fn what_the_client_cannot_read_is_a_failure() {
    let mut undecodable = answer(200, "{}");
    undecodable["outcome"] = json!("undecodable");
    undecodable["message"] = json!("why");
    check(&undecodable, Err("undecodable: why"));
    undecodable["response"] = Value::Null;
    check(&undecodable, Err("undecodable: why"));
}

#[test]
fn an_operation_without_described_responses_has_no_answer() {
    let mut put = answer(204, "");
    put["method"] = json!("PUT");
    check(&put, Ok(Body::Unchecked));
    put["response"]["status"] = json!(400);
    put["status"] = json!(400);
    check(&put, Err("the server answered 400, though it cannot know any answer"));
}

#[test]
fn what_prism_finds_wrong_is_told_but_for_what_is_only_old() {
    let check = |violations: Option<&str>, expected: &[&str]| {
        let response = Response {
            violations: violations.map(str::to_owned),
            ..Response::default()
        };
        assert_eq!(response.violations(), expected);
    };
    check(None, &[]);
    check(
        Some(
            r#"[{"location":["request","query","a"],"severity":"Warning","code":"deprecated","message":"old"},
                {"location":["response","body",0],"severity":"Error","code":"type","message":"no text"},
                {"location":["response"],"severity":"Warning","message":"no such status"}]"#,
        ),
        &[
            "violation at response.body.0: no text",
            "violation at response: no such status",
        ],
    );
    check(
        Some("Too many violations! [{\"location\":"),
        &["violations: Too many violations! [{\"location\":"],
    );
}

#[test]
fn a_request_that_is_refused_unasked_is_told_apart() {
    let check = |status: u16, asked: Option<u16>, expected: bool| {
        let mut answer = answer(status, "");
        answer["asked"] = json!(asked);
        let answer: Answer = serde_json::from_value(answer).unwrap();
        assert_eq!(answer.was_refused(), expected);
    };
    check(200, None, false);
    check(400, None, true);
    check(400, Some(400), false);
}
