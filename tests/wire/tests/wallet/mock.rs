//! The mock answers with the examples of the types, which stand in the library.

use serde_json::json;
use wallet_client::operations::{GetAccountError, ListAccountsHeaders};
use wallet_server::mock;
use wire_tests::Server;

use crate::support::{client, documented, json};

#[tokio::test]
async fn examples_of_types_are_answers() {
    let server = Server::start(mock::router()).await;
    let client = client(&server);
    let account = client.get_account("ac_00000000").send().await.unwrap();
    assert_eq!(
        json(account.body()),
        json!({
            "name": "Household",
            "currency": "EUR",
            "id": "ac_5d21c0fe",
            "balance": {"units": 481_200, "currency": "EUR"},
            "opened": "2024-03-08",
        })
    );
    let payment = client.get_payment("pa_00000000").send().await.unwrap();
    assert_eq!(
        json(&payment.source),
        json!({"lastDigits": "4242", "expires": "2027-09-30"})
    );
    let currencies = client.list_currencies().send().await.unwrap();
    assert_eq!(json(currencies.body()), json!(["EUR", "USD"]));
    let day = "2025-03-01".parse().unwrap();
    let statement = client.get_account_statement("ac_00000000", day).send().await.unwrap();
    assert_eq!(statement.body(), "2025-03-02  Mina Okafor  12.50 EUR");
    server.stop().await;
}

#[tokio::test]
async fn the_responses_of_traits_can_be_asked_for() {
    let server = Server::start(mock::router()).await;
    let client = client(&server);
    let list = client.list_accounts().send().await.unwrap();
    assert!(ListAccountsHeaders::of(&list).is_ok());
    let request = client.get_account("ac_00000000").header("Prefer", "code=404");
    let (status, error) = documented(request.send().await);
    let GetAccountError::NotFound(failure) = error else {
        panic!("{error:?}")
    };
    assert_eq!((status, failure.reason.as_str()), (404, "unknown_account"));
    let request = client.get_account("ac_00000000").header("Prefer", "code=403");
    assert_eq!(documented(request.send().await), (403, GetAccountError::Forbidden));
    server.stop().await;
}
