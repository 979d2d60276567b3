//! Unions: tagged, told apart by a constant, and chosen by what fits.

use bookshop_client::types;
use bookshop_server::{operations, types as server_types};
use serde_json::{Value, json};
use specwright_runtime::json::{Decode, Decoder, from_value};
use wire_tests::problem;

use crate::support::{counter, json};

fn value<T: Decode>(json: &Value) -> T {
    from_value(json, Decoder::strict()).unwrap()
}

/// An order with this payment, delivery and gift.
fn order(payment: &Value, delivery: &Value, gift: Option<&Value>) -> Value {
    let mut order = json!({"lines": [{"isbn": "1"}], "payment": payment, "delivery": delivery});
    if let Some(gift) = gift {
        order["gift"] = gift.clone();
    }
    order
}

/// Sends an order, has it answered with the same one, and gives what the server saw and the client got.
async fn place(text: &Value) -> (server_types::NewOrder, types::Order) {
    let mut answer = text.clone();
    answer["number"] = json!(7);
    answer["state"] = json!("placed");
    let (server, desk, client) = counter(operations::PlaceOrderResponse::Created(value(&answer))).await;
    let got = client.place_order(&value(text)).send().await.unwrap().into_body();
    let seen = desk.seen::<operations::PlaceOrderRequest>().body;
    assert_eq!((json(&seen), json(&got)), (text.clone(), answer));
    server.stop().await;
    (seen, got)
}

#[tokio::test]
async fn a_discriminator_chooses() {
    let card = |method: &str| json!({"method": method, "number": "1234"});
    for method in ["card", "debit-card"] {
        let (seen, got) = place(&order(&card(method), &json!(7), None)).await;
        assert!(matches!(seen.payment, server_types::Payment::CardPayment(card) if card.method == method));
        assert!(matches!(got.payment, types::Payment::CardPayment(card) if card.number == "1234"));
    }
    let invoice = json!({"method": "invoice", "address": {"street": "s", "town": "t & u"}});
    let (seen, got) = place(&order(&invoice, &json!(7), None)).await;
    assert!(matches!(seen.payment, server_types::Payment::InvoicePayment(_)));
    assert!(matches!(got.payment, types::Payment::InvoicePayment(it) if it.address.town == "t & u"));
    // No mapping names it: its own name does (OpenAPI 3.1.1, section 4.8.25).
    let voucher = json!({"method": "VoucherPayment", "codes": ["a", "b"]});
    let (seen, got) = place(&order(&voucher, &json!(7), None)).await;
    assert!(matches!(seen.payment, server_types::Payment::VoucherPayment(_)));
    assert!(matches!(got.payment, types::Payment::VoucherPayment(it) if it.codes == ["a", "b"]));
}

#[tokio::test]
async fn a_discriminator_of_a_later_version() {
    let unknown = json!({"method": "barter", "goods": ["hen"]});
    let mut answer = order(&json!({"method": "card", "number": "1234"}), &json!(7), None);
    answer["number"] = json!(7);
    answer["state"] = json!("lost");
    let mut answer: server_types::Order = from_value(&answer, Decoder::lenient()).unwrap();
    answer.payment = server_types::Payment::Unknown(unknown.clone());
    let (server, desk, client) = counter(operations::GetOrderResponse::Ok(answer)).await;
    let got = client.get_order(7).send().await.unwrap().into_body();
    assert_eq!(got.payment, types::Payment::Unknown(unknown.clone()));
    assert_eq!(got.state, types::OrderState::Unknown("lost".to_owned()));

    let text = order(&unknown, &json!(7), None).to_string();
    let request = server.request("POST", "/orders").header("Cookie", "session=s");
    let refused = problem(request.header("Content-Type", "application/json").body(text)).await;
    let expected =
        "body /payment/method: expected one of `card`, `debit-card`, `invoice`, `VoucherPayment`, found `barter`";
    assert_eq!((refused.status, refused.lines()), (422, vec![expected.to_owned()]));
    let _: operations::GetOrderRequest = desk.seen();
    server.stop().await;
}

#[tokio::test]
async fn variants_are_told_apart_by_their_kind() {
    let card = json!({"method": "card", "number": "1234"});
    let (seen, got) = place(&order(
        &card,
        &json!({"street": "s", "town": "t", "country": "DE"}),
        None,
    ))
    .await;
    assert!(matches!(seen.delivery, server_types::Delivery::Address(_)));
    assert!(matches!(got.delivery, types::Delivery::Address(it) if it.country.as_deref() == Some("DE")));
    let (seen, got) = place(&order(&card, &json!("7"), None)).await;
    assert!(matches!(seen.delivery, server_types::Delivery::PickUpPoint(name) if name == "7"));
    assert!(matches!(got.delivery, types::Delivery::PickUpPoint(name) if name == "7"));
    let (seen, got) = place(&order(&card, &json!(-7), None)).await;
    assert!(matches!(seen.delivery, server_types::Delivery::Locker(-7)));
    assert!(matches!(got.delivery, types::Delivery::Locker(-7)));
}

