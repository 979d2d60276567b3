//! Bodies that break constraints: the server says where, and what would do.

use serde_json::{Value, json};
use wire_tests::{Server, problem};

/// Sends a body to the mock, and compares what is wrong with it.
async fn check(method: &str, target: &str, media_type: &str, body: &str, status: u16, lines: &[&str]) {
    let server = Server::start(bookshop_server::mock::router()).await;
    let request = server
        .request(method, target)
        .header("X-Shop-Key", "k")
        .header("Cookie", "session=s")
        .header("Content-Type", media_type)
        .body(body.to_owned());
    // Two schemes of the description share this header.
    let authorization = if target == "/stocktaking" {
        "Basic YTpi"
    } else {
        "Bearer t"
    };
    let refused = problem(request.header("Authorization", authorization)).await;
    assert_eq!(
        (refused.status, refused.lines()),
        (status, lines.iter().map(ToString::to_string).collect()),
        "{body}"
    );
    server.stop().await;
}

async fn check_book(body: &Value, lines: &[&str]) {
    check("POST", "/books", "application/json", &body.to_string(), 422, lines).await;
}

/// Changes one property of a valid record.
async fn check_record(property: &str, value: Value, lines: &[&str]) {
    let mut body = json!({
        "id": "3fa85f64-5717-4562-b3fc-2c963f66afa6", "taken": "2024-05-17T12:30:00Z", "address": "192.0.2.1",
    });
    body[property] = value;
    check(
        "POST",
        "/stocktaking",
        "application/json",
        &body.to_string(),
        422,
        lines,
    )
    .await;
}

async fn check_settings(property: &str, value: Value, lines: &[&str]) {
    let mut body = json!({"limits": {"novel": 1}, "labels": {"welcome": "hi"}});
    body[property] = value;
    check("PUT", "/settings", "application/json", &body.to_string(), 422, lines).await;
}

async fn check_order(property: &str, value: Value, lines: &[&str]) {
    let mut body = json!({"lines": [{"isbn": "1"}], "payment": {"method": "card", "number": "1234"}, "delivery": 7});
    body[property] = value;
    check("POST", "/orders", "application/json", &body.to_string(), 422, lines).await;
}

#[tokio::test]
async fn all_problems_are_told_at_once() {
    let body = json!({
        "isbn": 1, "title": null, "authors": [{"name": "x"}, {}, 7], "genre": "crime", "rating": 4,
        "pages": 1.5, "published": "2023-02-29", "price": {"amount": "1", "currency": "EUR", "tax": 0},
    });
    check_book(
        &body,
        &[
            "body /isbn: expected a string, found the number 1",
            "body /title: expected a string, found null",
            "body /authors/1: missing required property `name`",
            "body /authors/2: expected an object, found the number 7",
            "body /genre: expected one of `novel`, `poetry`, `non-fiction`, `children's`, ``, found `crime`",
            "body /rating: expected one of `1`, `2`, `3`, `-1`, found `4`",
            "body /pages: expected an integer, found the number 1.5",
            "body /published: expected a date (RFC 3339), found the string \"2023-02-29\"",
            "body /price/amount: expected a number, found the string \"1\"",
            "body /price/tax: unknown property",
        ],
    )
    .await;
}

#[tokio::test]
async fn texts() {
    let body = json!({
        "isbn": "97800000", "title": "", "note": "n".repeat(201), "type": "magazine",
        "authors": [{"name": ""}, {"name": "x"}, {"name": "x"}, {"name": "x"}, {"name": "x"}],
    });
    check_book(&body, &["body /type: expected `book`, found `magazine`"]).await;
    let mut body = body;
    body["type"] = json!("book");
    let lines = [
        "body /note: must have at most 200 characters, has 201",
        "body /isbn: must match the pattern `^(97[89])?[0-9]{9}[0-9X]$`",
        "body /title: must have at least 1 character, has 0",
        "body /authors: must have at most 4 items, has 5",
        "body /authors/0/name: must have at least 1 character, has 0",
    ];
    check_book(&body, &lines).await;
    let body = json!({"isbn": "9780000000002", "title": "x", "sequel": {"isbn": "9780000000002", "title": ""}});
    check_book(&body, &["body /sequel/title: must have at least 1 character, has 0"]).await;
    // Characters are counted, not bytes.
    let body = json!({"isbn": "9780000000002", "title": "ü".repeat(121)});
    check_book(&body, &["body /title: must have at most 120 characters, has 121"]).await;
}

