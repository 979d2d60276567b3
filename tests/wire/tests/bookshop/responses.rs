//! Responses of several statuses.

use bookshop_client::{
    Error,
    operations::{
        AddBookError, AddBookSuccess, GetBookError, GetOrderError, LogInError, PlaceOrderError, RemoveBookError,
    },
    types,
};
use bookshop_server::operations;
use serde_json::json;
use specwright_runtime::{
    Problem, Uuid,
    http::StatusCode,
    json::{Decode, Decoder, from_value},
    parameter::Parameter,
};

use crate::support::{book, counter, json, served_book};

fn value<T: Decode>(json: serde_json::Value) -> T {
    from_value(&json, Decoder::strict()).unwrap()
}

fn code(code: u16) -> StatusCode {
    StatusCode::from_u16(code).unwrap()
}

#[tokio::test]
async fn several_successes() {
    let (server, desk, client) = counter(operations::AddBookResponse::Ok(served_book("old"))).await;
    let got = client.add_book(&book()).send().await.unwrap();
    assert!(
        matches!(got.body(), AddBookSuccess::Ok(book) if book.title == "old"),
        "{got:?}"
    );
    desk.answer(operations::AddBookResponse::Created {
        body: served_book("new"),
        location: "https://example.com/books/1?x=y".to_owned(),
    });
    let got = client.add_book(&book()).send().await.unwrap();
    let location: Option<String> = got.header(&Parameter::header("Location")).unwrap();
    assert_eq!(location.as_deref(), Some("https://example.com/books/1?x=y"));
    assert!(
        matches!(got.body(), AddBookSuccess::Created(book) if book.title == "new"),
        "{got:?}"
    );
    desk.answer(operations::AddBookResponse::Accepted);
    let got = client.add_book(&book()).send().await.unwrap();
    assert_eq!(
        (got.status().as_u16(), got.into_body()),
        (202, AddBookSuccess::Accepted)
    );
    server.stop().await;
}

#[tokio::test]
async fn exact_statuses_come_before_ranges_and_ranges_before_the_default() {
    let conflict = json!({"isbn": "1", "holder": "ada & co", "reason": "isbn-taken"});
    let (server, desk, client) = counter(operations::AddBookResponse::Conflict(value(conflict.clone()))).await;
    let error = client.add_book(&book()).send().await.unwrap_err();
    let Some(AddBookError::Conflict(got)) = error.documented() else {
        panic!("{error}")
    };
    assert_eq!(json(got), conflict);

    let problem = json!({"title": "no", "status": 418, "balance": [1, {"x": null}]});
    desk.answer(operations::AddBookResponse::ClientError {
        status: code(418),
        body: value(problem.clone()),
    });
    let error = client.add_book(&book()).send().await.unwrap_err();
    assert_eq!(error.status(), Some(code(418)));
    let Some(AddBookError::ClientError(got)) = error.documented() else {
        panic!("{error}")
    };
    assert_eq!(json(got)["balance"], problem["balance"]);
    assert_eq!(got.additional_properties["balance"], problem["balance"]);

    desk.answer(operations::AddBookResponse::Default {
        status: code(507),
        body: "full\nümlaut".to_owned(),
    });
    let error = client.add_book(&book()).send().await.unwrap_err();
    assert_eq!(error.status(), Some(code(507)));
    assert_eq!(
        error.documented(),
        Some(&AddBookError::Default("full\nümlaut".to_owned()))
    );
    server.stop().await;
}

#[tokio::test]
async fn a_status_out_of_its_range_is_a_mistake_of_the_servers_own() {
    let answer = operations::AddBookResponse::ClientError {
        status: code(204),
        body: value(json!({})),
    };
    let (server, desk, client) = counter(answer).await;
    let error = client.add_book(&book()).send().await.unwrap_err();
    assert_eq!(error.status(), Some(code(500)));
    desk.answer(operations::ChangeBookResponse::Successful {
        status: code(404),
        body: served_book("x"),
    });
    let change = types::BookChange {
        title: Some("x".to_owned()),
        ..types::BookChange::default()
    };
    let error = client.change_book("1", &change).send().await.unwrap_err();
    assert_eq!(error.status(), Some(code(500)));
    server.stop().await;
}

