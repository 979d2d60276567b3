//! Answers that the upstream makes while it sends them: events and lines of JSON.

use std::time::Duration;

use specwright_runtime::gateway::Limits;
use specwright_runtime::server::axum::body::Body;
use specwright_runtime::server::axum::response::Response;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;

use crate::mcp_client::{Client, shown};
use crate::support::{Answer, Caller, PATIENCE, Upstream, builder, client, request};

const HEAD: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncache-control: no-cache\r\n\
    transfer-encoding: chunked\r\n\r\n";

/// One chunk of a body.
fn chunk(text: &str) -> String {
    format!("{:x}\r\n{text}\r\n", text.len())
}

/// A gateway, and the upstream that it will connect to.
async fn start(limits: Limits) -> (Caller, TcpListener) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let gateway = builder(client(&url, Duration::from_secs(10))).limits(limits);
    (Caller::rest(gateway).await, listener)
}

/// Sends a request and gives both ends: the caller's, and the upstream's, which has been asked.
async fn ask(caller: &Caller, listener: &TcpListener) -> (TcpStream, TcpStream) {
    let mut stream = TcpStream::connect(caller.address).await.unwrap();
    stream.write_all(&request("GET /users", None)).await.unwrap();
    let (mut upstream, _) = timeout(PATIENCE, listener.accept()).await.unwrap().unwrap();
    let mut asked = [0; 4096];
    assert!(upstream.read(&mut asked).await.unwrap() > 0);
    (stream, upstream)
}

/// Reads until a text has come.
async fn read_until(stream: &mut TcpStream, text: &str) -> String {
    let mut received = String::new();
    let mut buffer = [0; 4096];
    while !received.contains(text) {
        let length = timeout(PATIENCE, stream.read(&mut buffer)).await.unwrap().unwrap();
        assert!(length > 0, "closed after {received:?}");
        received.push_str(std::str::from_utf8(&buffer[..length]).unwrap());
    }
    received
}

#[tokio::test]
async fn events_are_passed_on_as_they_come() {
    let mut limits = Limits::new();
    limits.call_time = Duration::from_millis(300);
    limits.plan_time = Duration::from_millis(300);
    let (caller, listener) = start(limits).await;
    let (mut stream, mut upstream) = ask(&caller, &listener).await;
    upstream.write_all(HEAD).await.unwrap();
    upstream.write_all(chunk("data: 1\n\n").as_bytes()).await.unwrap();
    let first = read_until(&mut stream, "data: 1\n\n").await;
    assert!(first.starts_with("HTTP/1.1 200 OK\r\n"), "{first}");
    assert!(first.contains("content-type: text/event-stream\r\n"), "{first}");
    assert!(first.contains("cache-control: no-cache\r\n"), "{first}");
    // The limits on a call are those of its head: what lives goes on.
    tokio::time::sleep(Duration::from_millis(500)).await;
    upstream.write_all(chunk("data: 2\n\n").as_bytes()).await.unwrap();
    read_until(&mut stream, "data: 2\n\n").await;
    upstream.write_all(b"0\r\n\r\n").await.unwrap();
    let mut rest = String::new();
    timeout(PATIENCE, stream.read_to_string(&mut rest))
        .await
        .unwrap()
        .unwrap();
    assert!(rest.ends_with("0\r\n\r\n"), "the end is told: {rest:?}");
}

#[tokio::test]
async fn a_stream_has_no_limit_of_size() {
    let piece = "z".repeat(10_000);
    let (caller, listener) = start(Limits::new()).await;
    let (mut stream, mut upstream) = ask(&caller, &listener).await;
    let sending = tokio::spawn(async move {
        upstream.write_all(HEAD).await.unwrap();
        // The client of this gateway takes whole bodies of up to 100,000 bytes.
        for _ in 0..50 {
            upstream.write_all(chunk(&piece).as_bytes()).await.unwrap();
        }
        upstream.write_all(b"0\r\n\r\n").await.unwrap();
    });
    let mut received = Vec::new();
    timeout(PATIENCE, stream.read_to_end(&mut received))
        .await
        .unwrap()
        .unwrap();
    sending.await.unwrap();
    assert_eq!(received.iter().filter(|byte| **byte == b'z').count(), 500_000);
}

#[tokio::test]
async fn whoever_leaves_ends_the_stream() {
    let (caller, listener) = start(Limits::new()).await;
    let (mut stream, mut upstream) = ask(&caller, &listener).await;
    upstream.write_all(HEAD).await.unwrap();
    upstream.write_all(chunk("data: 1\n\n").as_bytes()).await.unwrap();
    read_until(&mut stream, "data: 1").await;
    drop(stream);
    let mut buffer = [0; 16];
    let ended = timeout(PATIENCE, upstream.read(&mut buffer)).await.unwrap();
    assert!(matches!(ended, Ok(0) | Err(_)), "{ended:?}");
}

