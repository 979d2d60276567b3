//! Every operation, called through the gateway at the mock of the API.

use scaleway_iam_users_client::types;
use serde_json::json;
use specwright_runtime::Uuid;
use wire_tests::value;

use super::support::{Chain, ORGANIZATION, USER};

#[tokio::test]
async fn every_operation_is_answered() {
    let chain = Chain::mock().await;
    let client = &chain.client;
    let user: Uuid = USER.parse().expect("a UUID");
    let mut answered = 0;
    macro_rules! answers {
        ($($request:expr => $status:literal;)+) => {$(
            let response = $request.send().await.expect(stringify!($request));
            assert_eq!(response.status(), $status, stringify!($request));
            answered += 1;
        )+};
    }
    let new: types::CreateUserRequest = value(&json!({ "organization_id": ORGANIZATION }));
    let change: types::UpdateUserRequest = value(&json!({ "last_name": "Hopper" }));
    let password: types::UpdateUserPasswordRequest = value(&json!({ "password": "correct horse" }));
    let username: types::UpdateUserUsernameRequest = value(&json!({ "username": "grace" }));
    let first: types::ValidateUserMfaOtpRequest = value(&json!({ "one_time_password": "123456" }));
    answers! {
        client.list_grace_periods() => 200;
        client.list_users() => 200;
        client.create_user(&new) => 200;
        client.get_user(user) => 200;
        client.update_user(user, &change) => 200;
        client.delete_user(user) => 204;
        client.lock_user(user) => 200;
        client.create_user_mfa_otp(user) => 200;
        client.delete_user_mfa_otp(user) => 204;
        client.unlock_user(user) => 200;
        client.update_user_password(user, &password) => 200;
        client.update_user_username(user, &username) => 200;
        client.validate_user_mfa_otp(user, &first) => 200;
    }
    assert_eq!(answered, 13);
}
