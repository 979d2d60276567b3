//! Answers that are made while they are sent.

use std::pin::Pin;
use std::sync::Mutex;
use std::task::{Context, Poll};
use std::time::Duration;

use specwright_runtime::server::{Events, Items, Operation, Reply, Stream, mock};
use specwright_runtime::{Bytes, DataForm, Event, Framing};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::{mpsc, oneshot};
use tokio::time::Instant;

use crate::support::{Server, add, open_routes};

/// A stream of what a test sends, which tells when it is dropped.
struct Sent<T> {
    values: mpsc::Receiver<T>,
    _dropped: oneshot::Sender<()>,
}

impl<T> Stream for Sent<T> {
    type Item = T;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<T>> {
        self.values.poll_recv(context)
    }
}

/// A stream, what sends to it, and what ends when it is dropped.
fn sent<T>() -> (Sent<T>, mpsc::Sender<T>, oneshot::Receiver<()>) {
    let (sender, values) = mpsc::channel(10);
    let (_dropped, dropped) = oneshot::channel();
    (Sent { values, _dropped }, sender, dropped)
}

/// A server whose `/` answers with `reply`, once.
async fn server(reply: Reply) -> Server {
    let mut routes = open_routes();
    let reply = Mutex::new(Some(reply));
    add(&mut routes, Operation::new("watch", "GET", "/"), move |_| {
        let reply = reply.lock().unwrap().take().unwrap();
        async move { Ok(reply) }
    });
    Server::start(routes).await
}

fn events(events: Events<u8>) -> Reply {
    Reply::events(200, "text/event-stream", events, DataForm::Json)
}

/// The chunks of a chunked body, escaped.
async fn chunks(reply: Reply) -> String {
    let answer = server(reply).await.send("GET /").await;
    assert_eq!(answer.header("transfer-encoding"), "chunked");
    let mut rest = answer.body.as_str();
    let mut text = String::new();
    loop {
        let (length, after) = rest.split_once("\r\n").unwrap();
        let length = usize::from_str_radix(length, 16).unwrap();
        if length == 0 {
            return text;
        }
        let (chunk, after) = after.split_at(length);
        text.push_str(&format!("[{}]", chunk.escape_default()));
        rest = after.strip_prefix("\r\n").unwrap();
    }
}

/// Asks for `/` and reads until a text has come.
async fn read_until(stream: &mut TcpStream, text: &str) -> String {
    let mut received = Vec::new();
    loop {
        let mut buffer = [0; 1024];
        let length = stream.read(&mut buffer).await.unwrap();
        assert_ne!(length, 0, "{}", received.escape_ascii());
        received.extend_from_slice(&buffer[..length]);
        let found = String::from_utf8_lossy(&received);
        if found.contains(text) {
            return found.into_owned();
        }
    }
}

async fn ask(server: &Server) -> TcpStream {
    let mut stream = server.connect().await;
    stream.write_all(b"GET / HTTP/1.1\r\nhost: t\r\n\r\n").await.unwrap();
    stream
}

