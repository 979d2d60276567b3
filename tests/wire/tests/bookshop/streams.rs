//! Bodies that arrive piece by piece: server-sent events, sequences of JSON.

use std::{collections::BTreeSet, time::Duration};

use bookshop_client::{
    Client,
    operations::{FollowCatalogueOkBody, HearAnnouncementsOkBody},
    types,
};
use bookshop_server::{operations, types as server_types};
use serde_json::{Value, json};
use specwright_runtime::{
    Event, Uuid,
    server::{Events, Items},
};
use tokio::{sync::mpsc::UnboundedSender, time::timeout};
use wire_tests::{Feed, Server};

use crate::support::{counter, json, served_book, value};

/// Long enough for anything that happens at all.
pub(crate) const SOON: Duration = Duration::from_secs(10);

/// Long enough to see that nothing happens.
pub(crate) const A_WHILE: Duration = Duration::from_millis(100);

pub(crate) fn paid(amount: f64) -> Value {
    json!({"kind": "paid", "at": "2024-05-17T12:30:00Z", "amount": {"amount": amount, "currency": "EUR"}})
}

pub(crate) fn shipped() -> Value {
    json!({"kind": "shipped", "at": "2024-05-18T12:30:00Z", "parcels": [Uuid::nil().to_string()]})
}

/// A server that follows an order, what tells it of events, and a client.
pub(crate) async fn order() -> (Server, UnboundedSender<Event<server_types::OrderEvent>>, Client) {
    let (sender, feed) = Feed::new();
    let (server, _, client) = counter(operations::FollowOrderResponse::Ok(Events::new(feed))).await;
    (server, sender, client)
}

#[tokio::test]
async fn events_arrive_while_the_server_still_sends() {
    let (server, sender, client) = order().await;
    let mut events = client.follow_order(7).send().await.unwrap().into_body();
    assert!(timeout(A_WHILE, events.next()).await.is_err(), "nothing was sent");
    for (id, text) in [("1", paid(1.5)), ("2", shipped())] {
        sender
            .send(Event::new(value(&text)).with_id(id).named("progress"))
            .unwrap();
        let event = timeout(SOON, events.next()).await.unwrap().unwrap().unwrap();
        assert_eq!(json(&event.data), text);
        assert_eq!(
            (event.event.as_deref(), event.id.as_deref()),
            (Some("progress"), Some(id))
        );
        assert_eq!(events.last_event_id(), Some(id));
        assert!(timeout(A_WHILE, events.next()).await.is_err(), "nothing more was sent");
    }
    sender
        .send(Event::new(value(&paid(2.5))).with_retry(Duration::from_secs(3)))
        .unwrap();
    let event = timeout(SOON, events.next()).await.unwrap().unwrap().unwrap();
    assert!(matches!(event.data, types::OrderEvent::Paid(paid) if paid.amount.amount == 2.5));
    assert_eq!((event.event, event.id), (None, None));
    assert_eq!(events.last_event_id(), Some("2"));
    assert_eq!(events.reconnection_time(), Some(Duration::from_secs(3)));
    drop(sender);
    assert!(timeout(SOON, events.next()).await.unwrap().is_none());
    assert!(events.next().await.is_none(), "nothing comes after the end");
    server.stop().await;
}

#[tokio::test]
async fn a_response_is_its_stream() {
    let (server, sender, client) = order().await;
    sender.send(Event::new(value(&shipped()))).unwrap();
    let mut response = client.follow_order(7).send().await.unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    assert_eq!(json(&response.next().await.unwrap().unwrap().data), shipped());
    drop(sender);
    server.stop().await;
}

#[tokio::test]
async fn the_server_learns_that_the_caller_has_left() {
    let (server, sender, client) = order().await;
    let mut events = client.follow_order(7).send().await.unwrap().into_body();
    sender.send(Event::new(value(&shipped()))).unwrap();
    timeout(SOON, events.next()).await.unwrap().unwrap().unwrap();
    drop(events);
    timeout(SOON, sender.closed()).await.unwrap();
    server.stop().await;

    let (sender, feed) = Feed::new();
    let body = operations::FollowCatalogueOkBody::Items(Items::new(feed));
    let (server, _, client) = counter(operations::FollowCatalogueResponse::Ok(body)).await;
    drop(client.follow_catalogue().send().await.unwrap());
    timeout(SOON, sender.closed()).await.unwrap();
    drop(server);
}

#[tokio::test]
async fn events_are_written_as_lines() {
    let events = [
        Event::new(value(&paid(1.5))).with_id("1").named("pro\ngress"),
        Event::new(value(&shipped())).with_retry(Duration::from_millis(1500)),
    ];
    let answer = operations::FollowOrderResponse::Ok(Events::from_values(events));
    let (server, desk, _) = counter(answer).await;
    let request = server
        .request("GET", "/orders/7/progress")
        .header("Cookie", "session=s");
    let response = request.header("Last-Event-ID", "größe").send().await.unwrap();
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    assert!(!response.headers().contains_key("content-length"));
    let text = response.text().await.unwrap();
    let [first, second] = text.split_terminator("\n\n").collect::<Vec<_>>()[..] else {
        panic!("{text}")
    };
    // The order of an event's fields means nothing.
    let fields = |block: &str| block.lines().map(str::to_owned).collect::<BTreeSet<_>>();
    assert_eq!(
        fields(first),
        fields(&format!("data: {}\nevent: pro gress\nid: 1", paid_text()))
    );
    assert_eq!(
        fields(second),
        fields(&format!("data: {}\nretry: 1500", shipped_text()))
    );
    let seen: operations::FollowOrderRequest = desk.seen();
    assert_eq!((seen.number, seen.last_event_id.as_deref()), (7, Some("größe")));
    server.stop().await;
}