#[tokio::test]
async fn a_stream_that_breaks_has_no_end() {
    let (caller, listener) = start(Limits::new()).await;
    let (mut stream, mut upstream) = ask(&caller, &listener).await;
    upstream.write_all(HEAD).await.unwrap();
    upstream.write_all(chunk("data: 1\n\n").as_bytes()).await.unwrap();
    read_until(&mut stream, "data: 1\n\n").await;
    drop(upstream);
    let mut rest = Vec::new();
    let _ = timeout(PATIENCE, stream.read_to_end(&mut rest)).await.unwrap();
    assert!(!rest.ends_with(b"0\r\n\r\n"), "{rest:?}");
}

#[tokio::test]
async fn a_silent_stream_is_given_up() {
    let mut limits = Limits::new();
    limits.stream_idle_time = Duration::from_millis(200);
    let (caller, listener) = start(limits).await;
    let (mut stream, mut upstream) = ask(&caller, &listener).await;
    upstream.write_all(HEAD).await.unwrap();
    upstream.write_all(chunk("data: 1\n\n").as_bytes()).await.unwrap();
    let mut received = Vec::new();
    let _ = timeout(PATIENCE, stream.read_to_end(&mut received)).await.unwrap();
    let received = String::from_utf8(received).unwrap();
    assert!(
        received.contains("data: 1") && !received.ends_with("0\r\n\r\n"),
        "{received}"
    );
}

#[tokio::test]
async fn streams_take_no_turns() {
    let mut limits = Limits::new();
    limits.concurrent_calls = 1;
    limits.turn_time = Duration::from_millis(200);
    let (caller, listener) = start(limits).await;
    let mut open = Vec::new();
    for _ in 0..3 {
        let (mut stream, mut upstream) = ask(&caller, &listener).await;
        upstream.write_all(HEAD).await.unwrap();
        upstream.write_all(chunk("data: 1\n\n").as_bytes()).await.unwrap();
        read_until(&mut stream, "data: 1").await;
        open.push((stream, upstream));
    }
}

#[tokio::test]
async fn errors_are_no_streams() {
    let upstream = Upstream::fixed(503, "text/event-stream", "data: no\n\n").await;
    let caller = Caller::rest(upstream.gateway()).await;
    let answer = caller.send("GET /users").await;
    assert_eq!((answer.status, answer.header("content-length")), (503, "10"));
    // Whoever asks for the head alone waits for nothing.
    let (caller, listener) = start(Limits::new()).await;
    let mut stream = TcpStream::connect(caller.address).await.unwrap();
    stream.write_all(&request("HEAD /users", None)).await.unwrap();
    let (mut upstream, _) = timeout(PATIENCE, listener.accept()).await.unwrap().unwrap();
    upstream.write_all(HEAD).await.unwrap();
    let answer = Answer::read(stream).await;
    assert_eq!((answer.status, answer.bytes.len()), (200, 0));
}

/// An answer whose body never ends, after some pieces.
fn endless(content_type: &str, pieces: &[&str]) -> Response {
    use specwright_runtime::client::Stream;
    use std::pin::Pin;
    use std::task::{Context, Poll};

    struct Pieces(Vec<String>);
    impl Stream for Pieces {
        type Item = Result<String, std::io::Error>;
        fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
            self.0.pop().map_or(Poll::Pending, |piece| Poll::Ready(Some(Ok(piece))))
        }
    }
    let pieces = pieces.iter().rev().map(|piece| (*piece).to_owned()).collect();
    specwright_runtime::http::Response::builder()
        .header("content-type", content_type)
        .body(Body::from_stream(Pieces(pieces)))
        .unwrap()
}

#[tokio::test]
async fn a_tool_collects_what_comes_in_time() {
    let upstream = Upstream::start(|_| {
        Some(endless(
            "text/event-stream; charset=utf-8",
            &["data: 1\n\n", "data: 2\n\nda"],
        ))
    })
    .await;
    let mut limits = Limits::new();
    limits.call_time = Duration::from_millis(300);
    let client = Client::with(&upstream, limits).await;
    let result = client.call("get-user", r#"{"user_id": "7"}"#).await;
    assert_eq!(
        shown(&result),
        "data: 1\n\ndata: 2\n\n | The stream was cut here: it went on after 0.3 seconds. => {}"
    );
}

#[tokio::test]
async fn a_tool_collects_what_there_is_room_for() {
    let lines = ["{\"n\": 1}\n{\"n\"", ": 2}\n{\"n\": 3}\n"];
    let upstream = Upstream::start(move |_| Some(endless("application/x-ndjson", &lines))).await;
    let mut limits = Limits::new();
    limits.tool_result_bytes = 25;
    let client = Client::with(&upstream, limits).await;
    let result = client.call("list-users", "{}").await;
    assert_eq!(
        shown(&result),
        "{\"n\": 1}\n{\"n\": 2}\n | The stream was cut here: a tool gives no more than 25 bytes."
    );
}

#[tokio::test]
async fn a_stream_that_ends_is_a_result_like_others() {
    let check = async |body: &'static str, expected: &str| {
        let upstream = Upstream::fixed(200, "application/jsonl", body).await;
        let client = Client::new(&upstream).await;
        assert_eq!(shown(&client.call("list-users", "{}").await), expected);
    };
    check("{\"n\": 1}\n{\"n\": 2}", "{\"n\": 1}\n{\"n\": 2}").await;
    check("", "Nothing came of the stream before it ended.").await;
}
