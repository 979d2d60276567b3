//! The client and the server on one wire: what one writes, the other reads.
#![cfg(all(feature = "client", feature = "serve"))]
#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

use std::convert::Infallible;
use std::future::{Future, pending};
use std::sync::Arc;

use specwright_runtime::client::{self, Arriving, Client, Error};
use specwright_runtime::parameter::Parameter;
use specwright_runtime::server::{self, BodyUse, Incoming, Refusal, Reply, Routes};
use specwright_runtime::{DataForm, Event, File, Framing};
use tokio::net::TcpListener;

/// What text data, events and items must keep.
const TEXTS: [&str; 5] = ["", "\n", "a\nb\n\n", " data: x\n: y", "\u{FEFF}\u{1F980}\u{1E}"];

/// A client of a server that answers the operation as `handler` does.
async fn client<F, R>(operation: server::Operation, handler: F) -> Client
where
    F: Fn(Incoming) -> R + Send + Sync + 'static,
    R: Future<Output = Result<Reply, Refusal>> + Send + 'static,
{
    let mut routes = Routes::without_authorizer();
    let operation: &'static server::Operation = Box::leak(Box::new(operation));
    routes.add(operation, &Arc::new(()), move |_, incoming| handler(incoming));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(server::serve(listener, routes.into_router(), pending()));
    Client::builder(&address).build().unwrap()
}

/// Starts a request to a server that answers with what `reply` makes.
async fn start(reply: impl Fn() -> Reply + Send + Sync + 'static) -> Arriving {
    static GET: client::Operation = client::Operation::new("get", "GET", "/");
    let operation = server::Operation::new("get", "GET", "/");
    let client = client(operation, move |_| std::future::ready(Ok(reply()))).await;
    client.request(&GET).start().await.unwrap()
}

#[test]
fn streams_can_be_given_to_other_tasks() {
    const fn check<T: Send + Unpin>() {}
    check::<Arriving>();
    check::<client::Events<*const u8>>();
    check::<client::Items<*const u8>>();
    check::<client::ByteStream>();
    check::<server::Events<*const u8>>();
    check::<server::Items<*const u8>>();
}

#[tokio::test]
async fn forms_keep_every_name_and_byte() {
    const NAME: &str = "a\"b\r\n;c=\u{e4}";
    const WIDTH: Parameter = Parameter::header("X-Width");
    static POST: client::Operation = client::Operation::new("post", "POST", "/");
    let operation =
        server::Operation::new("post", "POST", "/").request_body(BodyUse::Required, &["multipart/form-data"]);
    let client = client(operation, |mut incoming| async move {
        let answer = incoming.multipart_body(|parts| {
            let file = parts.file(NAME)?;
            let (number, texts) = (parts.text::<f64>("n")?, parts.json::<Vec<String>>("texts")?);
            let width = parts.part_header::<u8>("texts", &WIDTH)?;
            let length = file.bytes.len();
            Some(format!(
                "{:?} {:?} {length} {number} {texts:?} {width:?}",
                file.name, file.content_type
            ))
        });
        incoming.finish()?;
        Ok(Reply::text(200, "text/plain", answer.unwrap()))
    })
    .await;
    let content = b"\r\n--specwright-\r\n\r\n--\r\n\0\xFF--".repeat(1000);
    let mut form = client::MultipartForm::new();
    form.file(NAME, &File::from(content.clone()).named("x\n\".png"), Some("image/png"));
    form.text("n", &1.5);
    form.json("texts", &vec!["a\r\n--b", ""], "application/json");
    form.header(&WIDTH, &7);
    let mut request = client.request(&POST);
    request.multipart(form, "multipart/form-data");
    let answer = request.send().await.unwrap().decode_text().unwrap();
    let length = content.len();
    assert_eq!(
        answer,
        format!(r#"Some("x\n\".png") Some("image/png") {length} 1.5 ["a\r\n--b", ""] Some(7)"#)
    );
}

#[tokio::test]
async fn events_keep_every_text() {
    let sent = || TEXTS.map(|text| Event::new(text.to_owned()).named("a").with_id(" 7"));
    for form in [DataForm::Json, DataForm::Text] {
        let events = move || server::Events::from_values(sent());
        let arriving = start(move || Reply::events(200, "text/event-stream", events(), form)).await;
        let response: Result<_, Error<Infallible>> = arriving.events::<String, _>(form);
        let mut events = response.unwrap().into_body();
        for event in sent() {
            assert_eq!(events.next().await.unwrap().unwrap(), event);
        }
        assert!(events.next().await.is_none());
        assert_eq!(events.last_event_id(), Some(" 7"));
    }
}

#[tokio::test]
async fn items_keep_every_text() {
    for framing in [Framing::Lines, Framing::Sequence] {
        let items = || server::Items::from_values(TEXTS);
        let arriving = start(move || Reply::items(200, "application/jsonl", items(), framing)).await;
        let response: Result<_, Error<Infallible>> = arriving.items::<String, _>(framing);
        let mut items = response.unwrap().into_body();
        for text in TEXTS {
            assert_eq!(items.next().await.unwrap().unwrap(), text);
        }
        assert!(items.next().await.is_none());
    }
}
