//! What callers are told when the upstream fails, and what limits do.

use std::time::{Duration, Instant};

use specwright_runtime::gateway::Limits;
use tokio::io::AsyncWriteExt as _;
use tokio::net::{TcpListener, TcpStream};

use crate::support::{Answer, Caller, Upstream, builder, client, json, request, response};

#[tokio::test]
async fn an_upstream_that_cannot_be_reached() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let told: std::sync::Arc<std::sync::Mutex<Vec<String>>> = std::sync::Arc::default();
    let kept = std::sync::Arc::clone(&told);
    let gateway = builder(client(&url, Duration::from_secs(5)))
        .on_failure(move |message| kept.lock().unwrap().push(message.to_owned()));
    let caller = Caller::rest(gateway).await;
    let answer = caller.send("GET /users").await;
    assert_eq!(answer.summary(), "502 the upstream API could not be reached");
    assert!(!answer.body().contains("127.0.0.1"), "{}", answer.body());
    let told = told.lock().unwrap();
    assert_eq!(told.len(), 1);
    assert!(
        told[0].starts_with("listUsers: ") && told[0].contains("refused"),
        "{told:?}"
    );
    assert!(!told[0].contains("http"), "{told:?}");
}

#[tokio::test]
async fn an_upstream_that_breaks_off() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let head = b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nx";
            stream.write_all(head).await.unwrap();
        }
    });
    let caller = Caller::rest(builder(client(&url, Duration::from_secs(5)))).await;
    let answer = caller.send("GET /users").await;
    assert_eq!(answer.summary(), "502 the upstream API could not be reached");
}

#[tokio::test]
async fn an_upstream_that_does_not_answer() {
    let upstream = Upstream::start(|_| None).await;
    let mut limits = Limits::new();
    limits.call_time = Duration::from_millis(200);
    let caller = Caller::rest(upstream.gateway().limits(limits)).await;
    let started = Instant::now();
    let answer = caller.send("GET /users").await;
    assert_eq!(answer.summary(), "504 the upstream API did not answer in time");
    assert!(started.elapsed() < Duration::from_secs(8));
}

#[tokio::test]
async fn a_response_that_is_too_large() {
    let upstream = Upstream::fixed(200, "text/plain", vec![b'x'; 100_001]).await;
    let caller = Caller::rest(upstream.gateway()).await;
    let answer = caller.send("GET /users").await;
    assert_eq!(answer.summary(), "502 the response of the upstream API is too large");
}

#[tokio::test]
async fn a_plan_has_a_time_of_its_own() {
    let upstream = Upstream::start(|_| None).await;
    let mut limits = Limits::new();
    limits.plan_time = Duration::from_millis(200);
    let caller = Caller::rest(upstream.gateway().limits(limits)).await;
    let answer = caller.send("GET /users").await;
    assert_eq!(answer.summary(), "504 the upstream API did not answer in time");
}

#[tokio::test]
async fn calls_wait_for_their_turn() {
    let upstream = Upstream::start(|seen| {
        if seen.line == "GET /users/slow" {
            None
        } else {
            json("{}")
        }
    })
    .await;
    let mut limits = Limits::new();
    limits.concurrent_calls = 1;
    limits.call_time = Duration::from_millis(500);
    let caller = Caller::rest(upstream.gateway().limits(limits)).await;
    let slow = tokio::spawn(async move { caller.send("GET /users/slow").await.summary() });
    while upstream.take().is_empty() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    // The slow call keeps the only turn until its time is up; this one has it in time.
    let answer = caller.send("GET /users/quick").await;
    assert_eq!(answer.summary(), "200 {}");
    assert_eq!(slow.await.unwrap(), "504 the upstream API did not answer in time");
}

#[tokio::test]
async fn who_has_no_turn_in_time_is_told() {
    let upstream = Upstream::start(|_| None).await;
    let mut limits = Limits::new();
    limits.concurrent_calls = 1;
    limits.turn_time = Duration::from_millis(100);
    let caller = Caller::rest(upstream.gateway().limits(limits)).await;
    let slow = tokio::spawn(async move { caller.send("GET /users/slow").await.summary() });
    while upstream.take().is_empty() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let answer = caller.send("GET /users").await;
    assert_eq!(answer.summary(), "503 too many calls are waiting for the upstream API");
    assert_eq!(answer.header("retry-after"), "1");
    slow.abort();
}

#[tokio::test]
async fn request_bodies_are_bounded() {
    let upstream = Upstream::start(|_| json("{}")).await;
    let mut limits = Limits::new();
    limits.request_bytes = 100;
    limits.request_time = Duration::from_millis(300);
    let caller = Caller::rest(upstream.gateway().limits(limits)).await;
    let head = "POST /users\ncontent-type: application/json";
    let body = format!("{{\"name\": \"{}\"}}", "x".repeat(100));
    let answer = caller.send_body(head, body.as_bytes()).await;
    assert_eq!(answer.summary(), "413 the body has more than 100 bytes");
    // Whoever does not send what was announced is not waited for.
    let mut stream = TcpStream::connect(caller.address).await.unwrap();
    let slow = request(&format!("{head}\ncontent-length: 50"), None);
    stream.write_all(&slow).await.unwrap();
    assert_eq!(
        Answer::read(stream).await.summary(),
        "408 the body did not arrive in time"
    );
    assert!(upstream.take().is_empty());
}

#[tokio::test]
async fn a_gateway_without_a_credential_says_no_more_than_that() {
    let upstream = Upstream::start(|_| json("{}")).await;
    let client = specwright_runtime::client::Client::builder(&format!("http://{}", upstream.address))
        .build()
        .unwrap();
    let caller = Caller::rest(builder(client)).await;
    let answer = caller.send("GET /users").await;
    assert_eq!(answer.summary(), "500 the gateway has no credential for this call");
    assert!(upstream.take().is_empty());
}

#[tokio::test]
async fn ten_thousand_requests_on_sixty_four_connections() {
    const CONNECTIONS: usize = 64;
    const REQUESTS: usize = 10_000;
    let upstream = Upstream::start(|seen| Some(response(200, &[], seen.line.clone()))).await;
    let caller = Caller::rest(upstream.gateway()).await;
    let tasks: Vec<_> = (0..CONNECTIONS)
        .map(|connection| {
            let share = (REQUESTS + connection) / CONNECTIONS;
            tokio::spawn(async move { keep_alive(caller, connection, share).await })
        })
        .collect();
    let mut answered = 0;
    for task in tasks {
        answered += task.await.unwrap();
    }
    assert!(answered >= REQUESTS - CONNECTIONS, "{answered}");
    assert_eq!(upstream.take().len(), answered);
}

/// Sends requests one after the other on one connection, each with an answer of its own.
async fn keep_alive(caller: Caller, connection: usize, requests: usize) -> usize {
    use tokio::io::AsyncReadExt as _;
    let mut stream = TcpStream::connect(caller.address).await.unwrap();
    let mut buffer = vec![0; 4096];
    for number in 0..requests {
        let text = format!("GET /users/{connection}-{number} HTTP/1.1\r\nhost: localhost\r\n\r\n");
        stream.write_all(text.as_bytes()).await.unwrap();
        let expected = format!("GET /users/{connection}-{number}");
        let mut received = String::new();
        while !received.ends_with(&expected) {
            let length = stream.read(&mut buffer).await.unwrap();
            assert!(length > 0, "the connection was closed after {received:?}");
            received.push_str(std::str::from_utf8(&buffer[..length]).unwrap());
        }
        assert!(received.starts_with("HTTP/1.1 200 "), "{received}");
    }
    requests
}
