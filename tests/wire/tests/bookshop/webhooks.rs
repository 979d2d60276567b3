//! Webhooks: the shop calls those who use it. Their receiver is a router within a program of their own.

use bookshop_server::webhooks::{
    self, BookArrivedRequest, BookArrivedResponse, ReadingCancelledRequest, ReadingCancelledResponse,
    StockRunsLowRequest, StockRunsLowResponse, Webhooks,
};
use serde_json::{Value, json};
use specwright_runtime::{
    http::StatusCode,
    server::{AllowAll, Authorizer, Router},
};
use wire_tests::{Desk, Server, problem};

use crate::{
    porter::Porter,
    support::{json, value},
};

/// Answers every webhook with what stands ready on the desk.
struct Receiver(Desk);

impl Webhooks for Receiver {
    async fn book_arrived(&self, request: BookArrivedRequest) -> BookArrivedResponse {
        self.0.exchange(request)
    }

    async fn stock_runs_low(&self, request: StockRunsLowRequest) -> StockRunsLowResponse {
        self.0.exchange(request)
    }

    async fn reading_cancelled(&self, request: ReadingCancelledRequest) -> ReadingCancelledResponse {
        self.0.exchange(request)
    }
}

/// A program that receives webhooks below `/hooks`, beside what else it does.
async fn program(authorizer: impl Authorizer) -> (Server, Desk) {
    let desk = Desk::default();
    let hooks = webhooks::router(Receiver(desk.clone()), authorizer);
    let page = specwright_runtime::server::axum::routing::get(async || "a page");
    let server = Server::start(Router::new().route("/", page).nest("/hooks", hooks)).await;
    (server, desk)
}

const ID: &str = "3fa85f64-5717-4562-b3fc-2c963f66afa6";

fn call(server: &Server, webhook: &str, body: &Value) -> reqwest::RequestBuilder {
    let request = server.request("POST", &format!("/hooks/{webhook}"));
    let request = request.header("Content-Type", "application/json");
    request.header("X-Shop-Key", "k").body(body.to_string())
}

#[tokio::test]
async fn webhooks_arrive_beside_other_routes() {
    let (server, desk) = program(AllowAll).await;
    let text =
        json!({"added": "2024-05-17T12:30:00Z", "isbn": "9780000000002", "title": "größe", "authors": [], "copies": 3});
    desk.answer(BookArrivedResponse::NoContent);
    let response = call(&server, "bookArrived", &text).send().await.unwrap();
    assert_eq!(response.status(), 204);
    let seen: BookArrivedRequest = desk.seen();
    assert_eq!(json(&seen.body), text);
    assert_eq!(seen.context.operation().id, "bookArrived");

    let response = server.request("GET", "/").send().await.unwrap();
    assert_eq!(response.text().await.unwrap(), "a page");
    for (method, path, status) in [("POST", "/bookArrived", 404), ("GET", "/hooks/bookArrived", 405)] {
        let response = server.request(method, path).send().await.unwrap();
        assert_eq!(response.status(), status, "{method} {path}");
    }
    assert_eq!(problem(server.request("POST", "/hooks/bookLeft")).await.status, 404);
    assert!(desk.saw_nothing());
    server.stop().await;
}

#[tokio::test]
async fn what_only_comes_back_comes_with_webhooks() {
    // The shop sends it, and the shop alone says when a book came in and how many there are.
    let (server, desk) = program(AllowAll).await;
    let refused = problem(call(
        &server,
        "bookArrived",
        &json!({"isbn": "9780000000002", "title": "x"}),
    ))
    .await;
    let expected = "body: missing required property `added`";
    assert_eq!((refused.status, refused.lines()), (422, vec![expected.to_owned()]));
    let mut text = json!({"added": "2024-05-17T12:30:00Z", "isbn": "9780000000002", "title": "x", "authors": []});
    let asked = text.clone();
    text["note"] = json!("for the staff");
    desk.answer(BookArrivedResponse::NoContent);
    assert_eq!(call(&server, "bookArrived", &text).send().await.unwrap().status(), 204);
    assert_eq!(json(&desk.seen::<BookArrivedRequest>().body), asked);
    server.stop().await;
}

#[tokio::test]
async fn a_body_that_may_be_missing() {
    let (server, desk) = program(AllowAll).await;
    desk.answer(BookArrivedResponse::NoContent);
    let request = server.request("POST", "/hooks/bookArrived").header("X-Shop-Key", "k");
    assert_eq!(request.send().await.unwrap().status(), 204);
    assert!(desk.seen::<BookArrivedRequest>().body.is_none());
    server.stop().await;
}