#[tokio::test]
async fn any_of_is_the_first_that_fits() {
    let card = json!({"method": "card", "number": "1234"});
    let (seen, got) = place(&order(&card, &json!(7), Some(&json!({"paper": "red"})))).await;
    assert!(matches!(seen.gift, Some(server_types::Gift::Wrapping(_))));
    assert!(matches!(got.gift, Some(types::Gift::Wrapping(wrapping)) if wrapping.paper == "red"));
    let (seen, got) = place(&order(&card, &json!(7), Some(&json!({"text": "for you"})))).await;
    assert!(matches!(seen.gift, Some(server_types::Gift::Greeting(_))));
    assert!(matches!(got.gift, Some(types::Gift::Greeting(greeting)) if greeting.text == "for you"));
    let (seen, _) = place(&order(&card, &json!(7), None)).await;
    assert_eq!(seen.gift, None);
}

#[tokio::test]
async fn a_constant_chooses() {
    let text = json!([
        {"kind": "paid", "at": "2024-05-17T12:30:00Z", "amount": {"amount": 1.5, "currency": "USD"}},
        {"kind": "shipped", "at": "2024-05-18T12:30:00Z", "parcels": ["3fa85f64-5717-4562-b3fc-2c963f66afa6"]},
    ]);
    let (server, desk, client) = counter(operations::ListOrderEventsResponse::Ok(value(&text))).await;
    let got = client.list_order_events(7).send().await.unwrap().into_body();
    assert_eq!(json(&got), text);
    assert!(matches!(&got[0], types::OrderEvent::Paid(paid) if paid.amount.amount == 1.5));
    assert!(matches!(&got[1], types::OrderEvent::Shipped(shipped) if shipped.parcels.len() == 1));
    assert_eq!(desk.seen::<operations::ListOrderEventsRequest>().number, 7);

    let lost = json!({"kind": "lost", "at": "2024-05-19T12:30:00Z"});
    let answer = vec![server_types::OrderEvent::Unknown(lost.clone())];
    desk.answer(operations::ListOrderEventsResponse::Ok(answer));
    let got = client.list_order_events(7).send().await.unwrap().into_body();
    assert_eq!(got, [types::OrderEvent::Unknown(lost)]);
    server.stop().await;
}

#[tokio::test]
async fn a_union_of_every_kind() {
    let letter = json!({"subject": "s", "paragraphs": ["p", ""], "pages": 3, "": -1});
    for text in [
        json!("a word"),
        json!(""),
        json!(5),
        json!(true),
        json!(["a word", 3, [false, []], letter]),
        letter,
    ] {
        let sent: types::Feedback = value(&text);
        let (server, desk, client) = counter(operations::GiveFeedbackResponse::Ok(value(&text))).await;
        let got = client.give_feedback().body(&sent).send().await.unwrap().into_body();
        let bookshop_client::operations::GiveFeedbackSuccess::Ok(got) = got else {
            panic!("{got:?}")
        };
        assert_eq!(got, sent);
        let seen = desk.seen::<operations::GiveFeedbackRequest>().body.unwrap();
        assert_eq!((json(&seen), json(&got)), (text.clone(), text));
        server.stop().await;
    }
}

#[tokio::test]
async fn what_fits_no_variant_is_refused() {
    let (server, desk, _) = counter(()).await;
    let refused = async |text: &str| {
        let request = server
            .request("POST", "/feedback")
            .header("Content-Type", "application/json");
        let refused = problem(request.body(text.to_owned())).await;
        (refused.status, refused.lines().join("; "))
    };
    for text in [
        "null",
        "1.5",
        "{}",
        r#"[["x", null]]"#,
        r#"{"subject":"s","pages":"three"}"#,
    ] {
        let (status, lines) = refused(text).await;
        assert_eq!(status, 422, "{text}");
        assert!(lines.contains("fits no variant of Feedback"), "{text}: {lines}");
    }
    assert_eq!(refused("9").await, (422, "body: must be at most 5, is 9".to_owned()));
    let long = format!("{:?}", "x".repeat(51));
    assert_eq!(
        refused(&long).await,
        (422, "body: must have at most 50 characters, has 51".to_owned())
    );
    let nested = r#"[1, [{"subject": ""}]]"#;
    assert_eq!(
        refused(nested).await,
        (
            422,
            "body /1/0/subject: must have at least 1 character, has 0".to_owned()
        )
    );
    assert!(desk.saw_nothing());
    server.stop().await;
}
