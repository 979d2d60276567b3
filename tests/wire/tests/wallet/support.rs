//! A server whose answers each test decides, and a client of it.

use std::any::Any;

use serde_json::{Value, json};
use specwright_runtime::server::AllowAll;
use wallet_client::{Client, ClientBuilder, RetryPolicy};
use wallet_server::{Accounts, Currencies, Payments, operations, router};
use wire_tests::{Desk, Server};
pub(crate) use wire_tests::{documented, json, value};

pub(crate) const TOKEN: &str = "wallet-token-7c1f";

/// Answers every operation with what stands ready on the desk.
pub(crate) struct Teller(pub(crate) Desk);

macro_rules! exchange {
    ($($method:ident($request:ident) -> $response:ident;)+) => {$(
        async fn $method(&self, request: operations::$request) -> operations::$response {
            self.0.exchange(request)
        }
    )+};
}

impl Accounts for Teller {
    exchange! {
        list_accounts(ListAccountsRequest) -> ListAccountsResponse;
        create_account(CreateAccountRequest) -> CreateAccountResponse;
        get_account(GetAccountRequest) -> GetAccountResponse;
        delete_account(DeleteAccountRequest) -> DeleteAccountResponse;
        update_account(UpdateAccountRequest) -> UpdateAccountResponse;
        get_account_statement(GetAccountStatementRequest) -> GetAccountStatementResponse;
    }
}

impl Payments for Teller {
    exchange! {
        list_payments(ListPaymentsRequest) -> ListPaymentsResponse;
        create_payment(CreatePaymentRequest) -> CreatePaymentResponse;
        get_payment(GetPaymentRequest) -> GetPaymentResponse;
        refund_payment(RefundPaymentRequest) -> RefundPaymentResponse;
    }
}

impl Currencies for Teller {
    exchange! {
        list_currencies(ListCurrenciesRequest) -> ListCurrenciesResponse;
    }
}

/// A server that answers the next request with `response`, the desk that sees it, and a client.
pub(crate) async fn counter(response: impl Any + Send) -> (Server, Desk, Client) {
    let desk = Desk::answering(response);
    let server = Server::start(router(Teller(desk.clone()), AllowAll)).await;
    let client = client(&server);
    (server, desk, client)
}

/// A client without a token, which asks once only.
pub(crate) fn stranger(server: &Server) -> ClientBuilder {
    Client::builder().base_url(&server.url()).retries(RetryPolicy::none())
}

/// A client with a token.
pub(crate) fn client(server: &Server) -> Client {
    stranger(server).access_token(TOKEN).build().unwrap()
}

pub(crate) fn account() -> Value {
    json!({
        "name": "Lighthouse",
        "currency": "JPY",
        "id": "ac_00c0ffee",
        "balance": {"units": 9_007_199_254_740_993_i64, "currency": "JPY"},
        "opened": "2024-02-29",
    })
}

pub(crate) fn card() -> Value {
    json!({"lastDigits": "0042", "expires": "2027-09-30"})
}

pub(crate) fn bank() -> Value {
    json!({"iban": "GB33BUKB20201555555555", "holder": "Ilse Brandt"})
}

/// What a payment is ordered with.
pub(crate) fn order(source: &Value) -> Value {
    json!({
        "account": "ac_00c0ffee",
        "amount": {"units": 1250, "currency": "EUR"},
        "source": source,
        "labels": ["rent", "march"],
    })
}

pub(crate) fn payment(source: &Value) -> Value {
    let mut payment = order(source);
    payment["id"] = json!("pa_0badcafe");
    payment["state"] = json!("pending");
    payment["ordered"] = json!("2025-03-01T08:15:30Z");
    payment
}

/// Why something was not done.
pub(crate) fn failure(reason: &str) -> Value {
    json!({"reason": reason, "message": "Not so."})
}
