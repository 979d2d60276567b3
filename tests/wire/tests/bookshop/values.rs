//! Values of every type and format, and maps.

use bookshop_client::{
    Error,
    operations::{ScheduleReadingError, SubmitManuscriptBody},
    types,
};
use bookshop_server::{operations, types as server_types};
use serde_json::{Value, json};
use specwright_runtime::{
    Bytes, Problem,
    http::StatusCode,
    json::{Decode, Decoder, from_value},
};

use wire_tests::problem;

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

/// A reading with every property that can be sent.
fn full_reading() -> Value {
    json!({
        "starts": "2024-05-17T19:30:00Z",
        "author": {"name": "Ada", "born": null},
        "doors": "19:00:00.5+02:00",
        "length": "PT1H30M",
        "price": "12.50",
        "seats": u16::MAX,
        "floor": i8::MIN,
        "row": i16::MIN,
        "contact": "ada@example.com",
        "host": "live.example.com",
        "page": "/readings/7?x=%20",
        "updates": "https://example.com/hooks",
        "ticket_numbers": "^[A-Z]\\d+$",
        "poster": "AP/+gA==",
        "smoking": false,
        "companions": ["Grace", {"name": "Alan"}],
    })
}

fn with_number(mut reading: Value) -> Value {
    reading["id"] = json!("3fa85f64-5717-4562-b3fc-2c963f66afa6");
    reading["sold"] = json!(u32::MAX);
    reading
}

#[tokio::test]
async fn formats_that_are_kept_as_text_arrive() {
    let (sent, served) = (full_reading(), with_number(full_reading()));
    let (server, desk, client) = counter(operations::ScheduleReadingResponse::Created(value(&served))).await;
    let got = client.schedule_reading(&value(&sent)).send().await.unwrap().into_body();
    let seen = desk.seen::<operations::ScheduleReadingRequest>().body;
    assert_eq!((json(&seen), json(&got)), (sent, served));
    assert_eq!(
        (seen.seats, seen.floor, seen.row),
        (Some(u16::MAX), Some(i8::MIN), Some(i16::MIN))
    );
    assert_eq!((seen.smoking, got.sold), (Some(false), Some(u32::MAX)));
    assert!(matches!(&got.companions[..], [
        types::ReadingCompanionsItem::Text(name),
        types::ReadingCompanionsItem::Person(person),
    ] if name == "Grace" && person.name == "Alan"));
    server.stop().await;
}

#[tokio::test]
async fn errors_have_types_of_their_own() {
    let (server, desk, client) = counter(()).await;
    let reading = value(&json!({"starts": "2024-05-17T19:30:00Z", "author": {"name": "Ada"}}));
    let served = with_number(full_reading());
    desk.answer(operations::ScheduleReadingResponse::Conflict(value(&served)));
    let error = client.schedule_reading(&reading).send().await.unwrap_err();
    let Some(ScheduleReadingError::Conflict(other)) = error.documented() else {
        panic!("{error}")
    };
    assert_eq!(json(other), served);
    // Statuses that nobody thought of, successes among them.
    for status in [200, 307, 418, 599] {
        desk.answer(operations::ScheduleReadingResponse::Default {
            status: StatusCode::from_u16(status).unwrap(),
            body: value(&json!({"title": "no"})),
        });
        let error = client.schedule_reading(&reading).send().await.unwrap_err();
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
        assert!(
            matches!(error.documented(), Some(ScheduleReadingError::Default(_))),
            "{error}"
        );
    }
    server.stop().await;
}

#[tokio::test]
async fn values_out_of_their_formats_are_refused() {
    let (server, desk, _) = counter(()).await;
    let refused = async |property: &str, value: Value| {
        let mut reading = full_reading();
        reading[property] = value;
        let request = server.request("POST", "/readings").header("Authorization", "Bearer t");
        let request = request
            .header("Content-Type", "application/json")
            .body(reading.to_string());
        let refused = problem(request).await;
        assert_eq!(refused.status, 422, "{property}");
        refused.lines().join("; ")
    };
    for (property, value, expected) in [
        (
            "seats",
            json!(65_536),
            "body /seats: expected an integer from 0 to 65535, found the number 65536",
        ),
        (
            "floor",
            json!(128),
            "body /floor: expected an integer from -128 to 127, found the number 128",
        ),
        (
            "row",
            json!(-32_769),
            "body /row: expected an integer from -32768 to 32767, found the number -32769",
        ),
        (
            "price",
            json!(12.5),
            "body /price: expected a string, found the number 12.5",
        ),
        (
            "starts",
            json!("2024-05-17"),
            "body /starts: expected a date and time with its offset (RFC 3339), found the string \"2024-05-17\"",
        ),
    ] {
        assert_eq!(refused(property, value).await, expected);
    }
    let companions = refused("companions", json!(["x", 7, {"born": null}])).await;
    assert!(
        companions.contains("body /companions/1: ") && companions.contains("body /companions/2"),
        "{companions}"
    );
    assert!(desk.saw_nothing());
    server.stop().await;
}

#[tokio::test]
async fn a_boolean_constant_is_kept_to() {
    let (server, desk, _) = counter(()).await;
    let mut reading = full_reading();
    reading["smoking"] = json!(true);
    let request = server.request("POST", "/readings").header("Authorization", "Bearer t");
    let refused = problem(
        request
            .header("Content-Type", "application/json")
            .body(reading.to_string()),
    )
    .await;
    assert_eq!(refused.status, 422);
    assert!(
        refused.lines()[0].starts_with("body /smoking: "),
        "{:?}",
        refused.lines()
    );
    assert!(desk.saw_nothing());
    server.stop().await;
}

#[tokio::test]
async fn an_enum_keeps_values_of_a_later_version() {
    let answer = json!({"id": "3fa85f64-5717-4562-b3fc-2c963f66afa6", "title": "x", "state": "lost"});
    let answer: server_types::Manuscript = from_value(&answer, Decoder::lenient()).unwrap();
    let answer = operations::SubmitManuscriptResponse::Accepted {
        body: answer,
        location: "/".to_owned(),
    };
    let (server, desk, client) = counter(answer).await;
    let address = value(&json!({"title": "x", "address": "https://example.com/"}));
    let send = || client.submit_manuscript(SubmitManuscriptBody::Json(&address)).send();
    let got = send().await.unwrap();
    assert_eq!(got.state, types::ManuscriptState::Unknown("lost".to_owned()));
    assert_eq!(got.state.as_str(), "lost");
    // A range stands for statuses that nobody thought of; beyond it they are not described.
    desk.answer(operations::SubmitManuscriptResponse::ClientError {
        status: StatusCode::IM_A_TEAPOT,
        body: value(&json!({})),
    });
    assert!(matches!(send().await.unwrap_err(), Error::Documented(_)));
    desk.answer(operations::SubmitManuscriptResponse::Problem(Problem::new(
        StatusCode::BAD_GATEWAY,
    )));
    let error = send().await.unwrap_err();
    assert!(
        matches!(&error, Error::Undocumented(response) if response.status() == 502),
        "{error}"
    );
    server.stop().await;
}