#[tokio::test]
async fn events_and_items_are_written_one_by_one() {
    let two = [Event::new(1).named("a\nb").with_id("7"), Event::new(2)];
    let reply = events(Events::from_values(two));
    assert_eq!(reply.headers()["cache-control"], "no-store");
    assert_eq!(reply.headers()["content-type"], "text/event-stream");
    assert_eq!(
        format!("{reply:?}"),
        "Reply { status: 200, headers: {\"content-type\": \"text/event-stream\", \"cache-control\": \"no-store\"}, \
         content: … }"
    );
    assert_eq!(chunks(reply).await, r"[event: a b\nid: 7\ndata: 1\n\n][data: 2\n\n]");

    let text = Events::from_values([Event::new("a\nb".to_owned())]);
    let reply = Reply::events(200, "text/event-stream", text, DataForm::Text);
    assert_eq!(chunks(reply).await, r"[data: a\ndata: b\n\n]");

    let items = |framing| Reply::items(200, "application/jsonl", Items::from_values(["a\n", "b"]), framing);
    assert_eq!(chunks(items(Framing::Lines)).await, r#"[\"a\\n\"\n][\"b\"\n]"#);
    assert_eq!(
        chunks(items(Framing::Sequence)).await,
        r#"[\u{1e}\"a\\n\"\n][\u{1e}\"b\"\n]"#
    );
    assert_eq!(chunks(events(Events::from_values([]))).await, "");
}

#[tokio::test]
async fn mocks_answer_with_one_event_or_item() {
    let reply = events(mock::events("7").unwrap());
    assert_eq!(chunks(reply).await, r"[data: 7\n\n]");
    let items = mock::items::<u8>("7").unwrap();
    let reply = Reply::items(200, "application/jsonl", items, Framing::Lines);
    assert_eq!(chunks(reply).await, r"[7\n]");
    assert!(mock::events::<u8>("-7").is_err());
    assert!(mock::items::<u8>("-7").is_err());
}

#[tokio::test]
async fn an_event_is_sent_as_soon_as_it_happens() {
    let (stream, sender, _) = sent();
    let server = server(events(Events::new(stream))).await;
    let mut caller = ask(&server).await;
    read_until(&mut caller, "\r\n\r\n").await;
    for number in 1..=2 {
        sender.send(Event::new(number)).await.unwrap();
        read_until(&mut caller, &format!("data: {number}\n\n")).await;
    }
    drop(sender);
    read_until(&mut caller, "0\r\n\r\n").await;
}

#[tokio::test]
async fn the_stream_of_a_caller_who_leaves_is_dropped() {
    let (stream, sender, dropped) = sent();
    let server = server(events(Events::new(stream))).await;
    let mut caller = ask(&server).await;
    sender.send(Event::new(1)).await.unwrap();
    read_until(&mut caller, "data: 1").await;
    drop(caller);
    let told = tokio::time::timeout(Duration::from_secs(5), dropped).await;
    assert!(matches!(told, Ok(Err(_))), "the stream is still there");
    assert!(sender.is_closed());
}

#[tokio::test(start_paused = true)]
async fn a_comment_shows_that_a_silent_connection_is_alive() {
    let (stream, sender, _dropped) = sent();
    let server = server(events(Events::new(stream))).await;
    let mut caller = ask(&server).await;
    read_until(&mut caller, "\r\n\r\n").await;
    let start = Instant::now();
    for number in 1..=2 {
        assert_eq!(read_until(&mut caller, ":\n").await, "2\r\n:\n\r\n");
        assert_eq!(start.elapsed().as_secs(), number * 15);
    }
    sender.send(Event::new(1)).await.unwrap();
    read_until(&mut caller, "data: 1").await;
}

#[tokio::test]
async fn bytes_are_sent_as_they_are_and_an_error_breaks_off() {
    let (stream, sender, _) = sent::<Result<Bytes, std::io::Error>>();
    sender.send(Ok(Bytes::from(b"\0a"))).await.unwrap();
    sender.send(Ok(Bytes::from(b"b"))).await.unwrap();
    drop(sender);
    let reply = Reply::byte_stream(200, "application/octet-stream", stream);
    assert_eq!(chunks(reply).await, r"[\u{0}a][b]");

    let (stream, sender, _) = sent::<Result<Bytes, std::io::Error>>();
    let server = server(Reply::byte_stream(200, "application/octet-stream", stream)).await;
    let mut caller = ask(&server).await;
    sender.send(Ok(Bytes::from(b"a"))).await.unwrap();
    let received = read_until(&mut caller, "1\r\na\r\n").await;
    assert!(received.ends_with("1\r\na\r\n"), "{received}");
    sender.send(Err(std::io::Error::other("swordfish"))).await.unwrap();
    let mut rest = String::new();
    let _ = caller.read_to_string(&mut rest).await;
    assert_eq!(rest, "", "neither the error nor an end is sent");
}

#[tokio::test]
async fn a_stream_that_cannot_be_answered_with_is_dropped() {
    let (stream, _sender, dropped) = sent();
    let head = server(events(Events::new(stream))).await.send("HEAD /").await;
    assert_eq!(head.summary(), "200");
    assert!(head.headers("content-length").is_empty(), "it is not known");
    assert_eq!(head.header("content-type"), "text/event-stream");
    assert!(dropped.await.is_err());

    let (stream, _sender, dropped) = sent::<Event<u8>>();
    let reply = Reply::events(200, "text/event-stream\r\nx: y", Events::new(stream), DataForm::Json);
    assert!(dropped.await.is_err());
    assert_eq!(server(reply).await.send("GET /").await.summary(), "500");
}
