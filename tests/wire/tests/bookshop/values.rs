//! Values of every type and format, and maps.

use bookshop_client::types;
use bookshop_server::{operations, types as server_types};
use serde_json::{Value, json};
use specwright_runtime::{
    Bytes,
    json::{Decode, Decoder, from_value},
};

use crate::support::{counter, json};

fn value<T: Decode>(json: &Value) -> T {
    from_value(json, Decoder::strict()).unwrap()
}

fn smallest() -> Value {
    json!({"id": "3fa85f64-5717-4562-b3fc-2c963f66afa6", "taken": "2024-05-17T12:30:00Z", "address": "192.0.2.1"})
}

/// Sends a record, has it answered, and gives what the server saw and the client got; all are the same on the wire.
async fn record(text: &Value) -> (server_types::StockRecord, types::StockRecord) {
    let (server, desk, client) = counter(operations::RecordStockResponse::Ok(value(text))).await;
    let got = client.record_stock(&value(text)).send().await.unwrap().into_body();
    let seen = desk.seen::<operations::RecordStockRequest>().body;
    assert_eq!((&json(&seen), &json(&got)), (text, text));
    server.stop().await;
    (seen, got)
}

#[tokio::test]
async fn every_format_arrives() {
    let text = json!({
        "id": "3fa85f64-5717-4562-b3fc-2c963f66afa6",
        "taken": "2024-05-17T12:30:00.123456789Z",
        "day": "2024-02-29",
        "photo": "AP/+gA==",
        "shelf": i32::MIN,
        "copies": i64::MAX,
        "seen": u64::MAX,
        "small": 255,
        "count": 1000,
        "weight": 0.5,
        "value": -1.25e-300,
        "address": "255.255.255.255",
        "address6": "2001:db8::1",
        "page": "https://example.com/ü?a=b&c=%20#d",
        "rating": 3,
        "mixed": null,
        "tags": ["a", "ü🦀"],
        "grid": [[], [1, -2], [9]],
    });
    let (seen, got) = record(&text).await;
    assert_eq!(seen.id.to_string(), "3fa85f64-5717-4562-b3fc-2c963f66afa6");
    assert_eq!(seen.photo, Some(Bytes::from(vec![0, 255, 254, 128])));
    assert_eq!(seen.taken.subsec_nanosecond(), 123_456_789);
    assert_eq!(
        (seen.shelf, seen.copies, seen.seen),
        (Some(i32::MIN), Some(i64::MAX), Some(u64::MAX))
    );
    assert_eq!(
        (seen.weight, seen.value, seen.small),
        (Some(0.5), Some(-1.25e-300), Some(255))
    );
    assert_eq!(got.address, std::net::Ipv4Addr::BROADCAST);
    assert_eq!(got.address6.unwrap().to_string(), "2001:db8::1");
    assert_eq!(
        (got.mixed, got.grid),
        (Some(None), Some(vec![vec![], vec![1, -2], vec![9]]))
    );
}

#[tokio::test]
async fn a_list_of_types_is_a_union() {
    for mixed in [json!("text"), json!("7"), json!(7), json!(false), json!(null)] {
        let mut text = smallest();
        text["mixed"] = mixed;
        record(&text).await;
    }
    let (seen, _) = record(&smallest()).await;
    assert_eq!((seen.mixed, seen.rating, seen.tags), (None, None, None));
}

#[tokio::test]
async fn an_integer_enum_keeps_values_of_a_later_version() {
    let record = server_types::StockRecord {
        rating: Some(server_types::Rating::from(9)),
        ..value(&smallest())
    };
    let (server, _, client) = counter(operations::RecordStockResponse::Ok(record)).await;
    let got = client.record_stock(&value(&smallest())).send().await.unwrap();
    assert_eq!(got.rating, Some(types::Rating::Unknown(9)));
    assert_eq!(got.rating.map(types::Rating::as_i64), Some(9));
    server.stop().await;
}

#[tokio::test]
async fn times_of_another_zone_are_the_same_moment() {
    let mut text = smallest();
    text["taken"] = json!("2024-05-17T14:30:00.5+02:00");
    let (server, desk, client) = counter(operations::RecordStockResponse::Ok(value(&text))).await;
    let got = client.record_stock(&value(&text)).send().await.unwrap();
    assert_eq!(got.taken.to_string(), "2024-05-17T12:30:00.5Z");
    assert_eq!(desk.seen::<operations::RecordStockRequest>().body.taken, got.taken);
    server.stop().await;
}

/// Sends settings, has them answered, and gives what the server saw.
async fn put(text: &Value) -> server_types::Settings {
    let (server, desk, client) = counter(operations::PutSettingsResponse::Ok(value(text))).await;
    let got = client.put_settings(&value(text)).send().await.unwrap().into_body();
    let seen = desk.seen::<operations::PutSettingsRequest>().body;
    assert_eq!((&json(&seen), &json(&got)), (text, text));
    server.stop().await;
    seen
}

#[tokio::test]
async fn maps_of_every_kind_arrive() {
    let text = json!({
        "limits": {"": 0, "a\"b/c~": 7},
        "labels": {"welcome": "hi", "bye": "", "ü 🦀": "x"},
        "free": {"nested": {"list": [1, "2", null, {"x": 1.5}]}, "null": null},
        "opening": {"mon": {"from": "09:00", "to": "17:00"}},
        "strict": {"colour": null},
        "anything": [null, {"a": true}],
        "retries": -3,
        "motto": "",
        "languages": [],
    });
    let seen = put(&text).await;
    assert_eq!(seen.limits["a\"b/c~"], 7);
    assert_eq!(
        (
            seen.labels.welcome.as_str(),
            seen.labels.additional_properties["bye"].as_str()
        ),
        ("hi", "")
    );
    assert_eq!(seen.labels.additional_properties.len(), 2);
    assert_eq!(seen.strict.unwrap().colour, Some(None));
    assert_eq!(seen.opening.unwrap()["mon"].from, "09:00");
}

#[tokio::test]
async fn anything_may_be_null() {
    let text = json!({"limits": {"a": 1}, "labels": {"welcome": "hi"}, "anything": null});
    let seen = put(&text).await;
    assert_eq!(seen.anything, Some(Value::Null));
    let seen = put(&json!({"limits": {"a": 1}, "labels": {"welcome": "hi"}, "strict": {}})).await;
    assert_eq!(seen.anything, None);
    assert_eq!(seen.strict.unwrap().colour, None);
}
