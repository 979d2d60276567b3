//! Payments: a union, a value that may be null or missing, and an operation without a body.

use serde_json::{Value, json};
use wallet_client::operations::{CreatePaymentError, RefundPaymentError};
use wallet_client::types::{NewPayment, Source};
use wallet_server::{operations, types};

use crate::support::{bank, card, counter, documented, failure, json, order, payment, value};

fn created(payment: &Value) -> operations::CreatePaymentResponse {
    operations::CreatePaymentResponse::Created {
        body: value(payment),
        location: "/payments/pa_0badcafe".to_owned(),
    }
}

#[tokio::test]
async fn a_source_is_a_card_or_a_bank() {
    let (server, desk, client) = counter(created(&payment(&card()))).await;
    let got = client.create_payment(&value(&order(&card()))).send().await.unwrap();
    let Source::CardSource(source) = &got.source else {
        panic!("{:?}", got.source)
    };
    assert_eq!(source.last_digits, "0042");
    let seen: operations::CreatePaymentRequest = desk.seen();
    assert!(matches!(seen.body.source, types::Source::CardSource(_)));
    assert_eq!(json(&seen.body), order(&card()));

    desk.answer(created(&payment(&bank())));
    let got = client.create_payment(&value(&order(&bank()))).send().await.unwrap();
    let Source::BankSource(source) = &got.source else {
        panic!("{:?}", got.source)
    };
    assert_eq!(source.holder.as_deref(), Some("Ilse Brandt"));
    let seen: operations::CreatePaymentRequest = desk.seen();
    assert!(matches!(seen.body.source, types::Source::BankSource(_)));
    server.stop().await;
}

/// `string | nil` of a property that need not be there: three states, and each arrives as it was sent.
#[tokio::test]
async fn no_note_is_not_an_empty_one() {
    let (server, desk, client) = counter(()).await;
    for (note, expected) in [
        (None, None),
        (Some(None), Some(Value::Null)),
        (Some(Some("March".to_owned())), Some(json!("March"))),
    ] {
        desk.answer(created(&payment(&card())));
        let mut body: NewPayment = value(&order(&card()));
        body.note.clone_from(&note);
        client.create_payment(&body).send().await.unwrap();
        let seen: operations::CreatePaymentRequest = desk.seen();
        assert_eq!(seen.body.note, note);
        assert_eq!(json(&seen.body).get("note"), expected.as_ref());
    }
    server.stop().await;
}

#[tokio::test]
async fn a_payment_is_shown_and_sent_back() {
    let mut booked = payment(&bank());
    booked["state"] = json!("booked");
    booked["valued"] = json!("2025-03-02");
    let (server, desk, client) = counter(operations::GetPaymentResponse::Ok(value(&booked))).await;
    let got = client.get_payment("pa_0badcafe").send().await.unwrap();
    assert_eq!(json(got.body()), booked);
    assert_eq!(desk.seen::<operations::GetPaymentRequest>().payment_id, "pa_0badcafe");

    desk.answer(operations::RefundPaymentResponse::Accepted);
    let sent = client.refund_payment("pa_0badcafe").send().await.unwrap();
    assert_eq!((sent.status().as_u16(), sent.into_body()), (202, ()));
    let seen: operations::RefundPaymentRequest = desk.seen();
    assert_eq!(seen.payment_id, "pa_0badcafe");

    desk.answer(operations::RefundPaymentResponse::NotFound(value(&failure("gone"))));
    let (status, error) = documented(client.refund_payment("pa_0badcafe").send().await);
    let expected = RefundPaymentError::NotFound(value(&failure("gone")));
    assert_eq!((status, error), (404, expected));

    desk.answer(operations::CreatePaymentResponse::UnprocessableContent(value(
        &failure("empty"),
    )));
    let (status, error) = documented(client.create_payment(&value(&order(&card()))).send().await);
    let expected = CreatePaymentError::UnprocessableContent(value(&failure("empty")));
    assert_eq!((status, error), (422, expected));
    server.stop().await;
}
