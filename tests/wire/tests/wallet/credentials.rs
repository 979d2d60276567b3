//! OAuth 2.0: the resource types say which scopes an operation needs, by the resource that they are applied to.

use std::sync::{Arc, Mutex};

use specwright_runtime::server::{Denied, Identity, authorize_with};
use wallet_client::Error;
use wallet_server::{mock, router};
use wire_tests::{Server, problem};

use crate::support::{TOKEN, client, order, stranger, value};

#[tokio::test]
async fn the_authorizer_sees_the_scopes_of_each_operation() {
    let seen: Arc<Mutex<Vec<String>>> = Arc::default();
    let book = Arc::clone(&seen);
    let authorizer = authorize_with(move |attempt| {
        let scopes = attempt.scopes("wallet_login").join(" ");
        let is_known = attempt.bearer("wallet_login").is_some_and(|token| token.matches(TOKEN));
        book.lock().unwrap().push(format!("{}: {scopes}", attempt.operation));
        async move {
            match is_known {
                true => Ok(Identity::new(())),
                false => Err(Denied::unauthenticated()),
            }
        }
    });
    let server = Server::start(router(mock::Mock, authorizer)).await;
    let client = client(&server);
    let new = value(&serde_json::json!({"name": "Lighthouse", "currency": "JPY"}));
    let day = "2025-03-01".parse().unwrap();
    let name = value(&serde_json::json!({"name": "Savings"}));
    client.list_accounts().send().await.unwrap();
    client.create_account(&new).send().await.unwrap();
    client.get_account("ac_00c0ffee").send().await.unwrap();
    client.delete_account("ac_00c0ffee").send().await.unwrap();
    client.update_account("ac_00c0ffee", &name).send().await.unwrap();
    client.get_account_statement("ac_00c0ffee", day).send().await.unwrap();
    client.list_payments().send().await.unwrap();
    client
        .create_payment(&value(&order(&crate::support::bank())))
        .send()
        .await
        .unwrap();
    client.get_payment("pa_0badcafe").send().await.unwrap();
    client.refund_payment("pa_0badcafe").send().await.unwrap();
    client.list_currencies().send().await.unwrap();
    let expected = [
        "list_accounts: accounts:read",
        "create_account: accounts:write",
        "get_account: accounts:read",
        "delete_account: accounts:write",
        "update_account: accounts:write",
        "get_account_statement: accounts:read payments:read",
        "list_payments: payments:read",
        "create_payment: payments:write",
        "get_payment: payments:read",
        "refund_payment: payments:write",
    ];
    assert_eq!(*seen.lock().unwrap(), expected);
    server.stop().await;
}

#[tokio::test]
async fn only_the_currencies_are_open() {
    let server = Server::start(mock::router()).await;
    let stranger = stranger(&server).build().unwrap();
    let refused = stranger.list_accounts().send().await.unwrap_err();
    assert!(matches!(refused, Error::MissingCredential(_)), "{refused}");
    assert_eq!(problem(server.request("GET", "/accounts")).await.status, 401);
    assert_eq!(stranger.list_currencies().send().await.unwrap().len(), 2);
    server.stop().await;
}
