//! Streams that break, fall silent or bring what is not described.

use bookshop_client::{
    Client, Error,
    operations::{FollowCatalogueError, FollowCatalogueOkBody, FollowOrderError},
    types,
};
use bookshop_server::operations;
use serde_json::json;
use specwright_runtime::{Event, Problem, client::StreamError, http::StatusCode};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
    time::timeout,
};
use wire_tests::{Desk, Server, canned};

use crate::{
    streams::{A_WHILE, SOON, order, paid, paid_text, shipped},
    support::{client, counter, json, stranger, value},
};

#[tokio::test]
async fn an_event_that_cannot_be_decoded_does_not_end_the_stream() {
    let body = format!(
        ": welcome\n\ndata: {{\"kind\":\"paid\"}}\n\ndata: nonsense\n\ndata: {{\"kind\":\"lost\",\"at\":1}}\n\n\
         id: 9\ndata: {}\ndata\n\ndata: never finished",
        paid_text()
    );
    let (server, client) = answered("text/event-stream; charset=utf-8", &body).await;
    let mut events = client.follow_order(7).send().await.unwrap().into_body();
    let error = events.next().await.unwrap().unwrap_err();
    let lines: Vec<String> = error.violations().iter().map(ToString::to_string).collect();
    assert!(
        lines
            .iter()
            .any(|line| line.contains("missing required property `amount`")),
        "{lines:?}"
    );
    assert_eq!(
        error.content().map(|content| &content[..]),
        Some(&b"{\"kind\":\"paid\"}"[..])
    );
    let error = events.next().await.unwrap().unwrap_err();
    assert!(!error.ends_stream() && !error.is_timeout(), "{error}");
    // A kind of a later version is no mistake.
    let event = events.next().await.unwrap().unwrap();
    assert_eq!(event.data, types::OrderEvent::Unknown(json!({"kind": "lost", "at": 1})));
    let event = events.next().await.unwrap().unwrap();
    assert_eq!((json(&event.data), event.id.as_deref()), (paid(1.5), Some("9")));
    // An event without its empty line is none.
    assert!(events.next().await.is_none());
    server.stop().await;
}

#[tokio::test]
async fn errors_of_operations_that_stream() {
    let missing = operations::FollowOrderResponse::NotFound(value(&json!({"title": "no such order"})));
    let (server, desk, client) = counter(missing).await;
    let error = client.follow_order(7).last_event_id("3").send().await.unwrap_err();
    assert!(
        matches!(error.documented(), Some(FollowOrderError::NotFound(problem)) if json(problem)["title"] == "no such order"),
        "{error}"
    );
    let seen: operations::FollowOrderRequest = desk.seen();
    assert_eq!(seen.last_event_id.as_deref(), Some("3"));
    desk.answer(operations::FollowOrderResponse::Conflict("closed".to_owned()));
    let error = client.follow_order(7).send().await.unwrap_err();
    assert_eq!(
        error.documented(),
        Some(&FollowOrderError::Conflict("closed".to_owned()))
    );
    desk.answer(operations::FollowCatalogueResponse::Gone);
    let error = client.follow_catalogue().after(0).send().await.unwrap_err();
    assert_eq!(error.documented(), Some(&FollowCatalogueError::Gone));
    assert_eq!(desk.seen::<operations::FollowCatalogueRequest>().after, Some(0));
    let problem = Problem::new(StatusCode::IM_A_TEAPOT).with_detail("tea");
    desk.answer(operations::FollowOrderResponse::Problem(problem));
    let error = client.follow_order(7).send().await.unwrap_err();
    let Error::Undocumented(response) = error else {
        panic!("{error}")
    };
    assert_eq!(response.status(), 418);
    assert!(String::from_utf8_lossy(response.body()).contains("tea"));
    server.stop().await;
}

