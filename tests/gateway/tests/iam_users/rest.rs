//! The REST adapter: what is sent arrives, and what is answered comes back.

use scaleway_iam_server::operations as server;
use scaleway_iam_server::types as served;
use scaleway_iam_users_client::{operations::GetUserError, types};
use serde_json::json;
use specwright_runtime::Uuid;
use specwright_runtime::http::StatusCode;
use wire_tests::{documented, json, problem, raw_exchange, value};

use super::support::{Chain, KEY_OF_CALLERS, ORGANIZATION, USER, problem as not_found, user};

fn id(text: &str) -> Uuid {
    text.parse().expect("a UUID")
}

#[tokio::test]
async fn all_parameters_of_the_query_arrive() {
    let page = json!({ "users": [user()], "total_count": 41 });
    let chain = Chain::answering(server::ListUsersResponse::Ok(value(&page))).await;
    let request = chain.client.list_users();
    let request = request
        .order_by(types::UserOrder::EmailDesc)
        .page_size(7)
        .page(3)
        .organization_id(id(ORGANIZATION))
        .user_ids(&[id(USER), id(ORGANIZATION)])
        .mfa(false)
        .tag("a&b=c d/é")
        .r#type(types::UserType::Guest);
    let response = request.send().await.expect("a page");
    assert_eq!(json(&response.into_body()), page);

    let seen = chain.desk.seen::<server::ListUsersRequest>();
    assert_eq!(seen.order_by, served::UserOrder::EmailDesc);
    assert_eq!((seen.page_size, seen.page), (7, 3));
    assert_eq!(seen.organization_id, Some(id(ORGANIZATION)));
    assert_eq!(seen.user_ids, Some(vec![id(USER), id(ORGANIZATION)]));
    assert_eq!(seen.mfa, Some(false));
    assert_eq!(seen.tag.as_deref(), Some("a&b=c d/é"));
    assert_eq!(seen.r#type, Some(served::UserType::Guest));
}

#[tokio::test]
async fn a_body_arrives_beside_a_value_of_the_path() {
    let chain = Chain::answering(server::UpdateUserResponse::Ok(value(&user()))).await;
    let change = json!({ "first_name": "Grace", "tags": ["a", "b"] });
    let change: types::UpdateUserRequest = value(&change);
    let response = chain.client.update_user(id(USER), &change).send().await;
    assert_eq!(json(&response.expect("a user").into_body()), user());
    let seen = chain.desk.seen::<server::UpdateUserRequest>();
    assert_eq!(seen.user_id, id(USER));
    assert_eq!(json(&seen.body), json(&change));
}

#[tokio::test]
async fn a_body_of_delete_arrives() {
    let chain = Chain::answering(server::DeleteUserMfaOtpResponse::NoContent).await;
    let response = chain.client.delete_user_mfa_otp(id(USER)).send().await;
    assert_eq!(response.expect("done").status(), StatusCode::NO_CONTENT);
    let seen = chain.desk.seen::<server::DeleteUserMfaOtpRequest>();
    assert_eq!(seen.user_id, id(USER));
    assert!(seen.body.is_empty());
}

#[tokio::test]
async fn an_error_comes_back_as_it_is() {
    let response = server::GetUserResponse::Default {
        status: StatusCode::NOT_FOUND,
        body: value(&not_found()),
    };
    let chain = Chain::answering(response).await;
    let result = chain.client.get_user(id(USER)).send().await;
    let (status, GetUserError::Default(body)) = documented(result) else {
        panic!("another error");
    };
    assert_eq!((status, json(&body)), (404, not_found()));
}

#[tokio::test]
async fn the_key_is_the_gateways_and_never_the_callers() {
    // The API takes the key of the gateway alone, and callers present another: what arrives proves which was sent.
    let chain = Chain::answering(server::GetUserResponse::Ok(value(&user()))).await;
    let response = chain.client.get_user(id(USER)).send().await;
    assert_eq!(response.expect("a user").status(), StatusCode::OK);
    let seen = chain.desk.seen::<server::GetUserRequest>();
    assert!(!format!("{seen:?}").contains(KEY_OF_CALLERS));
}

#[tokio::test]
async fn what_breaks_the_schema_never_reaches_the_api() {
    let chain = Chain::answering(server::ListUsersResponse::Ok(value(&json!({
        "users": [], "total_count": 0,
    }))))
    .await;
    let path = "/v1/iam/v1alpha1/users";
    let query = "?page_size=101&order_by=age&mfa=perhaps&user_ids=one&colour=red";
    let refused = problem(chain.rest.request("GET", &format!("{path}{query}"))).await;
    insta::assert_snapshot!(refused.lines().join("\n"), @r#"
    query colour: the operation has no such parameter
    query mfa: the value is not of type "boolean"
    query order_by: the value is not one of "created_at_asc", "created_at_desc" or 8 other candidates
    query page_size: the value is greater than the maximum of 100
    query user_ids /0: the value is not a "uuid"
    "#);

    let body = json!({ "email": "nobody", "member": { "username": 3 } });
    let refused = problem(chain.rest.request("POST", path).json(&body)).await;
    insta::assert_snapshot!(refused.lines().join("\n"), @r#"
    body /email: the value is not a "email"
    body /member/email: missing
    body /member/username: the value is not of type "string"
    body /organization_id: missing
    "#);

    let refused = problem(chain.rest.request("POST", &format!("{path}/ada/lock")).json(&json!({}))).await;
    insta::assert_snapshot!(refused.lines().join("\n"), @r#"path user-id: the value is not a "uuid""#);
    assert!(chain.desk.saw_nothing());
}

#[tokio::test]
async fn values_of_the_path_stay_in_it() {
    let chain = Chain::answering(server::GetUserResponse::Ok(value(&user()))).await;
    for text in [
        "..",
        ".",
        "%2e%2E",
        "a%2F..%2Fb",
        "%00",
        "x%3Fadmin=1",
        "",
        "\\\\elsewhere",
    ] {
        let path = format!("/v1/iam/v1alpha1/users/{text}");
        let head = format!(
            "GET {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n",
            chain.rest.address()
        );
        let response = raw_exchange(&chain.rest, &head).await;
        let is_refused = ["HTTP/1.1 400", "HTTP/1.1 404"]
            .iter()
            .any(|it| response.starts_with(it));
        assert!(is_refused, "{path}: {response}");
    }
    assert!(chain.desk.saw_nothing());
}
