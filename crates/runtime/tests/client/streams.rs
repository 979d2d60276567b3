//! Bodies that are read while they arrive, from a server that cuts them wherever it likes.

use std::convert::Infallible;
use std::future::poll_fn;
use std::pin::Pin;
use std::time::{Duration, Instant};

use specwright_runtime::client::{
    Arriving, ByteStream, ClientBuilder, Error, Events, Failure, Items, Operation, Response, RetryPolicy, Stream,
    StreamError, reqwest,
};
use specwright_runtime::json::{Decode, Value};
use specwright_runtime::{DataForm, Framing};

use super::server::{Answer, PAUSE, Server, chunk};

static GET: Operation = Operation::new("watch", "GET", "/watch");

const EVENTS: &str = "text/event-stream";

async fn start_with(builder: ClientBuilder) -> Result<Arriving, Failure> {
    builder.build().unwrap().request(&GET).start().await
}

async fn start(answer: Answer) -> Arriving {
    let server = Server::start([answer]).await;
    start_with(server.client().response_limit(100)).await.unwrap()
}

async fn events<T: Decode>(answer: Answer, form: DataForm) -> Events<T> {
    let response: Result<Response<Events<T>>, Error<Infallible>> = start(answer).await.events(form);
    response.unwrap().into_body()
}

async fn items(answer: Answer, framing: Framing) -> Items<Value> {
    let response: Result<Response<Items<Value>>, Error<Infallible>> = start(answer).await.items(framing);
    response.unwrap().into_body()
}

/// A response whose body comes in these chunks, each at a time of its own.
fn in_chunks(media_type: &str, chunks: &[&[u8]]) -> Vec<Vec<u8>> {
    let chunks = chunks.iter().map(|bytes| chunk(bytes));
    [Answer::chunked_head(media_type)].into_iter().chain(chunks).collect()
}

/// The same, with its end.
fn whole(media_type: &str, chunks: &[&[u8]]) -> Answer {
    let mut pieces = in_chunks(media_type, chunks);
    pieces.push(chunk(b""));
    Answer::Pieces(pieces)
}

/// A response that comes at once and whose body has every byte in a chunk of its own.
fn byte_by_byte(media_type: &str, body: &[u8]) -> Answer {
    let chunks: Vec<&[u8]> = body.chunks(1).collect();
    let mut bytes = in_chunks(media_type, &chunks).concat();
    bytes.extend_from_slice(&chunk(b""));
    Answer::Pieces(vec![bytes])
}

fn shown<T: std::fmt::Debug>(next: Option<Result<T, StreamError>>) -> String {
    match next {
        Some(Ok(value)) => format!("{value:?}"),
        Some(Err(error)) => format!("{error} (ends: {})", error.ends_stream()),
        None => "the end".to_owned(),
    }
}

async fn all_events(mut events: Events<String>) -> Vec<String> {
    let mut found = Vec::new();
    while let Some(event) = events.next().await {
        found.push(event.unwrap().data);
    }
    found
}

#[tokio::test]
async fn events_may_be_cut_anywhere() {
    let text = "\u{FEFF}data: h\u{e4}\r\ndata: \u{1F980}\r\n\r\n: comment\r\ndata: two\r\r\ndata: cut off\n";
    let expected = ["h\u{e4}\n\u{1F980}", "two"];
    let answer = byte_by_byte(EVENTS, text.as_bytes());
    assert_eq!(all_events(events(answer, DataForm::Text).await).await, expected);
    let answer = whole(
        EVENTS,
        &[
            b"data: h\xC3",
            b"\xA4\r",
            b"\ndata: \xF0\x9F",
            b"\xA6\x80\r\n\r",
            b"\nda",
            b"ta: two\n",
            b"\n",
        ],
    );
    assert_eq!(all_events(events(answer, DataForm::Text).await).await, expected);
}