/// A payment as it stands on the wire, in the order of the description.
pub(crate) fn paid_text() -> &'static str {
    r#"{"kind":"paid","at":"2024-05-17T12:30:00Z","amount":{"amount":1.5,"currency":"EUR"}}"#
}

fn shipped_text() -> &'static str {
    r#"{"kind":"shipped","at":"2024-05-18T12:30:00Z","parcels":["00000000-0000-0000-0000-000000000000"]}"#
}

fn changes() -> [Value; 4] {
    [
        json!({"change": "added", "number": 1, "book": json(&served_book("größe \"x\"\n"))}),
        json!({"change": "removed", "number": 2, "isbn": "1"}),
        json!({"change": "price", "number": 3, "isbn": "1", "price": null}),
        json!({"change": "price", "number": i64::MAX, "isbn": "1", "price": {"amount": 0.1, "currency": "USD"}}),
    ]
}

#[tokio::test]
async fn items_arrive_while_the_server_still_sends() {
    for lines in [true, false] {
        let (sender, feed) = Feed::new();
        let items = Items::new(feed);
        let body = if lines {
            operations::FollowCatalogueOkBody::Items(items)
        } else {
            operations::FollowCatalogueOkBody::JsonSeq(items)
        };
        let (server, _, client) = counter(operations::FollowCatalogueResponse::Ok(body)).await;
        let body = client.follow_catalogue().send().await.unwrap().into_body();
        let mut items = match body {
            FollowCatalogueOkBody::Items(items) if lines => items,
            FollowCatalogueOkBody::JsonSeq(items) if !lines => items,
            other => panic!("{other:?}"),
        };
        for change in changes() {
            assert!(timeout(A_WHILE, items.next()).await.is_err(), "nothing was sent");
            sender.send(value::<server_types::CatalogueChange>(&change)).unwrap();
            let item = timeout(SOON, items.next()).await.unwrap().unwrap().unwrap();
            assert_eq!(json(&item), change);
        }
        drop(sender);
        assert!(timeout(SOON, items.next()).await.unwrap().is_none());
        server.stop().await;
    }
}

#[tokio::test]
async fn items_are_framed_as_the_media_type_says() {
    let [_, first, second, _] = changes();
    let expected = [
        r#"{"change":"removed","number":2,"isbn":"1"}"#,
        r#"{"change":"price","number":3,"isbn":"1","price":null}"#,
    ];
    let items = || Items::from_values([value(&first), value(&second)]);
    let answer = operations::FollowCatalogueOkBody::Items(items());
    let (server, desk, _) = counter(operations::FollowCatalogueResponse::Ok(answer)).await;
    let read = async |accept: &str| {
        let request = server
            .request("GET", "/catalogue/changes?report_key=r")
            .header("Accept", accept);
        let response = request.send().await.unwrap();
        assert_eq!(response.headers()["content-type"], accept);
        response.text().await.unwrap()
    };
    assert_eq!(
        read("application/jsonl").await,
        format!("{}\n{}\n", expected[0], expected[1])
    );
    let answer = operations::FollowCatalogueOkBody::JsonSeq(items());
    desk.answer(operations::FollowCatalogueResponse::Ok(answer));
    assert_eq!(
        read("application/json-seq").await,
        format!("\u{1e}{}\n\u{1e}{}\n", expected[0], expected[1])
    );
    server.stop().await;
}

#[tokio::test]
async fn events_of_text_or_a_list() {
    let events = [
        Event::new("eins\nzwei".to_owned()),
        Event::new(String::new()),
        Event::new("{\"x\"}".to_owned()),
    ];
    let texts = events.clone().map(|event| event.data);
    let answer = operations::HearAnnouncementsOkBody::Events(Events::from_values(events));
    let (server, desk, client) = counter(operations::HearAnnouncementsResponse::Ok(answer)).await;
    let HearAnnouncementsOkBody::Events(mut events) = client.hear_announcements().send().await.unwrap().into_body()
    else {
        panic!("no events")
    };
    for text in &texts {
        assert_eq!(&events.next().await.unwrap().unwrap().data, text);
    }
    assert!(events.next().await.is_none());
    let answer = operations::HearAnnouncementsOkBody::Json(texts.to_vec());
    desk.answer(operations::HearAnnouncementsResponse::Ok(answer));
    let HearAnnouncementsOkBody::Json(list) = client.hear_announcements().send().await.unwrap().into_body() else {
        panic!("no list")
    };
    assert_eq!(list, texts);
    server.stop().await;
}
