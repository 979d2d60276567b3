//! The MCP server: 13 tools with hints, each called.

use scaleway_iam_server::operations as server;
use serde_json::{Value, json};
use specwright_runtime::Uuid;
use specwright_runtime::http::StatusCode;
use wire_tests::{json, value};

use super::support::{Chain, ORGANIZATION, USER, problem, user};

/// A tool as a line: its name, its hints and its arguments, those with a star that it needs.
fn line(tool: &Value) -> String {
    let keys = |value: &Value| value.as_object().expect("an object").clone();
    let schema = &tool["inputSchema"];
    let required = schema["required"].as_array().cloned().unwrap_or_default();
    let arguments = keys(&schema["properties"]).into_iter().map(|(name, _)| {
        let star = if required.contains(&json!(name)) { "*" } else { "" };
        format!("{name}{star}")
    });
    let hints = keys(&tool["annotations"]).into_iter();
    let hints = hints.filter(|(_, value)| *value == json!(true)).map(|(name, _)| name);
    let [arguments, hints] = [arguments.collect::<Vec<_>>(), hints.collect()].map(|it| it.join(" "));
    format!("{}({arguments}) {hints}", tool["name"].as_str().expect("a name"))
        .trim_end()
        .to_owned()
}

#[tokio::test]
async fn tools_are_listed_with_what_they_need_and_do() {
    let chain = Chain::mock().await;
    let result = chain.ask("tools/list", json!({})).await;
    let tools = result["tools"].as_array().expect("tools");
    let lines: Vec<_> = tools.iter().map(line).collect();
    insta::assert_snapshot!(lines.join("\n"), @"
    list-grace-periods-member(user_id) readOnlyHint idempotentHint
    list-users-organization(order_by page_size page organization_id user_ids mfa tag type) readOnlyHint idempotentHint
    create-new-user(body*)
    get-given-user(user_id*) readOnlyHint idempotentHint
    update-user(user_id* body*) idempotentHint
    delete-guest-user-organization(user_id*) destructiveHint idempotentHint
    lock-member(user_id* body*)
    create-mfa-otp(user_id* body*)
    delete-mfa-otp(user_id* body*) destructiveHint idempotentHint
    unlock-member(user_id* body*)
    update-user-s-password(user_id* body*)
    update-user-s-username(user_id* body*)
    validate-mfa-otp(user_id* body*) readOnlyHint
    ");
}

#[tokio::test]
async fn every_tool_is_answered() {
    let chain = Chain::mock().await;
    let user = json!({ "user_id": USER });
    let with_body = |body: Value| json!({ "user_id": USER, "body": body });
    let calls = [
        ("list-grace-periods-member", json!({})),
        ("list-users-organization", json!({ "page_size": 2, "user_ids": [USER] })),
        (
            "create-new-user",
            json!({ "body": { "organization_id": ORGANIZATION } }),
        ),
        ("get-given-user", user.clone()),
        ("update-user", with_body(json!({ "tags": ["a"] }))),
        ("delete-guest-user-organization", user),
        ("lock-member", with_body(json!({}))),
        ("create-mfa-otp", with_body(json!({}))),
        ("delete-mfa-otp", with_body(json!({}))),
        ("unlock-member", with_body(json!({}))),
        (
            "update-user-s-password",
            with_body(json!({ "password": "correct horse" })),
        ),
        ("update-user-s-username", with_body(json!({ "username": "grace" }))),
        ("validate-mfa-otp", with_body(json!({ "one_time_password": "123456" }))),
    ];
    for (tool, arguments) in calls {
        let result = chain.call(tool, arguments).await;
        assert_eq!(result["isError"], json!(false), "{tool}: {result}");
        let is_object = result["structuredContent"].is_object();
        assert_eq!(is_object, !tool.starts_with("delete-"), "{tool}: {result}");
    }
}

#[tokio::test]
async fn a_tool_passes_on_what_it_is_given() {
    let chain = Chain::answering(server::CreateUserResponse::Ok(value(&user()))).await;
    let new = json!({
        "organization_id": ORGANIZATION,
        "member": { "email": "grace@example.com", "username": "grace" },
    });
    let result = chain.call("create-new-user", json!({ "body": new.clone() })).await;
    assert_eq!(result["structuredContent"], user());
    let text = result["content"][0]["text"].as_str().expect("a text");
    assert_eq!(serde_json::from_str::<Value>(text).expect("JSON"), user());
    assert_eq!(json(&chain.desk.seen::<server::CreateUserRequest>().body), new);
}

#[tokio::test]
async fn an_error_of_the_api_is_an_error_of_the_tool() {
    let response = server::LockUserResponse::Default {
        status: StatusCode::CONFLICT,
        body: value(&problem()),
    };
    let chain = Chain::answering(response).await;
    let result = chain.call("lock-member", json!({ "user_id": USER, "body": {} })).await;
    assert_eq!(result["isError"], json!(true));
    insta::assert_snapshot!(result["content"], @r#"[{"type":"text","text":"The API answered 409 Conflict"},{"type":"text","text":"{\"type\":\"not_found\",\"message\":\"there is no such user\"}"}]"#);
    let seen = chain.desk.seen::<server::LockUserRequest>();
    assert_eq!(Some(seen.user_id), USER.parse::<Uuid>().ok());
}

#[tokio::test]
async fn wrong_arguments_are_told_and_go_nowhere() {
    let chain = Chain::answering(server::LockUserResponse::Ok(value(&user()))).await;
    let result = chain
        .call("lock-member", json!({ "user_id": "ada", "users": [] }))
        .await;
    assert_eq!(result["isError"], json!(true));
    insta::assert_snapshot!(result["content"][0]["text"].as_str().unwrap_or_default(), @r#"
    The arguments cannot be used:
    - Additional properties are not allowed ('users' was unexpected)
    - /body: missing
    - /user_id: the value is not a "uuid"
    "#);
    assert!(chain.desk.saw_nothing());
}