#[tokio::test]
async fn numbers() {
    let price =
        |amount: f64| json!({"isbn": "9780000000002", "title": "x", "price": {"amount": amount, "currency": "EUR"}});
    check_book(&price(-0.01), &["body /price/amount: must be at least 0, is -0.01"]).await;
    check_book(
        &price(0.005),
        &["body /price/amount: must be a multiple of 0.01, is 0.005"],
    )
    .await;
    check_record("count", json!(-5), &["body /count: must be at least 0, is -5"]).await;
    check_record("count", json!(1005), &["body /count: must be at most 1000, is 1005"]).await;
    check_record("count", json!(7), &["body /count: must be a multiple of 5, is 7"]).await;
    check_record("value", json!(-1.5), &["body /value: must be more than -1.5, is -1.5"]).await;
    check_record(
        "value",
        json!(2e9),
        &["body /value: must be less than 2000000000, is 2000000000"],
    )
    .await;
    check_record(
        "small",
        json!(256),
        &["body /small: expected an integer from 0 to 255, found the number 256"],
    )
    .await;
    check_record(
        "shelf",
        json!(2_147_483_648_u32),
        &["body /shelf: expected an integer from -2147483648 to 2147483647, found the number 2147483648"],
    )
    .await;
    check_record(
        "seen",
        json!(-1),
        &["body /seen: expected an integer from 0 to 18446744073709551615, found the number -1"],
    )
    .await;
}

#[tokio::test]
async fn lists() {
    check_record("tags", json!([]), &["body /tags: must have at least 1 item, has 0"]).await;
    check_record(
        "tags",
        json!(["a", "b", "c", "d"]),
        &["body /tags: must have at most 3 items, has 4"],
    )
    .await;
    check_record(
        "tags",
        json!(["a", "b", "a"]),
        &["body /tags: must have different items, item 2 is there twice"],
    )
    .await;
    check_record(
        "tags",
        json!(["", "sixsix"]),
        &[
            "body /tags/0: must have at least 1 character, has 0",
            "body /tags/1: must have at most 5 characters, has 6",
        ],
    )
    .await;
    check_record(
        "grid",
        json!([[1], [2, 10]]),
        &["body /grid/1/1: must be at most 9, is 10"],
    )
    .await;
    check_record(
        "grid",
        json!([[1], 2]),
        &["body /grid/1: expected an array, found the number 2"],
    )
    .await;
    check_order("lines", json!([]), &["body /lines: must have at least 1 item, has 0"]).await;
    let twice = json!([{"isbn": "1", "quantity": 1}, {"quantity": 1, "isbn": "1"}]);
    check_order(
        "lines",
        twice,
        &["body /lines: must have different items, item 1 is there twice"],
    )
    .await;
    let quantity = json!([{"isbn": "1", "quantity": 100}]);
    check_order(
        "lines",
        quantity,
        &["body /lines/0/quantity: must be at most 99, is 100"],
    )
    .await;
}

#[tokio::test]
async fn formats() {
    for (property, value, kind) in [
        ("id", "7", "a UUID"),
        ("taken", "2024-05-17", "a date and time with its offset (RFC 3339)"),
        (
            "taken",
            "2024-05-17T12:30:00",
            "a date and time with its offset (RFC 3339)",
        ),
        ("day", "17.05.2024", "a date (RFC 3339)"),
        ("photo", "%%%", "Base64 text"),
        ("address", "256.0.0.1", "an IPv4 address"),
        ("address6", "192.0.2.1", "an IPv6 address"),
    ] {
        let line = format!("body /{property}: expected {kind}, found the string {value:?}");
        check_record(property, json!(value), &[&line]).await;
    }
}