#[tokio::test]
async fn an_event_is_given_as_soon_as_it_is_there() {
    let pieces = in_chunks(EVENTS, &[b"event: add\nid: 7\nretry: 20\ndata: [1]\n\nda"]);
    let mut events = events::<Value>(Answer::Unfinished(pieces), DataForm::Json).await;
    assert_eq!(events.last_event_id(), None);
    let event = events.next().await.unwrap().unwrap();
    assert_eq!(event.data, Value::from(vec![1]));
    assert_eq!((event.event.as_deref(), event.id.as_deref()), (Some("add"), Some("7")));
    assert_eq!(events.last_event_id(), Some("7"));
    assert_eq!(events.reconnection_time(), Some(Duration::from_millis(20)));
    assert_eq!(
        format!("{events:?}"),
        r#"Events { operation: "watch", last_event_id: Some("7"), .. }"#
    );
}

#[tokio::test]
async fn identifiers_hold_until_another_comes() {
    let answer = whole(
        EVENTS,
        &[b"id: 1\ndata: a\n\ndata: b\n\nid: 2\n\ndata: c\n\nid\ndata: d\n\n"],
    );
    let mut events = events::<String>(answer, DataForm::Text).await;
    let mut found = Vec::new();
    while let Some(event) = events.next().await {
        let last = events.last_event_id().unwrap_or("-").to_owned();
        found.push((event.unwrap().id.unwrap_or_else(|| "-".to_owned()), last));
    }
    let expected = [("1", "1"), ("-", "1"), ("-", "2"), ("", "-")];
    assert_eq!(found, expected.map(|(own, last)| (own.to_owned(), last.to_owned())));
}

#[tokio::test]
async fn what_cannot_be_decoded_is_an_error_of_its_own() {
    let answer = whole(EVENTS, &[b"data: 1\n\ndata: \"x\"\n\ndata: {\n\ndata: 2\n\n"]);
    let mut events = events::<u8>(answer, DataForm::Json).await;
    assert_eq!(events.next().await.unwrap().unwrap().data, 1);
    let error = events.next().await.unwrap().unwrap_err();
    assert_eq!(
        (error.operation(), error.ends_stream(), error.is_timeout()),
        ("watch", false, false)
    );
    assert_eq!(error.content().unwrap().as_slice(), b"\"x\"");
    assert_eq!(
        error.violations()[0].message,
        "expected an integer, found the string \"x\""
    );
    assert_eq!(
        shown(events.next().await),
        "watch: unexpected content in the stream: invalid JSON at line 1, column 1: EOF while parsing an object \
         (ends: false)"
    );
    assert_eq!(events.next().await.unwrap().unwrap().data, 2);
    assert_eq!(shown(events.next().await), "the end");
    assert_eq!(shown(events.next().await), "the end");

    let answer = whole("application/jsonl", &[b"1\n{\n", b"[1", b",2]"]);
    let mut items = items(answer, Framing::Lines).await;
    assert_eq!(shown(items.next().await), "Number(1)");
    assert_eq!(
        shown(items.next().await),
        "watch: unexpected content in the stream: invalid JSON at line 1, column 1: EOF while parsing an object \
         (ends: false)"
    );
    assert_eq!(shown(items.next().await), "Array [Number(1), Number(2)]");
    assert_eq!(shown(items.next().await), "the end");
}

