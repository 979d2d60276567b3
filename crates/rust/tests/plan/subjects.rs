//! Inline bodies are named by what operations are about, where several operations bear it out.

use super::{document, plan, print};

const THING: &str = "{properties: {id: {type: string}, at: {properties: {x: {type: number}}}}}";
const ERROR: &str = "{properties: {error: {type: string}}}";

/// An operation: its id, what it is sent, what it answers, and what it fails with; nothing where that is empty.
fn operation(id: &str, request: &str, answer: &str, error: &str) -> String {
    let body = |schema: &str| match schema {
        "" => String::new(),
        schema => format!("content: {{application/json: {{schema: {schema}}}}}"),
    };
    format!(
        "  /{id}:
    post:
      operationId: {id}
      requestBody: {{{}}}
      responses:
        '200': {{description: d, {}}}
        '404': {{description: d, {}}}
",
        if request.is_empty() {
            "content: {}".to_owned()
        } else {
            body(request)
        },
        body(answer),
        body(error)
    )
}

/// The names of all types, and what aliases stand for.
fn names(operations: &[String], schemas: &str) -> String {
    let (plan, _) = plan(&document(&format!("\n{}", operations.concat()), schemas));
    let text = print::types(&plan);
    let lines = text.lines().filter(|line| !line.starts_with(' '));
    let names: Vec<String> = lines
        .map(|line| line.replace(" received", "").replace(" sent", ""))
        .collect();
    names.join("\n")
}

#[test]
fn what_several_operations_are_about_has_its_name() {
    let list = format!("{{type: array, items: {THING}}}");
    insta::assert_snapshot!(names(&[
        operation("moveThings", "", THING, ERROR),
        operation("createUser", THING, "", ERROR),
        operation("listUsers", "", &list, ""),
        operation("getUserByName", "", THING, ""),
    ], ""), @r"
    struct User
    struct UserAt
    struct Error
    ");
}

#[test]
fn one_operation_bears_nothing_out() {
    insta::assert_snapshot!(names(&[
        operation("createUser", THING, THING, ERROR),
        operation("listOrders", "", "{properties: {a: {type: string}}}", ""),
        operation("getOrders", "", "{properties: {b: {type: string}}}", ""),
        operation("createKey", "{properties: {c: {type: string}}}", "", ""),
        operation("updateKey", "{properties: {c: {type: string}}}", "", ""),
    ], ""), @r"
    struct CreateUserBody
    struct CreateUserBodyAt
    struct CreateUserNotFoundBody
    struct ListOrdersResponseBody
    struct GetOrdersResponseBody
    struct CreateKeyBody
    type UpdateKeyBody = CreateKeyBody
    ");
}

#[test]
fn names_of_the_document_stay_its_own() {
    insta::assert_snapshot!(names(&[
        operation("createUser", THING, "", ERROR),
        operation("getUser", "", THING, ERROR),
    ], "\nUser: {properties: {other: {type: string}}}\nError: {properties: {other: {type: boolean}}}\n"), @r"
    struct User
    struct Error
    struct CreateUserBody
    struct CreateUserBodyAt
    struct ErrorBody
    type GetUserResponseBody = CreateUserBody
    type GetUserResponseBodyAt = CreateUserBodyAt
    ");
}

#[test]
fn what_is_split_by_direction_is_not_shared() {
    let split = "{properties: {id: {type: string, readOnly: true}, name: {type: string}}}";
    insta::assert_snapshot!(names(&[
        operation("createUser", split, "", ""),
        operation("getUser", "", split, ""),
    ], ""), @r"
    struct CreateUserBody
    struct GetUserResponseBody
    ");
}

#[test]
fn an_operation_more_takes_no_name_away() {
    let own = [
        operation("createUser", THING, "", ERROR),
        operation("getUser", "", THING, ERROR),
    ];
    let more = [
        operation("getOrder", "", THING, ERROR),
        operation("createOrder", THING, "", "{properties: {code: {type: integer}}}"),
    ];
    let before = names(&own, "");
    for operations in [[&own[..], &more[..]].concat(), [&more[..], &own[..]].concat()] {
        let after = names(&operations, "");
        let name = |line: &str| line.split([' ', ':']).nth(1).unwrap_or_default().to_owned();
        let names: Vec<String> = after.lines().map(name).collect();
        let lost: Vec<String> = before.lines().map(name).filter(|name| !names.contains(name)).collect();
        assert_eq!(lost, Vec::<String>::new(), "{after}");
    }
}
