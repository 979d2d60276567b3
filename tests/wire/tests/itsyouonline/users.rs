//! People, and what is kept of them.

use itsyouonline_client::operations::users::{CreateUserAddressError, UpdateUserPasswordError};
use itsyouonline_server::operations::users;
use serde_json::json;
use specwright_runtime::server::Reply;

use crate::support::{address, documented, json, person, registry, value};

#[tokio::test]
async fn a_person_is_read() {
    let (server, desk, client) = registry(users::GetUserResponse::Ok(value(&person()))).await;
    let got = client.users().get_user("mina").send().await.unwrap();
    assert_eq!(json(got.body()), person());
    assert_eq!(got.facebook.as_ref().unwrap().id, 7);
    assert_eq!(desk.seen::<users::GetUserRequest>().username, "mina");
    server.stop().await;
}

/// The page shows no response of these two that is no error: any is a success, and arrives as bytes.
#[tokio::test]
async fn what_the_page_lost_can_be_answered() {
    let answer = users::CreateUserResponse::Reply(Reply::text(201, "text/plain", "made"));
    let (server, desk, client) = registry(answer).await;
    let got = client.users().create_user(&value(&person())).send().await.unwrap();
    assert_eq!((got.status().as_u16(), got.body().as_ref()), (201, b"made".as_slice()));
    assert_eq!(json(&desk.seen::<users::CreateUserRequest>().body), person());

    desk.answer(users::UpdateUserNameResponse::Reply(Reply::empty(204)));
    let name = json!({"firstname": "Mína", "lastname": "Okafor"});
    let got = client
        .users()
        .update_user_name("mina", &value(&name))
        .send()
        .await
        .unwrap();
    assert_eq!(got.status().as_u16(), 204);
    let seen: users::UpdateUserNameRequest = desk.seen();
    assert_eq!((seen.username.as_str(), json(&seen.body)), ("mina", name));
    server.stop().await;
}

#[tokio::test]
async fn addresses_come_and_go() {
    let (server, desk, client) = registry(users::CreateUserAddressResponse::Created(value(&address()))).await;
    let users = client.users();
    let got = users
        .create_user_address("mina", &value(&address()))
        .send()
        .await
        .unwrap();
    assert_eq!((got.status().as_u16(), json(got.body())), (201, address()));

    desk.answer(users::CreateUserAddressResponse::Conflict);
    let refused = users.create_user_address("mina", &value(&address())).send().await;
    assert_eq!(documented(refused), (409, CreateUserAddressError::Conflict));

    desk.answer(users::ListUserAddressesResponse::Ok(vec![value(&address())]));
    let got = users.list_user_addresses("mina").send().await.unwrap();
    assert_eq!(json(got.body()), json!([address()]));

    desk.answer(users::GetUserAddressResponse::Ok(value(&address())));
    let got = users.get_user_address("mina", "home").send().await.unwrap();
    assert_eq!(got.city, "Gent");
    let seen: users::GetUserAddressRequest = desk.seen();
    assert_eq!((seen.username.as_str(), seen.label.as_str()), ("mina", "home"));

    desk.answer(users::DeleteUserAddressResponse::NoContent);
    let gone = users.delete_user_address("mina", "at work / 2").send().await.unwrap();
    assert_eq!((gone.status().as_u16(), gone.into_body()), (204, ()));
    assert_eq!(desk.seen::<users::DeleteUserAddressRequest>().label, "at work / 2");
    server.stop().await;
}

#[tokio::test]
async fn an_error_has_its_body() {
    let weak = json!({"error": "weak"});
    let (server, desk, client) = registry(users::UpdateUserPasswordResponse::UnprocessableContent(value(&weak))).await;
    let body = json!({"currentpassword": "old", "newpassword": "1"});
    let refused = client.users().update_user_password("mina", &value(&body)).send().await;
    let expected = UpdateUserPasswordError::UnprocessableContent(value(&weak));
    assert_eq!(documented(refused), (422, expected));
    assert_eq!(json(&desk.seen::<users::UpdateUserPasswordRequest>().body), body);
    server.stop().await;
}

/// The members of the last list stand at the end of prose on the page.
#[tokio::test]
async fn notifications_are_four_lists() {
    let invitation = json!({
        "organization": "tidewater",
        "user": "mina",
        "role": "orgmember",
        "created": "2024-05-17T12:30:00Z",
        "status": "pending",
        "method": "website",
        "emailaddress": "",
        "phonenumber": "",
        "isorganization": false,
    });
    let all = json!({
        "invitations": [invitation],
        "approvals": [],
        "contractRequests": [{"contractId": "c1", "party": "mina"}],
        "missingscopes": [{"organization": "tidewater", "scopes": ["user:name"]}],
    });
    let (server, _, client) = registry(users::ListUserNotificationsResponse::Ok(value(&all))).await;
    let got = client.users().list_user_notifications("mina").send().await.unwrap();
    assert_eq!(json(got.body()), all);
    server.stop().await;
}

#[tokio::test]
async fn lists_are_read_in_parts() {
    let (server, desk, client) = registry(users::ListUserContractsResponse::Ok(Vec::new())).await;
    let request = client.users().list_user_contracts("mina");
    request.include_expired(true).start(50).max(250).send().await.unwrap();
    let seen: users::ListUserContractsRequest = desk.seen();
    assert_eq!(
        (seen.include_expired, seen.start, seen.max),
        (Some(true), Some(50), Some(250))
    );

    desk.answer(users::ListUserContractsResponse::Ok(Vec::new()));
    client.users().list_user_contracts("mina").send().await.unwrap();
    let seen: users::ListUserContractsRequest = desk.seen();
    assert_eq!((seen.include_expired, seen.start, seen.max), (None, None, None));
    server.stop().await;
}

#[tokio::test]
async fn pictures_are_bytes() {
    let bytes = [0x89, b'P', b'N', b'G', 0];
    let (server, desk, client) = registry(users::GetUsersAvatarImgResponse::Ok(bytes.to_vec())).await;
    let got = client.users().get_users_avatar_img("5e1f").send().await.unwrap();
    assert_eq!(got.body().as_ref(), bytes);
    assert_eq!(desk.seen::<users::GetUsersAvatarImgRequest>().hash, "5e1f");
    server.stop().await;
}