#[tokio::test]
async fn any_success_of_a_range() {
    let answer = operations::ChangeBookResponse::Successful {
        status: code(207),
        body: served_book("x"),
    };
    let (server, _, client) = counter(answer).await;
    let change = types::BookChange {
        title: Some("x".to_owned()),
        ..types::BookChange::default()
    };
    let got = client.change_book("1", &change).send().await.unwrap();
    assert_eq!((got.status().as_u16(), got.title.as_str()), (207, "x"));
    server.stop().await;
}

#[tokio::test]
async fn a_success_with_headers() {
    let answer = operations::GetBookResponse::Ok {
        body: served_book("Emma"),
        e_tag: "W/\"a, b\"".to_owned(),
        last_modified: Some("Fri, 17 May 2024 12:30:00 GMT".to_owned()),
    };
    let (server, _, client) = counter(answer).await;
    let got = client.get_book("1").send().await.unwrap();
    let header = |name| got.header::<String>(&Parameter::header(name)).unwrap();
    assert_eq!(header("ETag").as_deref(), Some("W/\"a, b\""));
    assert_eq!(
        header("Last-Modified").as_deref(),
        Some("Fri, 17 May 2024 12:30:00 GMT")
    );
    assert_eq!(got.title, "Emma");
    server.stop().await;
}

#[tokio::test]
async fn a_list_of_objects() {
    let orders = json!([
        {"lines": [{"isbn": "1", "quantity": 2}], "payment": {"method": "card", "number": "1234"}, "delivery": 7,
         "gift": {"paper": "red"}, "notify": "https://example.com/", "express": false, "number": 1, "state": "paid"},
        {"lines": [{"isbn": "2"}], "payment": {"method": "VoucherPayment", "codes": ["x"]}, "delivery": "the kiosk",
         "number": 2, "state": "shipped"},
    ]);
    let answer = operations::ListOrdersResponse::Ok {
        body: value(orders.clone()),
        x_request_id: Uuid::nil(),
    };
    let (server, _, client) = counter(answer).await;
    let got = client.list_orders(Uuid::nil()).send().await.unwrap();
    assert_eq!(json(got.body()), orders);
    assert_eq!((got[0].state.as_str(), got[1].number), ("paid", 2));
    server.stop().await;
}

#[tokio::test]
async fn statuses_without_a_body() {
    let (server, desk, client) = counter(operations::GetBookResponse::NotModified).await;
    let error = client.get_book("1").send().await.unwrap_err();
    assert_eq!(
        (error.status(), error.documented()),
        (Some(code(304)), Some(&GetBookError::NotModified))
    );
    desk.answer(operations::GetBookResponse::Gone);
    let error = client.get_book("1").send().await.unwrap_err();
    assert_eq!(
        (error.status(), error.documented()),
        (Some(code(410)), Some(&GetBookError::Gone))
    );
    desk.answer(operations::LogInResponse::SeeOther {
        location: "/password?next=%2F".to_owned(),
    });
    let credentials: types::Credentials = value(json!({"name": "ada", "password": "password"}));
    let error = client.log_in(&credentials).send().await.unwrap_err();
    let Error::Documented(response) = error else {
        panic!("{error}")
    };
    assert_eq!(
        (response.body(), &response.headers()["location"]),
        (&LogInError::SeeOther, &"/password?next=%2F".parse().unwrap())
    );
    server.stop().await;
}

#[tokio::test]
async fn errors_with_headers() {
    let (server, desk, client) = counter(operations::RemoveBookResponse::Locked { retry_after: u32::MAX }).await;
    #[expect(deprecated, reason = "what is deprecated must still work")]
    let request = client.remove_book("1", types::RemoveBookReason::Sold);
    let Error::Documented(response) = request.send().await.unwrap_err() else {
        panic!("no documented error")
    };
    assert_eq!(response.body(), &RemoveBookError::Locked);
    assert_eq!(
        response.header::<u32>(&Parameter::header("Retry-After")).unwrap(),
        Some(u32::MAX)
    );

    for retry_after in [None, Some(7)] {
        desk.answer(operations::GetOrderResponse::ServerError {
            status: code(503),
            retry_after,
        });
        let Error::Documented(response) = client.get_order(1).send().await.unwrap_err() else {
            panic!("no documented error")
        };
        assert_eq!(
            (response.status(), response.body()),
            (code(503), &GetOrderError::ServerError)
        );
        assert_eq!(
            response.header::<u32>(&Parameter::header("Retry-After")).unwrap(),
            retry_after
        );
    }
    server.stop().await;
}