#[tokio::test]
async fn an_item_that_cannot_be_decoded_does_not_end_the_stream() {
    let good = r#"{"change":"removed","number":2,"isbn":"1"}"#;
    let (server, client) = answered(
        "application/jsonl",
        &format!("{{\"change\":\"removed\"}}\n\n{{{{\n{good}\r\n{good}"),
    )
    .await;
    let FollowCatalogueOkBody::Items(mut items) = client.follow_catalogue().send().await.unwrap().into_body() else {
        panic!("no lines")
    };
    let error = items.next().await.unwrap().unwrap_err();
    assert_eq!(error.violations().len(), 2, "{error}");
    assert!(!items.next().await.unwrap().unwrap_err().ends_stream());
    for _ in 0..2 {
        assert!(matches!(
            items.next().await,
            Some(Ok(types::CatalogueChange::BookRemoved(_)))
        ));
    }
    assert!(items.next().await.is_none());
    server.stop().await;

    let (server, client) = answered(
        "application/json-seq",
        &format!("\u{1e}{good}\n\u{1e}{{\"change\":\u{1e}{good}\n\u{1e}7\n"),
    )
    .await;
    let FollowCatalogueOkBody::JsonSeq(mut items) = client.follow_catalogue().send().await.unwrap().into_body() else {
        panic!("no sequence")
    };
    let mut read = Vec::new();
    while let Some(item) = items.next().await {
        read.push(item.is_ok());
    }
    assert_eq!(read, [true, false, true, false]);
    server.stop().await;
}

/// A server that breaks off in the midst of a body of this type.
async fn breaking_off(media_type: &str, piece: &str) -> String {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let head = format!("HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\nTransfer-Encoding: chunked\r\n\r\n");
    let answer = format!("{head}{:x}\r\n{piece}\r\n", piece.len());
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut request = [0; 4096];
        let _ = stream.read(&mut request).await.unwrap();
        stream.write_all(answer.as_bytes()).await.unwrap();
        stream.flush().await.unwrap();
    });
    url
}

fn broken(error: &StreamError) -> bool {
    error.ends_stream() && !error.is_timeout() && error.content().is_none()
}

#[tokio::test]
async fn a_connection_that_breaks_is_no_end() {
    let connect = |url: &str| {
        Client::builder()
            .base_url(url)
            .session("s")
            .report_key("r")
            .access_token("a")
            .build()
    };
    let url = breaking_off(
        "text/event-stream",
        &format!("data: {}\n\ndata: {}", paid_text(), paid_text()),
    )
    .await;
    let mut events = connect(&url).unwrap().follow_order(7).send().await.unwrap().into_body();
    assert_eq!(json(&events.next().await.unwrap().unwrap().data), paid(1.5));
    let error = events.next().await.unwrap().unwrap_err();
    assert!(broken(&error), "{error}");
    assert!(events.next().await.is_none());

    let good = r#"{"change":"removed","number":2,"isbn":"1"}"#;
    let url = breaking_off("application/jsonl", &format!("{good}\n{good}")).await;
    let FollowCatalogueOkBody::Items(mut items) = connect(&url)
        .unwrap()
        .follow_catalogue()
        .send()
        .await
        .unwrap()
        .into_body()
    else {
        panic!("no lines")
    };
    assert!(items.next().await.unwrap().is_ok());
    let error = items.next().await.unwrap().unwrap_err();
    assert!(broken(&error), "{error}");
    assert!(items.next().await.is_none());
}

#[tokio::test]
async fn silence_is_not_awaited_for_ever() {
    let (server, sender, _) = order().await;
    let client = stranger(&server).session("s").timeout(A_WHILE).build().unwrap();
    let mut events = client.follow_order(7).send().await.unwrap().into_body();
    // More time than the limit in all, less between two events.
    for _ in 0..3 {
        tokio::time::sleep(A_WHILE / 2).await;
        sender.send(Event::new(value(&shipped()))).unwrap();
        events.next().await.unwrap().unwrap();
    }
    let error = timeout(SOON, events.next()).await.unwrap().unwrap().unwrap_err();
    assert!(error.is_timeout() && error.ends_stream(), "{error}");
    assert_eq!(error.operation(), "followOrder");
    assert!(events.next().await.is_none());
    drop(sender);
    server.stop().await;
}

/// What a client makes of a body of this media type.
async fn answered(media_type: &str, body: &str) -> (Server, Client) {
    let server = Server::start(canned(Desk::default(), 200, &[("content-type", media_type)], body)).await;
    let client = client(&server);
    (server, client)
}