#[tokio::test]
async fn every_response_can_be_given() {
    let (server, desk) = program(AllowAll).await;
    let order = json!({"isbn": "9780000000002", "quantity": 7});
    let refusal = json!({"title": "no"});
    for (answer, status, body) in [
        (StockRunsLowResponse::Ok(value(&order)), 200, order.to_string()),
        (StockRunsLowResponse::NoContent, 204, String::new()),
        (StockRunsLowResponse::Gone, 410, String::new()),
        (
            StockRunsLowResponse::Default {
                status: StatusCode::CONFLICT,
                body: value(&refusal),
            },
            409,
            refusal.to_string(),
        ),
    ] {
        desk.answer(answer);
        let request = call(&server, "stockRunsLow", &json!({"isbn": "1", "left": 2}));
        let request = request.header("Authorization", "Bearer t");
        let request = request.header("X-Delivery", ID);
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), status);
        assert_eq!(response.text().await.unwrap(), body);
        let seen: StockRunsLowRequest = desk.seen();
        assert_eq!(seen.x_delivery.to_string(), ID);
        assert_eq!(
            (seen.body.isbn.as_str(), seen.body.left, seen.body.wanted),
            ("1", 2, None)
        );
    }
    server.stop().await;
}

#[tokio::test]
async fn malformed_webhooks_are_refused() {
    let (server, desk) = program(AllowAll).await;
    let warn = |body: &Value| call(&server, "stockRunsLow", body).header("Authorization", "Bearer t");
    let expect = |status: u16, lines: &[&str]| (status, lines.iter().map(ToString::to_string).collect::<Vec<_>>());
    let refused = problem(warn(&json!({"isbn": 1, "left": -1})).header("X-Delivery", "7")).await;
    assert_eq!(refused.status, 400);
    assert_eq!(refused.lines().len(), 3, "{:?}", refused.lines());
    let refused = problem(warn(&json!({"isbn": "1", "left": 1}))).await;
    assert_eq!(
        (refused.status, refused.lines()),
        expect(400, &["header X-Delivery: missing"])
    );
    let refused = problem(call(
        &server,
        "readingCancelled",
        &json!({"id": ID, "starts": "2024-05-17T12:30:00Z"}),
    ))
    .await;
    assert_eq!(
        (refused.status, refused.lines()),
        expect(422, &["body: missing required property `author`"])
    );
    let refused = problem(call(
        &server,
        "bookArrived",
        &json!({"added": "2024-05-17T12:30:00Z", "isbn": "9780000000002", "title": ""}),
    ))
    .await;
    assert_eq!(
        (refused.status, refused.lines()),
        expect(422, &["body /title: must have at least 1 character, has 0"])
    );
    let request = server
        .request("POST", "/hooks/readingCancelled")
        .header("Content-Type", "text/plain");
    assert_eq!(problem(request.body("x")).await.status, 415);
    assert_eq!(
        problem(server.request("POST", "/hooks/readingCancelled")).await.status,
        400
    );
    assert!(desk.saw_nothing());
    server.stop().await;
}

#[tokio::test]
async fn senders_show_who_they_are() {
    let porter = Porter::new(&["staff"]);
    let (server, desk) = program(porter.clone()).await;
    let warning = json!({"isbn": "1", "left": 1});
    let warn = |body: &Value| {
        let request = call(&server, "stockRunsLow", body);
        request.header("X-Delivery", "3fa85f64-5717-4562-b3fc-2c963f66afa6")
    };
    assert_eq!(problem(warn(&warning)).await.status, 401);
    assert_eq!(porter.entries(), [""; 0]);
    desk.answer(StockRunsLowResponse::NoContent);
    let response = warn(&warning).header("Authorization", "Bearer t").send().await.unwrap();
    assert_eq!(
        (response.status().as_u16(), porter.entries()),
        (204, vec!["stockRunsLow staff=t[]".to_owned()])
    );
    let seen: StockRunsLowRequest = desk.seen();
    assert_eq!(seen.context.identity().get::<usize>(), Some(&1));

    // A key that the receiver does not take.
    assert_eq!(problem(call(&server, "bookArrived", &json!({}))).await.status, 401);
    assert_eq!(porter.entries(), ["bookArrived shopKey=k[]"]);
    // No security at all.
    desk.answer(ReadingCancelledResponse::Successful {
        status: StatusCode::ACCEPTED,
    });
    let reading = json!({"id": ID, "starts": "2024-05-17T12:30:00Z", "author": {"name": "Ada"}, "companions": []});
    let request = server
        .request("POST", "/hooks/readingCancelled")
        .header("Content-Type", "application/json");
    assert_eq!(request.body(reading.to_string()).send().await.unwrap().status(), 202);
    assert_eq!(json(&desk.seen::<ReadingCancelledRequest>().body), reading);
    server.stop().await;
}