#[tokio::test]
async fn sequences_of_texts() {
    let body = "\u{1E}[1,\n\"\u{e4}\"]\n\u{1E}2\n\u{1E}3".as_bytes();
    let mut items = items(byte_by_byte("application/json-seq", body), Framing::Sequence).await;
    assert_eq!(shown(items.next().await), "Array [Number(1), String(\"\u{e4}\")]");
    assert_eq!(shown(items.next().await), "Number(2)");
    assert_eq!(
        shown(items.next().await),
        "watch: unexpected content in the stream: the text may be cut off: no white space follows it (ends: false)"
    );
    assert_eq!(shown(items.next().await), "the end");
    assert_eq!(format!("{items:?}"), r#"Items { operation: "watch", .. }"#);
}

#[tokio::test]
async fn the_size_of_one_event_or_item_is_limited_and_not_the_whole() {
    let large = "x".repeat(101);
    let small: Vec<&[u8]> = vec![b"data: 1234567890\n\n"; 20];
    assert_eq!(
        all_events(events(whole(EVENTS, &small), DataForm::Text).await)
            .await
            .len(),
        20
    );

    let too_large = "watch: a part of the stream is larger than 100 bytes (ends: true)";
    let answer = Answer::Unfinished(in_chunks(EVENTS, &[b"data: 1\n\n:", large.as_bytes()]));
    let mut events = events::<u8>(answer, DataForm::Json).await;
    assert_eq!(events.next().await.unwrap().unwrap().data, 1);
    assert_eq!(shown(events.next().await), too_large);
    assert_eq!(shown(events.next().await), "the end");

    let answer = Answer::Unfinished(in_chunks("application/jsonl", &[b"1\n\"", large.as_bytes()]));
    let mut items = items(answer, Framing::Lines).await;
    assert_eq!(shown(items.next().await), "Number(1)");
    assert_eq!(shown(items.next().await), too_large);
    assert_eq!(shown(items.next().await), "the end");
}

#[tokio::test]
async fn a_stream_may_last_and_must_not_stall() {
    const COUNT: usize = 30;
    let limit = Duration::from_millis(600);
    let chunks: Vec<&[u8]> = vec![b"data: 1\n\n"; COUNT];
    let server = Server::start([Answer::Unfinished(in_chunks(EVENTS, &chunks))]).await;
    let started = Instant::now();
    let arriving = start_with(server.client().timeout(limit)).await.unwrap();
    let response: Result<Response<Events<u8>>, Error<Infallible>> = arriving.events(DataForm::Json);
    let mut events = response.unwrap().into_body();
    for _ in 0..COUNT {
        assert_eq!(events.next().await.unwrap().unwrap().data, 1);
    }
    assert!(started.elapsed() > limit, "{:?}", started.elapsed());
    let error = events.next().await.unwrap().unwrap_err();
    assert!(error.is_timeout() && error.ends_stream());
    assert_eq!(error.to_string(), "watch: nothing was received for 600ms");
    assert_eq!(shown(events.next().await), "the end");
}

#[tokio::test]
async fn the_limit_of_a_callers_own_http_client_does_not_end_a_stream() {
    let chunks: Vec<&[u8]> = vec![b"data: 1\n\n"; 4];
    let server = Server::start([whole(EVENTS, &chunks)]).await;
    let http = reqwest::Client::builder().timeout(PAUSE * 2).build().unwrap();
    let arriving = start_with(server.client().http_client(http)).await.unwrap();
    let response: Result<Response<Events<String>>, Error<Infallible>> = arriving.events(DataForm::Text);
    assert_eq!(all_events(response.unwrap().into_body()).await.len(), 4);
}

#[tokio::test]
async fn a_broken_stream_is_an_error_and_then_the_end() {
    let pieces = in_chunks(EVENTS, &[b"data: 1\n\ndata: 2\n"]);
    let mut events = events::<u8>(Answer::Pieces(pieces), DataForm::Json).await;
    assert_eq!(events.next().await.unwrap().unwrap().data, 1);
    let error = events.next().await.unwrap().unwrap_err();
    assert!(error.ends_stream() && !error.is_timeout());
    assert!(error.to_string().starts_with("watch: the stream broke: "), "{error}");
    assert_eq!(shown(events.next().await), "the end");

    let pieces = in_chunks("application/jsonl", &[b"1\n12"]);
    let mut items = items(Answer::Pieces(pieces), Framing::Lines).await;
    assert_eq!(shown(items.next().await), "Number(1)");
    assert!(items.next().await.unwrap().unwrap_err().ends_stream());
    assert_eq!(shown(items.next().await), "the end");
}

#[tokio::test]
async fn a_call_that_is_given_up_loses_nothing() {
    let answer = whole(EVENTS, &[b"data: a\n\ndata: b", b"\n\n", b"data: c\n\n"]);
    let mut events = events::<String>(answer, DataForm::Text).await;
    let mut found = Vec::new();
    loop {
        match tokio::time::timeout(Duration::from_millis(1), events.next()).await {
            Ok(Some(event)) => found.push(event.unwrap().data),
            Ok(None) => break,
            Err(_) => {}
        }
    }
    assert_eq!(found, ["a", "b", "c"]);
}

#[tokio::test]
async fn bytes_come_as_they_arrive() {
    let pieces = in_chunks("application/octet-stream", &[b"\0\r\n", b"x"]);
    let response: Result<Response<ByteStream>, Error<Infallible>> = start(Answer::Pieces(pieces)).await.byte_stream();
    let response = response.unwrap();
    assert_eq!(response.headers()["content-type"], "application/octet-stream");
    assert_eq!(
        format!("{response:?}"),
        r#"Response { status: 200, body: ByteStream { operation: "watch", .. }, .. }"#
    );
    let mut stream = response.into_body();
    let mut received = Vec::new();
    let broken = loop {
        // As a `Stream`, for once.
        match poll_fn(|context| Pin::new(&mut stream).poll_next(context))
            .await
            .unwrap()
        {
            Ok(bytes) => received.extend_from_slice(&bytes),
            Err(error) => break error,
        }
    };
    assert_eq!(received, b"\0\r\nx");
    assert!(broken.ends_stream());
    assert_eq!(shown(stream.next().await), "the end");
}

#[tokio::test]
async fn what_is_no_stream_is_received_in_full() {
    let arriving = start(Answer::new(
        "404 Not Found",
        &["Content-Type: application/json"],
        "\"gone\"",
    ))
    .await;
    assert_eq!(arriving.status(), 404);
    assert!(arriving.is("application/json") && !arriving.is(EVENTS));
    assert_eq!(arriving.headers()["content-length"], "6");
    assert_eq!(format!("{arriving:?}"), "Arriving { status: 404, .. }");
    assert_eq!(
        arriving.receive().await.unwrap().decode_json::<String>().unwrap(),
        "gone"
    );

    let large = "x".repeat(101);
    for answer in [
        Answer::new("200 OK", &[], &large),
        Answer::Pieces(in_chunks("text/plain", &[large.as_bytes()])),
    ] {
        let failure = start(answer).await.receive().await.unwrap_err();
        assert!(
            matches!(failure, Failure::ResponseTooLarge { limit: 100, .. }),
            "{failure:?}"
        );
    }
}

#[tokio::test]
async fn the_head_and_a_whole_body_are_in_time() {
    let limit = Duration::from_millis(50);
    let server = Server::start([Answer::Silence]).await;
    let failure = start_with(server.client().timeout(limit)).await.unwrap_err();
    assert!(matches!(failure, Failure::Timeout(_)), "{failure:?}");
    assert_eq!(server.requests().len(), 3, "it is tried again");

    let unfinished = Answer::Unfinished(in_chunks("text/plain", &[b"half"]));
    let server = Server::start([unfinished]).await;
    let arriving = start_with(server.client().timeout(limit * 10)).await.unwrap();
    let Err(Failure::Timeout(error)) = arriving.receive().await else {
        panic!("the body does not end");
    };
    assert_eq!(error.to_string(), "watch: timed out");
    assert!(error.as_reqwest().is_none());
    assert_eq!(server.requests().len(), 1, "its head was given already");
}

#[tokio::test]
async fn a_temporary_status_is_tried_again_before_the_body() {
    let busy = Answer::new("503 Busy", &[], "busy");
    let server = Server::start([busy.clone(), Answer::json("1")]).await;
    assert_eq!(start_with(server.client()).await.unwrap().status(), 200);
    assert_eq!(server.requests().len(), 2);

    let server = Server::start([busy]).await;
    let arriving = start_with(server.client().retries(RetryPolicy::none())).await.unwrap();
    assert_eq!(arriving.receive().await.unwrap().decode_text().unwrap(), "busy");
}

#[tokio::test]
async fn a_limit_that_no_clock_reaches_is_none() {
    let server = Server::start([Answer::json("1")]).await;
    let client = server.client().timeout(Duration::MAX).build().unwrap();
    assert_eq!(client.request(&GET).send().await.unwrap().status(), 200);
}
