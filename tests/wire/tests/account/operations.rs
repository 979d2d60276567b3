//! What the client sends is what the implementation sees, and what it answers is what the client gets.

use scaleway_account_client::operations::CreateNewTokenHeaders;
use scaleway_account_client::types::CreateNewTokenBody;
use scaleway_account_server::{operations, types};
use serde_json::{Value, json};
use specwright_runtime::server::Reply;

use crate::support::{guest, json, login, office, value};

fn organization() -> Value {
    json!({"id": "2f9e6b14-a07d-4c83-b5f1-90d4c7e8326a", "name": "größe & \"co\" 🦀"})
}

fn invite() -> Value {
    json!({
        "email": "mina@tidewater.example",
        "firstname": "Mina",
        "id": "94d7f3b8-15ea-4c02-a6d9-3b80e1c5f27d",
        "lastname": "Okafor",
        "status": "a later version's",
    })
}

pub(crate) fn token(expires: Value) -> Value {
    json!({
        "expires": expires,
        "id": "0a6be2d5-c839-4f17-8b54-e92d17a0c6f3",
        "inherits_user_perms": false,
        "permissions": [{"any": 1}],
        "roles": [null],
        "user_id": "c47a1e90-6d52-4b3f-8e07-5fa9b2d81c64",
    })
}

#[tokio::test]
async fn organizations() {
    let list = json!({"organizations": [organization(), organization()]});
    let (server, desk, client) = office(operations::ListOrganizationsResponse::Ok(value(&list))).await;
    let got = client.list_organizations().send().await.unwrap();
    assert_eq!(json(got.body()), list);

    let one = json!({"organization": organization()});
    desk.answer(operations::GetOrganizationResponse::Ok(value(&one)));
    let got = client.get_organization("a/b c?").send().await.unwrap();
    assert_eq!(json(got.body()), one);
    assert_eq!(
        desk.seen::<operations::GetOrganizationRequest>().organization_id,
        "a/b c?"
    );
    server.stop().await;
}

#[tokio::test]
async fn invites() {
    let one = json!({"invite": invite()});
    let (server, desk, client) = office(operations::InviteCreationResponse::Created(value(&one))).await;
    let body = guest();
    let created = client.invite_creation("7", &body).send().await.unwrap();
    assert_eq!((created.status().as_u16(), json(created.body())), (201, one));
    let seen: operations::InviteCreationRequest = desk.seen();
    assert_eq!((seen.organization_id.as_str(), json(&seen.body)), ("7", json(&body)));

    let list = json!({"invites": [invite()]});
    desk.answer(operations::GetInviteResponse::Ok(value(&list)));
    let got = client.get_invite("8").send().await.unwrap();
    assert_eq!(json(got.body()), list);
    assert_eq!(desk.seen::<operations::GetInviteRequest>().organization_id, "8");
    server.stop().await;
}

#[tokio::test]
async fn a_new_token() {
    let one = json!({"token": token(Value::Null)});
    let created = || operations::CreateNewTokenResponse::Created {
        body: value(&one),
        location: "/tokens/größe".to_owned(),
    };
    let (server, desk, client) = office(created()).await;
    let body = login();
    let got = client.create_new_token(&body).send().await.unwrap();
    assert_eq!((got.status().as_u16(), json(got.body())), (201, one.clone()));
    assert_eq!(CreateNewTokenHeaders::of(&got).unwrap().location, "/tokens/größe");
    let seen: operations::CreateNewTokenRequest = desk.seen();
    assert_eq!((seen.body.password.as_str(), seen.body.expires), ("p&ss=wörd", None));

    for expires in [true, false] {
        desk.answer(created());
        let body = CreateNewTokenBody {
            expires: Some(expires),
            ..body.clone()
        };
        client.create_new_token(&body).send().await.unwrap();
        assert_eq!(
            desk.seen::<operations::CreateNewTokenRequest>().body.expires,
            Some(expires)
        );
    }
    server.stop().await;
}

