//! The operations that the resource types give to accounts, and those that accounts add.

use serde_json::json;
use specwright_runtime::Date;
use wallet_client::operations::{CreateAccountHeaders, DeleteAccountError, GetAccountError, UpdateAccountError};
use wallet_server::operations;

use crate::support::{account, counter, documented, failure, json, value};

#[tokio::test]
async fn the_collection_takes_a_new_one() {
    let answer = operations::CreateAccountResponse::Created {
        body: value(&account()),
        location: "/accounts/ac_00c0ffee".to_owned(),
    };
    let (server, desk, client) = counter(answer).await;
    let new = json!({"name": "Lighthouse", "currency": "JPY"});
    let got = client.create_account(&value(&new)).send().await.unwrap();
    assert_eq!(got.status().as_u16(), 201);
    assert_eq!(json(got.body()), account());
    assert_eq!(
        CreateAccountHeaders::of(&got).unwrap().location,
        "/accounts/ac_00c0ffee"
    );
    assert_eq!(json(&desk.seen::<operations::CreateAccountRequest>().body), new);
    server.stop().await;
}

#[tokio::test]
async fn an_item_is_shown_and_removed() {
    let (server, desk, client) = counter(operations::GetAccountResponse::Ok(value(&account()))).await;
    let got = client.get_account("ac_00c0ffee").send().await.unwrap();
    assert_eq!(json(got.body()), account());
    assert_eq!(got.opened, "2024-02-29".parse::<Date>().unwrap());
    assert_eq!(desk.seen::<operations::GetAccountRequest>().account_id, "ac_00c0ffee");

    desk.answer(operations::DeleteAccountResponse::NoContent);
    let gone = client.delete_account("ac_00c0ffee").send().await.unwrap();
    assert_eq!(gone.status().as_u16(), 204);
    assert_eq!(
        desk.seen::<operations::DeleteAccountRequest>().account_id,
        "ac_00c0ffee"
    );
    server.stop().await;
}

/// The trait's response, the resource's own, and the one of a method that the resource adds.
#[tokio::test]
async fn failures_come_from_where_they_are_described() {
    let (server, desk, client) = counter(operations::GetAccountResponse::NotFound(value(&failure("no")))).await;
    let (status, error) = documented(client.get_account("ac_00c0ffee").send().await);
    assert_eq!((status, error), (404, GetAccountError::NotFound(value(&failure("no")))));

    desk.answer(operations::DeleteAccountResponse::Conflict(value(&failure("full"))));
    let (status, error) = documented(client.delete_account("ac_00c0ffee").send().await);
    assert_eq!(
        (status, error),
        (409, DeleteAccountError::Conflict(value(&failure("full"))))
    );

    desk.answer(operations::UpdateAccountResponse::NotFound(value(&failure("no"))));
    let body = value(&json!({"name": "Savings"}));
    let (status, error) = documented(client.update_account("ac_00c0ffee", &body).send().await);
    assert_eq!(
        (status, error),
        (404, UpdateAccountError::NotFound(value(&failure("no"))))
    );
    assert_eq!(desk.seen::<operations::UpdateAccountRequest>().body.name, "Savings");
    server.stop().await;
}

#[tokio::test]
async fn days_arrive_as_days() {
    let answer = || operations::GetAccountStatementResponse::Ok("2025-03-02  Ilse Brandt  12.50 €\n".to_owned());
    let (server, desk, client) = counter(answer()).await;
    let day = |text: &str| text.parse::<Date>().unwrap();
    let request = client.get_account_statement("ac_00c0ffee", day("2025-03-01"));
    let got = request.send().await.unwrap();
    assert_eq!(got.body(), "2025-03-02  Ilse Brandt  12.50 €\n");
    let seen: operations::GetAccountStatementRequest = desk.seen();
    assert_eq!((seen.from, seen.until), (day("2025-03-01"), None));

    desk.answer(answer());
    let request = client.get_account_statement("ac_00c0ffee", day("2025-03-01"));
    request.until(day("2025-03-31")).send().await.unwrap();
    let seen: operations::GetAccountStatementRequest = desk.seen();
    assert_eq!(seen.until, Some(day("2025-03-31")));
    server.stop().await;
}