#[tokio::test]
async fn errors_of_several_types() {
    let refusal = operations::PlaceOrderResponse::PaymentRequired(value(json!({"reason": "limit", "retry": false})));
    let (server, desk, client) = counter(refusal).await;
    let order: types::NewOrder =
        value(json!({"lines": [{"isbn": "1"}], "payment": {"method": "card", "number": "1234"}, "delivery": 7}));
    let error = client.place_order(&order).send().await.unwrap_err();
    let expected: types::PaymentRefusal = value(json!({"reason": "limit", "retry": false}));
    assert_eq!(expected.reason, types::PaymentRefusalReason::Limit);
    assert_eq!(error.documented(), Some(&PlaceOrderError::PaymentRequired(expected)));
    desk.answer(operations::PlaceOrderResponse::Conflict(vec![
        "1".to_owned(),
        String::new(),
    ]));
    let error = client.place_order(&order).send().await.unwrap_err();
    let expected = PlaceOrderError::Conflict(vec!["1".to_owned(), String::new()]);
    assert_eq!(error.documented(), Some(&expected));
    server.stop().await;
}

#[tokio::test]
async fn a_default_stands_for_successes_where_none_is_described() {
    let answer = |status| operations::GetHoursResponse::Default {
        status: code(status),
        body: [("mon".to_owned(), "9-17".to_owned())].into(),
    };
    let (server, desk, client) = counter(answer(203)).await;
    assert_eq!(client.get_hours().send().await.unwrap()["mon"], "9-17");
    desk.answer(answer(404));
    let error = client.get_hours().send().await.unwrap_err();
    assert!(matches!(error, Error::Documented(_)), "{error}");
    server.stop().await;
}

#[tokio::test]
async fn what_is_not_described_is_kept() {
    let problem = Problem::new(code(409)).with_detail("busy");
    let (server, _, client) = counter(operations::FindShelfResponse::Problem(problem)).await;
    let size = types::Size { width: 1, height: 1 };
    let request = client.find_shelf("r", &[1], &["a".to_owned()], &[1], &size, &size, &size);
    let Error::Undocumented(response) = request.send().await.unwrap_err() else {
        panic!("no undocumented response")
    };
    assert_eq!(response.status(), code(409));
    assert_eq!(response.headers()["content-type"], "application/problem+json");
    assert!(String::from_utf8_lossy(response.body()).contains("busy"));
    server.stop().await;
}

#[tokio::test]
async fn a_body_that_is_not_as_described_says_where() {
    let reply = |text: &str| {
        let text = text.to_owned();
        specwright_runtime::server::Router::new().fallback(async move || {
            specwright_runtime::server::axum::response::Response::builder()
                .header("content-type", "application/json")
                .body(specwright_runtime::server::axum::body::Body::from(text))
                .unwrap()
        })
    };
    for (text, expected) in [
        (
            r#"{"books":[{"isbn":"1","title":7}]}"#,
            "/books/0/title: expected a string, found the number 7",
        ),
        (
            r#"{"books":[{"isbn":"1"}]}"#,
            "/books/0: missing required property `title`",
        ),
        ("<html>", "expected value"),
    ] {
        let server = wire_tests::Server::start(reply(text)).await;
        let client = crate::support::client(&server);
        let Error::Decode(error) = client.list_books().send().await.unwrap_err() else {
            panic!("{text}")
        };
        let lines: Vec<String> = error.violations().iter().map(ToString::to_string).collect();
        assert!(lines.iter().any(|line| line.contains(expected)), "{text}: {lines:?}");
        assert_eq!(error.body()[..], *text.as_bytes());
        server.stop().await;
    }
}
