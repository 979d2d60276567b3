//! Types that were concluded from examples: what they hold, and how exactly values must keep to them.

use scaleway_account_client::{Error, operations::GetActiveTokenError};
use scaleway_account_server::operations;
use serde_json::{Value, json};
use specwright_runtime::Timestamp;
use wire_tests::{Desk, Server, canned, problem};

use crate::operations::token;
use crate::support::{TOKEN, client, json, office, value};

#[tokio::test]
async fn a_token_ends_some_day_or_never() {
    let (server, desk, client) = office(()).await;
    for (expires, expected) in [
        (Value::Null, None),
        (
            json!("2016-09-21T07:45:10.204816+00:00"),
            Some("2016-09-21T07:45:10.204816Z"),
        ),
        (json!("2016-09-21T09:45:10+02:00"), Some("2016-09-21T07:45:10Z")),
    ] {
        desk.answer(operations::GetActiveTokenResponse::Ok(value(
            &json!({"token": token(expires)}),
        )));
        let got = client.get_active_token("7").send().await.unwrap();
        let expected = expected.map(|text| text.parse::<Timestamp>().unwrap());
        assert_eq!(got.token.expires, expected);
    }
    server.stop().await;
}

#[tokio::test]
async fn permissions_are_maps_of_maps() {
    let permissions = json!({"permissions": {
        "account": {"organization:*": ["2f9e6b14-a07d-4c83-b5f1-90d4c7e8326a", ""], "users:read": []},
        "a service of a later version": {},
    }});
    let answer = operations::GetActiveTokenPermissionsResponse::Ok(value(&permissions));
    let (server, _, client) = office(answer).await;
    let got = client.get_active_token_permissions("7").send().await.unwrap();
    assert_eq!(json(got.body()), permissions);
    let of_account = &got.permissions["account"];
    assert_eq!(of_account["organization:*"][1], "");
    assert!(of_account["users:read"].is_empty());
    server.stop().await;
}

/// A client of a server that answers this, whatever it is asked.
async fn get_token(answer: &Value) -> Result<Value, Error<GetActiveTokenError>> {
    let headers = [("Content-Type", "application/json")];
    let server = Server::start(canned(Desk::default(), 200, &headers, &answer.to_string())).await;
    let got = client(&server).get_active_token("7").send().await;
    server.stop().await;
    got.map(|response| json(response.body()))
}

/// `token` with another value of a member, or without it.
fn with(name: &str, member: Option<Value>) -> Value {
    let mut token = token(Value::Null);
    match member {
        Some(member) => token[name] = member,
        None => drop(token.as_object_mut().unwrap().remove(name)),
    }
    json!({ "token": token })
}

#[tokio::test]
async fn the_client_outlives_additions() {
    let expected = json!({"token": token(Value::Null)});
    let mut later = with("scopes", Some(json!({"more": [1]})));
    later["links"] = json!([]);
    assert_eq!(get_token(&later).await.unwrap(), expected);
}

#[tokio::test]
async fn the_client_says_what_does_not_fit() {
    for (answer, expected) in [
        (with("expires", Some(json!("tomorrow"))), "/token/expires"),
        (with("id", Some(json!("7"))), "/token/id"),
        (
            with("inherits_user_perms", Some(json!("true"))),
            "/token/inherits_user_perms",
        ),
        (with("user_id", None), "`user_id`"),
        (json!({"token": []}), "/token"),
        (json!({}), "`token`"),
    ] {
        let error = get_token(&answer).await.unwrap_err();
        let Error::Decode(error) = error else { panic!("{error}") };
        let text = error.to_string();
        assert!(text.contains(expected), "{text}");
    }
}

/// Sends a body to `POST /tokens`, and compares the problem that answers it.
async fn check_refused(body: &str, lines: &[&str]) {
    let (server, desk, _) = office(()).await;
    let request = server.request("POST", "/tokens").header("X-Auth-Token", TOKEN);
    let request = request.header("Content-Type", "application/json").body(body.to_owned());
    let refused = problem(request).await;
    assert_eq!(
        (refused.status, refused.lines()),
        (422, lines.iter().map(ToString::to_string).collect())
    );
    assert!(desk.saw_nothing());
    server.stop().await;
}

#[tokio::test]
async fn the_server_refuses_what_does_not_fit() {
    check_refused(
        "{}",
        &[
            "body: missing required property `email`",
            "body: missing required property `password`",
        ],
    )
    .await;
    check_refused(
        r#"{"email": "a@b", "password": 1, "expires": "false"}"#,
        &[
            "body /password: expected a string, found the number 1",
            "body /expires: expected a boolean, found the string \"false\"",
        ],
    )
    .await;
    // It may be left out, and is not said to be nullable.
    check_refused(
        r#"{"email": "a@b", "password": "c", "expires": null}"#,
        &["body /expires: expected a boolean, found null"],
    )
    .await;
}
