//! Seven operations of the blueprint show a token; it shows none for the others, which take one all the same.

use scaleway_account_client::{Client, Error};
use scaleway_account_server::{mock, operations, router};
use specwright_runtime::server::{Denied, Identity, Reply, authorize_with};
use wire_tests::{Desk, Server, problem};

use crate::document::operations as described;
use crate::support::{Office, TOKEN, client, guest, login, office, stranger};

/// What a client without a token says of a request.
fn missing<T: std::fmt::Debug, E: std::fmt::Debug>(result: Result<T, Error<E>>) -> String {
    match result.unwrap_err() {
        Error::MissingCredential(error) => error.to_string(),
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn what_shows_a_token_is_not_sent_without_one() {
    // Nothing listens there: what was sent would be a transport error.
    let client = Client::builder("http://127.0.0.1:1").build().unwrap();
    let refusals = [
        missing(client.list_organizations().send().await),
        missing(client.get_organization("7").send().await),
        missing(client.invite_creation("7", &guest()).send().await),
        missing(client.get_invite("7").send().await),
        missing(client.create_new_token(&login()).send().await),
        missing(client.get_active_tokens().send().await),
        missing(client.get_user_information("7").send().await),
    ];
    for refusal in refusals {
        assert!(refusal.contains("X-Auth-Token"), "{refusal}");
    }
}

#[tokio::test]
async fn what_shows_a_token_is_refused_without_one() {
    let server = Server::start(mock::router()).await;
    let mut refused = 0;
    for operation in described() {
        let request = server.request(operation.method, &operation.target());
        if operation.request.is_some() {
            assert_eq!(
                problem(request).await.status,
                401,
                "{} {}",
                operation.method,
                operation.path
            );
            refused += 1;
        } else {
            let status = request.send().await.unwrap().status();
            assert_ne!(status, 401, "{} {}", operation.method, operation.path);
        }
    }
    assert_eq!(refused, 7);
    server.stop().await;
}

#[tokio::test]
async fn a_token_is_sent_wherever_it_may_be() {
    let (server, desk, client) = office(operations::DeleteActiveTokenResponse::NoContent).await;
    client.delete_active_token("7").send().await.unwrap();
    let seen: operations::DeleteActiveTokenRequest = desk.seen();
    assert_eq!(seen.context.headers()["x-auth-token"], TOKEN);

    desk.answer(operations::GetS3UsersResponse::Reply(Reply::empty(204)));
    client.get_s3_users("7").send().await.unwrap();
    let seen: operations::GetS3UsersRequest = desk.seen();
    assert_eq!(seen.context.headers()["x-auth-token"], TOKEN);

    desk.answer(operations::DeleteActiveTokenResponse::NoContent);
    let stranger = stranger(&server).build().unwrap();
    stranger.delete_active_token("7").send().await.unwrap();
    let seen: operations::DeleteActiveTokenRequest = desk.seen();
    assert!(!seen.context.headers().contains_key("x-auth-token"));
    server.stop().await;
}

#[tokio::test]
async fn the_authorizer_sees_the_token_and_decides() {
    let authorizer = authorize_with(|attempt| async move {
        match attempt.api_key("X-Auth-Token") {
            Some(key) if key.matches(TOKEN) => Ok(Identity::new(())),
            _ => Err(Denied::unauthenticated()),
        }
    });
    let desk = Desk::answering(operations::GetActiveTokensResponse::Ok(
        scaleway_account_server::types::GetActiveTokensResponseBody { tokens: Vec::new() },
    ));
    let server = Server::start(router(Office(desk.clone()), authorizer)).await;
    assert!(
        client(&server)
            .get_active_tokens()
            .send()
            .await
            .unwrap()
            .tokens
            .is_empty()
    );
    let guess = stranger(&server).auth_token("guessed").build().unwrap();
    let refused = guess.get_active_tokens().send().await.unwrap_err();
    assert_eq!(refused.status().unwrap(), 401);
    server.stop().await;
}