#[tokio::test]
async fn tokens() {
    let list = json!({"tokens": [token(Value::Null)]});
    let (server, desk, client) = office(operations::GetActiveTokensResponse::Ok(value(&list))).await;
    let got = client.get_active_tokens().send().await.unwrap();
    assert_eq!(json(got.body()), list);

    let one = json!({"token": token(Value::Null)});
    desk.answer(operations::GetActiveTokenResponse::Ok(value(&one)));
    let got = client.get_active_token("7").send().await.unwrap();
    assert_eq!(json(got.body()), one);
    assert_eq!(desk.seen::<operations::GetActiveTokenRequest>().token_id, "7");

    desk.answer(operations::DeleteActiveTokenResponse::NoContent);
    let got = client.delete_active_token("8").send().await.unwrap();
    assert_eq!((got.status().as_u16(), got.into_body()), (204, ()));
    assert_eq!(desk.seen::<operations::DeleteActiveTokenRequest>().token_id, "8");
    server.stop().await;
}

#[tokio::test]
async fn users() {
    let user = json!({"user": {
        "email": "mina@tidewater.example",
        "firstname": "Mina",
        "fullname": "Mina Okafor",
        "id": "c47a1e90-6d52-4b3f-8e07-5fa9b2d81c64",
        "lastname": "Okafor",
        "organizations": [],
        "roles": [{"organization": organization(), "role": "admin"}],
    }});
    let (server, desk, client) = office(operations::GetUserInformationResponse::Ok(value(&user))).await;
    let got = client.get_user_information("7").send().await.unwrap();
    assert_eq!(json(got.body()), user);
    assert_eq!(got.user.roles[0].role, "admin");
    assert_eq!(desk.seen::<operations::GetUserInformationRequest>().user_id, "7");
    server.stop().await;
}

/// Of operations without a response, whatever is a success arrives as bytes.
#[tokio::test]
async fn what_is_not_described() {
    let (server, desk, client) = office(()).await;
    macro_rules! check {
        ($($method:ident($($argument:literal)?) by $request:ident, $response:ident;)+) => {$({
            let name = stringify!($method);
            desk.answer(operations::$response::Reply(Reply::text(202, "text/plain", name)));
            let got = client.$method($($argument)?).send().await.unwrap();
            assert_eq!((got.status().as_u16(), got.body().as_ref()), (202, name.as_bytes()));
            let _: operations::$request = desk.seen();
        })+};
    }
    check! {
        put_user_resources("7") by PutUserResourcesRequest, PutUserResourcesResponse;
        patch_user_resources("7") by PatchUserResourcesRequest, PatchUserResourcesResponse;
        post_reset_password() by PostResetPasswordRequest, PostResetPasswordResponse;
        put_reset_password() by PutResetPasswordRequest, PutResetPasswordResponse;
        create_user() by CreateUserRequest, CreateUserResponse;
        create_role() by CreateRoleRequest, CreateRoleResponse;
        get_user_roles("7") by GetUserRolesRequest, GetUserRolesResponse;
        post_s3_tokens() by PostS3TokensRequest, PostS3TokensResponse;
        get_s3_users("7") by GetS3UsersRequest, GetS3UsersResponse;
        get_s3_credentials_os_ec2("7") by GetS3CredentialsOsEc2Request, GetS3CredentialsOsEc2Response;
    }
    server.stop().await;
}

/// One type stands for an organization wherever the examples show one.
#[test]
fn types_are_shared() {
    let user: types::User = value(&json!({
        "email": "", "firstname": "", "fullname": "", "lastname": "",
        "id": "c47a1e90-6d52-4b3f-8e07-5fa9b2d81c64",
        "organizations": [organization()],
        "roles": [{"organization": organization(), "role": ""}],
    }));
    let alone: types::GetOrganizationResponseBody = value(&json!({"organization": organization()}));
    assert_eq!(user.organizations.first(), Some(&alone.organization));
    assert_eq!(user.roles[0].organization, alone.organization);
}