#[tokio::test]
async fn maps() {
    check_settings(
        "limits",
        json!({}),
        &["body /limits: must have at least 1 property, has 0"],
    )
    .await;
    let six: Value = ["a", "b", "c", "d", "e", "f"]
        .into_iter()
        .map(|name| (name.to_owned(), json!(1)))
        .collect::<serde_json::Map<_, _>>()
        .into();
    check_settings("limits", six, &["body /limits: must have at most 5 properties, has 6"]).await;
    check_settings(
        "limits",
        json!({"a/b": -1}),
        &["body /limits/a~1b: must be at least 0, is -1"],
    )
    .await;
    check_settings(
        "labels",
        json!({}),
        &["body /labels: missing required property `welcome`"],
    )
    .await;
    check_settings(
        "labels",
        json!({"welcome": "", "x": 7}),
        &["body /labels/x: expected a string, found the number 7"],
    )
    .await;
    let long = json!({"welcome": "", "x": "x".repeat(21)});
    check_settings(
        "labels",
        long,
        &["body /labels/x: must have at most 20 characters, has 21"],
    )
    .await;
    check_settings(
        "strict",
        json!({"colour": "red", "color": "red"}),
        &["body /strict/color: unknown property"],
    )
    .await;
    check_settings(
        "strict",
        json!({"colour": "blue"}),
        &["body /strict/colour: expected one of `red`, `green`, found `blue`"],
    )
    .await;
    let hours = json!({"mon": {"from": "9", "to": "17:00"}});
    check_settings(
        "opening",
        hours,
        &["body /opening/mon/from: must match the pattern `^[0-9]{2}:[0-9]{2}$`"],
    )
    .await;
    check_settings("free", json!([]), &["body /free: expected an object, found an array"]).await;
}

#[tokio::test]
async fn changes() {
    let media_type = "application/merge-patch+json";
    let nothing = ["body: must have at least 1 property, has 0"];
    check("PATCH", "/books/1", media_type, "{}", 422, &nothing).await;
    let unknown = ["body /isbn: unknown property"];
    check("PATCH", "/books/1", media_type, r#"{"isbn":"1"}"#, 422, &unknown).await;
    let inner = [
        "body /price/amount: must be at least 0, is -1",
        "body /authors/0/name: must have at least 1 character, has 0",
    ];
    let body = r#"{"price":{"amount":-1,"currency":"EUR"},"authors":[{"name":""}]}"#;
    check("PATCH", "/books/1", media_type, body, 422, &inner).await;
}

#[tokio::test]
async fn unions() {
    let wrong_number = json!({"method": "card", "number": "12"});
    check_order(
        "payment",
        wrong_number,
        &["body /payment/number: must match the pattern `^[0-9]{4}$`"],
    )
    .await;
    let no_codes = json!({"method": "VoucherPayment", "codes": []});
    check_order(
        "payment",
        no_codes,
        &["body /payment/codes: must have at least 1 item, has 0"],
    )
    .await;
    let country = json!({"street": "s", "town": "t", "country": "Germany"});
    check_order(
        "delivery",
        country,
        &["body /delivery/country: must have at most 2 characters, has 7"],
    )
    .await;
    check_order(
        "payment",
        json!({"number": "1234"}),
        &["body /payment: missing required property `method`"],
    )
    .await;
}

#[tokio::test]
async fn bodies_that_are_no_json() {
    for body in ["{", "{'isbn': 1}", "NaN", "[1,]", "{\"isbn\": \"1\"} x"] {
        let server = Server::start(bookshop_server::mock::router()).await;
        let request = server.request("POST", "/books").header("X-Shop-Key", "k");
        let refused = problem(request.header("Content-Type", "application/json").body(body)).await;
        assert_eq!(refused.status, 400, "{body}");
        server.stop().await;
    }
    check(
        "POST",
        "/books",
        "application/json",
        "",
        400,
        &["body: the body is missing"],
    )
    .await;
    let deep = "[".repeat(100_000);
    let server = Server::start(bookshop_server::mock::router()).await;
    let request = server
        .request("POST", "/feedback")
        .header("Content-Type", "application/json")
        .body(deep);
    assert_eq!(problem(request).await.status, 400);
    server.stop().await;
}
