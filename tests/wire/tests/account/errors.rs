//! The errors that the blueprint shows are one type, and an operation's are those that it names.

use scaleway_account_client::{
    Error,
    operations::{
        CreateNewTokenError, DeleteActiveTokenError, GetActiveTokenPermissionsError, GetInviteError,
        GetOrganizationError, GetUserInformationError, InviteCreationBadRequestBody, InviteCreationError,
        ListOrganizationsError,
    },
    types as client_types,
};
use scaleway_account_server::{operations, types};
use serde_json::json;
use specwright_runtime::{Problem, http::StatusCode};

use crate::support::{documented, guest, json, login, office, value};

fn error_of(kind: &str) -> types::Error {
    types::Error::new("no", kind)
}

fn refused_fields() -> types::Error {
    value(&json!({"message": "no", "type": "t", "fields": {"größe": ["too long", ""], "none": []}}))
}

#[tokio::test]
async fn statuses_tell_errors_apart() {
    let (server, desk, client) = office(operations::ListOrganizationsResponse::Unauthorized(error_of("a"))).await;
    let kind = |error: client_types::Error| error.r#type;

    let (401, ListOrganizationsError::Unauthorized(error_a)) = documented(client.list_organizations().send().await)
    else {
        panic!("list_organizations")
    };
    assert_eq!(kind(error_a), "a");

    desk.answer(operations::GetOrganizationResponse::NotFound(error_of("b")));
    let (404, GetOrganizationError::NotFound(error_b)) = documented(client.get_organization("7").send().await) else {
        panic!("get_organization")
    };
    assert_eq!(kind(error_b), "b");

    desk.answer(operations::GetInviteResponse::NotFound(error_of("c")));
    let (404, GetInviteError::NotFound(error_c)) = documented(client.get_invite("7").send().await) else {
        panic!("get_invite")
    };
    assert_eq!(kind(error_c), "c");

    desk.answer(operations::GetUserInformationResponse::Unauthorized(error_of("d")));
    let (401, GetUserInformationError::Unauthorized(error_d)) =
        documented(client.get_user_information("7").send().await)
    else {
        panic!("get_user_information")
    };
    assert_eq!(kind(error_d), "d");

    desk.answer(operations::DeleteActiveTokenResponse::BadRequest(error_of("e")));
    let (400, DeleteActiveTokenError::BadRequest(error_e)) = documented(client.delete_active_token("7").send().await)
    else {
        panic!("delete_active_token")
    };
    assert_eq!(kind(error_e), "e");

    desk.answer(operations::GetActiveTokenPermissionsResponse::NotFound(error_of("f")));
    let (404, GetActiveTokenPermissionsError::NotFound(error_f)) =
        documented(client.get_active_token_permissions("7").send().await)
    else {
        panic!("get_active_token_permissions")
    };
    assert_eq!(kind(error_f), "f");
    server.stop().await;
}

#[tokio::test]
async fn what_is_wrong_with_fields_arrives() {
    let (server, desk, client) = office(operations::CreateNewTokenResponse::BadRequest(refused_fields())).await;
    let refused = client.create_new_token(&login()).send().await;
    let (400, CreateNewTokenError::BadRequest(error)) = documented(refused) else {
        panic!("another status")
    };
    assert_eq!(json(&error), json(&refused_fields()));
    assert_eq!(error.fields.unwrap()["größe"], ["too long", ""]);

    desk.answer(operations::CreateNewTokenResponse::Unauthorized(refused_fields()));
    let refused = client.create_new_token(&login()).send().await;
    assert!(matches!(
        documented(refused),
        (401, CreateNewTokenError::Unauthorized(_))
    ));
    server.stop().await;
}

#[tokio::test]
async fn a_refused_invitation_is_text_or_json() {
    let text = operations::InviteCreationBadRequestBody::Text("größe 🦀".to_owned());
    let (server, desk, client) = office(operations::InviteCreationResponse::BadRequest(text)).await;
    let refused = documented(client.invite_creation("7", &guest()).send().await);
    let (400, InviteCreationError::BadRequest(InviteCreationBadRequestBody::Text(text))) = refused else {
        panic!("not the text")
    };
    assert_eq!(text, "größe 🦀");

    let json_body = operations::InviteCreationBadRequestBody::Json(refused_fields());
    desk.answer(operations::InviteCreationResponse::BadRequest(json_body));
    let refused = documented(client.invite_creation("7", &guest()).send().await);
    let (400, InviteCreationError::BadRequest(InviteCreationBadRequestBody::Json(error))) = refused else {
        panic!("not the JSON")
    };
    assert_eq!(json(&error), json(&refused_fields()));

    desk.answer(operations::InviteCreationResponse::NotFound(error_of(
        "unknown_resource",
    )));
    let refused = documented(client.invite_creation("7", &guest()).send().await);
    assert!(matches!(refused, (404, InviteCreationError::NotFound(_))));
    server.stop().await;
}

/// The server's own problem is JSON of another shape: no error of the blueprint, even in a status that has one.
#[tokio::test]
async fn a_problem_is_no_error_of_the_blueprint() {
    let problem = Problem::new(StatusCode::NOT_FOUND).with_detail("elsewhere");
    let (server, _, client) = office(operations::GetOrganizationResponse::Problem(problem)).await;
    let error = client.get_organization("7").send().await.unwrap_err();
    assert_eq!(
        (error.status(), error.documented()),
        (Some(StatusCode::NOT_FOUND), None)
    );
    let Error::Decode(error) = error else { panic!("{error}") };
    assert_eq!(error.content_type(), Some("application/problem+json"));
    assert!(String::from_utf8_lossy(error.body()).contains("elsewhere"));
    server.stop().await;
}
